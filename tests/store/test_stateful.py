"""Recording, correcting, reviewing, returning, withdrawing, deleting, in any order, against a model.

``HYPOTHESIS_PROFILE=thorough`` (``make soak``) tries many and long ones.
"""

from __future__ import annotations

import atexit
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from jixiao.schemas.store import CollectedFile, Filter, NewReview, ReviewedRow
from jixiao.store.engine import writing
from jixiao.store.models import IMMUTABLE
from jixiao.store.repository import StaleError, Store
from jixiao.store.schema import migrate
from jixiao.store.states import give_back, returned, sources_named, withdraw, withdrawals
from jixiao.store.tables import METADATA
from jixiao.store.verify import verify
from tests.strategies.collected import file, forms, table

THOROUGH = settings().max_examples > 1000
EMPTY = Path(mkdtemp(prefix="jixiao")) / "empty.sqlite"
atexit.register(shutil.rmtree, EMPTY.parent, ignore_errors=True)
Key = tuple[str | None, int | None, str]


def key_of(one: CollectedFile) -> Key:
    """Whose the table of a file is."""
    form = one.tables[0].form
    return form.unit, form.year, form.project


@dataclass
class Kept:
    """A version as the model has it: what it says, which files handed it in, whether it was withdrawn."""

    total: Decimal | None
    content: str
    files: set[str]
    gone: bool = False


class Desk(RuleBasedStateMachine):
    """A store beside what it should hold: the contents of each project in the order they came to count."""

    files = Bundle("files")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="jixiao"))
        target = self.folder / "a.sqlite"
        if not EMPTY.exists():
            migrate(str(EMPTY))
        shutil.copy(EMPTY, target)
        self.store = Store.open(str(target), who="tester")
        self.versions: dict[Key, list[Kept]] = {}
        self.withdrawn: set[str] = set()
        self.returned: set[Key] = set()
        self.reviews: dict[int, list[Decimal]] = {}

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(target=files, form=forms, salt=st.sampled_from(("", "copy")))
    def record(self, form, salt: str) -> object:
        new = file(table(form), salt=salt)
        self.keep(new)
        return multiple(new)

    @rule(one=files)
    def record_again(self, one: CollectedFile) -> None:
        if one.sha256 in self.withdrawn:
            self.keep(one)
        head = verify(self.store).head
        assert self.store.record(one).outcome == "unchanged"
        assert verify(self.store).head == head

    @rule(target=files, one=files, cents=st.integers(0, 10000))
    def correct(self, one: CollectedFile, cents: int) -> object:
        form = one.tables[0].form.model_copy(update={"claimed_total": Decimal(cents) / 100})
        new = file(table(form))
        self.keep(new)
        return multiple(new)

    def keep(self, new: CollectedFile) -> None:
        would = self.store.would_record(new)
        recorded = self.store.record(new)
        assert would == recorded
        key = key_of(new)
        versions = self.versions.setdefault(key, [])
        live = [kept for kept in versions if not kept.gone]
        content = self.store.find(recorded.tables[0].version_id).content_sha256
        own = [kept for kept in live if new.sha256 in kept.files]
        if own or (live and live[-1].content == content):
            assert recorded.outcome == "unchanged"
            (own or live)[-1].files.add(new.sha256)
        else:
            assert recorded.outcome == ("version" if live else "new")
            versions.append(Kept(new.tables[0].form.claimed_total, content, {new.sha256}))
            self.returned.discard(key)
        self.withdrawn.discard(new.sha256)

    @rule(one=files)
    def take_back(self, one: CollectedFile) -> None:
        (source,) = sources_named(self.store, [one.sha256])[one.sha256]
        told = withdrawals(self.store, sources=[source])
        assert withdraw(self.store, "收错", sources=[source]) == told
        self.withdrawn.add(one.sha256)
        key = key_of(one)
        before = self.counting(key)
        for kept in self.versions[key]:
            if one.sha256 in kept.files and kept.files <= self.withdrawn:
                kept.gone = True
        if self.counting(key) is not before:
            self.returned.discard(key)

    @rule(one=files)
    def send_back(self, one: CollectedFile) -> None:
        form = one.tables[0].form
        found = list(self.store.current(Filter(unit=form.unit, years=(form.year,), project=form.project)))
        if found:
            assert give_back(self.store, [found[0].project_id], None) == (key_of(one) not in self.returned)
            self.returned.add(key_of(one))

    def counting(self, key: Key) -> Kept | None:
        return next((kept for kept in reversed(self.versions[key]) if not kept.gone), None)

    @rule(one=files, score=st.integers(0, 4500).map(lambda cents: Decimal(cents) / 100), stale=st.booleans())
    def review(self, one: CollectedFile, score: Decimal, stale: bool) -> None:
        form = one.tables[0].form
        current = list(self.store.current(Filter(unit=form.unit, years=(form.year,), project=form.project)))
        if not current:
            return
        (found,) = current
        base = 0 if found.review is None else found.review.number
        rows = (ReviewedRow(position=0, review_score=score, reason="核实"),)
        new = NewReview(
            version_id=found.version_id,
            content_sha256=found.content_sha256,
            base_number=base + stale,
            total=score,
            rows=rows,
        )
        if stale:
            with pytest.raises(StaleError):
                self.store.add_review(new)
        else:
            assert self.store.add_review(new).number == base + 1
            self.reviews.setdefault(found.version_id, []).append(score)
            self.returned.discard(key_of(one))

    @rule(name=st.sampled_from(IMMUTABLE), erase=st.booleans())
    def tamper(self, name: str, erase: bool) -> None:
        of = METADATA.tables[name]
        column = next(iter(of.columns))
        statement = delete(of) if erase else update(of).values({column.name: column})
        try:
            with writing(self.store.engine) as connection:
                touched = connection.execute(statement).rowcount
        except DBAPIError:
            return
        assert touched == 0

    @invariant()
    def what_counts_is_the_last(self) -> None:
        found = {
            (one.unit, one.year, one.form.project): (one.number, one.form.claimed_total, one.content_sha256)
            for one in self.store.current()
        }
        assert found == {
            key: (kept.index(last) + 1, last.total, last.content)
            for key, kept in self.versions.items()
            if (last := self.counting(key)) is not None
        }

    @invariant()
    def what_was_sent_back_stands_so(self) -> None:
        assert {(one.unit, one.year, one.project) for one in returned(self.store)} == self.returned

    @invariant()
    def reviews_stand_beside(self) -> None:
        for version, totals in self.reviews.items():
            assert [one.total for one in self.store.reviews(version)] == totals

    @invariant()
    def the_store_is_sound(self) -> None:
        assert verify(self.store).findings == ()


Desk.TestCase.settings = settings(
    max_examples=500 if THOROUGH else 6, stateful_step_count=50 if THOROUGH else 12, deadline=None
)
TestDesk = Desk.TestCase
