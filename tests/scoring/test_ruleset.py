from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.ruleset import Standing
from jixiao.scoring.clause import Question
from jixiao.scoring.ruleset import (
    SHIPPED,
    RuleSetError,
    available,
    covering,
    load_ruleset,
    read_toml,
    weakest,
)
from tests.scoring.rule_files import CITE, EDGE, FRAME, PROPORTIONAL, clause, write

if TYPE_CHECKING:
    from pathlib import Path

GE = clause('operator = ">="', PROPORTIONAL)


def complaints(path: Path) -> list[tuple[str, str | None]]:
    with pytest.raises(RuleSetError) as caught:
        load_ruleset(path)
    assert str(caught.value)
    for finding in caught.value.findings:
        assert finding.sentence("message")
        assert "〔" not in (finding.sentence("message") or "")
    return [(finding.code, finding.place.cell) for finding in caught.value.findings]


@pytest.mark.parametrize("name", available())
def test_every_shipped_rule_set_loads(name: str) -> None:
    loaded = load_ruleset(name)
    assert loaded.rules.id == name
    assert loaded.path == (SHIPPED / name / "rules.toml").resolve()
    assert len(loaded.hash) == 64


def test_an_id_a_file_and_a_folder_name_the_same_rules() -> None:
    folder = SHIPPED / "mof-2020"
    assert load_ruleset("mof-2020") is load_ruleset(folder) is load_ruleset(folder / "rules.toml")


def test_an_unknown_name_lists_the_known_ones_and_the_nearest() -> None:
    with pytest.raises(RuleSetError) as caught:
        load_ruleset("jiangxi-2032")
    (finding,) = caught.value.findings
    assert finding.code == "RUL001"
    assert "jiangxi-2023" in finding.params["near"]
    assert "mof-2020" in finding.params["known"]


@pytest.mark.parametrize("name", ["", "a" * 5000, "nul\0byte", "/dev/zero", "."])
def test_a_name_that_is_none_is_one_complaint(name: str) -> None:
    with pytest.raises(RuleSetError):
        load_ruleset(name)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[curves]\nc = { points = [[0, 0], [1, 1]]", [("RUL010", None)]),
        ("curve = 3\n", [("RUL003", "curve")]),
        ("zzz = 3\n", [("RUL002", "zzz")]),
        ("[curves]\nc = { points = [[0.6, 0], [1, 1]] }\n", [("RUL006", "curves.c.points[1][1]")]),
        ("[curves]\nc = { points = [['1', '1'], ['0', '0']] }\n", [("RUL006", "curves.c")]),
        ("[curves]\nc = {}\n", [("RUL006", "curves.c")]),
        (GE.replace('curve = "c"', 'curve = "d"'), [("RUL014", "clause[1].curve")]),
        (GE.replace('ratio = "actual/target"\n', ""), [("RUL015", "clause[1]")]),
        (GE + f'[[clause]]\nfor = {{ side = "under" }}\ncurve = "full"\n{CITE}\n', [("RUL016", "clause")]),
        (GE.replace('">="', '"≥"'), [("RUL005", "clause[1].for.operator")]),
        ("[[clause]]\ncurve = 'full'\n", [("RUL004", "clause[1].for")]),
        ("extends = 'nowhere'\n", [("RUL012", "extends")]),
    ],
)
def test_what_is_wrong_with_a_file_is_said_all_at_once(
    tmp_path: Path, body: str, found: list[tuple[str, str | None]]
) -> None:
    assert complaints(write(tmp_path, body)) == found


def test_files_that_are_no_rules(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_bytes("title = '江西'".encode("gb18030"))
    assert complaints(file) == [("RUL009", None)]
    file.write_bytes(b"#" * ((1 << 20) + 1))
    assert complaints(file) == [("RUL008", None)]
    file.write_text("a = " + "[" * 100_000, encoding="utf-8")
    assert complaints(file) == [("RUL010", None)]
    file.write_text("", encoding="utf-8")
    assert complaints(file) == [("RUL004", "id"), ("RUL004", "title")]
    with pytest.raises(RuleSetError):
        load_ruleset(tmp_path / "none.toml")


def test_read_toml_reads(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("\ufeffrules = 'x'", encoding="utf-8")
    assert read_toml(file) == {"rules": "x"}


# extends


def extended(tmp_path: Path, child: str, base: str = "integrated-default", edge: str = ""):
    return load_ruleset(write(tmp_path, f'extends = "{base}"\n{child}', edge=edge))


def test_what_is_taken_over_is_shown_as_inherited(tmp_path: Path) -> None:
    loaded = extended(
        tmp_path, clause('kind = "quantity", operator = "<=", side = "over"', PROPORTIONAL, "target/actual")
    )
    found = {one.id: one.spec.inherited_from for one in loaded.clauses}
    assert found["≤ over"] is None
    assert found["≥ under"] == "integrated-default"
    assert [one.id for one in loaded.clauses].count("≤ over") == 1
    assert loaded.rules.grades == load_ruleset("integrated-default").rules.grades


def test_saying_quantity_or_not_replaces_the_same_clause(tmp_path: Path) -> None:
    loaded = extended(tmp_path, clause('operator = "<=", side = "over"', PROPORTIONAL, "target/actual"))
    deciding = loaded.clause_for(Question("quantity", "<=", "over"))
    assert deciding is not None
    assert deciding.spec.ratio == "target/actual"


def test_curves_are_joined_and_grades_and_tiers_replaced_with_their_citations(tmp_path: Path) -> None:
    child = '[grades]\n"甲" = "85"\n"乙" = "0"\n[tiers]\n"好" = ["0.5", "1"]\n"差" = ["0", "0.5"]\n'
    loaded = extended(tmp_path, child)
    assert set(loaded.rules.grades) == {"甲", "乙"}
    assert (loaded.rules.grades_cite, loaded.rules.tiers_cite) == (None, None)
    assert {"proportional", "falling"} <= set(loaded.rules.curves)
    kept = extended(tmp_path, "")
    assert kept.rules.tiers_cite is not None


def test_edges_are_joined_answer_by_answer(tmp_path: Path) -> None:
    loaded = extended(tmp_path, '[edge]\nzero_budget = "full"\nzero_target = { "<=" = "zero" }\n')
    edge = loaded.rules.edge
    assert (edge.zero_budget, edge.over_rate) == ("full", "refuse")
    assert edge.zero_target["<="] == "zero"
    assert edge.zero_target["="] == "full-if-zero"
    assert loaded.edge_standing("over_rate") == "verified"
    assert loaded.edge_standing("zero_budget") == "unknown"  # its answer is its own, and unsourced


def test_a_circle_of_extending_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('id = "a"\ntitle = "甲"\nextends = "b.toml"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('id = "b"\ntitle = "乙"\nextends = "a.toml"\n', encoding="utf-8")
    assert complaints(tmp_path / "a.toml") == [("RUL013", "extends")]


def test_extending_goes_over_several_steps(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('id = "a"\ntitle = "甲"\nextends = "b.toml"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('id = "b"\ntitle = "乙"\nextends = "mof-2020"\n', encoding="utf-8")
    loaded = load_ruleset(tmp_path / "a.toml")
    assert {one.spec.inherited_from for one in loaded.clauses} == {"mof-2020"}


# hash


def test_the_hash_is_of_the_rules_not_of_their_layout(tmp_path: Path) -> None:
    one = FRAME + GE + EDGE + f'[[clause]]\nfor = {{ operator = "<=" }}\ncurve = "full"\n{CITE}\n'
    other = (
        f"# 别的写法\ntitle   =  '试'\nid = 'tried'\n"
        f"[[clause]]\n{CITE}\ncurve = 'full'\nfor = {{ operator = '<=' }}\n"
        + GE.replace('"1", "1"', '"1.00", "2/2"')
        + EDGE
    )
    files = []
    for name, text in (("one", one), ("other", other)):
        file = tmp_path / f"{name}.toml"
        file.write_text(text, encoding="utf-8")
        files.append(load_ruleset(file).hash)
    assert files[0] == files[1]


@pytest.mark.parametrize(
    "change",
    [
        ('"1", "1"', '"1", "0.9"'),
        ('operator = ">="', 'operator = ">"'),
        ("试", "另"),
        ('"recalled"', '"inferred"'),
    ],
)
def test_the_hash_changes_with_the_rules(tmp_path: Path, change: tuple[str, str]) -> None:
    before = load_ruleset(write(tmp_path, GE)).hash
    text = (tmp_path / "rules.toml").read_text(encoding="utf-8")
    file = tmp_path / "changed.toml"
    file.write_text(text.replace(*change), encoding="utf-8")
    assert load_ruleset(file).hash != before


# standing and grades


def test_the_standing_is_the_weakest_of_what_is_known() -> None:
    assert load_ruleset("jiangxi-2023").standing is Standing.INFERRED
    assert weakest(["verified", "recalled", "observed"]) == "recalled"
    assert weakest([]) == "unknown"


def test_grades_come_best_first() -> None:
    assert load_ruleset("mof-2020").grade_bounds == (
        ("优", Fraction(90)),
        ("良", Fraction(80)),
        ("中", Fraction(60)),
        ("差", Fraction(0)),
    )


# which one covers a place


@pytest.mark.parametrize(
    ("region", "year", "name"),
    [
        ("360700", 2023, "jiangxi-2023"),
        ("360000", 2030, "jiangxi-2023"),
        ("360700", 2018, "jiangxi-2017"),
        ("320500", 2021, "suzhou-2021"),
        ("110108", 2016, "beijing-2016"),
        ("360700", None, None),
        (None, 2023, None),
        ("810000", 2023, None),
        ("", 2023, None),
    ],
)
def test_place_and_year(region: str | None, year: int | None, name: str | None) -> None:
    assert covering(region, year) == name


# what people write who know the grammar from the page on it


def test_a_clause_without_a_source_is_unknown_and_a_blank_cap_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    text = (
        'id = "mine"\ntitle = "t"\n[[clause]]\nfor = { operator = "<=" }\ncurve = "unknown"\n'
        '[[cap]]\n# when = { execution = ["0.7", "0.8"] }, total = "89"\n'
    )
    file.write_text(text, encoding="utf-8")
    loaded = load_ruleset(file)
    assert [clause.standing for clause in loaded.clauses] == ["unknown"]
    assert loaded.rules.cap == ()


@pytest.mark.parametrize("operator", ["<=", ">=", "="])
def test_an_own_clause_without_a_side_replaces_those_of_the_base(tmp_path: Path, operator: str) -> None:
    loaded = extended(tmp_path, clause(f'operator = "{operator}"', PROPORTIONAL, "target/actual"))
    for side in {"<=": ("over",), ">=": ("under",), "=": ("under", "over")}[operator]:
        deciding = loaded.clause_for(Question("quantity", operator, side))
        assert deciding is not None
        assert deciding.spec.inherited_from is None
