"""The explorer: the world coloured by what the reader asks for, all of it by address alone.

What is coloured is decided in `domain/atlas/colouring.py`; its words are in `explorer_words.py`,
what is asked in `explorer_asked.py`.
"""

from typing import Any

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup

from pledge_site.domain.atlas import colouring, queries, svg
from pledge_site.domain.atlas.colouring import Row
from pledge_site.domain.states import GROUPS, State, all_states
from pledge_site.kernel import clock
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, number
from pledge_site.web.public import explorer_words as words
from pledge_site.web.public.explorer_asked import SORTS, Asked
from pledge_site.web.public.home import inset_words
from pledge_site.web.public.labels import by_name, group_words

Facts = dict[str, Any]


def page(wanted: Asked) -> Facts:
    """Return what the page shows: title, map, legend, sentence and table, all of one colouring."""
    classes = classes_of(wanted)
    rows = colouring.rows(
        {
            state.iso3: classes[state.iso3]
            for state in all_states()
            if colouring.keeps(state, wanted.group)
        },
        wanted.colour,
    )
    title = words.title(wanted)
    return {
        "wanted": wanted,
        "title": title,
        "map": _drawn(wanted, classes, title),
        "legend_items": _legend(wanted, rows),
        "sentence": words.sentence(wanted, rows),
        "colours": words.colour_choices(wanted),
        "groups": [(code, group_words(code)) for code in GROUPS],
        "rows": _table(wanted, classes),
        "names_url": wanted.address(names="" if wanted.is_named else "1"),
        "sorts": {name: wanted.address(sort="" if name == "name" else name) for name in SORTS},
        # What the form carries beside its own fields.
        "kept": [(n, v) for n, v in wanted.answers().items() if n in ("only", "sort", "names")],
        "today": clock.today().isoformat(),
        "as_of": wanted.on.isoformat() if wanted.on else "",
        "all_url": wanted.address(group="", only="", as_of=""),
        "is_filtered": bool(wanted.group or wanted.only or wanted.on),
    }


def classes_of(wanted: Asked) -> dict[str, str]:
    """Return the class of each of the 195, by code."""
    return colouring.colour(wanted.campaign.document, wanted.colour, _marks(wanted))


def _marks(wanted: Asked) -> dict[int, str]:
    kind, code = wanted.colour.kind, wanted.colour.code
    if not code:
        return {}
    of_states = colouring.versions_of(wanted.campaign.document).values()
    versions = [version for each in of_states for _, version in each]
    if kind == "clause":
        return queries.answers(code, versions)
    return queries.tagged(kind, code, versions)


def _drawn(wanted: Asked, classes: dict[str, str], title: str) -> Markup:
    code = language().code
    drawn = colouring.looks(classes, wanted.colour, group=wanted.group, only=wanted.only)
    named = [each for each in all_states() if wanted.is_named and drawn.get(each.iso3) != "off"]
    says = {name: words.class_words(name, wanted) for name in wanted.colour.looks}
    # The map is our own drawing; `svg.draw` escapes every text in it.
    return Markup(  # noqa: S704
        svg.draw(
            drawn,
            {
                state.iso3: f"{state.name(code)}: {says[classes[state.iso3]]}"
                for state in all_states()
            },
            href=url_for("public.state", iso3="XXX", **wanted.campaign.link()).replace("XXX", "{}"),
            heading=title,
            labels=inset_words() | {state.iso3: state.name(code) for state in named},
        )
    )


def _legend(wanted: Asked, rows: list[Row]) -> list[Facts]:
    """Return the classes that have States, each with its count and the way to it alone."""
    always = ("deposited", "announced", "nothing", "has", "adopt")
    return [
        {
            "look": row.look,
            "words": words.class_words(row.code, wanted),
            # Observers alone are in no group; elsewhere they are counted apart.
            "count": number(len(row.states) if row.code == "no_group" else row.members),
            "url": wanted.address(only="" if row.code == wanted.only else row.code),
            "is_on": row.code == wanted.only,
        }
        for row in rows
        if row.states or row.code in always
    ]


def _table(wanted: Asked, classes: dict[str, str]) -> list[Facts]:
    kept = [
        state
        for state in by_name(list(all_states()))
        if colouring.keeps(state, wanted.group) and wanted.only in ("", classes[state.iso3])
    ]
    kept.sort(key=_order(wanted, classes), reverse=wanted.sort == "since")
    return [_line(wanted, classes[state.iso3], state) for state in kept]


def _order(wanted: Asked, classes: dict[str, str]) -> Any:
    places = list(wanted.colour.looks)
    groups = [*GROUPS, ""]
    if wanted.sort == "class":
        return lambda state: places.index(classes[state.iso3])
    if wanted.sort == "group":
        return lambda state: groups.index(state.group)
    if wanted.sort == "since":
        return lambda state: wanted.campaign.states.get(state.iso3, {}).get("since", "")[:10]
    return lambda _state: 0


def _line(wanted: Asked, code: str, state: State) -> Facts:
    entry = wanted.campaign.states.get(state.iso3)
    return {
        "name": state.name(language().code),
        "url": url_for("public.state", iso3=state.iso3, **wanted.campaign.link()),
        "look": wanted.colour.looks[code],
        "words": words.class_words(code, wanted),
        "since": day(entry["since"]) if entry else "",
        "group": group_words(state.group)
        if state.is_member
        else gettext("Observer State, counted apart"),
    }
