"""Drives pledges through the real services, one act at a time, as chance or a test has it.

An act that the rules refuse changes nothing; that is part of a history too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges.models import Partner, Pledge, PledgeVersion
from pledge_site.domain.pledges.reviewing import review, settlement
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Refused
from tests.domain.pledges import joint_making, making

# Two of them observers, one an island that the map draws as a circle.
STATES = ("GHA", "FRA", "BRA", "TUV", "VAT", "PSE")
OPEN = ("draft", "changes_asked", "submitted", "accepted")


@dataclass
class History:
    """A campaign, its people, and a clock that each act moves by a minute."""

    campaign_id: int = field(default_factory=making.campaign)
    at: datetime = making.NOW
    acts: int = 0
    people: dict[str, Actor] = field(default_factory=dict)

    def person(self, role: str, state: str | None = None) -> Actor:
        """Return the one of a role (of a State), made when first needed."""
        name = state or role
        if name not in self.people:
            self.people[name] = making.person(role.split("-")[0], state)
        return self.people[name]

    def focal(self, state: str) -> Actor:
        return self.person("focal_point", state)

    def do(self, act: str, state: str) -> bool:
        """Do an act for a State; say whether the rules let it."""
        self.acts += 1
        self.at += timedelta(minutes=1)
        db.session.rollback()
        try:
            ACTS[act](self, state)
        except Refused:
            db.session.rollback()
            return False
        return True

    def version(self, state: str, *standings: str) -> PledgeVersion:
        """Return the newest version of a State's pledge with one of some standings.

        :raises Refused: it has none.
        """
        db.session.rollback()
        found = db.session.scalars(
            select(PledgeVersion)
            .join(Pledge)
            .where(Pledge.state == state, PledgeVersion.standing.in_(standings))
            .order_by(PledgeVersion.number.desc())
        ).first()
        if found is None:
            raise Refused("history.no_such_version")
        return found


def _submit(history: History, state: str) -> None:
    actor = history.focal(state)
    with write():
        version_id = drafting.begin(
            actor, history.campaign_id, at=history.at, reason="Our words have changed."
        ).id
    if history.version(state, *OPEN).standing not in ("draft", "changes_asked"):
        raise Refused("history.in_review")
    key = f"act-{history.acts}"
    edit = making.fill(actor, version_id, key=f"letters/{key}", at=history.at)
    with write():
        submission.submit(actor, version_id, expected=edit, key=key, at=history.at)


def _by_reviewer(who: str, service: Callable[..., object], *standings: str, **more: object):
    def act(history: History, state: str) -> None:
        version_id = history.version(state, *standings).id
        actor = history.person(who)
        with write():
            service(actor, version_id, at=history.at, **more)

    return act


def _by_two(action: str, *standings: str):
    def act(history: History, state: str) -> None:
        version_id = history.version(state, *standings).id
        first, second = history.person("reviewer-a"), history.person("reviewer-b")
        with write():
            if action == "withdraw":
                proposal = submission.ask_withdrawal(
                    history.focal(state), version_id, reason="A new law.", at=history.at
                )
            else:
                proposal = review.propose(
                    first, version_id, action, reason="We asked.", at=history.at
                )
            proposal_id = proposal.id
        with write():
            settlement.settle(second, proposal_id, confirm=True, at=history.at)

    return act


def _cancel(history: History, state: str) -> None:
    version_id = history.version(state, *OPEN).id
    actor = history.focal(state)
    with write():
        submission.cancel(actor, version_id, at=history.at)


def _edit(history: History, state: str) -> None:
    version = history.version(state, *OPEN)
    version_id, edit = version.id, version.edit
    actor = history.focal(state)
    with write():
        drafting.save_message(
            actor,
            version_id,
            expected=edit,
            at=history.at,
            values={**making.MESSAGE, "message": f"We promise, {history.acts} times."},
        )


def _joint(history: History, state: str) -> None:
    """Deposit a joint pledge: the next two States are asked, the first of them confirms."""
    first, second = (STATES[(STATES.index(state) + step) % len(STATES)] for step in (1, 2))
    version_id = joint_making.draft(
        history.focal(state), first, second, campaign=history.campaign_id, at=history.at
    )
    joint_making.confirm(history.focal(first), version_id, at=history.at)
    joint_making.submit(history.focal(state), version_id, at=history.at)
    joint_making.publish(
        version_id,
        by=(history.person("reviewer-a"), history.person("reviewer-b")),
        at=history.at,
    )


def _partner(history: History, state: str, *, joined: bool) -> int:
    """Return the newest version of a public joint pledge that a State has joined, or was asked to.

    :raises Refused: there is none.
    """
    db.session.rollback()
    found = db.session.scalars(
        select(PledgeVersion)
        .join(Partner, Partner.pledge_id == PledgeVersion.pledge_id)
        .where(
            Partner.state == state,
            Partner.confirmed_at.is_not(None) if joined else Partner.confirmed_at.is_(None),
            Partner.left_at.is_(None),
            PledgeVersion.standing.in_(("announced", "deposited", "on_hold")),
        )
        .order_by(PledgeVersion.id.desc())
    ).first()
    if found is None:
        raise Refused("history.no_such_version")
    return found.id


def _join(history: History, state: str) -> None:
    version_id = _partner(history, state, joined=False)
    joint_making.confirm(history.focal(state), version_id, at=history.at)
    joint_making.settle(state, version_id, by=history.person("reviewer-a"), at=history.at)


def _leave(history: History, state: str) -> None:
    version_id = _partner(history, state, joined=True)
    joint_making.leave(
        history.focal(state), version_id, by=history.person("reviewer-a"), at=history.at
    )


def _publish(action: str):
    def act(history: History, state: str) -> None:
        history.do("submit", state)
        history.do("check", state)
        _by_reviewer("reviewer-b", getattr(review, action), "accepted")(history, state)

    return act


ACTS: dict[str, Callable[[History, str], None]] = {
    "submit": _submit,
    "edit": _edit,
    "cancel": _cancel,
    "check": _by_reviewer("reviewer-a", review.check, "submitted", answers=making.CHECKED),
    "ask_changes": _by_reviewer(
        "reviewer-a", review.ask_changes, "submitted", notes={"message": "By when?"}
    ),
    "decline": _by_two("decline", "submitted", "accepted"),
    "announce": _by_reviewer("reviewer-b", review.announce, "accepted"),
    "deposit": _by_reviewer("reviewer-b", review.deposit, "accepted", "announced"),
    "announce_all": _publish("announce"),
    "deposit_all": _publish("deposit"),
    "hold": _by_reviewer(
        "reviewer-a", review.hold, "announced", "deposited", reason="An objection."
    ),
    "resume": _by_two("resume", "on_hold"),
    "withdraw": _by_two("withdraw", "announced", "deposited", "on_hold"),
    "joint": _joint,
    "join": _join,
    "leave": _leave,
}
