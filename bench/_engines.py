"""The engines that are timed side by side: each prepares its own natural input, then runs."""

from __future__ import annotations

import importlib
import os
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench._dataset import EQ, EXECUTION, GE, LE, REFUSED, Array, Rows
from jixiao.scoring.columns.data import NO_SCORE, Columns
from jixiao.scoring.columns.scorer import compile_columns
from jixiao.scoring.ruleset import load_ruleset

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "bench" / "rules.toml"
REFERENCE = ROOT.parent / "shared" / "bench"
"""The engines measured elsewhere, where that folder stands beside the checkout."""


class Engine(ABC):
    """Base: ``prepare`` is not timed, ``run`` is; ``hundredths`` makes its result comparable."""

    label = ""
    threads = 1

    @abstractmethod
    def prepare(self, rows: Rows) -> None:
        """Turn the rows into the engine's own input."""

    @abstractmethod
    def run(self) -> Any:  # noqa: ANN401 - each engine has its own kind of result
        """Score every row."""

    def hundredths(self, result: Any) -> Array | None:  # noqa: ANN401 - as above
        """Whole hundredths, ``REFUSED`` for rows without a score; ``None``: nothing to compare."""
        del result
        return None


class Ours(Engine):
    label = "jixiao 列"
    rules = RULES

    def prepare(self, rows: Rows) -> None:
        self.columns = Columns(rows.weight, rows.target, rows.actual, rows.operator)
        self.scorer = compile_columns(load_ruleset(self.rules))

    def run(self) -> Any:  # noqa: ANN401 - see Engine
        return self.scorer.score(self.columns, threads=self.threads)

    def hundredths(self, result: Any) -> Array | None:  # noqa: ANN401 - see Engine
        score: Array = np.where(result.score == NO_SCORE, REFUSED, result.score)
        return score


class OursThreads(Ours):
    threads = os.cpu_count() or 1


class Copy(Engine):
    """The floor: the four columns copied into memory that was touched before."""

    label = "复制各列（下限）"

    def prepare(self, rows: Rows) -> None:
        self.given: list[Any] = [rows.weight, rows.target, rows.actual, rows.operator]
        self.room = [column.copy() for column in self.given]

    def run(self) -> Any:  # noqa: ANN401 - see Engine
        for room, column in zip(self.room, self.given, strict=True):
            np.copyto(room, column)


class PolarsFloat(Engine):
    """The same clauses as one float64 expression; ``engine`` is how polars runs it."""

    label = "polars float64"
    engine = "auto"
    threads = os.cpu_count() or 1
    scale = 100.0

    def prepare(self, rows: Rows) -> None:
        os.environ["POLARS_MAX_THREADS"] = str(self.threads)
        self.pl = importlib.import_module("polars")
        columns = {"weight": rows.weight, "target": rows.target, "actual": rows.actual}
        frame = {name: column / self.scale if self.scale != 1 else column for name, column in columns.items()}
        self.frame = self.pl.DataFrame({**frame, "operator": rows.operator})

    def expression(self) -> Any:  # noqa: ANN401 - a polars expression; polars is an extra of this folder
        pl = self.pl
        weight, target, actual, operator = (
            pl.col(name) for name in ("weight", "target", "actual", "operator")
        )
        ratio = actual / target
        rate = (ratio * 10_000 + 0.5).floor() / 10_000
        tiers = (
            pl.when(rate >= 1)
            .then(1.0)
            .when(rate >= 0.8)
            .then(0.7)
            .when(rate >= 0.6)
            .then(0.5)
            .otherwise(0.0)
        )
        share = (
            pl.when(operator == GE).then((ratio - 0.6) / 0.4)
            .when(operator == EXECUTION).then(tiers)
            .when(operator == LE).then(target / actual)
            .when(ratio > 1).then(2 - ratio)
            .otherwise(ratio)
        )  # fmt: skip
        score = (weight * share.clip(0.0, 1.0) * 100 + 0.5).floor() / 100
        return pl.when((operator == EXECUTION) & (actual > target)).then(None).otherwise(score)

    def run(self) -> Any:  # noqa: ANN401 - see Engine
        return self.frame.lazy().select(score=self.expression()).collect(engine=self.engine)["score"]

    def hundredths(self, result: Any) -> Array | None:  # noqa: ANN401 - see Engine
        found: Array = np.rint(result.fill_null(REFUSED / 100).to_numpy() * 100).astype(np.int64)
        return found


class PolarsStreaming(PolarsFloat):
    label = "polars float64 streaming"
    engine = "streaming"


class PolarsOne(PolarsFloat):
    threads = 1


class PolarsStreamingOne(PolarsStreaming):
    threads = 1


class PolarsWhole(PolarsFloat):
    """The same clauses in whole numbers, multiplied out: exact."""

    label = "polars int64 streaming"
    engine = "streaming"
    scale = 1

    def expression(self) -> Any:  # noqa: ANN401 - see PolarsFloat
        pl = self.pl
        weight, target, actual, operator = (
            pl.col(name) for name in ("weight", "target", "actual", "operator")
        )
        tier = 20_000 * actual
        up = (
            pl.when(operator == GE).then(5 * actual - 3 * target)
            .when(operator == EXECUTION)
            .then(
                pl.when(tier >= 19_999 * target).then(10).when(tier >= 15_999 * target).then(7)
                .when(tier >= 11_999 * target).then(5).otherwise(0)
            )
            .when(operator == LE).then(target)
            .when(actual > target).then(2 * target - actual)
            .otherwise(actual)
        )  # fmt: skip
        down = (
            pl.when(operator == GE).then(2 * target)
            .when(operator == EXECUTION).then(10)
            .when(operator == LE).then(pl.max_horizontal(actual, 1))
            .otherwise(target)
        )  # fmt: skip
        kept = pl.max_horizontal(pl.min_horizontal(up, down), 0)
        score = (2 * weight * kept + down) // (2 * down)
        return pl.when((operator == EXECUTION) & (actual > target)).then(None).otherwise(score)

    def hundredths(self, result: Any) -> Array | None:  # noqa: ANN401 - see Engine
        whole: Array = result.fill_null(REFUSED).to_numpy()
        return whole


ENGINES: dict[str, Callable[[], Engine]] = {
    "ours": Ours,
    "ours-threads": OursThreads,
    "polars": PolarsFloat,
    "polars-streaming": PolarsStreaming,
    "polars-one": PolarsOne,
    "polars-streaming-one": PolarsStreamingOne,
    "polars-whole": PolarsWhole,
    "copy": Copy,
}


class OnReference(Ours):
    """This engine on the rows and the one rule of the reference folder, counted against its exact engine.

    The rule: full when achieved, else ``(r - 0.6) / 0.4`` with r = a/t, t/a, and 2 - a/t for ``=`` exceeded.
    """

    rules = RULES.with_name("rules-pass-line.toml")

    @staticmethod
    def rows(size: int) -> tuple[Rows, Array]:
        """The reference rows in this package's operator codes, and their right scores."""
        sys.path.insert(0, str(REFERENCE))
        given = importlib.import_module("dataset").make(size)
        exact = importlib.import_module("engines").NumpyInt()
        exact.prepare(given)
        operator = np.array([GE, LE, EQ], np.int8)[given["operator"]]
        return Rows(given["weight"], given["target"], given["actual"], operator), exact.run()


class OnReferenceThreads(OnReference):
    threads = os.cpu_count() or 1


ON_REFERENCE: dict[str, Callable[[], OnReference]] = {
    "reference": OnReference,
    "reference-threads": OnReferenceThreads,
}
