"""A small bureau for tests: tables as JSON files, a fresh database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jixiao.services.collect import collect, terms
from jixiao.store.repository import Store
from jixiao.store.schema import migrate

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.services.collect import Collected

FUNDS = [
    {"name": "年度资金总额", "annual_budget": "100", "executed": "90", "weight": "10", "claimed_score": "9"}
]
ROWS = [
    {"level1": "产出指标", "level2": "数量指标", "name": "完成数量", "target": "≥10个", "actual": "9",
     "weight": "50", "claimed_score": "45"},
    {"level1": "产出指标", "level2": "质量指标", "name": "合格率", "target": "≥95%", "actual": "96%",
     "weight": "40", "claimed_score": "40"},
]  # fmt: skip
WHOLE = {
    "project": "道路养护",
    "unit": "市公路中心",
    "department": "市交通局",
    "year": 2024,
    "funds": FUNDS,
    "indicators": ROWS,
    "claimed_total": "94",
}
WRONG = {**WHOLE, "project": "桥梁检测", "unit": "市桥梁所", "claimed_total": "95"}
"""A table with an error: its rows add up to 94."""


def put(folder: Path, name: str, content: object) -> str:
    """A file in a folder: bytes and text as they are, anything else as JSON."""
    file = folder / name
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif isinstance(content, str):
        file.write_text(content, encoding="utf-8")
    else:
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(file)


def new_store(folder: Path, name: str = "desk.sqlite") -> Store:
    """A fresh database in a folder, open."""
    target = str(folder / name)
    migrate(target)
    return Store.open(target, who="收表人")


def take(store: Store, *paths: str, dry_run: bool = False, **said: object) -> list[Collected]:
    """Collect some files, under the default rule set where no other is said."""
    under = terms(**{"rules": "mof-2020", **said})
    return list(collect(store, paths, under, dry_run=dry_run))


def outcomes(found: list[Collected]) -> list[str]:
    """What became of each."""
    return [one.outcome for one in found]
