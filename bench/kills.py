"""``jixiao collect`` killed (kill -9) at any moment, again and again, on SQLite and on PostgreSQL.

A child collects a folder and is killed after some files, or before the first; the next one goes on with the
same folder and database until all is kept, then a fresh database begins.  After every kill the database is
verified.  The bars, all 0: acknowledged files that are not kept (a file is acknowledged once its line was
printed), databases that do not verify (a file kept by half), tables kept twice at the end.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import jixiao.commands.collect  # noqa: E402 - loaded before the children are forked
import jixiao.services.collect  # noqa: E402 - the same
from jixiao.cli import main as command_line  # noqa: E402 - the path comes first
from jixiao.store.repository import Store  # noqa: E402 - the same
from jixiao.store.schema import migrate  # noqa: E402 - the same
from jixiao.store.verify import verify  # noqa: E402 - the same
from tests.store.postgres import NoServerError, new_database, server  # noqa: E402 - the same

FILES = 40
SEED = 20231231
AT_ONCE, WITHIN_A_FILE = 0.5, 0.05
"""Seconds within which a child is killed: after its start, after a line."""
LOADED = (jixiao.commands.collect, jixiao.services.collect)
"""What a child has at once, so that it is killed at its work and not while importing."""
Fresh = Callable[[], str]


def make_files(folder: Path) -> None:
    """Some tables of different projects, made from the examples."""
    forms = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "examples").glob("*.json"))
    ]
    for at in range(FILES):
        form = dict(forms[at % len(forms)])
        form["project"] = f"{form['project']}（{at}）"
        (folder / f"{at:03}.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")


def start(folder: Path, target: str) -> tuple[int, int]:
    """A child that collects; its id, and where its lines come out."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.close(read)
            os.dup2(write, 1)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 2)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for the whole life of the child
            sys.argv = ["jixiao", "collect", str(folder), "--db", target, "--quiet"]
            try:
                command_line()
                code = 0
            except SystemExit as left:
                code = left.code if isinstance(left.code, int) else int(left.code is not None)
            sys.stdout.flush()
        finally:
            os._exit(code)
    os.close(write)
    return child, read


def killed(folder: Path, target: str, done: int, chance: random.Random) -> tuple[list[str], int]:
    """The lines a child printed before it was killed, and its end (0: it had done all).

    ``done`` files were acknowledged before; it is killed some files after those, or at once.
    """
    child, read = start(folder, target)
    after = chance.choice((0, 0, 1, 1, 2, 3))
    after = after and done + after
    lines = 0
    said = b""
    if after == 0:
        time.sleep(chance.random() * AT_ONCE)
    while lines < after:
        more = os.read(read, 65536)
        if not more:
            break
        said += more
        lines = said.count(b"\n")
    time.sleep(chance.random() * WITHIN_A_FILE)
    os.kill(child, signal.SIGKILL)
    while more := os.read(read, 65536):
        said += more
    os.close(read)
    _, status = os.waitpid(child, 0)
    whole = said.decode("utf-8", "replace").split("\n")[:-1]
    return whole, os.waitstatus_to_exitcode(status)


def kept(target: str) -> tuple[set[str], int, int]:
    """The names of the files kept, the versions of their tables, and what verifying found."""
    with Store.open(target) as store:
        names = {Path(event.payload["origin"]).name for event in store.events(what="collect")}
        verdict = verify(store)
    for finding in verdict.findings[:3]:
        print("   ", finding.sentence("message"))
    return names, verdict.versions, len(verdict.findings)


def torture(name: str, fresh: Fresh, folder: Path, rounds: int, seed: int = SEED) -> dict[str, int]:
    """So many kills; what was lost, half kept, or kept twice."""
    chance = random.Random(seed)
    told = {"kills": 0, "acknowledged": 0, "lost": 0, "unsound": 0, "twice": 0, "databases": 0}
    while told["kills"] < rounds:
        target, acknowledged, left = fresh(), set[str](), 1
        told["databases"] += 1
        while left != 0 and told["kills"] < rounds:
            lines, left = killed(folder, target, len(acknowledged), chance)
            if left not in {0, -signal.SIGKILL}:
                raise SystemExit(f"{name}: 子进程以 {left} 退出\n" + "\n".join(lines[-3:]))
            told["kills"] += left != 0
            new = {path.name for path in folder.iterdir() if any(f"{path.name}" in line for line in lines)}
            told["acknowledged"] += len(new - acknowledged)
            acknowledged |= new
            names, versions, findings = kept(target)
            told["lost"] += len(acknowledged - names)
            told["unsound"] += findings > 0
            told["twice"] += max(0, versions - FILES)
            if len(acknowledged) == FILES:
                left = 0
        child, read = start(folder, target)
        while os.read(read, 65536):
            pass
        os.close(read)
        os.waitpid(child, 0)
        names, versions, findings = kept(target)
        told["lost"] += FILES - len(names)
        told["unsound"] += findings > 0
        told["twice"] += abs(versions - FILES)
    return told


@contextmanager
def databases(folder: Path, wanted: str) -> Iterator[dict[str, Fresh]]:
    """How to make a fresh database of each kind wanted; PostgreSQL only where a server can be started."""
    numbers = itertools.count()

    def lite() -> str:
        target = str(folder / f"{next(numbers)}.sqlite")
        migrate(target)
        return target

    made: dict[str, Fresh] = {} if wanted == "postgresql" else {"sqlite": lite}
    if wanted == "sqlite":
        yield made
        return
    try:
        with server() as url:

            def postgres() -> str:
                target = new_database(url, f"k{next(numbers)}")
                migrate(target)
                return target

            yield made | {"postgresql": postgres}
    except NoServerError as error:
        print(f"postgresql：跳过（{error}）")
        yield made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--db", choices=("both", "sqlite", "postgresql"), default="both")
    asked = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as place:
        files = Path(place) / "files"
        files.mkdir()
        make_files(files)
        with databases(Path(place), asked.db) as made:
            for name, fresh in made.items():
                told = torture(name, fresh, files, asked.rounds)
                print(
                    f"{name:10} kill -9 {told['kills']} 次（{told['databases']} 个库），"
                    f"已确认 {told['acknowledged']} 个文件：丢失 {told['lost']}，"
                    f"校验不过 {told['unsound']}，重复 {told['twice']}（上限都是 0）",
                    flush=True,
                )
                failed |= any(told[bar] for bar in ("lost", "unsound", "twice"))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
