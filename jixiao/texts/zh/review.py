"""Chinese sentences of reviewing: the worksheet, what comes back, what is wrong with it."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "cli.review.short": "复核：导出复核表（xlsx），填好后再导入",
    "review.help": (
        "复核：从数据库导出复核表，复核人填好“复核完成值”“复核得分”“备注”后再导入。自评和复核并列保存，谁也不盖掉谁。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao review export --db 2024.db --department 市教育局 -o 复核表.xlsx\n"
        "  jixiao review import 复核表.xlsx --db 2024.db"
    ),
    "review.export.help": (
        "导出复核表：一个项目一张工作表，前面是汇总表（自评得分、复核得分、偏差、主要偏差原因）。"
        "每行先照抄自评的完成值和得分（复核过的，抄上一次复核的），只改有不同的行；能填的格没有锁，其余锁住。"
        "只列得分、没有表的项目不在内。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao review export --db 2024.db -o 复核表.xlsx\n"
        "  jixiao review export --db 2024.db --department 市教育局 -o 复核/\n"
        "  jixiao review export --db 2024.db --unit 市第一小学 --year 2024 -o 一小.xlsx"
    ),
    "review.import.help": (
        "导入填好的复核表。改了的行必须在备注写明原因；复核得分不能空，在 0 到权重之间，最多两位小数；"
        "填了复核人而一处未改的，记为“复核与自评一致”；既没有改、也没有填复核人的，当作没有复核。\n\n"
        "导出以后单位又交了新版本的，或已有别人复核过的，不收，请重新导出。一个项目有错，不影响其余；错处一次全部指出。\n\n"
        "退出码：都正常为 0，有不收的项目为 1，文件读不了为 2。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao review import 复核表.xlsx --db 2024.db\n"
        "  jixiao review import 复核/ --db 2024.db --dry-run"
    ),
    "review.project": "只要这个名称的项目",
    "review.output": "复核表写入的 .xlsx 文件；写目录（以 / 结尾）则一个单位一个文件",
    "output.kinds.worksheet": ".xlsx",
    "review.rules": "打分时所用的规则文件（自编的规则，不在内置之列的）：总分的封顶和等级要按它定",
    "review.json": "输出 JSON（格式 jixiao.review/1）",
    "review.too-many": "有 {count} 张自评表，一本复核表最多 {most} 张：请用 -o 目录/ 一个单位一个文件，或用 --department、--unit、--year 分几次导出",
    "review.none": "没有合条件的自评表（只列得分的项目没有表可复核），没有写文件",
    "review.exported": "已写入 {path}：{count} 张自评表",
    "review.outcome.reviewed": "已复核　{name}：改 {changed} 处，自评 {claimed}，复核 {total}，等级 {grade}",
    "review.outcome.unchanged": "未变　{name}：与上一次复核相同",
    "review.outcome.untouched": "未复核　{name}：没有改动，也没有填复核人",
    "review.outcome.refused": "不收　{name}：{why}",
    "review.tally": "已复核 {reviewed}，未变 {unchanged}，未复核 {untouched}，不收 {refused}",
    "review.tally.dry": "试导入，没有存：已复核 {reviewed}，未变 {unchanged}，未复核 {untouched}，不收 {refused}",
    # the worksheet
    "review.title": "项目支出绩效自评复核表",
    "review.summary.title": "项目支出绩效自评复核汇总表",
    "review.summary.note": "本页由各项目的复核表自动算出，点序号可到该项目。偏差＝自评得分－复核得分；偏离度＝偏差÷自评得分。",
    "review.note": (
        "填写说明：只填“复核完成值”“复核得分”“备注”和复核人、日期，其余已锁定。复核得分在 0 到权重之间；"
        "与自评不同的，须在备注写明依据和原因（未写的标红）。偏离度＝（自评得分－复核得分）÷自评得分。"
    ),
    "review.note.cap": "按评分规则，执行率 {rate} 的，总分不超过 {cap} 分。",
    "review.criteria": "扣分口径的文件（toml）：备注一栏的下拉选项，导入时按它核对；缺省用内置的 14 条",
    "review.cite": "每一处扣分都要在备注写明哪一条口径，没写的不收",
    "review.criteria.title": "扣分口径",
    "review.criteria.sheet": "扣分口径",
    "review.criteria.note": "{title}。出处：{source}。备注里写明是哪一条（可从下拉中选，可再补充），导入时核对所扣与口径是否一致。",
    "review.column.criterion": "备注写法",
    "review.column.effect": "扣减",
    "review.effect.whole": "对整份材料提出，不动单行得分",
    "review.effect.zero": "计 0 分",
    "review.effect.none": "不扣分",
    "review.effect.share": "扣 {share}%",
    "review.or": " 或 ",
    "review.open.outside": "各指标的分值已满，预算执行率另计，计不计入总分不定",
    "review.open.cap": "总分要按预算执行率封顶，而执行率不知道",
    "review.open.open": "有的行没有分值，或表没有读全，还差多少分不知道",
    "review.year": "年度",
    "review.version": "报送版本",
    "review.number": "第 {number} 版",
    "review.grade": "自评等级：{grade}",
    "review.reviewer": "复核人",
    "review.date": "复核日期",
    "review.execution": "预算执行率",
    "review.hint.score": "复核得分是 0 到权重之间的数，最多两位小数",
    "review.column.number": "序号",
    "review.column.project": "项目名称",
    "review.column.owner": "单位",
    "review.column.year": "年度",
    "review.column.level1": "一级指标",
    "review.column.level2": "二级指标",
    "review.column.name": "三级指标",
    "review.column.operator": "指标性质",
    "review.column.target": "指标值",
    "review.column.unit": "度量单位",
    "review.column.weight": "权重",
    "review.column.actual": "自评完成值",
    "review.column.claimed": "自评得分",
    "review.column.review_actual": "复核完成值",
    "review.column.review_score": "复核得分",
    "review.column.difference": "偏差",
    "review.column.deviation": "偏离度",
    "review.column.remark": "备注",
    "review.name": "{name}（{year}年度）",
    "review.cell": "“{name}”的{column}",
    "review.column.reasons": "主要偏差原因",
    # what is wrong with one
    "RVW001.message": "不是本程序导出的复核表，没有可导入的",
    "RVW001.reason": "每行的标记在隐藏列里；另存为别的格式，或把内容复制到别的表里，标记就丢了",
    "RVW001.remedy": "用 jixiao review export 导出的 xlsx 填写后导入",
    "RVW002.message": "这张表所据的版本不在这个数据库里",
    "RVW002.reason": "复核表是从别的数据库导出的，或标记被改过",
    "RVW002.remedy": "核对 --db；重新导出后再填",
    "RVW003.message": "“{name}”已有更新的版本，这张复核表据的是第 {number} 版，没有导入",
    "RVW003.reason": "导出之后，单位又报送了新的表",
    "RVW003.remedy": "重新导出，在新版本上复核",
    "RVW003.example": "“道路养护”已有更新的版本，这张复核表据的是第 1 版，没有导入",
    "RVW004.message": "缺“{name}”一行",
    "RVW004.reason": "这一行被删去了，或隐藏列里的标记没有了",
    "RVW004.remedy": "不要删行；重新导出后再填",
    "RVW005.message": "“{name}”有两行",
    "RVW005.reason": "同一行被复制过，不知道以哪一行为准",
    "RVW005.remedy": "删去多余的一行",
    "RVW006.message": "“{name}”的复核得分是空的",
    "RVW006.reason": "每一项都要有复核得分，与自评相同的照抄自评得分",
    "RVW006.remedy": "填上复核得分",
    "RVW007.message": "“{name}”的复核得分“{seen}”不是数",
    "RVW007.remedy": "只写数，如 8.5",
    "RVW008.message": "“{name}”的复核得分 {seen} 不在 0 到 {most} 之间，或多于两位小数",
    "RVW008.remedy": "写 0 到权重之间的数，最多两位小数",
    "RVW008.example": "“完成数量”的复核得分 12 不在 0 到 10 之间，或多于两位小数",
    "RVW009.message": "“{name}”改了，备注里没有写原因",
    "RVW009.reason": "复核改动要有依据，扣了多少、为什么，须能查",
    "RVW009.remedy": "在这一行的备注写明依据和原因",
    "RVW010.message": "工作表“{name}”像是复核表，但隐藏列里的标记没有了，不知道是哪个项目，没有导入",
    "RVW010.reason": "每行的标记在隐藏列里；清除了那一列，或只复制了看得见的格，标记就丢了",
    "RVW010.remedy": "重新导出，把填的内容抄过去后再导入",
    "RVW010.example": "工作表“道路养护”像是复核表，但隐藏列里的标记没有了，不知道是哪个项目，没有导入",
    "RVW011.message": "汇总表里列有“{name}”，这个文件里没有它的复核表",
    "RVW011.reason": "导出时一个项目一张工作表；这一张被删去了，或改得认不出了",
    "RVW011.remedy": "核对文件；要复核这个项目的，重新导出",
    "RVW011.example": "汇总表里列有“道路养护”，这个文件里没有它的复核表",
    "RVW012.message": "{what}写的是“{seen}”，隐藏列里的标记所指的是“{meant}”，不知道以哪个为准",
    "RVW012.reason": "标记与看得见的内容不是同一个项目、同一行：整行、整张表被调换过，或锁住的格被改过",
    "RVW012.remedy": "重新导出，把填的内容抄过去后再导入",
    "RVW012.example": "三级指标写的是“合格率”，隐藏列里的标记所指的是“完成数量”，不知道以哪个为准",
    "RVW013.message": "“{name}”的复核得分是公式，文件里没有存下算出的数",
    "RVW013.remedy": "直接写数，如 8.5；或用 Excel、WPS 打开后保存，再导入",
    "RVW014.message": "“{name}”各行复核得分合计 {sum}，复核总分不定：{why}",
    "RVW014.reason": "复核总分与重算总分按同一条规则得出；规则定不了的，总分空着，不猜",
    "RVW014.remedy": "各行的复核已存；请单位改正分值、资金后重新报送，再复核",
    "RVW014.example": "“道路养护”各行复核得分合计 104，复核总分不定：各指标的分值已满，预算执行率另计，计不计入总分不定",
    "RVW015.message": "“{name}”打分所用的规则 {rules} 找不到，或已经改了，复核不评等级",
    "RVW015.reason": "等级和总分的封顶都按打分时所用的规则；规则不在，只有必不受封顶影响的总分才写出来",
    "RVW015.remedy": "用 --rules 给出当时的规则文件；或重新收一遍表，再导出复核",
    "RVW015.example": "“道路养护”打分所用的规则 our-county 找不到，或已经改了，复核不评等级",
    "RVW016.message": "“{name}”各行复核得分合计 {sum}，按预算执行率封顶为 {total}",
    "RVW016.reason": "所用的评分规则按执行率给总分封顶，复核总分同样封顶",
    "RVW016.remedy": "不必改；各行的得分照存，总分以封顶后的为准",
    "RVW016.example": "“道路养护”各行复核得分合计 94，按预算执行率封顶为 89",
    "RVW017.message": "预算执行率的复核完成值“{seen}”不是百分数，总分怎样封顶定不了",
    "RVW017.reason": "所用的评分规则按执行率给总分封顶",
    "RVW017.remedy": "写成百分数，如 85.3%",
    "RVW017.example": "预算执行率的复核完成值“八成多”不是百分数，总分怎样封顶定不了",
    "RVW018.message": "“{name}”扣了分，备注里没有写明哪一条{word}",
    "RVW018.reason": "每一处扣分都要有口径可依，被复核的单位才知道为什么扣、扣得对不对",
    "RVW018.remedy": "从备注的下拉中选一条，或写明“{word}”和编号",
    "RVW018.example": "“完成数量”扣了分，备注里没有写明哪一条口径",
    "RVW019.message": "“{name}”写明按“{criterion}”，应为 {meant}，复核得分是 {score}",
    "RVW019.reason": "写明的扣减比例与实际所扣要一致；比例按自评得分或按分值扣，都算一致",
    "RVW019.remedy": "核对复核得分，或改写备注",
    "RVW019.example": "“完成数量”写明按“口径3中等 指标有方向，无公式”，应为 4，复核得分是 6",
    "RVW021.message": "不是扣分口径的文件：{where} 写得不对",
    "RVW021.reason": "口径文件要有 id、title、word、cite 和至少一条 [[criterion]]（no、text，可有 keep）",
    "RVW021.remedy": "照内置的 review-criteria.toml 改写",
}
