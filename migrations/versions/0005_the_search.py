"""what can be found, what it can be filtered by, and the full text

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WORDS = "search_words"
_ON_SQLITE = (
    f"CREATE VIRTUAL TABLE {_WORDS} USING fts5(tokens, content='search_entries', "
    "content_rowid='id', tokenize='ascii', detail='none')",
    f"CREATE TRIGGER {_WORDS}_come AFTER INSERT ON search_entries BEGIN "
    f"INSERT INTO {_WORDS} (rowid, tokens) VALUES (new.id, new.tokens); END",
    f"CREATE TRIGGER {_WORDS}_go AFTER DELETE ON search_entries BEGIN "
    f"INSERT INTO {_WORDS} ({_WORDS}, rowid, tokens) VALUES ('delete', old.id, old.tokens); END",
    f"CREATE TRIGGER {_WORDS}_change BEFORE UPDATE OF id, tokens ON search_entries "
    "BEGIN SELECT RAISE(ABORT, 'an entry is replaced, never changed'); END",
)


def upgrade() -> None:
    """The worker fills it from the snapshot that stands."""
    place = sa.String(60).with_variant(sa.String(60, collation="C"), "postgresql")
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("campaign", sa.String(40), nullable=False),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("place", place, nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('pledge', 'commitment')", name=op.f("ck_search_entries_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("reference", "position", name=op.f("uq_search_entries_reference_position")),
    )
    op.create_index("ix_search_entries_listed", "search_entries", ["campaign", "kind", "place"])
    op.create_table(
        "search_tags",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("facet", sa.String(12), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["search_entries.id"],
            name=op.f("fk_search_tags_entry_id_search_entries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entry_id", "facet", "value", name=op.f("pk_search_tags")),
    )
    op.create_index("ix_search_tags_found", "search_tags", ["facet", "value", "entry_id"])
    if op.get_bind().dialect.name == "postgresql":
        words = sa.text("array_to_tsvector(string_to_array(tokens, ' '))")
        op.create_index("ix_search_entries_words", "search_entries", [words], postgresql_using="gin")
    else:
        for statement in _ON_SQLITE:
            op.execute(statement)


def downgrade() -> None:
    """Nothing is lost: all of it is made from the snapshot."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TABLE {_WORDS}")
    op.drop_table("search_tags")
    op.drop_table("search_entries")
    op.execute("DELETE FROM followers WHERE name = 'search'")
