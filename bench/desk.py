"""The bureau's desk with 100,000 tables of 15 indicators: collecting, summing up, trying another rule set.

    python bench/desk.py                     100,000 tables on SQLite
    python bench/desk.py --tables 5000       fewer
    python bench/desk.py --pool 20000        so many of them differ in their rows (1,000)
    python bench/desk.py --parts whatif      only that: collect, summary, whatif, with what stands beside each
    python bench/desk.py --keep DESK.sqlite  leaves the database there, and takes it up again
    python bench/desk.py --db postgresql     on a PostgreSQL server started for it, as the tests start one
    python bench/desk.py --parts scored      every table another, with the scoring counted
    python bench/desk.py --parts columns     from one csv, a row for each indicator, to the store: all counts

Tables are made from a seed, scored, and kept by ``Store.record_all`` (the store's own mapping, events and
hashes) as files of 500 tables.  Beside each figure stands the bare one on the same rows: inserting them into
the same tables and indexes by ``executemany``, and the GROUP BY queries that a summary cannot do without.
Each step is a process of its own; memory is its peak.  The bars: the summary at most 3 times the bare
queries, trying another rule set on 100,000 tables at most 15 seconds, every step below 1 GB.  Exit code 1
where one is missed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jixiao.documents.write.list_form import list_rows  # noqa: E402 - the path comes first
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation  # noqa: E402 - the same
from jixiao.schemas.store import CollectedFile, CollectedTable  # noqa: E402 - the same
from jixiao.scoring.grade import grade_of  # noqa: E402 - the same
from jixiao.scoring.ruleset import load_ruleset  # noqa: E402 - the same
from jixiao.scoring.table import score_evaluation  # noqa: E402 - the same
from jixiao.services.collect import collect as collect_paths  # noqa: E402 - the same
from jixiao.services.collect import terms  # noqa: E402 - the same
from jixiao.services.score_json import evaluation_json  # noqa: E402 - the same
from jixiao.services.summary import Asked, summarise_store  # noqa: E402 - the same
from jixiao.services.whatif import whatif_store  # noqa: E402 - the same
from jixiao.store.repository import Store  # noqa: E402 - the same
from jixiao.store.schema import migrate  # noqa: E402 - the same
from tests.store.postgres import new_database, server  # noqa: E402 - the same

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES, ROWS, POOL, PER_FILE = 100_000, 15, 1000, 500
RULES, OTHER = "mof-2020", "jiangxi-2023"
SEED = 20231231
SUMMARY_BAR, MEMORY_BAR, WHATIF_BAR = 3, 1024, 15
LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
UNITS = ("个", "人次", "%", "件", "公里")
WORDS = ("优", "良", "基本达成目标")
KEPT = (
    "organisation",
    "source",
    "project",
    "form_version",
    "submission",
    "indicator",
    "fund",
    "packed",
    "finding",
    "event",
)
"""What the bare insert puts in: every row that collecting did."""
_CURRENT = "from project p join form_version v on p.current_version_id = v.id"
_MONEY = ", ".join(
    f"sum(v.{name} / 1000000000), sum(v.{name} % 1000000000)" for name in ("budget_fen", "executed_fen")
)
_ROWS = "from project p join indicator i on i.form_version_id = p.current_version_id"
_UNITS = "join organisation o on o.id = p.unit_id"
_LOST = "count(*), sum(i.weight_cents), sum(i.claimed_cents)"
_FOUND = "sum(v.errors), sum(v.warnings), sum(v.notices)"
BARE = (
    f"select o.parent_id, v.claimed_cents, count(*), {_MONEY}, {_FOUND} {_CURRENT} {_UNITS} group by 1, 2",
    f"select o.parent_id, i.level1, i.level2, i.cause, {_LOST} {_ROWS} {_UNITS} group by 1, 2, 3, 4",
    f"select p.name, p.unit_id, p.year, v.claimed_cents, v.budget_fen, v.executed_fen, v.errors {_CURRENT}",
)
"""The least that a summary by department asks: scores and money, points lost, and every project for ranks."""


def form_of(chance: random.Random) -> SelfEvaluation:
    """One plausible table: most targets met, some missed, a few rows in words."""
    rows = []
    for at in range(ROWS):
        level1, level2 = LEVELS[at * len(LEVELS) // ROWS]
        unit = chance.choice(UNITS)
        target = chance.randint(1, 100) if unit == "%" else chance.randint(1, 2000)
        actual = target if chance.random() < 0.7 else max(0, round(target * chance.uniform(0.4, 1.4)))
        words = at % 7 == 6
        rows.append(
            Indicator(
                level1=level1,
                level2=level2,
                name=f"指标{chance.randint(1, 5000)}",
                target="有效提升" if words else f"{chance.choice('≥≥≥=≤')}{target}{unit}",
                actual=chance.choice(WORDS) if words else f"{actual}{unit}",
                weight=Decimal(6),
                claimed_score=Decimal(6 if actual >= target else 5),
            )
        )
    budget = chance.randint(100, 9_999_999)
    executed = budget if chance.random() < 0.5 else round(budget * chance.uniform(0.5, 1))
    line = FundLine(
        name="年度资金总额",
        annual_budget=Decimal(budget).scaleb(-2),
        executed=Decimal(executed).scaleb(-2),
        weight=Decimal(10),
        claimed_score=Decimal(10),
    )
    claimed = Decimal(10) + sum((row.claimed_score or Decimal(0) for row in rows), Decimal(0))
    return SelfEvaluation(project="", year=2024, funds=(line,), indicators=tuple(rows), claimed_total=claimed)


def files(tables: int, distinct: int = POOL) -> Iterator[CollectedFile]:
    """Everything to be kept, file by file."""
    chance, rules = random.Random(SEED), load_ruleset(RULES)
    pool = []
    for _ in range(min(distinct, tables)):
        form = form_of(chance)
        graded = grade_of(form.claimed_total or Decimal(0), rules)
        pool.append((form, evaluation_json(score_evaluation(form, rules)), graded))
    for start in range(0, tables, PER_FILE):
        made = []
        for at in range(start, min(start + PER_FILE, tables)):
            form, scored, graded = pool[chance.randrange(len(pool))]
            whose = {"project": f"项目{at}", "unit": f"单位{at % 1000}", "department": f"部门{at % 100}"}
            own = form.model_copy(update=whose)
            made.append(CollectedTable(form=own, scored={**scored, **whose}, claimed_graded=graded))
        digest = hashlib.sha256(str(start).encode()).hexdigest()
        yield CollectedFile(sha256=digest, name=f"{start}.xlsx", tables=tuple(made))


def collect(target: str, tables: int, distinct: int = POOL) -> dict[str, Any]:
    """Keep everything; making and scoring the tables is not counted."""
    migrate(target)
    seconds = 0.0
    with Store.open(target, who="bench") as store:
        for file in files(tables, distinct):
            start = time.perf_counter()
            store.record_all([file])
            seconds += time.perf_counter() - start
    return {"seconds": seconds}


def scored(target: str, tables: int) -> dict[str, Any]:
    """Score so many tables, each of them another, and keep them: everything counts but making them up."""
    own = f"{target}.scored"
    migrate(own)
    chance, rules = random.Random(SEED), load_ruleset(RULES)
    scoring = keeping = 0.0
    with Store.open(own, who="bench") as store:
        for start in range(0, tables, PER_FILE):
            forms = [
                form_of(chance).model_copy(update={"project": f"项目{at}", "unit": f"单位{at % 1000}"})
                for at in range(start, min(start + PER_FILE, tables))
            ]
            began = time.perf_counter()
            made = tuple(
                CollectedTable(
                    form=form,
                    scored=evaluation_json(score_evaluation(form, rules)),
                    claimed_graded=grade_of(form.claimed_total or Decimal(0), rules),
                )
                for form in forms
            )
            read = time.perf_counter()
            store.record_all([CollectedFile(sha256=f"{start:064}", name=f"{start}.xlsx", tables=made)])
            scoring, keeping = scoring + read - began, keeping + time.perf_counter() - read
    for end in ("", "-wal", "-shm"):
        Path(own + end).unlink(missing_ok=True)
    return {"seconds": scoring + keeping, "scoring": scoring, "keeping": keeping}


def columns(target: str, tables: int, distinct: int = POOL) -> dict[str, Any]:
    """``jixiao collect`` of one list: looked through, read, scored, checked and kept, not written."""
    migrate(target)
    file = Path(f"{target}.csv")
    size = write_list(file, tables, distinct)
    with Store.open(target, who="bench") as store:
        start = time.perf_counter()
        (found,) = collect_paths(store, [str(file)], terms(rules=RULES))
        seconds = time.perf_counter() - start
    assert found.recorded is not None  # noqa: S101 - it was kept
    assert len(found.recorded.tables) == tables  # noqa: S101 - nothing was left out
    file.unlink()
    return {"seconds": seconds, "csv_mb": size // 1_000_000}


def write_list(file: Path, tables: int, distinct: int) -> int:
    """A list of so many projects whose rows are those of ``distinct`` tables; returns its bytes."""
    chance = random.Random(SEED)
    pool = [
        form_of(chance).model_copy(update={"project": str(at), "unit": "单位", "department": "部门"})
        for at in range(min(distinct, tables))
    ]
    heading, *rows = list_rows(pool)
    by_form = [rows[at * ROWS : (at + 1) * ROWS] for at in range(len(pool))]
    project, department, unit = map(heading.index, ("项目名称", "主管部门", "实施单位"))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(heading)
        for at in range(tables):
            for row in by_form[at if at < len(pool) else chance.randrange(len(pool))]:
                row[project], row[department], row[unit] = f"项目{at}", f"部门{at % 100}", f"单位{at % 1000}"
                writer.writerow(row)
    return file.stat().st_size


def insert(target: str, tables: int) -> dict[str, Any]:
    """The same rows put in barely, a transaction for each table of the database."""
    del tables
    bare = f"{target}.bare"
    Path(bare).unlink(missing_ok=True)
    migrate(bare)
    seconds = 0.0
    source, sink = sqlite3.connect(target), sqlite3.connect(bare)
    sink.execute("pragma synchronous=full")
    sink.execute("pragma foreign_keys=on")
    for name in KEPT:
        rows = source.execute(f"select * from {name}")  # noqa: S608 - names of our own
        while part := rows.fetchmany(20_000):
            marks = ",".join("?" * len(part[0]))
            start = time.perf_counter()
            with sink:
                sink.executemany(f"insert into {name} values ({marks})", part)  # noqa: S608 - the same
            seconds += time.perf_counter() - start
    sink.close()
    for end in ("", "-wal", "-shm"):
        Path(bare + end).unlink(missing_ok=True)
    return {"seconds": seconds}


def group_by(target: str, tables: int) -> dict[str, Any]:
    """The bare queries, their rows fetched."""
    del tables
    with closing(_connected(target)) as connection:
        start = time.perf_counter()
        for query in BARE:
            for _ in connection.execute(query):
                pass
        return {"seconds": time.perf_counter() - start}


def _connected(target: str) -> Any:  # noqa: ANN401 - of either driver
    if "://" not in target:
        return sqlite3.connect(target)
    import psycopg  # noqa: PLC0415 - only where it is asked for

    return psycopg.connect(target)


def summary(target: str, tables: int) -> dict[str, Any]:
    """``jixiao summary --by department``."""
    with Store.open(target) as store:
        start = time.perf_counter()
        found = summarise_store(store, Asked())
        seconds = time.perf_counter() - start
    assert found.total.count == tables  # noqa: S101 - nothing was left out
    return {"seconds": seconds}


def whatif(target: str, tables: int) -> dict[str, Any]:
    """``jixiao whatif --rules`` against what was kept."""
    rules = load_ruleset(OTHER)
    with Store.open(target) as store:
        start = time.perf_counter()
        found = whatif_store(store, rules)
        seconds = time.perf_counter() - start
    assert found.tables == tables  # noqa: S101 - nothing was left out
    return {"seconds": seconds, "columns": found.column_tables, "moved": found.moved}


def same(target: str, tables: int) -> dict[str, Any]:
    """What-if under the very rule set of collecting: every figure as it was kept."""
    with Store.open(target) as store:
        start = time.perf_counter()
        found = whatif_store(store, load_ruleset(RULES))
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "wrong": tables - found.same + found.moved + len(found.clauses)}


def texts(target: str, tables: int) -> dict[str, Any]:
    """Reading the JSON of every table and nothing else: the least that scoring from forms takes."""
    del tables
    connection = _connected(target)
    start = time.perf_counter()
    query = "select form_json, scored_json from form_version v join project p on p.current_version_id = v.id"
    for form, scored in connection.execute(query):
        json.loads(form)
        json.loads(scored)
    return {"seconds": time.perf_counter() - start}


PARTS = {
    "collect": ("collect", "insert"),
    "summary": ("group_by", "summary"),
    "whatif": ("texts", "whatif", "same"),
    "scored": ("scored",),
    "columns": ("columns", "insert"),
}
USUAL = ("collect", "summary", "whatif")
MAKERS = {"collect", "columns"}
"""The steps that fill a database."""
FILE_ALONE = {"insert", "scored"}
"""The steps that need a database that is a file."""
"""What can be run by itself: each step with the bare one beside it; what has to be kept first is."""
STEPS = {
    one.__name__: one for one in (collect, insert, group_by, summary, texts, whatif, same, scored, columns)
}


def in_a_process(step: str, target: str, tables: int, distinct: int) -> dict[str, Any]:
    """One step in a process of its own."""
    numbers = ["--tables", str(tables), "--pool", str(distinct)]
    command = [sys.executable, __file__, "--step", step, "--keep", target, *numbers]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"- {step}: {found}", file=sys.stderr, flush=True)
    return found


def main() -> int:
    """Run the steps and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--tables", type=int, default=TABLES)
    parser.add_argument("--pool", type=int, default=POOL)
    parser.add_argument("--parts", type=chosen, default=USUAL, metavar=",".join(PARTS))
    parser.add_argument("--keep")
    parser.add_argument("--db", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--step", choices=STEPS)
    asked = parser.parse_args()
    if asked.step:
        more = (asked.pool,) if asked.step in MAKERS else ()
        found = STEPS[asked.step](asked.keep, asked.tables, *more)
        found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(found))
        return 0
    with database(asked.db, asked.keep) as target:
        steps = [step for part in asked.parts for step in PARTS[part]]
        if asked.db != "sqlite":
            steps = [step for step in steps if step not in FILE_ALONE]
        if Path(target).exists():
            steps = [step for step in steps if step not in MAKERS]
        elif {*steps} - {"scored"} and not MAKERS & {*steps}:
            steps.insert(0, "collect")
        found = {step: in_a_process(step, target, asked.tables, asked.pool) for step in steps}
    return report(found, asked.tables)


@contextmanager
def database(kind: str, keep: str | None) -> Iterator[str]:
    """Where the tables are kept: a file, or a database of a server that runs meanwhile."""
    if kind == "postgresql":
        with server() as url:
            yield new_database(url, "desk")
        return
    with tempfile.TemporaryDirectory() as folder:
        yield keep or str(Path(folder) / "desk.sqlite")


def chosen(text: str) -> tuple[str, ...]:
    """The parts that are named, in the order of :data:`PARTS`; raises ``ValueError`` for others."""
    named = text.split(",")
    if unknown := set(named) - set(PARTS):
        raise ValueError(unknown)
    return tuple(part for part in PARTS if part in named)


def report(found: dict[str, dict[str, Any]], tables: int) -> int:
    """Print everything; returns 1 where a bar is missed."""
    beside = {
        "collect": "insert",
        "columns": "insert",
        "summary": "group_by",
        "whatif": "texts",
        "same": "texts",
    }
    print(f"\n| 做什么（{tables:,} 张表，{tables * ROWS:,} 个指标） | 秒 | 每秒表数 | 倍数 | 内存 MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for step, one in found.items():
        bare = found.get(beside.get(step, ""))
        ratio = f"{one['seconds'] / bare['seconds']:.2f} × {beside[step]}" if bare else ""
        rate = tables / one["seconds"]
        print(f"| {step} | {one['seconds']:.1f} | {rate:,.0f} | {ratio} | {one['mb']} |")
    words = ("是", "否")
    large = max(one["mb"] for one in found.values()) >= MEMORY_BAR
    missed = [large]
    print(f"\n- 内存都不到 {MEMORY_BAR} MB：{words[large]}")
    if "summary" in found:
        slow = found["summary"]["seconds"] > SUMMARY_BAR * found["group_by"]["seconds"]
        missed.append(slow)
        print(f"- 汇总不超过单纯 GROUP BY 的 {SUMMARY_BAR} 倍：{words[slow]}")
    if "same" in found:
        slow = found["whatif"]["seconds"] > WHATIF_BAR * tables / TABLES
        wrong = found["same"]["wrong"]
        missed += [slow and tables == TABLES, wrong > 0]
        print(f"- 换规则试算十万张表不超过 {WHATIF_BAR} 秒（按张数折算）：{words[slow]}")
        print(f"- 用原来的规则试算，同保存的不一样的表：{wrong}")
    return int(any(missed))


if __name__ == "__main__":
    sys.exit(main())
