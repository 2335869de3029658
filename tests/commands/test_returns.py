from __future__ import annotations

from pathlib import Path

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
    from jixiao.store.repository import Store

    with Store.open("desk.sqlite") as store:
        assert [event.subject for event in store.events(what="return")] == ["市桥梁所"] * 2
    assert jixiao("db", "verify").code == 0


def test_a_long_name_is_cut_in_the_list_alone(jixiao) -> None:  # noqa: F811 - the fixture
    name = "长" * 200
    jixiao("collect", put(Path(), "乙.json", {**WRONG, "unit": name}), "--rules", "mof-2020")
    assert jixiao("returns").out.count("长") == 79
    assert jixiao("returns", "--json").json["units"][0]["unit"] == name
