"""Drafts of reports: one neutral model of blocks, what is said in it, and renderers that draw it."""
