"""The text of a pledge, its immutable versions, and clauses that keep their id across them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pledge_site.db import db


class PledgeText(db.Model):  # type: ignore[name-defined]
    """The text that belongs to a campaign."""

    __tablename__ = "texts"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), unique=True)

    versions: Mapped[list["TextVersion"]] = relationship(
        back_populates="text", order_by="TextVersion.number"
    )


class TextVersion(db.Model):  # type: ignore[name-defined]
    """One published wording of the whole text. Titles and preambles are per language."""

    __tablename__ = "text_versions"
    __table_args__ = (UniqueConstraint("text_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    drafted_in: Mapped[str] = mapped_column(String(2))
    titles: Mapped[dict[str, str]]
    preambles: Mapped[dict[str, str]]
    # None while it is a draft: only then may it change.
    published_at: Mapped[datetime | None]
    # Counts the saves of its title and preamble: who saves an older state is told.
    revision: Mapped[int] = mapped_column(default=0)
    started_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    started_at: Mapped[datetime | None]

    text: Mapped[PledgeText] = relationship(back_populates="versions")
    clauses: Mapped[list["ClauseVersion"]] = relationship(
        back_populates="text_version", order_by="ClauseVersion.position"
    )


class Clause(db.Model):  # type: ignore[name-defined]
    """A clause as such: only its id, which it keeps while its words change."""

    __tablename__ = "clauses"
    __table_args__ = (UniqueConstraint("text_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    key: Mapped[str] = mapped_column(String(12))


class ClauseVersion(db.Model):  # type: ignore[name-defined]
    """The words of a clause in one version of the text, per language.

    Where children's own words stand in a body, they are a marked span: `markup.py`.
    """

    __tablename__ = "clause_versions"
    __table_args__ = (
        UniqueConstraint("text_version_id", "clause_id"),
        UniqueConstraint("text_version_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_version_id: Mapped[int] = mapped_column(ForeignKey("text_versions.id"))
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"))
    position: Mapped[int]
    headings: Mapped[dict[str, str]]
    bodies: Mapped[dict[str, str]]
    # The same for a child of ten to read.
    child_bodies: Mapped[dict[str, str]] = mapped_column(default=dict)
    # Where adults wrote the clause: why, by language; else empty.
    adults_reasons: Mapped[dict[str, str]] = mapped_column(default=dict)
    revision: Mapped[int] = mapped_column(default=0)

    text_version: Mapped[TextVersion] = relationship(back_populates="clauses")
    clause: Mapped[Clause] = relationship(lazy="joined", innerjoin=True)
