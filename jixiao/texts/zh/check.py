"""What ``jixiao check`` says of itself, on the screen and in the files it writes."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "cli.check.short": "复核自评表、部门决算公开，指出对不上的地方",
    "check.help": (
        "复核自评表和部门决算公开：逐条指出对不上、写错、漏写的地方，各在原文的位置，应为多少、现为多少、怎么改。"
        "PATH 可以是 Excel、Word、PDF、文本、JSON 文件、文件夹、通配符，- 为标准输入。\n\n"
        "“错误”是能证明的矛盾（印出的数按四舍五入前的区间算仍对不上，或与指定的规则不符）；“警告”是多半有错；“提示”值得一看。\n\n"
        "退出码：没有达到 --fail-on 的问题为 0，有为 1，有文件读不了为 2。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao check 部门决算公开.pdf\n"
        "  jixiao check 自评表.xlsx --rules jiangxi-2023\n"
        "  jixiao check 各单位报送/ -o 复核意见.xlsx\n"
        "  jixiao check 自评表.xlsx --annotate"
    ),
    "check.rules": "评分规则：auto（默认，按表上得分推断）、规则编号或规则文件",
    "check.json": "输出 JSON（格式 jixiao.check/1）",
    "check.fail-on": "有这样的问题（或更严重的）时退出码为 1；缺省 error",
    "check.output": "复核意见写入文件：.xlsx 清单、.html 网页、.docx 复核意见、.md，.json 写 JSON，其余写屏幕上的内容；- 为标准输出",
    "check.annotate": "另存一份标出问题的原文件（xlsx 加“校验结果”列并标色，docx 加批注），缺省名为“原名.复核.xlsx”；-o 与原文件同类型时写到 -o",
    "check.notices": "提示也逐条写全（缺省只写一行，同类的并成一行）",
    "check.quiet": "不显示进度和说明",
    "output.kinds.found": ".xlsx、.docx、.html、.md、.json 或 .txt",
    "check.written": "已写入 {path}",
    "check.head": "共查 {files} 个文件（自评表 {tables} 张，部门决算公开 {disclosures} 份）：{counts}",
    "check.unread": "；读不了 {count} 处",
    "check.counts": "错误 {error}，警告 {warning}，提示 {notice}",
    "check.across": "文件之间",
    "check.whole": "整个文件",
    "check.clean": "没有发现问题。",
    "check.not-read": "读不了：{message}",
    "check.not-read-more": "另有 {count} 处读不了",
    "check.group": "{title}（{counts}）",
    "check.page": "第{page}页",
    "check.at": "{where}：{message}",
    "check.quote": "原文：{quote}",
    "check.figures": "应为 {expected}，现为 {found}",
    "check.expected": "应为 {expected}",
    "check.remedy": "怎么改：{remedy}",
    "check.alike": "（同类另有 {count} 处：{places}）",
    "check.alike-nowhere": "（同类另有 {count} 处）",
    "found.title": "绩效自评复核意见",
    "found.overview": "总览",
    "found.list": "问题清单",
    "found.legend": "错误：能证明的矛盾；警告：多半有错；提示：值得一看。",
    "found.rules": "{file}：{rules}",
    "found.unread": "读不了的 {count} 处",
    "found.basis": "依据：{basis}",
    "found.letter.to": "{unit}：",
    "found.letter.opening": "对你单位报送的 {files} 个文件（{names}）进行了复核：{counts}。",
    "found.letter.ask": "请逐条核对下列各项：属实的，更正后重新报送；不属实的，请书面说明理由。",
    "found.letter.item": "{number}.〔{severity} {code}〕{message}",
    "found.letter.sign": "复核人：　　　　　　　　复核日期：　　　　年　　月　　日",
    "found.column.number": "序号",
    "found.column.severity": "程度",
    "found.column.code": "代码",
    "found.column.file": "文件",
    "found.column.place": "位置",
    "found.column.at": "位置",
    "found.column.message": "问题",
    "found.column.quote": "原文",
    "found.column.expected": "应为",
    "found.column.found": "现为",
    "found.column.remedy": "怎么改",
    "found.column.basis": "依据",
    "found.column.unit": "单位",
    "found.column.files": "文件",
    "found.column.tables": "自评表",
    "found.column.error": "错误",
    "found.column.warning": "警告",
    "found.column.notice": "提示",
    "found.column.worst": "问题最多的文件",
    "check.no-unit": "（未写单位）",
    "check.units": "各单位的情况",
}
