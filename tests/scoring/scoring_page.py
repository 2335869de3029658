"""The parts of ``docs/scoring.md`` that are made from the program."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from jixiao.indicators import compare
from jixiao.scoring.explain import sentence
from jixiao.services.score_paths import score_paths
from jixiao.texts import table
from jixiao.texts.zh import readings, scoring

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "scoring.md"
EXAMPLES = (
    ("政务服务中心运转经费.json", "政务服务进驻部门数"),
    ("政务服务中心运转经费.json", "政务服务事项受理数"),
    ("政数局运转经费.json", None),
    ("赣服通3.0分厅建设项目.json", "推广一件事业务开发推进工作，打造高频优质"),
)
NOTES = (
    "detail-not-compared", "took-unit", "took-year", "equality-under-strict", "repeats-target",
    "days-at-least",
)  # fmt: skip


def _filled(text: str) -> str:
    """A sentence with an ellipsis for each figure."""
    return re.sub(r"\{\w+\}", "…", text).removesuffix("。")


def _rows(codes: list[str], prefix: str) -> list[str]:
    sentences = table()
    return [
        f"| `{code}` | {_filled(sentences.get(prefix + code, sentences.get(code, '')))} |" for code in codes
    ]


def compared() -> list[str]:
    """The codes of why a comparison is left open."""
    source = inspect.getsource(compare)
    named = [key for key in readings.TABLE if "." not in key and f'"{key}"' in source and key not in NOTES]
    formed = [key for key in readings.TABLE if re.fullmatch("(target|actual)-(missing|unreadable)", key)]
    unread = {"empty", "placeholder", "not-applicable", "template", "tier-label", "late"}
    return [key for key in readings.TABLE if key in {*named, *formed} - unread]


def reasons() -> str:
    """Every reason code with its sentence, and the notes."""
    own = [key.removeprefix("reason.") for key in scoring.TABLE if re.fullmatch(r"reason\.[\w-]+", key)]
    beside = [key.removeprefix("note.") for key in scoring.TABLE if key.startswith("note.")]
    head = ["| 代码 | 意思 |", "| --- | --- |"]
    lines = ["由规则和分值而来：", "", *head, *_rows(own, "reason.")]
    lines += ["", "由目标值和完成值的比较而来：", "", *head, *_rows(compared(), "reason.")]
    lines += ["", "理由之外的附注：", "", *head, *_rows([*beside, *NOTES], "note.")]
    return "\n".join(lines)


def examples() -> str:
    """Real rows with the sentence of their explanation, under the rules their tables come out by."""
    lines = []
    for file, name in EXAMPLES:
        (scored,) = score_paths([str(ROOT / "examples" / file)], rules="jiangxi-2023").evaluations
        if name is None:
            assert scored.execution is not None
            row, label = scored.execution, "预算执行率"
        else:
            item = next(item for item in scored.indicators if item.indicator.name == name)
            row, label = item.row, f"{name}（目标 {item.indicator.target}，完成 {item.indicator.actual}）"
        lines.append(f"- {label}：\n  `{sentence(row)}`")
    return "\n".join(lines)


def page(text: str) -> str:
    """``text`` with its made parts made anew."""
    for name, made in (("reasons", reasons()), ("examples", examples())):
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        before, rest = text.split(begin)
        text = before + begin + made + end + rest.split(end)[1]
    return text
