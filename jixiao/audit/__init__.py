"""Checks: of one table, of one disclosure, across a collection.

Every check is one small function over typed values; none of them reads text or knows of files.
"""
