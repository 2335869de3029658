"""Names of projects compared: the same name in other spelling, the same but for words that say nothing.

Two names are the *same* where only punctuation, white space and a trailing 项目 differ; *alike* where they
differ by words that most names carry (建设, 工程, 经费, the 市 of a place name) and by nothing else: numbers,
phases (一期), and every other word keep names apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.indicators.cleaning import squeeze

_ENDINGS = ("项目支出", "项目")
_PLAIN_WORDS = ("项目", "建设", "工程", "经费", "专项", "资金", "支出", "省", "市", "县", "区")
_WHOLE_DEPARTMENT = re.compile(
    "(?:部门|单位)整体(?:支出)?(?:预算)?(?:绩效)?(?:自评|自我评价|评价|目标|$)|整体支出"
)
IN_WHOLE_DEPARTMENT = "整"
"""What every name has that :func:`is_whole_department` finds, however it is spaced."""
_SHORTEST = 3
"""What is left of a name must have as many characters to stand for it."""


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What the spellings of one name have in common: without punctuation and a trailing 项目."""
    key = squeeze(name)
    for ending in _ENDINGS:
        short = key.removesuffix(ending)
        if short != key and len(short) >= _SHORTEST:
            return short
    return key


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """A name without the words that most names carry; its key where too little would be left."""
    key = name_key(name)
    bare = key
    for word in _PLAIN_WORDS:
        bare = bare.replace(word, "")
    return bare if len(bare) >= _SHORTEST else key


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, spelled differently at most."""
    return name_key(one) == name_key(other)


def alike(one: str, other: str) -> bool:
    """Whether two different names differ by plain words alone."""
    return not same_name(one, other) and core(one) == core(other)


def shortens(short: str, name: str) -> bool:
    """Whether ``short`` leaves characters of ``name`` out, keeps the order of the rest and at least half."""
    brief, whole = core(short), core(name)
    if not _SHORTEST < len(brief) < len(whole) or len(brief) * 2 < len(whole):
        return False
    left = iter(whole)
    return all(char in left for char in brief)


def names_in(title: str, name: str) -> bool:
    """Whether a title (of a report) speaks of the project ``name``."""
    key = core(name)
    return len(key) >= _SHORTEST and (key in core(title) or name_key(name) in squeeze(title))


def without_year(name: str, year: int | None) -> str:
    """A name without the year it is of, for comparing one project over the years; any other number stays."""
    for written in (f"{year}年度", f"{year}年", f"{year}"):
        name = name.replace(written, "")
    return name


def is_whole_department(name: str) -> bool:
    """Whether the name of a table says that it is no project's but the whole department's (部门整体支出).

    All spellings of one name (:func:`name_key`) say the same.
    """
    return IN_WHOLE_DEPARTMENT in name and _WHOLE_DEPARTMENT.search(name_key(name)) is not None
