"""Tables ready to be checked: rows with their readings, places, labels."""

from __future__ import annotations

from jixiao.audit.subjects import CollectionSubject, DisclosureSubject, form_subject
from jixiao.schemas.disclosure import Disclosure
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import Choice, score_form
from tests.scoring.build import form, indicator


def test_a_table_with_its_rows() -> None:
    rows = (
        indicator(name="窗口数量", target="≥32个", actual="30", weight="15", claimed="14"),
        indicator(name=None, level2="质量指标", target="100%", actual="基本达成目标", weight="15"),
    )
    rules = load_ruleset("mof-2020")
    read = ReadForm(form(*rows), Place(file="甲", row="第9行"))
    scored = score_form(read, Choice(rules, "rules-named", assumed=False))
    subject = form_subject(read, scored, rules)
    assert [row.index for row in subject.rows] == [0, 1]
    assert [row.label for row in subject.rows] == ["窗口数量", "质量指标"]
    assert subject.rows[0].target.text == "≥32个"
    assert subject.rows[0].actual.text == "30"
    assert subject.rows[0].indicator is scored.indicators[0].indicator
    assert subject.form is read.evaluation
    assert subject.place("project").file == "甲"
    assert subject.facts == ()


def test_a_disclosure_and_a_collection_hold_what_they_are_given() -> None:
    one = DisclosureSubject(Disclosure(year=2024))
    assert one.forms == ()
    assert CollectionSubject((), (one,)).disclosures == (one,)
