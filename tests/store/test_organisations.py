"""The tree of regions, departments and units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jixiao.store.engine import writing
from jixiao.store.organisations import Tree, keys_of, path_of, whose
from jixiao.store.tables import ORGANISATION

if TYPE_CHECKING:
    from jixiao.store.repository import Store


def test_a_unit_is_made_once_with_what_it_belongs_to(store: Store) -> None:
    owners = [
        whose("360200", "甲 部门", "一中心"),
        whose("360200", "甲部门", "二中心"),
        whose(None, None, None),
    ]
    for _ in range(2):
        with writing(store.engine) as connection:
            tree = Tree(connection, owners)
            ids = [tree.id_of(owner) for owner in owners]
            assert [tree.known(owner) for owner in owners] == ids
            tree.flush()
    with store.connection() as connection:
        rows = connection.execute(
            select(ORGANISATION.c.kind, ORGANISATION.c.name, ORGANISATION.c.code, ORGANISATION.c.parent_id)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("region", "360200", "360200", None),
        ("department", "甲 部门", None, 1),
        ("unit", "一中心", None, 2),
        ("unit", "二中心", None, 2),
        ("unit", "", None, None),
    ]
    assert ids == [3, 4, 5]


def test_the_department_stands_in_for_a_unit_that_nobody_names() -> None:
    assert whose(None, "甲部门", None).unit == "甲部门"
    assert whose("", "", "").keys == ("", "", "")


def test_a_path_says_whose_it_is() -> None:
    owner = whose("360200", "甲部门", "一中心")
    assert keys_of(owner.path) == owner.keys == ("360200", "甲部门", "一中心")
    assert keys_of(path_of("department", owner.keys)) == ("360200", "甲部门", "")
