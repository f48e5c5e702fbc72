"""What a link to a draft opens, for colleagues without an account: the draft, to be read.

Open to whoever has the secret; it meets no session and is held to our own pages. The secret stands
in the fragment, which no browser sends, and comes in the body of a form. How links are made and
taken back is in `previews.py`; this lies beside it since it shows the portal's own pages.
"""

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from pledge_site.db import db, write
from pledge_site.domain.accounts import throttle
from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import previews
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import NotFound, Refused
from pledge_site.web.edge.guards import keep_private
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.origin import from_our_pages
from pledge_site.web.edge.reading import Problems, keys, page, too_many, typed
from pledge_site.web.portal.advice import advice
from pledge_site.web.portal.version import whole

preview = Blueprint("preview", __name__, url_prefix="/<lang>/preview")
preview.after_request(keep_private)


@preview.after_request
def _hide(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@preview.get("/")
def door() -> ResponseReturnValue:
    """Ask for the link; a script takes it from the address, where there is one."""
    return page("preview/door.html", problems=Problems())


@preview.post("/")
@from_our_pages
def draft() -> ResponseReturnValue:
    """Show the draft that a secret opens."""
    problems, now = Problems(), clock.now()
    # Whoever pastes the whole link need not know which part of it counts.
    secret = typed("secret").strip().rpartition("#")[2][:200]
    try:
        with write():
            throttle.admit(throttle.for_preview(request.remote_addr, keys()), now)
        with write():
            opened = previews.open_with(secret, at=now)
    except NotFound:
        problems.add("secret", "preview.nothing")
        return page("preview/door.html", 404, problems=problems)
    except Refused as refusal:
        if refusal.code != "throttled":
            raise
        wait = refusal.facts["retry_after"]
        problems.add("", "throttled", wait)
        return too_many(page("preview/door.html", problems=problems), wait)
    return page("preview/draft.html", secret=secret, **_shown(opened))


def _shown(opened: previews.Opened) -> dict[str, Any]:
    version = db.session.get_one(PledgeVersion, opened.version_id)
    return {
        **whole(version),
        # The file of the document is the secretariat's to see, and nobody else's.
        "letter": None,
        "until": opened.until,
        "campaign_title": version.pledge.campaign.titles[language().code],
        "asked": {
            row.position: advice({field: getattr(row, field) for field in FIELDS})
            for row in version.commitments
        },
    }
