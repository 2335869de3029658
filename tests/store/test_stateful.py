"""Recording, recording again, correcting, reviewing and attempts at deleting, in any order, against a model.

``HYPOTHESIS_PROFILE=thorough`` (``make soak``) tries many and long ones.
"""

from __future__ import annotations

import atexit
import shutil
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
from jixiao.store.tables import METADATA
from jixiao.store.verify import verify
from tests.strategies.collected import file, forms, table

THOROUGH = settings().max_examples > 1000
EMPTY = Path(mkdtemp(prefix="jixiao")) / "empty.sqlite"
atexit.register(shutil.rmtree, EMPTY.parent, ignore_errors=True)
Key = tuple[str | None, int | None, str]


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
        self.versions: dict[Key, list[tuple[Decimal | None, str]]] = {}
        self.handed_in: set[str] = set()
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
        form = new.tables[0].form
        versions = self.versions.setdefault((form.unit, form.year, form.project), [])
        content = self.store.find(recorded.tables[0].version_id).content_sha256
        if new.sha256 in self.handed_in or (versions and versions[-1][1] == content):
            assert recorded.outcome == "unchanged"
        else:
            assert recorded.outcome == ("version" if versions else "new")
            versions.append((form.claimed_total, content))
        self.handed_in.add(new.sha256)

    @rule(one=files, score=st.integers(0, 4500).map(lambda cents: Decimal(cents) / 100), stale=st.booleans())
    def review(self, one: CollectedFile, score: Decimal, stale: bool) -> None:
        form = one.tables[0].form
        (found,) = self.store.current(Filter(unit=form.unit, years=(form.year,), project=form.project))
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
        assert found == {key: (len(kept), *kept[-1]) for key, kept in self.versions.items()}

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
