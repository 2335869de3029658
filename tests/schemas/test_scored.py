from __future__ import annotations

from jixiao.schemas.scored import Status
from tests.scoring.build import scored


def test_a_row_is_decided_when_it_adds_one_known_number() -> None:
    assert scored("≥10", "9").decided
    assert scored("提升", "基本达成目标", "10", "9").decided
    assert not scored("良好", "很好").decided
    assert scored("≥10", "9", None).decided  # without a weight it adds nothing


def test_the_words_of_a_status_are_a_contract() -> None:
    assert [status.value for status in Status] == [
        "computed",
        "within-band",
        "outside-band",
        "needs-judgement",
        "not-applicable",
        "unscorable",
    ]
