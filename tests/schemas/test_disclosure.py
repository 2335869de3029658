from __future__ import annotations

from decimal import Decimal

from jixiao.schemas.disclosure import Disclosure, Fact, FactKind, PublicRow, PublicTable
from jixiao.schemas.disclosure_keys import KEYS, MEASURES, NARRATIVE_BASES

TABLE = PublicTable(
    kind="overview",
    rows=(
        PublicRow(key="total", side="income", amounts={"amount": Decimal("1.00")}),
        PublicRow(key="total", side="spending", amounts={"amount": Decimal("2.00")}),
    ),
)
ONE = Disclosure(
    tables=(TABLE,),
    facts=(
        Fact(kind=FactKind.AMOUNT, key="report.budget", value=Decimal("1.50")),
        Fact(kind=FactKind.AMOUNT, key="report.budget", value=Decimal("2.5")),
    ),
)


def test_amounts_by_row_and_column() -> None:
    assert TABLE.amount("total", "amount") == Decimal("1.00")
    assert TABLE.amount("total", "amount", "spending") == Decimal("2.00")
    assert TABLE.amount("total", "basic") is None
    assert TABLE.amount("current", "amount") is None


def test_facts_by_key() -> None:
    assert [fact.value for fact in ONE.all("report.budget")] == [Decimal("1.50"), Decimal("2.5")]
    assert ONE.first("report.budget") == ONE.facts[0]
    assert ONE.first("report.spent") is None
    assert ONE.table("overview") == TABLE
    assert ONE.table("income") is None


def test_json_keeps_every_printed_digit() -> None:
    assert Disclosure.model_validate_json(ONE.model_dump_json()) == ONE
    assert '"1.50"' in ONE.model_dump_json()


def test_every_measure_of_every_base_is_a_key() -> None:
    assert len(set(NARRATIVE_BASES)) == len(NARRATIVE_BASES)
    assert {f"{base}.{measure}" for base in NARRATIVE_BASES for measure in MEASURES} < KEYS
