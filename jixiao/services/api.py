"""The Python door: read a file, score a form.  ``import jixiao`` gives these names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.files import read_path
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.ruleset import LoadedRuleSet, load_ruleset
from jixiao.scoring.table import Choice
from jixiao.services.choose_rules import AUTO, Chosen, choose_for_file, score_chosen

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


def score(
    evaluation: SelfEvaluation | ReadForm, rules: str | Path | LoadedRuleSet = AUTO
) -> ScoredEvaluation:
    """One table scored under a rule set: every row with its status, reason and exact numbers.

    ``rules`` is an id (``mof-2020``), a rules file or a loaded rule set; ``auto`` takes the shipped one that
    explains the most of this table's own informative claimed scores, and ``rules.evidence`` of the result
    says how many.  Scores are ``Decimal`` with at least two decimals, completions ``Fraction``.  Raises
    :class:`jixiao.scoring.ruleset.RuleSetError` for rules that cannot be used; never for what the table says.
    """
    if isinstance(evaluation, ReadForm):
        form = evaluation
    else:
        whole = bool(evaluation.funds) and bool(evaluation.indicators)
        form = ReadForm(evaluation, Place(), complete=whole)
    if rules == AUTO:
        return score_chosen(form, *choose_for_file((form,), None))
    loaded = rules if isinstance(rules, LoadedRuleSet) else load_ruleset(rules)
    return score_chosen(form, Chosen(Choice(loaded, "rules-named", assumed=False)))
