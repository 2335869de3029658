"""A short disclosure whose words are in order: each test changes one thing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import apply
from jixiao.audit.disclosure import claims, names, numbering, outline, repeats, years
from tests.audit.disclosure.saying import subject

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import ReadForm

WORDS = (
    *years.CHECKS,
    *names.CHECKS,
    *repeats.CHECKS,
    *numbering.CHECKS,
    *outline.CHECKS,
    *claims.CHECKS,
)
"""The checks of the words of a disclosure."""

CLEAN = """某县水务局2024年度部门决算

第一部分 某县水务局概况

一、部门主要职责

（一）负责全县水资源的统一管理和监督，组织编制水利规划。

（二）负责全县防汛抗旱工作，组织实施水利工程建设与运行管理。

二、机构设置及人员情况

纳入本套部门决算汇编范围的单位共2个，包括：

| 序号 | 单位名称 | 单位性质 |
| --- | --- | --- |
| 1 | 某县水务局（本级） | 行政单位 |
| 2 | 某县水土保持中心 | 事业单位 |

第二部分 2024年度部门决算表

收入支出决算总表

公开 01 表

部门：某县水务局

2024 年度

金额单位：万元

| 收入 |  |  | 支出 |  |  |
| --- | --- | --- | --- | --- | --- |
| 项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |
| 一、一般公共预算财政拨款收入 | 1 | 300.00 | 一、农林水支出 | 31 | 300.00 |
| 本年收入合计 | 27 | 300.00 | 本年支出合计 | 57 | 300.00 |
| 总计 | 30 | 300.00 | 总计 | 60 | 300.00 |

收入决算表

公开 02 表

部门：某县水务局

2024 年度

金额单位：万元

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 |
| --- | --- | --- | --- |
|  | 合计 | 300.00 | 300.00 |
| 213 | 农林水支出 | 300.00 | 300.00 |

第三部分 2024年度部门决算情况说明

一、收入决算情况说明

本部门2024年度收入总计300.00万元，比2023年增加10.00万元，增长3.45%，主要原因：2023年部分项目支出100万元结转。

二、支出决算情况说明

本部门2024年度支出总计300.00万元，其中本年支出合计300.00万元。

三、预算绩效情况说明

（一）绩效管理工作开展情况

对纳入2024年度部门预算范围的二级项目2个全面开展绩效自评，共涉及资金200.00万元。

（二）项目绩效自评情况

2个项目具体得分情况如下：

（1）2022年河道整治项目绩效自评得分92分；

（2）泵站更新项目绩效自评得分95分。

（三）绩效目标完成情况总体分析

各项目均达到了预期绩效目标，资金管理规范。

第四部分 名词解释

一、财政拨款收入：指单位从同级财政部门取得的财政预算资金。

第五部分 附件

某县水务局2024年度河道整治项目支出绩效评价报告

一、基本情况

（一）项目概况

为整治县域河道，设立该项目，2024年度项目全年预算数100万元。

（二）项目绩效目标

目标1：整治河道十二公里，恢复沿岸植被，改善水环境；

目标2：建立长效管护机制，明确管护责任人和经费来源。

二、绩效评价工作开展情况

评价组收集相关资料，开展现场核查，与项目负责人座谈并分析数据。

三、综合评价情况及评价结论

评价得分92分。绩效评价等级为“优”。

四、绩效评价指标分析

（一）项目决策情况

项目立项依据充分，程序规范，绩效目标合理，资金分配有据可依。

（二）项目过程情况

预算执行率为96.00%。资金使用合规，管理制度健全并得到执行。

五、主要经验及做法、存在的问题及原因分析

部分河段的管护资金没有及时到位，原因是申报程序较长，衔接不够。

六、有关建议

进一步加强部门之间的衔接，提前做好项目前期工作，加快支付进度。
"""


def worded(text: str, *forms: ReadForm) -> list[Finding]:
    """What the checks of the words find, without what is missing from a text made short."""
    found = apply(WORDS, subject(text, *forms))
    return [one for one in found if one.code not in {"OUT002", "OUT003"}]


def brief(text: str, *forms: ReadForm) -> list[tuple[str, str, str | None, str | None]]:
    """Code, severity, expected and found of what is found."""
    return [(one.code, one.severity.value, one.expected, one.found) for one in worded(text, *forms)]


def changed(old: str, new: str) -> str:
    """The clean text with one thing changed, at its first place."""
    assert old in CLEAN
    return CLEAN.replace(old, new, 1)
