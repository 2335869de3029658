"""Pieces of sentences of 第九节."""

from __future__ import annotations

from jixiao.reports.blocks import Blank, Fact, Origin, Source, Words, text_of
from jixiao.reports.statement_words import ended, enumerated, in_order, listed, quoted

WHERE = Source(Origin.FIELD, "project")


def test_quotation_marks_within_quotation_marks_are_single_ones() -> None:
    (_, name, _) = quoted(Fact("“赣服通”系统", WHERE))
    assert name == Fact("‘赣服通’系统", WHERE)
    assert text_of(enumerated([Fact("甲", WHERE), Fact("“乙”", WHERE)])) == "“甲”、“‘乙’”"


def test_pieces_in_order() -> None:
    one, two = (Words("甲"),), (Words("乙"),)
    assert text_of(in_order([one])) == "甲。"
    assert text_of(in_order([one, two])) == "一是甲；二是乙。"
    assert text_of(listed([one, two])) == "甲，乙"
    assert listed([]) == ()


def test_each_text_ends_once() -> None:
    assert text_of(ended([Words("甲。"), Words("乙"), Words("丙；")])) == "甲。乙。丙；"
    assert text_of(ended([Blank("丁")])) == "【待补充：丁】。"
