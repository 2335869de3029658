"""The database: what was collected, version by version, with an index in SQL and a chain of events.

Only this room knows the database; it takes and gives the forms of ``jixiao.schemas.store``.
"""
