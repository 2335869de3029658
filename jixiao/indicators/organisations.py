"""Names of organisations compared: one name written with another word, which is a slip, or another unit.

What tells organisations apart stands between the place they belong to (景德镇市) and what they are (局).
"""

from __future__ import annotations

import re

from jixiao.indicators.cleaning import clean

_TAIL = re.compile(r"(?:\((?:本级|机关|汇总|部门|本部|单位|系统)[^()]*\)|本级|机关本级|\(部门\))+$")
_PLACES = "省市县区旗州盟镇乡"
_KINDS = ("委员会", "办公室", "管理局", "领导小组", "中心", "政府")
_APART = frozenset("一二三四五六七八九十甲乙丙丁东西南北中上下左右新老大小0123456789")
"""Characters that number or place units: 第一小学 and 第二小学 are two."""
_LEAST, _WIDEST = 2, 4
"""A kernel shares so many characters at least, and differs in so many at most."""


def plain_name(name: str) -> str:
    """A name without white space and without what only says which books it is (本级, 汇总)."""
    text = clean(name)
    return _TAIL.sub("", text) or text


def contains(one: str, other: str) -> bool:
    """Whether one name is the other with something before or behind it: a place left out, a part of it."""
    short, long = sorted((plain_name(one), plain_name(other)), key=len)
    return bool(short) and (long.startswith(short) or long.endswith(short))


def near(one: str, other: str) -> bool:
    """Whether two different names look like one name written with another word inside.

    Both end alike, and between place and ending they share most of what is there; a name that merely
    leaves the place out, or that numbers (第一, 第二) tell apart, is no such pair.
    """
    left, right = plain_name(one), plain_name(other)
    if left == right or left[-1:] != right[-1:] or contains(left, right):
        return False
    head = _common(left, right)
    place = max((left.rfind(char, 0, head) + 1 for char in _PLACES), default=0)
    end = next((len(kind) for kind in _KINDS if left.endswith(kind) and right.endswith(kind)), 1)
    left, right = left[place : len(left) - end], right[place : len(right) - end]
    if not left or not right:
        return False
    before = _common(left, right)
    rest_left, rest_right = left[before:], right[before:]
    behind = _common(rest_left[::-1], rest_right[::-1])
    rest_left, rest_right = (
        rest_left[: len(rest_left) - behind],
        rest_right[: len(rest_right) - behind],
    )
    if max(len(rest_left), len(rest_right)) > _WIDEST or _APART & {*rest_left, *rest_right}:
        return False
    if any(rest and rest[-1] in _PLACES for rest in (rest_left, rest_right)):
        return False  # the office of a district, and that of its city
    shared = before + behind
    return shared >= _LEAST and shared * 2 >= min(len(left), len(right))


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
