"""A whole 部门决算公开 to typed facts: public tables, numbered text, 第九节, annexed reports.

:func:`~jixiao.documents.disclosure.reader.read_text` reads text,
:func:`~jixiao.documents.disclosure.reader.read_extract` what an office file gave.
"""
