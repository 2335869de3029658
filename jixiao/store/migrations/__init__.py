"""The released schemas, one step each, run by alembic; see ``schema.py``."""
