"""The blueprint of the drafting desk, and what each of its pages begins with."""

from flask import Blueprint

from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.texts import drafts, queries
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import NotFound
from pledge_site.web.edge.guards import keep_private

blueprint = Blueprint("drafting", __name__, url_prefix="/<lang>/secretariat/drafting")
# What is sent from here is for one pair of eyes, refusals included.
blueprint.after_request(keep_private)

# Part of an address: a clause of the draft, and the language in which it is worded.
CLAUSE = "/clauses/<int:clause_version_id>/"
IN = "<string(length=2):target>/"


def campaign_id() -> int:
    """Return the id of the campaign whose text is drafted: the current one."""
    current = campaigns.current()
    if current is None:
        raise NotFound()
    return current.id


def draft_or_none() -> TextVersion | None:
    """Return the draft, if there is one."""
    return drafts.of_campaign(campaign_id())


def the_draft() -> TextVersion:
    """Return the draft; without one the page isn't there."""
    found = draft_or_none()
    if found is None:
        raise NotFound()
    return found


def clauses_of(draft: TextVersion | None) -> tuple[ClauseVersion, ...]:
    """Return the clauses of the draft in their order."""
    return tuple(queries.clauses(draft.id)) if draft else ()


def one_of_six(code: str) -> str:
    """Return a language of the address, or say that there is no such page."""
    if code not in CODES:
        raise NotFound()
    return code
