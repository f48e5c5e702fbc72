"""workshops, what groups said and what became of it; drafts, rounds and comments of a text

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# In the order in which they can be dropped.
_TABLES = (
    "contribution_translations", "contribution_links", "text_translations", "drafting_comments",
    "disclosures", "contributions", "workshops", "drafting_rounds", "partner_organisations",
    "suppressions",
)  # fmt: skip
_FILLED = {
    "clause_versions": ("child_bodies", "adults_reasons", "revision"),
    "text_versions": ("revision",),
}


def upgrade() -> None:
    op.create_table(
        "suppressions",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_suppressions")),
    )
    op.create_table(
        "partner_organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["named_by"], ["users.id"], name=op.f("fk_partner_organisations_named_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_organisations")),
        sa.UniqueConstraint("code", name=op.f("uq_partner_organisations_code")),
    )
    op.create_table(
        "drafting_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.Integer(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["frozen_by"], ["users.id"], name=op.f("fk_drafting_rounds_frozen_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["users.id"], name=op.f("fk_drafting_rounds_opened_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["texts.id"], name=op.f("fk_drafting_rounds_text_id_texts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafting_rounds")),
        sa.UniqueConstraint("text_id", "number", name=op.f("uq_drafting_rounds_text_id_number")),
    )
    op.create_table(
        "workshops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("age_band", sa.String(length=5), nullable=False),
        sa.Column("size_band", sa.String(length=5), nullable=False),
        sa.Column("method", sa.String(length=12), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(length=6), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("may_website", sa.Boolean(), nullable=False),
        sa.Column("may_press", sa.Boolean(), nullable=False),
        sa.Column("may_read_aloud", sa.Boolean(), nullable=False),
        sa.Column("may_translate", sa.Boolean(), nullable=False),
        sa.Column("consent_until", sa.Date(), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=False),
        sa.Column("withdrawal_hash", sa.String(length=64), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "age_band IN ('10-12', '13-15', '16-17')", name=op.f("ck_workshops_age_band")
        ),
        sa.CheckConstraint(
            "origin IN ('page', 'paper', 'csv', 'device', 'demo')", name=op.f("ck_workshops_origin")
        ),
        sa.CheckConstraint(
            "size_band IN ('5-9', '10-19', '20+')", name=op.f("ck_workshops_size_band")
        ),
        sa.CheckConstraint("length(month) = 7", name=op.f("ck_workshops_month")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_workshops_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner_organisations.id"],
            name=op.f("fk_workshops_partner_id_partner_organisations"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_workshops_recorded_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
        sa.UniqueConstraint("key", name=op.f("uq_workshops_key")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_workshops_receipt_hash")),
        sa.UniqueConstraint("withdrawal_hash", name=op.f("uq_workshops_withdrawal_hash")),
    )
    with op.batch_alter_table("workshops", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workshops_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_workshops_recorded_by"), ["recorded_by"], unique=False)

    op.create_table(
        "contributions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("raw_words", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("fate", sa.String(length=14), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("fated_by", sa.Integer(), nullable=True),
        sa.Column("fated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "fate IS NULL OR fate IN ('word_for_word', 'idea', 'merged', 'not_used', 'withdrawn')",
            name=op.f("ck_contributions_fate"),
        ),
        sa.CheckConstraint(
            "kind IN ('concern', 'idea', 'sentence', 'question')",
            name=op.f("ck_contributions_kind"),
        ),
        sa.CheckConstraint(
            "standing <> 'cleared' OR words IS NOT NULL",
            name=op.f("ck_contributions_cleared_words"),
        ),
        sa.CheckConstraint(
            "standing IN ('to_check', 'cleared', 'withdrawn')",
            name=op.f("ck_contributions_standing"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["users.id"], name=op.f("fk_contributions_checked_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["fated_by"], ["users.id"], name=op.f("fk_contributions_fated_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["drafting_rounds.id"],
            name=op.f("fk_contributions_round_id_drafting_rounds"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_contributions_workshop_id_workshops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributions")),
        sa.UniqueConstraint("key", name=op.f("uq_contributions_key")),
        sa.UniqueConstraint(
            "workshop_id", "position", name=op.f("uq_contributions_workshop_id_position")
        ),
    )
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contributions_round_id"), ["round_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contributions_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "disclosures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("reported_by", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(length=14), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('referred', 'advised', 'known', 'no_harm')",
            name=op.f("ck_disclosures_outcome"),
        ),
        sa.CheckConstraint(
            "stage IN ('first', 'second', 'administrators')", name=op.f("ck_disclosures_stage")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_disclosures_decided_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["reported_by"], ["users.id"], name=op.f("fk_disclosures_reported_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["users.id"], name=op.f("fk_disclosures_taken_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name=op.f("fk_disclosures_workshop_id_workshops")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
        sa.UniqueConstraint("key", name=op.f("uq_disclosures_key")),
    )
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disclosures_workshop_id"), ["workshop_id"], unique=False
        )

    op.create_table(
        "drafting_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_version_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clauses.id"], name=op.f("fk_drafting_comments_clause_id_clauses")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["users.id"], name=op.f("fk_drafting_comments_settled_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["text_version_id"],
            ["text_versions.id"],
            name=op.f("fk_drafting_comments_text_version_id_text_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["users.id"], name=op.f("fk_drafting_comments_written_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafting_comments")),
    )
    with op.batch_alter_table("drafting_comments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_drafting_comments_text_version_id"), ["text_version_id"], unique=False
        )

    op.create_table(
        "text_translations",
        sa.Column("text_version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('unreviewed', 'reviewed', 'authentic')",
            name=op.f("ck_text_translations_status"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["users.id"], name=op.f("fk_text_translations_changed_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["text_version_id"],
            ["text_versions.id"],
            name=op.f("fk_text_translations_text_version_id_text_versions"),
        ),
        sa.PrimaryKeyConstraint("text_version_id", "language", name=op.f("pk_text_translations")),
    )
    op.create_table(
        "contribution_links",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("clause_version_id", sa.Integer(), nullable=False),
        sa.Column("span", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["clause_version_id"],
            ["clause_versions.id"],
            name=op.f("fk_contribution_links_clause_version_id_clause_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_contribution_links_contribution_id_contributions"),
        ),
        sa.PrimaryKeyConstraint(
            "contribution_id", "clause_version_id", "span", name=op.f("pk_contribution_links")
        ),
    )
    with op.batch_alter_table("contribution_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contribution_links_clause_version_id"),
            ["clause_version_id"],
            unique=False,
        )

    op.create_table(
        "contribution_translations",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contributions.id"],
            name=op.f("fk_contribution_translations_contribution_id_contributions"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["users.id"], name=op.f("fk_contribution_translations_made_by_users")
        ),
        sa.PrimaryKeyConstraint(
            "contribution_id", "language", name=op.f("pk_contribution_translations")
        ),
    )
    with op.batch_alter_table("clause_versions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("child_bodies", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
        )
        batch_op.add_column(
            sa.Column("adults_reasons", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
        )
        batch_op.add_column(
            sa.Column("revision", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )

    with op.batch_alter_table("text_versions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("revision", sa.Integer(), nullable=False, server_default=sa.text("0"))
        )
        batch_op.add_column(sa.Column("started_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("started_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_text_versions_started_by_users"), "users", ["started_by"], ["id"]
        )
    for table, names in _FILLED.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    """Drop what groups said, with its tables, and drafts of texts, which are no version."""
    for table in _TABLES:
        op.drop_table(table)
    op.execute(
        "DELETE FROM clause_versions WHERE text_version_id IN"
        " (SELECT id FROM text_versions WHERE published_at IS NULL)"
    )
    op.execute("DELETE FROM text_versions WHERE published_at IS NULL")
    with op.batch_alter_table("text_versions", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_text_versions_started_by_users"), type_="foreignkey"
        )
        batch_op.drop_column("started_at")
        batch_op.drop_column("started_by")
        batch_op.drop_column("revision")
    with op.batch_alter_table("clause_versions", schema=None) as batch_op:
        batch_op.drop_column("revision")
        batch_op.drop_column("adults_reasons")
        batch_op.drop_column("child_bodies")
