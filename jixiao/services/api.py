"""The Python door: read a file, score a form.  ``import jixiao`` gives these names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.files import read_path
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.ruleset import LoadedRuleSet, load_ruleset
from jixiao.scoring.table import Choice, score_evaluation, score_form

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.self_evaluation import ReadFile, SelfEvaluation


def read(path: str | Path, *, year: int | None = None) -> ReadFile:
    """The self-evaluation tables of one file (xlsx, xls, docx, pdf, text, JSON; ``-`` is standard input).

    ``year`` is used for tables of a document that names none.  Never raises for what the file
    holds: ``forms`` are the tables read, ``problems`` what could not be read.
    """
    return read_path(path, year=year)


def score(evaluation: SelfEvaluation | ReadForm, rules: str | Path | LoadedRuleSet) -> ScoredEvaluation:
    """One table scored under a rule set: every row with its status, reason and exact numbers.

    ``rules`` is an id (``mof-2020``), a rules file or a loaded rule set; scores are ``Decimal``
    with at least two decimals, completions ``Fraction``.  Raises
    :class:`jixiao.scoring.ruleset.RuleSetError` for rules that cannot be used; never for what the table says.
    """
    loaded = rules if isinstance(rules, LoadedRuleSet) else load_ruleset(rules)
    if isinstance(evaluation, ReadForm):
        return score_form(evaluation, Choice(loaded, "rules-named", assumed=False))
    return score_evaluation(evaluation, loaded)
