"""jixiao (绩效): score, check, aggregate and write up performance self-evaluations, exactly and explained.

The names in ``__all__`` are the public ones; each is loaded when it is first used, so
that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from jixiao.indicators.actual import parse_actual
    from jixiao.indicators.compare import compare
    from jixiao.indicators.target import parse_target
    from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation
    from jixiao.scoring.explain import sentence
    from jixiao.scoring.ruleset import RuleSetError, load_ruleset
    from jixiao.services.api import check, read, score

_HOMES = {
    "FundLine": "jixiao.schemas.self_evaluation",
    "Goal": "jixiao.schemas.self_evaluation",
    "Indicator": "jixiao.schemas.self_evaluation",
    "RuleSetError": "jixiao.scoring.ruleset",
    "SelfEvaluation": "jixiao.schemas.self_evaluation",
    "check": "jixiao.services.api",
    "compare": "jixiao.indicators.compare",
    "load_ruleset": "jixiao.scoring.ruleset",
    "parse_actual": "jixiao.indicators.actual",
    "parse_target": "jixiao.indicators.target",
    "read": "jixiao.services.api",
    "score": "jixiao.services.api",
    "sentence": "jixiao.scoring.explain",
}

__all__ = [
    "FundLine",
    "Goal",
    "Indicator",
    "RuleSetError",
    "SelfEvaluation",
    "check",
    "compare",
    "load_ruleset",
    "parse_actual",
    "parse_target",
    "read",
    "score",
    "sentence",
]


def __getattr__(name: str) -> object:
    """Load a public name from the room it lives in.  Raises ``AttributeError`` for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted([*__all__, "__version__"])
