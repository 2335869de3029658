"""Chinese sentences of the bureau's desk: collecting, reviewing, returning, looking after the database."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # what all of them share
    "store.db": "数据库：SQLite 文件，或 postgresql:// 网址",
    "store.no-db": "没有指明数据库：请写 --db 文件或网址，或设环境变量 JIXIAO_DB",
    "store.filter.region": "只看这个地区（GB/T 2260 六位代码）",
    "store.filter.department": "只看这个主管部门",
    "store.filter.unit": "只看这个单位",
    "store.filter.year": "只看这个年度",
    "store.filter.round": "只看这一批次（编号、名称，或“年度类别”连写，如 2024自评）",
    # collect
    "cli.collect.short": "收表：读入、打分、复核并存进数据库，重复的不再收",
    "collect.help": (
        "收表：把自评表、部门决算公开读进来，按 score 和 check 的同一办法打分、复核，存进数据库。"
        "PATH 可以是文件、文件夹、通配符，- 为标准输入。\n\n"
        "每个文件一行：新收；未变（收过，什么也不改）；新版本（同一单位、年度、名称的项目改了什么，旧版本仍保留）；拒收（为什么）。"
        "一行印出来，就已存好；中途断了，再收一遍即可，不会重复。一个坏文件不影响其余。\n\n"
        "部门决算公开里只列得分的项目，收为“只有得分”的项目；同名的自评表在，以表为准，不重复计。\n\n"
        "退出码：都收下为 0，有拒收或有一部分收不了的为 2。表上的问题不影响收，用 jixiao returns 列出应退回的。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao db init --db 2024.db\n"
        "  jixiao collect 各单位报送/ --db 2024.db\n"
        "  jixiao collect 各单位报送/ --db 2024.db --dry-run\n"
        "  jixiao collect 决算公开.pdf --db 2024.db --region 360200 --json"
    ),
    "collect.region": "这些文件所属的地区（GB/T 2260 六位代码，如 360200）；缺省取表上的，再取 jixiao.toml 的 region",
    "collect.department": "表上没有写主管部门的，记在这个部门名下",
    "collect.unit": "表上没有写单位的，记在这个单位名下",
    "collect.round": "收进哪一批次（编号、名称，或“年度类别”连写，如 2024自评）；没有别的说明时用它的规则和年度",
    "collect.dry-run": "只说会怎样，不存：判断和真收完全相同",
    "collect.json": "输出 JSON（格式 jixiao.collect/1）",
    "collect.output": "结果写入文件：.json 写 JSON，其余写每个文件一行；- 为标准输出",
    "collect.outcome.new": "新收　{path}：",
    "collect.outcome.unchanged": "未变　{path}：",
    "collect.outcome.version": "新版本　{path}：",
    "collect.outcome.refused": "拒收　{path}：",
    "collect.tables": "自评表 {count} 张",
    "collect.disclosure": "部门决算公开",
    "collect.listed": "只列得分的项目 {count} 个",
    "collect.version": "{name} 第{number}版（{differences}）",
    "collect.more-projects": "；另有 {count} 个项目",
    "collect.difference": "{what} {before}→{after}",
    "collect.more-differences": "等 {count} 处",
    "collect.same-figures": "表上各项未变",
    "collect.nothing": "无",
    "collect.of": "{which}·{what}",
    "collect.indicators": "指标{number}",
    "collect.funds": "资金{number}",
    "collect.execution": "预算执行率",
    "collect.findings": "问题 {code} 的条数",
    "collect.more-reasons": "等 {count} 处",
    "collect.partly": "有一部分没有收：{why}",
    "collect.remark": "{severity} {code} {line}",
    "collect.tally": "共 {files} 个文件：新收 {new}，新版本 {version}，未变 {unchanged}，拒收 {refused}",
    "collect.tally.dry": "试收，没有存：共 {files} 个文件，新收 {new}，新版本 {version}，未变 {unchanged}，拒收 {refused}",
    # which value of a table a difference is of
    "collect.scored.score": "应得分",
    "collect.scored.status": "判定",
    "collect.scored.clause": "所用条款",
    "collect.fund.initial_budget": "年初预算数",
    "collect.fund.annual_budget": "全年预算数",
    "collect.fund.executed": "全年执行数",
    "collect.fund.claimed_rate": "执行率",
    "collect.fund.claimed_score": "得分",
    "collect.fund.weight": "分值",
    "collect.fund.name": "名称",
    "collect.path.project": "项目名称",
    "collect.path.department": "主管部门",
    "collect.path.unit": "实施单位",
    "collect.path.year": "年度",
    "collect.path.region": "地区",
    "collect.path.amount_unit": "金额单位",
    "collect.path.claimed_total": "自评总分",
    "collect.path.claimed_grade": "自评等级",
    "collect.path.claimed_graded": "自评总分的等级",
    "collect.path.goal.expected": "预期目标",
    "collect.path.goal.achieved": "实际完成情况",
    "collect.path.scored.sum": "应得分合计",
    "collect.path.scored.total": "应得总分",
    "collect.path.scored.provisional_total": "暂定总分",
    "collect.path.scored.total_range": "应得总分范围",
    "collect.path.scored.grade": "应得等级",
    "collect.path.scored.rules": "所用规则",
    "collect.path.scored.rules.hash": "规则内容",
    "CLT001.message": "“{name}”清单上的得分是 {found}，自评表上是 {expected}，以自评表为准",
    "CLT001.reason": "同一份公开里列出的得分和所附（或另收的）自评表的总分不同",
    "CLT001.remedy": "请单位核对，改成一致后重新报送",
    "CLT001.example": "“智慧工地项目”清单上的得分是 80，自评表上是 82.5，以自评表为准",
    "CLT002.message": "没有读到自评表，也不是部门决算公开，没有可收的",
    "CLT002.remedy": "请确认文件；自评表要有项目名称和绩效指标",
    "CLT003.message": "“{name}”没有写年度，收为“年度不明”",
    "CLT003.reason": "表上和文件里都没有年度，也没有给 --year",
    "CLT003.remedy": "加 --year 重收，如 --year 2024",
    "CLT003.example": "“道路养护”没有写年度，收为“年度不明”",
    "CLT004.message": "“{name}”没有写单位和主管部门：没写单位的同名项目会当作同一个",
    "CLT004.reason": "项目按单位、年度、名称认；单位是空的，别处来的同名表会成为它的新版本",
    "CLT004.remedy": "加 --unit 或 --department 重收",
    "CLT004.example": "“道路养护”没有写单位和主管部门：没写单位的同名项目会当作同一个",
    "CLT005.message": "有一张自评表没有项目名称，这张没有收",
    "CLT005.reason": "项目按单位、年度、名称认，没有名称就分不清是哪一个",
    "CLT005.remedy": "请单位补上项目名称后重新报送",
    "CLT006.message": "“{name}”在这个文件里有两张内容不同的自评表，以后一张为准，前一张存为旧版本",
    "CLT006.reason": "单位、年度、名称都相同，当作同一个项目",
    "CLT006.remedy": "请单位说明以哪一张为准；如果是两个项目，名称要能分清",
    "CLT006.example": "“道路养护”在这个文件里有两张内容不同的自评表，以后一张为准，前一张存为旧版本",
    "CLT007.message": "没有批次“{name}”，或不止一个；已有的批次：{known}",
    "CLT007.remedy": "用 jixiao db round 查看或新建批次",
    "CLT008.message": "没有批次“{name}”：数据库里还没有批次",
    "CLT008.remedy": "用 jixiao db round 年度 类别 新建批次",
}
