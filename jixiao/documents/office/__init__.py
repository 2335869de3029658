"""Office files from outside, hostile until shown otherwise: bounds first, then a child process that reads.

Nothing is imported here: a worker process loads this package and must start light.
"""
