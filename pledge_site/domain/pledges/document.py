"""What a version says, as one value, and the hash that vouches for it. Pure."""

from datetime import date
from typing import Any

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.models import ClauseAnswer, Letter, PledgeVersion
from pledge_site.domain.pledges.writing import translations
from pledge_site.kernel.canonical import digest

INSTRUMENT_FIELDS = (
    "kind", "reference", "on", "place", "link", "signatory_name", "signatory_office",
)  # fmt: skip


def plain(value: Any) -> Any:
    """Turn a date into its ISO form; leave everything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def instrument(version: PledgeVersion) -> dict[str, Any]:
    """Return the instrument that came with the submission, by `INSTRUMENT_FIELDS`."""
    return {
        field: plain(getattr(version, field if field.startswith("sign") else f"instrument_{field}"))
        for field in INSTRUMENT_FIELDS
    }


def answers(version: PledgeVersion) -> list[dict[str, str]]:
    """Return what is answered to each clause, in the order of the clauses' ids."""
    rows: list[ClauseAnswer] = sorted(version.answers, key=lambda answer: answer.clause_id)
    return [
        {"clause": row.clause.key, "answer": row.answer, "statement": row.statement} for row in rows
    ]


def commitments(version: PledgeVersion) -> list[dict[str, Any]]:
    """Return the commitments in their order, each by the fields of its form."""
    return [{field: plain(getattr(row, field)) for field in FIELDS} for row in version.commitments]


def current_letter(version: PledgeVersion, *, for_deposit: bool) -> Letter | None:
    """Return the letter that stands, of the submission or of the deposit that follows it."""
    standing = [
        letter
        for letter in version.letters
        if letter.replaced_at is None and letter.for_deposit == for_deposit
    ]
    return standing[-1] if standing else None


def content(version: PledgeVersion) -> dict[str, Any]:
    """Return all that a version says: what its hash covers and what a reader may see.

    ``translations`` is there when the State made some, and ``kind`` when several States make it
    together, so that older hashes hold. Which of these have confirmed isn't part of the words.
    """
    translated = translations.content(version)
    return {
        "campaign": version.pledge.campaign.slug,
        "state": version.pledge.state,
        "text_version": version.text_version.number,
        "language": version.language,
        "message": version.message,
        "child_readable": version.child_readable,
        "amendment_reason": version.amendment_reason,
        "answers": answers(version),
        "commitments": commitments(version),
        "instrument": instrument(version),
        **({"translations": translated} if translated else {}),
        **({"kind": "joint"} if version.pledge.kind == "joint" else {}),
    }


def content_hash(version: PledgeVersion) -> str:
    """Return the SHA-256 of the content, its letter's hash and the version's salt."""
    letter = current_letter(version, for_deposit=False)
    return digest(
        {
            "content": content(version),
            "letter": letter.sha256 if letter else None,
            "salt": version.salt,
        }
    )


def deposit_hash(version: PledgeVersion) -> str | None:
    """Return the SHA-256 of the letter that followed an announcement, or None when none has."""
    letter = current_letter(version, for_deposit=True)
    if letter is None:
        return None
    return digest(
        {
            "instrument": version.deposit_instrument,
            "letter": letter.sha256,
            "salt": version.salt,
        }
    )
