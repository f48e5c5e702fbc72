"""A register with a word in every private field that stands nowhere else: it may not be found.

`public` lays out what everybody may know, `private` everything that nobody may.
"""

from datetime import timedelta

from sqlalchemy import JSON, String, Text, select

from pledge_site.db import db, write
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.contacts.models import Contact, Objection
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.case_models import CaseCheck, CaseNote, Submission, Translation
from pledge_site.domain.pledges.models import (
    ChangeRequest,
    ClauseAnswer,
    Letter,
    PledgeVersion,
    Proposal,
)
from pledge_site.domain.pledges.reviewing import review, settlement, statements
from pledge_site.domain.pledges.workflow import PUBLIC
from pledge_site.domain.pledges.writing import drafting, submission
from tests.domain.accounts import making as people_making
from tests.domain.pledges import joint_making, making
from tests.domain.snapshots.histories import History
from tests.safety import drafting_canaries

WORD = "qzxcanary"
# In public from the start: deposited, announced, under verification, withdrawn.
SHOWN = ("DEU", "JPN", "MEX", "ITA", "PER", "NOR")
HIDDEN = ("GHA", "FRA", "TGO", "BRA", "EGY", "KEN", "CHL")
_PRIVATE_ROWS = (
    CaseNote,
    ChangeRequest,
    Contact,
    Invitation,
    Letter,
    Mail,
    Objection,
    Submission,
    Translation,
)
# Codes and links between rows: what a CHECK or a foreign key holds is no free text.
_CODES = {
    "action", "answer", "cleared_action", "code", "content_hash", "firmness", "held_from", "item",
    "instrument_kind", "key", "kind", "language", "message_id", "nonce", "outcome", "part",
    "password_hash", "receipt", "role", "salt", "sha256", "source", "standing", "state", "template",
    "totp_secret", "uniquifier",
}  # fmt: skip


def public(history: History) -> None:
    """Publish what is public; the reasons and letters behind it stay private."""
    for act, state in (
        ("deposit_all", "DEU"), ("announce_all", "JPN"), ("deposit_all", "MEX"),
        ("deposit_all", "ITA"), ("hold", "ITA"), ("deposit_all", "NOR"),
        ("deposit_all", "PER"), ("withdraw", "PER"),
    ):  # fmt: skip
        assert history.do(act, state), (act, state)


def private(history: History) -> None:
    """Do all that is not public, and put the word wherever something can be written."""
    history.at += timedelta(minutes=1)
    actor = history.focal("GHA")
    making.fill(actor, making.draft(actor, history.campaign_id, at=history.at), at=history.at)
    for act, state in (
        ("submit", "FRA"), ("submit", "TGO"), ("ask_changes", "TGO"), ("submit", "BRA"),
        ("cancel", "BRA"), ("submit", "EGY"), ("decline", "EGY"), ("submit", "KEN"),
        ("check", "KEN"), ("submit", "JPN"),
    ):  # fmt: skip
        assert history.do(act, state), (act, state)
    _ask_partner(history)
    _amend(history, "DEU")
    _propose(history)
    _write_beside(history)
    drafting_canaries.draft(history.campaign_id, WORD, history.at)
    mark()


def _ask_partner(history: History) -> None:
    """Draft a joint pledge that another State has confirmed; nothing of it is public yet."""
    draft = joint_making.draft(
        history.focal("GHA"), "CHL", "TGO", campaign=history.campaign_id, at=history.at
    )
    joint_making.confirm(history.focal("CHL"), draft, at=history.at)


def _amend(history: History, state: str) -> None:
    with write():
        drafting.begin(history.focal(state), history.campaign_id, at=history.at, reason=WORD)


def _propose(history: History) -> None:
    reviewer, at = history.person("reviewer-a"), history.at
    held, live = history.version("ITA", "on_hold").id, history.version("MEX", "deposited").id
    said = {
        **dict.fromkeys(statements.STATEMENT, f"https://example.org/{WORD}"),
        "on": at.date(), "language": "en",
    }  # fmt: skip
    with write():
        review.propose(reviewer, held, "resume", reason=WORD, at=at)
        asked = submission.ask_withdrawal(history.focal("MEX"), live, reason=WORD, at=at)
        settlement.settle(reviewer, asked.id, confirm=False, why=WORD, at=at)
        submission.ask_withdrawal(history.focal("MEX"), live, reason=WORD, at=at)
        statements.propose_statement(reviewer, history.campaign_id, "CHL", said, at=at)
    people_making.invited(None, at, role="reviewer", email=f"{WORD}@example.org", name=WORD)


def _write_beside(history: History) -> None:
    """Write into the tables around a pledge, whether or not a page does so yet."""
    live, by, at = history.version("NOR", "deposited").id, history.focal("NOR").user_id, history.at
    draft = history.version("GHA", "draft").id
    contact = {"language": "en", "added_by": by, "added_at": at}
    note = {"written_by": by, "written_at": at}
    translation = {"language": "ar", "source": "secretariat", "made_by": by, "made_at": at}
    with write() as session:
        office = Contact(state="NOR", office=WORD, email=WORD, phone=WORD, **contact)
        session.add_all([
            office,
            CaseNote(version_id=live, body=WORD, **note),
            CaseCheck(version_id=live, item="letter", answer="no", answered_by=by, answered_at=at),
            *(
                Translation(version_id=each, message=WORD, child_readable=WORD, **translation)
                for each in (live, draft)
            ),
        ])  # fmt: skip
        session.flush()
        session.add(Objection(version_id=live, contact_id=office.id, reason=WORD, made_at=at))


def mark() -> None:
    """Write the word over every free text of every private row."""
    with write() as session:
        hidden = session.scalars(
            select(PledgeVersion).where(PledgeVersion.standing.not_in(PUBLIC))
        ).all()
        shown = session.scalars(select(PledgeVersion).where(PledgeVersion.standing.in_(PUBLIC)))
        ids = [each.id for each in hidden]
        rows: list[object] = [
            *hidden,
            *session.scalars(select(Commitment).where(Commitment.version_id.in_(ids))),
            *session.scalars(select(ClauseAnswer).where(ClauseAnswer.version_id.in_(ids))),
            *(each for table in _PRIVATE_ROWS for each in session.scalars(select(table))),
            *session.scalars(select(Proposal).where(Proposal.outcome.is_(None))),
            *session.scalars(select(User)),
        ]
        for row in rows:
            _mark(row)
        for version in shown:
            version.hold_reason = WORD if version.standing == "on_hold" else ""


def _mark(row: object) -> None:
    columns = row.__table__.columns  # type: ignore[attr-defined]
    for column in columns:
        if column.primary_key or column.foreign_keys or column.key in _CODES:
            continue
        if isinstance(column.type, JSON):
            value = {"words": WORD} if isinstance(getattr(row, column.key), dict) else [WORD]
            setattr(row, column.key, value)
        elif isinstance(column.type, String | Text):
            last = f"{WORD}{getattr(row, 'id', '')}"
            setattr(row, column.key, last[: getattr(column.type, "length", None) or None])


def receipts() -> set[str]:
    """Return the numbers of all receipts: each is its State's own."""
    found = set(db.session.scalars(select(Submission.receipt)))
    db.session.rollback()
    return found
