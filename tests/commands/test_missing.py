from __future__ import annotations

from pathlib import Path

from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, put


def test_a_list_is_kept_and_compared(jixiao) -> None:  # noqa: F811 - the fixture
    assert "没有应报送单位的清单" in jixiao("missing").err
    jixiao("collect", put(Path(), "甲.json", WHOLE))
    put(Path(), "名单.csv", "单位\n市公路中心\n市桥梁所\n")
    first = jixiao("missing", "--expected", "名单.csv", "--year", "2024")
    assert first.err.strip() == "清单上有 2 个单位，新记入 2 个"
    assert first.out.startswith("2024年度应报送 2 个单位，已报送 1 个，未报送 1 个")
    assert "市桥梁所" in first.out
    assert [one["unit"] for one in jixiao("missing", "--json").json["missing"]] == ["市桥梁所"]
    assert jixiao("missing", "-o", "未.xlsx").code == 0
    assert Path("未.xlsx").read_bytes().startswith(b"PK")
    assert jixiao("missing", "-o", "未.xlsx").code == 2
    assert jixiao("missing", "-o", "未.json").code == 0


def test_a_unit_that_filed_only_for_the_whole_department_is_remarked(jixiao) -> None:  # noqa: F811 - the fixture
    jixiao("collect", put(Path(), "甲.json", {**WHOLE, "project": "部门整体支出绩效自评"}))
    put(Path(), "名单.csv", "单位\n市公路中心\n市桥梁所\n")
    told = jixiao("missing", "--expected", "名单.csv").out.splitlines()
    assert told[0] == "2024年度应报送 2 个单位，已报送 0 个，未报送 2 个（其中 1 个只报了部门整体）"
    assert "备注" in told[1]
    assert [line.endswith("只报了部门整体") for line in told[2:]].count(True) == 1


def test_a_list_that_is_none_is_told(jixiao) -> None:  # noqa: F811 - the fixture
    put(Path(), "名单.csv", "甲\n乙\n")
    found = jixiao("missing", "--expected", "名单.csv")
    assert found.code == 2
    assert "没有找到“单位”一栏" in found.err
