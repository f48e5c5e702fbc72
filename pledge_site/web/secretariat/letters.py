"""The letter's pages as pictures, for reviewers' eyes only; each look is written down.

The stored file itself never leaves the store: what is shown is drawn afresh.
"""

from flask import Response, abort, make_response

from pledge_site.access.permissions import Permission
from pledge_site.db import RETRY_AFTER, write
from pledge_site.domain.accounts.roles import REVIEWER
from pledge_site.domain.pledges import queries, versions
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import letters
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.outlets.files import store
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.origin import is_read_only
from pledge_site.web.secretariat.blueprint import blueprint


@blueprint.get("/cases/<int:version_id>/letters/<int:letter_id>/<int:number>.png")
@needs(Permission.LETTER_VIEW)
def letter_page(version_id: int, letter_id: int, number: int) -> Response:
    """Show one page of a letter, and record who has seen it."""
    versions.require(the_actor(), REVIEWER)
    if is_read_only():
        # A look that can't be written down is not given.
        raise Refused("site.read_only", retry_after=RETRY_AFTER)
    version = queries.case(version_id)
    letter = queries.letter(version, letter_id)
    if not (queries.is_handed_in(version) and 1 <= number <= letter.pages):
        abort(404)
    try:
        data = store().read(letter.key)
    except FileNotFoundError:
        abort(404)
    picture = letters.render_page(data, number)
    with write():
        review.record_view(the_actor(), version_id, letter_id, number, at=clock.now())
    response = make_response(picture)
    response.mimetype = "image/png"
    response.headers["Content-Disposition"] = "inline"
    return response
