"""what became of a contribution, as it stood when a version was last published

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take what was decided in rounds that are closed for what has been told."""
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_fate", sa.String(14), nullable=True))
        batch_op.add_column(
            sa.Column("told_reasons", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
        )
    op.execute(
        "UPDATE contributions SET told_fate = fate, told_reasons = reasons WHERE round_id IN"
        " (SELECT id FROM drafting_rounds WHERE closed_at IS NOT NULL)"
    )
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.alter_column("told_reasons", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.drop_column("told_reasons")
        batch_op.drop_column("told_fate")
