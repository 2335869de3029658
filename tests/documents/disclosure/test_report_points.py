from __future__ import annotations

import pytest

from jixiao.documents.disclosure.blocks import from_text
from jixiao.documents.disclosure.facts import sentences
from jixiao.documents.disclosure.report_points import section_points, surveys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("其中：决策指标分值20.00分，得分18.00分，得分率90%；",
         ["决策 full 20.00", "决策 score 18.00", "决策 rate 90"]),
        ("项目过程类指标满分20分，实际得分18.5分，产出类指标满分30分，得28分。",
         ["过程 full 20", "过程 score 18.5", "产出 full 30", "产出 score 28"]),
        ("决策得分18分，得分率90%。", ["决策 score 18", "决策 rate 90"]),
        ("决策指标分值20分，资金使用合规性扣2分，得分18分。", []),
        ("该项目得分91.60分，评价等级为“优”。", []),
        ("综合得分91.60分，总分100分。", []),
    ],
)  # fmt: skip
def test_points_of_a_section(text: str, found: list[str]) -> None:
    (para,) = from_text(text)
    (sentence,) = sentences(para)
    points = section_points(sentence)
    values = {mention.start: f"{mention.value:f}" for mention in sentence.mentions}
    assert [f"{name} {key.rpartition('.')[2]} {values[at]}" for at, (_, key, name) in points.items()] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("发放调查问卷120份，收回有效问卷114份，有效回收率95%。",
         ["sent 120", "valid 114", "valid_return_rate 95"]),
        ("共发出问卷200份，回收190份，其中有效问卷180份，回收率为95%，有效率94.74%。",
         ["sent 200", "returned 190", "valid 180", "return_rate 95", "valid_rate 94.74"]),
        ("发放宣传单120份，收回114份，回收率95%。", []),
        ("发放问卷60份和70份，收回120份，回收率92.31%。", []),
    ],
)  # fmt: skip
def test_questionnaires(text: str, found: list[str]) -> None:
    (para,) = from_text(text)
    (sentence,) = sentences(para)
    read = surveys(sentence, para.folded.text)
    values = {mention.start: f"{mention.value:f}" for mention in sentence.mentions}
    assert [f"{key.rpartition('.')[2]} {values[at]}" for at, (_, key) in read.items()] == found
