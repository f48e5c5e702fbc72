"""What was typed into a form that is not taken now: shown for copying, and to be sent again.

Nothing of it is kept here: it goes back to whoever sent it. A form with a secret in it (a password,
a code) is not shown again.
"""

import re
from typing import Any

from flask import Response, make_response, render_template, request

from pledge_site.web.edge.headers import PRIVATE

_SECRET = ("password", "code", "secret")
# Of the program's own making: sent again, but nothing to read.
_OURS = frozenset({"base", "csrf_token", "key", "edit", "mine", "standing"})
_PROSE = re.compile(r"\s|[^\x00-\x7f]")


def page_of(status: int, heading: str, words: str) -> Response:
    """Make the page that says no, with all that was typed."""
    html = render_template(
        "errors/unsaved.html", heading=heading, words=words, status=status, **_typed()
    )
    response = make_response(html, status)
    response.headers["Cache-Control"] = PRIVATE
    return response


def _typed() -> dict[str, Any]:
    nothing: dict[str, Any] = {"path": "", "carried": [], "texts": [], "files": []}
    is_form = request.method == "POST" and request.routing_exception is None
    fields = list(request.form.items(multi=True)) if is_form else []
    if not is_form or any(secret in name for name, _ in fields for secret in _SECRET):
        return nothing
    return {
        "path": request.full_path.rstrip("?"),
        "carried": fields,
        "texts": [value for name, value in fields if name not in _OURS and _PROSE.search(value)],
        "files": [name for name, file in request.files.items() if file.filename],
    }
