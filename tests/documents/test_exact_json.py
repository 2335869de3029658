from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.exact_json import MAX_DEPTH, BrokenJsonError, Literal, Object, loads

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def plain(tree: object) -> object:
    if isinstance(tree, Object):
        return {key: plain(value) for key, value in tree.entries.items()}
    if isinstance(tree, list):
        return [plain(value) for value in tree]
    return int(tree) if isinstance(tree, Literal) else tree


@given(values)
def test_trees(value: object) -> None:
    assert plain(loads(json.dumps(value))) == value


@pytest.mark.parametrize("source", ["1", "-0.10", "1e400", "NaN", "-Infinity", "9" * 10_000])
def test_numbers_stay_text(source: str) -> None:
    (number,) = loads(f"[{source}]")
    assert isinstance(number, Literal)
    assert number == source


def test_keys_given_twice() -> None:
    tree = loads('{"a": 1, "b": 2, "a": 3}')
    assert isinstance(tree, Object)
    assert (tree.twice, tree.entries["a"]) == (["a"], "3")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 10**6, "deep"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "deep"),
        (" " * 10_000 + "[" * 10**6, "deep"),
        ("{", "ended"),
        ('{"a"', "ended"),
        ("{a}", "syntax"),
        ("", "ended"),
    ],
)
def test_what_is_no_json(text: str, reason: str) -> None:
    with pytest.raises(BrokenJsonError) as caught:
        loads(text)
    assert caught.value.reason == reason


def test_brackets_inside_texts_are_not_deep() -> None:
    assert loads(json.dumps(["[" * 1000 + '"\\'])) == ["[" * 1000 + '"\\']


def test_line_breaks_inside_texts_are_kept() -> None:
    assert loads('["甲\n乙"]') == ["甲\n乙"]
