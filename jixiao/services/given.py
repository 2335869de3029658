"""What the user says of tables that do not say it themselves: the place and the year they are of.

The option, else the project file's ``region`` and ``year``.  No document prints a GB/T 2260 code, so only
this lets the place decide between rule sets that explain a file's scores equally well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.scoring.ruleset import RuleSetError, read_toml
from jixiao.services.choose_rules import PROJECT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation

FIRST_YEAR, LAST_YEAR = 1990, 2100
_REGION = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}")
"""Six digits, the first two of which are a province's (GB/T 2260)."""


class Given(NamedTuple):
    """A region (GB/T 2260, six digits) and a year; ``None`` where nobody named one."""

    region: str | None = None
    year: int | None = None

    def of(self, form: SelfEvaluation) -> SelfEvaluation:
        """A table with what it does not say itself."""
        missing: dict[str, Any] = {}
        if form.region is None and self.region is not None:
            missing["region"] = self.region
        if form.year is None and self.year is not None:
            missing["year"] = self.year
        return form.model_copy(update=missing) if missing else form

    def fill(self, forms: Iterable[ReadForm]) -> tuple[ReadForm, ...]:
        """The tables of an input, each with what it does not say itself."""
        if self == NOTHING:
            return tuple(forms)
        return tuple(replace(form, evaluation=self.of(form.evaluation)) for form in forms)


NOTHING = Given()


def given(region: str | None = None, year: int | None = None) -> Given:
    """What the options say, and where they are silent the project file.

    Raises :class:`RuleSetError` for a code or year that cannot be one, and for an unreadable project file.
    """
    file = Path(PROJECT_FILE)
    asked = file.is_file() and (region is None or year is None)
    project = read_toml(file) if asked else {}
    return Given(
        _region(region, None) if region is not None else _region(project.get("region"), file),
        _year(year, None) if year is not None else _year(project.get("year"), file),
    )


def _region(code: object, file: Path | None) -> str | None:
    if code is None:
        return None
    text = str(code) if isinstance(code, (str, int)) else ""
    if isinstance(code, bool) or _REGION.fullmatch(text) is None:
        raise _wrong("INP005", "region", code, file)
    return text


def _year(year: object, file: Path | None) -> int | None:
    if year is None:
        return None
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise _wrong("INP006", "year", year, file)
    return year


def _wrong(code: str, key: str, found: object, file: Path | None) -> RuleSetError:
    quote = str(found)[:80]
    place = Place(quote=quote) if file is None else Place(file=str(file), cell=key, quote=quote)
    return RuleSetError((Finding(code=code, severity=Severity.ERROR, place=place),))
