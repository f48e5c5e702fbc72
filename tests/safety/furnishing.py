"""The things that stand in the world of the matrix, room by room: whose is which, by id.

Each part is handed the people and the official of France, whose pledge was handed in; it returns,
by part of an address (with its endpoint or room in front where that matters), the id of an own
thing, of another's, of one that isn't there.
"""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.accounts import replacing
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import Grant
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.models import Letter, Pledge
from pledge_site.domain.pledges.reviewing import translating
from pledge_site.domain.pledges.writing import previews
from pledge_site.domain.workshops.models import PartnerOrganisation
from pledge_site.kernel import clock
from tests import making
from tests.domain.accounts import making as people_making
from tests.domain.contacts.making import contact_of
from tests.domain.pledges import clearing_making
from tests.domain.workshops import making as workshops_making
from tests.safety import children_world, drafting_world, joint_world

OWN, ANOTHERS, UNKNOWN = "own", "another's", "unknown"
People = dict[str, Actor]
Ids = dict[str, dict[str, object]]


def _pledges(people: People, official: Actor) -> Ids:
    """A draft of Ghana; a pledge of France, handed in; one of Germany, public, to be withdrawn."""
    drafted = making.draft(people["focal_point"], making.campaign_id())
    making.fill(people["focal_point"], drafted)
    handed_in = making.submitted("FRA", by=official)
    minister = making.focal_point("DEU")
    public = making.deposited("DEU", by=minister)
    with write():
        proposal = making.ask_withdrawal(minister, public).id
        translating.save(
            people["translator"], public, "fr", expected="", at=clock.now(),
            values={"message": "Nous promettons.", "child_readable": ""},
        )  # fmt: skip
        link = previews.make(people["focal_point"], drafted, days=1, at=clock.now())[0].id
    letter = db.session.scalars(select(Letter.id).where(Letter.version_id == handed_in)).one()
    steps = ("translation", "save_translation", "approve_translation", "take_translation_back")
    return {
        "portal.version_id": {OWN: drafted, ANOTHERS: handed_in},
        # The secretariat's own are those handed in; a draft is its State's alone.
        "secretariat.version_id": {OWN: handed_in, ANOTHERS: drafted},
        # Translators have what is public, and nothing before.
        **{f"secretariat.{each}.version_id": {OWN: public, ANOTHERS: drafted} for each in steps},
        "letter_id": {OWN: letter},
        "link_id": {OWN: link},
        "proposal_id": {OWN: proposal},
        "mail_id": {OWN: _given_up(handed_in)},
        "slug": {OWN: "sid-2027", UNKNOWN: "nothing"},
        **_run_of_show(drafted),
    }


def _run_of_show(drafted: int) -> Ids:
    cleared = clearing_making.cleared("TGO")
    steps = ("release_now", "move_in_show", "recall")
    return {f"secretariat.{each}.version_id": {OWN: cleared, ANOTHERS: drafted} for each in steps}


def _joint(people: People, official: Actor) -> Ids:
    return joint_world.ids(people["focal_point"], official, OWN, ANOTHERS)


def _accounts(_people: People, official: Actor) -> Ids:
    """The official of France, who has lost a second factor; an invitation that waits; contacts."""
    other = making.person("administrator")
    invitation = people_making.invited(other, clock.now(), role="drafter").id
    contact = contact_of("DEU")
    # The number at which its focal point is called back.
    contact_of("FRA")
    with write():
        reset = replacing.propose(
            official.user_id, called_back=True, actor=other, now=clock.now()
        ).id
    grant = db.session.scalars(select(Grant.id).where(Grant.user_id == official.user_id)).one()
    return {
        "contact_id": {OWN: contact},
        "resets.number": {OWN: official.user_id},
        "reset": {OWN: reset},
        "people.confirm.number": {OWN: invitation},
        "people.revoke.number": {OWN: invitation},
        "person.number": {OWN: official.user_id},
        "person.change.number": {OWN: grant},
        "person.end_role.number": {OWN: grant},
        "person.propose_change.number": {OWN: grant},
        "switch": {OWN: "live_off", UNKNOWN: "nothing"},
    }


def _workshops(people: People, _official: Actor) -> Ids:
    """A workshop with something said in it, of this facilitator and of another."""
    ids: Ids = {"workshops.workshop_id": {}, "workshops.contribution_id": {}}
    both = {OWN: people["facilitator"], ANOTHERS: making.person("facilitator")}
    with write():
        db.session.add(PartnerOrganisation(code="GHA-2"))
        for whose, facilitator in both.items():
            group = workshops_making.workshop(facilitator.user_id)
            waiting = workshops_making.contribution(group, standing="to_check")
            ids["workshops.workshop_id"][whose] = group.id
            ids["workshops.contribution_id"][whose] = waiting.id
    return ids


def _drafting(people: People, _official: Actor) -> Ids:
    return drafting_world.ids(people, OWN, ANOTHERS)


def _children(_people: People, _official: Actor) -> Ids:
    return children_world.ids(OWN)


def _given_up(version_id: int) -> int:
    pledge = db.session.scalars(select(Pledge).where(Pledge.state == "FRA")).one()
    with write():
        mail = Mail(
            template="receipt", about="pledge:1", address="office@example.org", language="en",
            facts={"version": version_id, "state": pledge.state}, message_id="<one@example.org>",
            created_at=clock.now(), due_at=clock.now(),
            failed_at=clock.now() - timedelta(minutes=1), last_error="refused",
        )  # fmt: skip
        db.session.add(mail)
        db.session.flush()
        return mail.id


PARTS: tuple[Callable[[People, Actor], Ids], ...] = (
    _pledges,
    _joint,
    _accounts,
    _drafting,
    _workshops,
    _children,
)
