"""The engines that are timed side by side say the same, on few rows: exactness, not speed."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from bench import columns as bench
from bench._dataset import EXECUTION, REFUSED, make, truth
from bench._engines import ENGINES, ON_REFERENCE, REFERENCE, OnReference
from jixiao.scoring.columns.scalar import scalar_row
from jixiao.scoring.ruleset import load_ruleset

ROWS = make(6_000)
RIGHT = truth(ROWS)
EXACT = ("ours", "ours-threads", "polars-whole")


def _engine(name: str):
    if name.startswith("polars"):
        pytest.importorskip("polars")
    engine = ENGINES[name]()
    engine.prepare(ROWS)
    return engine


def test_the_rows_are_of_every_sort_with_ties_among_them():
    kinds, counts = np.unique(ROWS.operator, return_counts=True)
    assert len(kinds) == 4
    assert counts.min() > 500
    rates = (ROWS.operator == EXECUTION).nonzero()[0]
    assert {REFUSED, 0, 500, 700, 1000} == set(RIGHT[rates].tolist())
    ties = sum(
        (Fraction(int(w) * (5 * int(a) - 3 * int(t)), 2 * int(t)) % 1) == Fraction(1, 2)
        for w, t, a in zip(ROWS.weight[:2000], ROWS.target[:2000], ROWS.actual[:2000], strict=True)
    )
    assert ties > 10


@pytest.mark.parametrize("name", EXACT)
def test_exact_engines_are_exact(name):
    engine = _engine(name)
    assert np.array_equal(engine.hundredths(engine.run()), RIGHT)


@pytest.mark.parametrize("name", ["polars", "polars-streaming"])
def test_floats_are_never_more_than_a_cent_off(name):
    engine = _engine(name)
    off = np.abs(engine.hundredths(engine.run()) - RIGHT)
    assert off.max() <= 1
    assert np.count_nonzero(off) < len(RIGHT) // 100


def test_the_scalar_path_says_the_same():
    engine, rules = _engine("ours"), load_ruleset(ENGINES["ours"]().rules)  # type: ignore[attr-defined]  # of this engine
    found = [scalar_row(engine.columns.row(number), rules).score for number in range(300)]
    assert [REFUSED if score is None else int(score * 100) for score in found] == RIGHT[:300].tolist()


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference engines are not beside the checkout")
def test_the_reference_rows_come_out_as_its_exact_engine_says():
    rows, right = OnReference.rows(5_000)
    engine = ON_REFERENCE["reference"]()
    engine.prepare(rows)
    assert np.array_equal(engine.hundredths(engine.run()), right)


def test_one_engine_by_itself_prints_one_line(tmp_path):
    right = tmp_path / "right.npy"
    np.save(right, truth(make(2_000)))
    command = [sys.executable, str(Path(bench.__file__)), "--right", str(right)]
    done = subprocess.run(
        [*command, "--rows", "2000", "--runs", "1", "--engine", "ours"],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert (found["engine"], found["wrong"]) == ("ours", 0)


def test_the_bar_is_missed_by_a_wrong_score_or_by_falling_behind(capsys):
    def result(speed: int, wrong: int = 0) -> dict:
        return {"rows_per_s": speed, "wrong": wrong}

    assert bench._verdict({"ours": result(3), "polars-one": result(2), "polars-streaming-one": result(1)})
    assert not bench._verdict({"ours": result(3, wrong=1), "polars-one": result(2)})
    assert not bench._verdict({"ours": result(3), "polars-streaming-one": result(4)})
    assert capsys.readouterr().out.count("jixiao 列") == 3
