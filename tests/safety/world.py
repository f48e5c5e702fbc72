"""One register with something of everything in it, and who may ask for what: for the matrix.

Here stands, by hand, who may enter which room; the program's own table is held against it. A route
in a room that is not named here, or with a part of its address that is not, fails the matrix.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from werkzeug.routing import Rule

from pledge_site.db import db, write
from pledge_site.domain.accounts import replacing
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import Grant
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges import translating
from pledge_site.domain.pledges.models import Letter
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel import clock
from pledge_site.web.edge.current import refresh
from tests import making
from tests.checking_client import CheckingClient
from tests.domain.accounts import making as people_making
from tests.domain.contacts.making import contact_of
from tests.domain.pledges import clearing_making

NOBODY = "nobody"
EVERY_ROLE = frozenset(ROLES)
SECRETARIAT = EVERY_ROLE - {"focal_point", "facilitator"}
# Start of an address to the roles that may enter there; the longest that fits counts.
ROOMS: dict[str, frozenset[str]] = {
    "/<lang>/account/": EVERY_ROLE,
    "/<lang>/portal/": frozenset({"focal_point"}),
    "/<lang>/secretariat/": SECRETARIAT,
    "/<lang>/secretariat/audit/": frozenset({"administrator", "reviewer"}),
    "/<lang>/secretariat/audit/export/": frozenset({"administrator"}),
    "/<lang>/secretariat/campaigns/": frozenset({"administrator"}),
    "/<lang>/secretariat/cases/": frozenset({"reviewer"}),
    "/<lang>/secretariat/contacts/": frozenset({"administrator"}),
    "/<lang>/secretariat/ledger/": frozenset({"administrator", "reviewer"}),
    "/<lang>/secretariat/mails/": frozenset({"administrator"}),
    "/<lang>/secretariat/people/": frozenset({"administrator"}),
    "/<lang>/secretariat/press/": frozenset({"press_officer"}),
    "/<lang>/secretariat/proposals/": frozenset({"reviewer"}),
    "/<lang>/secretariat/run-of-show/": frozenset({"reviewer"}),
    "/<lang>/secretariat/statements/": frozenset({"reviewer"}),
    "/<lang>/secretariat/switches/": frozenset({"administrator"}),
    "/<lang>/secretariat/translations/": frozenset({"reviewer", "translator"}),
}
OWN, ANOTHERS, UNKNOWN = "own", "another's", "unknown"
_NUMBER = 987_654
# What every form of the program that has one knows how to read.
FORM = {
    "answer": "confirm", "called_back": "1", "credentials": "Note 12", "edit": "1",
    "key": "k" * 24, "on": "1", "place": "1", "reason": "A reason.", "standing": "submitted",
    "to": "up",
}  # fmt: skip


@dataclass
class World:
    """The people, and the id of one thing of each kind."""

    people: dict[str, Actor]
    ids: dict[str, dict[str, object]] = field(default_factory=dict)


def make() -> World:
    """Fill the register: pledges of each kind of standing, people of each role, what waits."""
    making.campaign()
    people = {role: making.person(role, "GHA" if role == "focal_point" else None) for role in ROLES}
    drafted = making.draft(people["focal_point"], making.campaign_id())
    making.fill(people["focal_point"], drafted)
    official = making.focal_point("FRA")
    handed_in = making.submitted("FRA", by=official)
    cleared = clearing_making.cleared("TGO")
    minister = making.focal_point("DEU")
    public = making.deposited("DEU", by=minister)
    with write():
        proposal = making.ask_withdrawal(minister, public).id
    other = making.person("administrator")
    invitation = people_making.invited(other, clock.now(), role="drafter").id
    contact = contact_of("DEU")
    # The number at which its focal point is called back.
    contact_of("FRA")
    with write():
        reset = replacing.propose(
            official.user_id, called_back=True, actor=other, now=clock.now()
        ).id
        mail = _given_up()
        translating.save(
            other, public, "fr", expected="", at=clock.now(),
            values={"message": "Nous promettons.", "child_readable": ""},
        )  # fmt: skip
    drain([SNAPSHOTS])
    refresh()
    letter = db.session.scalars(select(Letter.id).where(Letter.version_id == handed_in)).one()
    grant = db.session.scalars(select(Grant.id).where(Grant.user_id == official.user_id)).one()
    return World(
        people,
        {
            "portal.version_id": {OWN: drafted, ANOTHERS: handed_in},
            # The secretariat's own are those handed in; a draft is its State's alone.
            "secretariat.version_id": {OWN: handed_in, ANOTHERS: drafted},
            # Translators have what is public, and nothing before.
            **{
                f"secretariat.{each}.version_id": {OWN: public, ANOTHERS: drafted}
                for each in (
                    "translation",
                    "save_translation",
                    "approve_translation",
                    "take_translation_back",
                )
            },
            **{
                f"secretariat.{each}.version_id": {OWN: cleared, ANOTHERS: drafted}
                for each in ("release_now", "move_in_show", "recall")
            },
            "letter_id": {OWN: letter},
            "proposal_id": {OWN: proposal},
            "mail_id": {OWN: mail},
            "contact_id": {OWN: contact},
            "slug": {OWN: "sid-2027", UNKNOWN: "nothing"},
            "resets.number": {OWN: official.user_id},
            "people.confirm.number": {OWN: invitation},
            "people.revoke.number": {OWN: invitation},
            "person.number": {OWN: official.user_id},
            "person.change.number": {OWN: grant},
            "person.end_role.number": {OWN: grant},
            "person.propose_change.number": {OWN: grant},
            "reset": {OWN: reset},
            "switch": {OWN: "live_off", UNKNOWN: "nothing"},
        },
    )


def _given_up() -> int:
    mail = Mail(
        template="receipt", about="pledge:1", address="office@example.org", language="en",
        facts={}, message_id="<one@example.org>", created_at=clock.now(), due_at=clock.now(),
        failed_at=clock.now() - timedelta(minutes=1), last_error="refused",
    )  # fmt: skip
    db.session.add(mail)
    db.session.flush()
    return mail.id


# Parts of an address that are nobody's in particular.
_STAND_INS: dict[str, object] = {
    "clause_id": "c1", "campaign": "sid-2027", "filename": "sid-2027.zip", "iso3": "DEU",
    "kit": "sid-2027", "lang": "en", "name": "help", "number": 1, "position": 1,
    "receipt": "none", "reference": "GP-SID27-DEU", "slug": "sid-2027", "target": "fr", "token": "none",
}  # fmt: skip


def addresses(app: Flask, world: World, rule: Rule) -> dict[str, str]:
    """Return the paths of a rule: of one's own thing, of another's, of one that isn't there.

    A rule without a thing in it has one path, which is one's own.
    """
    known = {name: _things(world, rule.endpoint, name) for name in rule.arguments}
    owned = {name: things for name, things in known.items() if things}
    rest = {name: _stand_in(rule, name) for name in set(rule.arguments) - set(owned)}
    kinds = [OWN, *([ANOTHERS] if any(ANOTHERS in each for each in owned.values()) else [])]
    if owned:
        kinds.append(UNKNOWN)
    adapter = app.url_map.bind("localhost")
    return {
        kind: adapter.build(
            rule.endpoint,
            rest | {name: _of(things, kind) for name, things in owned.items()},
        )
        for kind in kinds
    }


def _things(world: World, endpoint: str, name: str) -> dict[str, object]:
    room = endpoint.partition(".")[0]
    for key in (f"{endpoint}.{name}", f"{room}.{name}"):
        if key in world.ids:
            return world.ids[key]
    return {} if room == "public" else world.ids.get(name, {})


def _of(things: dict[str, object], kind: str) -> object:
    return things.get(kind, _NUMBER if kind == UNKNOWN else things[OWN])


def _stand_in(rule: Rule, name: str) -> object:
    assert name in _STAND_INS, f"say in {__name__} what stands for {name} in {rule.rule}"
    return _STAND_INS[name]


def allowed(rule: Rule) -> frozenset[str]:
    """Return the roles that may ask for a guarded rule, by the table above."""
    rooms = [start for start in ROOMS if rule.rule.startswith(start)]
    assert rooms, f"say in {__name__} who may enter {rule.rule}"
    return ROOMS[max(rooms, key=len)]


def enter(app: Flask, client: CheckingClient, actor: Actor | None) -> dict[str, str]:
    """Sign a client in (or not), and return the headers with which its forms count as ours."""
    if actor:
        making.sign_in(client, actor)
    with client.session_transaction() as session:
        session["csrf_token"] = "raw"
    token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps("raw")
    return {"X-CSRF-Token": str(token)}
