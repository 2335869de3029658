"""Reports of any blocks, with words that every format has its own trouble with."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.documents.write.model import Mark
from jixiao.reports.blocks import (
    Align,
    Bars,
    Blank,
    Cell,
    Column,
    Contents,
    Fact,
    Figure,
    Heading,
    Origin,
    PageBreak,
    Paragraph,
    Part,
    Point,
    Report,
    Row,
    Scatter,
    Series,
    Source,
    Table,
    Title,
    Tone,
    Words,
)

HOSTILE = (
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@x", "a\x00b", "a\x0bb", "a\r\nb",
    "\ttab", "# 题", "1. 项", "- 项", "| a | b |", "**粗**", "$x^2$", "&amp;<br>", "]]>", "\\", "`", "\ud800",
    "_x0041_", "---", "{x}", "%s", "https://example.org", '=HYPERLINK("x")', "\u2028", "\ufffe", " ",
    "字" * 400,
)  # fmt: skip
words = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=12), st.just("办件量")
)
numbers = st.one_of(
    st.none(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.decimals(-1000, 1000, places=2),
    st.sampled_from((Decimal("1E+400"), Decimal(0))),
)
sources = st.builds(Source, st.sampled_from(Origin), st.just("funds[0].executed"))
runs = st.one_of(
    st.builds(Words, words, st.booleans()),
    st.builds(Fact, words, sources, numbers),
    st.builds(Blank, words),
)
many_runs = st.lists(runs, max_size=3).map(tuple)
aligns = st.sampled_from(Align)
marks = st.sampled_from(Mark)
cells = st.builds(
    Cell,
    many_runs,
    rows=st.integers(1, 3),
    columns=st.integers(1, 3),
    align=st.one_of(st.none(), aligns),
    number=numbers,
    mark=marks,
    strong=st.booleans(),
)
rows = st.builds(Row, st.lists(cells, max_size=4).map(tuple), st.booleans(), st.booleans())
columns = st.builds(Column, words, st.integers(1, 30), aligns, st.booleans())
tables = st.builds(
    Table,
    st.lists(columns, min_size=1, max_size=4).map(tuple),
    st.lists(rows, max_size=4).map(tuple),
    caption=words,
    unit=words,
    notes=st.lists(words, max_size=2).map(tuple),
    head=st.lists(rows, max_size=2).map(tuple),
    empty=words,
)
bars = st.builds(
    Bars,
    st.lists(words, max_size=3).map(tuple),
    st.lists(st.builds(Series, words, st.lists(numbers, max_size=4).map(tuple)), max_size=2).map(tuple),
    st.booleans(),
    st.booleans(),
    words,
    words,
)
values = numbers.filter(lambda value: value is not None)
scatters = st.builds(
    Scatter, st.lists(st.builds(Point, values, values, words), max_size=4).map(tuple), words, words
)
figures = st.builds(Figure, st.one_of(bars, scatters), words, words)
blocks = st.one_of(
    st.builds(Title, words, st.lists(words, max_size=2).map(tuple)),
    st.builds(Heading, st.integers(1, 4), words),
    st.builds(Paragraph, many_runs, st.sampled_from(Tone), marks),
    tables,
    figures,
    st.builds(Contents, words),
    st.just(PageBreak()),
)
parts = st.builds(Part, st.lists(blocks, max_size=5).map(tuple), words, st.booleans())
reports = st.builds(Report, words, st.lists(parts, max_size=2).map(tuple), words)
