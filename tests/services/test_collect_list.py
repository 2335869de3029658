"""Lists of projects at the desk: kept page by page, taken up again, never twice."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.write.list_form import write
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.services import collect_list
from jixiao.services.collect import collect, terms
from jixiao.services.collect_json import run_json
from tests.services.desk import new_store, put, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.documents.long_list.reader import LongList
    from jixiao.schemas.store import StoredForm
    from jixiao.services.collect import Terms
    from jixiao.services.collect_list import Page
    from jixiao.store.repository import Store


SMALL_PAGES = """
import sys
from jixiao.cli import main
from jixiao.services import collect_list
collect_list.PAGE = 5
main()
"""
"""The command line with pages of five projects."""


def form(at: int, score: int = 40) -> SelfEvaluation:
    """A project of which everything adds up."""
    rows = (
        Indicator(
            level1="产出指标", level2="数量指标", name="完成数量", target="≥10个", actual="9",
            weight=Decimal(50), claimed_score=Decimal(45), deviation_note="招标节约",
        ),
        Indicator(
            level1="效益指标", level2="社会效益指标", name="合格率", target="≥95%", actual="96%",
            weight=Decimal(40), claimed_score=Decimal(score),
        ),
    )  # fmt: skip
    line = FundLine(
        name="年度资金总额", annual_budget=Decimal(100), executed=Decimal(90), weight=Decimal(10),
        claimed_score=Decimal(9),
    )  # fmt: skip
    return SelfEvaluation(
        project=f"项目{at:05}", unit=f"单位{at % 7}", department="市交通局", year=2024, funds=(line,),
        indicators=rows, claimed_total=Decimal(54 + score),
    )  # fmt: skip


def listed(folder: Path, forms: Sequence[SelfEvaluation], name: str = "清单.csv") -> str:
    stream = io.BytesIO()
    write(forms, stream)
    return put(folder, name, stream.getvalue())


def kept(store: Store) -> dict[str, StoredForm]:
    return {one.form.project: one for one in store.current()}


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect_list, "PAGE", 3)


@pytest.mark.usefixtures("small_pages")
def test_a_list_is_kept_as_its_forms_are_alone(tmp_path: Path) -> None:
    forms = [form(at) for at in range(8)]
    with new_store(tmp_path) as store:
        (one,) = take(store, listed(tmp_path, forms))
        assert one.outcome == "new"
        assert one.problems == ()
        assert one.recorded is not None
        assert len(one.recorded.tables) == 8
        lists = kept(store)
    alone = [put(tmp_path, f"{at}.json", one.model_dump(mode="json")) for at, one in enumerate(forms)]
    with new_store(tmp_path, "alone.sqlite") as store:
        take(store, *alone)
        singles = kept(store)
    assert lists.keys() == singles.keys()
    for project, own in lists.items():
        other = singles[project]
        assert own.form == other.form
        assert own.scored is not None
        assert other.scored is not None
        assert own.scored["total"] == other.scored["total"] == "94.00"
        assert [found.code for found in own.findings] == [found.code for found in other.findings]


@pytest.mark.usefixtures("small_pages")
def test_the_same_list_changes_nothing(tmp_path: Path) -> None:
    path = listed(tmp_path, [form(at) for at in range(8)])
    with new_store(tmp_path) as store:
        take(store, path)
        before = list(store.events())
        (again,) = take(store, path)
        assert again.outcome == "unchanged"
        assert again.remarks == ()
        assert list(store.events()) == before


@pytest.mark.usefixtures("small_pages")
def test_a_changed_list_is_a_version_of_what_changed(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        take(store, listed(tmp_path, [form(at) for at in range(8)]))
        changed = [form(at, 30 if at == 5 else 40) for at in range(8)]
        (one,) = take(store, listed(tmp_path, changed, "改.csv"))
        assert one.outcome == "version"
        assert one.recorded is not None
        outcomes = [table.outcome for table in one.recorded.tables]
        assert outcomes == ["version" if at == 5 else "unchanged" for at in range(8)]
        assert kept(store)["项目00005"].form.claimed_total == Decimal(84)


@pytest.mark.usefixtures("small_pages")
def test_a_trial_says_what_the_real_run_does(tmp_path: Path) -> None:
    path = listed(tmp_path, [form(at) for at in range(8)])
    with new_store(tmp_path) as store:
        trial = run_json(take(store, path, dry_run=True))
        assert kept(store) == {}
        assert [event.what for event in store.events()] == []
        assert run_json(take(store, path)) == trial


@pytest.mark.usefixtures("small_pages")
def test_what_was_broken_off_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = listed(tmp_path, [form(at) for at in range(8)])
    whole = collect_list.pages

    def broken(path: str, listing: LongList, under: Terms) -> Iterator[Page]:
        yield from list(whole(path, listing, under))[:2]
        raise KeyboardInterrupt

    with new_store(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(collect_list, "pages", broken)
            with pytest.raises(KeyboardInterrupt):
                take(store, path)
        assert len(kept(store)) == 6
        assert list(store.events(what=collect_list.WHOLE)) == []
        (one,) = take(store, path)
        assert [remark.code for remark in one.remarks] == ["LST013"]
        assert len(kept(store)) == 8
        assert [event.payload for event in store.events(what=collect_list.WHOLE)] == [{"tables": 8}]
        assert all(stored.number == 1 for stored in kept(store).values())
        (again,) = take(store, path)
        assert again.outcome == "unchanged"
        assert again.remarks == ()


@pytest.mark.usefixtures("small_pages")
def test_one_bad_project_does_not_stop_the_others(tmp_path: Path) -> None:
    forms = [form(at) for at in range(8)]
    text = Path(listed(tmp_path, forms)).read_text(encoding="utf-8-sig")
    spoilt = text.replace("项目00004,市交通局,单位4,2024,94", "项目00004,市交通局,单位4,2024,95", 1)
    assert spoilt != text
    with new_store(tmp_path) as store:
        (one,) = take(store, put(tmp_path, "坏.csv", spoilt))
        assert one.outcome == "new"
        assert [problem.code for problem in one.problems] == ["LST003"]
        assert sorted(kept(store)) == [f"项目{at:05}" for at in range(8) if at != 4]


@pytest.mark.usefixtures("small_pages")
def test_many_of_one_kind_are_told_by_their_count(tmp_path: Path) -> None:
    forms = [form(at).model_copy(update={"unit": None, "department": None}) for at in range(30)]
    with new_store(tmp_path) as store:
        (one,) = take(store, listed(tmp_path, forms))
        codes = [remark.code for remark in one.remarks]
        assert codes == ["CLT004"] * 20 + ["LST014"]
        assert one.remarks[-1].params == {"count": "10", "which": "CLT004"}


def test_the_places_of_tables_are_their_projects(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        take(store, listed(tmp_path, [form(0), form(1)]))
        assert kept(store)["项目00001"].place.table == "第2个项目“项目00001”"
        assert kept(store)["项目00001"].place.row == "第4行"


@pytest.mark.usefixtures("small_pages")
def test_progress_tells_how_far_a_list_is(tmp_path: Path) -> None:
    path = listed(tmp_path, [form(at) for at in range(8)])
    told: list[tuple[str, int, int]] = []
    with new_store(tmp_path) as store:
        list(collect(store, [path], terms(rules="mof-2020"), within=lambda *part: told.append(part)))
    assert told == [(path, 0, 8), (path, 3, 8), (path, 6, 8)]


@pytest.mark.usefixtures("small_pages")
def test_the_evidence_of_the_first_page_holds_for_all(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        list(collect(store, [listed(tmp_path, [form(at) for at in range(8)])], terms()))
        used = {one.scored["rules"]["id"] for one in kept(store).values() if one.scored is not None}
        assert len(used) == 1


def test_killed_at_any_moment_nothing_is_lost_or_twice(tmp_path: Path) -> None:
    path = listed(tmp_path, [form(at) for at in range(60)])
    target = tmp_path / "desk.sqlite"
    command = [
        sys.executable,
        "-c",
        SMALL_PAGES,
        *("collect", path, "--db", str(target), "--rules", "mof-2020", "-q"),
    ]
    counts = [0]
    for wait in (0.9, 1.1, 1.3, 1.5):
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        time.sleep(wait)
        os.kill(run.pid, signal.SIGKILL)
        out, _ = run.communicate()
        counts.append(_count(target))
        assert counts[-1] == 60 or not out
        assert counts[-1] % 5 == 0
    assert all(before <= after for before, after in pairwise(counts))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    verify = [sys.executable, "-m", "jixiao", "db", "verify", "--db", str(target)]
    subprocess.run(verify, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert _count(target) == 60


def _count(target: Path) -> int:
    if not target.exists():
        return 0
    with closing(sqlite3.connect(target)) as connection:
        tables = connection.execute("select count(*) from sqlite_master where name = 'form_version'")
        if not tables.fetchone()[0]:
            return 0
        return int(connection.execute("select count(*) from form_version").fetchone()[0])
