"""The switches, for administrators: read-only, no uploads, no live stream, and the banner.

What each one does stands where it is asked; see docs/adr/0011-switches.md.
"""

from typing import Any, NamedTuple

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.switches import position, queries, service
from pledge_site.domain.switches.models import Switch
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES, LANGUAGES, N_
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.current import look_at_switches
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.blueprint import blueprint


class Words(NamedTuple):
    """How a switch is offered: its name, what it does, and the two buttons."""

    name: str
    does: str
    turn_on: str
    turn_off: str


WORDS: dict[str, Words] = {
    position.READ_ONLY: Words(
        N_("Read-only"),
        N_(
            "Nobody can change anything: every form is refused for the time being, and whoever"
            " sent it gets back what they typed. All pages can be read, people can sign in, and"
            " pledges with a release time wait. For the hour in which something is wrong."
        ),
        N_("Make the register read-only"),
        N_("Take changes again"),
    ),
    position.UPLOADS_OFF: Words(
        N_("No uploads"),
        N_("No files are taken. The forms of letters say so; everything else can be saved."),
        N_("Take no files"),
        N_("Take files again"),
    ),
    position.LIVE_OFF: Words(
        N_("No live stream"),
        N_(
            "Open pages ask for news every twenty seconds instead of being told at once. For when"
            " more people look than the server can hold."
        ),
        N_("Switch the live stream off"),
        N_("Switch the live stream on again"),
    ),
}


@blueprint.get("/switches/")
@needs(Permission.SWITCHES_TURN)
def switches() -> ResponseReturnValue:
    """Show how the switches stand, who turned them when, and the banner."""
    return _page(None, Problems())


@blueprint.post("/switches/<switch>/")
@needs(Permission.SWITCHES_TURN)
def turn_switch(switch: str) -> ResponseReturnValue:
    """Turn one on or off."""
    if typed("on") not in ("0", "1"):
        abort(400)
    with write():
        service.turn(switch, typed("on") == "1", actor=the_actor(), at=clock.now())
    look_at_switches()
    flash(gettext("Done. It is so on every page within two seconds."), "success")
    return redirect(url_for(".switches"), code=303)


@blueprint.post("/switches/banner/text/")
@needs(Permission.SWITCHES_TURN)
def change_banner() -> ResponseReturnValue:
    """Show a banner on every page, in each page's language."""
    texts = {code: typed(f"text_{code}") for code in CODES}
    problems = Problems()
    try:
        with write():
            service.show_banner(texts, actor=the_actor(), at=clock.now())
    except Invalid as refusal:
        problems.take({f"text_{code}": wrong for code, wrong in refusal.faults.items()})
        return _page(texts, problems, 422)
    look_at_switches()
    flash(gettext("Done. It is so on every page within two seconds."), "success")
    return redirect(url_for(".switches"), code=303)


def _page(
    texts: dict[str, str] | None, problems: Problems, status: int = 200
) -> ResponseReturnValue:
    turned = queries.switches()
    names = accounts.names({row.changed_by for row in turned.values() if row.changed_by})
    banner = turned.get(position.BANNER)
    return page(
        "secretariat/switches.html",
        status,
        rows=[_row(name, turned.get(name), names) for name in position.PLAIN],
        shown=_row(position.BANNER, banner, names),
        texts=texts if texts is not None else (banner.texts if banner else {}),
        languages_of=list(LANGUAGES.values()),
        longest=position.LONGEST,
        problems=problems,
    )


def _row(name: str, switch: Switch | None, names: dict[int, str]) -> dict[str, Any]:
    words = WORDS.get(name)
    return {
        "switch": name,
        "name": gettext(words.name) if words else "",
        "does": gettext(words.does) if words else "",
        "button": gettext(words.turn_off if switch and switch.on else words.turn_on)
        if words
        else "",
        "on": bool(switch and switch.on),
        "at": switch.changed_at if switch else None,
        "by": names.get(switch.changed_by or 0, gettext("the command line")) if switch else "",
    }
