"""Write the documents that are made from the program, or say which of them are stale.

``python docs/generate.py`` writes them; ``--check`` writes nothing and exits 1 naming the stale ones.
Each entry of ``GENERATED`` is a file under ``docs/`` and the function that gives its text.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli import group
from jixiao.console import Context
from jixiao.scoring.ruleset import available, load_ruleset
from jixiao.services.rules_describe import index_page, page
from jixiao.services.rules_files import json_schema
from jixiao.texts import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).resolve().parent
HELP_COLUMNS = 100

FAMILIES = {
    "DIS": "部门决算公开",
    "DOC": "文件",
    "EXE": "预算执行",
    "FIL": "写回原表",
    "FRM": "自评表的内容",
    "FUN": "项目资金",
    "GRD": "等级",
    "INP": "命令的输入",
    "NUM": "数",
    "OFF": "Excel 等办公文件",
    "PDF": "PDF 文件",
    "RSN": "须说明原因的",
    "RUL": "评分规则",
    "SCO": "得分",
    "TOT": "总分",
    "WGT": "分值",
    "WRD": "Word 文件",
}


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


def findings() -> str:
    """The catalogue of findings: code, message, reason and remedy of each, from the text tables."""
    texts = table()
    codes = sorted({key.split(".")[0] for key in texts if re.fullmatch(r"[A-Z]{2,4}\d{3}\.message", key)})
    parts = [
        "# 问题代码一览",
        "由 `make docs` 从文字表生成。代码不会改变含义；〔〕里的是随情况填入的内容。",
    ]
    family = ""
    for code in codes:
        letters = code.rstrip("0123456789")
        if letters != family:
            family = letters
            parts.append(f"## {family}：{FAMILIES.get(family, '')}")
        rows = [f"### {code}", ""]
        for part, heading in (("message", "意思"), ("reason", "为什么算问题"), ("remedy", "怎么办")):
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
