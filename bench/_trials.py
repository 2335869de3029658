"""Documents made, changed in one place, read and checked; what was found each time."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from bench import _changes
from bench._equations import Heard, listening
from jixiao.documents.disclosure.whole import bytes_whole
from jixiao.services.check_paths import check_read
from jixiao.services.choose_rules import named_rules
from tests.documents.office_layouts import fitting, sheet, word, xlsx
from tests.documents.rendering import Layout, render
from tests.strategies import clean_disclosures, clean_forms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.services.check_paths import CheckedFile

EACH = 20
LAYOUTS = ("json", "tabs", "pipes", "xlsx", "docx")
Short = tuple[str, str, str | None, str | None, str | None, str | None, str | None]


class Trial(NamedTuple):
    """One change: of what kind of figure, how, where and from what to what; what came of it.

    ``moved``: some equation moved; ``beyond``: by more than its slack; ``error``, ``warning`` and ``notice``:
    something new was found, at least as bad.
    """

    kind: str
    way: str
    name: str
    old: str
    new: str
    moved: bool
    beyond: bool
    error: bool
    warning: bool
    notice: bool
    source: str


def checked(data: bytes, name: str, rules: str | None = None) -> CheckedFile:
    """One document as a user would have it checked."""
    read, whole = bytes_whole(data, name)
    return check_read(name, read, whole, named_rules(rules))


# Self-evaluation tables


def written(form: SelfEvaluation, layout: str) -> tuple[bytes, str]:
    """A table as a file of some layout."""
    if layout == "json":
        return form.model_dump_json(exclude_none=True).encode(), "t.json"
    if layout in {"xlsx", "docx"}:
        made = sheet(form, fitting(form))
        return (xlsx if layout == "xlsx" else word)(made), f"t.{layout}"
    separator = "\t" if layout == "tabs" else "|"
    label = f"项目资金（{form.amount_unit}）"
    text = Layout(separator=separator, fields=fitting(form).fields, unit_label=label, prose=False)
    return render(form, text).encode(), "t.txt"


def clean_table(seed: int) -> list[tuple[str, str, str]]:
    """Everything that is found in a clean table: severity, code, message."""
    one = clean_forms.build(seed)
    layout = LAYOUTS[seed % len(LAYOUTS)]
    return _told(checked(*written(one.form, layout), one.rules.rules.id), f"{seed} {layout}")


def changed_tables(seed: int) -> list[Trial]:
    """Changes of one clean table."""
    one, random = clean_forms.build(seed), Random(seed)
    layout, rules = LAYOUTS[seed % len(LAYOUTS)], one.rules.rules.id
    with listening() as before:
        base = checked(*written(one.form, layout), rules)
    trials = []
    groups = _grouped({name: kind for name, kind in one.figures.items() if kind != "text"})
    for _ in range(EACH):
        kind = random.choice(sorted(groups))
        name = random.choice(groups[kind])
        kind = one.figures[name]
        value = one.value(name)
        change = _changes.changed(f"{value:f}" if isinstance(value, Decimal) else str(value), kind, random)
        if change is None:
            continue
        way, new = change
        given = Decimal(new) if isinstance(value, Decimal) else int(new) if isinstance(value, int) else new
        with listening() as after:
            now = checked(*written(one.changed({name: given}), layout), rules)
        if [form.form for form in now.forms] == [form.form for form in base.forms]:
            continue  # not printed in this layout
        trials.append(
            _trial(kind, way, (name, str(value), new), (base, now), (before, after), f"{seed} {layout}")
        )
    return trials


# Disclosures


def clean_disclosure(seed: int) -> list[tuple[str, str, str]]:
    """Everything that is found in a clean disclosure."""
    return _told(checked(clean_disclosures.build(seed).text().encode(), "d.txt"), str(seed))


def changed_disclosures(seed: int) -> list[Trial]:
    """Changes of one clean disclosure."""
    one, random = clean_disclosures.build(seed), Random(seed)
    with listening() as before:
        base = checked(one.text().encode(), "d.txt")
    trials = []
    groups = _grouped({name: f"{figure.kind} {figure.family}" for name, figure in one.figures.items()})
    for _ in range(EACH):
        name = random.choice(groups[random.choice(sorted(groups))])
        figure = one.figures[name]
        change = _changes.changed(figure.text, figure.kind, random)
        if change is None:
            continue
        way, new = change
        with listening() as after:
            now = checked(one.text({name: new}).encode(), "d.txt")
        part = "tables" if figure.family[:1].isdigit() else "text"
        kind = f"{figure.kind} in {part}" if figure.kind in {"money", "count", "year"} else figure.kind
        trials.append(_trial(kind, way, (name, figure.text, new), (base, now), (before, after), str(seed)))
    return trials


# Published disclosures

_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d.,])")
_BASES: dict[str, tuple[str, CheckedFile, Heard]] = {}


def changed_published(job: tuple[str, int]) -> list[Trial]:
    """Changes of printed figures of a published text."""
    path, seed = job
    random = Random(seed)
    if path not in _BASES:
        text = Path(path).read_text(encoding="utf-8")
        with listening() as before:
            _BASES[path] = text, checked(text.encode(), "d.txt"), before
    text, base, before = _BASES[path]
    groups = _printed(text)
    trials = []
    for _ in range(EACH):
        kind = random.choice(sorted(groups))
        start, end = random.choice(groups[kind])
        change = _changes.number(text[start:end], random, points=kind != "points in text")
        if change is None:
            continue
        way, new = change
        with listening() as after:
            now = checked(f"{text[:start]}{new}{text[end:]}".encode(), "d.txt")
        around = text[max(0, start - 24) : end + 6].replace("\n", "⏎").replace("\t", "→")
        trials.append(
            _trial(kind, way, (around, text[start:end], new), (base, now), (before, after), str(start))
        )
    return trials


def _printed(text: str) -> dict[str, list[tuple[int, int]]]:
    """The printed figures of a text by kind: amounts with their unit, percentages, points, table cells."""
    groups: dict[str, list[tuple[int, int]]] = {}
    tables = text.rfind("单位：台")
    for found in _NUMBER.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : text.find("\n", found.end())]
        behind = text[found.end() : found.end() + 4].lstrip()
        in_table = "\t" in line or line.lstrip().startswith("|")
        decimals = "." in found.group()
        if in_table and found.start() < tables:
            kind = "money in public tables" if decimals else ""
        elif in_table:
            kind = "number in self-evaluation tables" if not behind.startswith(("年", "月")) else ""
        elif behind.startswith(("万元", "元", "亿元")):
            kind = "money in text"
        elif behind.startswith(("%", "％")):
            kind = "percent in text"
        elif behind.startswith("分"):
            kind = "points in text"
        else:
            kind = ""
        if kind:
            groups.setdefault(kind, []).append(found.span())
    return groups


# What came of it


def slacks(seeds: Iterable[int]) -> list[tuple[str, list[Fraction]]]:
    """The slack of every equation of some clean documents."""
    heard: dict[str, list[Fraction]] = {"tables": [], "disclosures": []}
    for seed in seeds:
        form = clean_forms.build(seed)
        with listening() as one:
            checked(*written(form.form, "json"), form.rules.rules.id)
        heard["tables"] += one.slacks
        with listening() as other:
            checked(clean_disclosures.build(seed).text().encode(), "d.txt")
        heard["disclosures"] += other.slacks
    return list(heard.items())


def _grouped(kinds: dict[str, str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        groups.setdefault(kind, []).append(name)
    return groups


def _told(file: CheckedFile, source: str) -> list[tuple[str, str, str]]:
    found = [*file.findings, *file.problems]
    return [(one.severity.value, one.code, f"[{source}] {one.sentence('message')}") for one in found]


def _short(file: CheckedFile) -> set[Short]:
    found = (*file.findings, *file.problems)
    return {
        (
            one.severity.value,
            one.code,
            one.place.table,
            one.place.row,
            one.place.cell,
            one.found,
            one.expected,
        )
        for one in found
    }


def _trial(
    kind: str,
    way: str,
    what: tuple[str, str, str],
    files: tuple[CheckedFile, CheckedFile],
    heard: tuple[Heard, Heard],
    source: str,
) -> Trial:
    base, now = map(_short, files)
    new = {severity for severity, *_ in now - base}
    moved, beyond = heard[0].moved(heard[1])
    worse = bool(new & {"error", "warning"})
    return Trial(kind, way, *what, moved, beyond, "error" in new, worse, bool(new), source)
