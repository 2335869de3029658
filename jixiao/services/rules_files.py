"""What can be done with rule set files: list, describe, examine, start a new one, publish the schema."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.ruleset import RuleSet
from jixiao.scoring.cases import CaseError, Outcome, run_cases
from jixiao.scoring.proofs import prove
from jixiao.scoring.ruleset import LoadedRuleSet, RuleSetError, available, load_ruleset
from jixiao.services.rules_describe import standing_text, weakest_cited, years
from jixiao.texts.zh.rules_template import CASES, CASES_EXTENDS, EXTENDS, RULES, SOURCES, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA = "jixiao.rules/1"
TEST_SCHEMA = "jixiao.rules-test/1"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_STRUCTURE = frozenset({"RUL016"})
"""What is wrong with a file that can be read: a property that does not hold, not an unreadable input."""


@dataclass(frozen=True, slots=True)
class Examination:
    """One rule set examined: its cases, what its proofs found, and what could not be read of it."""

    name: str
    rules: LoadedRuleSet | None
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The cases that do not come out as expected."""
        return tuple(outcome for outcome in self.outcomes if not outcome.holds)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The properties that do not hold."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def exit_code(self) -> int:
        """2 where something could not be read, else 1 where something does not hold, else 0."""
        return 2 if self.problems else int(bool(self.failed or self.errors))


def examine(name: str) -> Examination:
    """Load a rule set by id, file or folder; run its cases and proofs.  Never raises for bad content."""
    try:
        rules = load_ruleset(name)
    except RuleSetError as error:
        logic = all(finding.code in _STRUCTURE for finding in error.findings)
        if logic:
            return Examination(name, None, findings=error.findings)
        return Examination(name, None, problems=error.findings)
    findings = prove(rules)
    try:
        outcomes = run_cases(rules.path.parent, rules)
    except CaseError as error:
        return Examination(name, rules, findings=findings, problems=error.findings)
    return Examination(name, rules, outcomes, findings)


def examine_all(names: Sequence[str]) -> list[Examination]:
    """Examine the named rule sets, or every shipped one."""
    return [examine(name) for name in names or available()]


def examination_json(examinations: Sequence[Examination]) -> dict[str, object]:
    """The result of examining as JSON."""
    return {
        "schema": TEST_SCHEMA,
        "complete": not any(one.problems for one in examinations),
        "results": [_result(one) for one in examinations if one.rules is not None or one.findings],
        "errors": [problem.as_problem() for one in examinations for problem in one.problems],
    }


def _result(one: Examination) -> dict[str, object]:
    rules = one.rules
    return {
        "id": rules.rules.id if rules is not None else one.name,
        "file": str(rules.path) if rules is not None else one.name,
        "hash": rules.hash if rules is not None else None,
        "passed": one.exit_code == 0,
        "cases": len(one.outcomes),
        "failed": [
            {
                "name": outcome.case.name,
                "file": str(outcome.file),
                "source": outcome.case.source,
                "input": outcome.case.input_text(),
                "differences": [
                    {"key": difference.key, "expected": difference.expected, "found": difference.found}
                    for difference in outcome.differences
                ],
            }
            for outcome in one.failed
        ],
        "findings": [finding.as_json() for finding in one.findings],
    }


def summaries() -> list[dict[str, Any]]:
    """Every shipped rule set in brief."""
    found: list[dict[str, Any]] = []
    for name in available():
        loaded = load_ruleset(name)
        rules = loaded.rules
        found.append(
            {
                "id": rules.id,
                "title": rules.title,
                "region": rules.region,
                "period": {"from": rules.period.start, "to": rules.period.to},
                "years": years(rules),
                "standing": weakest_cited(loaded).value,
                "unknown_clauses": sum(clause.curve is None for clause in loaded.clauses),
                "standing_text": standing_text(loaded),
                "summary": rules.summary,
                "extends": rules.extends,
                "hash": loaded.hash,
            }
        )
    return found


def as_json(loaded: LoadedRuleSet) -> dict[str, object]:
    """A rule set whole, as data: what it extends is resolved, numbers are exact strings."""
    data = loaded.rules.model_dump(mode="json", by_alias=True)
    return {"schema": SCHEMA, "standing": weakest_cited(loaded).value, "hash": loaded.hash, "rules": data}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule set file.  What the program adds while reading is not part of it."""
    schema: dict[str, Any] = RuleSet.model_json_schema(by_alias=True)
    del schema["$defs"]["Clause"]["properties"]["inherited_from"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def create(name: str, base: str | None, folder: Path) -> Path:
    """A new rule set folder ``folder/name`` from the template, extending ``base`` where given.

    Returns the folder.  Raises :class:`RuleSetError` for a bad id, an unknown base, or a name that is
    taken (nothing is overwritten), and ``OSError`` where the disk refuses.
    """
    target = folder / name
    if _ID.fullmatch(name) is None:
        raise RuleSetError((_refused("RUL041", name, target),))
    if base is not None:
        origin = load_ruleset(base)
        if base not in available():
            base = os.path.relpath(origin.path, target.resolve())
    if target.exists() or target.is_symlink():
        raise RuleSetError((_refused("RUL040", name, target),))
    (target / "cases").mkdir(parents=True)
    rules, cases = (RULES, CASES) if base is None else (EXTENDS, CASES_EXTENDS)
    quoted = (base or "").replace("\\", "\\\\").replace('"', '\\"')
    for path, template in (
        (Path("rules.toml"), rules),
        (Path("sources.md"), SOURCES),
        (Path("cases/rows.toml"), cases),
    ):
        (target / path).write_text(fill(template, name, quoted), encoding="utf-8")
    return target


def _refused(code: str, name: str, target: Path) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, place=Place(file=str(target)), params={"name": name})
