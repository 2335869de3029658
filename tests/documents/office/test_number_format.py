from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.number_format import from_float, general, number, show_number, show_text

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '

SHOWN = """
| format                          | stored                | displayed      |
| General                         | 0.30000000000000004   | 0.3            |
| General                         | 98.62000000000001     | 98.62          |
| General                         | 12345678.9            | 12345678.9     |
| General                         | 0.1                   | 0.1            |
| General                         | 100                   | 100            |
| General                         | -0.0                  | 0              |
| General                         | 1e15                  | 1000000000000000 |
| General                         | 1.5e25                | 1.5E+25        |
| General                         | 0.00001               | 0.00001        |
| General                         | 1e-12                 | 1E-12          |
| General                         | 0.285714285714285714  | 0.285714285714286 |
| 0%                              | 0.95                  | 95%            |
| 0%                              | 0.945                 | 95%            |
| 0.00%                           | 0.95                  | 95.00%         |
| 0.00%                           | 0.78571428571428571   | 78.57%         |
| 0.0%;-0.0%                      | -0.05                 | -5.0%          |
| 0"%"                            | 95                    | 95%            |
| "≥"0"次"                        | 3                     | ≥3次           |
| "≥"General"次"                  | 3.5                   | ≥3.5次         |
| G/通用格式"次"                  | 3                     | 3次            |
| 0.00_                           | 98.625                | 98.63          |
| 0.00                            | 1.005                 | 1.01           |
| 0.00                            | 2.675                 | 2.68           |
| 0                               | 0.5                   | 1              |
| 0                               | -2.5                  | -3             |
| 0.00                            | -0.004                | 0.00           |
| "≥"0"次"                        | -0.4                  | ≥0次           |
| [DBNum1]0                       | -1                    | -一            |
| [<=-1e8]-0!.00,,"亿元";[>=1e8]0!.00,,"亿元";0!.0,"万元" | -1234567890 | -12.35亿元 |
| [<=-1e8]-0!.00,,"亿元";[>=1e8]0!.00,,"亿元";0!.0,"万元" | -45000 | -4.5万元 |
| #,##0.00                        | 1234567.885           | 1,234,567.89   |
| #,##0.00                        | -1234.5               | -1,234.50      |
| #,##0                           | 999                   | 999            |
| 000000                          | 1234                  | 001234         |
| 0.##                            | 5                     | 5              |
| 0.##                            | 5.1                   | 5.1            |
| #.##                            | 0.5                   | .5             |
| 0,                              | 12345                 | 12             |
| 0!.0,                           | 12345678              | 1234.6         |
| 0"."0,"万"                      | 12345678              | 1234.6万       |
| 0!.0000                         | 1234567               | 123.4567       |
| 000-0000                        | 1234567               | 123-4567       |
| [红色]0.00;[蓝色]-0.00          | -3                    | -3.00          |
| 0.00;(0.00)                     | -3                    | (3.00)         |
| 0.00;[Red]-0.00;"零"            | 0                     | 零             |
| [>=100]0;0.0                    | 99.95                 | 100.0          |
| [>=100]0;0.0                    | 100                   | 100            |
| [=1]"是";[=0]"否";General       | 1                     | 是             |
| [=1]"是";[=0]"否";General       | 0                     | 否             |
| [=1]"是";[=0]"否";General       | -2                    | -2             |
| [<0]0.0;0                       | -2                    | 2.0            |
| 0;-0;;@                         | 0                     |                |
| ;;;                             | 5                     |                |
| # ?/?                           | 3.5                   | 3 1/2          |
| # ??/??                         | 0.333333333333        | 1/3            |
| ?/8                             | 0.5                   | 4/8            |
| # ?/?                           | 4                     | 4              |
| 0.00E+00                        | 12345                 | 1.23E+04       |
| 0.00E+00                        | 99999                 | 1.00E+05       |
| 0.0E-0                          | 0.00012               | 1.2E-4         |
| ##0.0E+0                        | 12345                 | 12.3E+3        |
| "¥"#,##0.00                     | 1234.5                | ¥1,234.50      |
| [$¥-804]#,##0.00                | 1234.5                | ¥1,234.50      |
| [DBNum1][$-804]General          | 123                   | 一百二十三     |
| [DBNum2][$-804]General          | 10203.5               | 壹万零贰佰零叁.伍 |
| [DBNum1]0                       | 205                   | 二〇五         |
| yyyy"年"m"月"                   | 45261                 | 2023年12月     |
| yyyy-mm-dd                      | 45261                 | 2023-12-01     |
| yyyy/m/d h:mm                   | 45261.75              | 2023/12/1 18:00 |
| yyyy"年"m"月"d"日";@            | 45261                 | 2023年12月1日  |
| [$-F800]dddd, mmmm dd, yyyy     | 45261                 | 2023年12月1日  |
| [DBNum1][$-804]yyyy"年"m"月"    | 45261                 | 二〇二三年十二月 |
| e.m.d                           | 45261                 | 2023.12.1      |
| m/d/yy                          | 45261                 | 12/1/23        |
| d-mmm-yy                        | 45261                 | 1-Dec-23       |
| aaaa                            | 45261                 | 星期五         |
| [$-804]dddd                     | 45261                 | 星期五         |
| dddd                            | 45261                 | Friday         |
| h:mm AM/PM                      | 0.75                  | 6:00 PM        |
| 上午/下午h"时"mm"分"            | 0.25                  | 上午6时00分    |
| h:mm                            | 0.999999              | 0:00           |
| [h]:mm:ss                       | 1.5                   | 36:00:00       |
| [mm]:ss                         | 0.0416666666666667    | 60:00          |
| mm:ss.0                         | 0.0001                | 00:08.6        |
| yyyy-mm-dd                      | 1                     | 1900-01-01     |
| yyyy-mm-dd                      | 59                    | 1900-02-28     |
| yyyy-mm-dd                      | 60                    | 1900-02-29     |
| yyyy-mm-dd                      | 61                    | 1900-03-01     |
| yyyy-mm-dd                      | -5                    | -5             |
| yyyy-mm-dd                      | 3000000               | 3000000        |
"""


def rows(table: str) -> list[tuple[str, ...]]:
    lines = [line.strip().strip("|").split("|") for line in table.strip().splitlines()]
    return [tuple(cell.strip() for cell in line) for line in lines[1:]]


@pytest.mark.parametrize(("code", "stored", "displayed"), rows(SHOWN))
def test_a_number_displays_as_its_format_says(code: str, stored: str, displayed: str) -> None:
    value = number(stored)
    assert value is not None
    assert show_number(code, value) == displayed


@pytest.mark.parametrize(
    ("stored", "displayed"), [("0", "-"), ("1234.5", "1,234.50"), ("-12.3", "-12.30"), ("-0.001", "-0.00")]
)
def test_accounting_formats_leave_no_room_around_the_number(stored: str, displayed: str) -> None:
    assert show_number(ACCOUNTING, Decimal(stored)) == displayed


def test_days_may_be_counted_from_1904() -> None:
    assert show_number("yyyy-mm-dd", Decimal(43799), date1904=True) == "2023-12-01"


@pytest.mark.parametrize(
    "text", ["", "abc", "1e999", "nan", "inf", "1 2", "１２", "0x10", "1" * 500, "--1", "1e"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("code", "text", "displayed"),
    [
        ("@", "甲", "甲"),
        ("0.00", "甲", "甲"),
        ("General", "甲", "甲"),
        ('0;0;0;"项目："@', "甲", "项目：甲"),
        ('"（"@"）"', "甲", "（甲）"),
        (";;;", "甲", ""),
        (ACCOUNTING, "甲", "甲"),
    ],
)
def test_a_text_displays_as_its_format_says(code: str, text: str, displayed: str) -> None:
    assert show_text(code, text).strip() == displayed


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14), st.integers(0, 6))
def test_fixed_places_are_the_fifteen_digits_rounded_half_away_from_zero(stored: float, places: int) -> None:
    value = from_float(stored)
    code = "0" if not places else "0." + "0" * places
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert show_number(code, value) == f"{'-' if value < 0 and rounded else ''}{rounded:f}"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_general_says_the_number_itself(stored: float) -> None:
    assert Decimal(general(from_float(stored))) == from_float(stored)


@given(st.integers(-(10**13), 10**13), st.integers(0, 4))
def test_percent_is_a_hundred_times_the_number(hundredths: int, places: int) -> None:
    value = Decimal(hundredths).scaleb(-4)
    code = "0." + "0" * places + "%" if places else "0%"
    shown = show_number(code, value)
    assert shown.endswith("%")
    exact = abs(value * 100).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert abs(Decimal(shown[:-1])) == exact


@given(st.integers(0, 10**15))
def test_grouping_adds_commas_and_nothing_else(value: int) -> None:
    assert show_number("#,##0", number(str(value)) or Decimal(0)) == f"{int(number(str(value)) or 0):,}"


FORMAT = st.text(alphabet=list('0#?.,%/E+-;[]@"\\_*!ymdhseaAPM年月日次 <>=$804General'), max_size=40)


@given(FORMAT, st.floats(allow_nan=False, allow_infinity=False), st.booleans())
def test_no_format_is_too_odd(code: str, stored: float, date1904: bool) -> None:
    shown = show_number(code, from_float(stored), date1904=date1904)
    assert isinstance(shown, str)
    assert len(shown) < 2000
    assert isinstance(show_text(code, "甲"), str)
