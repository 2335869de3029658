"""Chinese sentences: readings.

Codes of ``Reading.reason``, of ``Comparison.reason`` and ``Comparison.notes``, and the labels of
``jixiao parse``.
"""

from __future__ import annotations

TABLE: dict[str, str] = {
    # why a cell is not read
    "empty": "单元格为空。",
    "placeholder": "只有占位符号，没有内容。",
    "template": "仍是模板占位（如“**”），没有填写数值。",
    "not-applicable": "填写为“不适用”。",
    "none-or-blank": "“无”可以指没有设定，也可以指为零，不能判定。",
    "too-long": "文字过长（超过 500 个字符），未作解读。",
    "operator-conflict": "比较符号或词语互相矛盾，不能判定以哪个为准。",
    "operator-with-band": "区间与比较符号（或“以内”“以上”）并用，含义不明。",
    "operator-alone": "只有比较符号，没有数值。",
    "operator-unknown": "指标性质一栏的写法无法识别。",
    "unit-unknown": "计量单位一栏的写法无法识别。",
    "unit-alone": "只有计量单位，没有数值。",
    "unit-conflict": "计量单位前后不一致。",
    "band-reversed": "区间的下限大于上限。",
    "number-malformed": "数字写法有误（千分位或小数点不规范），不能判定数值。",
    "number-too-long": "数字过长（超过 30 位），不是合理的指标值。",
    "not-a-number": "不是数值。",
    "scientific-notation": "不接受科学计数法，请写出完整数字。",
    "fraction-ambiguous": "“/”可以表示分数、比例或日期，不能判定。",
    "ratio-notation": "比例写法（如 1:1）不能作为单一数值比较。",
    "date-ambiguous": "既可以是数值也可以是日期，不能判定。",
    "month-ambiguous": "“N月内”可以指该月之内，也可以指 N 个月之内，不能判定。",
    "date-impossible": "日期不存在。",
    "unknown-notation": "写法无法识别。",
    # why a comparison is left open
    "target-missing": "没有指标值。",
    "target-unreadable": "指标值“{target}”无法解读。",
    "actual-missing": "没有填写实际完成值。",
    "actual-unreadable": "实际完成值“{actual}”无法解读。",
    "qualitative": "定性指标“{target}”，须由人判断。",
    "actual-qualitative": "实际完成值“{actual}”是文字描述，不能与指标值“{target}”比较。",
    "tier-label": "实际完成值“{actual}”是完成档次，按档次评分。",
    "kinds-differ": "实际完成值“{actual}”与指标值“{target}”不是同一类内容，不能比较。",
    "several-not-all-met": "一格多个目标“{target}”，未能确认全部达到。",
    "unit-mismatch": "单位不同：指标值为{target_unit}，实际完成值为{actual_unit}，不能换算。",
    "direction-unknown": "指标值“{target}”没有比较符号，也不能从指标名称判断高好还是低好。",
    "scale-doubtful": "数量级存疑：实际完成值可读作 {adopted}，也可读作 {other}。",
    "target-scale-doubtful": "指标值的数量级存疑：可读作 {adopted}，也可读作 {other}。",
    "approximate": "只有约数（“{actual}”），不能判定是否达到“{target}”。",
    "interval-overlaps": "实际完成值“{actual}”只给出范围，其中一部分达到“{target}”，一部分没有。",
    "change-differs": "“{target}”与“{actual}”一个说的是变化，一个说的是水平，或变化方向相反，不能比较。",
    "late": "晚于规定时间至少 {days} 天。",
    "before-date": "实际完成时间早于规定时间，而指标要求的不是“之前”。",
    "month-doubtful": "“{target}”没有说明是否包含当月，实际完成时间恰在当月。",
    "year-unknown": "日期没有写年份，表中也没有年度，不能比较。",
    # what a comparison took for granted
    "detail-not-compared": "“其中”或“含”的部分是这个数的明细，没有另作比较。",
    "took-unit": "未写单位的一方按另一方的单位和数量级理解。",
    "took-year": "未写年份的日期按 {year} 年理解。",
    "equality-under-strict": "指标写的是“大于”或“小于”，实际恰好相等，按达到处理。",
    "repeats-target": "实际完成值照抄了指标值。",
    "days-at-least": "只知道完成的月份或时段，逾期天数是最少天数。",
    # jixiao parse
    "parse.help": (
        "看一个或几个单元格怎样被理解：类别、比较符号、精确数值、单位。\n\n"
        "缺省按指标值（目标）解读；加 --actual 按实际完成值解读。"
        "读不懂的原样保留并说明原因，不算出错。TEXT 为 - 时从标准输入逐行读取。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao parse 不低于85% 20万元 2023年12月底前 按月 效果明显\n"
        "  jixiao parse --actual 200余人 基本达成目标 ≥90% --json"
    ),
    "parse.actual": "按实际完成值解读（缺省按指标值）。",
    "parse.json": "输出 JSON。",
    "parse.title.text": "文字",
    "parse.title.kind": "类别",
    "parse.title.operator": "比较",
    "parse.title.value": "数值",
    "parse.title.unit": "单位",
    "parse.title.approximate": "约数",
    "parse.title.reason": "说明",
    "parse.kind.quantity": "数量",
    "parse.kind.band": "区间",
    "parse.kind.date": "日期",
    "parse.kind.frequency": "频次",
    "parse.kind.tier": "完成档次",
    "parse.kind.statement": "文字描述",
    "parse.kind.several": "多个目标",
    "parse.kind.unreadable": "无法解读",
    "parse.yes": "是",
    "parse.several": "分别为：{parts}。",
}
