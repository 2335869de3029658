"""Write the documents that are made from the program, or say which of them are stale.

``python docs/generate.py`` writes them; ``--check`` writes nothing and exits 1 naming the stale ones.
Each entry of ``GENERATED`` is a file under ``docs/`` and the function that gives its text.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli import group
from jixiao.console import Context
from jixiao.scoring.ruleset import available, load_ruleset
from jixiao.services.framework_schema import framework_schema
from jixiao.services.rules_describe import index_page, page
from jixiao.services.rules_files import json_schema
from jixiao.services.summary_schema import summary_schema
from jixiao.services.whatif_schema import whatif_schema
from jixiao.texts import say, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).resolve().parent
HELP_COLUMNS = 100

FAMILIES = {
    "CLM": "与数字不符的说法",
    "CLT": "收表",
    "COL": "多张表、多个单位之间",
    "CST": "成本指标与资金",
    "DIS": "部门决算公开的读取",
    "DOC": "文件",
    "EXE": "预算执行",
    "FIL": "写回原表",
    "FRM": "自评表的内容",
    "FUN": "项目资金",
    "FWK": "指标体系的表",
    "GOL": "年度总体目标",
    "GRD": "等级",
    "INP": "命令的输入",
    "LST": "一行一个指标的清单",
    "MRK": "标注原文件",
    "NAR": "决算说明的文字与公开表",
    "NUM": "数",
    "OFF": "Excel 等办公文件",
    "ORG": "单位名称",
    "OUT": "报告的结构",
    "PDF": "PDF 文件",
    "PRJ": "项目清单、自评表与评价报告",
    "PUB": "公开表之间",
    "RPT": "部门评价报告",
    "RSN": "须说明原因的",
    "RTN": "应报送单位的清单",
    "RUL": "评分规则",
    "RVW": "复核表",
    "SCO": "得分",
    "SMY": "汇总",
    "STA": "预算绩效情况说明",
    "STO": "数据库",
    "SUM": "合计、平均、个数、等级",
    "TAB": "自评表的组成",
    "TGT": "指标值和完成值",
    "TOT": "总分",
    "TXT": "文字",
    "WGT": "分值",
    "WRD": "Word 文件",
}
"""What the codes are grouped by, by their letters; a family without a code yet is left out of the page."""

CHECKED = frozenset({
    "CLM", "COL", "CST", "EXE", "FUN", "GOL", "GRD", "NAR", "ORG", "OUT", "PRJ",
    "PUB", "RPT", "RSN", "SCO", "STA", "SUM", "TAB", "TGT", "TOT", "TXT", "WGT",
})  # fmt: skip
"""The families that check what a document says; each of their codes has an example and what it rests on."""

PARTS = (
    ("message", "意思"),
    ("example", "例"),
    ("reason", "为什么算问题"),
    ("remedy", "怎么办"),
    ("basis", "依据"),
)
_CODE = re.compile(r"[A-Z]{2,4}\d{3}")
_SEVERITIES = ("error", "warning", "notice")


def _contexts(command: click.Command, name: str, parent: click.Context | None) -> Iterator[click.Context]:
    """The contexts of ``command`` and of everything under it, from the top down."""
    context = Context(command, info_name=name, parent=parent, terminal_width=HELP_COLUMNS)
    context.help_option_names = ["-h", "--help"]
    yield context
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from _contexts(found, below, context)


def commands() -> str:
    """The command line reference: each command's own help page."""
    parts = ["# 命令参考", "由 `make docs` 从程序生成，与 `--help` 的内容一字不差。"]
    for context in _contexts(group, "jixiao", None):
        page = context.command.get_help(context).rstrip("\n")
        parts += [f"## {context.command_path}", f"```text\n{page}\n```"]
    return "\n\n".join(parts) + "\n"


@cache
def severities() -> dict[str, list[str]]:
    """By code the severities the program gives it, worst first.

    Those named beside the code in one call or pair; else those of a function that has no other code.
    """
    beside: dict[str, set[str]] = {}
    around: dict[str, set[str]] = {}
    for module in sorted((DOCS.parent / "jixiao").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Call, ast.Tuple)):
                codes, levels = _named(node)
                for code in codes:
                    beside.setdefault(code, set()).update(levels)
            elif isinstance(node, ast.FunctionDef):
                inner = list(ast.walk(node))
                codes = sorted(
                    {str(one.value) for one in inner if isinstance(one, ast.Constant) and _is_code(one)}
                )
                if len(codes) == 1:
                    levels = {level for one in inner if (level := _severity(one)) is not None}
                    around.setdefault(codes[0], set()).update(levels)
    known = {code: beside.get(code) or around.get(code, set()) for code in {*beside, *around}}
    return {code: [one for one in _SEVERITIES if one in levels] for code, levels in known.items()}


def _named(node: ast.Call | ast.Tuple) -> tuple[list[str], set[str]]:
    """The codes in a call or tuple, and the severities it names, or is named after."""
    if isinstance(node, ast.Tuple):
        values = node.elts
    else:
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
    codes = [str(value.value) for value in values if isinstance(value, ast.Constant) and _is_code(value)]
    levels = {level for value in values if (level := _severity(value)) is not None}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SEVERITIES:
        levels.add(node.func.id)
    return codes, levels


def _severity(node: ast.AST) -> str | None:
    """The severity that ``Severity.ERROR`` and the like name."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Severity":
        return node.attr.lower()
    return None


def _is_code(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _CODE.fullmatch(node.value) is not None
    )


def findings() -> str:
    """The catalogue of findings: what each code means, an example, why, how to mend it, what it rests on."""
    texts = table()
    codes = sorted({key.split(".")[0] for key in texts if re.fullmatch(rf"{_CODE.pattern}\.message", key)})
    parts = [
        "# 问题代码一览",
        "由 `make docs` 从文字表生成。代码不会改变含义；〔〕里的是随情况填入的内容。",
        "程度：错误是能证明的矛盾，警告是多半有错，提示值得一看，怎么定的见 [check.md](check.md)。",
    ]
    family = ""
    for code in codes:
        letters = code.rstrip("0123456789")
        if letters != family:
            family = letters
            parts.append(f"## {family}：{FAMILIES.get(family, '')}")
        rows = [f"### {code}", ""]
        levels = severities().get(code, [])
        if levels:
            rows.append(f"- 程度：{'、'.join(say(f'severity.{level}') for level in levels)}")
        elif letters in CHECKED:
            rows.append("- 程度：视情况而定")
        for part, heading in PARTS:
            text = texts.get(f"{code}.{part}")
            if text is not None:
                rows.append(f"- {heading}：{_shown(text)}")
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _shown(text: str) -> str:
    """A sentence with its parameters shown as blanks to be filled."""
    return re.sub(r"\{(\w+)[^}]*\}", r"〔\1〕", text).replace("{{", "{").replace("}}", "}").replace("\n", " ")


def _rule_page(name: str) -> str:
    """The page of one shipped rule set."""
    return page(load_ruleset(name))


def _rule_pages() -> dict[str, Callable[[], str]]:
    """One page for each shipped rule set, their list, and the schema of the file."""
    pages: dict[str, Callable[[], str]] = {
        f"rules/{name}.md": partial(_rule_page, name) for name in available()
    }
    pages["rules/README.md"] = lambda: index_page([load_ruleset(name) for name in available()])
    pages["schema/summary.schema.json"] = lambda: (
        json.dumps(summary_schema(), ensure_ascii=False, indent=2) + "\n"
    )
    pages["schema/whatif.schema.json"] = lambda: (
        json.dumps(whatif_schema(), ensure_ascii=False, indent=2) + "\n"
    )
    pages["schema/framework.schema.json"] = lambda: (
        json.dumps(framework_schema(), ensure_ascii=False, indent=2) + "\n"
    )
    pages["schema/ruleset.schema.json"] = lambda: (
        json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    )
    return pages


_CONSOLE = re.compile(r"(?<=```console\n)\$ (jixiao [^\n]*)\n.*?(?=```)", re.DOTALL)


def readme() -> str:
    """README with the real output below each of its commands."""
    text = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    return _CONSOLE.sub(lambda found: f"$ {found[1]}\n{_output(found[1])}", text)


def _output(line: str) -> str:
    """What a command line of the README prints, run from the top of the checkout."""
    done = subprocess.run(
        [sys.executable, "-m", *line.split()],
        cwd=DOCS.parent,
        env=dict(os.environ, PYTHONIOENCODING="utf-8", JIXIAO_RULES=""),
        capture_output=True,
        check=False,
    )
    return done.stdout.decode("utf-8")


GENERATED: dict[str, Callable[[], str]] = {
    "../README.md": readme,
    "commands.md": commands,
    "findings.md": findings,
    **_rule_pages(),
}


def stale() -> list[str]:
    """The generated files whose text on disk is not what the program gives now."""
    return [
        name
        for name, make in GENERATED.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != make()
    ]


def main(arguments: list[str]) -> int:
    """Write or, with ``--check``, compare; returns the exit code."""
    names = stale()
    if "--check" in arguments:
        for name in names:
            print(f"docs/{name} 与程序不一致，请运行 make docs", file=sys.stderr)
        return 1 if names else 0
    for name in names:
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(GENERATED[name](), encoding="utf-8")
        print(f"已更新 docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
