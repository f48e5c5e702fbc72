"""second factor resets

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factor_resets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> proposed_by",
            name=op.f("ck_second_factor_resets_two_people"),
        ),
        sa.CheckConstraint(
            "proposed_by <> user_id AND (confirmed_by IS NULL OR confirmed_by <> user_id)",
            name=op.f("ck_second_factor_resets_not_oneself"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["users.id"], name=op.f("fk_second_factor_resets_confirmed_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["users.id"], name=op.f("fk_second_factor_resets_proposed_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_second_factor_resets_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor_resets")),
    )
    with op.batch_alter_table("second_factor_resets", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_second_factor_resets_user_id"), ["user_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("second_factor_resets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_second_factor_resets_user_id"))

    op.drop_table("second_factor_resets")
