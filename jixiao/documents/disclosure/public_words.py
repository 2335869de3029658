"""The words of the public tables: titles, columns and rows with a meaning of their own.

A table is known by its title, never by its number: places number them differently.
All words are compared folded (NFKC, without white space).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of public table: its title, its columns in the printed order, how its rows are cut."""

    name: str
    title: re.Pattern[str]
    columns: tuple[str, ...]
    layout: str


def _title(text: str) -> re.Pattern[str]:
    return re.compile(text)


KINDS: tuple[Kind, ...] = (
    Kind(
        "government-funds",
        _title(r"政府性基金(?:预算)?(?:财政拨款)?(?:收入)?支出决算表"),
        ("opening", "income", "total", "basic", "project", "closing"),
        "classes",
    ),
    Kind(
        "state-capital",
        _title(r"国有资本经营(?:预算)?(?:财政拨款)?(?:收入)?支出决算表"),
        ("total", "basic", "project"),
        "classes",
    ),
    Kind(
        "appropriation",
        _title(r"财政拨款收入支出决算(?:总|总体)表|(?<!预算)财政拨款收入支出决算表"),
        ("total", "general", "funds", "capital"),
        "sides",
    ),
    Kind("general-basic", _title(r"(?:一般公共预算)?财政拨款基本支出决算(?:明细)?表"), ("amount",), "codes"),
    Kind(
        "general",
        _title(r"一般公共预算(?:财政拨款)?支出决算(?:明细|总)?表"),
        ("total", "basic", "project"),
        "classes",
    ),
    Kind(
        "three-public",
        _title(r"[“”‘’]?三公[“”‘’]?经费.*(?:决算|情况)(?:明细)?表"),
        ("initial_budget", "budget", "final"),
        "lines",
    ),
    Kind("assets", _title(r"国有资产(?:占有|占用)(?:使用)?情况(?:公开)?表"), ("amount",), "lines"),
    Kind("overview", _title(r"(?<![款算金])收入支出决算(?:总|公开总)?表"), ("amount",), "sides"),
    Kind(
        "income",
        _title(r"(?<![业款营他税助])收入决算(?:总|明细)?表"),
        ("total", "appropriation", "superior", "business", "operating", "affiliated", "other"),
        "classes",
    ),
    Kind(
        "spending",
        _title(r"(?<![费购目本营款算入])支出决算(?:总|明细)?表"),
        ("total", "basic", "project", "to_superior", "operating", "to_affiliated"),
        "classes",
    ),
)
KIND_NAMES = tuple(kind.name for kind in KINDS)

CAPTION = re.compile(r"公开(\d{1,2})表|表(\d{1,2})$|附?表(\d{1,2})")
_COUNTED = "(?:台|辆|套|个|件|人次|人|批次|批)"
_UNIT = (
    rf"(?:[百千]?万?元|亿元|{_COUNTED}(?:[、/和]{_COUNTED})*)"
    r"(?:(?=部门|单位|金额|编制|公开)|(?![\u4e00-\u9fff]))"
)
"""What a table counts in, and no more: 人力资源局 and 元宝区 begin with a unit and are none."""
ORGANISATION = re.compile(
    rf"(?:编制|公开|填报)?(?:部门|单位)(?:名称)?:(?!(?:人民币)?{_UNIT})"
    r"([^:]{2,60}?)(?=(?:19|20|21)\d\d年|公开\d|金额单位|单位:|$)"
)
YEAR = re.compile(r"((?:19|20|21)\d\d)年")
UNIT = re.compile(rf"单位:(?:人民币)?({_UNIT})")
NOTES = re.compile(r"(?:注|说明|备注)\d?[:.、]")

COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("opening", re.compile(r"(?:年初|上年)(?:财政拨款)?结转(?:和|与)?结余")),
    ("closing", re.compile(r"(?:年末|期末)(?:财政拨款)?结转(?:和|与)?结余")),
    ("initial_budget", re.compile(r"年初预算数?|年初部门预算数?")),
    ("budget", re.compile(r"(?:全年|调整)?预算数?")),
    ("final", re.compile(r"决算数|全年执行数|本年决算数")),
    ("basic", re.compile(r"基本支出")),
    ("project", re.compile(r"项目支出")),
    ("to_superior", re.compile(r"上缴上级支出")),
    ("to_affiliated", re.compile(r"对附属单位补助(?:支出)?")),
    ("appropriation", re.compile(r"财政拨款(?:收入|预算收入)")),
    ("superior", re.compile(r"上级补助(?:收入|预算收入)")),
    ("business", re.compile(r"事业(?:收入|预算收入)")),
    ("affiliated", re.compile(r"附属单位(?:上缴|缴款)(?:收入|预算收入)?")),
    ("other", re.compile(r"其他(?:收入|预算收入)")),
    ("operating", re.compile(r"经营(?:收入|支出|预算收入)")),
    ("general", re.compile(r"一般公共预算(?:财政拨款)?")),
    ("funds", re.compile(r"政府性基金(?:预算)?(?:财政拨款)?")),
    ("capital", re.compile(r"国有资本经营(?:预算)?(?:财政拨款)?")),
    ("income", re.compile(r"本年收入")),
    ("total", re.compile(r"(?:本年)?(?:收入|支出)?(?:合计|小计|总计)|本年支出")),
    ("amount", re.compile(r"金额|决算数|数量")),
)

SIDE_ROWS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "income": (
        ("general", re.compile(r"一般公共预算财政拨款(?:收入)?")),
        ("funds", re.compile(r"政府性基金(?:预算)?财政拨款(?:收入)?")),
        ("capital", re.compile(r"国有资本经营(?:预算)?财政拨款(?:收入)?")),
        ("superior", re.compile(r"上级补助收入")),
        ("business", re.compile(r"事业收入")),
        ("operating", re.compile(r"经营收入")),
        ("affiliated", re.compile(r"附属单位(?:上缴|缴款)(?:收入)?")),
        ("other", re.compile(r"其他收入")),
        ("current", re.compile(r"本年收入合计")),
        ("surplus_used", re.compile(r"使用(?:非财政拨款结余|专用结余).*|用事业基金弥补收支差额")),
        ("opening", re.compile(r"(?:年初|上年)(?:财政拨款)?结转(?:和|与)?结余")),
        ("total", re.compile(r"(?:收入)?总计")),
    ),
    "spending": (
        ("current", re.compile(r"本年支出合计")),
        ("distribution", re.compile(r"结余分配")),
        ("closing", re.compile(r"(?:年末|期末)(?:财政拨款)?结转(?:和|与)?结余")),
        ("total", re.compile(r"(?:支出)?总计")),
    ),
}
PARTNERS = {"current": "current", "total": "total"}
"""A row of the income side stands beside the row of the spending side that means the same."""

LINE_ROWS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "three-public": (
        ("total", re.compile(r"(?:[“”]?三公[“”]?经费)?(?:支出)?合计|[“”]?三公[“”]?经费支出(?:合计)?")),
        ("abroad.groups", re.compile(r"因公出国(?:\(境\))?团组数?")),
        ("abroad.visits", re.compile(r"因公出国(?:\(境\))?人(?:次)?数?")),
        ("abroad", re.compile(r"因公出国(?:\(境\))?费(?:用)?")),
        ("vehicles.bought", re.compile(r"公务用车购置数量?")),
        ("vehicles.kept", re.compile(r"公务用车保有量")),
        ("vehicles", re.compile(r"公务用车购置(?:及|和|与)运行(?:维护)?费")),
        ("vehicles.purchase", re.compile(r"公务用车购置费")),
        ("vehicles.running", re.compile(r"公务用车运行(?:维护)?费")),
        ("reception.batches", re.compile(r"国内公务接待批次")),
        ("reception.visits", re.compile(r"国内公务接待人次")),
        ("reception.foreign.batches", re.compile(r"国\(境\)外公务接待批次")),
        ("reception.foreign.visits", re.compile(r"国\(境\)外公务接待人次")),
        ("reception.domestic", re.compile(r"国内接待费")),
        ("reception.foreign", re.compile(r"国\(境\)外接待费")),
        ("reception.diplomatic.batches", re.compile(r"外事接待批次")),
        ("reception.diplomatic.visits", re.compile(r"外事接待人次")),
        ("reception.diplomatic", re.compile(r"外事接待费")),
        ("reception", re.compile(r"公务接待费")),
    ),
    "assets": (
        ("vehicles", re.compile(r"车辆数?(?:合计|总数)?")),
        ("vehicles.leaders", re.compile(r"副?部\(省\)级(?:及以上)?领导(?:干部)?用车")),
        ("vehicles.heads", re.compile(r"主要(?:负责人|领导干部)用车")),
        ("vehicles.confidential", re.compile(r"机要通信用车")),
        ("vehicles.emergency", re.compile(r"应急保障用车")),
        ("vehicles.enforcement", re.compile(r"执法执勤用车")),
        ("vehicles.special", re.compile(r"特种专业技术用车")),
        ("vehicles.retired", re.compile(r"离退休干部(?:服务)?用车")),
        ("vehicles.other", re.compile(r"其他用车")),
        ("equipment", re.compile(r"单(?:价|位价值)100万元(?:\(含\))?(?:及)?以上.*设备.*")),
    ),
}

_LEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,2}\)|"
    r"其中:|(?:\d{1,2}))+"
)
_TRAILING = re.compile(
    r"(?:\((?:个|人|辆|台|套|台、辆|台、套|不含车辆|人次|批次|元|万元|%|台\(套\)|注\d?)\))+$"
)


def bare(text: str) -> str:
    """A folded row name without its number and the unit in brackets."""
    return _TRAILING.sub("", _LEADING.sub("", text))


def kind_of(title: str) -> Kind | None:
    """The kind of a folded title; the most specific one that it is, brackets and numbers aside."""
    text = re.sub(r"^(?:附?表?\d{1,2}[.、:]?|[一二三四五六七八九十]{1,2}、|\(\d+\))", "", title)
    text = re.sub(r"\(.{0,20}\)$", "", text)
    if len(text) > 60:
        return None
    for kind in KINDS:
        found = kind.title.search(text)
        if found is not None and len(text) - found.end() <= 4:
            return kind
    return None


def column_of(label: str, wanted: tuple[str, ...]) -> str | None:
    """Which of the ``wanted`` columns a folded heading is."""
    if len(label) > 30:
        return None
    text = re.sub(r"\(.{0,12}\)$", "", label)
    for key, pattern in COLUMNS:
        if key in wanted and pattern.fullmatch(text):
            return key
    return None


def row_key(name: str, rows: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    """The key of a folded row name."""
    text = bare(name)
    return next((key for key, pattern in rows if pattern.fullmatch(text)), None)
