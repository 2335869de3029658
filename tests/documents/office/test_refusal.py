from __future__ import annotations

from jixiao.documents.office.refusal import Refused


def test_a_refusal_carries_its_code_place_and_parameters() -> None:
    refused = Refused("OFF002", ref="A1", table="表", cell="A1")
    assert (refused.code, refused.ref, refused.table, refused.params) == (
        "OFF002",
        "A1",
        "表",
        {"cell": "A1"},
    )
    assert str(refused) == "OFF002"
