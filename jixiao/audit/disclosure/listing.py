"""The lists of projects in 第九节: which projects, of what, how many there should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.schemas.disclosure import Disclosure, Fact

SELF, EVALUATED = "self", "evaluated"
_COUNTS = {"statement.projects": SELF, "statement.evaluated.projects": EVALUATED}
_SAID = ("score", "grade", "budget", "executed", "rate")


@dataclass
class Listed:
    """What a list says of one project: its facts by what they are (``score``, ``budget`` …)."""

    name: str
    first: Fact
    """The first thing said of it."""
    said: dict[str, Fact] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    """What is said of it twice (a budget at first and an adjusted one): none of both is in ``said``."""

    @property
    def score(self) -> Fact | None:
        """Its score."""
        return self.said.get("score")


@dataclass
class ProjectList:
    """Projects named one after the other; ``count`` is the number of them stated before, in the same part.

    ``topic`` is what they were evaluated by, ``None`` where no count says it.
    """

    topic: str | None = None
    count: Fact | None = None
    items: list[Listed] = field(default_factory=list)

    @property
    def scores(self) -> list[Fact]:
        """The scores that are known exactly."""
        return [item.score for item in self.items if item.score is not None and not item.score.approximate]

    @property
    def numbered(self) -> bool:
        """Whether the items bear the numbers 1, 2, 3 … without a gap: nothing between them was missed."""
        return [item.first.index for item in self.items] == list(range(1, len(self.items) + 1))

    @property
    def complete(self) -> bool:
        """Whether every project that there should be has its score here."""
        return self.count is not None and self.count.value == len(self.scores) == len(self.items)


def project_lists(disclosure: Disclosure) -> tuple[ProjectList, ...]:
    """The lists of a disclosure in order.

    A list ends where another number of projects is stated, where its numbers begin again, and at the end
    of its part: the same project may stand in another list with another score, since 单位自评 and 部门评价
    are two evaluations.
    """
    lists: list[ProjectList] = []
    count: Fact | None = None
    current: ProjectList | None = None
    last = 0
    for fact in disclosure.facts:
        if fact.key in _COUNTS:
            count, current = fact, None
        elif fact.key.startswith("statement.whole."):
            count, current = None, None
        elif fact.key.startswith("project.") and fact.subject is not None:
            part = fact.place.document_part
            if count is not None and count.place.document_part != part:
                count, current = None, None
            if current is not None and (
                current.items[-1].first.place.document_part != part
                or (fact.index is not None and fact.index < last)
            ):
                current = None
            if current is None:
                current = ProjectList(_COUNTS[count.key] if count else None, count)
                lists.append(current)
            last = fact.index or last
            _add(current, fact)
    return tuple(lists)


def _add(listed: ProjectList, fact: Fact) -> None:
    what = fact.key.removeprefix("project.")
    if what not in _SAID or fact.subject is None:
        return
    item = next((one for one in reversed(listed.items) if one.name == fact.subject), None)
    if item is None or (what == "score" and what in item.said):
        item = Listed(fact.subject, fact)
        listed.items.append(item)
    if what in item.said and item.said[what].value != fact.value:
        del item.said[what]
        item.unclear.add(what)
    elif what not in item.unclear:
        item.said.setdefault(what, fact)


def list_of(disclosure: Disclosure, topic: str) -> ProjectList | None:
    """The longest list of a topic; one whose topic nobody says stands in for 单位自评."""
    lists = project_lists(disclosure)
    own = [one for one in lists if one.topic == topic and one.items]
    if not own and topic == SELF:
        own = [one for one in lists if one.topic is None and one.items]
    return max(own, key=lambda one: len(one.items), default=None)


def stated_count(disclosure: Disclosure, topic: str, group: int | None = None) -> Fact | None:
    """How many projects a sentence says (``group``), else the first that is said of the topic."""
    key = "statement.projects" if topic == SELF else "statement.evaluated.projects"
    facts = [fact for fact in disclosure.all(key) if fact.value is not None and not fact.approximate]
    return next((fact for fact in facts if group is not None and fact.group == group), None) or next(
        iter(facts), None
    )
