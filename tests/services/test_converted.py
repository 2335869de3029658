"""What office programs make of forms, old workbooks and printed pages, reads and scores as the forms it was.

And one folder of everything, as departments send it, through the command as a process.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement
from docx.shared import Pt

from jixiao.documents.files import read_path
from jixiao.services.score_paths import score_paths
from tests.documents.office.biff_writer import compound
from tests.documents.office.pdf_writer import PdfPage, pdf
from tests.documents.office_layouts import LAYOUTS, fitting, sheet, word, xlsx
from tests.documents.rendering import render
from tests.documents.test_round_trips import EXAMPLES, _only_with, scores, squeezed, written
from tests.services.test_office_runs import split

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation
    from tests.documents.rendering import Layout

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
LOCK = "x"
RULES = "jiangxi-2023"
LONGEST = max(EXAMPLES.values(), key=lambda form: len(form.indicators))


def converted(files: dict[str, bytes], kind: str, folder: Path) -> dict[str, Path]:
    """Files in another format, by their names without suffix; all by one call of the office program."""
    assert SOFFICE is not None
    made, out = folder / f"before-{kind}", folder / kind
    made.mkdir()
    for name, data in files.items():
        (made / name).write_bytes(data)
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(out), *(str(made / name) for name in files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {Path(name).stem: out / f"{Path(name).stem}.{kind}" for name in files}


def long_form(rows: int) -> SelfEvaluation:
    """A form of so many indicators: those of a real one again and again, each name told apart."""
    indicators = LONGEST.indicators
    many = tuple(
        indicators[number * len(indicators) // rows].model_copy(
            update={
                "name": f"{indicators[number * len(indicators) // rows].name}之{number + 1}",
                "weight": Decimal(2),
                "claimed_score": Decimal(2),
            }
        )
        for number in range(rows)
    )
    return LONGEST.model_copy(update={"indicators": many})


def unbroken(data: bytes) -> bytes:
    """A document whose rows stay whole at the end of a page."""
    document = docx.Document(io.BytesIO(data))
    for table in document.tables:
        for row in table._tbl.tr_lst:
            row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# old workbooks


@needs_office
def test_old_workbooks_of_every_layout_score_as_the_forms_they_are(tmp_path: Path) -> None:
    forms: dict[str, tuple[SelfEvaluation, Layout]] = {}
    for number, example in enumerate(EXAMPLES.values()):
        for name, layout in LAYOUTS.items():
            form = example if name == "official" else split(example)
            chosen = fitting(form) if name == "official" else layout
            forms[f"{name}{number}"] = _only_with(form, chosen), chosen
    made = {f"{name}.xlsx": xlsx(sheet(*both)) for name, both in forms.items()}
    old = converted(made, "xls", tmp_path)
    for name, (form, layout) in forms.items():
        (tmp_path / "again.xlsx").write_bytes(made[f"{name}.xlsx"])
        (new,) = read_path(tmp_path / "again.xlsx").forms
        for suffix in (".xls", ".et", ".xlsx"):  # the kind is told by content
            path = old[name].with_suffix(suffix)
            if suffix != ".xls":
                shutil.copy(old[name], path)
            read = read_path(path)
            assert (read.kind, read.problems) == ("xls", ()), name
            (one,) = read.forms
            assert one.evaluation == new.evaluation, name
            assert scores(one.evaluation) == scores(new.evaluation)
            cells = {path: (place.table, place.cell) for path, place in one.places.items()}
            assert cells == {path: (place.table, place.cell) for path, place in new.places.items()}
        if layout is not LAYOUTS["no-weight"]:  # its heading gives the weight
            assert new.evaluation == form


# printed pages


def lowered(data: bytes, points: int) -> bytes:
    """A document that begins so much lower, so that other rows are cut by the ends of its pages."""
    document = docx.Document(io.BytesIO(data))
    document.paragraphs[0].paragraph_format.space_before = Pt(points)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@needs_office
@pytest.mark.parametrize("rows", [30, 55])
def test_a_form_printed_over_several_pages_scores_as_the_form_it_is(rows: int, tmp_path: Path) -> None:
    form = long_form(rows)
    layout = fitting(form)
    files = {
        "ours-sheet.xlsx": written(form, "xlsx"),
        "ours-text.docx": written(form, "docx"),
        "theirs-text.docx": unbroken(word(sheet(form, layout))),
        **{f"broken-{by}.docx": lowered(word(sheet(form, layout)), by) for by in range(0, 48, 12)},
    }
    for name, path in converted(files, "pdf", tmp_path).items():
        read = read_path(path, year=form.year)
        pages = {place.page for one in read.forms for place in one.places.values()}
        assert read.problems == (), name
        assert len(pages) >= 2, name
        (one,) = read.forms
        assert squeezed(one.evaluation) == squeezed(form), name
        assert scores(one.evaluation) == scores(form), name


# a folder of everything


def everything(folder: Path) -> dict[str, str]:
    """More than sixty files of all kinds; each is to be ``read``, ``passed``, ``refused`` or ``hidden``."""
    forms = list(EXAMPLES.values())
    fates: dict[str, str] = {}

    def put(name: str, data: bytes, fate: str) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        fates[name] = fate

    for number in range(50):
        form = forms[number % len(forms)]
        layout = fitting(form)
        made = sheet(form, layout)
        office = f"局{number // 10}"
        name, data = (
            (f"{number:02}.xlsx", xlsx(made)),
            (f"{number:02}.docx", word(made)),
            (f"{number:02}.json", form.model_dump_json().encode()),
            (f"{number:02}.txt", render(form, layout).encode()),
            (f"{number:02}.md", render(form, replace(layout, separator="|")).encode()),
        )[number % 5]  # fmt: skip
        put(f"{office}/{name}", data, "read")
    good = xlsx(sheet(forms[0], fitting(forms[0])))
    web = "<html><body><table><tr><td>项目名称</td><td>道路</td></tr></table></body></html>"
    put("坏/截断.xlsx", good[: len(good) // 2], "refused")
    put("坏/乱码.xls", b"PK\x03\x04 broken", "refused")
    put("坏/加密.xlsx", compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "refused")
    put("坏/加密.pdf", pdf(PdfPage(), password=LOCK), "refused")
    put("坏/网页.xls", web.encode(), "refused")
    put("坏/空.xlsx", b"", "refused")
    put("坏/空.txt", b"", "refused")
    put("坏/坏.json", b'{"project": ', "refused")
    put("坏/照片.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, "refused")
    put("说明.txt", "请各单位于月底前报送。\n".encode(), "passed")
    put("说明.md", "# 说明\n没有表。\n".encode(), "passed")
    put("局0/~$00.xlsx", b"\x05lock" + bytes(160), "hidden")
    put(".DS_Store", b"\x00\x00\x00\x01Bud1", "hidden")
    if SOFFICE is not None:
        files = {f"{number}.xlsx": written(form, "xlsx") for number, form in enumerate(forms)}
        scratch = folder.parent / f"{folder.name}-scratch"
        scratch.mkdir()
        for kind in ("pdf", "xls"):
            (scratch / kind).mkdir()
            for name, path in converted(files, kind, scratch / kind).items():
                put(f"{kind}/{name}.{kind}", path.read_bytes(), "read")
    return fates


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder, and what is to become of each of its files."""
    folder = tmp_path_factory.mktemp("所有") / "各单位报送"
    return folder, everything(folder)


def test_a_folder_of_everything_through_the_command(sent: tuple[Path, dict[str, str]]) -> None:
    folder, fates = sent
    assert len(fates) >= 60
    done = subprocess.run(
        [sys.executable, "-m", "jixiao", "score", str(folder), "--rules", RULES],
        capture_output=True, check=False, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    by_fate = {fate: [name for name, one in fates.items() if one == fate] for fate in fates.values()}
    out = done.stdout.splitlines()
    start = next(number for number, line in enumerate(out) if line.startswith("共 ") and "个文件" in line)
    ending = "".join(out[start:])
    seen = len(fates) - len(by_fate["hidden"])
    assert ending.startswith(f"共 {seen} 个文件")
    read, passed, refused = (len(by_fate[fate]) for fate in ("read", "passed", "refused"))
    assert f"{read} 个有自评表，{passed} 个没有、跳过，{refused} 个读不了" in ending
    assert sum(line.startswith("读不了：") for line in out[start:]) == refused
    assert sum(line.startswith("跳过：") for line in out[start:]) == passed
    for name in by_fate["refused"]:
        assert f"读不了：{folder / name}：" in ending, name
        # and one line for each on stderr, with what to do about it
        (line,) = [line for line in done.stderr.splitlines() if str(folder / name) in line]
        assert "。" in line
    assert all(str(folder / name) not in done.stdout + done.stderr for name in by_fate["hidden"])


def test_a_folder_of_everything_scores_each_as_alone(sent: tuple[Path, dict[str, str]]) -> None:
    folder, fates = sent
    run = score_paths([str(folder)], rules=RULES)
    done = subprocess.run(
        [sys.executable, "-m", "jixiao", "score", str(folder), "--rules", RULES, "--json"],
        capture_output=True, check=False, encoding="utf-8", timeout=300,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["complete"]) == (2, False)
    read = [name for name, fate in fates.items() if fate == "read"]
    assert len(run.evaluations) == len(answer["evaluations"]) == len(read)
    totals: dict[str, set[object]] = {}
    for one in run.evaluations:
        totals.setdefault(one.evaluation.project, set()).add((one.total, one.total_range, one.grade))
    assert {project: len(found) for project, found in totals.items()} == dict.fromkeys(totals, 1)
    assert {Path(error["place"]["file"]).name for error in answer["errors"]} == {
        Path(name).name for name, fate in fates.items() if fate == "refused"
    }
