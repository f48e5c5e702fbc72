"""Reads of people and invitations. Nothing is changed here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import Grant, Invitation, RecoveryCode, User
from pledge_site.domain.accounts.roles import ADMINISTRATOR, FOCAL_POINT, lasts
from pledge_site.kernel.refusals import NotFound


def user_by_email(email: str) -> User | None:
    """Find a person by normalised address."""
    return db.session.scalar(
        select(User).where(User.email == email).options(selectinload(User.grants))
    )


def user_by_uniquifier(uniquifier: str) -> User | None:
    """Find the person that a session belongs to."""
    return (
        db.session.scalars(
            select(User).where(User.uniquifier == uniquifier).options(joinedload(User.grants))
        )
        .unique()
        .one_or_none()
    )


def user(user_id: int) -> User:
    """Fetch a person.

    :raises NotFound: there is none with this id.
    """
    found = db.session.get(User, user_id)
    if found is None:
        raise NotFound()
    return found


def live_grants(person: User, now: datetime) -> list[Grant]:
    """List the grants of a person that hold at a moment."""
    return [grant for grant in person.grants if lasts(grant.until, grant.ended_at, now)]


def may_enter(person: User, now: datetime) -> bool:
    """Say whether an account is open: active, not past its last day, with a role that holds."""
    in_time = person.ends_on is None or now.date() <= person.ends_on
    return person.active and in_time and bool(live_grants(person, now))


def actor_of(person: User, now: datetime) -> Actor:
    """Make the actor that a person is at a moment."""
    grants = live_grants(person, now)
    return Actor(
        user_id=person.id,
        roles=frozenset(grant.role for grant in grants),
        state=next((grant.state for grant in grants if grant.role == FOCAL_POINT), None),
        language=person.language,
        last_day=person.ends_on,
    )


def names(user_ids: Collection[int]) -> dict[int, str]:
    """Return the names of some people, by id; for nobody nothing is asked."""
    if not user_ids:
        return {}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row.id: row.name for row in rows}


def everybody() -> list[tuple[int, str]]:
    """List everybody with an account by id and name, in the order of names."""
    rows = db.session.execute(select(User.id, User.name).order_by(User.name, User.id))
    return [(row.id, row.name) for row in rows]


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom a list of people shows: a role or State that they hold, whether they can enter, a name.

    `open` is ``""`` for everybody, ``open``, ``suspended``, ``over`` (their last day has passed, or
    no role holds), ``never`` (they have not signed in yet).
    """

    role: str = ""
    state: str = ""
    open: str = ""
    name: str = ""


OPENNESS = ("open", "suspended", "over", "never")


def people(
    sought: Sought, now: datetime, *, page: int = 1, size: int = 50
) -> tuple[Sequence[User], int]:
    """List people by name, a page of them; and how many there are in all."""
    wanted = select(User).where(*_sought(sought, now))
    count = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = wanted.order_by(User.name, User.id).options(selectinload(User.grants))
    return db.session.scalars(rows.offset((page - 1) * size).limit(size)).all(), count


def _sought(sought: Sought, now: datetime) -> list[ColumnElement[bool]]:
    today = now.date()
    holds = [
        Grant.user_id == User.id,
        Grant.ended_at.is_(None),
        or_(Grant.until.is_(None), Grant.until >= today),
    ]
    found: list[ColumnElement[bool]] = []
    if sought.role or sought.state:
        held = [Grant.role == sought.role] if sought.role else []
        held += [Grant.state == sought.state] if sought.state else []
        found.append(exists().where(*holds, *held))
    in_time = and_(or_(User.ends_on.is_(None), User.ends_on >= today), exists().where(*holds))
    openness: dict[str, list[ColumnElement[bool]]] = {
        "open": [User.active.is_(True), in_time],
        "suspended": [User.active.is_(False)],
        "over": [User.active.is_(True), not_(in_time)],
        "never": [User.last_sign_in_at.is_(None)],
    }
    found += openness.get(sought.open, [])
    if sought.name:
        named = (User.name, User.email, User.office)
        found.append(or_(*(column.icontains(sought.name, autoescape=True) for column in named)))
    return found


def open_invitations(now: datetime) -> Sequence[Invitation]:
    """List invitations that wait for a second person or for their guest, newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            or_(Invitation.expires_at.is_(None), Invitation.expires_at > now),
        )
        .order_by(Invitation.id.desc())
    ).all()


def administrators(now: datetime) -> int:
    """Count the administrators who can act at a moment."""
    rows = db.session.scalars(
        select(User)
        .join(Grant, Grant.user_id == User.id)
        .where(Grant.role == ADMINISTRATOR, Grant.ended_at.is_(None), User.active)
        .options(selectinload(User.grants))
    ).unique()
    return sum(actor_of(row, now).has(ADMINISTRATOR) and may_enter(row, now) for row in rows)


def recovery_codes_left(user_id: int) -> int:
    """Count the recovery codes that a person has not used yet."""
    rows = select(RecoveryCode.id).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return len(db.session.scalars(rows).all())
