"""the file of contacts is kept by two administrators, and an objection can be made again

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PEOPLE = ("confirmed_by", "ending_by")


def upgrade() -> None:
    """Contacts that stood before wait for a second administrator: nobody has confirmed them."""
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ending_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ending_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_contacts_replaces_id_contacts"), "contacts", ["replaces_id"], ["id"]
        )
        for name in _PEOPLE:
            batch_op.create_foreign_key(
                batch_op.f(f"fk_contacts_{name}_users"), "users", [name], ["id"]
            )
        batch_op.create_check_constraint(
            batch_op.f("ck_contacts_confirmed_by_another"),
            "confirmed_by IS NULL OR confirmed_by <> added_by",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_contacts_ended_by_another"),
            "confirmed_at IS NULL OR ended_at IS NULL"
            " OR (ending_by IS NOT NULL AND ended_by <> ending_by)",
        )
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("round", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        batch_op.drop_constraint(batch_op.f("uq_objections_version_id_contact_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_objections_version_id_contact_id_round"),
            ["version_id", "contact_id", "round"],
        )
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.alter_column("round", server_default=None)
    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mails_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """What waited for a second administrator is no contact; of repeated objections one stays."""
    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mails_user_id"))
    op.execute("DELETE FROM objections WHERE round > 0")
    with op.batch_alter_table("objections", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("uq_objections_version_id_contact_id_round"), type_="unique"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_objections_version_id_contact_id"), ["version_id", "contact_id"]
        )
        batch_op.drop_column("round")
    op.execute("UPDATE contacts SET replaces_id = NULL")
    op.execute(
        "DELETE FROM contacts WHERE confirmed_at IS NULL"
        " AND id NOT IN (SELECT contact_id FROM objections)"
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_contacts_confirmed_by_another"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_contacts_ended_by_another"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_contacts_replaces_id_contacts"), type_="foreignkey")
        for name in _PEOPLE:
            batch_op.drop_constraint(batch_op.f(f"fk_contacts_{name}_users"), type_="foreignkey")
        for name in ("ending_at", "ending_by", "confirmed_at", "confirmed_by", "replaces_id"):
            batch_op.drop_column(name)
