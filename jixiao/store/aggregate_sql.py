"""Summing up in SQL: the same parts as :func:`jixiao.scoring.aggregate.tally` makes, counted by the database.

Every figure is an integer, so sums are exact; amounts are added in two halves, so that no sum overflows 64
bits.  Projects with a figure that no column holds (finer than a cent or a 分) are left out here and counted
from their forms (:func:`odd_ones`); the parts of both are merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, column, func, literal_column, null, or_, select, text

from jixiao.indicators.cleaning import squeeze
from jixiao.schemas.store import EXECUTION as EXECUTION_ROW
from jixiao.scoring.aggregate import (
    BASES,
    EXECUTION,
    EXECUTION_CAUSE,
    GroupTally,
    LossKey,
    LossPart,
    Money,
    Tally,
    cleaned,
)
from jixiao.store.aggregate_records import TOTAL
from jixiao.store.models import SUMMARY, SUMMARY_INDEX
from jixiao.store.queries import LAST_REVIEW, OWNERS, asks_more, conditions
from jixiao.store.tables import (
    FORM_VERSION,
    FUND,
    INDICATOR,
    ORGANISATION,
    PROJECT,
    REVIEW_ROW,
    ROUND,
    SOURCE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, CompoundSelect, Connection, FromClause, Select

    from jixiao.schemas.store import Filter
    from jixiao.scoring.aggregate import Basis, Dimension, Part, Tallies

_HALF = 10**9
_P, _O, _I, _R = PROJECT.c, OWNERS.c, INDICATOR.c, LAST_REVIEW.c
Names = tuple[str | None, str | None, str | None]


_NARROW = (
    text(f"SELECT {', '.join(SUMMARY)} FROM form_version INDEXED BY {SUMMARY_INDEX}")  # noqa: S608 - our own names
    .columns(*(column(name, FORM_VERSION.c[name].type) for name in SUMMARY))
    .subquery("versions")
)
"""The figures of versions as an index has them: SQLite would read past two long texts in each row."""


class Scope(NamedTuple):
    """What is summed up: which projects, by what, and whether the odd versions are counted elsewhere.

    ``versions`` is where the figures of versions stand.
    """

    wanted: Filter | None
    by: Sequence[Dimension]
    odd: bool
    versions: FromClause


def versions_in(connection: Connection) -> FromClause:
    """Where the figures of versions are read."""
    return _NARROW if connection.dialect.name == "sqlite" else FORM_VERSION


def odd_ones(connection: Connection, wanted: Filter | None) -> list[int]:
    """The ids of the current versions with a figure that no column holds."""
    versions = versions_in(connection)
    query = current(select(versions.c.id), versions, wanted).where(versions.c.id.in_(_odd()))
    return sorted(row.id for row in connection.execute(query))


def _odd() -> CompoundSelect[Any]:
    """The versions with an inexact figure: their own, a row's, one of their money's, or a review's."""
    c = FORM_VERSION.c
    own = select(c.id).where(
        or_(c.claimed_exact.is_(False), c.computed_exact.is_(False), c.money_exact.is_(False))
    )
    rows = select(_I.form_version_id).where(
        or_(_I.weight_exact.is_(False), _I.claimed_exact.is_(False), _I.computed_exact.is_(False))
    )
    money = select(FUND.c.form_version_id).where(FUND.c.exact.is_(False))
    reviews = select(_R.form_version_id).where(
        or_(
            and_(_R.total_cents.is_(None), _R.review_json.not_like('%"total":null%')),
            _R.id.in_(select(REVIEW_ROW.c.review_id).where(REVIEW_ROW.c.review_cents.is_(None))),
        )
    )
    return own.union(rows, money, reviews)


def current(query: Select[Any], versions: FromClause, wanted: Filter | None) -> Select[Any]:
    """A query over the versions that count, with what a filter asks for."""
    query = query.select_from(PROJECT).join(versions, _P.current_version_id == versions.c.id)
    if asks_more(wanted):
        query = query.join(OWNERS, _O.id == _P.unit_id).join(SOURCE, SOURCE.c.id == versions.c.source_id)
    return query.where(*conditions(wanted, versions.c))


class Dimensions:
    """The columns that projects are grouped by, as few as ``by`` needs, and the names they stand for."""

    def __init__(self, connection: Connection, by: Sequence[Dimension]) -> None:
        self.by = by
        self._organisations = {row.id: row for row in connection.execute(select(ORGANISATION))}
        self._rounds = {row.id: row.name for row in connection.execute(select(ROUND.c.id, ROUND.c.name))}
        self._names: dict[int | None, Names] = {}
        self.columns: dict[str, ColumnElement[Any]] = {}
        self.unit = "unit" in by
        if self.unit:
            self.columns["owner"] = _P.unit_id
        elif "department" in by or "region" in by:
            self.columns["owner"] = ORGANISATION.c.parent_id
        if "year" in by:
            self.columns["year"] = _P.year
        if "round" in by:
            self.columns["round"] = _P.round_id

    def join(self, query: Select[Any]) -> Select[Any]:
        """A query with the tables these columns stand in."""
        if "owner" in self.columns and not self.unit:
            return query.join(ORGANISATION, ORGANISATION.c.id == _P.unit_id)
        return query

    def names_of(self, organisation: int | None) -> Names:
        """Region, department and unit of an organisation, as printed."""
        found = self._names.get(organisation)
        if found is None:
            names: dict[str, str | None] = {}
            at = organisation
            while at is not None:
                row = self._organisations[at]
                names[row.kind] = row.name or None
                at = row.parent_id
            found = names.get("region"), names.get("department"), names.get("unit")
            self._names[organisation] = found
        return found

    def names(self, row: Any, extra: dict[str, Part]) -> tuple[Part, ...]:  # noqa: ANN401 - a row of any query
        """The printed key of a row."""
        region, department, unit = self.names_of(getattr(row, "owner", None))
        known: dict[str, Part] = {"region": region, "department": department, "unit": unit, **extra}
        if "year" in self.columns:
            known["year"] = row.year
        if "round" in self.columns:
            known["round"] = self._rounds.get(row.round)
        return tuple(known[dim] for dim in self.by)


def tallies(
    connection: Connection, wanted: Filter | None, by: Sequence[Dimension], basis: Basis, *, odd: bool
) -> Tallies:
    """The groups of all projects that fit but, where ``odd``, those of :func:`odd_ones`."""
    dimensions = Dimensions(connection, by)
    groups: Tallies = {}
    scope = Scope(wanted, by, odd, versions_in(connection))
    _sums(connection, scope, dimensions, groups)
    for one in BASES:
        _scores(connection, scope, dimensions, groups, one)
    if "level1" not in by:
        _not_reviewed(groups)
    _units(connection, scope, dimensions, groups)
    _losses(connection, scope, dimensions, groups, basis)
    return groups


def _group(groups: Tallies, dimensions: Dimensions, row: Any) -> GroupTally:  # noqa: ANN401 - a row of any query
    extra: dict[str, Part] = {}
    if "level1" in dimensions.by:
        extra["level1"] = row.level1
    if "fund" in dimensions.by:
        extra["fund"] = row.fund
    names = dimensions.names(row, extra)
    group = groups.setdefault(tuple(cleaned(name) for name in names), GroupTally())
    group.name(names)
    return group


def _halves(label: str, amount: ColumnElement[Any], when: ColumnElement[bool]) -> list[ColumnElement[Any]]:
    """The sum of an amount in two halves, and how many there are."""
    return [
        func.sum(case((when, amount // _HALF))).label(f"{label}_high"),
        func.sum(case((when, amount % _HALF))).label(f"{label}_low"),
        func.count(case((when, amount))).label(f"{label}_count"),
    ]


def _whole(row: Any, label: str) -> int | None:  # noqa: ANN401 - a row of any query
    """The sum that two halves make; ``None`` of nothing."""
    high, low = getattr(row, f"{label}_high"), getattr(row, f"{label}_low")
    return None if high is None else int(high) * _HALF + int(low)


def _constant(value: str | int) -> ColumnElement[Any]:
    """A value of our own as written: PostgreSQL does not know a parameter again in its group-by."""
    return literal_column(f"'{value}'" if isinstance(value, str) else str(value))


_IS_EXECUTION = _I.position == _constant(EXECUTION_ROW)
LEVEL1: ColumnElement[Any] = case((_IS_EXECUTION, _constant(EXECUTION)), else_=_I.level1)
CAUSE: ColumnElement[Any] = case(
    (_IS_EXECUTION, func.coalesce(_I.cause, _constant(EXECUTION_CAUSE))), else_=_I.cause
)
"""The reason for the score of a row; the execution rate stands for itself."""


def row_score(basis: Basis) -> ColumnElement[Any]:
    """What a row got: a review's own score, else the claimed one, where the version has a review."""
    if basis == "reviewed":
        reviewed = func.coalesce(REVIEW_ROW.c.review_cents, _I.claimed_cents)
        return case((_R.id.is_not(None), reviewed))
    return _I.claimed_cents if basis == "claimed" else _I.computed_cents


def reviewed_rows(query: Select[Any]) -> Select[Any]:
    """Rows joined to the last review of their version, and to what it says of each."""
    return query.outerjoin(LAST_REVIEW, _R.form_version_id == _I.form_version_id).outerjoin(
        REVIEW_ROW, and_(REVIEW_ROW.c.review_id == _R.id, REVIEW_ROW.c.position == _I.position)
    )


def _levels() -> FromClause:
    """The points of each version at each level-1 indicator: null where a row has none."""

    def points(basis: Basis) -> ColumnElement[Any]:
        score = row_score(basis)
        return case((func.count() == func.count(score), func.sum(score))).label(basis)

    query = reviewed_rows(
        select(
            _I.form_version_id,
            LEVEL1.label("level1"),
            points("claimed"),
            points("computed"),
            points("reviewed"),
        ).select_from(INDICATOR)
    )
    return query.group_by(_I.form_version_id, LEVEL1).subquery("levels")


def _kinds() -> FromClause:
    """The money of each version by kind, the line of the total left out."""
    c = FUND.c
    some = or_(c.initial_fen != 0, c.budget_fen != 0, c.executed_fen != 0)
    return (
        select(
            c.form_version_id,
            c.kind.label("fund"),
            func.sum(c.initial_fen).label("initial"),
            func.sum(c.budget_fen).label("budget"),
            func.sum(c.executed_fen).label("executed"),
        )
        .where(c.kind != TOTAL, some)
        .group_by(c.form_version_id, c.kind)
        .subquery("kinds")
    )


class _Source(NamedTuple):
    """Where scores and money stand: in the versions, or in their sums by level-1 indicator or by kind."""

    keys: list[ColumnElement[Any]]
    joined: list[FromClause]
    scores: dict[Basis, tuple[ColumnElement[Any], ColumnElement[Any] | None]]
    money: dict[str, ColumnElement[Any]]

    def query(self, scope: Scope, dimensions: Dimensions, *columns: ColumnElement[Any]) -> Select[Any]:
        """A query over what is counted, grouped by the key and whatever is added."""
        query = current(select(*self.keys, *columns), scope.versions, scope.wanted)
        for source in self.joined:
            query = query.outerjoin(source, source.c.form_version_id == scope.versions.c.id)
        return _left(dimensions.join(query), scope).group_by(*self.keys)


def _source(scope: Scope, dimensions: Dimensions) -> _Source:
    c = scope.versions.c
    keys = [key.label(name) for name, key in dimensions.columns.items()]
    found = _Source(
        [*keys],
        [],
        {
            "claimed": (c.claimed_cents, c.claimed_graded),
            "computed": (c.computed_cents, c.computed_grade),
            "reviewed": (_R.total_cents, _R.grade),
        },
        {"initial": c.initial_fen, "budget": c.budget_fen, "executed": c.executed_fen},
    )
    if "level1" in scope.by:
        levels = _levels()
        found.joined.append(levels)
        found.keys.append(levels.c.level1.label("level1"))
        found.scores.update({name: (levels.c[name], None) for name in BASES})
    if "fund" in scope.by:
        kinds = _kinds()
        found.joined.append(kinds)
        found.keys.append(kinds.c.fund.label("fund"))
        for name, own in found.money.items():  # of no kind where none is told apart
            found.money[name] = case((kinds.c.fund.is_(None), own), else_=kinds.c[name])
    return found


def _sums(connection: Connection, scope: Scope, dimensions: Dimensions, groups: Tallies) -> None:
    """Counts, money and findings of each group."""
    source = _source(scope, dimensions)
    money, c = source.money, scope.versions.c
    both = and_(money["budget"].is_not(None), money["executed"].is_not(None))
    query = source.query(
        scope,
        dimensions,
        func.count().label("number"),
        func.sum(case((c.origin == "listed", 1), else_=0)).label("listed"),
        func.sum(case((c.complete.is_(False), 1), else_=0)).label("incomplete"),
        func.sum(c.errors).label("errors"),
        func.sum(c.warnings).label("warnings"),
        func.sum(c.notices).label("notices"),
        func.sum(case((c.errors > 0, 1), else_=0)).label("with_errors"),
        *(half for name in money for half in _halves(name, money[name], money[name].is_not(None))),
        *_halves("both_budget", money["budget"], both),
        *_halves("both_executed", money["executed"], both),
    )
    for row in connection.execute(query):
        if row.number:  # without any key there is a row even of nothing
            _group(groups, dimensions, row).merge(_summed(row))


def _scores(
    connection: Connection, scope: Scope, dimensions: Dimensions, groups: Tallies, basis: Basis
) -> None:
    """How many have each score and grade on a basis, and what they weigh."""
    source = _source(scope, dimensions)
    score, grade = source.scores[basis]
    c = scope.versions.c
    query = source.query(
        scope,
        dimensions,
        score.label("score"),
        (null() if grade is None else grade).label("grade"),
        func.count().label("number"),
        *_halves("weight", c.budget_fen, c.budget_fen >= 0),
    ).group_by(score, *(() if grade is None else (grade,)))
    if basis == "reviewed" and "level1" not in scope.by:  # the others are those that are left
        query = query.join(LAST_REVIEW, _R.form_version_id == c.id)
    keys = len(source.keys)
    found: dict[tuple[Any, ...], Tally] = {}
    for row in connection.execute(query):
        counted = found.get(row[:keys])
        if counted is None:
            counted = found[row[:keys]] = _group(groups, dimensions, row).tally(basis)
        cents, name, number, high, low, weighed = row[keys:]
        weight = 0 if high is None else int(high) * _HALF + int(low)
        counted.add(None if cents is None else int(cents), name, number, weight, weighed)


def _not_reviewed(groups: Tallies) -> None:
    """Count as without a reviewed score whatever has no review."""
    for group in groups.values():
        seen = group.reviewed.count + group.reviewed.unscored
        group.reviewed.unscored += group.count - seen


def _left(query: Select[Any], scope: Scope, version: ColumnElement[Any] | None = None) -> Select[Any]:
    """A query without the versions that are counted elsewhere; ``version`` is the id where it is another."""
    of = scope.versions.c.id if version is None else version
    return query.where(of.not_in(_odd())) if scope.odd else query


def _summed(row: Any) -> GroupTally:  # noqa: ANN401 - a row of the sums
    return GroupTally(
        count=row.number,
        listed=int(row.listed),
        incomplete=int(row.incomplete),
        errors=int(row.errors),
        warnings=int(row.warnings),
        notices=int(row.notices),
        with_errors=int(row.with_errors),
        money=Money(
            _whole(row, "initial"),
            _whole(row, "budget"),
            _whole(row, "executed"),
            row.both_budget_count,
            _whole(row, "both_budget") or 0,
            _whole(row, "both_executed") or 0,
        ),
    )


def _units(connection: Connection, scope: Scope, dimensions: Dimensions, groups: Tallies) -> None:
    """Which units each group has."""
    keys = [key.label(name) for name, key in dimensions.columns.items()]
    query = current(select(_P.unit_id.label("of_unit"), *keys), scope.versions, scope.wanted)
    if "level1" in scope.by:
        query = query.outerjoin(INDICATOR, _I.form_version_id == scope.versions.c.id).add_columns(
            LEVEL1.label("level1")
        )
    if "fund" in scope.by:
        kinds = _kinds()
        query = query.outerjoin(kinds, kinds.c.form_version_id == scope.versions.c.id).add_columns(
            kinds.c.fund
        )
    for row in connection.execute(_left(dimensions.join(query), scope).distinct()):
        region, department, unit = (squeeze(name or "") for name in dimensions.names_of(row.of_unit))
        _group(groups, dimensions, row).units.add((region, department, unit))


def _losses(
    connection: Connection, scope: Scope, dimensions: Dimensions, groups: Tallies, basis: Basis
) -> None:
    """Where points are lost: the rows of all tables by level and cause."""
    keys = [key.label(name) for name, key in dimensions.columns.items()]
    score = row_score(basis)
    known = and_(_I.weight_cents.is_not(None), score.is_not(None))
    counted: Select[Any] = select(
        *keys,
        LEVEL1.label("level1"),
        _I.level2,
        CAUSE.label("cause"),
        func.count().label("number"),
        func.count(case((known, 1))).label("known"),
        func.sum(case((known, _I.weight_cents))).label("weight"),
        func.sum(case((known, score))).label("score"),
        func.sum(case((and_(known, _I.weight_cents > score), _I.weight_cents - score))).label("lost"),
    )
    if asks_more(scope.wanted):
        query = current(counted, scope.versions, scope.wanted).join(
            INDICATOR, _I.form_version_id == scope.versions.c.id
        )
        version: ColumnElement[Any] = scope.versions.c.id
    else:  # of a version nothing but its id is asked
        version = _P.current_version_id
        query = counted.select_from(PROJECT).join(INDICATOR, _I.form_version_id == version)
        query = query.where(*conditions(scope.wanted))
    if basis == "reviewed":
        query = reviewed_rows(query)
    grouped: list[Any] = [*dimensions.columns.values(), LEVEL1, _I.level2, CAUSE]
    if "fund" in scope.by:
        kinds = _kinds()
        query = query.outerjoin(kinds, kinds.c.form_version_id == version).add_columns(kinds.c.fund)
        grouped.append(kinds.c.fund)
    for row in connection.execute(_left(dimensions.join(query), scope, version).group_by(*grouped)):
        losses = _group(groups, dimensions, row).losses
        losses.unscored += row.number - row.known
        if row.known:
            part = LossPart(row.known, int(row.weight), int(row.score), int(row.lost or 0))
            losses.add(LossKey(row.level1, row.level2, row.cause), part)
