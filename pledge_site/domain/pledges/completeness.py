"""What a version still lacks before it can be submitted. Pure.

Faults are codes by part: ``message``, ``answers``, ``commitments``, ``instrument``, ``letter``,
``partners``, ``reason``.
"""

from collections.abc import Callable
from typing import NamedTuple

from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.document import current_letter
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.joining import lacks_confirmation

MOST_COMMITMENTS = 20
WITH_LETTER = ("note_verbale", "signed_letter")
INSTRUMENT_KINDS = (*WITH_LETTER, "public_statement")


class Missing(NamedTuple):
    """One thing that is missing: the part of the form, the fault, and its test."""

    part: str
    code: str
    holds: Callable[[PledgeVersion, frozenset[str]], bool]


def amends(version: PledgeVersion) -> bool:
    """Say whether a version changes a pledge that the public reads now, and so owes a reason."""
    return any(
        other is not version and other.standing in workflow.LIVE
        for other in version.pledge.versions
    )


def _needs_letter(version: PledgeVersion) -> bool:
    return version.instrument_kind in WITH_LETTER


def _unanswered(version: PledgeVersion, clauses: frozenset[str]) -> bool:
    return {answer.clause.key for answer in version.answers} != clauses


_MISSING: tuple[Missing, ...] = (
    Missing("message", "message.missing", lambda v, _: not v.message),
    Missing("answers", "answers.missing", _unanswered),
    Missing(
        "answers",
        "statement.missing",
        lambda v, _: any(a.answer == "adopt_with_statement" and not a.statement for a in v.answers),
    ),
    Missing("commitments", "commitments.missing", lambda v, _: not v.commitments),
    Missing(
        "instrument", "instrument.missing", lambda v, _: v.instrument_kind not in INSTRUMENT_KINDS
    ),
    Missing("instrument", "instrument.date_missing", lambda v, _: v.instrument_on is None),
    Missing(
        "instrument",
        "instrument.signatory_missing",
        lambda v, _: not (v.signatory_name and v.signatory_office),
    ),
    Missing(
        "instrument",
        "instrument.place_missing",
        lambda v, _: v.instrument_kind == "public_statement" and not v.instrument_place,
    ),
    Missing(
        "letter",
        "letter.missing",
        lambda v, _: _needs_letter(v) and current_letter(v, for_deposit=False) is None,
    ),
    Missing("partners", "partners.missing", lambda v, _: lacks_confirmation(v)),
    Missing("reason", "reason.missing", lambda v, _: amends(v) and not v.amendment_reason),
)


def faults(version: PledgeVersion, clauses: frozenset[str]) -> dict[str, list[str]]:
    """Return what is missing, by part; empty when the version can be submitted.

    :param clauses: the ids of the clauses of the text that the version answers.
    """
    found: dict[str, list[str]] = {}
    for missing in _MISSING:
        if missing.holds(version, clauses):
            found.setdefault(missing.part, []).append(missing.code)
    return found
