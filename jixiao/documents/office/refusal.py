"""Why a file is refused: raised by the guards and readers of this package, answered as a note."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a slip of the program
    """The file cannot be read or must not be: a text code, its parameters, the sheet and the cell."""

    def __init__(self, code: str, *, ref: str | None = None, table: str | None = None, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.ref = ref
        self.table = table
