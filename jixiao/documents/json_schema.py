"""The JSON Schema of the JSON form, made from the forms themselves and the text tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.base import Form

_PARTS: dict[str, type[Form]] = {"funds": FundLine, "goal": Goal, "indicators": Indicator}
_LISTS = frozenset({"funds", "indicators"})


def _types(form: type[Form], key: str) -> list[str]:
    """What a value may be: numbers come as strings or as JSON numbers, and so may printed figures."""
    kinds = get_args(form.model_fields[key].annotation) or (form.model_fields[key].annotation,)
    if bool in kinds:
        return ["boolean", "string", "null"]
    if Decimal in kinds or int in kinds or str in kinds:
        return ["string", "number"] if form.model_fields[key].is_required() else ["string", "number", "null"]
    raise TypeError(f"no JSON type is known for {form.__name__}.{key}")


def _object(form: type[Form]) -> dict[str, object]:
    properties: dict[str, object] = {}
    for key in form.model_fields:
        description = say(f"json.form.{form.__name__}.{key}")
        if form is SelfEvaluation and key in _PARTS:
            part: dict[str, object] = {"$ref": f"#/$defs/{_PARTS[key].__name__}"}
            own: dict[str, object] = {"type": "array", "items": part} if key in _LISTS else part
            properties[key] = {"description": description, "anyOf": [own, {"type": "null"}]}
        else:
            filled = {"pattern": r"\S"} if form.model_fields[key].is_required() else {}
            properties[key] = {"description": description, "type": _types(form, key), **filled}
    required = [key for key, field in form.model_fields.items() if field.is_required()]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of what a JSON file may hold: one form, or a list of forms."""
    forms: tuple[type[Form], ...] = (SelfEvaluation, FundLine, Goal, Indicator)
    whole = {"$ref": "#/$defs/SelfEvaluation"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": say("json.form.title"),
        "anyOf": [whole, {"type": "array", "items": whole, "minItems": 1}],
        "$defs": {form.__name__: _object(form) for form in forms},
    }
