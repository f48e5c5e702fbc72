"""Makes what tests of pledges start from: a campaign with its text, people, drafts, letters."""

import hashlib
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import func, select

from pledge_site.db import db, write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import Grant, User
from pledge_site.domain.campaigns import seeds
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import checklist, review
from pledge_site.domain.pledges.writing import drafting, letters, submission
from pledge_site.domain.texts import service as texts
from pledge_site.settings import ROOT

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
_SAMPLE = Path(ROOT, "pledge_site/domain/texts/samples/global-pledge.json")
TEXT: dict[str, Any] = json.loads(_SAMPLE.read_text(encoding="utf-8"))
CLAUSES = tuple(part["id"] for part in TEXT["clauses"])
MESSAGE = {"language": "en", "message": "We promise.", "child_readable": ""}
# What a reviewer answers to the checklist of a case in which all is well.
CHECKED = dict.fromkeys(checklist.ITEMS, "yes")
COMMITMENT = {"title": "A unit in each district", "action": "Train and staff a unit."}
INSTRUMENT = {
    "kind": "signed_letter",
    "reference": "MoJ/12",
    "on": date(2026, 11, 20),
    "place": "",
    "link": "",
    "signatory_name": "A. Person",
    "signatory_office": "Minister",
}


def campaign(at: datetime = NOW) -> int:
    """Lay out a demonstration with the current campaign and its text; return its id."""
    with write():
        made = seeds.plant(True, at=at)
        texts.publish(made.id, TEXT, at=at, actor=None)
        return made.id


def person(role: str, state: str | None = None, *, language: str = "en") -> Actor:
    """Make an account with one role that holds, past its second factor."""
    with write():
        place = (db.session.scalar(select(func.max(User.id))) or 0) + 1
        made = User(
            email=f"person{place}@example.org",
            name=f"Person {place}",
            language=language,
            password_hash="none",
            uniquifier=f"person-{place}",
            totp_secret="none",
            created_at=NOW,
        )
        made.grants.append(Grant(role=role, state=state, founding=True, granted_at=NOW))
        db.session.add(made)
        db.session.flush()
        return Actor(made.id, frozenset({role}), state, language)


def focal_point(state: str = "GHA") -> Actor:
    """Make a focal point of a State."""
    return person("focal_point", state)


def pdf(pages: int = 1) -> bytes:
    """Make a PDF of empty pages."""
    import pypdfium2  # heavy: only where a PDF is made

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 300)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 60), **extra: Any) -> bytes:
    """Make a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **extra)
    return out.getvalue()


def letter(name: str = "letter.pdf", key: str = "letters/one") -> letters.LetterFile:
    """Make a letter as the edge hands it over, stored somewhere."""
    data = pdf()
    return letters.LetterFile("pdf", name, len(data), 1, hashlib.sha256(data).hexdigest(), key)


def draft(actor: Actor, campaign_id: int, *, at: datetime = NOW) -> int:
    """Begin a version; return its id."""
    with write():
        return drafting.begin(actor, campaign_id, at=at).id


def version(actor: Actor, version_id: int) -> PledgeVersion:
    """Read a version anew."""
    db.session.expire_all()
    return queries.own_version(actor, version_id)


def fill(actor: Actor, version_id: int, *, key: str = "letters/one", at: datetime = NOW) -> int:
    """Fill in every part of a version; return the number of its last edit."""
    edit = version(actor, version_id).edit
    with write():
        drafting.save_message(actor, version_id, expected=edit, at=at, values=MESSAGE)
        drafting.save_answers(
            actor,
            version_id,
            expected=edit + 1,
            at=at,
            answers=dict.fromkeys(CLAUSES, ("adopt", "")),
        )
        drafting.save_commitment(
            actor, version_id, None, expected=edit + 2, at=at, values=COMMITMENT
        )
        drafting.save_instrument(
            actor,
            version_id,
            expected=edit + 3,
            at=at,
            values={**INSTRUMENT, "letter": letter(key=key)},
        )
    return edit + 4


def submitted(actor: Actor, campaign_id: int, *, key: str = "a", at: datetime = NOW) -> int:
    """Begin, fill in and submit a version; return its id."""
    version_id = draft(actor, campaign_id, at=at)
    edit = fill(actor, version_id, key=f"letters/{key}", at=at)
    with write():
        submission.submit(actor, version_id, expected=edit, key=key, at=at)
    return version_id


def published(actor: Actor, campaign_id: int, *, how: str = "deposit", at: datetime = NOW) -> int:
    """Publish a version by two reviewers, `deposit` or `announce` it; return its id."""
    version_id = submitted(actor, campaign_id, at=at)
    first, second = person("reviewer"), person("reviewer")
    if how == "announce":
        said = {**INSTRUMENT, "kind": "public_statement", "place": "Accra"}
        edit = version(actor, version_id).edit
        with write():
            drafting.save_instrument(actor, version_id, expected=edit, at=at, values=said)
    with write():
        review.check(first, version_id, answers=CHECKED, at=at)
    with write():
        getattr(review, how)(second, version_id, at=at)
    return version_id
