"""An annexed evaluation report by itself: points, sections, indicators, grade."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import CUT_OFF, failing, figure, is_rounding, plain_finding, where
from jixiao.audit.equations import percentage
from jixiao.audit.printed import of_fact, plain, point
from jixiao.indicators.numbers import round_exact
from jixiao.schemas.finding import Severity
from jixiao.scoring.grade import grade_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding

_FULL = 100
_PASS = 60
_INDICATOR = "report.indicator."
_ANALYSED = ("report.section.", _INDICATOR)


@dataclass
class Part:
    """A section of the scores: its own figures, and its indicators by name, each with its figures.

    The figures are by what they are: ``full``, ``score``, ``rate``, ``level3_count`` …; a figure said
    twice with two values is none.
    """

    said: dict[str, Fact] = field(default_factory=dict)
    indicators: dict[str, dict[str, Fact]] = field(default_factory=dict)
    doubtful: bool = False


@dataclass
class Scores:
    """The scores of one annexed report: its total, its sections by name."""

    totals: list[Fact] = field(default_factory=list)
    grade: Fact | None = None
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def total(self) -> Fact | None:
        """The report's score; ``None`` where it names several."""
        return self.totals[0] if len({fact.value for fact in self.totals}) == 1 else None


def report_scores(disclosure: Disclosure) -> dict[int, Scores]:
    """The scores of every annexed report, by its number."""
    reports: dict[int, Scores] = {}
    for fact in disclosure.facts:
        if fact.report is None or not fact.key.startswith("report."):
            continue
        scores = reports.setdefault(fact.report, Scores())
        if fact.key == "report.score":
            scores.totals.append(fact)
        elif fact.key == "report.grade" and scores.grade is None:
            scores.grade = fact
        elif fact.key.startswith(_ANALYSED) and fact.section is not None and fact.value is not None:
            _place(scores.parts.setdefault(fact.section, Part()), fact)
    return reports


def _place(part: Part, fact: Fact) -> None:
    _, level, what = fact.key.split(".", 2)
    if level == "section":
        said = part.said
    elif level == "indicator" and fact.subject is not None:
        said = part.indicators.setdefault(fact.subject, {})
    else:
        return
    if what in said and said[what].value != fact.value:
        part.doubtful = True
    said.setdefault(what, fact)


def _parts(subject: DisclosureSubject) -> Iterator[tuple[str, Part]]:
    for scores in report_scores(subject.disclosure).values():
        yield from scores.parts.items()


def _number(fact: Fact | None) -> Fraction | None:
    """A score or count, exact as printed."""
    return None if fact is None or fact.value is None or fact.approximate else Fraction(fact.value)


def section_rates(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT001: 得分率 is 得分 ÷ 分值; both are exact, the rate is rounded as printed."""
    for name, part in _parts(subject):
        score, full = of_fact(part.said.get("score")), of_fact(part.said.get("full"))
        rate = of_fact(part.said.get("rate"))
        if score is None or full is None or rate is None or part.doubtful:
            continue
        possible = percentage(score, full)
        if possible is None:
            continue
        yield from failing(
            "RPT001",
            possible,
            rate,
            Severity.ERROR,
            expected=figure(possible.low, rate),
            section=name,
            score=score.text,
            full=full.text,
            rate=rate.text,
        )


def _scored_rows(part: Part) -> dict[str, Fact]:
    """The score of each indicator that has one."""
    return {name: said["score"] for name, said in part.indicators.items() if "score" in said}


def section_sums(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT002: a section's score is the sum of its indicators', where as many are there as it says."""
    for name, part in _parts(subject):
        stated, score = part.said.get("level3_count"), part.said.get("score")
        rows = _scored_rows(part)
        known = [value for fact in rows.values() if (value := _number(fact)) is not None]
        whole = _number(score)
        if part.doubtful or whole is None or score is None or score.value is None or not known:
            continue
        added = sum(known, Fraction(0))
        if _number(stated) != len(rows) or len(known) != len(rows) or added == whole:
            continue
        yield plain_finding(
            "RPT002",
            Severity.ERROR,
            score.place,
            expected=figure(added),
            found=plain(score.value),
            section=name,
            count=str(len(rows)),
            parts="+".join(plain(fact.value) for fact in rows.values() if fact.value is not None),
        )


def section_weights(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT003: the points of a section's indicators, where printed, are not more than its own; all make it."""
    for name, part in _parts(subject):
        full, stated = part.said.get("full"), part.said.get("level3_count")
        whole = _number(full)
        known = [v for said in part.indicators.values() if (v := _number(said.get("full"))) is not None]
        if part.doubtful or whole is None or full is None or full.value is None or not known:
            continue
        added = sum(known, Fraction(0))
        every = len(known) == len(part.indicators) and _number(stated) == len(known)
        if added > whole or (every and added != whole):
            yield plain_finding(
                "RPT003",
                Severity.ERROR,
                full.place,
                expected=figure(added, digits=0),
                found=plain(full.value),
                section=name,
                count=str(len(known)),
            )


def indicator_counts(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT004: as many level-3 indicators are discussed as the section says there are."""
    for name, part in _parts(subject):
        stated, rows = part.said.get("level3_count"), _scored_rows(part)
        if stated is None or stated.value is None or len(rows) < 2 or stated.value == len(rows):
            continue
        yield plain_finding(
            "RPT004",
            Severity.WARNING,
            stated.place,
            expected=str(len(rows)),
            found=plain(stated.value),
            section=name,
            names="、".join(rows),
        )


def over_full(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT005: no section and no indicator has more points than there are to earn."""
    for name, part in _parts(subject):
        for label, said in ((name, part.said), *part.indicators.items()):
            score, full = said.get("score"), said.get("full")
            got, most = _number(score), _number(full)
            if got is None or most is None or got <= most or score is None or full is None:
                continue
            if score.value is not None and full.value is not None:
                yield plain_finding(
                    "RPT005",
                    Severity.ERROR,
                    score.place,
                    expected=f"≤{plain(full.value)}",
                    found=plain(score.value),
                    name=label,
                    full=plain(full.value),
                )


def _leaf(part: Part) -> dict[str, Fact] | None:
    """What a section without a summary says of itself: its one indicator, scored in its own paragraph."""
    if part.said:
        return part.said
    return next(iter(part.indicators.values())) if len(part.indicators) == 1 else None


def _sections(scores: Scores, what: str) -> list[tuple[str, Fact]] | None:
    """One figure of every section; ``None`` where one of them lacks it."""
    found = []
    for name, part in scores.parts.items():
        said = _leaf(part)
        fact = None if said is None else said.get(what)
        if fact is None or part.doubtful or fact.approximate:
            return None
        found.append((name, fact))
    return found if len(found) > 1 else None


def totals(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT006: the sections' scores make the report's; RPT007: their points make 100.

    All sections are known to be found where their points make 100, or their scores the report's: then the
    other must hold too.  A total that is the sum rounded to fewer decimals is a notice.
    """
    for scores in report_scores(subject.disclosure).values():
        fulls, points = _sections(scores, "full"), _sections(scores, "score")
        if fulls is None:
            continue
        most, added = _added(fulls), None if points is None else _added(points)
        total = scores.total
        whole = _number(total)
        if most > _FULL or (most < _FULL and added is not None and added == whole):
            yield plain_finding(
                "RPT007",
                Severity.WARNING,
                fulls[0][1].place,
                expected=str(_FULL),
                found=figure(most, digits=0),
                parts=_listed(fulls),
            )
        if most != _FULL or added is None or total is None or total.value is None or whole is None:
            continue
        if points is None or added == whole:
            continue
        shown = figure(added)
        rounding = is_rounding(added, whole, shown, plain(total.value))
        yield plain_finding(
            "RPT006",
            Severity.NOTICE if rounding else Severity.ERROR,
            total.place,
            expected=shown,
            found=plain(total.value),
            parts=_listed(points),
        )


def added_up(scores: Scores) -> Fraction | None:
    """What the scores of all sections make; ``None`` where one of them is not known."""
    points = _sections(scores, "score")
    return None if points is None else _added(points)


def _added(parts: list[tuple[str, Fact]]) -> Fraction:
    return sum((Fraction(fact.value) for _, fact in parts if fact.value is not None), Fraction(0))


def _listed(parts: list[tuple[str, Fact]]) -> str:
    return "+".join(plain(fact.value) for _, fact in parts if fact.value is not None)


def grades(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT008: the report's grade is the one its score has under the rule set."""
    if subject.rules is None:
        return
    for scores in report_scores(subject.disclosure).values():
        score, said = scores.total, scores.grade
        if score is None or score.value is None or score.approximate or said is None or said.text is None:
            continue
        grade = grade_of(score.value, subject.rules)
        if grade is not None and grade != said.text:
            yield plain_finding(
                "RPT008",
                Severity.WARNING,
                said.place,
                expected=grade,
                found=said.text,
                score=plain(score.value),
            )


def saving_rates(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT009: 成本节约率 is (计划成本 − 实际成本) ÷ 计划成本 (the reference framework of 财预〔2020〕10号).

    RPT010: 完成率 is 实际 ÷ 计划.  Only where one plan and one actual stand in the sentence of the rate.
    """
    for said in _sentences(subject.disclosure):
        plan, actual = of_fact(said.get("plan")), of_fact(said.get("actual"))
        for what, code in (("saving.rate", "RPT009"), ("completion.rate", "RPT010")):
            fact = said.get(what)
            rate = of_fact(fact)
            if fact is None or rate is None or plan is None or actual is None:
                continue
            if said["plan"].unit != said["actual"].unit:
                continue
            done = percentage(actual, plan)
            possible = done if done is None or code == "RPT010" else point(_FULL) - done
            if possible is None:
                continue
            yield from failing(
                code,
                possible,
                rate,
                Severity.ERROR if code == "RPT009" else Severity.WARNING,
                expected=_exact(plan.value, actual.value, rate.text, saving=code == "RPT009"),
                section=fact.section or "",
                name=fact.subject or "",
                plan=f"{plan.text}{said['plan'].unit or ''}",
                actual=f"{actual.text}{said['actual'].unit or ''}",
                rate=rate.text,
            )


def _sentences(disclosure: Disclosure) -> Iterator[dict[str, Fact]]:
    """What each sentence says of indicators; a thing that it says of two is left out."""
    groups: dict[int | None, list[Fact]] = {}
    for fact in disclosure.facts:
        if fact.key.startswith(_INDICATOR):
            groups.setdefault(fact.group, []).append(fact)
    for facts in groups.values():
        keys = [fact.key for fact in facts]
        yield {fact.key.removeprefix(_INDICATOR): fact for fact in facts if keys.count(fact.key) == 1}


def _exact(plan: Fraction, actual: Fraction, like: str, *, saving: bool) -> str:
    if not plan:
        return ""
    share = Fraction(_FULL) * ((plan - actual) if saving else actual) / plan
    return f"{round_exact(share, max(1, len(like.partition('.')[2])) if share.denominator > 1 else 0):f}"


def costs_of_little_done(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT015: cost indicators at full marks for money that was not spent, beside an execution that failed.

    Under a rate below 60 % a cost far below plan shows work not done rather than thrift (复核实践).
    """
    disclosure = subject.disclosure
    for number, scores in report_scores(disclosure).items():
        rate = next((of_fact(f) for f in disclosure.all("report.rate") if f.report == number), None)
        if rate is None or rate.rounded.high >= _PASS:
            continue
        for name, part in scores.parts.items():
            rows = [
                (label, said)
                for label, said in part.indicators.items()
                if _number(said.get("plan"))
                and _number(said.get("actual")) == 0
                and _number(said.get("score")) is not None
                and _number(said.get("score")) == _number(said.get("full"))
            ]
            for label, said in rows:
                yield plain_finding(
                    "RPT015",
                    Severity.NOTICE,
                    said["score"].place,
                    section=name,
                    name=label,
                    rate=rate.text,
                    where=where(rate.place),
                )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(section_rates, ("RPT001", CUT_OFF)),
    Check(section_sums, ("RPT002",)),
    Check(section_weights, ("RPT003",)),
    Check(indicator_counts, ("RPT004",)),
    Check(over_full, ("RPT005",)),
    Check(totals, ("RPT006", "RPT007")),
    Check(grades, ("RPT008",)),
    Check(saving_rates, ("RPT009", "RPT010", CUT_OFF)),
    Check(costs_of_little_done, ("RPT015",)),
)
