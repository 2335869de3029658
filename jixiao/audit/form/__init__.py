"""Checks of one self-evaluation table; a module for each family of codes."""
