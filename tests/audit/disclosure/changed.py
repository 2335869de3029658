"""Clean disclosures with a figure changed, and what the checks of figures say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import apply
from jixiao.audit.disclosure import narrative, narrative_rates, narrative_sums, public, public_across
from jixiao.audit.disclosure.sheets import Book
from jixiao.audit.subjects import DisclosureSubject
from jixiao.documents.disclosure.reader import read_text
from tests.strategies.clean_disclosures import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jixiao.audit.disclosure.ledger import Equation
    from jixiao.schemas.disclosure import Disclosure
    from jixiao.schemas.finding import Finding
    from tests.strategies.clean_disclosures import CleanDisclosure

MODULES = (public, public_across, narrative, narrative_sums, narrative_rates)
CHECKS = tuple(check for module in MODULES for check in module.CHECKS)


def disclosure(text: str) -> Disclosure:
    """A disclosure as read."""
    read = read_text(text, "甲")
    assert read is not None
    return read.disclosure


def found(text: str) -> tuple[Finding, ...]:
    """What the checks of figures find."""
    return apply(CHECKS, DisclosureSubject(disclosure(text)))


def told(text: str, *codes: str) -> list[tuple[str, str, str | None, str | None]]:
    """The findings of some codes, short: code, severity, expected, found."""
    return [
        (one.code, one.severity.value, one.expected, one.found)
        for one in found(text)
        if not codes or one.code in codes
    ]


def worse(findings: Iterable[Finding]) -> set[str]:
    """The codes of errors and warnings."""
    return {one.code for one in findings if one.severity != "notice"}


def with_changed(one: CleanDisclosure, changes: Mapping[str, str]) -> set[str]:
    """The codes of errors and warnings once some figures are changed."""
    return worse(found(one.text(changes)))


def weighed(text: str) -> Iterator[tuple[str, Equation]]:
    """Every equation with the module that made it."""
    book = Book(disclosure(text))
    for module in MODULES:
        for equation in module.equations(book):
            yield module.__name__.rpartition(".")[2], equation


def first(wanted: Callable[[CleanDisclosure], bool]) -> CleanDisclosure:
    """The first clean disclosure that is as wanted."""
    return next(one for one in map(build, range(500)) if wanted(one))
