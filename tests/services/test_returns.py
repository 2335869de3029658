from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from jixiao.schemas.finding import Severity
from jixiao.schemas.store import CollectedDisclosure, Filter, NewRound
from jixiao.services.collect import collect, terms
from jixiao.services.missing import missing, returned_lines
from jixiao.services.returns import as_json, book_for, file_names, mark, to_come, to_return, write_letter
from jixiao.store.verify import verify
from tests.services.desk import WHOLE, WRONG, new_store, put, take
from tests.shared import SHARED, needs_shared
from tests.strategies import collected

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path):
    with new_store(tmp_path) as opened:
        take(opened, put(tmp_path, "好.json", WHOLE), put(tmp_path, "错.json", WRONG))
        yield opened


def test_only_units_with_errors_are_returned_and_with_warnings_when_asked(store) -> None:
    found = to_return(store, Filter())
    assert [one.unit for one in found] == ["市桥梁所"]
    assert found[0].counts.error > 0
    assert found[0].counts.notice == 0
    warned = to_return(store, Filter(), fail_on=Severity.WARNING)
    assert {one.unit for one in found} <= {one.unit for one in warned}
    assert as_json(found)["units"][0]["error"] == found[0].counts.error
    assert to_return(store, Filter(unit="市公路中心")) == ()


def test_a_corrected_table_is_no_longer_returned(store, tmp_path: Path) -> None:
    take(store, put(tmp_path, "错.json", {**WRONG, "claimed_total": "94"}))
    assert to_return(store, Filter()) == ()


def test_the_letter_says_whose_what_where_and_by_when(store, tmp_path: Path) -> None:
    (one,) = to_return(store, Filter())
    file = tmp_path / "信.docx"
    write_letter(one, file, "2099-05-10")
    texts = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    whole = "\n".join(texts)
    assert "绩效自评退回修改通知" in texts
    assert "市桥梁所：" in whole
    assert "2099年5月10日 前重新报送" in whole
    assert "桥梁检测" in whole
    assert all(finding.code in whole for _, found in one.files for finding in found)
    write_letter(one, tmp_path / "信.xlsx")
    book = openpyxl.load_workbook(tmp_path / "信.xlsx")
    assert book.worksheets[0].cell(1, 1).value == "绩效自评退回修改通知"
    assert book_for(one, "五月底").ask.count("五月底") == 1


def test_names_of_letters_are_safe_and_no_two_alike() -> None:
    names = file_names(["甲/乙:丙", "甲/乙:丙", '<>"|', "…" * 90], ".docx")
    assert len(set(names)) == len(names)
    assert not any(set(name) & set('/\\:*?"<>|') for name in names)


def test_no_name_of_a_letter_holds_a_sign_that_is_not_seen() -> None:
    assert file_names(["\u202exslx.甲", "\u200b甲\ufeff局", "甲局"], ".docx") == [
        "xslx.甲.docx",
        "甲局.docx",
        "甲局(2).docx",
    ]


def test_a_deadline_that_is_over_is_none() -> None:
    today = datetime.now(UTC).astimezone().date()
    assert to_come(None) is None
    assert to_come((today - timedelta(days=1)).isoformat()) is None
    assert to_come(today.isoformat()) == today.isoformat()


@needs_shared
def test_a_disclosure_is_returned_to_who_disclosed_until_a_corrected_one_comes(tmp_path: Path) -> None:
    assert SHARED is not None
    seed = next((SHARED / "seeds").glob("001*.txt"))
    with new_store(tmp_path) as store:
        list(collect(store, [str(seed)], terms()))
        (one,) = to_return(store, Filter())
        assert [name for name, _ in one.files] == [seed.name]
        assert one.counts.error == 5
        text = seed.read_text(encoding="utf-8").replace("88.75", "90.33")
        again = put(tmp_path, "更正.txt", text)
        list(collect(store, [again], terms()))
        (other,) = to_return(store, Filter())
        assert "更正.txt" in [name for name, _ in other.files]
        codes = [finding.code for _, found in other.files for finding in found]
        assert "SUM003" not in codes


@needs_shared
def test_a_disclosure_is_marked_once_and_only_that_of_the_unit_asked_for(tmp_path: Path) -> None:
    assert SHARED is not None
    seed = next((SHARED / "seeds").glob("001*.txt"))
    text = seed.read_text(encoding="utf-8").replace("景德镇市政务服务数据管理局", "乙县数据局")
    with new_store(tmp_path) as store:
        round_ = store.add_round(NewRound(year=2024, kind="复核", name="复核"))
        list(collect(store, [str(seed)], terms()))
        list(collect(store, [put(tmp_path, "乙.txt", text)], terms(round=round_)))
        assert len(to_return(store, Filter())) == 2
        assert to_return(store, Filter(unit="没有这个单位")) == ()
        (other,) = to_return(store, Filter(round_id=round_.id))
        assert other.unit == "乙县数据局"
        (one,) = to_return(store, Filter(unit=other.unit))
        assert (one.disclosures_returned, one.waiting, len(one.disclosures)) == ((), False, 1)
        assert mark(store, [(one, None)], None).disclosures == 1
        (again,) = to_return(store, Filter(unit=other.unit))
        assert (len(again.disclosures_returned), again.waiting) == (1, True)
        assert mark(store, [(again, None)], None) == (0, 0)
        assert len(list(store.events(what="return"))) == 1
        assert [unit.waiting for unit in to_return(store, Filter())].count(True) == 1
        (back,) = missing(store).returned
        assert (back.unit, back.disclosures) == ("乙县数据局", 1)
        assert returned_lines(missing(store))[1].startswith("乙县数据局：1 份部门决算公开，")
        corrected = put(tmp_path, "改.txt", text.replace("88.75", "90.33"))
        list(collect(store, [corrected], terms(round=round_)))
        assert missing(store).returned == ()
        assert verify(store).sound


@needs_shared
def test_a_part_of_a_disclosure_sent_by_itself_hides_nothing_of_the_whole(tmp_path: Path) -> None:
    assert SHARED is not None
    seed = next((SHARED / "seeds").glob("001*.txt"))
    with new_store(tmp_path) as store:
        list(collect(store, [str(seed)], terms()))
        (whole,) = to_return(store, Filter())
        (said,) = store.disclosures()
        excerpt = said.model_dump(exclude={"id", "source_sha256", "source_name", "project_spending_fen"})
        part = collected.file().model_copy(update={"disclosure": CollectedDisclosure(**excerpt)})
        store.record(part)
        assert said.project_spending_fen is not None
        (one,) = to_return(store, Filter())
        assert one.counts.error == whole.counts.error == 5


def test_no_letter_is_called_as_a_device() -> None:
    names = file_names(["CON", "con", "nul.关于", "COM1", "lpt9 ", "CONTROL", "市局"], ".docx")
    assert names == [
        "CON_.docx",
        "con_(2).docx",
        "nul_.关于.docx",
        "COM1_.docx",
        "lpt9_.docx",
        "CONTROL.docx",
        "市局.docx",
    ]
