"""Chinese sentences: what a 部门决算公开 says, and what of it was not understood."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "disclosure.table": "公开{number}表",
}
