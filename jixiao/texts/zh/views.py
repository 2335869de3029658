"""Chinese sentences: what the commands show, their options and their tables."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "progress": "正在处理第 {count} 个：{path}",
    "progress.of": "{count}/{total} {path}",
    "severity.error": "错误",
    "severity.warning": "警告",
    "severity.notice": "提示",
    "score.help": (
        "给自评表打分。PATH 可以是 Excel、Word、PDF、文本、JSON 的自评表（整篇部门决算公开也行）、文件夹、通配符，- 为标准输入。是什么文件看内容，不看扩展名。\n\n"
        "每行给出自评得分、按规则算出的得分、状态和理由；机器不能判定的标明“需人工判断”和原因，总分给出范围。\n\n"
        "规则的取法：--rules；环境变量 JIXIAO_RULES；当前目录 jixiao.toml 的 rules。都没有，或写作 auto 的，逐个文件选用：看哪一套规则能一分不差地算出最多的自评得分"
        "（只看不是满分的行和不到 100% 的执行率，一样多时看地区和年度）；没有这样的得分时，按表上的地区代码和年度，最后是 mof-2020。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao score 自评表.xlsx\n"
        "  jixiao score 部门决算公开.docx --rules jiangxi-2023\n"
        "  jixiao score 自评表.xlsx -o 打分.xlsx\n"
        "  jixiao score --fill 自评表.xlsx -o 填好.xlsx\n"
        "  jixiao score 各单位报送/ --json -o 得分.json"
    ),
    "score.rules": "规则的名称或文件（名称见 jixiao rules list），或 auto：逐个文件选最能算出自评得分的一套",
    "score.json": "输出 JSON（格式 jixiao.score/1）",
    "score.explain": "每行写出完整的说明句和依据；JSON 中为 explanation",
    "score.output": "结果写入文件：.xlsx、.docx、.html、.csv 写成填好的自评表，.json 写 JSON，其余写屏幕上的表；- 为标准输出",
    "score.fill": "把算出的得分写进这个 xlsx 自己的得分格，另存到 -o 指定的文件，其余一概不动",
    "score.overwrite": "与 --fill 合用：允许直接改写原文件",
    "score.no-path": "请给出要打分的文件或文件夹，如 jixiao score 自评表.xlsx",
    "score.fill-alone": "--fill 后面已经是要填的文件，不要再给其他路径",
    "score.fill-output": "--fill 要同 -o 合用，写明另存为哪个文件；确要改写原文件请加 --overwrite",
    "score.quiet": "不显示进度和说明",
    "output.force": "-o 的文件已经存在时替换它（缺省不替换）",
    "output.exists": "“{path}”已经存在，没有写。要替换它请加 --force，或给 -o 另起一个文件名",
    "output.input": "“{path}”：{message}。{remedy}",
    "output.stdout": "这里写出的是 {others} 文件，不能写到标准输出。请给 -o 一个文件名",
    "output.kind": "“{path}”这样的文件名，写出来打不开。请把 -o 的文件名改成以 {others} 结尾",
    "output.kinds.scored": ".xlsx、.docx、.html、.csv、.json 或 .txt",
    "output.kinds.text": ".json 或 .txt",
    "output.kinds.blank": ".xlsx 或 .docx",
    "output.kinds.book": ".xlsx 或 .xlsm",
    "score.written": "已写入 {path}",
    "view.indicator": "指标",
    "view.target": "目标",
    "view.actual": "完成值",
    "view.weight": "分值",
    "view.claimed": "自评",
    "view.score": "应得",
    "view.status": "状态",
    "view.reason": "理由",
    "view.execution": "预算执行率",
    "view.year": "{year} 年度",
    "view.rules": "规则 {id}：{title}（{standing}；{why}）",
    "view.total": "总分 {total}",
    "view.range": "总分待定，在 {low}～{high} 之间",
    "view.provisional": "，待定各行暂按自评得分计为 {total}",
    "view.standing": "（依据：{standing}）",
    "view.counted-once": "就是上面的预算执行率，按执行率打分，不重复计",
    "view.claimed-total": "（自评 {total}）",
    "view.claimed-differs": "（自评 {total} ≠）",
    "view.claimed-same": "（自评相同）",
    "view.grade": "  等级 {grade}",
    "view.grades": "  等级待定：{low}至{high}",
    "view.incomplete": "  表不完整，只评了现有部分",
    "view.remedy": "  → {remedy}",
    "view.summary": "共 {tables} 张表；等级：{spread}；读不了的 {problems} 处",
    "view.ungraded": "待定",
    "view.files": "共 {files} 个文件（{kinds}）：{read} 个有自评表，{passed} 个没有、跳过，{refused} 个读不了",
    "view.refused": "读不了：{path}：{why}",
    "view.passed": "跳过：{path}",
    "view.kind.xlsx": "xlsx",
    "view.kind.xls": "xls",
    "view.kind.docx": "docx",
    "view.kind.pdf": "pdf",
    "view.kind.json": "json",
    "view.kind.text": "文本",
    "view.kind.other": "其他",
    "INP002.message": "rules 写的是“{quote}”，应是一个带引号的规则名称或文件",
    "INP002.reason": "由当前目录的 jixiao.toml 选定规则",
    "INP002.remedy": '写成 rules = "jiangxi-2023"，或删去这一行',
    "INP003.message": "结果不能写到输入的文件里，那会盖掉原来的内容",
    "INP003.reason": "-o 给的文件就是输入之一",
    "INP003.remedy": "给 -o 另起一个文件名",
    "INP004.message": "文件夹里的这个文件没有自评表，跳过",
    "INP004.reason": "在文件夹里找自评表时，别的文本不算读不了",
    "INP004.remedy": "本该有自评表的，请单独打分这个文件，看没有读到的原因",
    "INP001.message": "没有找到与“{path}”相符的文件",
    "INP001.reason": "文件夹是空的，或通配符没有匹配到文件",
    "INP001.remedy": "核对路径；文件夹里须有 JSON 或文本文件",
}
