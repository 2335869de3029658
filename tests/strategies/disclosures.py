"""Disclosures made of facts: the text, in one of several wordings, and what must be read from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

Said = tuple[str, str, str]
"""Key, value (or text) and subject (or grade) of a fact."""

_NAMES = (
    "河道整治",
    "教师培训",
    "校舍改造",
    "“智慧工地”建设",
    "营养餐补助",
    "市政道路（二期）",
    "3号泵站更新",
    "热线运营",
)


@dataclass(frozen=True)
class Written:
    """A disclosure's text and its facts."""

    text: str
    facts: tuple[Said, ...]


def _money() -> st.SearchStrategy[Decimal]:
    return st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


def _score() -> st.SearchStrategy[Decimal]:
    whole = st.integers(0, 100).map(Decimal)
    return st.one_of(whole, st.integers(0, 9999).map(lambda n: Decimal(n).scaleb(-2)))


@st.composite
def amount_text(draw: st.DrawFn, value: Decimal) -> str:
    """An amount in 万元, plain or with separators, with a space before the unit or none."""
    digits = f"{value:,f}" if draw(st.booleans()) else f"{value:f}"
    return digits + draw(st.sampled_from(["万元", " 万元"]))


@st.composite
def change_text(draw: st.DrawFn, key: str) -> tuple[str, list[Said]]:
    """比上年 …: more, less, or the same."""
    kind = draw(st.sampled_from(["more", "less", "same"]))
    if kind == "same":
        return draw(st.sampled_from(["与上年持平", "和上年持平"])), [(f"{key}.change", "0", "")]
    value, rate = draw(_money()), draw(_money())
    up, grown = ("增加", "增长") if kind == "more" else ("减少", "下降")
    sign = "" if kind == "more" else "-"
    words = f"{draw(st.sampled_from(['比上年', '较上年']))}{up} {draw(amount_text(value))}，{grown} {rate:f}%"
    return words, [(f"{key}.change", f"{sign}{value:f}", ""), (f"{key}.growth", f"{sign}{rate:f}", "")]


@st.composite
def income(draw: st.DrawFn) -> Written:
    """一、收入决算情况说明."""
    total, opening, current = draw(_money()), draw(_money()), draw(_money())
    words, said = draw(change_text("income.current"))
    text = (
        f"本部门 2024 年度收入总计 {draw(amount_text(total))}，"
        f"其中年初结转和结余 {draw(amount_text(opening))}；"
        f"本年收入合计 {draw(amount_text(current))}，{words}，主要原因：项目增加 3 个，经费增加 12.5 万元。\n"
    )
    facts = [
        ("income.total", f"{total:f}", ""),
        ("income.opening", f"{opening:f}", ""),
        ("income.current", f"{current:f}", ""),
    ]
    sources = (
        ("income.appropriation", "财政拨款收入"),
        ("income.business", "事业收入"),
        ("income.other", "其他收入"),
    )
    parts = []
    for key, name in sources:
        value, share = draw(_money()), draw(_money())
        parts.append(f"{name} {draw(amount_text(value))}，占 {share:f}%")
        facts += [(key, f"{value:f}", ""), (f"{key}.share", f"{share:f}", "")]
    return Written(
        f"一、收入决算情况说明\n\n{text}\n本年收入的具体构成：{'；'.join(parts)}。\n", (*facts, *said)
    )


_GRADE_COUNTS = (
    "{n}个项目评价结果为“{g}”",
    "评价等级为“{g}”的项目{n}个",
    "“{g}”{n}个",
    "{n}个项目自评等级为{g}",
)
_SCORES = (
    "（{i}）{name}项目绩效自评得分{score}分；",
    "{i}、{name}项目自评得分：{score}分。",
    "{i}.{name}项目绩效自评得分为{score}分。",
)


@st.composite
def statement(draw: st.DrawFn) -> Written:
    """九、预算绩效情况说明."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=len(_NAMES), unique=True))
    amount, share, average = draw(_money()), draw(_money()), draw(_score())
    counts = {grade: draw(st.integers(0, 60)) for grade in "优良中差"}
    form = draw(st.sampled_from(_GRADE_COUNTS))
    projects = draw(
        st.sampled_from(
            ["二级项目 {n} 个全面开展绩效自评", "{n}个项目开展了绩效自评", "项目开展绩效自评，共{n}个项目"]
        )
    ).format(n=len(names))
    graded = "，".join(form.format(n=n, g=g) for g, n in counts.items())
    lines = [
        (
            f"根据预算绩效管理要求，我部门组织对纳入 2024 年度部门预算范围的{projects}，"
            f"共涉及资金 {draw(amount_text(amount))}，"
            f"占项目支出总额的{share:f}%。其中，{graded}。"
        )
    ]
    facts = [
        ("statement.projects", str(len(names)), ""),
        ("statement.amount", f"{amount:f}", ""),
        ("statement.share_of_project_spending", f"{share:f}", ""),
        *(("statement.grade_count", str(n), grade) for grade, n in counts.items()),
    ]
    general, funds = draw(_money()), draw(_money())
    listed = "、".join(names)
    lines.append(
        f"组织对{len(names)}个项目开展了部门评价，分别为：{listed}。"
        f"涉及一般公共预算支出{draw(amount_text(general))}，"
        f"政府性基金预算支出{draw(amount_text(funds))}。"
    )
    facts += [
        ("statement.evaluated.projects", str(len(names)), ""),
        ("statement.evaluated.general_budget", f"{general:f}", ""),
        ("statement.evaluated.government_funds", f"{funds:f}", ""),
        *(("statement.evaluated.name", name, "") for name in names),
    ]
    grade = draw(st.sampled_from("优良中差"))
    lines.append(
        f"单位项目绩效自评平均{draw(st.sampled_from(['分为', '得分为', '得分']))}{average:f}分，"
        f"绩效等级为“{grade}”。"
    )
    facts += [("statement.average", f"{average:f}", ""), ("statement.average_grade", grade, "")]
    wording = draw(st.sampled_from(_SCORES))
    for index, name in enumerate(names, 1):
        score = draw(_score())
        lines.append(wording.format(i=index, name=name, score=f"{score:f}"))
        facts.append(("project.score", f"{score:f}", f"{name}项目"))
    return Written("九、预算绩效情况说明\n\n" + "\n\n".join(lines) + "\n", tuple(facts))


@st.composite
def report(draw: st.DrawFn) -> Written:
    """An annexed report."""
    name = draw(st.sampled_from(_NAMES))
    budget, spent, rate, score = draw(_money()), draw(_money()), draw(_money()), draw(_score())
    full, earned, share = draw(_score()), draw(_score()), draw(_money())
    grade = draw(st.sampled_from("优良中差"))
    text = (
        f"{name}项目支出绩效评价报告\n\n一、基本情况\n\n项目全年预算数 {draw(amount_text(budget))}，"
        f"实际支出 {draw(amount_text(spent))}，预算执行率为{rate:f}%。\n\n二、综合评价情况及评价结论\n\n"
        f"评价得分 {score:f} 分。绩效评价等级为“{grade}”。\n\n三、绩效评价指标分析\n\n（一）项目产出情况\n\n"
        f"项目产出指标包括产出数量 1 个二级指标及 2 个三级指标，"
        f"分值共 {full:f} 分，绩效评价得分 {earned:f} 分，得分率 {share:f}%。\n"
    )
    facts = (
        ("report.title", f"{name}项目支出绩效评价报告", ""),
        ("report.budget", f"{budget:f}", ""),
        ("report.spent", f"{spent:f}", ""),
        ("report.rate", f"{rate:f}", ""),
        ("report.score", f"{score:f}", ""),
        ("report.grade", grade, ""),
        ("report.section.level2_count", "1", "产出"),
        ("report.section.level3_count", "2", "产出"),
        ("report.section.full", f"{full:f}", "产出"),
        ("report.section.score", f"{earned:f}", "产出"),
        ("report.section.rate", f"{share:f}", "产出"),
    )
    return Written(text, facts)


@st.composite
def disclosures(draw: st.DrawFn) -> Written:
    """A document of the three."""
    parts = [draw(income()), draw(statement()), draw(report())]
    head = "某县某局2024年度部门决算\n\n第三部分 2024年度部门决算情况说明\n\n"
    text = head + parts[0].text + "\n" + parts[1].text + "\n第五部分 附件\n\n" + parts[2].text
    return Written(text, tuple(fact for part in parts for fact in part.facts))
