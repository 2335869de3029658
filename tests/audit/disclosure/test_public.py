"""Each public table by itself: a sum that cannot be is found in its table, rounding tails are not."""

from __future__ import annotations

import pytest

from tests.audit.disclosure.changed import first, told, with_changed, worse
from tests.audit.disclosure.changed import found as found_in

GENERAL = """某县水务局2024年度部门决算

一般公共预算财政拨款支出决算表

公开05表

金额单位：万元

项目\t\t\t本年支出合计\t基本支出\t项目支出
类\t款\t项\t1\t2\t3
合计\t\t\t{total}\t60.00\t40.01
201\t\t一般公共服务支出\t{class_}\t60.00\t40.01
20103\t\t政府办公厅\t100.01\t60.00\t40.01
2010301\t\t行政运行\t60.00\t{basic}\t
2010302\t\t一般行政管理事务\t{item}\t\t{project}
"""
CLEAN = {"total": "100.01", "class_": "100.01", "basic": "60.00", "item": "40.01", "project": "40.01"}


def general(**changes: str) -> list[tuple[str, str, str | None, str | None]]:
    return told(GENERAL.format(**CLEAN | changes))


def test_a_clean_table_is_silent_and_tails_of_rounding_are_no_finding() -> None:
    assert general() == []
    assert general(total="100.02") == []
    assert general(project="40.02") == []


def test_a_row_across() -> None:
    assert ("PUB001", "error", "100.01", "110.01") in general(class_="110.01")
    # a blank beside it may be a cell that was lost: likely wrong, not proven
    assert ("PUB001", "warning", "40.01", "50.01") in general(item="50.01")
    assert ("PUB001", "error", "50.01", "40.01") in general(project="50.01")


def test_classes_down_and_the_row_of_totals() -> None:
    assert ("PUB002", "error", "40.01", "40.01") not in general(basic="70.00")
    assert ("PUB002", "error", "70.00", "60.00") in general(basic="70.00")
    assert ("PUB003", "error", "100.01", "100.31") in general(total="100.31")


def test_rows_that_may_be_lost_are_no_proof() -> None:
    lost = GENERAL.format(**CLEAN).replace("2010302\t\t一般行政管理事务\t40.01\t\t40.01\n", "")
    assert told(lost, "PUB002") == [
        ("PUB002", "warning", "60.00", "100.01"),
        ("PUB002", "warning", "0.00", "40.01"),
    ]


def test_no_lost_row_makes_up_for_one_column() -> None:
    text = GENERAL.format(**CLEAN).replace("100.01\t60.00\t40.01\n2010301", "100.01\t60.00\t45.01\n2010301")
    assert ("PUB002", "error", "40.01", "45.01") in told(text)


def test_a_total_of_less_than_its_parts_is_proof_though_rows_are_lost() -> None:
    lost = GENERAL.format(**CLEAN | {"class_": "90.01"})
    assert ("PUB002", "error", "100.01", "90.01") in told(lost)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("01.income.current", {"PUB004", "PUB005", "PUB007"}),
        ("01.income.total", {"PUB005", "PUB006"}),
        ("01.spending.total", {"PUB005", "PUB006"}),
        ("04.current.general", {"PUB001", "PUB004", "PUB005", "PUB007"}),
        ("04.income.total", {"PUB005", "PUB006"}),
        ("06.301", {"PUB008"}),
        ("06.personnel", {"PUB008", "PUB015"}),
        ("09.total.final", {"PUB010"}),
        ("09.vehicles.budget", {"PUB010"}),
        ("10.vehicles", {"PUB011"}),
    ],
)
def test_a_figure_of_each_table(name: str, codes: set[str]) -> None:
    one = first(
        lambda made: name in made.figures and (len(made.figures[name].text) > 3 or name.startswith("10."))
    )
    text = one.figures[name].text
    changed = f"7{text}"
    assert codes <= with_changed(one, {name: changed})
    assert worse(found_in(one.text())) == set()


def test_balances_of_funds() -> None:
    one = first(
        lambda made: made.figures.get("07.total.closing") is not None and made.budget.closing["funds"] > 0
    )
    assert "PUB009" in with_changed(one, {"07.total.closing": "7" + one.figures["07.total.closing"].text})


def test_sums_that_hold_only_when_cut_off_are_one_notice() -> None:
    text = GENERAL.format(**CLEAN | {"total": "100.03", "class_": "100.03"})
    notices = [one for one in found_in(text) if one.severity == "notice"]
    errors = [one for one in found_in(text) if one.severity == "error"]
    assert len(notices) + len(errors) > 0
    assert [one.code for one in notices if one.code != "PUB012"] == []


def test_a_column_that_is_not_known_is_no_slip_of_a_figure() -> None:
    """Every row is short by the same unknown column: nothing is said of the rows across."""
    rows = "\n".join(f"2010{n}\t\t科目\t{n}.00\t1.00\t" for n in range(310, 322))
    text = GENERAL.format(**CLEAN).replace("2010301\t\t行政运行", f"{rows}\n2010399\t\t行政运行")
    assert told(text, "PUB001") == []


def test_a_code_that_stands_twice_is_left_alone() -> None:
    text = GENERAL.format(**CLEAN | {"class_": "90.01"})
    assert told(f"{text}201\t\t一般公共服务支出\t7.00\t7.00\t\n", "PUB002", "PUB003") == []


OVERVIEW = """某县水务局2018年度部门决算

收入支出决算总表

公开01表

金额单位：万元

收入\t\t\t支出\t\t
项目\t行次\t金额\t项目\t行次\t金额
{first}一、农林水支出\t32\t100.00
二、其他收入\t8\t10.00\t\t39\t
本年收入合计\t27\t100.00\t本年支出合计\t58\t100.00
总计\t31\t100.00\t总计\t62\t100.00
"""


def test_sources_that_are_not_known_are_not_taken_for_missing_money() -> None:
    assert told(OVERVIEW.format(first="一、财政拨款收入\t1\t90.00\t"), "PUB004") == []
