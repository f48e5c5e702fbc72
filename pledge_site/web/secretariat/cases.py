"""The page of one version: what it says beside its letter, its history, and what can be done."""

from dataclasses import dataclass, field
from typing import Any

from flask import Response
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges import addresses, hands, queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page
from pledge_site.web.edge.sentences import sentence_of, status_of
from pledge_site.web.secretariat import checks, offers, sheet
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name
from pledge_site.web.secretariat.words import PARTS


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
    """Show a version to a reviewer."""
    return show(version_id)


def show(
    version_id: int,
    sent: Sent | None = None,
    problems: Problems | None = None,
    status: int = 200,
    refused: str = "",
) -> Response:
    """Show the page of a version, with what was sent and what is wrong with it."""
    version = queries.case(version_id)
    user_id = the_actor().user_id
    shown = queries.is_handed_in(version)
    headings = sheet.headings_of(version) if shown else {}
    whose = hands.of([version])
    return page(
        "secretariat/case.html",
        status,
        version=version,
        state=state_name(version.pledge.state),
        said=sheet.pledge(version, headings) if shown else None,
        letters=sheet.letters(version) if shown else [],
        differences=sheet.differences(version, headings) if shown else None,
        requests=_requests(version),
        history=sheet.history(version),
        questions=checks.questions(version, sent.words if sent and sent.action == "check" else {}),
        actions=offers.actions(version, user_id, whose),
        proposals=offers.proposals(version, user_id, whose),
        parts=[(part, gettext(PARTS[part])) for part in addresses.PARTS],
        sent=sent,
        problems=problems or Problems(),
        refused=refused,
        since=_since(version, sent.edit) if sent and refused else [],
    )


def refuse(version_id: int, sent: Sent, refusal: Refused) -> Response:
    """Say no to a decision: why, how it stood when the page was opened, and how it stands now."""
    if status_of(refusal) == 404 or refusal.code == "role.missing":
        raise refusal
    db.session.rollback()
    return show(version_id, sent, status=status_of(refusal), refused=sentence_of(refusal))


def _requests(version: PledgeVersion) -> list[dict[str, Any]]:
    names = accounts.names({each.asked_by for each in version.change_requests})
    return [
        {
            "part": gettext(PARTS[each.part]),
            "note": each.note,
            "by": names[each.asked_by],
            "at": each.asked_at,
            "answered": each.answered_at,
        }
        for each in reversed(version.change_requests)
    ]


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
