"""The column path: the same rules as the scalar one, for millions of rows at once.

``plan`` lays a rule set out by kinds of row, ``formula`` turns a curve into whole numbers, ``kernel``
computes one formula over arrays (its docstring holds the proof that float64 divides exactly),
``scorer`` sorts the rows of each block to their formulas, ``data`` holds the columns, ``scalar`` has
single rows explained.  numpy is imported in this package and nowhere else.
"""
