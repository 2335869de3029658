"""Checks of one disclosure: its public tables, its text, its statement and the tables and reports in it."""
