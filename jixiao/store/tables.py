"""The tables of the models by name, for the SQL of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import SQLModel

from jixiao.store import models

if TYPE_CHECKING:
    from sqlalchemy import Table

METADATA = SQLModel.metadata


def _table(model: type[SQLModel]) -> Table:
    return METADATA.tables[str(model.__tablename__)]


ORGANISATION = _table(models.Organisation)
ROUND = _table(models.Round)
SOURCE = _table(models.Source)
PROJECT = _table(models.Project)
FORM_VERSION = _table(models.FormVersion)
SUBMISSION = _table(models.Submission)
INDICATOR = _table(models.IndicatorRow)
FUND = _table(models.FundRow)
PACKED = _table(models.PackedTable)
FINDING = _table(models.FindingRow)
REVIEW = _table(models.Review)
REVIEW_ROW = _table(models.ReviewRow)
DISCLOSURE = _table(models.DisclosureRow)
EVENT = _table(models.Event)
HEAD = _table(models.Head)

ALL = (
    ORGANISATION,
    ROUND,
    SOURCE,
    PROJECT,
    FORM_VERSION,
    SUBMISSION,
    INDICATOR,
    FUND,
    PACKED,
    FINDING,
    REVIEW,
    REVIEW_ROW,
    DISCLOSURE,
    EVENT,
    HEAD,
)
"""In an order in which each refers only to those before."""
