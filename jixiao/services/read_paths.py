"""Use case: say what was understood of some files, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.disclosure.whole import read_whole
from jixiao.documents.own_reports import is_strange
from jixiao.schemas.finding import Finding, Severity
from jixiao.services.inputs import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jixiao.schemas.disclosure import ReadDisclosure
    from jixiao.schemas.self_evaluation import ReadFile

SCHEMA = "jixiao.read/1"


class OneRead(NamedTuple):
    """One input: its forms, and the disclosure where it is one."""

    file: ReadFile
    disclosure: ReadDisclosure | None

    @property
    def kind(self) -> str:
        """``disclosure``, ``forms`` or ``nothing``."""
        return "disclosure" if self.disclosure is not None else "forms" if self.file.forms else "nothing"

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What could not be read."""
        return (*self.file.problems, *(problem for form in self.file.forms for problem in form.problems))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was met while reading."""
        met = () if self.disclosure is None else self.disclosure.findings
        return (*self.file.notes, *(finding for form in self.file.forms for finding in form.findings), *met)


class ReadRun(NamedTuple):
    """What reading some inputs gave, in the order met."""

    files: tuple[OneRead, ...]
    problems: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether every input was read and every table was whole."""
        return not self.problems and all(form.complete for one in self.files for form in one.file.forms)

    @property
    def exit_code(self) -> int:
        """0 fine; 1 a finding of severity error or a table in part; 2 something could not be read."""
        if self.problems:
            return 2
        wrong = any(finding.severity is Severity.ERROR for one in self.files for finding in one.findings)
        return 1 if wrong or not self.complete else 0


def read_paths(paths: Iterable[str], *, progress: Callable[[str], None] = lambda _: None) -> ReadRun:
    """Read everything ``paths`` mean; one bad input never stops the others.

    A file without any table that was come upon in a folder is passed over.
    """
    inputs = expand(paths)
    problems, read = list(inputs.problems), []
    for path in inputs.paths:
        progress(path)
        one = OneRead(*read_whole(path))
        strange = one.kind == "nothing" and is_strange(one.problems)
        if path in inputs.searched and strange:
            continue
        read.append(one)
        problems += one.problems
    return ReadRun(tuple(read), tuple(problems))


def run_json(run: ReadRun) -> dict[str, object]:
    """The published JSON: numbers as strings, every fact with its place."""
    return {
        "schema": SCHEMA,
        "complete": run.complete,
        "files": [
            {
                "path": one.file.path,
                "kind": one.kind,
                "forms": [form.evaluation.model_dump(mode="json") for form in one.file.forms],
                "disclosure": None
                if one.disclosure is None
                else one.disclosure.disclosure.model_dump(mode="json"),
                "findings": [finding.as_json() for finding in one.findings],
            }
            for one in run.files
        ],
        "errors": [problem.as_problem() for problem in run.problems],
    }


def json_schema() -> dict[str, object]:
    """The JSON Schema of :func:`run_json`."""
    from pydantic.json_schema import models_json_schema  # noqa: PLC0415 - only the schema needs it

    from jixiao.schemas.disclosure import Disclosure  # noqa: PLC0415 - only the schema needs it
    from jixiao.schemas.self_evaluation import SelfEvaluation  # noqa: PLC0415 - only the schema needs it

    _, defs = models_json_schema(
        [(Disclosure, "serialization"), (SelfEvaluation, "serialization")], ref_template="#/$defs/{model}"
    )
    text = {"type": "string"}
    entry = {
        "type": "object",
        "required": ["path", "kind", "forms", "disclosure", "findings"],
        "additionalProperties": False,
        "properties": {
            "path": text,
            "kind": {"enum": ["disclosure", "forms", "nothing"]},
            "forms": {"type": "array", "items": {"$ref": "#/$defs/SelfEvaluation"}},
            "disclosure": {"anyOf": [{"$ref": "#/$defs/Disclosure"}, {"type": "null"}]},
            "findings": {
                "type": "array",
                "items": {"type": "object", "required": ["code", "message", "place"]},
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "type": "object",
        "required": ["schema", "complete", "files", "errors"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA},
            "complete": {"type": "boolean"},
            "files": {"type": "array", "items": entry},
            "errors": {
                "type": "array",
                "items": {"type": "object", "required": ["code", "message", "place", "remedy"]},
            },
        },
        "$defs": defs["$defs"],
    }
