"""What the tests of the store ask again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.store.verify import verify

if TYPE_CHECKING:
    from jixiao.schemas.store import Recorded, StoredForm
    from jixiao.store.repository import Store


def sound(store: Store) -> None:
    assert [finding.sentence("message") for finding in verify(store).findings] == []


def outcomes(recorded: Recorded) -> list[str]:
    return [one.outcome for one in recorded.tables]


def only(store: Store) -> StoredForm:
    (found,) = store.current()
    return found
