"""Whether the ledger holds. What stands in it is read on the page of the audit (`audit.py`)."""

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.ledger import queries
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.web.edge.guards import needs
from pledge_site.web.edge.reading import page
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name

# Entries that a page walks through in a second or two.
_MOST = 20_000


@blueprint.get("/ledger/")
@needs(Permission.LEDGER_READ)
def ledger() -> ResponseReturnValue:
    """Lead on to the audit, where the ledger is read now."""
    kept: dict[str, Any] = {
        name: request.args[name] for name in ("state", "before") if name in request.args
    }
    return redirect(url_for(".audit", **kept), code=301)


@blueprint.get("/ledger/check/")
@needs(Permission.LEDGER_READ)
def check_ledger() -> ResponseReturnValue:
    """Walk the chain and every version's words, and say whether they hold.

    Of a long chain the newest entries: all of it, for minutes, is the command's work.
    """
    entries = head()
    after = max(0, entries - _MOST)
    flaw = queries.verify(after=after)
    altered = verify_contents()
    return page(
        "secretariat/ledger_check.html",
        flaw=flaw,
        altered=altered,
        altered_state=state_name(altered.state) if altered else "",
        entries=entries - after,
        whole=after == 0,
    )
