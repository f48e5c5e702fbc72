"""The tables of pledges: pledge, versions, answers, letters, change requests, proposals."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.pledges.workflow import OPEN, STANDINGS
from pledge_site.domain.texts.models import Clause, TextVersion


def _listed(values: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


class Pledge(db.Model):  # type: ignore[name-defined]
    """A pledge in a campaign; its words and its standing are in its versions.

    `state` is the State whose own pledge it is, or the one that drafts a joint pledge; the others
    of a joint pledge are its partners.
    """

    __tablename__ = "pledges"
    __table_args__ = (
        CheckConstraint("kind IN ('own', 'joint')", name="kind"),
        Index(
            "uq_pledges_own",
            "campaign_id",
            "state",
            unique=True,
            sqlite_where=text("kind = 'own'"),
            postgresql_where=text("kind = 'own'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    kind: Mapped[str] = mapped_column(String(8), default="own")
    state: Mapped[str] = mapped_column(String(3), index=True)
    reference: Mapped[str | None] = mapped_column(String(40), unique=True)

    campaign: Mapped[Campaign] = relationship()
    versions: Mapped[list["PledgeVersion"]] = relationship(
        back_populates="pledge", order_by="PledgeVersion.number"
    )
    partners: Mapped[list["Partner"]] = relationship(order_by="Partner.state")


class PledgeVersion(db.Model):  # type: ignore[name-defined]
    """One version: edited while it is open, unchanged from its publication on.

    `number` counts all versions and stays inside; `public_number` counts published ones.
    `edit` grows with each save, so that a stale form is seen.
    """

    __tablename__ = "pledge_versions"
    __table_args__ = (
        UniqueConstraint("pledge_id", "number"),
        UniqueConstraint("pledge_id", "public_number"),
        CheckConstraint(f"standing IN ({_listed(STANDINGS)})", name="standing"),
        CheckConstraint("checked_by IS NULL OR checked_by <> submitted_by", name="checker"),
        CheckConstraint("published_by IS NULL OR published_by <> submitted_by", name="publisher"),
        CheckConstraint("published_by IS NULL OR published_by <> checked_by", name="four_eyes"),
        CheckConstraint(
            "cleared_by IS NULL OR (cleared_by <> checked_by AND cleared_by <> submitted_by)",
            name="cleared_by_another",
        ),
        CheckConstraint("cleared_action IN ('announce', 'deposit')", name="cleared_action"),
        Index(
            "uq_pledge_versions_open",
            "pledge_id",
            unique=True,
            sqlite_where=text(f"standing IN ({_listed(sorted(OPEN))})"),
            postgresql_where=text(f"standing IN ({_listed(sorted(OPEN))})"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    number: Mapped[int]
    public_number: Mapped[int | None]
    standing: Mapped[str] = mapped_column(String(16), index=True)
    held_from: Mapped[str | None] = mapped_column(String(16))
    text_version_id: Mapped[int] = mapped_column(ForeignKey("text_versions.id"))
    edit: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))

    language: Mapped[str] = mapped_column(String(2), default="en")
    message: Mapped[str] = mapped_column(Text, default="")
    child_readable: Mapped[str] = mapped_column(Text, default="")
    amendment_reason: Mapped[str] = mapped_column(Text, default="")
    withdrawal_reason: Mapped[str] = mapped_column(Text, default="")
    hold_reason: Mapped[str] = mapped_column(Text, default="")

    instrument_kind: Mapped[str] = mapped_column(String(20), default="")
    instrument_reference: Mapped[str] = mapped_column(String(100), default="")
    instrument_on: Mapped[date | None]
    instrument_place: Mapped[str] = mapped_column(String(200), default="")
    instrument_link: Mapped[str] = mapped_column(Text, default="")
    signatory_name: Mapped[str] = mapped_column(String(200), default="")
    signatory_office: Mapped[str] = mapped_column(String(200), default="")
    # The letter that follows an announcement: the same fields, public from the deposit on.
    deposit_instrument: Mapped[dict[str, Any]] = mapped_column(default=dict)

    receipt: Mapped[str | None] = mapped_column(String(20), unique=True)
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    announced_at: Mapped[datetime | None]
    deposited_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None]
    salt: Mapped[str] = mapped_column(String(32))
    content_hash: Mapped[str | None] = mapped_column(String(64))

    # What publication waits for: a moment, a place in the run of show, other States' deposits.
    release_at: Mapped[datetime | None]
    run_order: Mapped[int | None]
    condition: Mapped[dict[str, Any] | None]
    # The second reviewer's decision, taken before the moment has come.
    cleared_action: Mapped[str | None] = mapped_column(String(10))
    cleared_at: Mapped[datetime | None]
    cleared_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    pledge: Mapped[Pledge] = relationship(back_populates="versions")
    text_version: Mapped[TextVersion] = relationship()
    answers: Mapped[list["ClauseAnswer"]] = relationship(
        cascade="all, delete-orphan", back_populates="version"
    )
    commitments: Mapped[list[Commitment]] = relationship(
        cascade="all, delete-orphan", order_by=Commitment.position
    )
    letters: Mapped[list["Letter"]] = relationship(order_by="Letter.id", back_populates="version")
    change_requests: Mapped[list["ChangeRequest"]] = relationship(order_by="ChangeRequest.id")
    proposals: Mapped[list["Proposal"]] = relationship(order_by="Proposal.id")
    translations: Mapped[list[Any]] = relationship(
        "Translation", cascade="all, delete-orphan", order_by="Translation.language"
    )


class Partner(db.Model):  # type: ignore[name-defined]
    """A State that is asked to join another's draft: it counts once its own focal point confirms.

    `confirmed_hash` is the content that was confirmed; other words need another confirmation.
    """

    __tablename__ = "pledge_partners"

    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(3), primary_key=True)
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_hash: Mapped[str | None] = mapped_column(String(64))
    declined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class Edit(db.Model):  # type: ignore[name-defined]
    """Who has edited a version: none of them may check or publish it, whatever their role is."""

    __tablename__ = "pledge_edits"

    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime]


class ClauseAnswer(db.Model):  # type: ignore[name-defined]
    """What a version answers to one clause of the text."""

    __tablename__ = "clause_answers"
    __table_args__ = (
        CheckConstraint("answer IN ('adopt', 'adopt_with_statement', 'not_yet')", name="answer"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clauses.id"), primary_key=True)
    answer: Mapped[str] = mapped_column(String(24))
    statement: Mapped[str] = mapped_column(Text, default="")

    version: Mapped[PledgeVersion] = relationship(back_populates="answers")
    clause: Mapped[Clause] = relationship(lazy="joined", innerjoin=True)


class Letter(db.Model):  # type: ignore[name-defined]
    """The file of an instrument: private, shown to reviewers as pictures of its pages."""

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), index=True)
    kind: Mapped[str] = mapped_column(String(4))
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(100), unique=True)
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    uploaded_at: Mapped[datetime]
    for_deposit: Mapped[bool] = mapped_column(default=False)
    replaced_at: Mapped[datetime | None]

    version: Mapped[PledgeVersion] = relationship(back_populates="letters")


class ChangeRequest(db.Model):  # type: ignore[name-defined]
    """What a reviewer asks to be changed, and where: `part` is an address of `addresses.py`."""

    __tablename__ = "change_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("pledge_versions.id"), index=True)
    part: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Proposal(db.Model):  # type: ignore[name-defined]
    """The first of two hands: what one person proposed and another has to confirm."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("settled_by IS NULL OR settled_by <> proposed_by", name="two_people"),
        CheckConstraint("outcome IN ('confirmed', 'refused', 'lapsed')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(String(20))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("pledge_versions.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    state: Mapped[str] = mapped_column(String(3))
    reason: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(10))
