"""The sentences around findings that the screen and the written files share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.scoring.clause import SIGN
from jixiao.scoring.explains import ground
from jixiao.services.check_groups import count
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.scored import RulesUsed
    from jixiao.services.check_paths import CheckRun


def head_line(run: CheckRun) -> str:
    """How much was looked at, and how much was found."""
    return say(
        "check.head",
        files=str(len(run.files)),
        tables=str(sum(len(file.forms) for file in run.files)),
        disclosures=str(sum(file.disclosure is not None for file in run.files)),
        counts=str(count(run.findings)),
    ) + (say("check.unread", count=str(len(run.problems))) if run.problems else "")


def rules_lines(rules: RulesUsed) -> tuple[str, ...]:
    """Which rule set the scores were checked under and why, then what that rests on if it was not named."""
    standing = say(f"standing.{rules.standing}")
    line = say("view.rules", id=rules.id, title=rules.title, standing=standing, why=say(rules.why))
    rests_on = ground(rules)
    return (line,) if rests_on is None else (line, rests_on)


def figures_line(finding: Finding) -> str:
    """What should stand there and what does; empty where the finding says neither."""
    if finding.expected and finding.found:
        return say("check.figures", expected=finding.expected, found=finding.found)
    if finding.expected:
        return say("check.expected", expected=finding.expected)
    return ""


def basis_of(finding: Finding) -> str:
    """The rule or practice a finding rests on: the one of this case, else that of its code."""
    if finding.basis is None:
        return finding.sentence("basis") or ""
    rules, _, clause = finding.basis.partition(" ")
    return f"{rules} {clause_words(clause)}" if clause else rules


def clause_words(clause: str) -> str:
    """The id of a clause, such as ``≥ under``, in the language of the reader."""
    alone = clause in SIGN.values()  # a sign by itself, on both sides of the target
    words = [_word(word) for word in (("quantity", clause) if alone else clause.split(" "))]
    return " ".join(words).replace("： ", "：")


def _word(word: str) -> str:
    """One word of a clause's id in the language of the reader; any other as it is."""
    code = f"clause.{word}"
    told = say(code)
    return word if told == code else told


def problem_line(problem: Finding) -> str:
    """What could not be read, on one line: which file, what, and how to mend it."""
    text = "：".join(part for part in (problem.place.file, problem.sentence("message")) if part)
    remedy = problem.sentence("remedy")
    return f"{text}。{remedy}" if remedy else text
