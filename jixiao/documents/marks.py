"""Lines that are no rows: titles, years, totals, grades, notes, page numbers, headings of the document."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.documents.figures import AMOUNT_UNITS, compact
from jixiao.documents.vocabulary import (
    ACHIEVED,
    CODE,
    DEPARTMENT,
    EXPECTED,
    GOAL,
    GRADE,
    OFFICE,
    OTHER,
    PROJECT,
    SCORE,
    UNIT,
    WHOLE,
    YEAR,
)

if TYPE_CHECKING:
    from jixiao.documents.lines import Line

WHOLE_KIND = "project_total"
"""The kind of the label of what a project costs in all."""
_KIND = {
    **dict.fromkeys(OTHER, "other"),
    **dict.fromkeys(YEAR, "year"),
    **dict.fromkeys(SCORE, "claimed_total"),
    **dict.fromkeys(GRADE, "claimed_grade"),
    **dict.fromkeys(UNIT, "unit"),
    **dict.fromkeys(DEPARTMENT, "department"),
    **dict.fromkeys(PROJECT, "project"),
    **dict.fromkeys(CODE, "code"),
    **dict.fromkeys(OFFICE, "office"),
    **dict.fromkeys(WHOLE, WHOLE_KIND),
}
_GOAL, _EXPECTED, _ACHIEVED = frozenset(GOAL), frozenset(EXPECTED), frozenset(ACHIEVED)
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_COLON = re.compile("[:：]")
_ASIDE = re.compile(r"[(\[].*?[)\]]|:$")
_TOTAL = re.compile(
    r"(?:自评|绩效自评|绩效|评价|综合|指标|考核|项目|合计|项目自评)?(?:总分|总得分|总计|合计|总分值|得分合计|合计得分|分值合计|总评分|总分数|自评得分|综合得分|"
    r"总评得分|最终得分|得分总计)(?:[(（][^()（）]*[)）])?(?:[:：](.*))?"
)
_SUBTOTAL = re.compile(r".{0,12}小计(?:[(（].*[)）])?")
_SIGN_OFF = re.compile(
    r"(?:填[表报]人|填[表报]日期|填[表报]单位|填[表报]时间|联系人|联系电话|联系方式|审核人|审核|复核人|制表人|制表|负责人|单位负责人|项目负责人|财务负责人|分管领导|"
    r"部门负责人|主要负责人|签字|签章|盖章|单位盖章|经办人|注|说明|备注|附注|注释|填报说明|填表说明|日期)"
    r"(?:[(（][^()（）]{0,12}[)）])?(?:\d{0,2}[:：.、]|$)"
)
_PAGE = re.compile(
    r"[-—–·•]*\d{1,4}[-—–·•]*|第\d+页(?:[,，/]?共\d+页)?|\d{1,4}/\d{1,4}|page\d+", re.IGNORECASE
)
_TITLE = re.compile(r"自评(?:价)?(?:表|报告表|情况表|结果表|汇总表|得分表|打分表)")
_YEAR = re.compile(r"[(\[【]?((?:19|20|21)\d\d)年?(?:度)?[)\]】]?")
_NO_YEAR = re.compile(r"[(\[【]\d{1,12}年度?[)\]】]|[(\[【]?\d{1,12}年度[)\]】]?")
_YEAR_IN_TITLE = re.compile(r"((?:19|20|21)\d\d)年")
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_NUMERAL_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_DOCUMENT_YEAR = re.compile(
    r"((?:19|20|21)\d\d|[〇零○一二三四五六七八九]{4})\s{0,4}年\s{0,4}度?[^\S\n]{0,4}[^\n，。；,;]{0,20}?(?:决算|自评|绩效评价)"
)
_UNIT = re.compile(r"(?:单位[:：]?|[(（\[【])(?:人民币)?([百千]?万元?|亿元|千元|元)(?:[)）\]】]|$|[,，])")
_HASH = re.compile(r"\s{0,3}#{1,6}\s")
_HEADING = re.compile(
    r"第[一二三四五六七八九十]{1,3}[部章节篇](?:分)?.*|[一二三四五六七八九十]{1,3}、.*|[(（][一二三四五六七八九十]{1,3}[)）].*|\d{1,2}[、.](?!\d).*"
)
GRADES = frozenset({"优", "良", "中", "差", "优秀", "良好", "合格", "不合格", "及格", "低", "一般", "较差"})


@lru_cache(maxsize=4096)
def label(cell: str) -> tuple[str, str] | None:
    """The kind of a head label and the value behind its colon: ``项目名称：甲`` is (``project``, ``甲``)."""
    if len(cell) > 400:
        return None
    head, colon, rest = _at_colon(cell)
    text = compact(head).strip("*★")
    kind = _KIND.get(text) or _KIND.get(_BRACKETS.sub("", text))
    if kind is None:
        return None
    return kind, rest.strip() if colon else ""


def _at_colon(cell: str) -> tuple[str, str, str]:
    found = _COLON.search(cell)
    return (cell, "", "") if found is None else (cell[: found.start()], ":", cell[found.end() :])


@lru_cache(maxsize=4096)
def is_goal_label(cell: str) -> bool:
    """Whether a cell is the label of the goals' block."""
    return len(cell) <= 40 and _ASIDE.sub("", compact(cell)) in _GOAL


@lru_cache(maxsize=4096)
def goal_heading(cell: str) -> str | None:
    """``expected`` or ``achieved`` for the headings over the goals."""
    if len(cell) > 40:
        return None
    text = _ASIDE.sub("", compact(cell))
    return "expected" if text in _EXPECTED else "achieved" if text in _ACHIEVED else None


def goal_text(cell: str) -> tuple[str | None, str]:
    """The heading a goal's text begins with (``预期目标：完成甲``), if any, and the text behind it."""
    head, colon, rest = _at_colon(cell)
    kind = goal_heading(head if colon else cell)
    return (None, cell) if kind is None else (kind, rest.strip())


def is_block_label(text: str) -> bool:
    """Whether a line without white space is nothing but the label of the indicators' block."""
    return text in {"绩效指标", "年度绩效指标", "绩效指标完成情况"}


@lru_cache(maxsize=4096)
def total_rest(cell: str) -> str | None:
    """What stands behind a total row's label in its own cell (often empty); ``None`` if it is no label."""
    if len(cell) > 60:
        return None
    found = _TOTAL.fullmatch(compact(cell).strip("*"))
    return None if found is None else found.group(1) or ""


@lru_cache(maxsize=4096)
def is_subtotal(cell: str) -> bool:
    """Whether a row only adds up a part of the table."""
    return len(cell) <= 30 and _SUBTOTAL.fullmatch(compact(cell)) is not None


def is_sign_off(line: Line) -> bool:
    """Notes and signatures under a table."""
    return bool(line.filled) and _signs_off(line.filled[0][:60])


@lru_cache(maxsize=4096)
def _signs_off(cell: str) -> bool:
    return _SIGN_OFF.match(compact(cell)) is not None


def is_page_number(line: Line) -> bool:
    """A page number on a line of its own."""
    if line.mode == "grid" or len(line.text) > 60 or (len(line.filled) > 1 and line.squeezed.isdigit()):
        return False
    return _PAGE.fullmatch(line.squeezed) is not None


def is_title(line: Line) -> bool:
    """The title of a self-evaluation table on a line of its own."""
    if line.mode == "grid":
        return (
            "自评" in line.text
            and len(line.distinct) == 1
            and len(line.distinct[0]) <= 60
            and _TITLE.search(line.distinct[0]) is not None
        )
    return len(line.filled) <= 3 and len(line.squeezed) <= 60 and _TITLE.search(line.squeezed) is not None


def year_alone(text: str) -> int | None:
    """The year of a line or cell that says nothing else: ``（2023 年度）``."""
    if len(text) > 60:
        return None
    body = _NUMERAL_YEAR.sub(lambda match: match.group().translate(_NUMERALS), compact(text))
    found = _YEAR.fullmatch(body)
    return int(found.group(1)) if found else None


def no_year(text: str) -> bool:
    """Whether a line or cell says nothing but a year that is none: ``（0年度）``."""
    if len(text) > 60 or year_alone(text) is not None:
        return False
    return _NO_YEAR.fullmatch(compact(text)) is not None


def year_in_title(text: str) -> int | None:
    """The first year a title names."""
    body = _NUMERAL_YEAR.sub(lambda match: match.group().translate(_NUMERALS), compact(text[:200]))
    found = _YEAR_IN_TITLE.search(body)
    return int(found.group(1)) if found else None


def document_year(text: str) -> int | None:
    """The year of the first 决算 or 自评 a document speaks of."""
    found = _DOCUMENT_YEAR.search(text)
    return int(found.group(1).translate(_NUMERALS)) if found else None


def amount_unit(text: str) -> str | None:
    """The unit of money a heading or a line names in brackets or after 单位."""
    if len(text) > 300:
        return None
    found = _UNIT.search(compact(text))
    unit = found.group(1) if found else None
    return (
        f"{unit}元"
        if unit is not None and not unit.endswith("元")
        else unit
        if unit in AMOUNT_UNITS
        else None
    )


def heading_text(line: Line) -> str | None:
    """The text of a heading of the document, or ``None``; the title of a table is no heading."""
    text = line.text.strip()
    if len(text) > 80 or len(line.filled) > 4 or line.mode == "grid":
        return None
    hashed = _HASH.match(line.text)
    bare = text.lstrip("#").strip()
    if not bare or is_title(line) or year_alone(bare) is not None:
        return None
    if hashed:
        return bare
    if len(bare) <= 40 and not bare.endswith((";", "；", ",", "，")) and _HEADING.fullmatch(bare):
        return bare
    return None


def is_hash_heading(line: Line) -> bool:
    """A Markdown heading."""
    return _HASH.match(line.text) is not None
