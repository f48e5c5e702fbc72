"""Makes the people that tests of accounts start from."""

from datetime import UTC, date, datetime

from pledge_site.db import db, write
from pledge_site.domain.accounts import queries, service
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.demonstration import Persona, make_demonstration_user, prepare
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.accounts.offers import Offer
from pledge_site.kernel import clock

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
KEYS = Keys("a secret that only the tests know about", "another secret that only tests know")
PASSWORD = "anchor violin tulip kayak"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def person(role: str, name: str, state: str | None = None, language: str = "en") -> User:
    """Make someone with a whole account."""
    email = f"{name.lower()}@example.org"
    sealed = prepare(Persona(email, name, role, language, PASSWORD, SECRET, state=state), KEYS)
    with write():
        return make_demonstration_user(sealed, demonstration=True, now=clock.now())


def actor(user: User, now: datetime | None = None) -> Actor:
    """Make the actor that someone is."""
    return queries.actor_of(user, now or clock.now())


def administrators() -> tuple[Actor, Actor]:
    """Make the two administrators that most rules speak of."""
    return actor(person("administrator", "Ada")), actor(person("administrator", "Bo"))


def offer(role: str = "translator", email: str = "guest@example.org", **more: object) -> Offer:
    """Make an offer without faults, whatever the role."""
    values: dict[str, object] = {"language": "fr", "name": "Guest"} | more
    if role == "focal_point":
        values = {"state": "GHA", "credentials": "Note 12 of the Mission"} | values
    return Offer(email=email, role=role, **values)  # type: ignore[arg-type]


def invited(by: Actor | None, now: datetime = NOW, **more: object) -> Invitation:
    """Invite someone, in a transaction of its own."""
    with write():
        return service.invite(offer(**more), actor=by, now=now)  # type: ignore[arg-type]


def confirmed(invitation: Invitation, by: Actor, now: datetime = NOW, **more: str) -> Invitation:
    """Confirm an invitation, in a transaction of its own."""
    number = invitation.id
    with write():
        return service.confirm_invitation(number, actor=by, now=now, **more)


def accepted(token: str, now: datetime = NOW) -> User:
    """Accept an invitation, in a transaction of its own."""
    with write():
        return service.accept(token, name="Guest", password_hash="x", keys=KEYS, now=now)


def count(model: type) -> int:
    """Count the rows of a table."""
    return db.session.query(model).count()


TOMORROW = date(2026, 11, 25)
