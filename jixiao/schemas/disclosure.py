"""部门决算公开: what a published disclosure says, as typed values with their places.

Nothing here is computed or corrected: a value is what is printed, with its unit and its
printed precision, and what was not found is absent.  Checks compare these values; they never
read text again.  Amounts of a table are in the table's ``unit``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from jixiao.schemas.base import Form
from jixiao.schemas.finding import Finding, Place


class FactKind(StrEnum):
    """What sort of thing a fact says; ``rate`` and ``share`` and ``growth`` are in percent."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    RATE = "rate"
    GROWTH = "growth"
    SCORE = "score"
    GRADE = "grade"
    YEAR = "year"
    NAME = "name"
    TEXT = "text"
    QUANTITY = "quantity"


class Fact(Form):
    """One thing a sentence says.

    ``key`` is of the closed vocabulary :data:`jixiao.schemas.disclosure_keys.KEYS`.  ``value`` is the
    number in ``unit`` as printed (a decrease is negative), ``digits`` how many stand after the point;
    ``text`` is the name, grade or statement of a fact that is no number.  ``stated`` is true where the
    number itself is not printed (``与上年持平`` is a change of 0).  ``subject`` is the printed name of
    what it is about (a project, a class of spending, an indicator), ``grade`` the grade counted,
    ``section`` the part of a report, ``index`` the printed number of a list item, ``year`` the year named
    in the same clause, ``report`` which annexed report (from 1), ``of`` the printed whole of a share
    (of a name :data:`jixiao.schemas.disclosure_keys.EACH`).
    ``group`` is the same for facts of one sentence.
    """

    kind: FactKind
    key: str
    value: Decimal | None = None
    text: str | None = None
    unit: str | None = None
    digits: int | None = None
    approximate: bool = False
    stated: bool = False
    subject: str | None = None
    grade: str | None = None
    section: str | None = None
    index: int | None = None
    year: int | None = None
    report: int | None = None
    of: str | None = None
    group: int | None = None
    place: Place = Place()


class PublicColumn(Form):
    """A column of amounts: what it means, its printed heading, its printed 栏次."""

    key: str
    label: str | None = None
    number: int | None = None


class PublicRow(Form):
    """One row of a public table.

    ``key`` says what a row with a meaning of its own is (``total``, ``income.current`` …); ``side`` is
    ``income`` or ``spending`` in tables with two sides.  ``code`` is the printed 科目编码, ``line`` the 行次.
    ``amounts`` holds only cells with a number; ``inferred`` names what was not printed where it belongs.
    """

    key: str | None = None
    side: str | None = None
    code: str | None = None
    name: str | None = None
    line: int | None = None
    amounts: Mapping[str, Decimal] = Field(default_factory=dict)
    inferred: tuple[str, ...] = ()
    place: Place = Place()


class PublicTable(Form):
    """One of the public tables.  ``kind`` is decided by the title; ``id`` is the printed number (``03``)."""

    kind: str
    id: str | None = None
    title: str | None = None
    organisation: str | None = None
    year: int | None = None
    unit: str | None = None
    columns: tuple[PublicColumn, ...] = ()
    rows: tuple[PublicRow, ...] = ()
    place: Place = Place()

    def row(self, key: str, side: str | None = None) -> PublicRow | None:
        """The first row of a key (and side)."""
        found = (row for row in self.rows if row.key == key and (side is None or row.side == side))
        return next(found, None)

    def amount(self, key: str, column: str, side: str | None = None) -> Decimal | None:
        """The amount of a row under a column; ``None`` where nothing is printed."""
        row = self.row(key, side)
        return None if row is None else row.amounts.get(column)


class Passage(Form):
    """A paragraph, or an item of a numbered list with its printed number and the style of numbering."""

    text: str
    style: str | None = None
    number: int | None = None
    place: Place = Place()


class Section(Form):
    """A heading and the paragraphs under it, up to the next heading.

    ``style`` is how it is numbered (``part`` 第一部分, ``han`` 一、, ``han-paren`` （一）, ``arabic`` 1、,
    ``arabic-paren`` （1） and ①, ``title`` without a number); ``number`` is the printed number,
    ``level`` its depth from 0, ``parent`` the place of the heading above it in the list.
    """

    style: str
    number: int | None = None
    title: str
    level: int = 0
    parent: int | None = None
    report: int | None = None
    passages: tuple[Passage, ...] = ()
    place: Place = Place()


class Unread(Form):
    """Something with numbers in it that was not understood: a table, or a sentence."""

    kind: str
    count: int
    place: Place


class Disclosure(Form):
    """A 部门决算公开 as read: tables, sections, facts, and what was not understood.

    ``missing`` names by kind the public tables and sections that were not found.
    """

    organisations: tuple[str, ...] = ()
    year: int | None = None
    amount_unit: str | None = None
    tables: tuple[PublicTable, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    missing: tuple[str, ...] = ()

    def table(self, kind: str) -> PublicTable | None:
        """The first public table of a kind."""
        return next((table for table in self.tables if table.kind == kind), None)

    def all(self, key: str) -> tuple[Fact, ...]:
        """Every fact of a key, in the order of the document."""
        return tuple(fact for fact in self.facts if fact.key == key)

    def first(self, key: str) -> Fact | None:
        """The first fact of a key."""
        return next((fact for fact in self.facts if fact.key == key), None)


@dataclass(frozen=True, slots=True)
class ReadDisclosure:
    """A disclosure together with what was met while reading it."""

    disclosure: Disclosure
    findings: tuple[Finding, ...] = ()
