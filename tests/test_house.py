"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from jixiao import cli
from jixiao.texts import LANGUAGES, table

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "jixiao"
MODULES = sorted(PACKAGE.rglob("*.py"))
CHINESE = re.compile(r"[\u3400-\u9fff]")
FINDING_CODE = re.compile(r"[A-Z]{3}\d{3}")
LONGEST_FILE = 500

# Modules that hold Chinese words outside texts/: not sentences for a user, but what documents say.
WORDS_OF_DOCUMENTS = {
    "indicators/": "the vocabulary of cells: units, operators, tier labels, names of indicators",
    "documents/": "headings, aliases and marks that tables are recognised by",
}

# Modules without a test module of their own, and why.
TESTED_ELSEWHERE: dict[str, str] = {
    "__init__.py": "no logic",
    "__main__.py": "run as a process in tests/test_cli.py",
    "texts/": "sentences only; this file checks that each is there and used",
}


@cache
def tracked() -> tuple[Path, ...]:
    """The text files of the project, new ones included; a tree without git gives all its visible files."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.parts)]
    return tuple(path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096])


def assert_none(found: list[str]) -> None:
    """Fail with every one of ``found`` on a line of its own."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def lines_matching(pattern: str, *, suffixes: tuple[str, ...] = ()) -> list[str]:
    """``file:line: text`` for every line of the project that ``pattern`` is found in."""
    search = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in tracked()
        if not suffixes or path.suffix in suffixes
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if search.search(line)
    ]


def test_the_rules_see_the_project() -> None:
    assert ROOT / "pyproject.toml" in tracked()
    assert lines_matching(r"^def test_the_rules_see_the_project\(", suffixes=(".py",)) != []


def test_nothing_is_left_to_be_done_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error")
    assert_none(lines_matching(rf"\b({'|'.join(marks)})\b", suffixes=(".py", ".toml", ".md", ".sh", "")))


def test_every_exception_to_a_check_says_why() -> None:
    mark = r"#\s*(no" + r"qa|type:\s*ig" + r"nore|pragma:\s*no co" + r"ver|py" + r"right:|mypy: )"
    # the mark, its codes, then a reason
    reasoned = re.compile(mark + r"(\s*:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[a-z, -]+\])?+\s*(-|#|:)\s*\w.{3,}")
    assert_none([line for line in lines_matching(mark, suffixes=(".py",)) if not reasoned.search(line)])


def test_no_place_of_one_machine_is_named() -> None:
    places = [
        f"/{name}/" for name in ("wo" + "rk", "ro" + "ot", "ho" + "me", "opt/wh" + "eels", "Us" + "ers")
    ]
    assert_none(lines_matching(rf"(?<![\w.…])({'|'.join(places)})"))


def test_no_registry_is_named() -> None:
    hosts = [
        r"py" + r"pi\.org",
        r"python" + r"hosted\.org",
        r"registry\.np" + r"mjs",
        "find-" + "links",
        "index-" + "url",
    ]
    assert_none(lines_matching("|".join(hosts)))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for_and_stays_short(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source))
    assert len(source.splitlines()) <= LONGEST_FILE


def _has_logic(module: Path) -> bool:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in ast.walk(tree))


def _excused(module: Path) -> bool:
    name = module.relative_to(PACKAGE).as_posix()
    return any(
        name.startswith(start) if start.endswith("/") else name.endswith(start) for start in TESTED_ELSEWHERE
    )


def test_tests_mirror_the_package() -> None:
    missing = []
    for module in MODULES:
        name = module.relative_to(PACKAGE)
        mirror = ROOT / "tests" / name.parent / f"test_{name.name}"
        if _has_logic(module) and not _excused(module) and not mirror.is_file():
            missing.append(str(mirror.relative_to(ROOT)))
    assert_none(missing)


def test_every_excuse_is_needed() -> None:
    names = [module.relative_to(PACKAGE).as_posix() for module in MODULES]
    for start in (*TESTED_ELSEWHERE, *WORDS_OF_DOCUMENTS):
        assert any(name.startswith(start) or name.endswith(start) for name in names), start


@cache
def _trees() -> dict[str, ast.Module]:
    """The modules outside texts/ by their name in the package, parsed."""
    return {
        module.relative_to(PACKAGE).as_posix(): ast.parse(module.read_text(encoding="utf-8"))
        for module in MODULES
        if not module.is_relative_to(PACKAGE / "texts")
    }


def _strings(tree: ast.Module) -> list[ast.Constant]:
    """The string constants of a module without its docstrings, those of constants and fields included."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def _in_decorators(tree: ast.Module) -> set[int]:
    """The nodes inside decorators: where a command says its help and the names of its values."""
    return {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        for inner in ast.walk(decorator)
    }


def test_sentences_for_users_stand_in_the_text_tables() -> None:
    found = [
        f"{name}:{node.lineno}: {node.value!r}"
        for name, tree in _trees().items()
        if not any(name.startswith(start) for start in WORDS_OF_DOCUMENTS)
        for node in _strings(tree)
        if not (name.startswith("commands/") and id(node) in _in_decorators(tree))
        if CHINESE.search(str(node.value))
    ]
    assert_none(found)


def _patterns() -> list[re.Pattern[str]]:
    """The codes that f-strings of the program can make, as patterns; at least 3 characters are fixed."""
    patterns = []
    for tree in _trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
                if sum(len(part) for part in parts if part) >= 3:
                    patterns.append(
                        re.compile("".join(".+" if part is None else re.escape(part) for part in parts))
                    )
    return patterns


@cache
def _used() -> frozenset[str]:
    """Every plain string constant of the program."""
    return frozenset(str(node.value) for tree in _trees().values() for node in _strings(tree))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_has_its_sentences(lang: str) -> None:
    codes = sorted(text for text in _used() if FINDING_CODE.fullmatch(text))
    assert codes != []
    wanted = [f"{code}.{part}" for code in codes for part in ("message", "remedy")]
    assert_none([key for key in wanted if not table(lang).get(key)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_used(lang: str) -> None:
    patterns = _patterns()
    unused = [
        key
        for key in table(lang)
        if key not in _used()
        and not (FINDING_CODE.fullmatch(key.split(".")[0]) and key.split(".")[0] in _used())
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert_none(unused)


def test_every_sentence_asked_for_by_name_is_there() -> None:
    missing = [
        f"{name}:{node.lineno}: {node.args[0].value!r}"
        for name, tree in _trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "say"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value not in table()
    ]
    assert_none(missing)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_can_be_filled(lang: str) -> None:
    for key, sentence in table(lang).items():
        assert key.strip() == key, sentence
        sentence.format_map(dict.fromkeys(re.findall(r"\{(\w+)", sentence), "1"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_has_its_one_line(lang: str) -> None:
    assert_none([name for name in cli.COMMANDS if f"cli.{name}.short" not in table(lang)])
