"""Chinese sentences of the lists a bureau sends out: tables to be returned, units that have not filed."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "cli.returns.short": "退回：应退回修改的单位，一个单位一份退回通知",
    "cli.missing.short": "未报送：应报送而没有报送的单位",
    "returns.help": (
        "列出应退回修改的单位：报送的表（现行版本）有错误的，--fail-on warning 时有警告的也算。"
        "给了 -o 目录，一个单位写一份退回通知（docx 或 xlsx），问题按位置逐条列出，可以直接发出。"
        "不加 --mark 只列出、只写通知，数据库不动；加了，记为“已退回待改”，单位报来新的一版时自动消去。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao returns --db 2024.db\n"
        "  jixiao returns --db 2024.db -o 退回/ --deadline 2025-05-10\n"
        "  jixiao returns --db 2024.db -o 退回/ --deadline 2025-05-10 --mark\n"
        "  jixiao returns --db 2024.db --fail-on warning --format xlsx -o 退回/"
    ),
    "returns.fail-on": "有这样的问题（或更严重的）就退回；缺省 error",
    "returns.output": "退回通知写入的目录；没有就新建",
    "returns.format": "退回通知的格式；缺省 docx",
    "returns.deadline": "重新报送的截止日，如 2025-05-10；缺省取 --round 的截止日（没过的）",
    "returns.mark": "把这些单位有错的项目和部门决算公开记为已退回待改（一个单位一个事件）；已经退回的不重复记",
    "returns.marked": "已把 {count} 个项目记为退回待改",
    "returns.marked.both": "已把 {projects} 个项目、{disclosures} 份部门决算公开记为退回待改",
    "returns.marked.disclosures": "已把 {disclosures} 份部门决算公开记为退回待改",
    "returns.unmarked": "没有记入数据库；通知发出后，加 --mark 再运行一次，记为已退回待改",
    "returns.state.new": "未退回",
    "returns.state.waiting": "{day} 已退回待改",
    "returns.state.partly": "已退回 {count} 件",
    "returns.json": "输出 JSON（格式 jixiao.returns/1）",
    "returns.none": "没有应退回的单位。",
    "returns.head": "应退回 {units} 个单位：{counts}",
    "returns.written": "已写入 {path}：{count} 份退回通知",
    "returns.title": "绩效自评退回修改通知",
    "returns.table": "{table}（{project}）",
    "returns.ask": "上述材料现予退回。请逐条核对下列各项：属实的，更正后重新报送；不属实的，请书面说明理由。",
    "returns.ask.deadline": "上述材料现予退回。请逐条核对下列各项：属实的，更正后于 {deadline} 前重新报送；不属实的，请书面说明理由。",
    "returns.day": "{year}年{month}月{day}日",
    "returns.head.unit": "文件 {files} 个：{counts}",
    "list.column.number": "序号",
    "list.column.region": "地区",
    "list.column.department": "主管部门",
    "list.column.unit": "单位",
    "list.column.code": "编码",
    "list.column.remark": "备注",
    "list.column.files": "文件",
    "list.column.error": "错误",
    "list.column.warning": "警告",
    "list.column.state": "状态",
    "list.column.file": "退回通知",
    "missing.help": (
        "列出应报送而没有报送的单位。应报送的单位用 --expected 给出清单（xlsx 或 csv，表头有“单位”，可有“主管部门”“地区”“编码”），"
        "存进数据库，以后不必再给；没有给过清单的，以往年报送过的单位为准。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao missing --db 2024.db --expected 单位名单.xlsx --year 2024\n"
        "  jixiao missing --db 2024.db --round 2024自评 -o 未报送.xlsx"
    ),
    "missing.expected": "应报送单位的清单（xlsx、csv）",
    "missing.year": "看哪个年度，缺省取批次的，再取库里最近的",
    "missing.output": "写入 .xlsx 清单，.json 写 JSON，其余写屏幕上的内容",
    "missing.json": "输出 JSON（格式 jixiao.missing/1）",
    "output.kinds.list": ".xlsx、.json 或 .txt",
    "missing.marked": "清单上有 {count} 个单位，新记入 {new} 个",
    "missing.title": "未报送单位清单",
    "missing.head": "{year}应报送 {expected} 个单位，已报送 {filed} 个，未报送 {missing} 个",
    "missing.only-whole": "（其中 {count} 个只报了部门整体）",
    "missing.remark.only-whole": "只报了部门整体",
    "missing.returned": "已报送而退回待改的 {units} 个单位，{what}",
    "missing.returned.line": "{unit}：{what}，{day} 退回",
    "missing.returned.projects": "{count} 个项目",
    "missing.returned.disclosures": "{count} 份部门决算公开",
    "missing.of-year": "{year}年度",
    "missing.earlier": "（没有给过清单，以往年报送过的单位为准）",
    "missing.deadline": "，截止日 {deadline}",
    "missing.overdue": "，截止日 {deadline} 已过",
    "missing.nobody": "没有应报送单位的清单，也没有往年的报送：请用 --expected 给出清单",
    "RTN001.message": "清单里没有找到“单位”一栏",
    "RTN001.reason": "表头要有“单位”（或“单位名称”“预算单位”），可有“主管部门”“地区”“编码”",
    "RTN001.remedy": "在清单的第一行写上表头",
    "RTN002.message": "清单里没有单位",
    "RTN002.remedy": "核对文件：表头下面每行一个单位",
}
