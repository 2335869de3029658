from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.services.read_ahead import read_ahead


@given(st.lists(st.text(), max_size=20, unique=True))
def test_everything_is_read_once_and_comes_in_order(paths: list[str]) -> None:
    read: list[str] = []
    told: list[str] = []

    def reading(path: str) -> str:
        read.append(path)
        return path * 2

    found = list(read_ahead(tuple(paths), reading, told.append))
    assert found == [(path, path * 2) for path in paths]
    assert sorted(read) == sorted(paths)
    assert told == paths


def test_of_many_some_are_read_while_others_are_at_work() -> None:
    both = threading.Barrier(2, timeout=20)

    def reading(path: str) -> int:
        return both.wait() if path in "01" else 9

    assert {got for _, got in read_ahead(tuple("0123"), reading, lambda _: None)} == {0, 1, 9}


@pytest.mark.parametrize("count", [2, 9])
def test_what_reading_raises_is_raised_in_its_turn(count: int) -> None:
    def reading(path: str) -> str:
        if path == "1":
            raise ValueError(path)
        return path

    found = read_ahead(tuple(map(str, range(count))), reading, lambda _: None)
    assert next(found) == ("0", "0")
    with pytest.raises(ValueError, match="1"):
        next(found)
