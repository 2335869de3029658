"""Chinese sentences of ``jixiao db``: making, upgrading, backing up, verifying, exporting; rounds."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "cli.db.short": "数据库：新建、升级、备份、校验、导出，批次",
    "db.help": (
        "照看数据库。--db 写 SQLite 文件或 postgresql:// 网址，也可设环境变量 JIXIAO_DB。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao db init --db 2024.db\n"
        "  jixiao db backup --db 2024.db -o 备份/2024-0630.db\n"
        "  jixiao db verify --db 2024.db"
    ),
    "db.init.help": (
        "新建数据库。已经有了的，不动它。\n\n\b\n"
        "例：\n"
        "  jixiao db init --db 2024.db\n"
        "  jixiao db init --db postgresql://jixiao@localhost/jixiao\n"
        "  jixiao db init --hash sm3 --db 2024.db"
    ),
    "db.init.hash": "事件链所用的哈希：sha256（缺省）或国密 sm3；有了事件就不能再换",
    "db.withdraw.help": (
        "撤下收错的：收错了文件夹、年度、地区，或不该收的项目。写文件（或目录），撤下它们交来的每一版；"
        "不写文件而写 --project、--unit、--year 等，撤下合条件的整个项目。撤下的不再计入，先前有别的版本的，改以先前的为准；"
        "什么也不删，每个项目一个事件，写明原因。改好 --year、--region 再收一遍同一个文件，就按新的收下。\n\n\b\n"
        "例：\n"
        "  jixiao db withdraw 收错的文件夹/ --reason 年度写错 --dry-run --db 2024.db\n"
        "  jixiao db withdraw 甲.xlsx --reason 不是本单位的表 --db 2024.db\n"
        "  jixiao db withdraw --project 道路养护 --unit 市公路中心 --year 2024 --reason 项目已撤销 --db 2024.db"
    ),
    "db.withdraw.project": "撤下这个名称的项目（整个项目，各版都撤）",
    "db.withdraw.reason": "为什么撤下；记入事件",
    "db.withdraw.dry-run": "只说会撤下什么，不存",
    "db.withdraw.json": "输出 JSON（格式 jixiao.withdraw/1）",
    "db.withdraw.what": "写明撤下什么：要么写文件，要么写 --project、--unit、--year 等（不能都写，也不能都不写）",
    "db.withdraw.why": "--reason 不能是空的",
    "withdraw.line": "撤下　{name}（{owner}，{year}）：{count} 版，不再计入",
    "withdraw.line.earlier": "撤下　{name}（{owner}，{year}）：{count} 版，改以先前的一版为准",
    "withdraw.year": "{year}年度",
    "withdraw.no-year": "年度不明",
    "withdraw.disclosures": "撤下　部门决算公开 {count} 份",
    "withdraw.attested": "未动　{name}：别的文件也交来了同样的一版，仍然计入；要撤，连那个文件一起写",
    "withdraw.unknown": "没有收过：{path}",
    "withdraw.tally": "文件 {files} 个：不再计入的项目 {projects} 个，改以先前版本为准的 {earlier} 个；没有收过的文件 {unknown} 个",
    "withdraw.tally.dry": "试撤，没有存：文件 {files} 个，将不再计入的项目 {projects} 个，改以先前版本为准的 {earlier} 个；没有收过的文件 {unknown} 个",
    "db.upgrade.help": (
        "把旧版本建的数据库升级到本版本；内容不变。升级前请先备份。\n\n\b\n"
        "例：\n"
        "  jixiao db backup --db 2024.db -o 2024-升级前.db\n"
        "  jixiao db upgrade --db 2024.db"
    ),
    "db.backup.help": (
        "备份成一个文件，别人正在写也可以。SQLite 得到的是可以直接打开的数据库文件；"
        "PostgreSQL 用 pg_dump（用 pg_restore 恢复），没有 pg_dump 时写成导出文件（用 jixiao db restore 恢复）。已有的文件不覆盖。\n\n\b\n"
        "例：\n"
        "  jixiao db backup --db 2024.db -o 备份/2024-0630.db"
    ),
    "db.verify.help": (
        "校验：事件链有没有断、每条记录与事件是否相符、索引与存下的表是否相符。可以证明没有人绕过程序改动过。\n\n"
        "退出码：无误为 0，查出问题为 1，打不开为 2。\n\n\b\n"
        "例：\n"
        "  jixiao db verify --db 2024.db"
    ),
    "db.export.help": (
        "把全部内容导出成一个 zip（每张库表一个 JSON 行文件），与数据库种类无关，可用 jixiao db restore 读回。已有的文件不覆盖。\n\n\b\n"
        "例：\n"
        "  jixiao db export --db 2024.db -o 2024.zip"
    ),
    "db.restore.help": (
        "把导出的 zip 读进一个空的或还没有的数据库（可以换一种数据库）。\n\n\b\n"
        "例：\n"
        "  jixiao db restore 2024.zip --db 新.db"
    ),
    "db.round.help": (
        "列出批次；写了年度和类别的，新建这一批次或改它的名称、截止日、规则。\n\n\b\n"
        "例：\n"
        "  jixiao db round --db 2024.db\n"
        "  jixiao db round 2024 自评 --deadline 2025-04-30 --rules jiangxi-2023 --db 2024.db"
    ),
    "db.backup.output": "备份写入的文件",
    "db.export.output": "导出写入的 .zip 文件",
    "db.verify.json": "输出 JSON（格式 jixiao.verify/1）",
    "db.round.name": "批次的名称，缺省为年度和类别",
    "db.round.deadline": "截止日，如 2025-04-30",
    "db.round.rules": "这一批次所用的评分规则（编号或文件）",
    "db.round.json": "输出 JSON（格式 jixiao.rounds/1）",
    "db.round.both": "年度和类别要一起写，如 2024 自评",
    "db.round.named": "{year}年{kind}",
    "db.round.column.id": "编号",
    "db.round.column.year": "年度",
    "db.round.column.kind": "类别",
    "db.round.column.name": "名称",
    "db.round.column.deadline": "截止日",
    "db.round.column.rules": "规则",
    "db.made": "已新建 {target}",
    "db.would-make": "还没有 {target}，真收时会新建",
    "db.there": "已经有了，没有改动：{target}",
    "db.current": "已是最新（{after}），没有改动：{target}",
    "db.upgraded": "已升级 {target}：{before} → {after}",
    "db.backup.sqlite": "已备份到 {path}（{size} 字节，链尾 {head}）；可以直接当数据库打开",
    "db.backup.pg_dump": "已备份到 {path}（{size} 字节，pg_dump 格式，用 pg_restore 恢复）",
    "db.backup.export": "已备份到 {path}（{size} 字节，导出格式，链尾 {head}；用 jixiao db restore 恢复）",
    "db.sound": "校验无误：事件 {events} 条，项目 {projects} 个，版本 {versions} 个，复核 {reviews} 次，链尾 {head}",
    "db.unsound": "校验有 {count} 处问题：事件 {events} 条，项目 {projects} 个，版本 {versions} 个，复核 {reviews} 次，链尾 {head}",
    "db.exported": "已导出到 {path}（链尾 {head}）",
    "db.restored": "已读入 {target}（链尾 {head}）",
}
