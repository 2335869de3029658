"""Self-evaluations: plausible ones, as units fill them in, and odd ones, as only a test would.

``indicators()``, ``fund_lines()`` and ``self_evaluations()`` give forms whose texts hold no tabs,
pipes, line breaks or runs of spaces, so that they can be printed as tables; ``odd=True`` adds
anything else a JSON form may hold.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation

LEVELS: dict[str, tuple[str, ...]] = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度", "满意度指标"),
}
_NAMES = (
    "大厅窗口数量",
    "培训人次",
    "验收合格率",
    "项目完成及时率",
    "群众投诉率",
    "维修(护)费",
    "政策知晓率",
    "资金支付进度",
)
_TARGETS = (
    "≥32个",
    "≤15万",
    "=100%",
    "100%",
    "≥90分",
    "按月",
    "有效提升",
    "2023年12月底前",
    "85%-90%",
    "高达90%",
    "不低于95%",
    "≥10000 元",
    "/",
    "—",
)
_ACTUALS = (
    "32",
    "100%",
    "基本达成目标",
    "部分实现目标",
    "400000",
    "36个",
    "2023年11月",
    "200余人",
    "未完成",
    "0",
    "/",
    "按月",
)
_NOTES = ("财政未下达全部预算", "疫情影响，活动减少", "招标节约，已收回资金", "无偏差")
_FUNDS = ("其中：当年财政拨款", "上年结转资金", "其他资金", "政府预算资金")
_HAN = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要出也得里后"

amounts = st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False, allow_infinity=False)
weights = st.one_of(
    st.integers(1, 30).map(Decimal), st.decimals(min_value="0.5", max_value=30, places=1, allow_nan=False)
)
scores = st.decimals(min_value=0, max_value=30, places=2, allow_nan=False, allow_infinity=False)
han = st.text(_HAN, min_size=2, max_size=12)
odd_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
odd_numbers = st.decimals(
    min_value=-(10**12), max_value=10**12, places=6, allow_nan=False, allow_infinity=False
)


def _or_none(strategy: st.SearchStrategy[object], *, odd: bool = False) -> st.SearchStrategy[object]:
    return st.one_of(strategy, strategy, strategy, st.none()) if odd else strategy


@st.composite
def indicators(draw: st.DrawFn, *, odd: bool = False, core: bool = False) -> Indicator:
    """One row of indicators; ``core`` draws the columns of the split and reviewed layouts too."""
    if odd:
        text, number = st.none() | odd_text, st.none() | odd_numbers
        return Indicator(
            **{key: draw(text) for key in ("level1", "level2", "name", "operator", "unit", "review_note")},
            **{key: draw(text) for key in ("target", "adjusted_target", "actual", "review_actual")},
            **{key: draw(number) for key in ("weight", "coefficient", "claimed_score", "review_score")},
            core=draw(st.none() | st.booleans()),
            deviation_note=draw(text),
        )
    level1 = draw(st.sampled_from(sorted(LEVELS)))
    more = {}
    if core:
        more = {
            "operator": draw(st.sampled_from(("≥", "≤", "=", "定性"))),
            "unit": draw(st.sampled_from(("个", "%", "万元", "人次"))),
            "core": draw(st.booleans()),
            "coefficient": draw(st.integers(0, 100).map(Decimal)),
            "adjusted_target": draw(st.sampled_from(_TARGETS[:4])),
            "review_actual": draw(st.sampled_from(_ACTUALS[:5])),
            "review_score": draw(scores),
            "review_note": draw(st.sampled_from(_NOTES)),
        }
    return Indicator(
        level1=level1,
        level2=draw(st.sampled_from(LEVELS[level1])),
        name=draw(st.one_of(st.sampled_from(_NAMES), han.map(lambda text: f"{text}率"))),
        target=draw(st.sampled_from(_TARGETS)),
        actual=draw(st.sampled_from(_ACTUALS)),
        weight=draw(weights),
        claimed_score=draw(scores),
        deviation_note=draw(st.none() | st.sampled_from(_NOTES)),
        **more,
    )


@st.composite
def fund_lines(draw: st.DrawFn, *, name: str | None = None, odd: bool = False) -> FundLine:
    """One row of funds; a total line has a weight and a score, the others have not."""
    if odd:
        number = st.none() | odd_numbers
        keys = ("initial_budget", "annual_budget", "executed", "weight", "claimed_rate", "claimed_score")
        return FundLine(name=draw(st.none() | odd_text), **{key: draw(number) for key in keys})
    title = name or draw(st.sampled_from(_FUNDS))
    total = title == "年度资金总额"
    return FundLine(
        name=title,
        initial_budget=draw(amounts),
        annual_budget=draw(amounts),
        executed=draw(amounts),
        weight=draw(st.sampled_from((Decimal(10), Decimal(20)))) if total else None,
        claimed_rate=draw(st.decimals(min_value=0, max_value=130, places=2, allow_nan=False)),
        claimed_score=draw(scores) if total else None,
    )


@st.composite
def self_evaluations(draw: st.DrawFn, *, odd: bool = False, core: bool = False) -> SelfEvaluation:
    """A whole form: a total line of funds and parts, a goal, some indicators in the order of their levels."""
    if odd:
        return SelfEvaluation(
            project=draw(odd_text.filter(lambda text: bool(text.strip()))),
            year=draw(st.none() | st.integers(1900, 2200)),
            amount_unit=draw(st.sampled_from((None, "元", "万元", "千元", "亿元"))),
            funds=tuple(draw(st.lists(fund_lines(odd=True), max_size=3))),
            goal=Goal(expected=draw(st.none() | odd_text), achieved=draw(st.none() | odd_text)),
            indicators=tuple(draw(st.lists(indicators(odd=True), max_size=4))),
            claimed_total=draw(st.none() | odd_numbers),
            **{key: draw(st.none() | odd_text) for key in ("department", "unit", "region", "claimed_grade")},
        )
    parts = draw(st.lists(st.sampled_from(_FUNDS), max_size=3, unique=True))
    rows = draw(st.lists(indicators(core=core), min_size=1, max_size=12))
    order = list(LEVELS)
    rows.sort(key=lambda row: (order.index(str(row.level1)), LEVELS[str(row.level1)].index(str(row.level2))))
    return SelfEvaluation(
        project=draw(han.map(lambda text: f"{text}项目")),
        department=draw(han.map(lambda text: f"{text}局")),
        unit=draw(han.map(lambda text: f"{text}中心")),
        year=draw(st.integers(2015, 2030)),
        amount_unit=draw(st.sampled_from(("万元", "元"))),
        funds=tuple(draw(fund_lines(name=name)) for name in ("年度资金总额", *parts)),
        goal=Goal(expected=draw(han), achieved=draw(han)),
        indicators=tuple(rows),
        claimed_total=draw(st.decimals(min_value=0, max_value=100, places=2, allow_nan=False)),
    )
