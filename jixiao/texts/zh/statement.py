"""Chinese sentences: 第九节 预算绩效情况说明 of a department and year."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "cli.statement.short": "起草部门决算的预算绩效情况说明（第九节）",
    "statement.help": (
        "起草一个部门一个年度的《预算绩效情况说明》（部门决算公开第九节）。\n\n"
        "PATH 是自评表、决算公开文件或文件夹；也可用 --db 从数据库取。个数、金额、占项目支出的比例、各等级个数、"
        "各项目结果全部由数据算出，可用 --trace 列出每个数的出处。表里没有的（部门评价、部门整体、问题与措施等）"
        "从 --facts 指定的文件取；没有写的以【待补充：…】标出，并列在文末和屏幕上。\n\n"
        "\b\n"
        "例：\n"
        "  jixiao statement 自评表/ --department 市交通局 --year 2024 -o 第九节.docx\n"
        "  jixiao statement --db 绩效.db --department 市交通局 --year 2024 -o 第九节.docx\n"
        "  jixiao statement --db 绩效.db --year 2024 --all -o 第九节/\n"
        "  jixiao statement --new-facts --facts 第九节.facts.toml\n"
        "  jixiao statement 自评表/ --facts 第九节.facts.toml -o 第九节.docx --trace 出处.xlsx"
    ),
    "statement.option.department": "部门（或单位）名称；从文件起草且只有一个部门时可不写。",
    "statement.option.year": "年度；从文件起草且只有一个年度时可不写。",
    "statement.option.region": "地区代码；同名部门在几个地区都有时用来指明。",
    "statement.option.basis": (
        "用哪个得分：claimed 自评得分（默认），computed 按规则计算的得分，reviewed 复核得分。"
    ),
    "statement.option.show": "写进“绩效自评综述”的项目名称，可写多次；all 为全部，none 为不写。不写时为有自评表的项目。",
    "statement.option.show-tables": (
        "印出自评表的项目名称，可写多次；all 为全部，none 为不印。"
        "不写时为开展部门评价的项目；没有的，为第一个项目。"
    ),
    "statement.option.evaluated": "开展部门评价的项目名称，可写多次；优先于补充内容里的 evaluated。",
    "statement.option.facts": "补充内容的文件（.toml）。",
    "statement.option.new-facts": "在 --facts 处写出带说明的补充内容文件；已有的只添上缺的项，写过的一字不动。",
    "statement.option.template": "本单位的 Word 模板（.docx），填上其中的占位符；可用的名称见 docs/statement.md。",
    "statement.option.trace": "把每个数的出处写进这个文件（.xlsx、.csv、.docx、.html、.md 或 .json）。",
    "statement.option.all": (
        "每个部门一份，写进 -o 指定的文件夹（docx）；--facts 此时是文件夹，各部门的补充内容在其中，"
        "与说明同名（.facts.toml）。"
    ),
    "statement.option.output": "写到这个文件：.docx、.html、.md 或 .pdf（须装有 LibreOffice）。",
    "statement.option.quiet": "不在屏幕上列出待补充的内容。",
    "statement.nothing-asked": "要写说明请用 -o，要补充内容文件请用 --new-facts 和 --facts",
    "statement.new-facts-where": "请用 --facts 写明补充内容文件的位置",
    "statement.all-alone": "--all 请与 -o 文件夹 一起用，不能与 --department、--trace 一起用",
    "statement.all-folder": "“{path}”不是文件夹；--all 每个部门写一份，请给出文件夹",
    "statement.all-facts": "“{path}”不是文件夹；--all 时请给出补充内容所在的文件夹",
    "statement.all-nobody": "有 {count} 个项目没有写部门或年度，没有算在任何部门",
    "statement.no-input": "请给出文件或文件夹，或用 --db 给出数据库",
    "statement.both-inputs": "文件和 --db 只能用一种",
    "statement.rules-of-files": "数据库里的得分已按收表时的规则算好，--rules 只用于文件",
    "statement.need-department": "从数据库起草请用 --department 写明部门",
    "statement.need-year": "从数据库起草请用 --year 写明年度",
    "statement.no-project": "没有读出所要部门、年度的项目，无法起草",
    "statement.several-departments": "有几个部门，请用 --department 指明：{names}",
    "statement.several-years": "有几个年度，请用 --year 指明：{names}",
    "statement.several-regions": "几个地区都有这个部门，请用 --region 指明：{names}",
    "statement.no-department": "表里没有写部门，请用 --department 写明",
    "statement.no-year": "表里没有写年度，请用 --year 写明",
    "statement.no-show": "没有叫“{name}”的项目；有：{names}",
    "statement.no-form": "“{name}”只有得分，没有自评表，不能印出",
    "statement.form-errors": "“{name}”的自评表有 {count} 处错误（见 jixiao check），公开前请先更正",
    "statement.assumed-year": "有 {count} 个项目没有写年度，按 {year} 年度算在内",
    "statement.assumed-department": "有 {count} 个项目没有写部门和单位，按“{department}”算在内",
    "facts.unreadable": "“{path}”读不了：{why}",
    "facts.key": "“{path}”里有不认识的项“{key}”；可用的项：{keys}",
    "facts.value": "“{path}”里的“{key}”应是加引号的文字，或几段这样的文字的列表",
    "facts.amount": '“{path}”里的“{key}”应是以万元为单位、不小于 0 的一个数（加引号），如 "123.45"',
    "facts.count": '“{path}”里的“{key}”应是一个不小于 0 的整数（加引号），如 "12"',
    "statement.same-file": "“{path}”写了两次，不能覆盖",
    "statement.written": "说明已写到 {path}",
    # the facts file
    "statement.facts.head": (
        "第九节《预算绩效情况说明》的补充内容：自评表和公开表里没有的，写在这里。\n"
        '每项写在引号里；几段（或几个项目名称）写成 ["…", "…"]。空着的，说明里以【待补充：…】标出。\n'
        '金额以万元为单位。没有开展部门评价、部门整体评价的，在 evaluated、whole 处写 "无"。'
    ),
    "statement.fact.project-spending": "占项目支出总额的比例（须有公开03表“项目支出”合计数，万元）",
    "statement.fact.amount": "自评涉及资金（万元）；不写时为各项目全年执行数之和",
    "statement.fact.evaluated": "部门评价的项目个数和名称",
    "statement.fact.evaluated-general-budget": "部门评价涉及的一般公共预算支出",
    "statement.fact.evaluated-government-fund": "部门评价涉及的政府性基金预算支出",
    "statement.fact.evaluated-state-capital": "部门评价涉及的国有资本经营预算支出",
    "statement.fact.evaluated-conclusion": "部门评价的结论",
    "statement.fact.whole": "是否开展部门整体支出绩效评价及其结果",
    "statement.fact.whole-general-budget": "部门整体涉及的一般公共预算支出",
    "statement.fact.whole-government-fund": "部门整体涉及的政府性基金预算支出",
    "statement.fact.whole-state-capital": "部门整体涉及的国有资本经营预算支出",
    "statement.fact.whole-grade": "部门整体评价等级",
    "statement.fact.whole-conclusion": "部门整体评价的结论",
    "statement.fact.whole-problems": "部门整体评价发现的问题",
    "statement.fact.problems": "主要问题及原因",
    "statement.fact.measures": "下一步改进措施",
    # what a template may name
    "statement.value.title": "标题",
    "statement.value.department": "部门",
    "statement.value.year": "年度",
    "statement.value.projects": "自评项目个数",
    "statement.value.amount": "自评涉及资金",
    "statement.value.spending": "项目支出总额",
    "statement.value.share": "占项目支出比例",
    "statement.value.grade": "{grade}的个数",
    "statement.value.mean": "平均得分",
    "statement.value.best": "最高得分",
    "statement.value.worst": "最低得分",
    "statement.value.results": "自评结果表",
    "statement.no-mean": "平均得分（没有项目有得分）",
    # words
    "statement.none": "无",
    "statement.none-given": "无偏差",
    "statement.stop": "。",
    "statement.ends": "。；！？",
    "statement.comma": "，",
    "statement.semicolon": "；",
    "statement.enumerate": "、",
    "statement.quoted": "“{name}”",
    "statement.dash": "—",
    "statement.total": "合计",
    "statement.ordinal": "{number}是",
    "statement.formula": "{count}个项目之和",
    "statement.grade.excellent": "优",
    "statement.grade.good": "良",
    "statement.grade.medium": "中",
    "statement.grade.poor": "差",
    "statement.title": "{department}{year}年度部门决算",
    "statement.number": "九、",
    "statement.sheet": "预算绩效情况说明",
    "statement.sheet.blanks": "待补充",
    "statement.blanks": "待补充的内容",
    # headings
    "statement.heading.section": "预算绩效情况说明",
    "statement.heading.work": "绩效管理工作开展情况",
    "statement.heading.results": "部门决算中项目绩效自评结果",
    "statement.heading.evaluated": "部门评价结果",
    # what was evaluated
    "statement.self": (
        "根据预算绩效管理要求，我部门组织对纳入{year}年度部门预算范围的二级项目{count}个开展绩效自评，"
        "共涉及资金{amount}万元，占项目支出总额的{share}。"
    ),
    "statement.no-amount": "自评涉及资金（{count}个项目没有全年执行数）",
    "statement.no-share": "占项目支出总额的比例（涉及资金未定）",
    "statement.over-share": "占项目支出总额的比例（涉及资金{amount}万元多于项目支出{spending}万元，请核对）",
    "statement.grades": "其中，",
    "statement.grades.one": "{count}个项目评价结果为“{grade}”",
    "statement.grades.open": "各等级的项目个数（{count}个项目尚无得分或等级）",
    "statement.evaluated.none": "{year}年度我部门未组织开展部门评价。",
    "statement.evaluated.unknown": "部门评价开展情况：{what}。",
    "statement.evaluated.one": "组织对{count}个项目开展了部门评价，项目为：",
    "statement.evaluated.many": "组织对{count}个项目开展了部门评价，分别为：",
    "statement.funds": (
        "涉及一般公共预算支出{general}万元，政府性基金预算支出{government}万元，国有资本经营预算支出{state}万元。"
    ),
    "statement.conclusion": "从评价情况看，",
    "statement.evaluation.both": "评价得分为{score}分，评价结果为“{grade}”",
    "statement.evaluation.score": "评价得分为{score}分",
    "statement.evaluation.grade": "评价结果为“{grade}”",
    "statement.whole.none": "{year}年度我部门未组织开展部门整体支出绩效评价。",
    "statement.whole.unknown": "部门整体支出绩效评价开展情况：{what}。",
    "statement.whole": (
        "组织开展部门整体支出绩效评价，涉及一般公共预算支出{general}万元，政府性基金预算支出{government}万元，"
        "国有资本经营预算支出{state}万元，评价结果为“{grade}”。"
    ),
    "statement.whole.problems": "存在的问题：",
    # the results
    "statement.reflect": "我部门在{year}年度部门决算中反映",
    "statement.reflect.one": "的绩效自评结果。",
    "statement.reflect.few": "共{count}个项目的绩效自评结果。",
    "statement.reflect.many": "等{count}个项目的绩效自评结果。",
    "statement.basis.computed": "以下得分、等级按所用评分规则由各项目自评表计算得出。",
    "statement.basis.reviewed": "以下得分、等级为复核结果。",
    "statement.score.claimed": "自评得分",
    "statement.score.computed": "计算得分",
    "statement.score.reviewed": "复核得分",
    "statement.mean-score.claimed": "自评平均得分",
    "statement.mean-score.computed": "计算平均得分",
    "statement.mean-score.reviewed": "复核平均得分",
    "statement.mean": "{count}个项目{what}为{mean}分，最高{best}分，最低{worst}分。",
    "statement.mean.alike": "{count}个项目{what}为{mean}分，各项目{each}相同。",
    "statement.mean.some": "有得分的{count}个项目{what}为{mean}分，最高{best}分，最低{worst}分。",
    "statement.mean.some.alike": "有得分的{count}个项目{what}为{mean}分，各项目{each}相同。",
    "statement.caption.claimed": "{year}年度项目支出绩效自评结果",
    "statement.caption.computed": "{year}年度项目支出绩效自评结果（得分按评分规则计算）",
    "statement.caption.reviewed": "{year}年度项目支出绩效自评结果（得分经复核）",
    "statement.unit": "单位：万元",
    "statement.column.number": "序号",
    "statement.column.project": "项目名称",
    "statement.column.budget": "全年预算数",
    "statement.column.executed": "全年执行数",
    "statement.column.rate": "执行率",
    "statement.column.grade": "等级",
    "statement.told": "{name}绩效自评综述：根据年初设定的绩效目标，",
    "statement.told.score": "项目{what}为{score}分。",
    "statement.told.graded": "项目{what}为{score}分，评价结果为“{grade}”。",
    "statement.told.unscored": "项目{what}为{score}。",
    "statement.told.no-score": "“{name}”的{what}",
    "statement.told.money": "全年预算数为{budget}万元，执行数为{executed}万元，完成预算的{rate}。",
    "statement.told.nothing": "全年预算数为{budget}万元，执行数为{executed}万元，当年未发生支出。",
    "statement.told.no-money": "全年预算数为{budget}万元，执行数为{executed}万元。",
    "statement.told.no-rate": "全年预算数为{budget}万元，执行数为{executed}万元。",
    "statement.told.budget": "全年预算数为{amount}万元。",
    "statement.told.executed": "全年执行数为{amount}万元。",
    "statement.told.achieved": "自评表填写的绩效目标实际完成情况：{what}",
    "statement.told.no-goal": "“{name}”的绩效目标实际完成情况",
    "statement.told.deviations": "偏差原因：",
    "statement.shown": "从自评结果看，",
    "statement.problems": "发现的主要问题及原因：",
    "statement.problem.budget.alike": "{count}个项目的全年执行数低于全年预算数，执行率最低为{rate}",
    "statement.problem.budget.least": "{count}个项目的全年执行数低于全年预算数，其中执行率最低的是{name}（{rate}）",
    "statement.problem.budget.one": "{name}的全年执行数低于全年预算数，执行率为{rate}",
    "statement.problem.budget.none": "{name}的全年预算当年未发生支出",
    "statement.problem.budget.all-idle": "{count}个项目当年未发生支出",
    "statement.problem.budget.idle": "{count}个项目的全年执行数低于全年预算数，其中{idle}个项目当年未发生支出",
    "statement.problem.rows": "{count}个项目共{rows}项指标{with_money}未得满分，共失{points}分",
    "statement.problem.rows.one": "{name}有{rows}项指标{with_money}未得满分，共失{points}分",
    "statement.problem.with-money": "（含预算执行率）",
    "statement.measures": "下一步改进措施：",
    "statement.forms": "项目支出绩效自评表如下：",
    "statement.annex": "部门评价报告见附件。",
}
