"""A list of projects read: told from other inputs, looked through once, then given out project by project.

The first look takes the hash and finds out the encoding and where each project ends, so that the second one
gives every project as soon as it is whole: memory does not grow with the list.
"""

from __future__ import annotations

import hashlib
import io
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents import kinds
from jixiao.documents.complaints import clip, error, notice, printable
from jixiao.documents.grid import Grid
from jixiao.documents.long_list.form import FormMaker, Made
from jixiao.documents.long_list.groups import Grouping, TooScatteredError, groups, last_rows
from jixiao.documents.long_list.headings import HEADING_WITHIN, find_heading
from jixiao.documents.long_list.rows import (
    HEAD,
    BadEncodingError,
    BrokenListError,
    Dialect,
    encoding_of,
    of_grid,
    records,
    sniff,
    text_of,
)
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadFile
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import BinaryIO

    from jixiao.documents.grid import Extract
    from jixiao.documents.long_list.headings import ListHeading
    from jixiao.documents.long_list.rows import Record
    from jixiao.schemas.finding import Finding

MAX_BYTES = 4 * 1024 * 1024 * 1024
"""A longer list is refused: it is read as it comes, but nobody waits so long."""
_NO_TABLE = frozenset({"DOC011"})
_SHOWN = 12
"""So many headings that nobody reads are named."""


@dataclass(frozen=True)
class LongList:
    """A list that was looked through: its hash, size, and how many projects it has.

    ``problems`` are why nothing (or not everything) of it can be read, ``notes`` what was noticed of the
    whole.  :meth:`forms` gives its projects.
    """

    name: str
    kind: str
    sha256: str
    size: int
    heading: ListHeading
    ends: tuple[int, ...] = ()
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    _open: Callable[[], Generator[Record, None, None]] = field(
        default=lambda: _in_turn(()), repr=False, compare=False
    )
    table: str | None = None

    @property
    def count(self) -> int:
        """How many projects it has."""
        return len(self.ends)

    def forms(self) -> Iterator[Made]:
        """Its projects in the order of their first rows, each as a form or with why there is none."""
        if not self.ends:
            return
        maker = FormMaker(self.heading, self.name, self.table)
        grouping = Grouping(self.heading, self.name, self.table)
        try:
            with closing(self._open()) as rows:
                for index, group in enumerate(groups(rows, grouping, self.ends), 1):
                    yield maker.make(group, index)
        except TooScatteredError:
            yield Made(None, (error("LST009", Place(file=self.name)),))
        except (BrokenListError, BadEncodingError, OSError):  # it was changed between the two looks
            yield Made(None, (error("LST010", Place(file=self.name)),))


def _in_turn(rows: Iterable[Record]) -> Generator[Record, None, None]:
    yield from rows


def _looked_through(found: LongList) -> LongList:
    """The list with what a first look at its rows says."""
    grouping = Grouping(found.heading, found.name, found.table)
    try:
        ends = last_rows(found._open(), grouping)  # noqa: SLF001 - of this class
    except BrokenListError as broken:
        row = say("place.row", number=broken.row)
        place = Place(file=found.name, row=row)
        return replace(found, problems=(error("LST001", place, number=broken.row),))
    except BadEncodingError as bad:
        place = Place(file=found.name)
        return replace(found, problems=(error("DOC008", place, offset=str(bad.offset + 1)),))
    problems = [*found.problems, *grouping.lost()]
    if not ends:
        problems.append(error("LST011", Place(file=found.name, table=found.table)))
    return replace(
        found,
        ends=tuple(ends),
        problems=tuple(problems),
        notes=(*_of_heading(found), *grouping.notes()),
    )


def _of_heading(found: LongList) -> Iterator[Finding]:
    heading = found.heading
    place = Place(file=found.name, table=found.table, row=say("place.row", number=heading.row))
    for text, word in heading.near:
        yield notice("FRM010", place.model_copy(update={"cell": text}), found=text, word=word)
    if heading.funds and not heading.weighs_funds:
        yield notice("LST015", place)
    if heading.unread:
        more = len(heading.unread) - _SHOWN
        shown = "、".join(clip(text, 20) for text in heading.unread[:_SHOWN])
        yield notice("LST002", place, headings=shown + (say("list.more", count=more) if more > 0 else ""))


def _refused_units(heading: ListHeading, name: str) -> tuple[Finding, ...]:
    """Money in several units: nothing of it could be put into one form."""
    if not heading.units_differ:
        return ()
    return (error("LST012", Place(file=name, row=say("place.row", number=heading.row))),)


def list_of_bytes(data: bytes, name: str) -> LongList | None:
    """The list that a text in memory is, or ``None``; never raises for what it holds."""
    if not data.strip() or kinds.of_bytes(data) is not None:
        return None
    dialect = sniff(data[:HEAD], whole=len(data) <= HEAD)
    if dialect is None:
        return None
    return _of_text(dialect, printable(name), lambda: io.BytesIO(data))


def list_of_path(path: str | Path) -> LongList | None:
    """The list that a file with text is, whatever its length, or ``None``; never raises for what it holds."""
    known = Path(path)
    try:
        if not known.is_file():
            return None
        size = known.stat().st_size
        with known.open("rb") as stream:
            head = stream.read(HEAD)
        if not head.strip() or kinds.of_bytes(head) is not None:
            return None
        dialect = sniff(head, whole=size <= len(head))
        if dialect is None:
            return None
        if size > MAX_BYTES:
            place = Place(file=printable(str(path)))
            limit = f"{MAX_BYTES // 1024**3} GB"
            refused = error("DOC004", place, size=f"{size / 1024**3:.1f} GB", limit=limit)
            return LongList(str(path), kinds.TEXT, "", size, dialect.heading, problems=(refused,))
        return _of_text(dialect, printable(str(path)), lambda: known.open("rb"))
    except (OSError, ValueError):
        return None


def _of_text(dialect: Dialect, name: str, opened: Callable[[], BinaryIO]) -> LongList:
    digest, size = hashlib.sha256(), 0

    def told(block: bytes) -> None:
        nonlocal size
        size += len(block)
        digest.update(block)

    with opened() as stream:
        encoding = encoding_of(stream, dialect.encoding, told)
    heading = dialect.heading
    found = LongList(name, kinds.TEXT, digest.hexdigest(), size, heading)
    if isinstance(encoding, int):
        return replace(found, problems=(error("DOC008", Place(file=name), offset=str(encoding + 1)),))
    if heading.units_differ:
        return replace(found, problems=_refused_units(heading, name))

    def rows() -> Generator[Record, None, None]:
        with opened() as stream, closing(text_of(stream, encoding)) as lines:
            yield from records(lines, dialect.delimiter)

    made = _looked_through(replace(found, _open=rows))
    if encoding == "gb18030":
        return replace(made, notes=(notice("DOC010", Place(file=name)), *made.notes))
    return made


def list_of_grid(
    grid: Grid, name: str, *, sha256: str = "", size: int = 0, kind: str = ""
) -> LongList | None:
    """The list that a sheet is, or ``None``."""
    heading = find_heading(of_grid(replace(grid, rows=grid.rows[: HEADING_WITHIN + 1])))
    if heading is None:
        return None
    found = LongList(name, kind, sha256, size, heading, table=grid.name)
    if heading.units_differ:
        return replace(found, problems=_refused_units(heading, name))
    repeated = frozenset(heading.facts.values())
    return _looked_through(replace(found, _open=lambda: _in_turn(of_grid(grid, repeated))))


def read_list(found: LongList) -> ReadFile:
    """Everything of a list at once."""
    forms, problems = [], list(found.problems)
    for made in found.forms():
        problems += made.problems
        if made.form is not None:
            forms.append(made.form)
    return ReadFile(found.name, tuple(forms), tuple(problems), found.notes, kind=found.kind)


def with_year(read: ReadFile, year: int | None) -> ReadFile:
    """What was read, with the year of forms that name none."""
    if year is None:
        return read
    forms = tuple(
        form
        if form.evaluation.year is not None
        else replace(form, evaluation=form.evaluation.model_copy(update={"year": year}))
        for form in read.forms
    )
    return replace(read, forms=forms)


def with_lists(rest: ReadFile, lists: Iterable[LongList]) -> ReadFile:
    """What an office file holds beside its lists, and these."""
    read = [read_list(one) for one in lists]
    problems = [problem for problem in rest.problems if problem.code not in _NO_TABLE]
    return replace(
        rest,
        forms=(*rest.forms, *(form for one in read for form in one.forms)),
        problems=(*problems, *(problem for one in read for problem in one.problems)),
        notes=(*rest.notes, *(note for one in read for note in one.notes)),
    )


def split_extract(extract: Extract, name: str) -> tuple[Extract, tuple[LongList, ...]]:
    """The lists among the sheets of an office file, and the file without them."""
    if extract.refusal is not None:
        return extract, ()
    lists: list[LongList] = []
    blocks = []
    for block in extract.blocks:
        sheet = isinstance(block, Grid) and not block.hidden and block.page is None
        found = list_of_grid(block, name) if isinstance(block, Grid) and sheet else None
        if found is None:
            blocks.append(block)
        else:
            lists.append(found)
    if not lists:
        return extract, ()
    return replace(extract, blocks=tuple(blocks)), tuple(lists)
