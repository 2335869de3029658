from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.schemas.finding import Place
from jixiao.schemas.store import Filter
from jixiao.scoring.criteria import load_criteria
from jixiao.services.review import export_reviews, import_reviews
from jixiao.services.review_basis import NO_BASIS, Basis, book_of, effect_words
from tests.services.desk import WHOLE, new_store, put, take

if TYPE_CHECKING:
    from pathlib import Path

CRITERIA = load_criteria()


@pytest.mark.parametrize(
    ("score", "remark", "cite", "codes"),
    [
        ("18", "口径3中等 无公式", False, []),
        ("20", "口径3中等 无公式", False, ["RVW019"]),
        ("20", "少两处", False, []),
        ("20", "少两处", True, ["RVW018"]),
        ("0", "口径1", True, []),
        ("45", "少两处", True, []),
        ("46", "少算了", True, []),
    ],
)
def test_a_deduction_is_held_against_the_criterion_it_names(
    score: str, remark: str, cite: bool, codes: list[str]
) -> None:
    basis = Basis(CRITERIA, cite=cite)
    found = list(basis.held("完成数量", Decimal(45), Decimal(50), Decimal(score), remark, Place()))
    assert [one.code for one in found] == codes
    assert list(NO_BASIS.held("完成数量", Decimal(45), None, Decimal(1), "", Place())) == []


def test_effects_in_words() -> None:
    words = {one.no: effect_words(one) for one in CRITERIA.criterion}
    assert [words[no] for no in ("1", "3中等", "5", "12")] == [
        "计 0 分",
        "扣 60%",
        "不扣分",
        "对整份材料提出，不动单行得分",
    ]
    assert book_of((), None).criteria == ()
    assert book_of((), CRITERIA).offered == 12


def test_the_worksheet_offers_them_and_what_comes_back_is_held_against_them(tmp_path: Path) -> None:
    file = str(tmp_path / "r.xlsx")
    with new_store(tmp_path) as store:
        take(store, put(tmp_path, "甲.json", WHOLE))
        export_reviews(store, Filter(), file, CRITERIA)
        book = openpyxl.load_workbook(file)
        assert book.sheetnames[-1] == "扣分口径"
        sheet = book.worksheets[1]
        (offered,) = (one for one in sheet.data_validations.dataValidation if one.type == "list")
        assert offered.formula1 == "'扣分口径'!$A$3:$A$14"
        listed = book["扣分口径"]
        assert (listed["A3"].value, listed["A14"].value) == (
            "口径1 无佐证资料",
            "口径10 三级指标与二级指标不符",
        )
        row = next(row[0].row for row in sheet.iter_rows() if row[2].value == "完成数量")
        sheet.cell(row, 11).value, sheet.cell(row, 13).value = 40, "口径3中等 指标有方向，无公式"
        book.save(file)
        (found,) = import_reviews(store, [file], criteria=CRITERIA, cite=True)
        assert (found.outcome, [one.code for one in found.remarks]) == ("reviewed", ["RVW019"])
        sheet.cell(row, 13).value = "少两处"
        book.save(file)
        (found,) = import_reviews(store, [file], criteria=CRITERIA, cite=True)
        assert (found.outcome, [one.code for one in found.problems]) == ("refused", ["RVW018"])
