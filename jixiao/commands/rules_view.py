"""Rule sets and their examinations as lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.console import width
from jixiao.schemas.finding import Severity
from jixiao.services.rules_describe import head, sections, standing_text
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.services.rules_files import Examination

_STOPS = ("。", "？", "！")
_COLUMNS = (
    ("id", "id"),
    ("region", "region"),
    ("years", "period"),
    ("standing_text", "standing"),
    ("title", "title"),
)


def line(finding: Finding) -> str:
    """One finding on one line: severity, code, file and key, what, how to mend it."""
    place = "，".join(part for part in (finding.place.file, finding.place.cell) if part)
    message, remedy = finding.sentence("message") or finding.code, finding.sentence("remedy")
    stop = "" if message.endswith(_STOPS) else say("rules.stop")
    severity = say(f"rules.severity.{finding.severity.value}")
    text = say(
        "rules.line", severity=severity, code=finding.code, place=place, message=message,
        remedy=say("rules.remedy", stop=stop, remedy=remedy) if remedy else "",
    )  # fmt: skip
    return " ".join(text.split("\n"))


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def listing(found: list[dict[str, Any]]) -> str:
    """The shipped rule sets as a table, the summary under each."""
    rows = [[say(f"rules.column.{column}") for _, column in _COLUMNS]]
    for one in found:
        values = {**one, "region": one["region"] or say("rules.nowhere")}
        rows.append([str(values[key]) for key, _ in _COLUMNS])
    widths = [max(width(row[index]) for row in rows) for index in range(len(_COLUMNS))]
    lines = []
    for index, row in enumerate(rows):
        cells = [_padded(text, columns) for text, columns in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
        if index and found[index - 1]["summary"]:
            lines.append(" " * (widths[0] + 2) + found[index - 1]["summary"])
    return "\n".join(lines)


def description(loaded: LoadedRuleSet) -> str:
    """A rule set, whole."""
    lines = [f"{loaded.rules.id}　{loaded.rules.title}", *(f"  {text}" for text in head(loaded))]
    lines.append(f"  {say('rules.column.standing')}：{standing_text(loaded)}")
    lines.append(f"  {say('rules.show.hash', hash=loaded.hash[:16])}")
    for section in sections(loaded):
        lines += ["", section.heading]
        for item in section.items:
            lines.append(f"  {item.text}")
            lines += [f"      {detail}" for detail in item.details]
    return "\n".join(lines)


def report(one: Examination) -> str:
    """One examination: passed or not, each case that differs, each property that does not hold."""
    if one.rules is None and not one.findings:
        return ""
    name = one.rules.rules.id if one.rules is not None else one.name
    if one.exit_code == 0:
        key = "rules.test.passed" if one.outcomes else "rules.test.no-cases"
        lines = [say(key, id=name, cases=len(one.outcomes))]
    else:
        lines = [
            say(
                "rules.test.failed",
                id=name,
                cases=len(one.outcomes),
                failed=len(one.failed),
                faults=len(one.errors),
            )
        ]
    for outcome in one.failed:
        lines.append(
            "  "
            + say(
                "rules.test.case", name=outcome.case.name, file=outcome.file.name, source=outcome.case.source
            )
        )
        lines.append("    " + say("rules.test.input", input=outcome.case.input_text()))
        lines += [
            "    " + say("rules.test.difference", key=d.key, expected=d.expected, found=d.found)
            for d in outcome.differences
        ]
    shown = [finding for finding in one.findings if finding.severity is not Severity.NOTICE or one.exit_code]
    lines += ["  " + line(finding) for finding in shown]
    return "\n".join(lines)
