"""Lists of projects as texts, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.files import read_bytes

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import ReadFile

HEAD = (
    "项目名称,主管部门,实施单位,年度,全年预算数,全年执行数,执行率分值,"
    "一级指标,二级指标,三级指标,指标值,实际完成值,分值,得分"
)
ROWS = (
    "道路养护,市交通局,市公路中心,2024,100,90,10,产出指标,数量指标,完成数量,≥10个,9,50,45",
    "道路养护,市交通局,市公路中心,2024,100,90,10,产出指标,质量指标,合格率,≥95%,96%,40,40",
    "桥梁检测,市交通局,市桥梁所,2024,60,60,10,产出指标,数量指标,检测座数,=12座,12,90,90",
)


def text(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *(rows or ROWS))) + "\n"


def read(content: str | bytes) -> ReadFile:
    return read_bytes(content if isinstance(content, bytes) else content.encode(), "清单.csv")
