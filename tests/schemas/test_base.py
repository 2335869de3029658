from __future__ import annotations

import pytest
from pydantic import ValidationError

from jixiao.schemas.base import Form


class Made(Form):
    name: str


def test_a_form_is_frozen_and_refuses_unknown_keys() -> None:
    made = Made(name="甲")
    with pytest.raises(ValidationError):
        made.name = "乙"
    with pytest.raises(ValidationError):
        Made.model_validate({"name": "甲", "nmae": "乙"})
    assert made == Made(name="甲")
    assert hash(made) == hash(Made(name="甲"))
