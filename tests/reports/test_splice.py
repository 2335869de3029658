"""Sentences with several runs in the place of a parameter."""

from __future__ import annotations

from jixiao.reports.blocks import Fact, Origin, Source, text_of
from jixiao.reports.sentences import sentence
from jixiao.reports.splice import spliced

SOURCE = Source(Origin.COMPUTED, "x")


def test_runs_stand_in_the_place_of_their_name() -> None:
    names = (Fact("甲", SOURCE), *sentence("annual.enumerate"), Fact("乙", SOURCE))
    found = spliced("annual.names.more", {"names": names}, count=Fact("5", SOURCE), noun="部门")
    assert text_of(found) == "甲、乙等5个部门"
    assert [run.text for run in found if isinstance(run, Fact)] == ["甲", "乙", "5"]
    assert found == spliced("annual.names.more", names, count=Fact("5", SOURCE), noun="部门")


def test_nothing_may_stand_there() -> None:
    assert (
        text_of(spliced("annual.problem.example", {"whose": (), "place": ()}, message="错")) == "例如，：错。"
    )
