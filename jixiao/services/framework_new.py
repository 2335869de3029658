"""Use case: write the form of an evaluation framework, with what a self-evaluation already says filled in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents.files import read_path
from jixiao.documents.write.framework_form import FrameworkForm, page
from jixiao.documents.write.styles import amount
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.taxonomy import fund_line, is_execution_indicator, level1, level2
from jixiao.schemas.framework import FilledFramework, FrameworkItem, FrameworkRow, TaskGoal
from jixiao.schemas.self_evaluation import FundLine
from jixiao.scoring.execution import total_line
from jixiao.scoring.framework_lines import measured_rule, ratio_rule
from jixiao.scoring.frameworks import LoadedFramework, load_framework
from jixiao.scoring.ruleset import DEFAULT, load_ruleset
from jixiao.services.choose_rules import named_rules
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.schemas.framework import FrameworkLine, Method, RatioRule
    from jixiao.schemas.self_evaluation import Indicator, SelfEvaluation
    from jixiao.scoring.ruleset import LoadedRuleSet

SUFFIXES = (".xlsx", ".docx")
DEFAULT_TASKS = 3
MOST_TASKS = 20
SHOWN_HASH = 12
"""Digits of the content hash that are printed on a form."""


_STRAIGHT = ((Fraction(0), Fraction(0)), (Fraction(1), Fraction(1)))


class NewFormError(Exception):
    """A form that cannot be made as asked; the message is ready to print."""


def write_form(
    name: str,
    path: str | Path,
    *,
    source: str | None = None,
    project: str | None = None,
    rules: str | None = None,
    year: int | None = None,
    tasks: int = DEFAULT_TASKS,
    parts: int = 1,
) -> FrameworkForm:
    """Write the form of a framework (id or file) into ``path``, xlsx or docx by its suffix.

    ``source`` is a filled self-evaluation, ``project`` which of its tables; ``tasks`` and ``parts`` (a way of
    dividing the budget, from 1) are of a department's form.  Raises :class:`NewFormError`,
    :class:`~jixiao.scoring.frameworks.FrameworkError`, :class:`~jixiao.scoring.ruleset.RuleSetError`,
    ``OSError``.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise NewFormError(say("template.suffix", path=str(path)))
    framework = load_framework(name)
    named = named_rules(rules)
    loaded = load_ruleset(named.name if named is not None else DEFAULT)
    table = None if source is None else find_table(source, project)
    made = new_form(framework, loaded, table=table, year=year, tasks=tasks, parts=parts)
    with replacing(target) as stream:
        if suffix == ".xlsx":
            from jixiao.documents.write import framework_xlsx  # noqa: PLC0415 - one writer's library at a time

            framework_xlsx.write(made, stream)
        else:
            from jixiao.documents.write.docx_form import write_sheets  # noqa: PLC0415 - one library at a time

            write_sheets([page(made)], stream, identifier=made.identifier, title=made.title)
    return made


def find_table(path: str, project: str | None) -> SelfEvaluation:
    """The one table of a file that is meant, by its name where there are several; raises ``NewFormError``."""
    read = read_path(path)
    tables = [form.evaluation for form in read.forms]
    if not tables:
        why = next((problem.sentence("message") for problem in read.problems), None)
        raise NewFormError(say("framework.source.none", path=path, why=why or ""))
    if project is not None:
        same = [one for one in tables if one.project.strip() == project.strip()]
        tables = same or [one for one in tables if project.strip() in one.project]
    if len(tables) != 1:
        names = "、".join(form.evaluation.project for form in read.forms[:20])
        raise NewFormError(say("framework.source.several", path=path, names=names))
    return tables[0]


def new_form(
    framework: LoadedFramework,
    rules: LoadedRuleSet,
    *,
    table: SelfEvaluation | None = None,
    year: int | None = None,
    tasks: int = DEFAULT_TASKS,
    parts: int = 1,
) -> FrameworkForm:
    """The form as plain data; see :func:`write_form`."""
    spec = framework.spec
    head = FilledFramework(
        framework=spec.id,
        hash=framework.hash[:SHOWN_HASH],
        rules=rules.rules.id,
        project="" if table is None else table.project,
        department=None if table is None else table.department,
        unit=None if table is None else table.unit,
        year=year if year is not None or table is None else table.year,
    )
    if spec.subject == "department":
        if not 1 <= parts <= len(spec.parts):
            raise NewFormError(say("framework.parts.bad", count=str(len(spec.parts)), number=str(parts)))
        if not 0 <= tasks <= MOST_TASKS:
            raise NewFormError(say("framework.tasks.bad", most=str(MOST_TASKS)))
        form = _department(framework, head, table, tasks, parts)
    else:
        form = head.model_copy(update={"rows": tuple(_rows(framework, table))})
    live = {at: text for at, row in enumerate(form.rows) if (text := _live(row, framework)) is not None}
    return FrameworkForm(
        form=form,
        subject=spec.subject,
        title=say(f"framework.form.title.{spec.subject}"),
        methods=tuple(method_of(row, framework) for row in form.rows),
        marks=tuple(
            (mark.word, None if mark.share is None else exact_string(mark.share)) for mark in spec.mark
        ),
        told=tuple(_told(framework, rules)),
        full=_decimal(spec.full),
        tiers=tuple(rules.rules.tiers),
        live=live,
    )


def method_of(row: FrameworkRow, framework: LoadedFramework) -> Method:
    """How a row is decided."""
    if ratio_rule(row, framework) is not None:
        return "ratio"
    return "points" if measured_rule(row, framework) is None else "measured"


def _decimal(value: Fraction | None) -> Decimal | None:
    """The number as a decimal; ``None`` where it is none."""
    text = "/" if value is None else exact_string(value)
    return None if "/" in text else Decimal(text)


# a project's form


def _rows(framework: LoadedFramework, table: SelfEvaluation | None) -> Iterator[FrameworkRow]:
    """The lines of the framework, those that a table's indicators stand for replaced by these."""
    lines = framework.spec.line
    taken = _taken(framework, table)
    for at, line in enumerate(lines):
        own = taken.get(at, [])
        yield from (
            (_measured(line, indicator) for indicator in own) if own else (_blank(framework, line, table),)
        )
    yield from (_unplaced(indicator, lines) for indicator in taken.get(-1, []))


def _taken(framework: LoadedFramework, table: SelfEvaluation | None) -> dict[int, list[Indicator]]:
    """The indicators of a table by the line they stand for; under -1 those that fit none."""
    taken: dict[int, list[Indicator]] = {}
    for indicator in () if table is None else table.indicators:
        kind = level2(indicator.level2)
        said = any((indicator.name, indicator.target, indicator.actual))
        if not said or is_execution_indicator(indicator.name or indicator.level2):
            continue
        fits = [at for at, line in enumerate(framework.spec.line) if kind is not None and kind in line.takes]
        taken.setdefault(fits[0] if fits else -1, []).append(indicator)
    return taken


def _measured(line: FrameworkLine, indicator: Indicator) -> FrameworkRow:
    """An indicator of a self-evaluation in a line's place; what the line means is not said of it."""
    return FrameworkRow(
        level1=line.level1, level2=line.level2, name=indicator.name,
        items=_items(indicator),
    )  # fmt: skip


def _items(indicator: Indicator) -> tuple[FrameworkItem, ...]:
    """Target and actual, in columns of their own joined as they would be read."""
    target = indicator.adjusted_target or indicator.target
    if indicator.operator and target:
        target = f"{indicator.operator}{target}"
    if indicator.unit and target and target[-1:].isdigit():
        target += indicator.unit
    actual = indicator.actual
    if indicator.unit and actual and actual[-1:].isdigit():
        actual += indicator.unit
    return (
        FrameworkItem(label=say("framework.task.column.target"), entry=target),
        FrameworkItem(label=say("framework.task.column.actual"), entry=actual),
    )


def _unplaced(indicator: Indicator, lines: Sequence[FrameworkLine]) -> FrameworkRow:
    """An indicator whose 二级指标 no line takes, under its own headings."""
    above = level1(indicator.level1) or ""
    near = next((line.level1 for line in lines if level1(line.level1) == above), indicator.level1)
    return FrameworkRow(level1=near, level2=indicator.level2, name=indicator.name, items=_items(indicator))


def _blank(framework: LoadedFramework, line: FrameworkLine, table: SelfEvaluation | None) -> FrameworkRow:
    return FrameworkRow(
        level1=line.level1, level2=line.level2, name=line.name or None, meaning=line.meaning,
        weight=_decimal(line.weight), items=tuple(_asked(framework, line, table)),
    )  # fmt: skip


def _asked(
    framework: LoadedFramework, line: FrameworkLine, table: SelfEvaluation | None
) -> Iterator[FrameworkItem]:
    """What a line asks for, with the amounts a table knows."""
    if line.measured is not None:
        yield FrameworkItem(label=line.measured.target)
        yield FrameworkItem(label=line.measured.actual)
    elif line.ratio is not None:
        for fact in framework.facts_of(line.ratio):
            label = (
                fact.label if fact.unit is None else say("framework.fact", label=fact.label, unit=fact.unit)
            )
            yield FrameworkItem(label=label, entry=_known(fact.source, table))
    else:
        yield from (FrameworkItem(label=point) for point in line.points)


def _known(source: str | None, table: SelfEvaluation | None) -> str | None:
    """An amount of the table's total line in 万元."""
    funds = None if table is None else total_line(table)
    plain = table is not None and (table.amount_unit or say("form.amount-unit")) == say("form.amount-unit")
    if source is None or funds is None or not plain:
        return None
    value: Decimal | None = getattr(funds.line, source)
    return None if value is None else amount(value)


def _live(row: FrameworkRow, framework: LoadedFramework) -> str | None:
    """A sheet's formula for the score of a ratio whose curve is a straight line; else ``None``."""
    rule = ratio_rule(row, framework)
    if rule is None:
        return None
    facts = framework.facts_of(rule)
    cells = {fact.id: f"{{item{at}}}" for at, fact in enumerate(facts)}
    above, below = _side(rule.numerator, cells), _side(rule.denominator, cells)
    ratio = f"({above})/({below})"
    spec = framework.spec.curves.get(rule.curve)
    straight = spec is not None and spec.points == _STRAIGHT
    short = f"ROUND({{weight}}*{ratio},2)" if straight else '""'
    target, met = exact_string(rule.target), "{weight}"
    inner = f"IF({ratio}>={target},{met},{short})"
    if rule.most is not None:
        inner = f'IF({ratio}>{exact_string(rule.most)},"",{inner})'
    numbers = ",".join(dict.fromkeys(cells.values()))
    return f'=IF(COUNT({{weight}},{numbers})<{len(cells) + 1},"",IF(({below})<=0,"",{inner}))'


def _side(names: Sequence[str], cells: dict[str, str]) -> str:
    text = "".join(f"-{cells[name[1:]]}" if name.startswith("-") else f"+{cells[name]}" for name in names)
    return text.removeprefix("+")


# a department's form


def _department(
    framework: LoadedFramework,
    head: FilledFramework,
    table: SelfEvaluation | None,
    tasks: int,
    parts: int,
) -> FilledFramework:
    spec = framework.spec
    execution = None if spec.execution is None else _decimal(spec.execution)
    names = spec.parts[parts - 1].lines
    funds = (
        FundLine(name=say("framework.form.funds.total"), weight=execution),
        *(FundLine(name=name) for name in names),
    )
    goals = tuple(TaskGoal() for _ in range(tasks))
    rows = [_task_row(line, task) for task in range(tasks) for line in spec.line if line.each]
    rows += [_task_row(line, None) for line in spec.line if not (line.each and tasks)]
    if table is not None:
        name = table.department or table.unit or table.project
        head = head.model_copy(update={"project": name, "department": None, "unit": None})
        funds = tuple(_fund(line) for line in table.funds) or funds
        goals = (TaskGoal(expected=table.goal.expected, achieved=table.goal.achieved), *goals[1:])
        own = [_own_row(indicator) for indicator in table.indicators if indicator.name or indicator.target]
        rows = own or rows
        goals = goals[:1] if own else goals
    return head.model_copy(update={"funds": funds, "goals": goals, "rows": tuple(rows)})


def _fund(line: FundLine) -> FundLine:
    """A line of a table's funds without what it claims."""
    weight = line.weight if fund_line(line.name or "") == "total" else None
    return line.model_copy(update={"claimed_rate": None, "claimed_score": None, "weight": weight})


def _task_row(line: FrameworkLine, task: int | None) -> FrameworkRow:
    return FrameworkRow(
        level1=line.level1, level2=line.level2, name=line.name or None, goal=task,
        items=tuple(FrameworkItem(label=say(f"framework.task.column.{key}")) for key in ("target", "actual")),
    )  # fmt: skip


def _own_row(indicator: Indicator) -> FrameworkRow:
    return FrameworkRow(
        level1=indicator.level1, level2=indicator.level2, name=indicator.name, weight=indicator.weight,
        items=_items(indicator), claimed_score=indicator.claimed_score, note=indicator.deviation_note,
    )  # fmt: skip


# what is printed below


def _told(framework: LoadedFramework, rules: LoadedRuleSet) -> Iterator[str]:
    spec = framework.spec
    lines = []
    if spec.mark:
        lines.append(say("framework.note.marks", marks="、".join(mark.word for mark in spec.mark)))
    formulas = [formula_told(line.ratio, framework) for line in spec.line if line.ratio is not None]
    if formulas:
        lines.append(say("framework.note.facts", formulas="；".join(formulas)))
    lines += [say("framework.note.measured"), *spec.notes]
    if spec.authority:
        lines.append(say("framework.note.authority", authority=spec.authority))
    lines.append(say("framework.note.rows"))
    lines.append(
        say("framework.form.origin", id=spec.id, hash=framework.hash[:SHOWN_HASH], rules=rules.rules.id)
    )
    yield from (f"{number}. {line}" for number, line in enumerate(lines, 1))


def formula_told(rule: RatioRule, framework: LoadedFramework) -> str:
    """A formula in words: ``成本节约率＝（计划成本－实际成本）÷计划成本×100%``."""

    def side(names: Sequence[str]) -> str:
        parts = []
        for number, name in enumerate(names):
            sign = "－" if name.startswith("-") else "＋" if number else ""
            parts.append(sign + framework.facts[name.removeprefix("-")].label)
        text = "".join(parts)
        return say("framework.brackets", text=text) if len(parts) > 1 else text

    formula = say("framework.over", above=side(rule.numerator), below=side(rule.denominator))
    return say("framework.formula", name=rule.name, formula=formula)
