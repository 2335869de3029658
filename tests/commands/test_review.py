from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, put


def test_out_filled_in_and_back(jixiao) -> None:  # noqa: F811 - the fixture
    jixiao("collect", put(Path(), "甲.json", WHOLE), "--rules", "mof-2020")
    out = jixiao("review", "export", "-o", "r.xlsx")
    assert (out.code, out.err.strip()) == (0, "已写入 r.xlsx：1 张自评表")
    assert jixiao("review", "export", "-o", "r.xlsx").code == 2
    assert jixiao("review", "export", "-o", "r.docx").code == 2
    book = openpyxl.load_workbook("r.xlsx")
    sheet = book.worksheets[1]
    sheet["K6"] = 40
    book.save("r.xlsx")
    refused = jixiao("review", "import", "r.xlsx", "--json", "-q")
    assert refused.code == 1
    assert refused.json["reviews"][0]["errors"][0]["code"] == "RVW009"
    assert refused.err.strip().startswith("r.xlsx 道路养护 M6：")
    sheet["M6"] = "少三处"
    book.save("r.xlsx")
    dry = jixiao("review", "import", "r.xlsx", "-n")
    real = jixiao("review", "import", "r.xlsx")
    assert dry.out == real.out == "已复核　道路养护（2024年度）：改 1 处，自评 94，复核 89，等级 良\n"
    assert real.code == 0
    assert jixiao("review", "import", "r.xlsx").out == "未变　道路养护（2024年度）：与上一次复核相同\n"


def test_a_workbook_for_each_unit(jixiao) -> None:  # noqa: F811 - the fixture
    bare = {key: value for key, value in WHOLE.items() if key not in {"unit", "department"}}
    tables = (WHOLE, {**WHOLE, "unit": "市桥梁所"}, {**WHOLE, "project": "另一个"}, bare)
    files = [put(Path(), f"{number}.json", table) for number, table in enumerate(tables)]
    jixiao("collect", *files)
    found = jixiao("review", "export", "-o", "复核/")
    assert found.code == 0
    assert sorted(file.name for file in Path("复核").iterdir()) == [
        "市公路中心.xlsx",
        "市桥梁所.xlsx",
        "（未写单位）.xlsx",
    ]
    assert "市公路中心.xlsx：2 张自评表" in found.err
    assert jixiao("review", "export", "-o", "复核").code == 2
    assert jixiao("review", "export", "-o", "复核", "--force").code == 0
    assert jixiao("review", "import", "复核").out.count("未复核") == 4


def test_nothing_to_review_and_no_worksheet(jixiao) -> None:  # noqa: F811 - the fixture
    found = jixiao("review", "export", "-o", "r.xlsx")
    assert found.code == 0
    assert "没有合条件的自评表" in found.err
    assert not Path("r.xlsx").exists()
    assert jixiao("review", "import", "没有.xlsx").code == 2
