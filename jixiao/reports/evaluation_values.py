"""The values of an evaluation report that a bureau's own template may name, beside its sections."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.report_sections import SECTIONS, section_of
from jixiao.reports import evaluation_framework as by_framework
from jixiao.reports.blocks import Blank, Fact, Origin, Source, Words
from jixiao.reports.evaluation_rows import score_table, sections_table
from jixiao.reports.evaluation_view import View, points, rate
from jixiao.reports.placeholders import Values
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from jixiao.reports.blocks import Report, Run, Table
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.framework import FrameworkResult
    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.store import StoredReview

VALUES = (
    *("title", "project", "department", "unit", "year"),
    *("budget", "executed", "execution-rate", "remainder"),
    *("total", "grade", "claimed-total", "claimed-grade", "review-total", "review-grade"),
    *("goal", "achieved", "rules"),
)
"""The single values, in the order of the list a user is shown."""
OF_SECTIONS = ("weight", "score", "rate")
TABLES = ("scores", "parts")


def names() -> tuple[tuple[str, str], ...]:
    """Every name a template may use that does not depend on the outline, with what it stands for."""
    found = [(f"evaluation.value.{key}", f"evaluation.value-told.{key}") for key in VALUES]
    listed = [(say(name), say(told)) for name, told in found]
    for key in SECTIONS:
        part = say(f"evaluation.value-part.{key}")
        whole = "/".join(say(f"evaluation.value.part.{what}", part=part) for what in OF_SECTIONS)
        listed.append((whole, say("evaluation.value-told.part", name=say(f"evaluation.section-name.{key}"))))
    listed += (
        (say(f"evaluation.value.table.{key}"), say(f"evaluation.value-told.table.{key}")) for key in TABLES
    )
    listed.append((say("placeholder.opening"), say("evaluation.value-told.opening")))
    listed.append((say("placeholder.body"), say("evaluation.value-told.body")))
    return tuple(listed)


def values(
    scored: ScoredEvaluation,
    report: Report,
    *,
    provisional_grade: str | None = None,
    findings: Iterable[Finding] | None = None,
    review: StoredReview | None = None,
    framework: FrameworkResult | None = None,
) -> Values:
    """What placeholders stand for; ``report`` is the draft whose sections they may name."""
    view = View(scored, findings, review, framework)
    words: dict[str, tuple[Run, ...]]
    words = {say(f"evaluation.value.{key}"): (run,) for key, run in _values(view, provisional_grade).items()}
    title = Source(Origin.COMPUTED, "title")
    words[say("evaluation.value.title")] = (Fact(report.title, title),)
    for key in SECTIONS:
        section = view.sections[key]
        part = say(f"evaluation.value-part.{key}")
        made: dict[str, Run] = {"weight": points(section.weight, f"sections.{key}.weight")}
        if section.earned is None:
            made["score"] = made["rate"] = Blank(say("evaluation.blank.score"))
        else:
            made["score"] = points(section.earned, f"sections.{key}.score")
            made["rate"] = Words("—")
        if section.earned is not None and section.rate is not None:
            formula = f"{short(section.earned)} ÷ {short(section.weight)}"
            made["rate"] = rate(section.rate, f"sections.{key}.rate", formula)
        words |= {say(f"evaluation.value.part.{what}", part=part): (run,) for what, run in made.items()}
    tables: dict[str, Table] = {
        say("evaluation.value.table.scores"): score_table(view),
        say("evaluation.value.table.parts"): sections_table(view),
    }
    if framework is not None:
        _by_framework(framework, words, tables)
    return Values(words, tables, report)


def _by_framework(
    framework: FrameworkResult, words: dict[str, tuple[Run, ...]], tables: dict[str, Table]
) -> None:
    """Put what the framework decided in the place of what the table says of itself."""
    total, grade = framework.total, framework.grade
    whole: Run = Blank(say("evaluation.blank.total"))
    if total is not None:
        whole = points(total, "framework.total")
    known: dict[str, Run] = {
        "total": whole,
        "grade": _computed(grade if total is not None else None, "framework.grade", "grade"),
        "rules": Fact(framework.framework.title, Source(Origin.RULES, framework.framework.id)),
    }
    words |= {say(f"evaluation.value.{key}"): (run,) for key, run in known.items()}
    for key in SECTIONS:
        found = [one for one in framework.sections if section_of(one.name, None) == key]
        part, path = say(f"evaluation.value-part.{key}"), f"framework.sections.{key}"
        weight = exact_sum(one.weight for one in found)
        scores = [one.score for one in found if one.score is not None]
        made: dict[str, Run] = {"weight": points(weight, f"{path}.weight")}
        if len(scores) == len(found):
            score = exact_sum(scores)
            made["score"], made["rate"] = points(score, f"{path}.score"), Words("—")
            if weight > 0:
                formula = f"{short(score)} ÷ {short(weight)}"
                made["rate"] = rate(Fraction(score) / Fraction(weight), f"{path}.rate", formula)
        else:
            made["score"] = made["rate"] = Blank(say("evaluation.blank.score"))
        words |= {say(f"evaluation.value.part.{what}", part=part): (run,) for what, run in made.items()}
    tables[say("evaluation.value.table.scores")] = by_framework.score_table(framework)
    tables[say("evaluation.value.table.parts")] = by_framework.sections_table(framework)


def _values(view: View, provisional_grade: str | None) -> dict[str, Run]:
    """The single values but the title; a blank for what is not known."""
    form, scored, money, review = view.form, view.scored, view.money, view.review
    made: dict[str, Run] = {"project": _field(form.project.strip(), "project", "unit"), "year": view.year}
    for key in ("department", "unit"):
        made[key] = _field((getattr(form, key) or "").strip(), key, "unit")
    for key, value in (("budget", money.budget), ("executed", money.executed)):
        path = f"{money.path}.{'annual_budget' if key == 'budget' else key}"
        made[key] = Blank(say(f"evaluation.blank.{key}")) if value is None else view.amount(value, path)
    made["execution-rate"] = view.spent or Blank(say("evaluation.blank.rate"))
    budget, executed = made["budget"], made["executed"]
    made["remainder"] = Blank(say("evaluation.blank.budget"))
    if isinstance(budget, Fact) and isinstance(executed, Fact) and money.left is not None:
        left = view.remainder(budget, executed)
        negative = left.value is not None and left.value < 0
        made["remainder"] = Fact("-" + left.text, left.source, left.value) if negative else left
    total = scored.total if scored.total is not None else view.provisional
    grade = scored.grade if scored.total is not None else provisional_grade
    path = "total" if scored.total is not None else "provisional_total"
    made["total"] = Blank(say("evaluation.blank.total")) if total is None else points(total, path)
    made["grade"] = _computed(grade, "grade", "grade")
    made["claimed-total"] = _number(form.claimed_total, Origin.FIELD, "claimed_total")
    made["claimed-grade"] = _field((form.claimed_grade or "").strip(), "claimed_grade", "grade")
    made["review-total"] = _number(None if review is None else review.total, Origin.STORE, "review.total")
    found = None if review is None else review.grade
    made["review-grade"] = (
        Fact(found, Source(Origin.STORE, "review.grade")) if found else Blank(say("evaluation.blank.grade"))
    )
    made["goal"] = _field((form.goal.expected or "").strip(), "goal.expected", "goal")
    made["achieved"] = _field((form.goal.achieved or "").strip(), "goal.achieved", "achieved")
    rules = scored.rules
    made["rules"] = Fact(rules.title, Source(Origin.RULES, rules.id, formula=rules.hash))
    return made


def _field(text: str, path: str, blank: str) -> Run:
    return Fact(text, Source(Origin.FIELD, path)) if text else Blank(say(f"evaluation.blank.{blank}"))


def _computed(text: str | None, path: str, blank: str) -> Run:
    return Fact(text, Source(Origin.COMPUTED, path)) if text else Blank(say(f"evaluation.blank.{blank}"))


def _number(value: Decimal | None, origin: Origin, path: str) -> Run:
    if value is None:
        return Blank(say("evaluation.blank.score"))
    return Fact(short(value), Source(origin, path), value)
