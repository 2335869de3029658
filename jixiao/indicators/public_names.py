"""Names of 科目 as texts and tables write them, and the units of money: what makes two of them the same."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

TEN_THOUSAND_YUAN = "万元"
_YUAN = {"元": 1, "千元": 10**3, TEN_THOUSAND_YUAN: 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}
_NOISE = re.compile(r"[\s,、。:;“”\"'《》]|\((?:类|款|项)\)")
_HAN = "[一二三四五六七八九十]"
_LEADING = re.compile(rf"^(?:{_HAN}{{1,3}}、|\(?\d{{1,2}}\)?[.、]?|\({_HAN}{{1,2}}\))")
_ENDING = re.compile(r"(?:支出|费用|费)$")
_ECONOMIC: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("工资福利", ("301",)),
    ("商品和服务", ("302",)),
    ("对个人和家庭补助", ("303",)),
    ("债务利息及费用", ("307",)),
    ("资本性", ("309", "310")),
    ("对企业补助", ("311", "312")),
    ("其他", ("399",)),
)


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """A name without numbering, 的, brackets of level, white space and its ending 支出."""
    text = _LEADING.sub("", unicodedata.normalize("NFKC", name).strip())
    return _ENDING.sub("", _NOISE.sub("", text).replace("的", ""))


def economic_codes(name: str) -> tuple[str, ...]:
    """The 3-digit 经济分类 codes that a name of a kind of basic spending means; none where it is none."""
    wanted = canonical(name)
    return next((codes for known, codes in _ECONOMIC if canonical(known) == wanted), ())


def is_personnel(name: str) -> bool:
    """Whether basic spending is meant as 人员经费."""
    return canonical(name) == "人员经"


def is_public(name: str) -> bool:
    """Whether basic spending is meant as 公用经费 (日常公用经费)."""
    return canonical(name).removeprefix("日常") == "公用经"


def money_scale(unit: str) -> Fraction | None:
    """How many 万元 one ``unit`` of money is; ``None`` where it is none."""
    size = _YUAN.get(unicodedata.normalize("NFKC", unit).strip().removeprefix("人民币"))
    return None if size is None else Fraction(size, _YUAN[TEN_THOUSAND_YUAN])


def money_unit(factor: Fraction, unit: str) -> str | None:
    """The unit of money that is ``factor`` times ``unit``; ``None`` where there is none."""
    size = _YUAN.get(unit)
    return (
        None
        if size is None
        else next((name for name, other in _YUAN.items() if other == size * factor), None)
    )
