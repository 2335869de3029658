from __future__ import annotations

from typing import TYPE_CHECKING

import click
import openpyxl
import pytest

from jixiao.commands.database import opened, refusal, target_of, wanted
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.store import Filter, NewRound
from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, WRONG, new_store, put
from tests.store.conftest import empty_file, new_target, postgres, target  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.desk import Result


def test_what_the_store_refuses_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException) as refused, opened(str(tmp_path / "没有\n有.sqlite")):
        pass
    assert "没有这个数据库" in refused.value.message
    assert "\n" not in refused.value.message


def test_a_database_has_to_be_named() -> None:
    with pytest.raises(click.UsageError):
        target_of(None)


def test_a_refusal_says_how_to_mend_it() -> None:
    finding = Finding(code="CLT008", severity=Severity.ERROR, params={"name": "x"})
    assert refusal(finding).endswith("新建批次")


def test_options_as_a_filter(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        known = store.add_round(NewRound(year=2024, kind="自评", name="自评"))
        nothing = wanted(store, region=None, department=None, unit=None, year=None, round_name=None)
        assert nothing == Filter()
        all_of = wanted(store, region="360000", department="甲", unit="乙", year=2024, round_name="自评")
    assert all_of == Filter(region="360000", department="甲", unit="乙", years=(2024,), round_id=known.id)


def test_a_whole_season_on_each_database(jixiao, target, tmp_path) -> None:  # noqa: F811 - fixtures
    def run(*words: str) -> Result:
        done = jixiao(*words, "--db", target)
        assert done.code == 0, done.err
        return done

    for name, table in (("好.json", WHOLE), ("错.json", WRONG)):
        put(tmp_path, name, table)
    put(tmp_path, "名单.csv", "主管部门,单位\n市交通局,市公路中心\n市交通局,市桥梁所\n市交通局,市港航所\n")
    run("db", "round", "2024", "自评", "--deadline", "2099-04-30")
    files = ("collect", "好.json", "错.json", "--rules", "mof-2020", "--round", "自评")
    assert run(*files, "--dry-run").out == run(*files).out
    assert run(*files).out.count("未变") == 2
    assert "市港航所" in run("missing", "--expected", "名单.csv", "--round", "自评").out
    run("returns", "-o", "退回", "--mark")
    assert "市桥梁所：1 个项目，" in run("missing", "--round", "自评").out
    put(tmp_path, "错.json", {**WRONG, "claimed_total": "94"})
    assert run(*files).out.count("新版本") == 1
    assert run("returns").out == "没有应退回的单位。\n"
    run("review", "export", "--project", "道路养护", "-o", "复核.xlsx")
    book = openpyxl.load_workbook("复核.xlsx")
    sheet = book.worksheets[1]
    row = next(row[0].row for row in sheet.iter_rows() if row[2].value == "完成数量")
    sheet.cell(row, 11).value, sheet.cell(row, 13).value = 40, "少两处"
    book.save("复核.xlsx")
    assert run("review", "import", "复核.xlsx").out.startswith("已复核　道路养护")
    found = run("summary", "--by", "department,year", "--basis", "reviewed", "--json").json
    assert [(one["count"], one["mean"]) for one in found["groups"]] == [(2, "89.00")]
    assert run("whatif", "--rules", "integrated-default", "--json").json["schema"] == "jixiao.whatif/1"
    run("db", "withdraw", "错.json", "--reason", "不是今年的")
    assert run("summary", "--json").json["total"]["count"] == 2  # the version before counts again
    run("db", "export", "-o", "全部.zip")
    run("db", "backup", "-o", "备份")
    run("db", "verify")
