"""The two codes of a group: made in the form that asks for them, shown once, printed on a sheet.

Only their hashes are kept. The sheet is that of the pack ("what happens next"), in the language of
the group if the site has it, with both codes filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, abort

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.workshops import facts as facts_room
from pledge_site.domain.workshops import queries, recording
from pledge_site.domain.workshops.facts import Codes
from pledge_site.domain.workshops.models import Workshop
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.outlets.pdf import pdf
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import shown_snapshot
from pledge_site.web.edge.papers import frame
from pledge_site.web.edge.reading import page, typed
from pledge_site.web.workshops.about import heading_of
from pledge_site.web.workshops.blueprint import blueprint
from pledge_site.web.workshops.leaflets import Part, part, written

_ONE = "/<int:workshop_id>/codes/"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a group, in its language."""

    lang: str
    direction: str
    title: str
    lead: str
    parts: tuple[Part, ...]


def fresh() -> dict[str, str]:
    """Return two new codes as the hidden fields of a form."""
    return facts_room.new_codes()._asdict()


def typed_codes() -> Codes:
    """Return the codes of the form that was sent."""
    return Codes(typed("receipt"), typed("withdrawal"))


def shown(workshop: Workshop, codes: Codes, status: int = 200) -> Response:
    """Show both codes with all that can be done with them, this once."""
    return page(
        "workshops/codes.html",
        status,
        workshop=workshop,
        codes=codes._asdict(),
        sheet=sheet_of(workshop, codes),
    )


def sheet_of(workshop: Workshop, codes: Codes) -> Sheet:
    """Return the sheet of a group with its codes on it."""
    spoken = workshop.language.partition("-")[0]
    reader = LANGUAGES[spoken if spoken in CODES else language().code]
    words = written(reader.code, "next")
    by_letter = {each[0]: each for each in codes}
    return Sheet(
        reader.code,
        reader.direction,
        words["title"],
        words["lead"],
        tuple(_part(line, by_letter, reader.code) for line in words["parts"]),
    )


@blueprint.get(_ONE)
@needs(Permission.WORKSHOP_RECORD)
def new_codes(workshop_id: int) -> Response:
    """Ask whether to give a group new codes, since nobody can look the old ones up."""
    workshop = queries.own(the_actor(), workshop_id)
    return page(
        "workshops/new_codes.html",
        workshop=workshop,
        heading=heading_of(workshop),
        codes=fresh(),
    )


@blueprint.post(_ONE)
@needs(Permission.WORKSHOP_RECORD)
def renew_codes(workshop_id: int) -> Response:
    """Give a group new codes, and show them."""
    queries.own(the_actor(), workshop_id)
    codes = typed_codes()
    if not facts_room.are_codes(codes):
        abort(400)
    with write():
        recording.renew_codes(the_actor(), workshop_id, at=clock.now(), codes=codes)
    return shown(queries.own(the_actor(), workshop_id), codes)


@blueprint.post(_ONE + "sheet.pdf")
@needs(Permission.WORKSHOP_RECORD)
def codes_pdf(workshop_id: int) -> Response:
    """Send the sheet with both codes as a PDF. It is made anew each time and kept nowhere."""
    workshop, codes = queries.own(the_actor(), workshop_id), typed_codes()
    snapshot = shown_snapshot()
    is_demonstration = bool(snapshot and snapshot.document["demonstration"])
    if not recording.have_codes(workshop, codes):
        abort(409)
    sheet = sheet_of(workshop, codes)
    reader = LANGUAGES[sheet.lang]
    document: dict[str, Any] = {
        **frame(sheet.title, sheet.title, is_demonstration=is_demonstration),
        "lang": reader.code,
        "rtl": reader.direction == "rtl",
        "lead": sheet.lead,
        "parts": [part._asdict() for part in sheet.parts],
    }
    # All is read; no transaction stays open while the sheet is set.
    db.session.rollback()
    response = Response(pdf("pack", document, at=clock.now()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="codes.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _part(line: list[Any], by_letter: Mapping[str, str], lang: str) -> Part:
    if line[0] == "codes":
        return Part("filled", line[1], size=by_letter[line[2]])
    return part(line, lang)
