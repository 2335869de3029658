"""One answer of trying another rule set, for the tests of what is made of it."""

from __future__ import annotations

from decimal import Decimal

from jixiao.schemas.whatif import (
    Affected,
    Causes,
    ClauseChange,
    DepartmentChange,
    MeanChange,
    RowChange,
    RulesMeant,
    Side,
    WhatIf,
)

ROW = RowChange(
    position=0,
    name="完成数量",
    before=Decimal("45.00"),
    after=Decimal("22.50"),
    change=Decimal("-22.50"),
    before_clause="≥ under",
    after_clause="≥ under",
)
FOUND = WhatIf(
    complete=True,
    rules=RulesMeant(id="hard", title="从严", tables=2),
    against=(RulesMeant(id="mof-2020", title="通用", tables=2),),
    stored=True,
    tables=2,
    column_tables=2,
    listed=1,
    compared=2,
    up=0,
    down=1,
    same=1,
    change=Decimal("-11.25"),
    before=Side(decided=2, mean=Decimal("94.00"), grades={"优": 2}),
    after=Side(decided=2, mean=Decimal("82.75"), grades={"优": 1, "中": 1}),
    determined=MeanChange(
        projects=2, before_mean=Decimal("94.00"), after_mean=Decimal("82.75"), change=Decimal("-11.25")
    ),
    provisional=MeanChange(projects=0, before_mean=None, after_mean=None, change=None),
    causes=Causes(
        clauses=Decimal("-22.50"),
        judgement=Decimal("0.00"),
        other=Decimal("0.00"),
        uncompared=Decimal("0.00"),
        clauses_mean=Decimal("-11.25"),
        judgement_mean=Decimal("0.00"),
        other_mean=Decimal("0.00"),
        opened=0,
        settled=0,
    ),
    moves={"优": {"优": 1, "中": 1}},
    moved=1,
    departments=(
        DepartmentChange(
            department="市交通局",
            count=2,
            compared=2,
            provisional=0,
            before_mean=Decimal("94.00"),
            after_mean=Decimal("82.75"),
            change=Decimal("-11.25"),
            up=0,
            down=1,
            same=1,
            moved=1,
        ),
    ),
    clauses=(
        ClauseChange(
            before="≥ under",
            after="no-clause",
            rows=1,
            gained=Decimal("0.00"),
            lost=Decimal("22.50"),
            opened=0,
            settled=0,
        ),
    ),
    affected=(
        Affected(
            project="道路养护",
            unit="市公路中心",
            year=2024,
            before=Decimal("94.00"),
            after=Decimal("71.50"),
            change=Decimal("-22.50"),
            before_grade="优",
            after_grade="中",
            provisional=False,
            rows=(ROW,),
        ),
    ),
)
NOTHING = FOUND.model_copy(
    update={"tables": 0, "moved": 0, "moves": {}, "departments": (), "clauses": (), "affected": ()}
)
