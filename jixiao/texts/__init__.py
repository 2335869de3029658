"""Every sentence a user reads, by code and language.

Logic emits codes and parameters; :func:`say` makes the sentence.  A language is a
package of topic modules, each with one ``TABLE``; a code lives in exactly one topic.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

LANGUAGES = ("zh",)
TOPICS = (
    "disclosure",
    "readings",
    "documents",
    "office",
    "pages",
    "scoring",
    "rules",
    "commands",
    "views",
    "forms",
    "check",
    "audit_form",
    "audit_public",
    "audit_statement",
    "audit_text",
    "audit_collection",
    "summary",
    "whatif",
    "collect",
    "review",
    "database",
    "returns",
    "store",
    "reports",
    "evaluation",
    "framework",
    "statement",
    "annual",
    "whole",
    "lists",
)


@cache
def table(lang: str = "zh") -> dict[str, str]:
    """All sentences of one language, by code.  Raises ``ValueError`` if a code stands in two topics."""
    merged: dict[str, str] = {}
    for topic in TOPICS:
        sentences: dict[str, str] = import_module(f"jixiao.texts.{lang}.{topic}").TABLE
        twice = merged.keys() & sentences.keys()
        if twice:
            raise ValueError(f"text codes in two topics: {sorted(twice)}")
        merged.update(sentences)
    return merged


class _Unknown(dict[str, object]):
    """Parameters of a sentence; a missing one prints a placeholder instead of raising."""

    def __missing__(self, key: str) -> str:
        return f"〔{key}〕"


def say(code: str, /, lang: str = "zh", **params: object) -> str:
    """The sentence of ``code`` with its parameters filled in; the bare code when it has no sentence."""
    sentence = table(lang).get(code)
    return code if sentence is None else sentence.format_map(_Unknown(params))
