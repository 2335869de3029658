"""Chinese sentences: the short report of a department on its whole spending."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "whole.help": (
        "从填好的《部门整体支出绩效自评表》起草部门整体支出绩效自评报告。\n\n"
        "FILE 是 jixiao framework new whole-department 生成、已经填好的表（xlsx 或 docx）。任务、预算、执行、得分、得分率和失分的指标由表中"
        "数据写出；部门概况、问题、措施等从 --facts 指定的文件取，没有写的以【待补充：…】标出，并列在文末和屏幕上。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao framework report 整体自评表.xlsx -o 整体自评报告.docx\n"
        "  jixiao framework report --new-facts --facts 整体.facts.toml\n"
        "  jixiao framework report 整体自评表.xlsx --facts 整体.facts.toml --trace 出处.xlsx -o 整体自评报告.docx"
    ),
    "whole.option.facts": "补充内容的文件（.toml）。",
    "whole.option.new-facts": "在 --facts 处写出带说明的补充内容文件；已有的只添上缺的项，写过的一字不动。",
    "whole.option.trace": "把每个数的出处写进这个文件（.xlsx、.docx、.html、.md 或 .json）。",
    "whole.option.output": "写到这个文件：.docx、.html、.md 或 .pdf（须装有 LibreOffice）。",
    "whole.option.quiet": "不在屏幕上列出待补充的内容。",
    "whole.no-file": "请给出填好的部门整体支出绩效自评表",
    "whole.not-department": "“{title}”不是部门整体支出绩效自评表；项目的请用 jixiao report",
    "whole.facts.head": (
        "《部门整体支出绩效自评报告》的补充内容：表里没有的，写在这里。\n"
        '每项写在引号里；几段写成 ["…", "…"]。空着的，报告里以【待补充：…】标出。'
    ),
    "whole.fact.overview": "部门职能、机构设置和人员情况",
    "whole.fact.work": "自评工作开展情况",
    "whole.fact.problems": "存在的主要问题及原因",
    "whole.fact.measures": "改进措施",
    "whole.fact.application": "自评结果拟应用和公开情况",
    "whole.fact.date": "成文日期",
    "whole.fact.department": "部门名称",
    "whole.title": "{department}{year}部门整体支出绩效自评报告",
    "whole.year": "{year}年度",
    "whole.sheet": "整体自评报告",
    "whole.heading.overview": "部门概况",
    "whole.heading.goals": "年度主要任务和绩效目标",
    "whole.heading.money": "部门预算和执行情况",
    "whole.heading.work": "自评工作开展情况",
    "whole.heading.results": "自评结果",
    "whole.heading.problems": "存在的主要问题",
    "whole.heading.measures": "改进措施",
    "whole.heading.application": "自评结果拟应用和公开情况",
    # tasks
    "whole.goals.none": "表中没有填写年度主要任务：{what}。",
    "whole.goals.what": "年度主要任务和绩效目标",
    "whole.goals.count": "本年度主要任务{count}项，具体如下。",
    "whole.goals.one": "本年度主要任务1项。",
    "whole.goal": "任务{number}：{name}",
    "whole.goal.ratio": "（占比{ratio}）",
    "whole.goal.expected": "预期目标：{text}",
    "whole.goal.achieved": "实际完成情况：{text}",
    "whole.goal.no-name": "任务{number}的名称",
    "whole.goal.no-expected": "任务{number}的预期目标",
    "whole.goal.no-achieved": "任务{number}的实际完成情况",
    # money
    "whole.money": "部门整体支出全年预算数{budget}万元，全年执行数{executed}万元，预算执行率{rate}。",
    "whole.money.full": "部门整体支出全年预算数{budget}万元，全年执行数{executed}万元，预算全部执行。",
    "whole.money.nothing": "部门整体支出全年预算数{budget}万元，全年没有支出。",
    "whole.money.over": (
        "部门整体支出全年预算数{budget}万元，全年执行数{executed}万元，预算执行率{rate}，执行数大于预算数，需要核实。"
    ),
    "whole.money.zero": "部门整体支出全年预算数{budget}万元，全年执行数{executed}万元，不计算预算执行率。",
    "whole.money.unknown": "部门整体支出的预算和执行情况：{what}。",
    "whole.money.what": "部门整体支出的全年预算数和全年执行数（万元）",
    "whole.money.adjusted.more": "全年预算数比年初预算数{initial}万元增加{difference}万元。",
    "whole.money.adjusted.less": "全年预算数比年初预算数{initial}万元减少{difference}万元。",
    "whole.money.part": "{name}预算{budget}万元，执行{executed}万元，执行率{rate}",
    "whole.money.part.no-rate": "{name}预算{budget}万元，执行{executed}万元",
    "whole.money.parts": "其中：",
    # results
    "whole.total": "部门整体支出绩效自评得分{total}分，等级为“{grade}”。",
    "whole.total.no-grade": "部门整体支出绩效自评得分{total}分。",
    "whole.total.open": "有{count}项内容尚未定分，部门整体支出绩效自评得分在{low}分至{high}分之间。",
    "whole.total.range": "部门整体支出绩效自评得分在{low}分至{high}分之间，尚不能确定。",
    "whole.total.provisional": "未定分的内容暂按自评得分计，得分为{total}分。",
    "whole.execution": "预算执行率{weight}分，得{score}分。",
    "whole.execution.open": "预算执行率{weight}分，尚未定分。",
    "whole.section": "{name}{weight}分，得{score}分，得分率{rate}",
    "whole.section.plain": "{name}{weight}分，得{score}分",
    "whole.section.open": "{name}{weight}分，尚未定分",
    "whole.sections": "各部分得分情况：",
    "whole.goals.scored": "任务{number}得{score}分（满分{weight}分）",
    "whole.goals.open": "任务{number}尚未定分（满分{weight}分）",
    "whole.goals.scores": "各项任务按占比折算后的得分：",
    # problems
    "whole.lost": "有{count}项指标没有得满分，共失{lost}分（按指标分值计）。",
    "whole.lost.none": "已定分的{count}项指标均得满分。",
    "whole.lost.line": "{name}指标值“{target}”，实际完成“{actual}”，得{score}分，失{lost}分",
    "whole.lost.plain": "{name}得{score}分，失{lost}分",
    "whole.lost.note": "（原因：{note}）",
    "whole.below": "全年执行数低于全年预算数，尚有{left}万元没有执行。",
    "whole.open": "有{count}项指标不能按规则定分，须由人判断。",
    "whole.problems": "存在的主要问题及原因：",
    "whole.annex.list": "附件：部门整体支出绩效自评得分表",
    "whole.annex": "部门整体支出绩效自评得分表",
    "whole.caption.money": "部门整体支出预算和执行情况",
    "whole.caption.sections": "各部分得分情况",
    "whole.column.name": "项目",
    "whole.column.initial": "年初预算",
    "whole.column.budget": "全年预算",
    "whole.column.executed": "全年执行",
    "whole.column.rate": "执行率",
    "whole.column.section": "指标类型",
    "whole.column.level2": "指标分类",
    "whole.column.indicator": "考核内容",
    "whole.column.target": "年度目标",
    "whole.column.actual": "完成情况",
    "whole.column.weight": "满分",
    "whole.column.score": "得分",
    "whole.column.obtained": "得分率",
    "whole.column.lost": "失分",
    "whole.open-score": "未定",
    "whole.execution.name": "预算执行率",
    "whole.total.name": "总分",
    "whole.scaled": "注：各任务的指标按任务占比折算后计入总分。",
}
