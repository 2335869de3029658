"""What trials gave, as tables: by kind and by way of changing, what was missed, what stands nowhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bench import _changes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from bench._trials import Trial

_SHOWN = 12


def show_clean(what: str, count: int, found: Iterable[list[tuple[str, str, str]]]) -> int:
    """How many findings clean documents gave; returns the number of errors."""
    severities: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    codes: Counter[str] = Counter()
    for one in found:
        for severity, code, message in one:
            severities[severity] += 1
            if severity != "notice":
                codes[f"{severity} {code}"] += 1
                examples.setdefault(f"{severity} {code}", []).append(message)
    print(f"{count} clean {what}: {severities['error']} errors, {severities['warning']} warnings,"
          f" {severities['notice']} notices", flush=True)  # fmt: skip
    for code, times in codes.most_common():
        print(f"  {code} × {times}: " + "; ".join(examples[code][:3]))
    return severities["error"]


def show_slacks(heard: Iterable[tuple[str, list[Fraction]]]) -> None:
    """How much room the equations leave."""
    for what, slacks in heard:
        ordered = sorted(slacks)
        if ordered:
            middle, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
            print(f"slack of {len(ordered)} equations of 5 clean {what}: median {float(middle):.4g},"
                  f" 99 % below {float(most):.4g} (万元 or points of percent)")  # fmt: skip


def pattern(name: str) -> str:
    """A figure's name without its numbers: ``project.*.score``, ``03.*.project``."""
    first, point, rest = name.partition(".")
    return first + point + re.sub(r"(?<![a-z])\d+", "*", rest).replace("@*", "")


class Tally:
    """Trials counted."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        self.trials = list(trials)
        self.bound = {pattern(one.name) for one in self.trials if one.moved or one.beyond or one.warning}

    def must(self, one: Trial) -> bool:
        """Whether a number was changed by more than its equations leave room for."""
        kind = one.kind.split(" ", 1)[0]
        if kind in _changes.EXACT:
            return one.beyond or (not one.moved and pattern(one.name) in self.bound)
        return (kind in _changes.NUMBERS or kind == "unit") and one.beyond

    @property
    def share(self) -> float:
        """The share found of numbers changed by more than the slack."""
        must = [one for one in self.trials if self.must(one)]
        return sum(one.warning for one in must) / len(must) if must else 1.0

    def show(self, title: str) -> None:
        """The report."""
        print(f"\n{title} ({len(self.trials)} changes)")
        head = ("", "changes", "error", "or warning", "or notice", "beyond slack", "found")
        print(f"{head[0]:<34}" + "".join(f"{one:>13}" for one in head[1:]))
        for by in (lambda one: one.kind, lambda one: f"  {one.way}"):
            rows: dict[str, list[Trial]] = {}
            for one in self.trials:
                rows.setdefault(by(one), []).append(one)
            for name, some in sorted(rows.items()):
                self._row(name, some)
        self._row("all", self.trials)
        missed = [one for one in self.trials if self.must(one) and not one.warning]
        if missed:
            print(f"beyond the slack and not found: {len(missed)}")
        for one in missed[:_SHOWN]:
            print(f"    {one.name} {one.old} → {one.new} ({one.way}; {one.source})")
        self._nowhere()

    def _row(self, name: str, some: list[Trial]) -> None:
        must = [one for one in some if self.must(one)]
        share = f"{sum(one.warning for one in must) / len(must):.1%}" if must else "-"
        flags = zip(*((one.error, one.warning, one.notice) for one in some), strict=True)
        shares = "".join(f"{sum(flag) / len(some):>13.1%}" for flag in flags)
        print(f"{name:<34}{len(some):>13}{shares}{len(must):>13}{share:>13}")

    def _nowhere(self) -> None:
        """Figures of which no change was found nor moved an equation."""
        free: Counter[str] = Counter(
            pattern(one.name)
            for one in self.trials
            if not (one.moved or one.beyond or one.warning)
            and one.kind.split(" ", 1)[0] in _changes.NUMBERS
            and one.kind != "unit"
        )
        tried = Counter(pattern(one.name) for one in self.trials)
        if free:
            shown = [f"{name} {count}/{tried[name]}" for name, count in free.most_common(3 * _SHOWN)]
            print(f"in no equation (times unfound / tried): {', '.join(shown)}")
