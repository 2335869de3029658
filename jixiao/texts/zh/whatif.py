"""Chinese sentences: trying another rule set."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "cli.whatif.short": "换规则试算：全部重新打分，看等级、得分怎么变，是哪一条造成的",
    "whatif.help": (
        "换一套规则把收到的自评表全部重新打分，同原来的结果比较：等级怎么变动、各部门得分升降多少、"
        "哪些项目受影响最大、是规则的哪一条造成的。只试算，不改动数据库。\n\n"
        "得分用按规则计算的总分；有留给人判断的行的，那些行暂按自评得分计（暂计），两边用同一办法。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao whatif --db 绩效.db --rules jiangxi-2023\n"
        "  jixiao whatif --db 绩效.db --rules 新办法.toml --against mof-2021\n"
        "  jixiao whatif 收件/ --rules 新办法.toml -o 试算.xlsx\n"
        "  jixiao whatif --db 绩效.db --rules 新办法.toml --year 2024 --json"
    ),
    "whatif.rules": "要试的规则：编号或规则文件。",
    "whatif.against": "同哪套规则比：编号或规则文件；不写则同收表时的结果比。",
    "whatif.top": "受影响最大的项目列几个，默认 20。",
    "whatif.json": "输出 JSON（jixiao.whatif/1）。",
    "whatif.output": "写到文件：.xlsx、.docx、.pdf、.html、.md 为试算表，.json 为 JSON，其余为文字。",
    "whatif.no-input": "没有说试算什么：写上文件或文件夹，或者用 --db 指明数据库",
    "whatif.schema.title": "jixiao whatif --json 的输出",
    "whatif.schema.description": "换规则试算的结果。得分是字符串，不知道的是 null。",
    "whatif.head": "换规则试算：{rules}，自评表 {tables} 张",
    "whatif.nothing": "没有可以试算的自评表",
    "whatif.against.stored": "比较对象：原来的结果（{names}）",
    "whatif.against.named": "比较对象：{names}",
    "whatif.rules.named": "{title}（{id}）",
    "whatif.rules.none": "未打分",
    "whatif.rules.count": "{rules} {count} 张",
    "whatif.rules.more": "{names}等 {count} 套",
    "whatif.mean": "两边都有得分的 {compared} 个项目，平均分 {before} → {after}（{change}）",
    "whatif.determined": (
        "其中两边得分都由规则算定的 {projects} 个，平均分 {before} → {after}（{change}）；"
        "至少一边是暂计的 {provisional} 个，平均分 {provisional_before} → {provisional_after}"
        "（{provisional_change}）"
    ),
    "whatif.determined.none": "这些项目至少一边是暂计的，没有两边的得分都由规则算定的",
    "whatif.determined.all": "这些项目两边的得分都由规则算定，没有暂计的",
    "whatif.causes": (
        "平均分变化 {change}：条款改变得分 {clauses}，有行或总分改由人判断或改由规则算定 {judgement}，"
        "封顶等对整张表的规定 {other}"
    ),
    "whatif.turned": "总分改由人判断的项目 {opened} 个，改由规则算定的 {settled} 个",
    "whatif.counts": "得分上升 {up} 个，下降 {down} 个，不变 {same} 个；等级变动 {moved} 个",
    "whatif.states": "得分全部由规则算定 {decided} → {decided_after} 个，暂计 {provisional} → {provisional_after} 个，没有得分 {unscored} → {unscored_after} 个",
    "whatif.listed": "另有 {count} 个项目只有公开的得分，没有自评表，未试算",
    "whatif.title": "换规则试算表",
    "whatif.title.moves": "等级变动（行：原来；列：试算）",
    "whatif.title.departments": "各部门",
    "whatif.title.clauses": "是哪一条造成的",
    "whatif.title.affected": "受影响最大的项目",
    "whatif.no-grade": "无等级",
    "whatif.column.move": "原来＼试算",
    "whatif.column.department": "部门",
    "whatif.column.count": "自评表",
    "whatif.column.before": "原平均",
    "whatif.column.after": "试算平均",
    "whatif.column.change": "变化",
    "whatif.column.up": "上升",
    "whatif.column.down": "下降",
    "whatif.column.same": "不变",
    "whatif.column.moved": "等级变动",
    "whatif.column.from": "原来的条款",
    "whatif.column.to": "试算的条款",
    "whatif.column.provisional": "有暂计",
    "whatif.column.score-before": "原得分",
    "whatif.column.score-after": "试算得分",
    "whatif.column.year": "年度",
    "whatif.column.rows": "行数",
    "whatif.column.gained": "加分",
    "whatif.column.lost": "减分",
    "whatif.column.opened": "改由人判断",
    "whatif.column.settled": "改由规则算定",
    "whatif.column.project": "项目",
    "whatif.column.owner": "单位",
    "whatif.column.score": "得分",
    "whatif.column.grade": "等级",
    "whatif.column.why": "因为",
    "whatif.to": "{before} → {after}",
    "whatif.row": "{name} {before} → {after}（{clause}）",
    "whatif.project": "{name}（{year}）",
    "whatif.row.opened": "{name} {before} → 改由人判断（{clause}）",
    "whatif.row.settled": "{name} 由人判断 → {after}（{clause}）",
    "whatif.provisional": "{text}（暂计）",
    "whatif.rows.more": "{rows}；等 {count} 行",
}
