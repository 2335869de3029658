"""What a format must show of a report, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.write.styles import printable
from jixiao.reports.blocks import Contents, Figure, block_texts
from jixiao.reports.charts import clean, data_table, is_empty
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.blocks import Report


def expected(report: Report, *, charts: str = "tables", field: bool = False) -> list[str]:
    """The texts of a report; ``charts`` are shown as ``tables`` all, or only where nothing can be ``drawn``.

    A ``field`` for the contents has its words.
    """
    return [text for text in map(printable, _texts(report, charts, field=field)) if text]


def _texts(report: Report, charts: str, *, field: bool) -> Iterator[str]:
    for block in report.blocks():
        if isinstance(block, Figure) and (charts == "tables" or is_empty(clean(block.chart))):
            yield from block_texts(data_table(block))
        yield from block_texts(block)
        if isinstance(block, Contents) and field:
            yield say("report.contents")
