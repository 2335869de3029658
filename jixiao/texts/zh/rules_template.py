"""What ``jixiao rules new`` writes; ``@ID@`` and ``@BASE@`` stand for the id and the rule set extended."""

from __future__ import annotations

RULES = """\
# 评分规则集。数一律写成带引号的字符串（"0.6"、"2/3"），按原样精确计算，不经过浮点数。
# 每个键的意思见文档 docs/rules/grammar.md；改完后运行 jixiao rules test @ID@

id = "@ID@"
title = "（这里写规则的名称）"
# region = "360000"            # GB/T 2260 行政区划代码，六位；不限地区的不写
period = { from = 2025 }       # 适用年度；有终止的写 { from = 2025, to = 2026 }（含 2026）
authority = "（这里写发文机关和文号；没有文件的写规则从哪里来）"
summary = "（这里用一行说清主要规则）"
full = "100"                   # 总分满分
not_applied = [
  # "知道有、但写不成数的规则，一条一句，写明为什么没有用上",
]

# 曲线：横坐标是比率，纵坐标是得到分值的几成；两端以外保持不变。
[curves]
proportional = { points = [["0", "0"], ["1", "1"]] }                        # 按比例
falling = { points = [["1", "1"], ["2", "0"]] }                             # 超 1 成扣 1 成，到 2 倍为 0
# pass-line = { points = [["0.6", "0"], ["1", "1"]] }                       # 60% 及格线
# tiers = { steps = [["0", "0"], ["0.6", "0.5"], ["0.8", "0.7"], ["1", "1"]] }   # 分档：到这个比率起得这么多

# 条款：for 写管什么，写得最具体的一条说了算；两条一样具体又说法不同的，程序会报错。
[[clause]]
for = { kind = "execution" }                   # 预算执行率
ratio = "executed/annual_budget"               # 执行数÷全年预算数；也可 executed/initial_budget（÷年初预算数）
curve = "proportional"
ratio_digits = 4                               # 比率先四舍五入到 4 位小数（百分数两位）；不取整的写 "exact" 或不写
cite = { standing = "recalled", source = "（出处）" }

[[clause]]
for = { kind = "quantity", operator = ">=", side = "under" }   # ≥ 的指标没有达到目标；≥ 的条款也管 >
ratio = "actual/target"                        # 实际÷目标
curve = "proportional"
cite = { standing = "recalled", source = "（出处）" }

[[clause]]
for = { kind = "quantity", operator = "<=", side = "over" }    # ≤ 的指标超过目标；≤ 的条款也管 <
ratio = "actual/target"                        # 另一种是 target/actual（目标÷实际）
curve = "falling"
cite = { standing = "recalled", source = "（出处）" }

[[clause]]
for = { kind = "quantity", operator = "=", side = "under" }
ratio = "actual/target"
curve = "proportional"
cite = { standing = "recalled", source = "（出处）" }

[[clause]]
for = { kind = "quantity", operator = "=", side = "over" }     # “=”超过目标：满分，130% 起请说明原因
ratio = "actual/target"
curve = "full"                                 # full 满分，zero 0 分，unknown 不知道（由人判断）
note_from = "1.3"
# deduct = { from = "1.3", points = "2" }      # 从这个比率起再扣 2 分，扣到 0 为止
cite = { standing = "recalled", source = "（出处）" }

[[clause]]
for = { kind = "date" }                        # 逾期完成
curve = "unknown"                              # 没有人给我们看过规则：由人判断
cite = { standing = "unknown" }

# 定性档次：文字 = [下限, 上限]，含下限、不含上限，最高一档两头都含。
[tiers]
"达成年度指标" = ["0.8", "1"]
"部分达成年度指标并具有一定效果" = ["0.6", "0.8"]
"未达成年度指标且效果较差" = ["0", "0.6"]

[tiers_cite]
standing = "recalled"
source = "（出处）"

# 比率算不出来的情形
[edge]
zero_budget = "judgement"          # 预算为 0、没有支出：zero 0 分 | full 满分 | not-applicable 不适用 | judgement 由人判断
zero_budget_spent = "judgement"    # 预算为 0、却有支出：同上
over_rate = "cap"                  # 执行率超过 100%：cap 按 100% | refuse 拒收 | allow 照实 | judgement 由人判断
zero_target = { ">=" = "judgement", ">" = "judgement", "<=" = "judgement", "<" = "judgement", "=" = "full-if-zero" }
negative_actual = "judgement"      # 实际为负：zero | judgement
not_applicable = "judgement"       # 标“/”或不适用的指标：judgement | drop 去掉 | rescale 去掉并折算 | full 满分

[rounding]
score = { digits = 2, mode = "half-up" }   # 保留两位；half-up 四舍五入 | truncate 截去

# 按执行率给总分设上限；区间含下限、不含上限。
# [[cap]]
# when = { execution = ["0", "0.6"] }
# total = "59"
# cite = { standing = "recalled", source = "（出处）" }

# 等级：由高到低，写含在内的下限。
[grades]
"优" = "90"
"良" = "80"
"中" = "60"
"差" = "0"

[grades_cite]
standing = "recalled"
source = "（出处）"

# 分值怎样分：执行率与各一级指标，合计应等于满分；可以写几种。
[[weights]]
name = "产出 50、效益 30、满意度 10"
execution = "10"
level1 = { "产出指标" = "50", "效益指标" = "30", "满意度指标" = "10" }
cite = { standing = "recalled", source = "（出处）" }

# 什么时候必须写原因：short 得分低于分值 | low-execution 执行率低于 below | far-over 完成率达到 from
# | budget-adjusted 年中调整了预算 | qualitative 定性指标
# [[reason]]
# when = "low-execution"
# below = "0.9"

# 得分怎样来：locked 由程序算 | editable 程序算、单位可改 | manual 由人填；定性 banded 按档 | manual 由人填
[entry]
quantitative = "locked"
qualitative = "banded"
"""

EXTENDS = """\
# 评分规则集：照 @BASE@，只写与它不同的。继承的条款照原样，显示时注明“继承自”。
# for 与继承的某条完全相同的条款，代替那一条；[tiers]、[grades]、[[cap]]、[[weights]] 写了就整个代替。
# 每个键的意思见文档 docs/rules/grammar.md；改完后运行 jixiao rules test @ID@

id = "@ID@"
title = "（这里写规则的名称）"
extends = "@BASE@"
# region = "360000"            # GB/T 2260 行政区划代码，六位；不限地区的不写
period = { from = 2025 }
authority = "（这里写发文机关和文号；没有文件的写规则从哪里来）"
summary = "（这里用一行说清与 @BASE@ 有什么不同）"

# [curves]
# pass-line = { points = [["0.6", "0"], ["1", "1"]] }      # 60% 及格线

# [[clause]]
# for = { kind = "quantity", operator = ">=", side = "under" }
# ratio = "actual/target"
# curve = "pass-line"
# cite = { standing = "recalled", source = "（出处）" }
"""

SOURCES = """\
# @ID@ 的出处

把握分五等：verified 读到原文或亲见行为；observed 复现了公开的表（写明哪张）；inferred 由前两种推出；
recalled 凭记忆，没有人出示原文；unknown 不知道（由人判断）。

| 规则 | 依据（文件、页、原文） | 把握 |
| --- | --- | --- |
| 执行率 | | |
| ≥ 未达标 | | |
| ≤ 超标 | | |
| = 未达标、超标 | | |
| 定性档次 | | |
| 等级 | | |
"""

CASES = """\
# 例题：每题一个输入、应得的结果。运行 jixiao rules test @ID@
# 输入写一种：execution（资金总额一行）、indicator（指标一行）、form（整张表）、
# total = { sum, execution }（上限）、grade = { total }（等级）。键与 JSON 形式相同。
# expect 只写要核对的；应为空的写 "无"。

[[case]]
name = "执行率 76%，10 分得 7.60"
source = "（在哪里见到）"
execution = { annual_budget = "100", executed = "76", weight = "10" }
expect = { score = "7.60", completion = "76.00" }

[[case]]
name = "≥10 次，实际 8 次，5 分得 4.00"
source = "（在哪里见到）"
indicator = { target = "≥10次", actual = "8次", weight = "5" }
expect = { score = "4.00", status = "computed" }

[[case]]
name = "89.99 分是良"
source = "（在哪里见到）"
grade = { total = "89.99" }
expect = { grade = "良" }
"""

CASES_EXTENDS = """\
# 例题：每题一个输入、应得的结果。运行 jixiao rules test @ID@
# 输入写一种：execution、indicator、form、total、grade；expect 只写要核对的，应为空的写 "无"。

# [[case]]
# name = "≥10 次，实际 8 次，5 分得 2.50"
# source = "（在哪里见到）"
# indicator = { target = "≥10次", actual = "8次", weight = "5" }
# expect = { score = "2.50" }
"""


def fill(template: str, rule_id: str, base: str = "") -> str:
    """A template with its placeholders filled in."""
    return template.replace("@ID@", rule_id).replace("@BASE@", base)
