"""What was said, brought in as a file: looked at first, then all of it or nothing."""

from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.domain.workshops import bands, importing, queries
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.importing import MOST_BYTES, Fault, Sheet
from pledge_site.domain.workshops.models import Workshop
from pledge_site.settings import Settings
from pledge_site.web.edge import tongues
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.params import accepts_upload
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.edge.sentences import FAULTS, fault_words
from pledge_site.web.workshops import adding, advice
from pledge_site.web.workshops.about import heading_of
from pledge_site.web.workshops.blueprint import blueprint
from pledge_site.web.workshops.mine import ONE
from pledge_site.web.workshops.words import FIELDS

# Bytes: a file that is somewhat too large still gets an answer that says so.
_MOST_SENT = 4 * MOST_BYTES


@blueprint.get(ONE + "import/")
@needs(Permission.WORKSHOP_RECORD)
def sheet(workshop_id: int) -> ResponseReturnValue:
    """Ask for a file."""
    return _ask(queries.own(the_actor(), workshop_id), Problems())


@blueprint.post(ONE + "import/")
@accepts_upload(_MOST_SENT)
@needs(Permission.WORKSHOP_RECORD)
def import_sheet(workshop_id: int) -> ResponseReturnValue:
    """Show what a file has, or add it once it was looked at."""
    workshop = queries.own(the_actor(), workshop_id)
    looked_at = typed("sheet")
    data = looked_at.encode() if looked_at else _sent()
    if data is None:
        problems = Problems()
        problems.add("file", "workshop.no_file")
        return _ask(workshop, problems, 422)
    found = importing.read(data, workshop_key=workshop.key, secret=_secret())
    if found.faults:
        return _ask(workshop, _problems(found), 422)
    if not looked_at:
        return _look(workshop, found, data)
    said = [each._replace(is_harm=bool(typed(f"harm_{line}"))) for line, each in found.rows]
    return adding.keep(workshop_id, said)


def _sent() -> bytes | None:
    file = request.files.get("file")
    return file.stream.read(MOST_BYTES + 1) if file and file.filename else None


def _secret() -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.secret_key


def _problems(found: Sheet) -> Problems:
    problems = Problems()
    problems.by_field["file"] = [
        _words(each) for each in sorted(found.faults, key=lambda fault: fault.line)
    ]
    return problems


def _words(fault: Fault) -> str:
    """Say what is wrong, and on which line."""
    words = FAULTS.get(fault.code, "")
    said = gettext(words, **fault.facts) if fault.facts else fault_words(fault.code)
    if fault.column:
        said = gettext("%(field)s: %(problem)s", field=gettext(FIELDS[fault.column]), problem=said)
    return (
        gettext("Line %(line)s: %(problem)s", line=fault.line, problem=said) if fault.line else said
    )


def _ask(workshop: Workshop, problems: Problems, status: int = 200) -> Response:
    return page(
        "workshops/import.html",
        status,
        workshop=workshop,
        heading=heading_of(workshop),
        columns=[(name, gettext(FIELDS[name])) for name in importing.COLUMNS],
        kilobytes=MOST_BYTES // 1024,
        problems=problems,
    )


def _look(workshop: Workshop, found: Sheet, data: bytes) -> Response:
    known = queries.keys_of(said.key for _, said in found.rows)
    rows = [_row(line, said, said.key in known) for line, said in found.rows]
    return page(
        "workshops/import_look.html",
        workshop=workshop,
        heading=heading_of(workshop),
        rows=rows,
        kinds={code: gettext(words) for code, words in bands.KINDS.items()},
        fresh=sum(1 for each in rows if not each["is_known"]),
        sheet=data.decode("utf-8-sig"),
    )


def _row(line: int, said: Said, is_known: bool) -> dict[str, Any]:
    return {
        "line": line,
        "said": said,
        "language": tongues.name_of(said.language),
        "is_known": is_known,
        "advice": advice.on(said),
    }
