from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jixiao.audit.disclosure.figures import (
    failing,
    figure,
    in_unit_of,
    is_rounding,
    slipped,
    table_amount,
    table_name,
    where,
)
from jixiao.audit.equations import percentage
from jixiao.audit.printed import Span, money, of_decimal, point
from jixiao.schemas.disclosure import Disclosure, PublicColumn, PublicRow, PublicTable
from jixiao.schemas.finding import Finding, Place, Severity

PLACE = Place(row="第3行", quote="甲")


def one(text: str, unit: str = "万元") -> object:
    return money(Decimal(text), unit, PLACE, finest=len(text.partition(".")[2]))


def test_computed_figures_have_two_decimals_or_those_of_the_printed_one() -> None:
    printed = of_decimal(Decimal("1.2345"))
    assert figure(Fraction(1, 3)) == "0.33"
    assert figure(Fraction(1, 3), printed) == "0.3333"
    assert figure(Fraction(5), digits=0) == "5"


def test_an_amount_is_given_in_the_unit_beside_it() -> None:
    yuan = money(Decimal(153), "元", finest=0)
    assert yuan is not None
    assert in_unit_of(Fraction(153), yuan) == "1530000.00"
    nothing = money(Decimal(0), "元", finest=0)
    assert nothing is not None
    assert in_unit_of(Fraction(153), nothing) == "1530000.00"
    wan = money(Decimal("1.5"), "万元", finest=1)
    assert wan is not None
    assert in_unit_of(Fraction(153), wan) == "153.00"


def test_a_slip_of_units() -> None:
    yuan, near = money(Decimal(153), "元", finest=0), money(Decimal(152), "万元", finest=0)
    assert yuan is not None
    assert near is not None
    assert slipped(Span(Fraction(152), Fraction(154)), yuan)
    assert not slipped(Span(Fraction(150), Fraction(151)), near)
    assert not slipped(None, near)


def test_one_score_may_be_the_other_rounded() -> None:
    assert is_rounding(Fraction("81.1"), Fraction("81.11"), "81.1", "81.11")
    assert not is_rounding(Fraction("81.2"), Fraction("81.11"), "81.2", "81.11")
    assert not is_rounding(Fraction(78), Fraction("78.3"), "78", "78.3")  # whole scores tell nothing
    assert not is_rounding(Fraction("81.1"), Fraction("81.1"), "81.1", "81.10")


def test_what_cannot_be_is_told_from_what_was_cut_off() -> None:
    def found(text: str) -> list[Finding]:
        printed = of_decimal(Decimal(text), place=PLACE)
        possible = point(Fraction(200, 3))
        return list(failing("RPT001", possible, printed, Severity.ERROR, expected="66.67"))

    assert found("66.67") == []
    (cut,) = found("66.66")
    assert (cut.code, cut.severity, cut.found) == ("SUM009", Severity.NOTICE, "66.66")
    (wrong,) = found("66.65")
    assert (wrong.code, wrong.severity, wrong.expected) == ("RPT001", Severity.ERROR, "66.67")
    assert wrong.place == PLACE


TABLE = PublicTable(
    kind="spending",
    id="03",
    unit="元",
    columns=(PublicColumn(key="total"),),
    rows=(PublicRow(key="total", amounts={"total": Decimal("1000050.25")}),),
)


def test_an_amount_of_a_public_table_is_as_sure_as_its_finest_print() -> None:
    read = Disclosure(tables=(TABLE,))
    found = table_amount(read, "spending", "total", "total")
    assert found is not None
    assert found.value == Fraction("100.005025")
    assert found.ulp == Fraction(1, 10**6)
    assert table_amount(read, "spending", "total", "project") is None
    assert table_amount(read, "general", "total", "project") is None


def test_tables_and_places_are_named() -> None:
    read = Disclosure(tables=(TABLE, PublicTable(kind="general", title="支出决算表")))
    assert table_name(read, "spending") == "公开03表"
    assert table_name(read, "general") == "支出决算表"
    assert table_name(read, "overview") == ""
    assert where(PLACE) == "第3行"
    assert where(Place(document_part="第九节")) == "第九节"


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_a_rounded_quotient_never_fails(part: int, whole: int, digits: int) -> None:
    exact = Fraction(part * 100, whole)
    scaled = exact * 10**digits
    rounded = Decimal(int(scaled + Fraction(1, 2))).scaleb(-digits)
    printed = of_decimal(rounded)
    amounts = [money(Decimal(cents).scaleb(-2), "万元", finest=2) for cents in (part, whole)]
    assert amounts[0] is not None
    assert amounts[1] is not None
    possible = percentage(amounts[0], amounts[1])
    assert list(failing("RPT013", possible, printed, Severity.ERROR, expected="")) == []
