"""The tables of people: users, what they may be (grants), invitations, recovery codes, throttle.

No rule lives here but those the database itself holds: two different administrators behind a role
that needs them, and a State where a role is a State's.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pledge_site.db import db

_NEEDS_SECOND = "('reviewer', 'administrator', 'focal_point')"
_OPEN = text("ended_at IS NULL")


class User(db.Model):
    """A person with an account. Never a child, never a mere contact of a State."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    # In lower case, NFC: one address, one account.
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    office: Mapped[str] = mapped_column(String(160), default="")
    language: Mapped[str] = mapped_column(String(2))
    password_hash: Mapped[str] = mapped_column(String(255))
    # Every session carries it: a new one ends them all.
    uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    # Encrypted with SECOND_FACTOR_KEY; empty until the first code was right.
    totp_secret: Mapped[str | None] = mapped_column(Text)
    # The step of the last code taken: no code opens the door twice.
    totp_counter: Mapped[int | None]
    created_at: Mapped[datetime]
    last_sign_in_at: Mapped[datetime | None]
    ends_on: Mapped[date | None]

    grants: Mapped[list["Grant"]] = relationship(
        back_populates="user", foreign_keys="Grant.user_id", order_by="Grant.id"
    )

    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)


class Grant(db.Model):
    """A role that a person holds, or has held, and the two who gave it."""

    __tablename__ = "grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[str] = mapped_column(String(24))
    state: Mapped[str | None] = mapped_column(String(3))
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    # From the command line, before there were two administrators, or in a demonstration.
    founding: Mapped[bool] = mapped_column(default=False)
    granted_at: Mapped[datetime]
    until: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="grants", foreign_keys=[user_id])

    __table_args__ = (
        CheckConstraint(
            "granted_by IS NULL OR confirmed_by IS NULL OR granted_by <> confirmed_by",
            name="two_people",
        ),
        CheckConstraint(
            f"role NOT IN {_NEEDS_SECOND} OR confirmed_by IS NOT NULL OR founding", name="second"
        ),
        CheckConstraint("NOT founding OR granted_by IS NULL", name="founding"),
        CheckConstraint(
            "(granted_by IS NULL OR granted_by <> user_id)"
            " AND (confirmed_by IS NULL OR confirmed_by <> user_id)",
            name="not_oneself",
        ),
        CheckConstraint("(role = 'focal_point') = (state IS NOT NULL)", name="state"),
        Index(
            "uq_grants_open",
            "user_id",
            "role",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )


class Invitation(db.Model):
    """A role offered to an address: single use, 72 hours, confirmed by a second person if need be.

    The secret of its link is derived, never kept: see `links.py`.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    office: Mapped[str] = mapped_column(String(160), default="")
    role: Mapped[str] = mapped_column(String(24))
    state: Mapped[str | None] = mapped_column(String(3))
    language: Mapped[str] = mapped_column(String(2))
    # Where the State's letter that names this person is filed.
    credentials: Mapped[str | None] = mapped_column(String(200))
    ends_on: Mapped[date | None]
    # The account that the role is added to, or that was made from it.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    # The role that this one takes the place of, when a role or State is changed.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("grants.id"))
    founding: Mapped[bool] = mapped_column(default=False)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    # When the link began to work; 72 hours run from here.
    confirmed_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    __table_args__ = (
        CheckConstraint(
            "invited_by IS NULL OR confirmed_by IS NULL OR invited_by <> confirmed_by",
            name="two_people",
        ),
        CheckConstraint(
            f"role NOT IN {_NEEDS_SECOND} OR confirmed_at IS NULL"
            " OR confirmed_by IS NOT NULL OR founding",
            name="second",
        ),
        CheckConstraint(
            "role <> 'focal_point' OR confirmed_at IS NULL OR credentials IS NOT NULL",
            name="credentials",
        ),
        CheckConstraint("used_at IS NULL OR confirmed_at IS NOT NULL", name="used_confirmed"),
        CheckConstraint("NOT founding OR invited_by IS NULL", name="founding"),
        CheckConstraint("(role = 'focal_point') = (state IS NOT NULL)", name="state"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )


class RecoveryCode(db.Model):
    """A code on paper that stands in once for the second factor. Only a keyed hash is kept."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class SignInAttempt(db.Model):
    """One try at a door. `bucket` is a keyed hash of an address, a network place, or both."""

    __tablename__ = "sign_in_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_sign_in_attempts_bucket_at", "bucket", "at"),)


class SecondFactorReset(db.Model):
    """A lost second factor: one called back at the number on file, another agrees."""

    __tablename__ = "second_factor_resets"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> proposed_by", name="two_people"),
        CheckConstraint(
            "proposed_by <> user_id AND (confirmed_by IS NULL OR confirmed_by <> user_id)",
            name="not_oneself",
        ),
    )
