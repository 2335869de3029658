"""What alembic runs: the steps are applied inside the transaction that the caller began."""

from __future__ import annotations

from alembic import context

from jixiao.store.schema import VERSION_TABLE
from jixiao.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=False,
    transaction_per_migration=False,
)
context.run_migrations()
