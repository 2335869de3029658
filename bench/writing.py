"""Writing forms: 1,000 scored tables into one file of each kind; 100,000 strings, none of them a formula.

``python bench/writing.py [TABLES] [STRINGS]``
"""

from __future__ import annotations

import io
import json
import random
import re
import sys
import time
import zipfile
from pathlib import Path

from jixiao.documents.write import csv_form, docx_form, html_form, xlsx_form
from jixiao.documents.write.model import FilledForm, FormBook
from jixiao.schemas.self_evaluation import Indicator, SelfEvaluation
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import score_evaluation
from jixiao.services.write_scored import filled_form

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
LEADS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "{=",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "＝",
    "https://",
    "internal:A1",
)
FORMULA = re.compile(rb"<f[\s>]")


def forms(count: int) -> tuple[FilledForm, ...]:
    rules = load_ruleset("jiangxi-2023")
    read = [SelfEvaluation.model_validate(json.loads(path.read_text(encoding="utf-8"))) for path in EXAMPLES]
    scored = [filled_form(score_evaluation(form, rules)) for form in read]
    return tuple(scored[index % len(scored)] for index in range(count))


def strings(count: int) -> list[str]:
    chance = random.Random(20260731)

    def char() -> str:
        return chr(chance.choice((chance.randrange(32, 127), chance.randrange(1, 0xD800))))

    return [chance.choice(LEADS) + "".join(char() for _ in range(chance.randrange(12))) for _ in range(count)]


def formula_cells(texts: list[str]) -> int:
    found = 0
    for start in range(0, len(texts), 10_000):
        rows = tuple(Indicator(name=text, target=text) for text in texts[start : start + 10_000])
        book = FormBook((FilledForm(SelfEvaluation(project="x", indicators=rows)),))
        with zipfile.ZipFile(io.BytesIO(xlsx_form.as_bytes(book))) as package:
            for name in package.namelist():
                if name.startswith("xl/worksheets/"):
                    found += len(FORMULA.findall(package.read(name)))
                found += b'TargetMode="External"' in package.read(name)
    return found


def main(tables: int, texts: int) -> None:
    made = FormBook(forms(tables))
    for writer in (xlsx_form, docx_form, html_form, csv_form):
        start = time.perf_counter()
        size = len(writer.as_bytes(made))
        took = time.perf_counter() - start
        kind = writer.__name__.rpartition(".")[2].removesuffix("_form")
        each = 1000 * took / tables
        print(f"{kind:5} {tables} 张表：{took:6.2f} 秒，每张 {each:5.1f} 毫秒，{size / 1e6:.1f} MB")
    start = time.perf_counter()
    found = formula_cells(strings(texts))
    took = time.perf_counter() - start
    print(f"{texts} 个以 = + - @ 等开头的文字：公式或外部链接 {found} 个（{took:.1f} 秒）")


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [1000, 100_000][len(given) :]))
