"""The documents: generated ones are what the program gives now, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jixiao import cli
from jixiao.texts import table

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_documents_are_what_the_program_gives(generate: ModuleType) -> None:
    assert generate.stale() == [], "make docs"


def test_a_stale_document_is_named_and_mended(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    monkeypatch.setattr(generate, "GENERATED", {"a/一.md": lambda: "新\n"})
    assert generate.main(["--check"]) == 1
    assert "docs/a/一.md" in capsys.readouterr().err
    assert generate.main([]) == 0
    assert (tmp_path / "a" / "一.md").read_text(encoding="utf-8") == "新\n"
    assert generate.main(["--check"]) == 0


def test_the_reference_has_every_command(generate: ModuleType) -> None:
    page = generate.commands()
    for name in cli.COMMANDS:
        assert f"\n## jixiao {name}\n" in page


def test_the_catalogue_has_every_finding_once(generate: ModuleType) -> None:
    page = generate.findings()
    codes = [key.split(".")[0] for key in table() if key.endswith(".message") and key[:3].isupper()]
    assert sorted(re.findall(r"^### (\w+)$", page, re.MULTILINE)) == sorted(codes)
    assert {code.rstrip("0123456789") for code in codes} <= set(generate.FAMILIES)
    assert re.search(r"(?<!\{)\{\w+\}", page) is None


def test_every_check_says_all_there_is_to_say_of_it(generate: ModuleType) -> None:
    texts = table()
    codes = sorted({key.split(".")[0] for key in texts if key[:3] in generate.CHECKED and key[3:6].isdigit()})
    assert len(codes) > 50
    wanted = [f"{code}.{part}" for code in codes for part, _ in generate.PARTS]
    assert [key for key in wanted if not texts.get(key)] == []


def test_an_example_is_a_sentence_and_no_pattern() -> None:
    examples = {
        key: text
        for key, text in table().items()
        if key[:3].isupper() and key.endswith((".example", ".basis"))
    }
    assert examples != {}
    assert [key for key, text in examples.items() if re.search(r"[{}]", text) or len(text) < 4] == []


def test_the_catalogue_says_how_bad_a_finding_is(generate: ModuleType) -> None:
    page = generate.findings()
    assert "### COL001\n\n- 程度：提示\n- 意思：" in page
    assert generate.severities()["COL001"] == ["notice"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []
