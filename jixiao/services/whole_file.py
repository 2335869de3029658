"""Files that are written whole or not at all."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from typing_extensions import Buffer


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes ``path`` once all went well, and is thrown away otherwise.

    A link stays one: the file it leads to is written.  Raises ``OSError`` naming ``path`` where it cannot be
    written.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(21, os.strerror(21), str(path))
    try:
        descriptor, name = tempfile.mkstemp(prefix=".jixiao-", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    temporary = Path(name)
    file = _File(descriptor, "w+b", closefd=False)
    stream = io.BufferedRandom(file)
    try:
        try:
            yield stream
            stream.close()
        finally:
            file.forgotten = True
            os.close(descriptor)
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        inner = error.args[0] if error.args else None
        if isinstance(inner, OSError):  # as a library for workbooks wraps it
            raise OSError(inner.errno, inner.strerror, str(path)) from error
        raise


class _File(io.FileIO):
    """A file that may be let go of while whoever writes goes on: what is written from then on goes nowhere.

    An archive that failed is ended once more when it is thrown away, and would complain of a closed file.
    """

    forgotten = False
    _at = 0

    def write(self, data: Buffer, /) -> int:
        """As ever, or nowhere."""
        if not self.forgotten:
            return super().write(data)
        self._at += len(memoryview(data).cast("B"))
        return len(memoryview(data).cast("B"))

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """As ever, or nowhere."""
        if not self.forgotten:
            return super().seek(offset, whence)
        self._at = max(0, offset if whence == os.SEEK_SET else self._at + offset)
        return self._at

    def tell(self) -> int:
        """As ever, or where it would be."""
        return self._at if self.forgotten else super().tell()

    def truncate(self, size: int | None = None, /) -> int:
        """As ever, or nothing."""
        return self._at if self.forgotten else super().truncate(size)


def _mode(target: Path) -> int:
    """The permissions of the file there, or those a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
