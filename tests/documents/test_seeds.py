"""The four self-evaluation tables of the two reference documents, read exactly."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.documents import read_path
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation
from tests.shared import SHARED, needs_shared

EXPECTED = tomllib.loads(Path(__file__).with_name("seeds.toml").read_text(encoding="utf-8"))["table"]
FILES = sorted({table["file"] for table in EXPECTED})


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@dataclass(frozen=True)
class Read:
    form: SelfEvaluation
    rows: tuple[str, ...]
    document_part: str


def _expected(table: dict[str, object]) -> Read:
    funds = [
        FundLine(
            name=name,
            initial_budget=_number(initial),
            annual_budget=_number(annual),
            executed=_number(executed),
            weight=_number(weight),
            claimed_rate=_number(rate),
            claimed_score=_number(score),
        )
        for name, initial, annual, executed, weight, rate, score in table["funds"]
    ]
    rows = table["indicators"]
    indicators = [
        Indicator(
            level1=level1,
            level2=level2,
            name=name,
            target=target,
            actual=actual,
            weight=_number(weight),
            claimed_score=_number(score),
            deviation_note=note or None,
        )
        for _, level1, level2, name, target, actual, weight, score, note in rows
    ]
    form = SelfEvaluation(
        **{key: table[key] for key in ("project", "department", "unit", "year", "amount_unit")},
        funds=tuple(funds),
        goal=Goal(expected=str(table["expected"]), achieved=str(table["achieved"])),
        indicators=tuple(indicators),
        claimed_total=_number(str(table["claimed_total"])),
    )
    lines = tuple(f"第{row[0]}行" for row in rows)
    return Read(form, lines, str(table["document_part"]))


@needs_shared
@pytest.mark.parametrize("name", FILES)
def test_a_reference_document(name: str) -> None:
    assert SHARED is not None
    result = read_path(SHARED / "seeds" / name)
    assert result.problems == ()
    assert result.notes == ()
    got = [
        Read(
            one.evaluation,
            tuple(
                str(one.place("indicators", i, "target").row) for i in range(len(one.evaluation.indicators))
            ),
            str(one.source.document_part),
        )
        for one in result.forms
    ]
    assert got == [_expected(table) for table in EXPECTED if table["file"] == name]
    assert [one.findings for one in result.forms] == [(), ()]
    assert all(one.complete for one in result.forms)


CHANGES = {
    "pipes": lambda line: f"| {line.replace(chr(9), ' | ')} |",
    "two spaces": lambda line: line.replace("\t", "  "),
    "full-width spaces": lambda line: line.replace("\t", "\u3000"),
    "blanks lost": lambda line: "  ".join(cell for cell in line.split("\t") if cell),
    "trailing blanks dropped": str.rstrip,
}


@needs_shared
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_reference_document_in_another_layout(name: str, change: object) -> None:
    assert SHARED is not None
    text = (SHARED / "seeds" / name).read_text(encoding="utf-8")
    lines = [change(line) if "\t" in line else line for line in text.split("\n")]
    again = _read("\n".join(lines))
    assert again == [_expected(table).form for table in EXPECTED if table["file"] == name]


@needs_shared
@pytest.mark.parametrize("name", FILES)
def test_a_reference_document_cut_at_any_line(name: str) -> None:
    assert SHARED is not None
    lines = (SHARED / "seeds" / name).read_text(encoding="utf-8").split("\n")
    whole = [_expected(table).form for table in EXPECTED if table["file"] == name]
    begin = next(i for i, line in enumerate(lines) if line.startswith("项目名称") or "自评表" in line)
    end = max(i for i, line in enumerate(lines) if line.startswith("总分"))
    for cut in range(begin, end + 2):
        result = _result("\n".join(lines[begin:cut]))
        for one, form in zip(result.forms, whole, strict=False):
            got = one.evaluation
            assert got.indicators == form.indicators[: len(got.indicators)]
            assert got.funds == form.funds[: len(got.funds)]
            assert one.complete is ((got.indicators, got.funds) == (form.indicators, form.funds))


def _result(text: str):
    from jixiao.documents import read_bytes

    return read_bytes(text.encode(), "x")


def _read(text: str) -> list[SelfEvaluation]:
    return [one.evaluation for one in _result(text).forms]
