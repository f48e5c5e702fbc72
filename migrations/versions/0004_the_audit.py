"""the ledger is read by State, person, kind and day; an invitation can take a role's place

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# The only one before that these take the place of.
_EVENT = "ix_ledger_entries_event"
_INDEXES = {
    "ix_ledger_entries_at": ["at"],
    "ix_ledger_entries_event_seq": ["event", "seq"],
    "ix_ledger_entries_actor_id_seq": ["actor_id", "seq"],
    "ix_ledger_entries_state_seq": ["state", "seq"],
}


def upgrade() -> None:
    """The State is derived from what the entry says, so that it can't say something else."""
    # Never in a batch: that copies the table, and loses what keeps it append-only.
    if op.get_bind().dialect.name == "postgresql":
        state = sa.Column("state", sa.String(8), sa.Computed("facts ->> 'state'", persisted=True))
    else:
        # Worked out when it is read: SQLite can add no other to a table that stands.
        told = "CASE WHEN json_valid(facts) THEN json_extract(facts, '$.state') END"
        state = sa.Column("state", sa.String(8), sa.Computed(told, persisted=False))
    op.add_column("ledger_entries", state)
    op.drop_index(_EVENT, table_name="ledger_entries")
    for name, columns in _INDEXES.items():
        op.create_index(name, "ledger_entries", columns)
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_invitations_replaces_id_grants"), "grants", ["replaces_id"], ["id"]
        )


def downgrade() -> None:
    """A change of role that waits is gone: without what it replaces it would say another thing."""
    op.execute("DELETE FROM invitations WHERE replaces_id IS NOT NULL AND used_at IS NULL")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_invitations_replaces_id_grants"), type_="foreignkey"
        )
        batch_op.drop_column("replaces_id")
    for name in _INDEXES:
        op.drop_index(name, table_name="ledger_entries")
    op.create_index(_EVENT, "ledger_entries", ["event"])
    op.drop_column("ledger_entries", "state")
