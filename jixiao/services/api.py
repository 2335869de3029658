"""The Python door: read a file, score a form, check either.  ``import jixiao`` gives these names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents.files import read_path
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadFile, ReadForm, SelfEvaluation
from jixiao.scoring.ruleset import LoadedRuleSet, RuleSetError, load_ruleset
from jixiao.scoring.table import Choice
from jixiao.services.check_paths import CheckRun, check_paths, check_read, together
from jixiao.services.choose_rules import AUTO, Chosen, choose_for_file, named_rules, score_chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.scored import ScoredEvaluation


def read(path: str | Path, *, year: int | None = None) -> ReadFile:
    """The self-evaluation tables of one file (xlsx, xls, docx, pdf, text, JSON; ``-`` is standard input).

    ``year`` is used for tables of a document that names none.  Never raises for what the file
    holds: ``forms`` are the tables read, ``problems`` what could not be read.
    """
    return read_path(path, year=year)


def score(
    evaluation: SelfEvaluation | ReadForm, rules: str | Path | LoadedRuleSet = AUTO
) -> ScoredEvaluation:
    """One table scored under a rule set: every row with its status, reason and exact numbers.

    ``rules`` is an id (``mof-2020``), a rules file or a loaded rule set; ``auto`` takes the shipped one that
    explains the most of this table's own informative claimed scores, and ``rules.evidence`` of the result
    says how many.  Scores are ``Decimal`` with at least two decimals, completions ``Fraction``.  Raises
    :class:`jixiao.scoring.ruleset.RuleSetError` for rules that cannot be used; never for what the table says.
    """
    form = _as_read(evaluation)
    if rules == AUTO:
        return score_chosen(form, *choose_for_file((form,), None))
    loaded = rules if isinstance(rules, LoadedRuleSet) else load_ruleset(rules)
    return score_chosen(form, Chosen(Choice(loaded, "rules-named", assumed=False)))


def check(
    what: str | Path | SelfEvaluation | ReadForm | Sequence[str | Path] | Sequence[SelfEvaluation | ReadForm],
    rules: str | Path = AUTO,
) -> CheckRun:
    """What does not add up in files (paths, folders, patterns; ``-`` is standard input) or in forms.

    ``findings`` of the result are in the order of the files, then those between them; ``problems`` are what
    could not be read; ``files`` has each input with its scored tables.  Several forms are checked as those of
    one file.  ``rules`` is an id, a rules file, or ``auto``: the shipped set that explains the most of each
    file's own informative claimed scores.  Rules that cannot be used are a problem; never raises for content.
    """
    several: Sequence[str | Path | SelfEvaluation | ReadForm]
    several = [what] if isinstance(what, (str, Path, SelfEvaluation, ReadForm)) else list(what)
    forms = [_as_read(one) for one in several if isinstance(one, (SelfEvaluation, ReadForm))]
    if not forms:
        return check_paths((str(path) for path in several), rules=str(rules))
    try:
        named = named_rules(str(rules))
        return together([check_read("", ReadFile("", forms=tuple(forms)), None, named)])
    except RuleSetError as error:
        return CheckRun((), error.findings)


def _as_read(evaluation: SelfEvaluation | ReadForm) -> ReadForm:
    """A form built in memory as one that was read: whole where it has funds and indicators."""
    if isinstance(evaluation, ReadForm):
        return evaluation
    whole = bool(evaluation.funds) and bool(evaluation.indicators)
    return ReadForm(evaluation, Place(), complete=whole)
