"""The JSON form: one self-evaluation, or a list of them, exactly as published in ``docs/json-form.md``.

Wrong keys and wrong shapes refuse a form, all of them named at once; numbers that
cannot be read are kept verbatim in findings and the form is still read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from jixiao.documents import exact_json, figures
from jixiao.documents.complaints import clip, error, printable, warning
from jixiao.documents.completeness import complete_by_weights, missing_parts
from jixiao.documents.exact_json import BrokenJsonError, Literal, Object
from jixiao.schemas.finding import Finding, Place
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, ReadFile, ReadForm, SelfEvaluation
from jixiao.texts import say

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.base import Form

_SHOWN_ERRORS = 100
_HEAD = ("code", "department", "unit", "office", "region", "claimed_grade")
_YES = {"是", "√", "✓", "true", "y", "yes", "核心", "★"}
_NO = {"否", "×", "false", "n", "no", "非核心"}


def parses(text: str) -> bool:
    """Whether ``text`` is JSON at all."""
    try:
        exact_json.loads(text)
    except BrokenJsonError:
        return False
    return True


def read(text: str, name: str, *, year: int | None = None) -> ReadFile:
    """The forms of a JSON text; a list of forms is read one by one, a bad one does not stop the others."""
    file = Place(file=name)
    try:
        tree = exact_json.loads(text)
    except BrokenJsonError as broken:
        where = file.model_copy(update={"row": say("place.row", number=broken.line)})
        why = say(f"json.{broken.reason}")
        return ReadFile(name, problems=(error("DOC012", where, why=why, column=str(broken.column)),))
    if not isinstance(tree, list):
        form, problems = _Form(file, "", year).read(tree)
        return ReadFile(name, forms=(form,) if form else (), problems=problems)
    if not tree:
        return ReadFile(name, problems=(error("FRM006", file),))
    forms: list[ReadForm] = []
    refused: list[Finding] = []
    for index, item in enumerate(tree):
        place = file.model_copy(update={"table": say("place.form", number=index + 1)})
        form, problems = _Form(place, "", year).read(item)
        refused += problems
        if form is not None:
            forms.append(form)
    return ReadFile(name, forms=tuple(forms), problems=tuple(refused))


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "bool"),
        (Literal, "number"),
        (str, "text"),
        (list, "list"),
        (Object, "object"),
    )
    return say(f"json.kind.{next((name for kind, name in names if isinstance(value, kind)), 'null')}")


@dataclass
class _Form:
    """One form being read: what refuses it and what was found on the way."""

    source: Place
    prefix: str
    year: int | None
    refusals: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    places: dict[tuple[str | int, ...], Place] = field(default_factory=dict)
    amount_unit: str | None = None

    def read(self, tree: object) -> tuple[ReadForm | None, tuple[Finding, ...]]:
        """The form, or ``None`` and why it is refused."""
        if not isinstance(tree, Object):
            return None, (error("FRM007", self.source, kind=_kind(tree)),)
        given = self._keys(tree, SelfEvaluation, "")
        self.amount_unit = self._text(given, "amount_unit", "")
        if self.amount_unit is not None and figures.compact(self.amount_unit) not in figures.AMOUNT_UNITS:
            place = self._place(("amount_unit",), "amount_unit", self.amount_unit)
            self.findings.append(error("FRM020", place, found=self.amount_unit))
        project = self._text(given, "project", "")
        if project is None or not project.strip():
            missing = "project" not in given or given["project"] is None
            if missing or isinstance(given["project"], str):
                self.refusals.append(error("FRM004", self._cell("project")))
        funds = tuple(self._fund(item, f"funds[{i}]", i) for i, item in enumerate(self._list(given, "funds")))
        rows = self._list(given, "indicators")
        indicators = tuple(self._indicator(item, f"indicators[{i}]", i) for i, item in enumerate(rows))
        goal = self._goal(given)
        head = {key: self._text(given, key, "") for key in _HEAD}
        whole = self._number(given, "project_total", "", ("project_total",), "amount")
        total = self._number(given, "claimed_total", "", ("claimed_total",))
        year = self._year(given)
        if self.refusals:
            more = len(self.refusals) - _SHOWN_ERRORS
            shown = self.refusals[:_SHOWN_ERRORS]
            if more > 0:
                shown.append(error("FRM008", self.source, count=str(more)))
            return None, tuple(shown)
        evaluation = SelfEvaluation(
            project=project or "",
            year=year,
            amount_unit=self.amount_unit,
            project_total=whole,
            funds=funds,
            goal=goal,
            indicators=indicators,
            claimed_total=total,
            **head,
        )
        return self._read_form(evaluation), ()

    def _read_form(self, evaluation: SelfEvaluation) -> ReadForm:
        complete = bool(evaluation.funds and evaluation.indicators) or (
            not evaluation.funds and complete_by_weights(evaluation)
        )
        if not complete:
            self.findings += missing_parts(evaluation, self.source)
        return ReadForm(
            evaluation=evaluation,
            source=self.source,
            places=self.places,
            findings=tuple(self.findings),
            problems=tuple(self.problems),
            complete=complete,
        )

    # --- shapes -------------------------------------------------------------

    def _cell(self, path: str, quote: str | None = None) -> Place:
        return self.source.model_copy(update={"cell": path, "quote": quote})

    def _place(self, key: tuple[str | int, ...], path: str, quote: str | None) -> Place:
        place = self._cell(path, None if quote is None else clip(quote, 200))
        self.places[key] = place
        return place

    def _keys(self, given: Object, form: type[Form], path: str) -> dict[str, object]:
        """The entries of an object whose keys are those of ``form``; every other key is a refusal."""
        allowed = list(form.model_fields)
        dot = f"{path}." if path else ""
        for key in dict.fromkeys(given.twice):
            self.refusals.append(error("FRM002", self._cell(dot + clip(key, 40), key), key=key))
        for key in given.entries:
            if key in allowed:
                continue
            near = get_close_matches(key[:60].strip().lower(), allowed, n=1, cutoff=0.6)
            hint = say("json.near", key=near[0]) if near else ""
            place = self._cell(dot + clip(key, 40), key[:200])
            place = place.model_copy(update={"quote": printable(place.quote or "")})
            self.refusals.append(
                error("FRM001", place, key=key, hint=hint, allowed="、".join(allowed), found=None)
            )
        return {key: value for key, value in given.entries.items() if key in allowed}

    def _list(self, given: dict[str, object], key: str) -> list[object]:
        value = given.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self._refuse(key, say("json.kind.list"), value)
        return []

    def _refuse(self, path: str, wanted: str, value: object) -> None:
        self.refusals.append(error("FRM003", self._cell(path), wanted=wanted, got=_kind(value)))

    # --- values -------------------------------------------------------------

    def _text(self, given: dict[str, object], key: str, path: str) -> str | None:
        """Text as printed; a number becomes its source text, anything else is refused."""
        value = given.get(key)
        if value is None:
            return None
        whole = f"{path}.{key}" if path else key
        if not isinstance(value, str):
            self._refuse(whole, say("json.kind.text"), value)
            return None
        text = str(value)
        if text.isascii():
            return text
        clean = printable(text)
        if clean != text:
            self.findings.append(error("FRM025", self._cell(whole), found=clean[:200]))
        return clean

    def _printed(self, given: dict[str, object], key: str, path: str) -> str | None:
        """A target or actual: text as printed, with absurd numbers told apart."""
        text = self._text(given, key, path)
        if text is not None and figures.is_absurd(text):
            self._absurd(self._cell(f"{path}.{key}", clip(text)), text)
        return text

    def _number(
        self, given: dict[str, object], key: str, path: str, at: tuple[str | int, ...], kind: str = "plain"
    ) -> Decimal | None:
        value = given.get(key)
        if value is None:
            return None
        whole = f"{path}.{key}" if path else key
        if not isinstance(value, str):
            self._refuse(whole, say("json.kind.number"), value)
            return None
        source = figures.literal(value) if isinstance(value, Literal) else printable(str(value))
        if source is None:
            self._absurd(self._place(at, whole, value), value)
            return None
        if kind == "amount":
            figure = figures.amount(source, self.amount_unit)
        else:
            figure = figures.percent(source) if kind == "percent" else figures.plain(source)
        if figure.trouble == "absurd":
            self._absurd(self._place(at, whole, value), value)
        elif figure.trouble is not None:
            self.findings.append(error("NUM001", self._place(at, whole, value), found=value[:200]))
        return figure.value

    def _absurd(self, place: Place, value: str) -> None:
        found = error("NUM002", place, found=value[:200])
        self.findings.append(found)
        self.problems.append(found)

    def _year(self, given: dict[str, object]) -> int | None:
        value = given.get("year")
        if value is None:
            return self.year
        if not isinstance(value, str):
            self._refuse("year", say("json.kind.number"), value)
            return None
        source = figures.literal(value) if isinstance(value, Literal) else str(value)
        if source is None:
            self._absurd(self._place(("year",), "year", value), value)
            return None
        body = figures.compact(source[:40]).removesuffix("度").removesuffix("年")
        figure = figures.plain(body)
        if figure.value is not None and figure.value == int(figure.value) and 1900 <= figure.value <= 2200:
            return int(figure.value)
        place = self._place(("year",), "year", value)
        if figures.is_absurd(source):
            self._absurd(place, value)
        elif not figures.is_blank(source):
            self.findings.append(error("NUM001", place, found=printable(value[:200])))
        return None

    def _core(self, given: dict[str, object], path: str) -> bool | None:
        value = given.get("core")
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str) and not isinstance(value, Literal):
            word = figures.compact(value[:20]).lower()
            if word in _YES or word in _NO:
                return word in _YES
            if not word:
                return None
            self.findings.append(
                warning("FRM023", self._cell(f"{path}.core", clip(value)), found=value[:200])
            )
            return None
        self._refuse(f"{path}.core", say("json.kind.bool"), value)
        return None

    # --- parts --------------------------------------------------------------

    def _goal(self, given: dict[str, object]) -> Goal:
        value = given.get("goal")
        if value is None:
            return Goal()
        if not isinstance(value, Object):
            self._refuse("goal", say("json.kind.object"), value)
            return Goal()
        known = self._keys(value, Goal, "goal")
        return Goal(
            expected=self._text(known, "expected", "goal"), achieved=self._text(known, "achieved", "goal")
        )

    def _fund(self, item: object, path: str, index: int) -> FundLine:
        if not isinstance(item, Object):
            self._refuse(path, say("json.kind.object"), item)
            return FundLine()
        known = self._keys(item, FundLine, path)
        name = self._text(known, "name", path)
        self._place(("funds", index), path, name)

        def number(key: str, kind: str) -> Decimal | None:
            return self._number(known, key, path, ("funds", index, key), kind)

        return FundLine(
            name=name,
            initial_budget=number("initial_budget", "amount"),
            annual_budget=number("annual_budget", "amount"),
            executed=number("executed", "amount"),
            weight=number("weight", "plain"),
            claimed_rate=number("claimed_rate", "percent"),
            claimed_score=number("claimed_score", "plain"),
        )

    def _indicator(self, item: object, path: str, index: int) -> Indicator:
        if not isinstance(item, Object):
            self._refuse(path, say("json.kind.object"), item)
            return Indicator()
        known = self._keys(item, Indicator, path)
        name = self._text(known, "name", path)
        self._place(("indicators", index), path, name)

        def text(key: str) -> str | None:
            return self._text(known, key, path)

        def printed(key: str) -> str | None:
            return self._printed(known, key, path)

        def number(key: str, kind: str = "plain") -> Decimal | None:
            return self._number(known, key, path, ("indicators", index, key), kind)

        return Indicator(
            level1=text("level1"),
            level2=text("level2"),
            name=name,
            operator=text("operator"),
            target=printed("target"),
            adjusted_target=printed("adjusted_target"),
            unit=text("unit"),
            actual=printed("actual"),
            weight=number("weight"),
            coefficient=number("coefficient", "percent"),
            core=self._core(known, path),
            claimed_score=number("claimed_score"),
            review_actual=printed("review_actual"),
            review_score=number("review_score"),
            review_note=text("review_note"),
            deviation_note=text("deviation_note"),
        )
