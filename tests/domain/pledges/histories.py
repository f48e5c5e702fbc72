"""Brings a version to any standing, and takes any step from it: for tests of the whole table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from pledge_site.db import db, write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.releasing import clearing, release
from pledge_site.domain.pledges.reviewing import review, settlement, statements
from pledge_site.domain.pledges.writing import drafting, submission
from tests import making
from tests.domain.pledges.making import MESSAGE

LATER = making.NOW + timedelta(days=1)
SAID = {
    "language": "en",
    "message": "We will pledge.",
    "on": making.NOW.date(),
    "place": "Geneva",
    "link": "https://example.org/",
    "signatory_name": "A. Minister",
    "signatory_office": "Minister",
}
ACTIONS = tuple(dict.fromkeys(action for _, action in workflow.TRANSITIONS))
_keys = count()


@dataclass
class Case:
    """A version with its focal point, two reviewers who have not met it, and what they take."""

    ghana: Actor
    version_id: int
    one: Actor
    two: Actor

    @property
    def version(self):
        """The version, read anew."""
        return making.version(self.ghana, self.version_id)

    def take(self, action: str) -> None:
        """Take a step, with a second hand where it needs one."""
        with write():
            _STEPS[action](self)

    def two_hands(self, action: str) -> None:
        """Propose and confirm."""
        made = review.propose(self.one, self.version_id, action, reason="A reason", at=LATER)
        settlement.settle(self.two, made.id, confirm=True, at=LATER)


def _submit(case: Case) -> None:
    submission.submit(
        case.ghana, case.version_id, expected=case.version.edit, key=f"k{next(_keys)}", at=LATER
    )


def _edit(case: Case) -> None:
    drafting.save_message(
        case.ghana, case.version_id, expected=case.version.edit, at=LATER, values=MESSAGE
    )


def _send_letter(case: Case) -> None:
    letter = making.letter(key=f"letters/follows-{next(_keys)}")
    values = {**making.INSTRUMENT, "letter": letter}
    submission.send_letter(case.ghana, case.version_id, at=LATER, values=values)


def _withdraw(case: Case) -> None:
    made = submission.ask_withdrawal(case.ghana, case.version_id, reason="A mandate", at=LATER)
    settlement.settle(case.two, made.id, confirm=True, at=LATER)


def _deposit(case: Case) -> None:
    if case.version.standing == "announced":
        _send_letter(case)
    review.deposit(case.one, case.version_id, at=LATER)


def _clear(case: Case) -> None:
    until = clearing.Until(in_show=True)
    clearing.clear(case.one, case.version_id, "deposit", until, at=LATER)


def _recall(case: Case) -> None:
    _clear(case)
    clearing.recall(case.one, case.version_id, at=LATER)


def _release(case: Case) -> None:
    _clear(case)
    release.release(case.one, case.version_id, at=LATER)


def _record_statement(case: Case) -> None:
    pledge = case.version.pledge
    made = statements.propose_statement(case.one, pledge.campaign_id, pledge.state, SAID, at=LATER)
    settlement.settle(case.two, made.id, confirm=True, at=LATER)


_STEPS: dict[str, Callable[[Case], object]] = {
    "draft": lambda c: drafting.begin(c.ghana, making.campaign_id(), at=LATER, reason="A reason"),
    "submit": _submit,
    "edit": _edit,
    "send_letter": _send_letter,
    "ask_changes": lambda c: review.ask_changes(c.one, c.version_id, {"letter": "?"}, at=LATER),
    "check": lambda c: review.check(c.one, c.version_id, answers=making.CHECKED, at=LATER),
    "announce": lambda c: review.announce(c.one, c.version_id, at=LATER),
    "deposit": _deposit,
    "clear": _clear,
    "recall": _recall,
    "release": _release,
    "decline": lambda c: c.two_hands("decline"),
    "cancel": lambda c: submission.cancel(c.ghana, c.version_id, at=LATER),
    "hold": lambda c: review.hold(c.one, c.version_id, reason="A doubt", at=LATER),
    "resume": lambda c: c.two_hands("resume"),
    "withdraw": _withdraw,
    "supersede": lambda c: versions.advance(c.version, "supersede", None, at=LATER),
    "record_statement": _record_statement,
}


def amend(ghana: Actor, version_id: int, *, upto: str = "accepted") -> int:
    """Write an amendment of a published version, and bring it to a standing; return its id."""
    with write():
        made = drafting.begin(ghana, making.campaign_id(), at=LATER, reason="A new law").id
    edit = making.version(ghana, made).edit
    key = f"letters/amendment-{next(_keys)}"
    with write():
        signed = {**making.INSTRUMENT, "letter": making.letter(key=key)}
        drafting.save_instrument(ghana, made, expected=edit, at=LATER, values=signed)
    if upto != "draft":
        with write():
            submission.submit(ghana, made, expected=edit + 1, key=key, at=LATER)
    if upto in ("accepted", "deposited"):
        with write():
            review.check(making.person("reviewer"), made, answers=making.CHECKED, at=LATER)
    if upto == "deposited":
        with write():
            review.deposit(making.person("reviewer"), made, at=LATER)
    return made


def bring_to(standing: str) -> Case:
    """Make a version of Ghana's with a standing."""
    ghana = making.focal_point("GHA")
    begun = {
        "draft": lambda: making.draft(ghana, making.campaign_id()),
        "accepted": lambda: making.accepted("GHA", by=ghana),
        "announced": lambda: making.announced("GHA", by=ghana),
        "deposited": lambda: making.deposited("GHA", by=ghana),
        "on_hold": lambda: making.deposited("GHA", by=ghana),
        "withdrawn": lambda: making.deposited("GHA", by=ghana),
        "superseded": lambda: making.deposited("GHA", by=ghana),
    }
    version_id = begun.get(standing, lambda: making.submitted("GHA", by=ghana))()
    case = Case(ghana, version_id, making.person("reviewer"), making.person("reviewer"))
    last = {
        "changes_asked": "ask_changes",
        "on_hold": "hold",
        "withdrawn": "withdraw",
        "declined": "decline",
        "cancelled": "cancel",
    }
    if standing in last:
        case.take(last[standing])
        case.one, case.two = making.person("reviewer"), making.person("reviewer")
    if standing == "superseded":
        amend(ghana, version_id, upto="deposited")
    if standing == "draft":
        making.fill(ghana, version_id)
    db.session.expire_all()
    assert case.version.standing == standing
    return case
