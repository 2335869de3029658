from __future__ import annotations

import pytest
from pydantic import ValidationError

from jixiao.schemas.criteria import Criteria
from jixiao.scoring.criteria import load_criteria

SHIPPED = load_criteria()


@pytest.mark.parametrize(
    ("remark", "numbers"),
    [
        ("口径1 无佐证资料", ["1"]),
        ("按口径 10：三级指标与二级指标不符", ["10"]),
        ("口径3（中等），缺公式", ["3中等"]),
        ("口径3中等 指标有方向，无公式；又按口径4", ["3中等", "4"]),
        ("口径3", []),
        ("口径140", []),
        ("少两处", []),
        ("", []),
    ],
)
def test_a_remark_names_criteria_by_their_numbers(remark: str, numbers: list[str]) -> None:
    assert [one.no for one in SHIPPED.cited(remark)] == numbers


def test_what_the_list_offers_is_what_it_reads_back() -> None:
    for one in SHIPPED.criterion:
        assert SHIPPED.cited(SHIPPED.named(one)) == (one,)


def test_a_share_lies_between_nothing_and_all() -> None:
    data = SHIPPED.model_dump()
    with pytest.raises(ValidationError):
        Criteria.model_validate({**data, "criterion": [{"no": "1", "text": "x", "keep": "3/2"}]})
    with pytest.raises(ValidationError):
        Criteria.model_validate({**data, "criterion": []})
