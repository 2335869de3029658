"""The cases of a rule set: what goes in, what must come out, run through the real scorer.

``cases/*.toml`` beside a ``rules.toml`` hold ``[[case]]`` tables.  Each has a ``name``, a
``source``, exactly one input and an ``expect`` table:

- ``execution`` is the total line of 项目资金, with the keys of the JSON form;
- ``indicator`` is one row of 绩效指标, with the keys of the JSON form;
- ``form`` is a whole form, with the keys of the JSON form;
- ``total = {sum, execution}`` asks what the caps make of a sum at an execution rate (a ratio);
- ``grade = {total}`` asks the grade of a total.

Only what ``expect`` names is compared, exactly.  ``"无"`` stands for a value that must be null.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, ValidationError, model_validator

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.base import Form
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.ruleset import Rational
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.schemas.toml_reasons import toml_reason
from jixiao.scoring.grade import grade_of
from jixiao.scoring.table import score_evaluation
from jixiao.scoring.total import cap_for, capped
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.schemas.scored import ScoredEvaluation, ScoredRow
    from jixiao.scoring.ruleset import LoadedRuleSet

NOTHING = say("rules.nothing")
_SIZE_LIMIT = 1 << 20
_INPUTS = ("execution", "indicator", "form", "total", "grade")
_PROJECT = "case"

Expected = str | int | Decimal


class SumInput(Form):
    """A sum of rows at an execution rate, as a ratio (``"0.65"``) or null where none is known."""

    sum: Decimal
    execution: Rational | None = None


class GradeInput(Form):
    """A total to be graded."""

    total: Decimal


class ExpectRow(Form):
    """What one row must come to; a key that is not given is not compared.

    ``completion`` is in percent with two decimals, ``completion_exact`` a fraction; ``low`` and
    ``high`` bound what the row can add to the total; ``notes`` must all be among the row's notes.
    """

    score: Expected | None = None
    status: str | None = None
    reason: str | None = None
    completion: Expected | None = None
    completion_exact: str | None = None
    clause: str | None = None
    standing: str | None = None
    basis: str | None = None
    low: Expected | None = None
    high: Expected | None = None
    notes: tuple[str, ...] | None = None


class Expect(ExpectRow):
    """What a case must come to: the keys of a row, and those of a whole form."""

    sum: Expected | None = None
    total: Expected | None = None
    total_low: Expected | None = None
    total_high: Expected | None = None
    provisional_total: Expected | None = None
    grade: str | None = None
    grades: tuple[str, ...] | None = None
    execution: ExpectRow | None = None
    indicators: tuple[ExpectRow, ...] | None = None
    findings: tuple[str, ...] | None = None


class Case(Form):
    """One example of a rule set: its name, where it was seen, one input, what must come out."""

    name: str = Field(min_length=1)
    source: str = Field(min_length=1)
    execution: FundLine | None = None
    indicator: Indicator | None = None
    form: SelfEvaluation | None = None
    total: SumInput | None = None
    grade: GradeInput | None = None
    expect: Expect

    @model_validator(mode="after")
    def _one_input(self) -> Self:
        if sum(getattr(self, key) is not None for key in _INPUTS) != 1:
            raise ValueError(say("rules.case.one-input"))
        if not self.expect.model_fields_set:
            raise ValueError(say("rules.case.no-expectation"))
        return self

    @property
    def input(self) -> Form:
        """The one input that is given."""
        given: Form = next(value for key in _INPUTS if (value := getattr(self, key)) is not None)
        return given

    def input_text(self) -> str:
        """The input on one line, as a person reads it: ``operator：=，target：56家``."""
        return _plain(self.input.model_dump(mode="json", exclude_unset=True, by_alias=True))


class CaseFile(Form):
    """A file of cases."""

    case: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a case expected and did not get; ``key`` is its path in ``expect``."""

    key: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case that was run; it holds when ``differences`` is empty."""

    case: Case
    file: Path
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


class CaseError(Exception):
    """A file of cases that cannot be read; ``findings`` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Carry every finding."""
        self.findings = findings
        super().__init__("；".join(finding.sentence("message") or finding.code for finding in findings))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return "，".join(f"{key}：{_plain(item)}" for key, item in value.items() if item is not None)
    if isinstance(value, list):
        return "；".join(f"[{_plain(item)}]" for item in value)
    return str(value)


def _problem(code: str, file: Path, where: str | None = None, **params: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, place=Place(file=str(file), cell=where), params=params)


def _where(location: tuple[str | int, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_cases(file: Path) -> tuple[Case, ...]:
    """The cases of one file.  Raises :class:`CaseError` with every complaint."""
    try:
        if file.stat().st_size > _SIZE_LIMIT:
            raise CaseError((_problem("RUL008", file),))
        text = file.read_bytes().decode("utf-8-sig")
        data: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        return CaseFile.model_validate(data).case
    except OSError as error:
        raise CaseError((_problem("RUL011", file, why=error.strerror or ""),)) from None
    except UnicodeDecodeError:
        raise CaseError((_problem("RUL009", file),)) from None
    except ValidationError as error:
        found = tuple(
            _problem("RUL030", file, _where(item["loc"]), why=_why(item))
            for item in error.errors(include_url=False)
        )
        raise CaseError(found) from None
    except (ValueError, RecursionError) as error:
        raise CaseError((_problem("RUL010", file, why=toml_reason(error)),)) from None


def _why(item: Mapping[str, Any]) -> str:
    """The text code's parameter for one complaint about a case: our own sentence, or the kind of fault."""
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    known = {"extra_forbidden": "rules.case.unknown-key", "missing": "rules.case.missing-key"}.get(
        item["type"]
    )
    return say(known) if known else say("rules.case.bad-value", value=str(item["input"])[:80])


def case_files(folder: Path) -> tuple[Path, ...]:
    """The files of cases beside a ``rules.toml`` that lies in ``folder``, in order."""
    return tuple(sorted((folder / "cases").glob("*.toml")))


def run_cases(folder: Path, rules: LoadedRuleSet) -> tuple[Outcome, ...]:
    """Run every case of the rule set in ``folder``.  Raises :class:`CaseError` for an unreadable file."""
    return tuple(run_case(case, rules, file) for file in case_files(folder) for case in read_cases(file))


def run_case(case: Case, rules: LoadedRuleSet, file: Path | None = None) -> Outcome:
    """Score the input of a case and compare what came out with what it expects."""
    found = tuple(_compare(case.expect, _answer(case, rules)))
    return Outcome(case, file or Path(), found)


def _answer(case: Case, rules: LoadedRuleSet) -> dict[str, object]:
    """What the scorer says about the input, under the keys of ``expect``."""
    if case.grade is not None:
        return {"grade": grade_of(case.grade.total, rules)}
    if case.total is not None:
        total = capped(case.total.sum, cap_for(case.total.execution, rules))
        return {"sum": case.total.sum, "total": total, "grade": grade_of(total, rules)}
    if case.execution is not None:
        line = case.execution
        form = SelfEvaluation(project=_PROJECT, funds=(line,))
        row = score_evaluation(form, rules).execution
        return {} if row is None else _row(row)
    if case.indicator is not None:
        form = SelfEvaluation(project=_PROJECT, indicators=(case.indicator,))
        return _row(score_evaluation(form, rules).indicators[0].row)
    assert case.form is not None  # noqa: S101 - exactly one input is given, see Case
    return _whole(score_evaluation(case.form, rules))


def _row(row: ScoredRow) -> dict[str, object]:
    percent = None if row.completion is None else round_exact(row.completion * 100, 2)
    exact = None if row.completion is None else str(row.completion)
    return {
        "score": row.score, "status": row.status.value, "reason": row.reason, "completion": percent,
        "completion_exact": exact, "clause": row.clause, "standing": row.standing, "basis": row.basis,
        "low": row.low, "high": row.high, "notes": row.notes,
    }  # fmt: skip


def _whole(scored: ScoredEvaluation) -> dict[str, object]:
    return {
        "sum": scored.sum, "total": scored.total,
        "total_low": scored.total_range[0], "total_high": scored.total_range[1],
        "provisional_total": scored.provisional_total, "grade": scored.grade, "grades": scored.grade_range,
        "execution": {} if scored.execution is None else _row(scored.execution),
        "indicators": [_row(item.row) for item in scored.indicators],
        "findings": tuple(finding.code for finding in scored.findings),
    }  # fmt: skip


def _compare(expect: ExpectRow, found: Mapping[str, object], path: str = "") -> list[Difference]:
    differences = []
    for key in sorted(expect.model_fields_set):
        wanted, got = getattr(expect, key), found.get(key)
        name = f"{path}{key}"
        if isinstance(wanted, ExpectRow):
            differences += _compare(wanted, got if isinstance(got, dict) else {}, f"{name}.")
        elif key == "indicators":
            differences += _compare_rows(wanted, got if isinstance(got, list) else [], name)
        elif key in ("notes", "findings"):
            have = tuple(got) if isinstance(got, tuple) else ()
            differences += [Difference(name, one, _print(have)) for one in wanted if one not in have]
        elif not _same(wanted, got):
            differences.append(Difference(name, _print(wanted), _print(got)))
    return differences


def _compare_rows(wanted: tuple[ExpectRow, ...], got: list[Any], name: str) -> list[Difference]:
    if len(wanted) != len(got):
        return [Difference(name, str(len(wanted)), str(len(got)))]
    differences = []
    for index, (one, row) in enumerate(zip(wanted, got, strict=True)):
        differences += _compare(one, row, f"{name}[{index + 1}].")
    return differences


def _same(wanted: object, got: object) -> bool:
    if wanted == NOTHING:
        return got is None
    if isinstance(got, Decimal):
        try:
            return Decimal(str(wanted)) == got
        except ArithmeticError:
            return False
    return wanted == got


def _print(value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, tuple):
        return "、".join(str(item) for item in value) or NOTHING
    return str(value)


__all__ = [
    "Case", "CaseError", "Difference", "Expect", "Outcome", "case_files", "read_cases", "run_case",
    "run_cases",
]  # fmt: skip
