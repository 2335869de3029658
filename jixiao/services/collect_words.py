"""What became of collected files, in words: one line for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.services.check_words import problem_line
from jixiao.texts import say, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.store import Difference, RecordedTable
    from jixiao.services.collect import Collected

_SHOWN = 3
"""So many differences, projects or reasons stand in a line; the others are counted."""
_LONGEST, _LONGEST_NAME = 40, 60
"""Characters of a value, and of a name, that a line shows."""
_MOST_LINES = 5
"""So many problems of one input are told one by one."""
_FOLLOWS = ("scored.", "findings.", "claimed_graded")
"""What follows from the table: told after what the unit wrote."""
_NUMBERED = re.compile(r"(?P<scored>scored\.)?(?P<what>indicators|funds)\.(?P<at>\d+)(?:\.(?P<field>\w+))?")
_EXECUTION = re.compile(r"scored\.execution\.(?P<field>\w+)")


def line(one: Collected) -> str:
    """What became of one input, on one line: 新收, 未变, 新版本 with what differs, 拒收 and why."""
    told = say(f"collect.outcome.{one.outcome}", path=one.path)
    parts = [part for part in (_held(one), _changed(one), _moved(one), _refused(one)) if part]
    return told + "；".join(parts) if parts else told.removesuffix("：")


def _held(one: Collected) -> str:
    """How much there is in it."""
    if one.recorded is None or one.outcome == "unchanged":
        return ""
    tables = [kept for kept in one.recorded.tables if kept.origin == "table"]
    listed = [kept for kept in one.recorded.tables if kept.origin == "listed" and not kept.joined]
    parts = [say("collect.tables", count=str(len(tables)))] if tables or not one.disclosure else []
    if one.disclosure:
        parts.append(say("collect.disclosure"))
    if listed:
        parts.append(say("collect.listed", count=str(len(listed))))
    return "，".join([*parts, str(one.counts)])


def _changed(one: Collected) -> str:
    """Which projects have a new version, and what differs."""
    if one.recorded is None:
        return ""
    changed = [kept for kept in one.recorded.tables if kept.outcome == "version"]
    if not changed:
        return ""
    told = "；".join(map(version_words, changed[:_SHOWN]))
    more = len(changed) - _SHOWN
    return told if more <= 0 else told + say("collect.more-projects", count=str(more))


def _moved(one: Collected) -> str:
    """How many projects the same file had been collected for elsewhere before."""
    moved = () if one.recorded is None else [kept for kept in one.recorded.tables if kept.moved]
    return say("collect.moved", count=str(len(moved))) if moved else ""


def version_words(kept: RecordedTable) -> str:
    """A new version of one project: its number, and the first differences."""
    told = differences_words(kept.differences)
    return say(
        "collect.version", name=_cut(kept.project, _LONGEST_NAME), number=str(kept.number), differences=told
    )


def differences_words(differences: Sequence[Difference]) -> str:
    """The first differences, what the unit wrote before what follows from it."""
    if not differences:
        return say("collect.same-figures")
    ordered = sorted(differences, key=lambda one: one.path.startswith(_FOLLOWS))
    told = "，".join(difference_words(one) for one in ordered[:_SHOWN])
    more = len(ordered) - _SHOWN
    return told if more <= 0 else told + say("collect.more-differences", count=str(len(ordered)))


def difference_words(one: Difference) -> str:
    """One difference: which value, before and after."""
    return say(
        "collect.difference",
        what=place_words(one),
        before=_short(one.before),
        after=_short(one.after),
    )


def place_words(one: Difference) -> str:
    """Which value of a table a difference is of."""
    numbered = _NUMBERED.fullmatch(one.path)
    if numbered is not None:
        which = _cut(one.label or "", _LONGEST) or say(
            f"collect.{numbered['what']}", number=str(int(numbered["at"]) + 1)
        )
        field = numbered["field"] or ""
        kind = "scored" if numbered["scored"] else "fund" if numbered["what"] == "funds" else "column"
        return say("collect.of", which=which, what=_field(kind, field)) if field else which
    execution = _EXECUTION.fullmatch(one.path)
    if execution is not None:
        return say("collect.of", which=say("collect.execution"), what=_field("scored", execution["field"]))
    if one.path.startswith("findings."):
        return say("collect.findings", code=one.path.removeprefix("findings."))
    return _field("path", one.path)


def _field(kind: str, name: str) -> str:
    """The name of a field; its key where it has none."""
    found = table()
    for key in (f"collect.{kind}.{name}", f"form.{kind}.{name}"):
        if key in found:
            return found[key].replace("\n", "")
    return name


def _short(text: str | None) -> str:
    if text is None:
        return say("collect.nothing")
    return _cut(" ".join(text.split()), _LONGEST)


def _cut(text: str, longest: int) -> str:
    """A text as a line shows it: JSON has the whole."""
    return text if len(text) <= longest else text[:longest] + "…"


def _refused(one: Collected) -> str:
    """Why an input was refused, or which part of it is not kept."""
    if not one.problems:
        return ""
    told = reasons(one.problems)
    return told if one.recorded is None else say("collect.partly", why=told)


def reasons(problems: Sequence[Finding]) -> str:
    """The first problems in a few words, and how many there are."""
    texts = list(dict.fromkeys(problem.sentence("message") or problem.code for problem in problems))
    told = "；".join(texts[:_SHOWN])
    return told if len(texts) <= _SHOWN else told + say("collect.more-reasons", count=str(len(texts)))


def remark_lines(one: Collected) -> tuple[str, ...]:
    """What is to be told apart: why it was refused with the remedy, and what collecting noticed."""
    lines = list(dict.fromkeys(map(problem_line, one.problems)))
    if len(lines) > _MOST_LINES:
        more = say("check.not-read-more", count=str(len(lines) - _MOST_LINES))
        lines[_MOST_LINES:] = [f"{one.path}：{more}"]
    for remark in one.remarks:
        mark = say(f"severity.{remark.severity.value}")
        lines.append(say("collect.remark", severity=mark, code=remark.code, line=problem_line(remark)))
    return tuple(dict.fromkeys(lines))


def tally(everything: Iterable[Collected], *, dry_run: bool) -> str:
    """How many inputs there were, by what became of them."""
    counts = {"new": 0, "version": 0, "unchanged": 0, "refused": 0}
    kept = tuple(everything)
    for one in kept:
        counts[one.outcome] += 1
    told = {name: str(count) for name, count in counts.items()}
    unplaced = sum(one.unplaced for one in kept)
    asked = any(one.placed or (one.disclosure and one.unplaced) for one in kept)  # else nobody cares where
    rest = say("collect.unplaced", count=str(unplaced)) if unplaced and asked else ""
    code = "collect.tally.dry" if dry_run else "collect.tally"
    return say(code, files=str(sum(counts.values())), **told) + rest
