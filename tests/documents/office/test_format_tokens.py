from __future__ import annotations

from decimal import Decimal

from jixiao.documents.office import format_tokens as ft
from jixiao.documents.office.format_tokens import Token, compile_format


def test_sections_are_cut_outside_quotes_escapes_and_brackets() -> None:
    sections = compile_format('0";"\\;[$;-804];-0')
    assert len(sections) == 2
    assert sections[0].tokens == (
        Token(ft.DIGIT, "0"),
        Token(ft.LIT, ";"),
        Token(ft.LIT, ";"),
        Token(ft.LIT, ";"),
    )


def test_conditions_colours_and_locales_are_told_apart() -> None:
    (section,) = compile_format("[红色][<=-2.5][$-804][DBNum2][颜色 3]0")
    assert section.condition == ("<=", Decimal("-2.5"))
    assert section.chinese
    assert section.dbnum == 2
    assert section.tokens == (Token(ft.DIGIT, "0"),)


def test_room_and_fill_are_no_text() -> None:
    (section,) = compile_format("_(* 0_)_")
    assert section.tokens == (Token(ft.DIGIT, "0"),)


def test_a_format_longer_than_any_program_writes_is_general() -> None:
    assert compile_format("0" * 5000)[0].tokens == (Token(ft.GEN, "General"),)
    assert compile_format("  ")[0].tokens == (Token(ft.GEN, "General"),)


def test_an_e_is_a_year_where_no_digits_stand_before_a_sign() -> None:
    assert compile_format("e")[0].tokens == (Token(ft.DATE, "e"),)
    assert compile_format("0E+0")[0].has(ft.EXP)
    assert not compile_format("0E0")[0].has(ft.EXP)
