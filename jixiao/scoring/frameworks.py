"""Evaluation frameworks: found, read, checked, named by their content."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from jixiao.indicators.cleaning import squeeze
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.framework import UNKNOWN, Framework
from jixiao.schemas.ruleset import Standing
from jixiao.scoring.curve import Curve
from jixiao.scoring.ruleset import SHIPPED, RuleSetError, read_toml
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jixiao.schemas.framework import Fact, FrameworkLine, MarkRule, RatioRule

FOLDER = SHIPPED / "frameworks"
_STRENGTH = list(Standing)
_LONGEST_NAME = 200
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]\s*$")


class FrameworkError(Exception):
    """A framework that cannot be used; ``findings`` say everything that is wrong with it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Carry every finding; the message joins their sentences."""
        self.findings = findings
        super().__init__("；".join(finding.sentence("message") or finding.code for finding in findings))


def label_key(label: str | None) -> str:
    """A label as it is compared: without white space, and without a unit in brackets at its end."""
    return squeeze(_IN_BRACKETS.sub("", label or "").strip())


@dataclass(frozen=True)
class LoadedFramework:
    """A framework ready to score with, named by its content hash (SHA-256)."""

    spec: Framework
    hash: str
    path: Path

    @cached_property
    def curves(self) -> Mapping[str, Curve]:
        """The compiled curves by name; none is called ``unknown``."""
        return {name: Curve.compile(name, spec) for name, spec in self.spec.curves.items()}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.spec.fact}

    @cached_property
    def marks(self) -> Mapping[str, MarkRule]:
        """The evaluator's words, as compared."""
        return {squeeze(mark.word): mark for mark in self.spec.mark}

    @cached_property
    def standing(self) -> Standing:
        """The weakest standing among the lines and the marks of their formulas."""
        return max((cite for line in self.spec.line for cite in _standings(line)), key=_STRENGTH.index)

    def curve(self, rule: RatioRule) -> Curve | None:
        """The curve of a formula; ``None`` where nobody has shown it."""
        return None if rule.curve == UNKNOWN else self.curves[rule.curve]

    def facts_of(self, rule: RatioRule) -> tuple[Fact, ...]:
        """The facts of a formula, each once, those below the line first."""
        names = (name.removeprefix("-") for name in (*rule.denominator, *rule.numerator))
        return tuple(self.facts[name] for name in dict.fromkeys(names))

    def line_named(self, level2: str | None, name: str | None) -> FrameworkLine | None:
        """The line of a printed 二级 and 三级指标: by both, else by the name alone where only one has it."""
        wanted = squeeze(name or "")
        same = [line for line in self.spec.line if line.name and squeeze(line.name) == wanted]
        near = [line for line in same if squeeze(line.level2) == squeeze(level2 or "")]
        if near:
            return near[0]
        return same[0] if len(same) == 1 else None


def _standings(line: FrameworkLine) -> Iterator[Standing]:
    yield line.cite.standing
    if line.ratio is not None:
        yield line.ratio.cite.standing


def available_frameworks() -> list[str]:
    """The ids of the shipped frameworks, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_framework(name: str | Path) -> LoadedFramework:
    """The framework of an id (``project-2020``) or a file.

    Raises :class:`FrameworkError` with one finding per thing that is wrong.
    """
    text = str(name)
    try:
        path = FOLDER / f"{text}.toml" if text in available_frameworks() else Path(text)
        stat = path.stat() if path.is_file() else None
    except (OSError, ValueError):  # no name a file could have
        path, stat = Path(), None
    if stat is None:
        known = available_frameworks()
        nearest = difflib.get_close_matches(text[:_LONGEST_NAME], known, n=1)
        near = say("rules.near", near=nearest[0]) if nearest else ""
        params = {"name": text[:_LONGEST_NAME], "known": "、".join(known), "near": near}
        raise FrameworkError((Finding(code="FWK001", severity=Severity.ERROR, params=params),))
    return _load(path, (stat.st_mtime_ns, stat.st_size))


@cache
def _load(path: Path, _stamp: tuple[int, int]) -> LoadedFramework:
    try:
        spec = Framework.model_validate(read_toml(path))
    except RuleSetError as error:
        raise FrameworkError(error.findings) from None
    except ValidationError as error:
        raise FrameworkError(tuple(_complaints(error, path))) from None
    return LoadedFramework(spec, content_hash(spec), path)


def _complaints(error: ValidationError, path: Path) -> Iterator[Finding]:
    """What the schema has against a file, a finding each."""
    found = error.errors(include_url=False)
    for item in found:
        if item["type"] == "too_short" and len(found) > 1:
            continue  # a list is short of what is wrong with its own members
        parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in item["loc"])
        where = "".join(parts).lstrip(".")
        kind = item["type"]
        why = str(item["ctx"]["error"]) if kind == "value_error" else say(_why(kind))
        place = Place(file=str(path), cell=where or None)
        yield Finding(code="FWK002", severity=Severity.ERROR, place=place,
                      params={"where": where or "—", "why": why})  # fmt: skip


def _why(kind: str) -> str:
    """The text that says what is wrong in kind."""
    known = {"extra_forbidden": "framework.why.key", "missing": "framework.why.missing"}
    return known.get(kind, "framework.why.value")


def content_hash(spec: Framework) -> str:
    """SHA-256 of a framework in canonical JSON: equal content, equal hashes, in any layout."""
    data = spec.model_dump(mode="json", by_alias=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
