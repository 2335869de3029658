"""What a reviewer may take points off for: a list as a data file gives it."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field

from jixiao.schemas.base import Form
from jixiao.schemas.ruleset import Cite, Period, Rational


class Criterion(Form):
    """One criterion: its number, what it says, and the share of the score that is left under it.

    ``keep`` is null for what is said of the whole of the papers and changes no row's score.
    """

    no: str = Field(pattern=r"^\d{1,3}\S{0,8}$")
    text: str = Field(min_length=1, max_length=80)
    keep: Rational | None = Field(default=None, ge=Fraction(0), le=Fraction(1))


class Criteria(Form):
    """A list of criteria, dated and cited; ``word`` is what stands before a number where one is named."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    title: str
    word: str = Field(min_length=1, max_length=8)
    period: Period = Period()
    cite: Cite
    criterion: tuple[Criterion, ...] = Field(min_length=1)

    def named(self, one: Criterion) -> str:
        """A criterion as a remark names it: ``口径3中等 指标有方向，无公式``."""
        return f"{self.word}{one.no} {one.text}"

    def cited(self, remark: str) -> tuple[Criterion, ...]:
        """The criteria that a remark names, each by the longest number that fits there."""
        plain = "".join(remark.split())
        found = []
        for part in plain.split(self.word)[1:]:
            fits = [one for one in self.criterion if _begins(part, one.no)]
            if fits:
                found.append(max(fits, key=lambda one: len(one.no)))
        return tuple(found)


def _begins(text: str, number: str) -> bool:
    """Whether a text begins with a number that goes on with no further digit; brackets do not count."""
    plain = text.replace("（", "").replace("(", "")
    rest = plain.removeprefix(number)
    return rest != plain and not (number[-1:].isdigit() and rest[:1].isdigit())
