"""Chinese sentences: the words of reports and of their charts."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "report.blank": "【待补充：{what}】",
    "report.number.1": "{han}、",
    "report.number.2": "（{han}）",
    "report.number.3": "{number}. ",
    "report.number.4": "（{number}）",
}
