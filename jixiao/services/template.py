"""Use case: write a blank official form for a rule set."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents.write.blank import BlankForm, Block, frame
from jixiao.documents.write.list_form import list_columns
from jixiao.documents.write.list_form import write as write_forms
from jixiao.documents.write.styles import display_width
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.taxonomy import level1, level2
from jixiao.scoring.clause import Question
from jixiao.scoring.ruleset import DEFAULT, load_ruleset
from jixiao.services.choose_rules import named_rules
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from jixiao.schemas.ruleset import Weights
    from jixiao.scoring.ruleset import LoadedRuleSet

SUFFIXES = (".xlsx", ".docx")
DEFAULT_ROWS = 2
MOST_ROWS = 50
_NUMBER = re.compile(r"[0-9]{1,3}")


class TemplateError(Exception):
    """A blank form that cannot be made as asked; the message is ready to print."""


def write_template(
    path: str | Path,
    *,
    rules: str | None = None,
    year: int | None = None,
    rows: Sequence[str] = (),
    split: bool = False,
    weights: int = 1,
) -> BlankForm:
    """Write a blank form into ``path`` (xlsx or docx, by its suffix) and return what it was made from.

    A file that is there is replaced.
    ``rules`` is an id or a file, as for scoring.  ``rows`` are ``"3"`` for every 二级指标 or ``"数量指标=5"``
    for one; ``weights`` counts the rule set's ways of dividing the marks from 1.

    Raises :class:`TemplateError`, :class:`~jixiao.scoring.ruleset.RuleSetError`, or ``OSError``.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise TemplateError(say("template.suffix", path=str(path)))
    named = named_rules(rules)
    blank = blank_form(
        load_ruleset(named.name if named is not None else DEFAULT),
        year=year,
        rows=rows,
        split=split,
        weights=weights,
    )
    with replacing(target) as stream:
        if suffix == ".xlsx":
            from jixiao.documents.write import blank_xlsx  # noqa: PLC0415 - one writer's library at a time

            blank_xlsx.write(blank, stream)
        else:
            from jixiao.documents.write import blank_docx  # noqa: PLC0415 - one writer's library at a time

            blank_docx.write(blank, stream)
    return blank


def list_lines() -> tuple[str, ...]:
    """The columns of a list of projects in words, one line each: heading, whether it is needed, what for."""
    columns = list_columns()
    widest = max(display_width(column.heading) for column in columns)
    lines = [
        say(
            "list.line",
            heading=column.heading + " " * (widest - display_width(column.heading)),
            needed=say("list.needed" if column.needed else "list.optional"),
            meaning=column.meaning,
        )
        for column in columns
    ]
    return (say("list.title"), *lines)


def write_list(path: str | Path) -> None:
    """Write a list of projects with nothing but its heading, every column of it.  Raises ``OSError``."""
    with replacing(path) as stream:
        write_forms((), stream, every=True)


def blank_form(
    loaded: LoadedRuleSet,
    *,
    year: int | None = None,
    rows: Sequence[str] = (),
    split: bool = False,
    weights: int = 1,
) -> BlankForm:
    """The blank form of a rule set, as plain data."""
    spec = loaded.rules
    profiles = spec.weights
    if not 1 <= weights <= max(len(profiles), 1):
        count, number = str(len(profiles)), str(weights)
        raise TemplateError(say("template.weights.bad", rules=spec.id, count=count, number=number))
    profile = profiles[weights - 1] if profiles else None
    clause = loaded.clause_for(Question("execution"))
    initial = clause is not None and clause.spec.ratio == "executed/initial_budget"
    level1_weights = {} if profile is None else _points(profile.level1)
    return BlankForm(
        blocks=_blocks(profile, rows),
        rules=spec.id,
        rules_title=spec.title,
        rules_hash=loaded.hash,
        year=year,
        execution=None if profile is None or profile.execution is None else _decimal(profile.execution),
        full=_decimal(spec.full),
        weights=level1_weights,
        tiers=tuple(spec.tiers),
        grades=_grades(loaded),
        budget="initial_budget" if initial else "annual_budget",
        split=split,
    )


def _decimal(value: Fraction) -> Decimal | None:
    """The number as a decimal; ``None`` where it is none (2/3)."""
    text = exact_string(value)
    return None if "/" in text else Decimal(text)


def _points(weights: Mapping[str, Fraction]) -> dict[str, Decimal]:
    known = ((level1(name) or name, _decimal(points)) for name, points in weights.items())
    return {name: points for name, points in known if points is not None}


def _grades(loaded: LoadedRuleSet) -> tuple[tuple[str, Decimal], ...]:
    bounds = [(name, _decimal(bound)) for name, bound in loaded.grade_bounds]
    exact = tuple((name, bound) for name, bound in bounds if bound is not None)
    return exact if len(exact) == len(bounds) else ()


def _blocks(profile: Weights | None, rows: Iterable[str]) -> tuple[Block, ...]:
    """The 二级指标 of the form in order, each with its blank rows."""
    inside = frame(tuple(level1(name) or name for name in profile.level1) if profile is not None else ())
    names = [second for _, second in inside]
    every, single = DEFAULT_ROWS, dict[str, int]()
    for text in rows:
        name, _, count = text.rpartition("=")
        if _NUMBER.fullmatch(count) is None or not 1 <= int(count) <= MOST_ROWS:
            raise TemplateError(say("template.rows.bad", text=text, most=str(MOST_ROWS)))
        if not name:
            every = int(count)
            continue
        canonical = name if name in names else level2(name)
        if canonical not in names:
            raise TemplateError(say("template.rows.unknown", name=name, known="、".join(filter(None, names))))
        single[canonical] = int(count)
    return tuple(Block(first, second, single.get(second, every)) for first, second in inside)
