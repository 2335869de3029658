"""A short text of a disclosure whose figures a test can change."""

from __future__ import annotations

from tests.audit.disclosure.changed import told

HEAD = """某县水务局2024年度部门决算

第三部分 2024年度部门决算情况说明

"""
TEXT = """一、收入决算情况说明

本部门 2024 年度收入总计 {total}，其中年初结转和结余 5.00 万元；使用非财政拨款结余 0.00 万元；\
本年收入合计 {current} 万元，比上年{way} {change}，{grown} {growth}%，主要原因：任务增加。

本年收入的具体构成：财政拨款收入 {appropriation} 万元，占 {share}%；其他收入 {other} 万元，占 10.00%。

七、政府采购支出情况说明

本部门 2024 年度政府采购支出总额 {bought} 万元，其中：政府采购货物支出 10.00 万元、\
政府采购工程支出 20.00 万元、政府采购服务支出 70.00 万元。\
授予中小企业合同金额 {sme} 万元，占政府采购支出总额的 {sme_share}%，\
其中：授予小微企业合同金额 {micro} 万元，占授予中小企业合同金额的 {micro_share}%。\
货物采购授予中小企业合同金额占货物支出金额的 {goods}%，工程采购授予中小企业合同金额占工程支出金额的 50.00%，\
服务采购授予中小企业合同金额占服务支出金额的 50.00%。
"""
CLEAN = {
    "total": "105.00 万元",
    "current": "100.00",
    "way": "增加",
    "change": "25.00 万元",
    "grown": "增长",
    "growth": "33.33",
    "appropriation": "90.00",
    "share": "90.00",
    "other": "10.00",
    "bought": "100.00",
    "sme": "55.00",
    "sme_share": "55.00",
    "micro": "11.00",
    "micro_share": "20.00",
    "goods": "100.00",
}

INCOME_TABLE = """收入决算表

公开02表

金额单位：万元

项目\t\t\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入
类\t款\t项\t1\t2\t3\t4\t5\t6\t7
合计\t\t\t100.00\t90.00\t\t\t\t\t10.00
213\t\t农林水支出\t100.00\t90.00\t\t\t\t\t10.00

"""


def narrated(
    *codes: str, table: bool = False, **changes: str
) -> list[tuple[str, str, str | None, str | None]]:
    """What is found in the text with some figures changed, beside a table or alone."""
    return told(HEAD + (INCOME_TABLE if table else "") + TEXT.format(**CLEAN | changes), *codes)
