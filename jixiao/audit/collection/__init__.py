"""Checks across everything that was handed in together."""
