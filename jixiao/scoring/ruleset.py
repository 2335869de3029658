"""Rule sets: found, read, joined with what they extend, checked and compiled."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.ruleset import Clause, Edge, EdgeKey, Match, RuleSet, Standing
from jixiao.schemas.toml_reasons import toml_reason
from jixiao.scoring.clause import (
    UNKNOWN,
    CompiledClause,
    Question,
    clause_id,
    compile_clauses,
    conflicts,
    deciding,
    default_sides,
)
from jixiao.texts import say

SHIPPED = Path(__file__).resolve().parent.parent / "rulesets"
DEFAULT = "mof-2020"
_SIZE_LIMIT = 1 << 20
_LONGEST_NAME = 200
_OWN = ("id", "title", "region", "period", "authority", "summary", "extends", "clause", "not_applied")
_CITED = {"tiers_cite": "tiers", "grades_cite": "grades"}
_STRENGTH = list(Standing)


class RuleSetError(Exception):
    """A rule set that cannot be used; ``findings`` say everything that is wrong with it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Carry every finding; the message joins their sentences."""
        self.findings = findings
        super().__init__("；".join(finding.sentence("message") or finding.code for finding in findings))


@dataclass(frozen=True)
class LoadedRuleSet:
    """A rule set ready to score with: resolved, compiled, and named by its content hash (SHA-256)."""

    rules: RuleSet
    hash: str
    clauses: tuple[CompiledClause, ...]
    path: Path
    _decided: dict[Question, CompiledClause | None] = field(default_factory=dict, repr=False, compare=False)

    def clause_for(self, asked: Question) -> CompiledClause | None:
        """The most specific clause that fits, or ``None`` where the rule set says nothing."""
        try:
            return self._decided[asked]
        except KeyError:
            found = deciding(self.clauses, asked)
            return self._decided.setdefault(asked, found)

    def edge_standing(self, key: EdgeKey) -> str:
        """How well an answer of the edge table is known; ``unknown`` where it names no source."""
        cite = self.rules.edge.cite.get(key)
        return Standing.UNKNOWN.value if cite is None else cite.standing.value

    @cached_property
    def standing(self) -> Standing:
        """The weakest standing among the clauses that are not unknown."""
        known = [c.standing for c in self.clauses if c.curve is not None]
        return max(known, key=_STRENGTH.index, default=Standing.UNKNOWN)

    @cached_property
    def grade_bounds(self) -> tuple[tuple[str, Any], ...]:
        """Grades from best to worst with their inclusive lower bounds (``Fraction``)."""
        return tuple(sorted(self.rules.grades.items(), key=lambda item: item[1], reverse=True))


def weakest(standings: list[str]) -> str:
    """The weakest of some standings; ``unknown`` for none."""
    order = [standing.value for standing in _STRENGTH]
    return max(standings, key=order.index, default=Standing.UNKNOWN.value)


def _finding(code: str, path: Path, where: str | None = None, **params: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, place=Place(file=str(path), cell=where), params=params)


_UNION_TAGS = ("constrained-", "literal[")
"""What the schema library adds to a location where a key takes one of several types."""


def _where(location: tuple[str | int, ...]) -> str:
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        elif part != "function-wrap" and not part.startswith(_UNION_TAGS):
            text += f".{part}" if text else part
    return text


def _model_at(location: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The schema class that a location of a validation error lies in."""
    model: type[BaseModel] | None = RuleSet
    for part in location[:-1]:
        if isinstance(part, int) or model is None:
            continue
        field_ = next(
            (f for name, f in model.model_fields.items() if part in (name, f.alias)),
            None,
        )
        if field_ is None:
            continue
        inside = [field_.annotation, *get_args(field_.annotation)]
        inside += [deeper for one in inside for deeper in get_args(one)]
        model = next((t for t in inside if isinstance(t, type) and issubclass(t, BaseModel)), model)
    return model


def _shape_findings(error: ValidationError, path: Path) -> list[Finding]:
    """Every complaint of the schema, in the words of the file's author."""
    found = []
    for item in error.errors(include_url=False):
        location, where = item["loc"], _where(item["loc"])
        kind = item["type"]
        if kind == "extra_forbidden":
            model = _model_at(location)
            allowed = [f.alias or name for name, f in model.model_fields.items()] if model else []
            near = difflib.get_close_matches(str(location[-1]), allowed, n=1)
            code = "RUL003" if near else "RUL002"
            params = {
                "key": str(location[-1]),
                "allowed": "、".join(allowed),
                "near": near[0] if near else "",
            }
            found.append(_finding(code, path, where, **params))
        elif kind == "missing":
            found.append(_finding("RUL004", path, where, key=str(location[-1])))
        elif kind in ("literal_error", "enum"):
            allowed_words = "、".join(re.findall(r"'([^']*)'", str(item["ctx"]["expected"])))
            found.append(
                _finding("RUL005", path, where, allowed=allowed_words, value=str(item["input"])[:80])
            )
        elif kind == "value_error":
            found.append(_finding("RUL006", path, where, why=str(item["ctx"]["error"])))
        else:
            found.append(_finding("RUL007", path, where, value=str(item["input"])[:80]))
    return list({finding.place.cell: finding for finding in reversed(found)}.values())[::-1]


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file of bearable size, read; raises :class:`RuleSetError` saying what is wrong with it."""
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise RuleSetError((_finding("RUL008", path),))
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError:
        raise RuleSetError((_finding("RUL009", path),)) from None
    except (ValueError, RecursionError) as error:
        raise RuleSetError((_finding("RUL010", path, why=toml_reason(error)),)) from None
    except OSError as error:
        raise RuleSetError((_finding("RUL011", path, why=error.strerror or ""),)) from None


def _validated(path: Path) -> RuleSet:
    try:
        return RuleSet.model_validate(read_toml(path))
    except ValidationError as error:
        raise RuleSetError(tuple(_shape_findings(error, path))) from None


def _meant(match: Match) -> Match:
    """The match without what silence means: ``kind = "quantity"``, and the one side an operator has."""
    update: dict[str, Any] = {"kind": None} if match.kind == "quantity" else {}
    if match.operator is not None and default_sides(match.operator) == (match.side,):
        update["side"] = None
    return match.model_copy(update=update) if update else match


def _replaced(match: Match, own: set[Match]) -> bool:
    """Whether a clause of the base gives way: to an own one for the same, or for both sides of =."""
    meant = _meant(match)
    both = meant.model_copy(update={"side": None}) if meant.operator == "=" else meant
    return meant in own or both in own


def _joined(child: RuleSet, base: RuleSet) -> RuleSet:
    """``child`` with everything of ``base`` that it does not say itself."""
    own = {_meant(clause.applies) for clause in child.clause}
    taken = tuple(
        clause.model_copy(update={"inherited_from": clause.inherited_from or base.id})
        for clause in base.clause
        if not _replaced(clause.applies, own)
    )
    update: dict[str, Any] = {"clause": (*child.clause, *taken)}
    for name in RuleSet.model_fields:
        if name in _OWN or _CITED.get(name) in child.model_fields_set:
            continue
        if name == "curves":
            update[name] = {**base.curves, **child.curves}
        elif name == "edge":
            update[name] = _joined_edge(child.edge, base.edge)
        elif name not in child.model_fields_set:
            update[name] = getattr(base, name)
    return child.model_copy(update=update)


def _joined_edge(child: Edge, base: Edge) -> Edge:
    """Answer by answer; what the child answers itself rests on its own citation or on none."""
    said = child.model_fields_set - {"cite"}
    update: dict[str, Any] = {key: getattr(child, key) for key in said}
    update["zero_target"] = {**base.zero_target, **child.zero_target}
    taken = {key: cite for key, cite in base.cite.items() if key not in said}
    update["cite"] = {**taken, **child.cite}
    return base.model_copy(update=update)


def _resolve(path: Path, seen: tuple[Path, ...]) -> RuleSet:
    rules = _validated(path)
    if rules.extends is None:
        return rules
    base = _locate(rules.extends, path.parent)
    if base is None:
        raise RuleSetError((_finding("RUL012", path, "extends", base=rules.extends, known=_known()),))
    if base in seen:
        raise RuleSetError((_finding("RUL013", path, "extends", base=rules.extends),))
    return _joined(rules, _resolve(base, (*seen, base)))


def _locate(name: str, beside: Path | None = None) -> Path | None:
    """The rules file that an id or a path names."""
    shipped = SHIPPED / name / "rules.toml"
    if "/" not in name and "\\" not in name and not name.startswith(".") and shipped.is_file():
        return shipped.resolve()
    path = Path(name) if beside is None else beside / name
    if path.is_dir():
        path /= "rules.toml"
    return path.resolve() if path.is_file() else None


def available() -> list[str]:
    """The ids of the shipped rule sets, in order."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/rules.toml"))


def _known() -> str:
    return "、".join(available())


def _structure_findings(rules: RuleSet, path: Path) -> list[Finding]:
    """What makes a rule set impossible to score with."""
    found = []
    for index, clause in enumerate(rules.clause):
        where = f"clause[{index + 1}]"
        if clause.curve not in (*rules.curves, "full", "zero", UNKNOWN):
            known = "、".join((*rules.curves, "full", "zero", UNKNOWN))
            found.append(_finding("RUL014", path, f"{where}.curve", curve=clause.curve, known=known))
        needs_ratio = clause.curve in rules.curves
        if needs_ratio and clause.ratio is None and clause.applies.kind != "execution":
            found.append(_finding("RUL015", path, where, clause=clause_id(clause.applies)))
    for one, other in conflicts(rules):
        found.append(
            _finding(
                "RUL016",
                path,
                "clause",
                one=clause_id(one.applies),
                one_curve=one.curve,
                one_source=one.cite.source or "—",
                other=clause_id(other.applies),
                other_curve=other.curve,
                other_source=other.cite.source or "—",
            )
        )
    return found


def content_hash(rules: RuleSet) -> str:
    """SHA-256 of the resolved rule set in canonical JSON: equal rules, equal hashes, in any layout.

    The order of keys, of clauses and of caps is layout: no score depends on it.
    """
    data = rules.model_dump(mode="json", by_alias=True)
    for key in ("clause", "cap", "weights", "reason"):
        data[key] = sorted(data[key], key=_canonical)
    return hashlib.sha256(_canonical(data).encode()).hexdigest()


def _canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _load(path: Path, _stamp: tuple[int, int]) -> LoadedRuleSet:
    rules = _resolve(path, (path,))
    wrong = _structure_findings(rules, path)
    if wrong:
        raise RuleSetError(tuple(wrong))
    return LoadedRuleSet(rules, content_hash(rules), compile_clauses(rules), path)


def load_ruleset(name: str | Path) -> LoadedRuleSet:
    """The rule set of an id (``mof-2020``), a rules file, or a folder that holds one.

    Raises :class:`RuleSetError` with one finding per thing that is wrong.
    """
    try:
        path = _locate(str(name))
        stat = path.stat() if path is not None else None
    except (OSError, ValueError):  # no name a file could have, or a folder that may not be looked into
        path = stat = None
    if path is None or stat is None:
        asked = str(name)[:_LONGEST_NAME]
        nearest = difflib.get_close_matches(asked, available(), n=1)
        near = say("rules.near", near=nearest[0]) if nearest else ""
        raise RuleSetError((_finding("RUL001", Path(asked), known=_known(), near=near),))
    return _load(path, (stat.st_mtime_ns, stat.st_size))


def _prefix(region: str) -> str:
    """The digits of a GB/T 2260 code that say something: 36 of 360000, 3205 of 320500."""
    while len(region) > 2 and region.endswith("00"):
        region = region[:-2]
    return region


def covering(region: str | None, year: int | None) -> str | None:
    """The shipped rule set of a place and year: the narrowest region that covers it, then the latest start.

    ``region`` is a GB/T 2260 code; 360000 covers 36xxxx, 360700 covers 3607xx.
    """
    if not region or year is None:
        return None
    fitting = []
    for name in available():
        rules = load_ruleset(name).rules
        period = rules.period
        if rules.region is None or not region.startswith(_prefix(rules.region)):
            continue
        if (period.start is not None and year < period.start) or (period.to is not None and year > period.to):
            continue
        fitting.append((len(_prefix(rules.region)), period.start or 0, name))
    return max(fitting)[2] if fitting else None


__all__ = [
    "DEFAULT",
    "Clause",
    "LoadedRuleSet",
    "RuleSetError",
    "available",
    "content_hash",
    "covering",
    "load_ruleset",
    "weakest",
]
