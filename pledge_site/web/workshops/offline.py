"""The page that works without a line, and what takes in the workshops that were typed on it.

The page is an empty shell: open to everyone, without data, without cookie. What is typed stays on
the device, encrypted (`static/js/offline*.js`), until somebody signs in and sends it.
"""

import hashlib
import json
from functools import cache
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.workshops import bands, recording
from pledge_site.kernel import clock, ids
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.settings import ROOT
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.headers import POLICY
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import public_page
from pledge_site.web.edge.params import accepts_upload
from pledge_site.web.edge.sentences import fault_words
from pledge_site.web.workshops import entering, offline_reading
from pledge_site.web.workshops.offline_reading import Sent
from pledge_site.web.workshops.words import SCOPES

blueprint = Blueprint("field", __name__, url_prefix="/<lang>/workshops")

# This page alone has a worker.
PAGE_HEADERS = {"Content-Security-Policy": f"{POLICY}; worker-src 'self'"}
# Bytes of one workshop: three hundred things said and translated, each as long as can be.
_MOST = 4 * 1024 * 1024
# All that the device keeps beside the page itself; never the page of help, which is to be fresh.
_KEPT = (
    "css/desk.css", "images/favicon.svg", "js/exit.js", "js/offline-vault.js", "js/offline.js",
)  # fmt: skip
_WORKER = ROOT / "static" / "js" / "offline-worker.js"


@blueprint.get("/field/")
@public_page(headers=PAGE_HEADERS)
def shell() -> str:
    """Show the page: empty, the same for everyone, with all that it needs without a line."""
    return _shell()


@blueprint.get("/field/worker.js")
@public_page(kind="text/javascript; charset=utf-8")
def worker() -> str:
    """Send the script that keeps the page on a device, with the addresses that it keeps."""
    names = current_app.extensions["asset_names"]
    kept = [url_for(".shell"), *(names[name] for name in _KEPT)]
    # Another page is another worker: browsers fetch what is kept anew.
    mark = hashlib.sha256(_shell().encode()).hexdigest()[:12]
    head = {"LANGUAGE": language().code, "MARK": mark, "KEPT": kept}
    lines = [f"const {name} = {json.dumps(value)};\n" for name, value in head.items()]
    return "".join(lines) + _script()


@blueprint.get("/receive")
@needs(Permission.WORKSHOP_RECORD)
def ready() -> Response:
    """Give the page the token that it has to send along."""
    return jsonify(csrf_token=generate_csrf())


@blueprint.post("/receive")
@accepts_upload(_MOST)
@needs(Permission.WORKSHOP_RECORD)
def receive() -> Response:
    """Take one workshop in, whole or not at all; the same one again changes nothing."""
    if request.mimetype != "application/json":
        abort(415)
    sent = offline_reading.read(request.get_data())
    try:
        with write():
            answer = _recorded(sent)
    except Invalid as refusal:
        faults = {name: [fault_words(code) for code in codes]
                  for name, codes in refusal.faults.items()}  # fmt: skip
        response = jsonify(standing="faults", faults=faults)
        response.status_code = 422
        return response
    return jsonify(answer)


def _recorded(sent: Sent) -> dict[str, Any]:
    current = campaigns.current()
    if current is None:
        raise Refused("text.none")
    actor, at = the_actor(), clock.now()
    made = recording.record(actor, current.id, sent.facts, sent.said, at=at, codes=sent.codes)
    if made.codes is not None:
        return {"standing": "recorded"}
    if made.workshop.withdrawn_at is None:
        # What was typed after the first sending, whose answer was lost.
        recording.add(actor, made.workshop.id, sent.said, at=at)
    return {"standing": "here"}


def _shell() -> str:
    return render_template(
        "workshops/offline.html",
        alphabet=ids.ALPHABET,
        scopes=[(name, gettext(bands.SCOPES[name]), gettext(why)) for name, why in SCOPES.items()],
        **(entering.choices() | entering.row_choices()),
    )


@cache
def _script() -> str:
    return _WORKER.read_text(encoding="utf-8")
