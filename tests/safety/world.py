"""One register with something of everything in it, and who may ask for what: for the matrix.

Here stands, by hand, who may enter which room; the program's own table is held against it. A route
in a room that is not named here, or with a part of its address that is not, fails the matrix.
"""

from dataclasses import dataclass, field

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.routing import Rule

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.web.edge.current import refresh
from tests import making
from tests.checking_client import CheckingClient
from tests.safety.furnishing import ANOTHERS, OWN, PARTS, UNKNOWN

NOBODY = "nobody"
EVERY_ROLE = frozenset(ROLES)
SECRETARIAT = EVERY_ROLE - {"focal_point", "facilitator"}
# Start of an address to the roles that may enter there; the longest that fits counts.
ROOMS: dict[str, frozenset[str]] = {
    "/<lang>/account/": EVERY_ROLE,
    "/<lang>/portal/": frozenset({"focal_point"}),
    "/<lang>/workshops/": frozenset({"facilitator"}),
    "/<lang>/secretariat/": SECRETARIAT,
    "/<lang>/secretariat/audit/": frozenset({"administrator", "reviewer"}),
    "/<lang>/secretariat/audit/export/": frozenset({"administrator"}),
    "/<lang>/secretariat/campaigns/": frozenset({"administrator"}),
    "/<lang>/secretariat/cases/": frozenset({"reviewer"}),
    "/<lang>/secretariat/contacts/": frozenset({"administrator"}),
    "/<lang>/secretariat/drafting/": frozenset({"drafter"}),
    "/<lang>/secretariat/ledger/": frozenset({"administrator", "reviewer"}),
    "/<lang>/secretariat/mails/": frozenset({"administrator"}),
    "/<lang>/secretariat/people/": frozenset({"administrator"}),
    "/<lang>/secretariat/press/": frozenset({"press_officer"}),
    "/<lang>/secretariat/proposals/": frozenset({"reviewer"}),
    "/<lang>/secretariat/run-of-show/": frozenset({"reviewer"}),
    "/<lang>/secretariat/statements/": frozenset({"reviewer"}),
    "/<lang>/secretariat/safeguarding/": frozenset({"administrator", "safeguarding_officer"}),
    "/<lang>/secretariat/words/": frozenset({"drafter", "safeguarding_officer"}),
    "/<lang>/secretariat/switches/": frozenset({"administrator"}),
    "/<lang>/secretariat/partners/": frozenset({"administrator"}),
    "/<lang>/secretariat/translations/": frozenset({"reviewer", "translator"}),
}
_NUMBER = 987_654
# What every form of the program that has one knows how to read.
FORM = {
    "answer": "confirm", "called_back": "1", "credentials": "Note 12", "edit": "1",
    "key": "k" * 24, "on": "1", "partner": "GHA-2", "place": "1", "reason": "A reason.",
    "standing": "submitted", "to": "up",
}  # fmt: skip


@dataclass
class World:
    """The people, and the id of one thing of each kind."""

    people: dict[str, Actor]
    ids: dict[str, dict[str, object]] = field(default_factory=dict)


def make() -> World:
    """Fill the register: people of each role, and what `furnishing.py` puts into each room."""
    making.campaign()
    people = {role: making.person(role, "GHA" if role == "focal_point" else None) for role in ROLES}
    official = making.focal_point("FRA")
    ids: dict[str, dict[str, object]] = {}
    for part in PARTS:
        ids |= part(people, official)
    drain([SNAPSHOTS])
    refresh()
    return World(people, ids)


# Parts of an address that are nobody's in particular.
_STAND_INS: dict[str, object] = {
    "clause_id": "c1", "campaign": "sid-2027", "filename": "sid-2027.zip", "iso3": "DEU",
    "kit": "sid-2027", "lang": "en", "name": "help", "number": 1, "pack": "guide",
    "position": 1, "receipt": "none", "reference": "GP-SID27-DEU", "slug": "sid-2027",
    "target": "fr", "token": "none",
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
