"""File to forms: readers for JSON and for text with tables in it, one module per subject.

:func:`read_path`, :func:`read_bytes` and :func:`read_stream` give a
:class:`~jixiao.schemas.self_evaluation.ReadFile` for every input, readable or not.
"""

from __future__ import annotations

from jixiao.documents.files import MAX_BYTES, read_bytes, read_path, read_stream

__all__ = ["MAX_BYTES", "read_bytes", "read_path", "read_stream"]
