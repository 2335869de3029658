from __future__ import annotations

import tomllib

from jixiao.reports.blocks import Blank, Fact, Origin
from jixiao.reports.facts import KEYS, NO_FACTS, Facts, annotated, blank


def test_what_was_given_says_where_it_is_from() -> None:
    facts = Facts({"background": ("一", "二")}, "a.toml")
    runs = facts.runs("background")
    assert [run.text for run in runs] == ["一", "二"]
    assert all(isinstance(run, Fact) and run.source.origin is Origin.GIVEN for run in runs)
    assert (facts.has("background"), facts.has("other")) == (True, False)


def test_what_was_not_given_is_a_blank_that_names_its_key() -> None:
    assert NO_FACTS.runs("work") == (blank("work"),)
    assert isinstance(blank("work"), Blank)
    assert [one.text for one in NO_FACTS.paragraphs("work")] == [blank("work").text]
    assert blank("work").key == "work"


def test_the_annotated_file_has_every_key_once_and_empty() -> None:
    assert tomllib.loads(annotated(KEYS, head=True)) == dict.fromkeys(KEYS, "")
    assert len(set(KEYS)) == len(KEYS)
    assert annotated(("work",), head=False).count("#") == 1
