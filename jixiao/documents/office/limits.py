"""The bounds an office file has to keep; each is checked before anything is built from what it bounds."""

from __future__ import annotations

from typing import Final

MEBIBYTE: Final = 1024 * 1024

MAX_EXPANDED: Final = 64 * MEBIBYTE
"""Bytes that all members of a package may have together when inflated."""

MAX_RATIO: Final = 200
"""Inflated bytes for each packed one, of a member and of the package."""

RATIO_FLOOR: Final = MEBIBYTE
"""Below this inflated size the ratio says nothing: blank cells pack very well, and so few cannot hurt."""

MAX_MEMBERS: Final = 10_000
"""Members of a package."""

MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 512
"""The last row and column in which a cell may hold something; formatted blanks beyond are cut off."""

MAX_CELLS: Final = 800_000
"""Cells of one workbook, counted in the rows that hold something."""

MAX_TEXT: Final = 8_000_000
"""Characters of all cells of one workbook together."""

MAX_SHEETS: Final = 1_000
"""Sheets of one workbook."""

MAX_FORMAT: Final = 512
"""Characters of one number format; the programs that write them stop at 255."""

WALL_SECONDS: Final = 8.0
"""How long one file may take; with the start of a fresh worker every answer stays under ten seconds."""

CPU_SECONDS: Final = 8
"""The same in processor time, kept by the system even if the parent is gone."""

WORKER_MEMORY: Final = 512 * MEBIBYTE
"""Address space of a worker process."""

FILES_PER_WORKER: Final = 5_000
"""After so many files a worker is replaced, so that nothing can pile up."""
