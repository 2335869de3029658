"""A rule set told to a person: every clause, table and edge with its standing and source.

One structure for the terminal and for the pages in ``docs/rules``: sections of items,
each item with its details.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from jixiao.indicators.numbers import exact_string
from jixiao.schemas.ruleset import Cite, EdgeKey, Standing
from jixiao.scoring.clause import SIGN
from jixiao.scoring.proof_tables import percent
from jixiao.texts import say

if TYPE_CHECKING:
    from fractions import Fraction

    from jixiao.schemas.ruleset import Clause, CurveSpec, Match, ReasonRule, RuleSet, Weights
    from jixiao.scoring.ruleset import LoadedRuleSet


@dataclass(frozen=True, slots=True)
class Item:
    """One line with the lines that belong under it."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its items."""

    heading: str
    items: tuple[Item, ...] = field(default=())


def years(rules: RuleSet) -> str:
    """The period in words."""
    start, to = rules.period.start, rules.period.to
    if start is not None and to is not None:
        return say("rules.year.both", start=start, to=to) if start != to else f"{start}"
    if start is not None:
        return say("rules.year.from", start=start)
    return say("rules.year.none") if to is None else say("rules.year.to", to=to)


def weakest_cited(loaded: LoadedRuleSet) -> Standing:
    """The weakest standing of all that makes a score: clauses, tiers, grades, caps, edges, rounding.

    What is unknown makes no score and does not count; a rule set in which nothing is known is ``unknown``.
    """
    rules = loaded.rules
    cites = [clause.spec.cite for clause in loaded.clauses if clause.curve is not None]
    cites += [cite for cite in (rules.tiers_cite, rules.grades_cite, rules.rounding.cite) if cite is not None]
    cites += [cap.cite for cap in rules.cap if cap.cite is not None]
    cites += rules.edge.cite.values()
    order = list(Standing)
    known = [cite.standing for cite in cites if cite.standing is not Standing.UNKNOWN]
    return max(known, key=order.index, default=Standing.UNKNOWN)


def standing_text(loaded: LoadedRuleSet) -> str:
    """The weakest standing of what makes a score, and how many clauses are unknown."""
    unknown = sum(clause.curve is None for clause in loaded.clauses)
    more = say("rules.unknowns", count=unknown) if unknown else ""
    return _standing(weakest_cited(loaded)) + more


def _standing(standing: Standing) -> str:
    return say(f"standing.{standing.value}")


def _of(cite: Cite | None) -> str:
    return _standing(cite.standing if cite is not None else Standing.UNKNOWN)


def _sourced(cite: Cite | None) -> tuple[str, ...]:
    if cite is None:
        return ()
    lines = [say("rules.show.source", source=cite.source)] if cite.source else []
    if cite.quote:
        lines.append(say("rules.show.quote", quote=cite.quote))
    return tuple(lines)


def head(loaded: LoadedRuleSet) -> list[str]:
    """What the rule set is: summary, authority, place, years, what it extends."""
    rules = loaded.rules
    where = rules.region or say("rules.nowhere")
    lines = [say("rules.show.region", region=where, period=years(rules), full=exact_string(rules.full))]
    if rules.authority:
        lines.insert(0, say("rules.show.authority", authority=rules.authority))
    if rules.summary:
        lines.insert(0, say("rules.show.summary", summary=rules.summary))
    if rules.extends:
        lines.append(say("rules.show.extends", base=rules.extends))
    return lines


def sections(loaded: LoadedRuleSet) -> list[Section]:
    """Everything else, in the order of the file."""
    rules = loaded.rules
    found = [
        Section(
            say("rules.show.clauses"), tuple(_clause(n, c, rules) for n, c in enumerate(rules.clause, 1))
        ),
        Section(say("rules.show.tiers"), _tiers(rules)),
        Section(say("rules.show.edge"), _edges(rules)),
        Section(say("rules.show.grades"), _grades(rules)),
        Section(say("rules.show.caps"), _caps(rules)),
        Section(say("rules.show.weights"), tuple(_weights(profile) for profile in rules.weights)),
        Section(say("rules.show.reasons"), tuple(_reason(reason) for reason in rules.reason)),
        Section(say("rules.show.not-applied"), tuple(Item(text) for text in rules.not_applied)),
    ]
    return [section for section in found if section.items]


def _clause(number: int, clause: Clause, rules: RuleSet) -> Item:
    inherited = say("rules.show.inherited", base=clause.inherited_from) if clause.inherited_from else ""
    text = say(
        "rules.show.clause", number=number, what=_what(clause.applies), how=_how(clause, rules),
        standing=_of(clause.cite), inherited=inherited,
    )  # fmt: skip
    return Item(text, _sourced(clause.cite))


def _what(match: Match) -> str:
    words = [say(f"rules.what.{match.kind or 'quantity'}")]
    if match.operator is not None:
        words.append(SIGN[match.operator])
    if match.side is not None:
        words.append(say(f"rules.what.{match.side}"))
    words += [word for word in (match.level1, match.level2, match.unit) if word]
    return " ".join(words)


def _how(clause: Clause, rules: RuleSet) -> str:
    if clause.curve in ("unknown", "full", "zero"):
        text = say(f"rules.how.{clause.curve}")
    else:
        ratio = say(f"rules.ratio.{clause.ratio or 'executed/annual_budget'}")
        points = _points(rules.curves[clause.curve])
        text = say("rules.how.curve", ratio=ratio, curve=clause.curve, points=points)
    if clause.ratio_digits != "exact":
        text += say("rules.how.digits", digits=clause.ratio_digits)
    if clause.note_from is not None:
        text += say("rules.how.note", limit=percent(clause.note_from))
    if clause.deduct is not None:
        text += say(
            "rules.how.deduct", limit=percent(clause.deduct.at), points=exact_string(clause.deduct.points)
        )
    if clause.score_digits is not None:
        text += say("rules.how.score-digits", digits=clause.score_digits)
    return text


def _points(curve: CurveSpec) -> str:
    key = "rules.how.point" if curve.points is not None else "rules.how.steps"
    return "，".join(say(key, x=percent(x), y=percent(y)) for x, y in curve.points or curve.steps or ())


def _tiers(rules: RuleSet) -> tuple[Item, ...]:
    if not rules.tiers:
        return ()
    top = max(high for _, high in rules.tiers.values())
    items = []
    for word, (low, high) in rules.tiers.items():
        if low == high:
            items.append(Item(say("rules.show.tier.fixed", word=word, low=percent(low))))
            continue
        end = say("rules.show.tier.closed" if high == top else "rules.show.tier.open")
        items.append(Item(say("rules.show.tier", word=word, low=percent(low), high=percent(high), end=end)))
    return (*items, _cited(rules.tiers_cite))


def _cited(cite: Cite | None) -> Item:
    return Item(say("rules.show.standing", standing=_of(cite)).strip("　"), _sourced(cite))


def _edges(rules: RuleSet) -> tuple[Item, ...]:
    items = []
    for key in get_args(EdgeKey):
        answer = getattr(rules.edge, key)
        if isinstance(answer, dict):
            told = "；".join(f"{SIGN[sign]} {say(f'rules.answer.{way}')}" for sign, way in answer.items())
            told = told or say("rules.answer.judgement")
        else:
            told = say(f"rules.answer.{answer}")
        cite = rules.edge.cite.get(key)
        line = say("rules.show.edge.line", name=say(f"rules.edge.{key}"), answer=told, standing=_of(cite))
        items.append(Item(line, _sourced(cite)))
    rounding = rules.rounding
    line = say(
        "rules.show.rounding", digits=rounding.score.digits, mode=say(f"rules.mode.{rounding.score.mode}"),
        standing=_of(rounding.cite),
    )  # fmt: skip
    return (*items, Item(line, _sourced(rounding.cite)))


def _grades(rules: RuleSet) -> tuple[Item, ...]:
    if not rules.grades:
        return ()
    bounds = "，".join(f"{name} ≥ {exact_string(bound)}" for name, bound in rules.grades.items())
    return (Item(bounds), _cited(rules.grades_cite))


def _caps(rules: RuleSet) -> tuple[Item, ...]:
    return tuple(
        Item(
            say("rules.show.cap", low=percent(cap.when.execution[0]), high=percent(cap.when.execution[1]),
                total=exact_string(cap.total), standing=_of(cap.cite)),
            _sourced(cap.cite),
        )
        for cap in rules.cap
    )  # fmt: skip


def _number(value: Fraction | None) -> str:
    return say("rules.show.none") if value is None else exact_string(value)


def _weights(profile: Weights) -> Item:
    parts = [f"{say('rules.what.execution')} {_number(profile.execution)}"]
    parts += [f"{name} {exact_string(weight)}" for name, weight in profile.level1.items()]
    text = f"{profile.name}（{'，'.join(parts)}）" + say("rules.show.standing", standing=_of(profile.cite))
    return Item(text, _sourced(profile.cite))


def _reason(reason: ReasonRule) -> Item:
    below = "" if reason.below is None else percent(reason.below)
    at = "" if reason.at is None else percent(reason.at)
    text = say(f"rules.reason.{reason.when}", below=below, at=at)
    return Item(text + say("rules.show.standing", standing=_of(reason.cite)), _sourced(reason.cite))


def page(loaded: LoadedRuleSet) -> str:
    """The rule set as a Markdown page, for ``docs/rules``."""
    lines = [f"# {loaded.rules.id}：{loaded.rules.title}", ""]
    lines += [say("rules.page.generated"), ""]
    lines += [f"- {line}" for line in head(loaded)]
    lines.append(f"- {say('rules.column.standing')}：{standing_text(loaded)}")
    for section in sections(loaded):
        lines += ["", f"## {section.heading}", ""]
        for item in section.items:
            lines.append(f"- {item.text}")
            lines += [f"  - {detail}" for detail in item.details]
    return "\n".join(lines) + "\n"


def index_page(every: list[LoadedRuleSet]) -> str:
    """The page that lists the shipped rule sets, for ``docs/rules``."""
    lines = [say("rules.page.index"), "", say("rules.page.table"), "| --- | --- | --- | --- | --- | --- |"]
    for loaded in every:
        rules = loaded.rules
        cells = (
            f"[{rules.id}]({rules.id}.md)", rules.title, rules.region or say("rules.nowhere"), years(rules),
            standing_text(loaded), rules.summary or "",
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
