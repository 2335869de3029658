from __future__ import annotations

from pathlib import Path

from jixiao.store.repository import Store
from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, WRONG, put


def test_the_list_the_letters_and_the_event(jixiao) -> None:  # noqa: F811 - the fixture
    assert jixiao("returns").out == "没有应退回的单位。\n"
    for name, table in (("好.json", WHOLE), ("错.json", WRONG)):
        jixiao("collect", put(Path(), name, table), "--rules", "mof-2020")
    listed = jixiao("returns")
    assert listed.out.startswith("应退回 1 个单位：")
    assert "市桥梁所" in listed.out
    assert [one["unit"] for one in jixiao("returns", "--json").json["units"]] == ["市桥梁所"]
    written = jixiao("returns", "-o", "退回", "--deadline", "2099-05-10")
    assert written.code == 0
    assert [file.name for file in Path("退回").iterdir()] == ["市桥梁所.docx"]
    assert jixiao("returns", "-o", "退回").code == 2
    assert jixiao("returns", "-o", "退回", "--force", "--format", "xlsx").code == 0
    assert jixiao("returns", "-o", "好.json").code == 2
    with Store.open("desk.sqlite") as store:
        assert list(store.events(what="return")) == []
    assert "没有记入数据库" in jixiao("returns", "-o", "退回", "--force").err


def test_what_is_sent_back_is_marked_once_until_it_comes_again(jixiao) -> None:  # noqa: F811 - the fixture
    for name, table in (("好.json", WHOLE), ("错.json", WRONG)):
        jixiao("collect", put(Path(), name, table), "--rules", "mof-2020")
    assert "状态" not in jixiao("returns").out
    assert jixiao("returns", "-o", "退回", "--mark").err.splitlines()[-1] == "已把 1 个项目记为退回待改"
    assert jixiao("returns", "--mark").err.strip() == "已把 0 个项目记为退回待改"
    with Store.open("desk.sqlite") as store:
        assert [event.subject for event in store.events(what="return")] == ["市桥梁所"]
    assert "已退回待改" in jixiao("returns").out
    (unit,) = jixiao("returns", "--json").json["units"]
    assert (unit["projects"], unit["returned"]) == (1, 1)
    assert "市桥梁所：1 个项目，" in jixiao("missing").out
    assert [one["unit"] for one in jixiao("missing", "--json").json["returned"]] == ["市桥梁所"]
    assert jixiao("missing", "-o", "未.xlsx").code == 0
    jixiao("collect", put(Path(), "改.json", {**WRONG, "claimed_total": "94"}), "--rules", "mof-2020")
    assert jixiao("missing", "--json").json["returned"] == []
    assert jixiao("returns").out == "没有应退回的单位。\n"
    assert jixiao("db", "verify").code == 0


def test_units_of_one_name_are_told_apart_by_their_region(jixiao) -> None:  # noqa: F811 - the fixture
    for name, region in (("甲.json", "360200"), ("乙.json", "360700")):
        table = {**WRONG, "region": region}
        jixiao("collect", put(Path(), name, table), "--rules", "mof-2020")
    listed = jixiao("returns").out
    assert ("360200" in listed, "360700" in listed) == (True, True)
    assert "360200" not in jixiao("returns", "--region", "360200").out


def test_a_long_name_is_cut_in_the_list_alone(jixiao) -> None:  # noqa: F811 - the fixture
    name = "长" * 200
    jixiao("collect", put(Path(), "乙.json", {**WRONG, "unit": name}), "--rules", "mof-2020")
    assert jixiao("returns").out.count("长") == 79
    assert jixiao("returns", "--json").json["units"][0]["unit"] == name
