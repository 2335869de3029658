"""Hypothesis strategies, one module per topic."""
