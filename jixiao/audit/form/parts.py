"""The parts of a table: what is missing, unused or malformed, and what stands under the wrong head.

Source: the standard 项目支出绩效自评表 (财预〔2020〕10号 附件; ``rules.md`` §1a) and its closed
vocabulary of levels, and review practice (§5a items 9 and 10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.form.sayings import blank, names, raised, rows_found, used
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.taxonomy import level1, level2
from jixiao.indicators.wording import EXPECTED_LEVELS, at_home, belongs_elsewhere, leftover
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jixiao.audit.subjects import FormSubject, Row

_HEAD = ("unit", "department", "year")


def _said(text: str | None) -> bool:
    return text is not None and bool(text.strip())


def head(subject: FormSubject) -> Iterator[Finding]:
    """TAB001: unit, department or year is not said.  Source: the head of the standard table."""
    form = subject.form
    missing = [key for key in _HEAD if not str(getattr(form, key) or "").strip()]
    if "year" in missing and raised(subject, "FRM033"):
        missing.remove("year")
    if missing:
        parts = say("audit.and").join(say(f"audit.field-{key}") for key in missing)
        yield Finding(
            code="TAB001", severity=Severity.NOTICE, place=subject.place("project"), params={"parts": parts}
        )


def blocks(subject: FormSubject) -> Iterator[Finding]:
    """TAB002: no funds, or no indicators, where reading has not said so.  Source: the standard table."""
    form = subject.form
    if not form.funds and not raised(subject, "FRM016"):
        yield _block(subject, "funds")
    if not form.indicators and not raised(subject, "FRM015"):
        yield _block(subject, "indicators")


def _block(subject: FormSubject, part: str) -> Finding:
    params = {"part": say(f"audit.block-{part}")}
    return Finding(code="TAB002", severity=Severity.WARNING, place=subject.place("project"), params=params)


def filled(subject: FormSubject) -> Iterator[Finding]:
    """TAB003: a template nobody filled in: no actual and no score anywhere."""
    if blank(subject):
        yield Finding(code="TAB003", severity=Severity.WARNING, place=subject.place("indicators"))


def kinds(subject: FormSubject) -> Iterator[Finding]:
    """TAB004: an indispensable 一级指标 has no row.

    What is indispensable: the levels common to all weight profiles of the rule set, else 产出 and 效益.
    """
    found = {level1(row.indicator.level1) for row in subject.rows if used(row)}
    if not subject.read.complete or not found or None in found or not found & set(EXPECTED_LEVELS):
        return
    profiles = [
        {level1(name) or name for name in profile.level1}
        for profile in subject.rules.rules.weights
        if profile.level1
    ]
    wanted = set.intersection(*profiles) if profiles else set(EXPECTED_LEVELS)
    missing = sorted(wanted - found)
    if missing:
        yield Finding(
            code="TAB004",
            severity=Severity.NOTICE,
            place=subject.place("indicators"),
            params={"levels": say("audit.and").join(missing)},
        )


def unused(subject: FormSubject) -> Iterator[Finding]:
    """TAB005: lines of the template left without an indicator; one finding for all of them."""
    rows = [row for row in subject.rows if not used(row)]
    if rows and len(rows) < len(subject.rows):
        yield from rows_found(subject, "TAB005", Severity.NOTICE, rows, "level2", together=True)


def malformed(subject: FormSubject) -> Iterator[Finding]:
    """TAB006: a row with a target, an actual or a weight but no name.

    TAB007: a row that has a score but no weight, in a table whose rows have weights.
    """
    nameless = [row for row in subject.rows if used(row) and not _said(row.indicator.name)]
    if len(nameless) < len(subject.rows):
        yield from rows_found(subject, "TAB006", Severity.WARNING, nameless, "target")
    if any(row.indicator.weight is not None for row in subject.rows):
        weightless = [
            row
            for row in subject.rows
            if row.indicator.weight is None and row.indicator.claimed_score is not None
        ]
        yield from rows_found(subject, "TAB007", Severity.WARNING, weightless, "claimed_score")


def _groups(rows: list[Row], key: Callable[[Row], str]) -> Iterator[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    yield from found.values()


def unknown_levels(subject: FormSubject) -> Iterator[Finding]:
    """TAB008: a level name outside the vocabulary; each name once.  Source: ``indicators.taxonomy``."""
    rows = [row for row in subject.rows if used(row)]
    above = [row for row in rows if _said(row.indicator.level1) and level1(row.indicator.level1) is None]
    for group in _groups(above, lambda row: squeeze(row.indicator.level1 or "")):
        yield from rows_found(subject, "TAB008", Severity.NOTICE, group, "level1", together=True)
    below = [
        row
        for row in rows
        if _said(row.indicator.level2)
        and level2(row.indicator.level2) is None
        and level1(row.indicator.level2) is None
        and row not in above
    ]
    for group in _groups(below, lambda row: squeeze(row.indicator.level2 or "")):
        yield from rows_found(subject, "TAB008", Severity.NOTICE, group, "level2", together=True)


def strange_levels(subject: FormSubject) -> Iterator[Finding]:
    """TAB009: a 二级指标 under a 一级指标 it does not belong to; each pair once."""
    rows = [
        row for row in subject.rows if used(row) and not at_home(row.indicator.level1, row.indicator.level2)
    ]
    for group in _groups(rows, lambda row: f"{row.indicator.level1}|{row.indicator.level2}"):
        yield from rows_found(subject, "TAB009", Severity.NOTICE, group, "level2", together=True)


def strangers(subject: FormSubject) -> Iterator[Finding]:
    """TAB010: an indicator under the wrong 二级指标 (资金支付率 under 数量).  Review practice, 10."""
    for row in subject.rows:
        home = belongs_elsewhere(row.indicator.name, row.indicator.level2)
        if home is not None:
            for finding in rows_found(subject, "TAB010", Severity.NOTICE, [row], "name"):
                yield finding.model_copy(update={"expected": home})


def repeated(subject: FormSubject) -> Iterator[Finding]:
    """TAB011: the same indicator twice, under one head or two.  Source: review practice, item 9."""
    rows = [row for row in subject.rows if len(squeeze(row.indicator.name or "")) > 1]
    for group in _groups(rows, lambda row: squeeze(row.indicator.name or "")):
        if len(group) > 1:
            heads = dict.fromkeys(row.indicator.level2 or row.indicator.level1 or "" for row in group)
            yield Finding(
                code="TAB011",
                severity=Severity.NOTICE,
                place=subject.place("indicators", group[1].index, "name"),
                params={
                    "name": names(group[:1]),
                    "count": str(len(group)),
                    "heads": say("audit.and").join(filter(None, heads)),
                },
                found=group[1].indicator.name,
            )


def prompts(subject: FormSubject) -> Iterator[Finding]:
    """TAB012: what the template printed was left in a cell (指标1, ……, 请填写, ≥**人)."""
    for column in ("name", "target", "actual"):
        rows = [row for row in subject.rows if leftover(getattr(row.indicator, column))]
        yield from rows_found(subject, "TAB012", Severity.WARNING, rows, column)


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(head, ("TAB001",)),
    Check(blocks, ("TAB002",)),
    Check(filled, ("TAB003",)),
    Check(kinds, ("TAB004",)),
    Check(unused, ("TAB005",)),
    Check(malformed, ("TAB006", "TAB007")),
    Check(unknown_levels, ("TAB008",)),
    Check(strange_levels, ("TAB009",)),
    Check(strangers, ("TAB010",)),
    Check(repeated, ("TAB011",)),
    Check(prompts, ("TAB012",)),
)
