"""Where the values of a form stood: kept as it was read, made into places when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from jixiao.documents.complaints import clip
from jixiao.schemas.finding import Place
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.found import Row
    from jixiao.documents.lines import Line
    from jixiao.schemas.self_evaluation import Path

_WIDE = r"\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—"
_BREAK = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
_SPACE = re.compile(r"\s+")


def tidy(text: str | None) -> str | None:
    """A text without the breaks that printing put into it; null where nothing is left."""
    if text is None or _SPACE.search(text) is None:
        return text or None
    one = _SPACE.sub(" ", _BREAK.sub("", text)).strip()
    return one or None


class Locate(Protocol):
    """Puts a place that names a line of text to where the line came from."""

    def __call__(self, place: Place, number: int, column: int | None = None) -> Place:
        """``number`` is the line's, ``column`` the cell of it that is meant (from 0), where that is known."""
        ...


_Spot = tuple["Line", str | None, str | None, int | None]


class Places(Mapping["Path", Place]):
    """Places by field path, each made when somebody asks for it: of most values nobody ever does."""

    def __init__(self, source: Place, locate: Locate) -> None:
        self._source = source
        self._locate = locate
        self._spots: dict[Path, _Spot] = {}
        self._rows: dict[Path, tuple[Row, tuple[str, ...]]] = {}
        self._made: dict[Path, Place] = {}

    def put(self, path: Path, spot: _Spot) -> None:
        """Keep where a value stood: its line, heading, text and cell."""
        self._spots[path] = spot

    def put_row(self, path: Path, row: Row, names: tuple[str, ...]) -> None:
        """Keep where a row stood, and with it its fields of these names."""
        self._spots[path] = (row.line, None, None, None)
        self._rows[path] = (row, names)

    def at(
        self, line: Line, cell: str | None = None, quote: str | None = None, column: int | None = None
    ) -> Place:
        """The place of a line, of a cell under its heading, of a text in it."""
        shown = line.text.strip() if quote is None else quote
        place = self._source.model_copy(
            update={
                "row": say("place.row", number=line.number),
                "cell": tidy(cell) or None,
                "quote": clip(shown, 300) if quote is None else quote[:1000],
            }
        )
        return self._locate(place, line.number, column)

    def __getitem__(self, path: Path) -> Place:  # noqa: D105 - as of any mapping
        made = self._made.get(path)
        if made is None:
            made = self._made[path] = self._at_path(path)
        return made

    def _at_path(self, path: Path) -> Place:
        spot = self._spots.get(path)
        if spot is not None:
            return self.at(*spot)
        row, names = self._rows[path[:-1]]
        name = path[-1]
        if name not in names or not _stands(row, str(name)):
            raise KeyError(path)
        return self.at(row.line, row.columns.heading(name), row.get(name) or "", row.column(name))

    def __iter__(self) -> Iterator[Path]:  # noqa: D105 - as of any mapping
        for path in self._spots:
            yield path
            if path in self._rows:
                row, names = self._rows[path]
                yield from ((*path, name) for name in names if _stands(row, name))

    def __len__(self) -> int:  # noqa: D105 - as of any mapping
        return sum(1 for _ in self)


def _stands(row: Row, name: str) -> bool:
    """Whether a field of a row has a place; a blank one has where it is a cell of a whole grid."""
    blank = row.line.whole and not row.fit.moved and name in row.columns.fields
    return blank or row.get(name) is not None


def as_it_is(place: Place, number: int, column: int | None = None) -> Place:  # noqa: ARG001 - a text is where it is
    """A :class:`Locate` that leaves a place where the text says it is."""
    return place
