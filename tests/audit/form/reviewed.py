"""Every table of the reference material with all that is found in it, by code and row."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.run import check_form
from jixiao.audit.subjects import form_subject
from jixiao.documents.disclosure.whole import read_whole
from jixiao.documents.form_facts import form_facts
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import Choice, score_form
from tests.documents import corpus
from tests.shared import SHARED
from tests.strategies.clean_forms import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.schemas.finding import Finding

UNNAMED = "（未填）"
_RULES_TAKEN = "RUL020"


class Found(NamedTuple):
    """One finding as the reviewed files name it: its code, its severity, and what row or part it is about."""

    code: str
    severity: str
    about: str


@cache
def tables() -> tuple[tuple[str, ReadForm], ...]:
    """The corpus tables and those of the seeds by name, read once."""
    return tuple(_tables())


def _tables() -> Iterator[tuple[str, ReadForm]]:
    """The corpus tables (``corpus 001``) and those of the seeds (``seed 0.1``) by name."""
    for table in corpus.tables():
        form = corpus.form(table)
        if not form.project:
            form = form.model_copy(update={"project": UNNAMED})
        yield (
            f"corpus {table['id']}",
            ReadForm(form, Place(file="t.json"), places=places(form), complete=table["complete"] is True),
        )
    folder = SHARED / "seeds" if SHARED is not None else None
    for at, path in enumerate(sorted(folder.glob("*.txt")) if folder is not None else ()):
        read, _ = read_whole(path)
        yield from ((f"seed {at}.{index}", form) for index, form in enumerate(read.forms, 1))


def found_in(read: ReadForm, rules: str) -> list[Finding]:
    """All that scoring (under assumed rules) and the checks of one table find in it."""
    by = load_ruleset(rules)
    scored = score_form(read, Choice(by, "rules-explained", assumed=True))
    checked = check_form(form_subject(read, scored, by, form_facts(read)))
    return [finding for finding in (*scored.findings, *checked) if finding.code != _RULES_TAKEN]


def named(finding: Finding) -> Found:
    """A finding as the reviewed files name it."""
    known = finding.params
    about = known.get("name") or known.get("line") or known.get("parts") or known.get("levels") or ""
    return Found(finding.code, finding.severity.value, about or known.get("claim") or finding.found or "")
