"""What became of what a group said: a fate, why, and the clauses of the draft it went into."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER
from pledge_site.domain.texts import markup
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops.models import Contribution, ContributionLink, Workshop
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES, DEFAULT
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

_LONGEST_REASON = 600


class Place(NamedTuple):
    """A clause of the draft, and the marked words of it that are the group's own, if any."""

    clause_version_id: int
    span: str = ""


def decide(
    actor: Actor,
    contribution_id: int,
    fate: str,
    reasons: Mapping[str, str],
    places: Iterable[Place] = (),
    *,
    at: datetime,
) -> Contribution:
    """Decide what becomes of a contribution in the draft; the decision before is replaced.

    Links to published versions stay as they are: what was, was.

    :param reasons: why, for a child to read, by language; in the group's own if it is one of the
        six, else in English, at least.
    :raises Invalid: `fate`, `reasons.<language>`, `places`.
    :raises Refused: ``contribution.not_now``: not let pass, or withdrawn.
    """
    only(actor, DRAFTER)
    found = db.session.get(Contribution, contribution_id, with_for_update=True)
    if found is None:
        raise NotFound()
    if found.standing != "cleared":
        raise Refused("contribution.not_now")
    wanted = set(places)
    clauses = _of_drafts({place.clause_version_id for place in wanted})
    faults = _faults(found, fate, reasons) | _place_faults(fate, wanted, clauses, found)
    if faults:
        raise Invalid(faults)
    found.fate, found.fated_by, found.fated_at = fate, actor.user_id, at
    found.reasons = {code: text.clean(words) for code, words in reasons.items() if words.strip()}
    _link(found, wanted if fate in bands.LINKED else set())
    ledger.record(
        "contribution.fated",
        at=at,
        actor=actor.user_id,
        subject=f"contribution:{found.id}",
        facts={"fate": fate, "clauses": sorted({place.clause_version_id for place in wanted})},
    )
    return found


def tell(campaign_id: int) -> None:
    """Let groups and the world know what was decided; a version is published with it.

    Until the next one is, what drafters decide anew stays among them.
    """
    groups = select(Workshop.id).where(Workshop.campaign_id == campaign_id)
    db.session.execute(
        update(Contribution)
        .where(
            Contribution.workshop_id.in_(groups),
            Contribution.standing == "cleared",
            Contribution.fate.is_not(None),
        )
        .values(told_fate=Contribution.fate, told_reasons=Contribution.reasons)
    )


def language_of_reason(language: str) -> str:
    """Return the language in which a group of a language has to be told why."""
    first = language.split("-")[0]
    return first if first in CODES else DEFAULT


def follow(before: ClauseVersion, after: ClauseVersion) -> None:
    """Link what went into a clause to its next version as well; a draft begins with that.

    Marks that nobody stands behind, since the words were taken back, are left behind.
    """
    links = _links_to(before.id)
    live = {link.span for link in links}
    after.bodies = {code: markup.keep(body, live) for code, body in after.bodies.items()}
    present = set(markup.spans(after.bodies.get(after.text_version.drafted_in, "")))
    for link in links:
        span = link.span if link.span in present else ""
        _add(link.contribution_id, after.id, span)
    db.session.flush()


def loosen(clause: ClauseVersion) -> None:
    """Keep links to spans that an edit took out of a draft as links to their clause."""
    present = set(markup.spans(clause.bodies.get(clause.text_version.drafted_in, "")))
    for link in _links_to(clause.id):
        if link.span and link.span not in present:
            db.session.delete(link)
            db.session.flush()
            _add(link.contribution_id, clause.id, "")
    db.session.flush()


def _links_to(clause_version_id: int) -> list[ContributionLink]:
    return list(
        db.session.scalars(
            select(ContributionLink)
            .join(Contribution, Contribution.id == ContributionLink.contribution_id)
            .where(
                ContributionLink.clause_version_id == clause_version_id,
                Contribution.standing == "cleared",
            )
        )
    )


def _add(contribution_id: int, clause_version_id: int, span: str) -> None:
    key = (contribution_id, clause_version_id, span)
    if db.session.get(ContributionLink, key) is None:
        db.session.add(
            ContributionLink(
                contribution_id=contribution_id, clause_version_id=clause_version_id, span=span
            )
        )


def _of_drafts(ids: set[int]) -> dict[int, ClauseVersion]:
    rows = db.session.scalars(
        select(ClauseVersion)
        .join(TextVersion)
        .where(ClauseVersion.id.in_(ids), TextVersion.published_at.is_(None))
        # A draft that is published meanwhile takes no link any more.
        .with_for_update(of=TextVersion)
    )
    return {each.id: each for each in rows}


def _faults(found: Contribution, fate: str, reasons: Mapping[str, str]) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    if fate not in bands.FATES:
        faults["fate"] = ["choice.unknown"]
    needed = language_of_reason(found.language)
    if not reasons.get(needed, "").strip():
        faults[f"reasons.{needed}"] = ["required"]
    for code, words in reasons.items():
        wrong = "language.unknown" if code not in CODES else text.fault(words)
        if wrong or len(words) > _LONGEST_REASON:
            faults[f"reasons.{code}"] = [wrong or "text.too_long"]
    return faults


def _place_faults(
    fate: str, wanted: set[Place], clauses: dict[int, ClauseVersion], found: Contribution
) -> dict[str, list[str]]:
    if fate in bands.LINKED and not wanted:
        return {"places": ["contribution.no_clause"]}
    for place in wanted:
        clause = clauses.get(place.clause_version_id)
        if clause is None or clause.text_version.text.campaign_id != found.workshop.campaign_id:
            return {"places": ["contribution.not_in_draft"]}
        body = clause.bodies.get(clause.text_version.drafted_in, "")
        if place.span and place.span not in markup.spans(body):
            return {"places": ["contribution.no_span"]}
    if fate == "word_for_word" and not any(place.span for place in wanted):
        return {"places": ["contribution.no_span"]}
    return {}


def _link(found: Contribution, wanted: set[Place]) -> None:
    drafts = _of_drafts({link.clause_version_id for link in found.links})
    for link in list(found.links):
        if link.clause_version_id in drafts:
            found.links.remove(link)
    db.session.flush()
    for place in sorted(wanted):
        found.links.append(ContributionLink(**place._asdict()))
    db.session.flush()
