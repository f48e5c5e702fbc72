"""The room of a group of children: its two pages are opened with a code, never with an account.

What stands on them is in `receipts.py` and `withdrawals.py`. They meet no session, are held to our
own pages, kept by no cache and found by no search; a code never stands in an address.
"""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from pledge_site.db import write
from pledge_site.domain.accounts import throttle
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import keep_private
from pledge_site.web.edge.reading import Problems, keys, page, too_many, typed

blueprint = Blueprint("group", __name__, url_prefix="/<lang>/text")
blueprint.after_request(keep_private)
_LONGEST = 60
# What is said at the field, and how it is answered: alike, whether there is such a code or not.
WRONG = ("group.code_unknown", "group.receipt_code", "group.withdrawal_code")


@blueprint.after_request
def _hide(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def code_typed() -> str:
    """Return the code that was sent, once the try is counted.

    :raises Refused: ``throttled``.
    """
    with write():
        throttle.admit(throttle.for_group_code(request.remote_addr, keys()), clock.now())
    return typed("code")[:_LONGEST]


def asked_again(template: str, refusal: Refused) -> ResponseReturnValue:
    """Show the form with what is wrong with the code."""
    problems = Problems()
    if refusal.code == "throttled":
        wait = refusal.facts["retry_after"]
        problems.add("", refusal.code, wait)
        return too_many(page(template, code=typed("code"), problems=problems), wait)
    if refusal.code not in WRONG:
        raise refusal
    problems.add("code", refusal.code)
    return page(template, 422, code=typed("code"), problems=problems)
