"""The page of one version: what it says beside its letter, its history, and what can be done."""

from dataclasses import dataclass, field
from typing import Any

from flask import Response
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import hands
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page
from pledge_site.web.edge.sentences import sentence_of, status_of
from pledge_site.web.secretariat import (
    around,
    checks,
    differences,
    objections,
    offers,
    partners,
    release_words,
    sheet,
)
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name


@dataclass(frozen=True)
class Sent:
    """What someone sent from the page: the action, the standing and edit they saw, their words."""

    action: str
    standing: str
    edit: int
    words: dict[str, str] = field(default_factory=dict)


@blueprint.get("/cases/<int:version_id>/")
@needs(Permission.PLEDGE_REVIEW)
def case(version_id: int) -> Response:
    """Show a version to a reviewer, and note that they have it open."""
    shown = show(version_id)
    around.note_presence(version_id)
    return shown


def show(
    version_id: int,
    sent: Sent | None = None,
    problems: Problems | None = None,
    status: int = 200,
    refused: str = "",
) -> Response:
    """Show the page of a version, with what was sent and what is wrong with it."""
    version, now = queries.case(version_id), clock.now()
    user_id = the_actor().user_id
    whose = hands.of([version])
    actions = offers.actions(version, user_id, whose)
    return page(
        "secretariat/case.html",
        status,
        version=version,
        state=state_name(version.pledge.state),
        others=around.others(version.id, now),
        due=around.due(version, now),
        contacts=around.contacts(version),
        notes=around.notes(version),
        objections=objections.of(version),
        questions=checks.questions(version, sent.words if sent and sent.action == "check" else {}),
        answered=version.checked_by is not None,
        can_ask=any(each["action"] == "ask_changes" and not each["why_not"] for each in actions),
        history=sheet.history(version),
        actions=actions,
        proposals=offers.proposals(version, user_id, whose),
        partners=partners.rows(version),
        cleared=release_words.cleared(version),
        depends=release_words.condition(version),
        sent=sent,
        problems=problems or Problems(),
        refused=refused,
        # What was written wrongly is no matter of what others did meanwhile.
        since=_since(version, sent.edit) if sent and refused and status != 422 else [],
        **_words_of(version),
    )


def _words_of(version: PledgeVersion) -> dict[str, Any]:
    """Return what a version says, and what was asked and changed; nothing while its State works."""
    shown = queries.is_handed_in(version)
    headings = sheet.headings_of(version)
    reader = differences.Reader(version, headings)
    return {
        "said": sheet.pledge(version, headings) if shown else None,
        "letters": sheet.letters(version) if shown else [],
        "compared": differences.compared(version, reader) if shown else [],
        "requests": around.requests(version, reader),
    }


def refuse(version_id: int, sent: Sent, refusal: Refused) -> Response:
    """Say no to a decision: why, how it stood when the page was opened, and how it stands now."""
    if status_of(refusal) == 404 or refusal.code == "role.missing":
        raise refusal
    db.session.rollback()
    return show(version_id, sent, status=status_of(refusal), refused=sentence_of(refusal))


def _since(version: PledgeVersion, edit: int) -> list[str]:
    """Say what happened after the edit that someone saw: who, when, and to which part."""
    found = sheet.entries(version)
    newer = [each for each in found if each.facts.get("edit", 0) > edit] or found[-1:]
    names = accounts.names({each.actor_id for each in newer if each.actor_id})
    return [
        gettext(
            "%(moment)s: %(event)s, by %(name)s",
            moment=sheet.moment(each.at),
            event=sheet.happened(each),
            name=sheet.who(each, names),
        )
        for each in newer
    ]
