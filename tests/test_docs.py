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
    assert {code.rstrip("0123456789") for code in codes} == set(generate.FAMILIES)
    assert re.search(r"(?<!\{)\{\w+\}", page) is None


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []
