"""Workshops and what groups said in them. No column holds anything of one child, only of a group.

What a group said stands in `contributions`; a telling of harm never does: it goes to `disclosures`,
which the drafting desk and receipts don't read. Why it is laid so: docs/adr/0017.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pledge_site.db import db


class PartnerOrganisation(db.Model):  # type: ignore[name-defined]
    """An organisation that holds workshops: a code, and its name once it agrees to be named."""

    __tablename__ = "partner_organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    named_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    named_at: Mapped[datetime | None]


class Workshop(db.Model):  # type: ignore[name-defined]
    """A time at which a group of at least five children spoke, as bands; its consent, its codes."""

    __tablename__ = "workshops"
    __table_args__ = (
        CheckConstraint("age_band IN ('10-12', '13-15', '16-17')", name="age_band"),
        CheckConstraint("size_band IN ('5-9', '10-19', '20+')", name="size_band"),
        CheckConstraint("length(month) = 7", name="month"),
        CheckConstraint("origin IN ('page', 'paper', 'csv', 'device', 'demo')", name="origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Given by the form or the device before it is sent: the same key again is the same workshop.
    key: Mapped[str] = mapped_column(String(32), unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    country: Mapped[str] = mapped_column(String(3))
    month: Mapped[str] = mapped_column(String(7))
    language: Mapped[str] = mapped_column(String(35))
    age_band: Mapped[str] = mapped_column(String(5))
    size_band: Mapped[str] = mapped_column(String(5))
    method: Mapped[str] = mapped_column(String(12))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner_organisations.id"))
    origin: Mapped[str] = mapped_column(String(6))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    recorded_at: Mapped[datetime]
    # Assent of the children and consent of those who look after them, attested by the facilitator.
    attested_at: Mapped[datetime]
    may_website: Mapped[bool]
    may_press: Mapped[bool]
    may_read_aloud: Mapped[bool]
    may_translate: Mapped[bool]
    consent_until: Mapped[date]
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)
    withdrawal_hash: Mapped[str] = mapped_column(String(64), unique=True)
    withdrawn_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    contributions: Mapped[list["Contribution"]] = relationship(
        back_populates="workshop", order_by="Contribution.position"
    )
    partner: Mapped[PartnerOrganisation | None] = relationship()


class Contribution(db.Model):  # type: ignore[name-defined]
    """One thing that a group said, in its own language, and what became of it.

    `raw_words` are as typed in; `words` as a person let them pass (names taken out), None before.
    Both are None once it is withdrawn and erased; the fate stays.
    """

    __tablename__ = "contributions"
    __table_args__ = (
        UniqueConstraint("workshop_id", "position"),
        CheckConstraint("kind IN ('concern', 'idea', 'sentence', 'question')", name="kind"),
        CheckConstraint("standing IN ('to_check', 'cleared', 'withdrawn')", name="standing"),
        CheckConstraint(
            "fate IS NULL OR fate IN ('word_for_word', 'idea', 'merged', 'not_used', 'withdrawn')",
            name="fate",
        ),
        CheckConstraint("standing <> 'cleared' OR words IS NOT NULL", name="cleared_words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(35))
    raw_words: Mapped[str | None] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text)
    standing: Mapped[str] = mapped_column(String(10))
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    checked_at: Mapped[datetime | None]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("drafting_rounds.id"), index=True)
    fate: Mapped[str | None] = mapped_column(String(14))
    # Why, for a child to read, by language.
    reasons: Mapped[dict[str, str]] = mapped_column(default=dict)
    fated_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    fated_at: Mapped[datetime | None]
    # The same as it stood when a version was last published: what the group and the world are told.
    told_fate: Mapped[str | None] = mapped_column(String(14))
    told_reasons: Mapped[dict[str, str]] = mapped_column(default=dict)

    workshop: Mapped[Workshop] = relationship(back_populates="contributions")
    translations: Mapped[list["ContributionTranslation"]] = relationship(
        cascade="all, delete-orphan", order_by="ContributionTranslation.language"
    )
    links: Mapped[list["ContributionLink"]] = relationship(cascade="all, delete-orphan")


class ContributionTranslation(db.Model):  # type: ignore[name-defined]
    """What a group said in one of the six languages, translated by an adult, marked as such."""

    __tablename__ = "contribution_translations"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]


class ContributionLink(db.Model):  # type: ignore[name-defined]
    """Into which version of a clause a contribution went; `span` names its words there, if any."""

    __tablename__ = "contribution_links"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), primary_key=True)
    clause_version_id: Mapped[int] = mapped_column(
        ForeignKey("clause_versions.id"), primary_key=True, index=True
    )
    span: Mapped[str] = mapped_column(String(20), primary_key=True, default="")


class Disclosure(db.Model):  # type: ignore[name-defined]
    """A telling of harm, for safeguarding officers alone. Its words go 30 days after a decision."""

    __tablename__ = "disclosures"
    __table_args__ = (
        CheckConstraint("stage IN ('first', 'second', 'administrators')", name="stage"),
        CheckConstraint(
            "outcome IS NULL OR outcome IN ('referred', 'advised', 'known', 'no_harm')",
            name="outcome",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # That of what was typed in: the same telling sent twice is one.
    key: Mapped[str] = mapped_column(String(32), unique=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id"), index=True)
    language: Mapped[str] = mapped_column(String(35))
    words: Mapped[str | None] = mapped_column(Text)
    reported_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reported_at: Mapped[datetime]
    due_at: Mapped[datetime]
    stage: Mapped[str] = mapped_column(String(14), default="first")
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    taken_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(String(10))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]


class Suppression(db.Model):  # type: ignore[name-defined]
    """What was withdrawn, by key, and nothing else of it: applied again after a restore."""

    __tablename__ = "suppressions"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]
