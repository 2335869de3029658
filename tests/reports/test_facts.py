from __future__ import annotations

import tomllib

from jixiao.reports.blocks import Blank, Fact, Origin
from jixiao.reports.facts import KEYS, NO_FACTS, Facts


def test_what_was_given_says_where_it_is_from() -> None:
    facts = Facts({"background": ("一", "二")}, "a.toml")
    runs = facts.runs("background")
    assert [run.text for run in runs] == ["一", "二"]
    assert all(isinstance(run, Fact) and run.source.origin is Origin.GIVEN for run in runs)
    assert (facts.has("background"), facts.has("other")) == (True, False)


def test_what_was_not_given_is_a_blank_that_names_its_key() -> None:
    (blank,) = NO_FACTS.runs("work")
    assert isinstance(blank, Blank)
    assert (blank.key, blank.text) == ("work", Facts.blank("work").text)


def test_the_annotated_file_has_every_key_once_and_empty() -> None:
    assert tomllib.loads(Facts.annotated(KEYS, head=True)) == dict.fromkeys(KEYS, "")
    assert len(set(KEYS)) == len(KEYS)
