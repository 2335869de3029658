"""A finding (复核意见) and its place in a document."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from jixiao.schemas.base import Form
from jixiao.texts import say


class Severity(StrEnum):
    """How sure a finding is: provably contradictory, very likely wrong, worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Place(Form):
    """Where something stands; what is not known is null.  ``quote`` is verbatim."""

    file: str | None = None
    document_part: str | None = None
    table: str | None = None
    page: int | None = None
    row: str | None = None
    cell: str | None = None
    quote: str | None = None


class Finding(Form):
    """One thing found, as a stable code with the parameters of its sentences.

    The sentences (message, reason, remedy) live in the text tables under
    ``CODE.message`` and so on, and are made when somebody reads them.
    ``expected`` and ``found`` are plain figures or verbatim text; ``basis`` names
    the rule or practice this case rests on, where the code's own ``CODE.basis`` does not say it.
    """

    code: str
    severity: Severity
    place: Place = Place()
    params: dict[str, str] = Field(default_factory=dict)
    expected: str | None = None
    found: str | None = None
    basis: str | None = None

    def sentence(self, part: str, lang: str = "zh") -> str | None:
        """The ``message``, ``reason``, ``remedy`` or ``basis`` in ``lang``; ``None`` where there is none."""
        key = f"{self.code}.{part}"
        known = {"expected": self.expected or "", "found": self.found or "", "quote": self.place.quote or ""}
        text = say(key, lang, **{**known, **self.params})
        return None if text == key else text

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """The finding in the published shape (design §5): sentences made, nothing left out."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.sentence("message", lang) or self.code,
            "place": self.place.model_dump(),
            "expected": self.expected,
            "found": self.found,
            "reason": self.sentence("reason", lang),
            "remedy": self.sentence("remedy", lang),
            "basis": self.basis or self.sentence("basis", lang),
        }

    def as_problem(self, lang: str = "zh") -> dict[str, object]:
        """The shorter shape used for inputs that could not be read."""
        whole = self.as_json(lang)
        return {key: whole[key] for key in ("code", "message", "place", "remedy")}
