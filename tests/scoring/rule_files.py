"""Rule set files written for one test, and what the proofs say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.scoring.proofs import prove
from jixiao.scoring.ruleset import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

EDGE = """
[edge]
zero_budget = "zero"
zero_budget_spent = "judgement"
over_rate = "cap"
negative_actual = "zero"
not_applicable = "judgement"
[edge.zero_target]
">=" = "judgement"
">" = "judgement"
"<=" = "judgement"
"<" = "judgement"
"=" = "judgement"
"""
CITE = 'cite = { standing = "recalled" }'
FRAME = 'id = "tried"\ntitle = "试"\n'
PROPORTIONAL = 'points = [["0", "0"], ["1", "1"]]'
FALLING = 'points = [["1", "1"], ["2", "0"]]'


def write(folder: Path, body: str, *, edge: str = EDGE, name: str = "rules.toml") -> Path:
    """A rules file with ``body`` between its head and its edges."""
    file = folder / name
    file.write_text(FRAME + body + edge, encoding="utf-8")
    return file


def proved(folder: Path, body: str, *, edge: str = EDGE):
    """The findings of a rules file."""
    return prove(load_ruleset(write(folder, body, edge=edge)))


def found(folder: Path, body: str) -> list[tuple[str, str]]:
    """Code and message of each finding."""
    return [(finding.code, finding.sentence("message") or "") for finding in proved(folder, body)]


def clause(match: str, curve: str, ratio: str = "actual/target", more: str = "") -> str:
    """One clause on a curve of its own."""
    head = f'[[clause]]\nfor = {{ {match} }}\nratio = "{ratio}"\ncurve = "c"\n{more}\n{CITE}\n'
    return f"{head}[curves]\nc = {{ {curve} }}\n"
