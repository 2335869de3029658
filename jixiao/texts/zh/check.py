"""What ``jixiao check`` says of itself."""

from __future__ import annotations

TABLE = {
    "cli.check.short": "复核自评表、部门决算公开，指出对不上的地方",
    "check.help": "复核自评表和部门决算公开：逐条指出对不上、写错、漏写的地方，各在原文的位置。",
    "check.rules": "评分规则：auto（默认，按表上得分推断）、规则编号或规则文件",
    "check.json": "输出 JSON",
    "check.quiet": "不显示进度和提示",
}
