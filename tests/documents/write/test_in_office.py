"""What an office program makes of the files: it opens them without repair and prints all of their text."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.write import docx_form, xlsx_form
from jixiao.documents.write.model import FilledForm, FormBook
from jixiao.services.template import write_template
from tests.documents.write.samples import FORM, SCORED, texts_of

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(
    SOFFICE is None or PDFTOTEXT is None, reason="LibreOffice or pdftotext is not installed"
)


def printed(path: Path) -> str:
    """The text an office program prints of a file, without white space."""
    assert SOFFICE is not None
    assert PDFTOTEXT is not None
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = path.with_suffix(".pdf")
    text = subprocess.run([PDFTOTEXT, "-raw", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("filled", [FilledForm(FORM), SCORED], ids=["plain", "scored"])
def test_a_form_prints_whole(kind: str, filled: FilledForm, tmp_path: Path) -> None:
    path = tmp_path / f"form.{kind}"
    writer = xlsx_form if kind == "xlsx" else docx_form
    path.write_bytes(writer.as_bytes(FormBook((filled,))))
    text = printed(path)
    assert [one for one in texts_of(filled) if re.sub(r"\s", "", one) not in text] == []


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_blank_form_prints(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"blank.{kind}"
    write_template(path, rules="mof-2021", year=2024)
    text = printed(path)
    assert "项目支出绩效自评表" in text
    assert "（2024年度）" in text
    assert "服务对象满意度指标" in text
