from __future__ import annotations

from tests.audit.disclosure.worded import CLEAN, brief, changed, worded

GOAL = "目标2：建立长效管护机制，明确管护责任人和经费来源。"
WORK = "评价组收集相关资料，开展现场核查，与项目负责人座谈并分析数据。"
LONG = "为进一步提高资金使用效益，本单位制定了项目管理办法，明确了职责分工，按月调度支付进度并通报结果。"


def test_two_goals_that_say_the_same() -> None:
    text = changed(GOAL, GOAL.replace("。", "；") + "\n\n" + GOAL.replace("目标2", "目标3"))
    (one,) = worded(text)
    assert (one.code, one.severity.value) == ("TXT010", "warning")
    assert one.found == "建立长效管护机制，明确管护责任人和经费来源"
    assert (one.params["one"], one.params["other"]) == ("2", "3")


def test_a_long_paragraph_twice() -> None:
    text = changed(WORK, f"{WORK}\n\n{LONG}").replace("衔接不够。", f"衔接不够。\n\n{LONG}")
    (one,) = worded(text)
    assert (one.code, one.severity.value, one.place.quote) == ("TXT011", "warning", LONG)
    assert brief(changed(WORK, f"{WORK}\n\n{LONG}")) == []


def test_a_short_paragraph_twice_is_nothing() -> None:
    assert brief(changed(WORK, f"{WORK}\n\n资金使用合规，制度健全。\n\n资金使用合规，制度健全。")) == []


def test_an_item_of_a_list_twice() -> None:
    item = "组织编制全县水利发展规划并监督实施"
    text = changed("（二）负责全县防汛", f"（二）{item}；\n\n（三）{item}；\n\n（四）负责全县防汛")
    assert [one.code for one in worded(text)] == ["TXT011"]


def test_reports_that_share_their_text() -> None:
    report = CLEAN[CLEAN.index("某县水务局2024年度河道") :]
    other = report.replace("河道", "泵站").replace("十二公里", "八座")
    assert brief(f"{CLEAN}\n{other}") == []
    long = f"衔接不够。\n\n{LONG}\n\n{LONG[:-1]}，及时整改。\n\n{LONG[:-1]}，形成长效机制。"
    text = f"{CLEAN}\n{other}".replace("衔接不够。", long)
    (one,) = worded(text)
    assert (one.code, one.severity.value) == ("TXT012", "notice")
    assert "3段" in one.params["more"]


def test_notes_between_tables_are_not_compared() -> None:
    note = f"注：{LONG}\n\n2.{LONG}"
    text = CLEAN.replace("收入决算表", f"{note}\n\n收入决算表").replace("第三部分", f"{note}\n\n第三部分")
    assert text.count(note) == 2
    assert brief(text) == []


def test_a_blank_of_the_template() -> None:
    (one,) = worded(changed("为整治县域河道", "为整治××河道"))
    assert (one.code, one.severity.value, one.found) == ("TXT030", "warning", "××")
    assert one.place.document_part == "项目概况"
    two = changed("为整治县域河道，设立该项目", "为整治××河道，设立____项目")
    assert [one.params["words"] for one in worded(two)] == ["××、____"]
