"""The points that a report's conclusion gives its sections, and the questionnaires it counts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import CUT_OFF, failing, figure, is_rounding, plain_finding, where
from jixiao.audit.disclosure.report import added_up, report_scores
from jixiao.audit.equations import Verdict, judge, percentage
from jixiao.audit.printed import of_fact, plain
from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding

_FULL = 100
_CONCLUSION = "report.conclusion."
_SURVEY = "report.survey."
_RATES = {
    "return_rate": (("returned", "sent"), ("valid", "sent")),
    "valid_return_rate": (("valid", "sent"), ("valid", "returned")),
    "valid_rate": (("valid", "returned"), ("valid", "sent")),
}
"""What a rate may be the quotient of: the first that is known, or else any of them."""


def _sections(disclosure: Disclosure) -> dict[int, dict[str, dict[str, Fact]]]:
    """What each report's conclusion says of its sections; a section that is named with two values is none."""
    found: dict[int, dict[str, dict[str, Fact]]] = {}
    for fact in disclosure.facts:
        if fact.report is None or fact.section is None or not fact.key.startswith(_CONCLUSION):
            continue
        said = found.setdefault(fact.report, {}).setdefault(fact.section, {})
        what = fact.key.removeprefix(_CONCLUSION)
        if fact.approximate or said.setdefault(what, fact).value != fact.value:
            said["doubtful"] = fact
    return {
        report: {name: said for name, said in sections.items() if "doubtful" not in said}
        for report, sections in found.items()
    }


def rates(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT018: in the conclusion too, 得分率 is 得分 ÷ 分值."""
    for sections in _sections(subject.disclosure).values():
        for name, said in sections.items():
            score, full, rate = (of_fact(said.get(what)) for what in ("score", "full", "rate"))
            possible = None if score is None or full is None else percentage(score, full)
            if score is None or full is None or rate is None or possible is None:
                continue
            yield from failing(
                "RPT018",
                possible,
                rate,
                Severity.ERROR,
                expected=figure(possible.low, rate),
                section=name,
                score=score.text,
                full=full.text,
                rate=rate.text,
            )


def same_points(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT019: a section has the same points, and as many to earn, in the conclusion and in the analysis."""
    analysed = report_scores(subject.disclosure)
    for report, sections in _sections(subject.disclosure).items():
        parts = analysed[report].parts if report in analysed else {}
        for name, said in sections.items():
            part = parts.get(name)
            if part is None or part.doubtful:
                continue
            for what in ("full", "score"):
                one, other = said.get(what), part.said.get(what)
                if one is None or other is None or one.value is None or other.value is None:
                    continue
                if one.value != other.value and not other.approximate:
                    yield plain_finding(
                        "RPT019",
                        Severity.ERROR,
                        one.place,
                        expected=plain(other.value),
                        found=plain(one.value),
                        section=name,
                        stated=plain(one.value),
                        other=plain(other.value),
                        where=where(other.place),
                    )


def sums(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT020: the sections that a conclusion gives 100 points to have the report's score together."""
    scores = report_scores(subject.disclosure)
    for report, sections in _sections(subject.disclosure).items():
        total = scores[report].total if report in scores else None
        fulls = _values(sections, "full")
        points = _values(sections, "score")
        if total is None or total.value is None or total.approximate or fulls is None or points is None:
            continue
        added, whole = sum(points, Fraction(0)), Fraction(total.value)
        if sum(fulls) != _FULL or added == whole or added_up(scores[report]) == added:
            continue  # of the analysis, that says the same, RPT006 is said
        rounding = is_rounding(added, whole, figure(added), plain(total.value))
        yield plain_finding(
            "RPT020",
            Severity.NOTICE if rounding else Severity.ERROR,
            total.place,
            expected=figure(added),
            found=plain(total.value),
            parts="+".join(plain(one["score"].value) for one in sections.values() if one["score"].value),
        )


def _values(sections: dict[str, dict[str, Fact]], what: str) -> list[Fraction] | None:
    """One figure of every section, of two at least."""
    facts = [said.get(what) for said in sections.values()]
    known = [Fraction(fact.value) for fact in facts if fact is not None and fact.value is not None]
    return known if len(known) == len(facts) and len(known) > 1 else None


def questionnaires(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT021: 回收率 is 收回 ÷ 发放, 有效率 the valid ones' share, of the questionnaires of one sentence."""
    groups: dict[int | None, list[Fact]] = {}
    for fact in subject.disclosure.facts:
        if fact.key.startswith(_SURVEY):
            groups.setdefault(fact.group, []).append(fact)
    for facts in groups.values():
        said = {fact.key.removeprefix(_SURVEY): fact for fact in facts}
        if len(said) == len(facts):
            yield from _survey(said)


def _survey(said: dict[str, Fact]) -> Iterator[Finding]:
    for what, quotients in _RATES.items():
        rate = of_fact(said.get(what))
        pairs = [(said[part], said[whole]) for part, whole in quotients if part in said and whole in said]
        if rate is None or not pairs:
            continue
        known = [(of_fact(part), of_fact(whole)) for part, whole in pairs]
        spans = [None if part is None or whole is None else percentage(part, whole) for part, whole in known]
        if any(judge(span, rate) is not Verdict.FAILS for span in spans):
            continue
        part, whole = known[0]
        if part is None or whole is None:
            continue
        yield plain_finding(
            "RPT021",
            Severity.ERROR,
            rate.place,
            expected=figure(Fraction(100) * part.value / whole.value, rate),
            found=rate.text,
            part=part.text,
            whole=whole.text,
            rate=rate.text,
        )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(rates, ("RPT018", CUT_OFF)),
    Check(same_points, ("RPT019",)),
    Check(sums, ("RPT020",)),
    Check(questionnaires, ("RPT021",)),
)
