"""What all drafting raises where something cannot be drafted."""

from __future__ import annotations


class ReportError(Exception):
    """What was asked for cannot be drafted; the message is a sentence for the user."""
