"""Makes what tests of the web and of whole histories start from: people who are signed in, cases.

What a pledge is made of is in `tests/domain/pledges/making.py`, and can be taken from here.
"""

import re
from typing import Any

from werkzeug.test import TestResponse

from pledge_site.db import db, write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import Grant, User
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.pledges.models import Proposal
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel import clock
from pledge_site.outlets.files import store
from tests.checking_client import CheckingClient
from tests.domain.pledges import making
from tests.domain.pledges.making import (
    CHECKED,
    INSTRUMENT,
    NOW,
    campaign,
    draft,
    fill,
    focal_point,
    letter,
    pdf,
    person,
    version,
)

__all__ = [
    "CHECKED", "INSTRUMENT", "NOW", "accepted", "announced", "ask_withdrawal", "campaign",
    "campaign_id", "change_role", "deposited", "draft", "fill", "focal_point", "hold", "letter",
    "pdf", "person", "post", "said_in_public", "sign_in", "stored_letter", "submitted", "version",
]  # fmt: skip
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def campaign_id() -> int:
    """Return the id of the current campaign."""
    found = campaigns.current()
    assert found, "lay out a campaign first: campaign()"
    return found.id


def submitted(state: str = "GHA", *, by: Actor | None = None) -> int:
    """Submit a pledge with a signed letter, its file in the store; return the version's id."""
    version_id = making.submitted(by or focal_point(state), campaign_id(), key=f"key-{state}")
    store().put(f"letters/key-{state}", pdf())
    return version_id


def said_in_public(state: str = "GHA", *, by: Actor | None = None) -> int:
    """Submit a pledge that was made in public, without a letter; return the version's id."""
    actor = by or focal_point(state)
    version_id = making.submitted(actor, campaign_id(), key=f"key-{state}")
    edit = version(actor, version_id).edit
    values = {**INSTRUMENT, "kind": "public_statement", "place": "Accra"}
    with write():
        drafting.save_instrument(actor, version_id, expected=edit, at=NOW, values=values)
    return version_id


def accepted(state: str = "GHA", *, by: Actor | None = None, checker: Actor | None = None) -> int:
    """Bring a pledge to *accepted*; return the version's id."""
    version_id = submitted(state, by=by)
    with write():
        review.check(checker or person("reviewer"), version_id, answers=making.CHECKED, at=NOW)
    return version_id


def deposited(state: str = "GHA", *, by: Actor | None = None) -> int:
    """Bring a pledge to *deposited*; return the version's id."""
    version_id = accepted(state, by=by)
    with write():
        review.deposit(person("reviewer"), version_id, at=NOW)
    return version_id


def announced(state: str = "GHA", *, by: Actor | None = None) -> int:
    """Bring a pledge to *announced*; return the version's id."""
    version_id = said_in_public(state, by=by)
    with write():
        review.check(person("reviewer"), version_id, answers=making.CHECKED, at=NOW)
    with write():
        review.announce(person("reviewer"), version_id, at=NOW)
    return version_id


def hold(version_id: int) -> None:
    """Put a published pledge under verification, by a reviewer who has not met it."""
    with write():
        review.hold(person("reviewer"), version_id, reason="A doubt", at=NOW)


def stored_letter(actor: Actor, version_id: int, key: str = "letters/follows") -> None:
    """Send the signed letter that follows an announcement, its file in the store."""
    store().put(key, pdf())
    with write():
        submission.send_letter(
            actor,
            version_id,
            at=NOW,
            values={**INSTRUMENT, "letter": letter("follows.pdf", key)},
        )


def ask_withdrawal(actor: Actor, version_id: int) -> Proposal:
    """Ask, inside a transaction, that a published pledge be withdrawn."""
    return submission.ask_withdrawal(actor, version_id, reason="A new mandate", at=NOW)


def change_role(actor: Actor, role: str, state: str | None = None) -> Actor:
    """End all roles of a person and give another; return who they are now."""
    with write():
        user = db.session.get_one(User, actor.user_id)
        for grant in user.grants:
            grant.ended_at = NOW
        user.grants.append(Grant(role=role, state=state, founding=True, granted_at=NOW))
    return Actor(actor.user_id, frozenset({role}), state, actor.language)


def sign_in(client: CheckingClient, actor: Actor) -> CheckingClient:
    """Let a client be signed in as a person, past both steps."""
    uniquifier = db.session.get_one(User, actor.user_id).uniquifier
    now = clock.now().timestamp()
    with client.session_transaction() as session:
        session["sitting"] = {"id": "x", "who": uniquifier, "began": now, "seen": now}
    return client


def post(client: CheckingClient, page: str, to: str = "", /, **data: Any) -> TestResponse:
    """Send a form from a page, with the page's token; `to` is the page itself unless given."""
    token = _TOKEN.search(client.get(page).text)
    assert token, f"{page} has no form"
    return client.post(to or page, data={"csrf_token": token[1], **data})
