"""Puts the contents of a press kit together from one snapshot: sheets in six languages, map, table.

How they are packed is in `domain/press/kit.py`; when that happens, in `kits.py`.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_babel import force_locale, gettext

from pledge_site.domain import atlas, states
from pledge_site.domain.atlas.picture import NOTHING, draw_picture
from pledge_site.domain.atlas.shapes import INSETS
from pledge_site.domain.press.figures import STANDINGS, figures
from pledge_site.domain.press.sheets import figures_csv
from pledge_site.domain.texts import markup
from pledge_site.domain.texts import queries as texts
from pledge_site.jobs.rendering import day, moment, number, render
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES, DEFAULT, LANGUAGES
from pledge_site.outlets import raster

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
_PICTURE_WIDTH = 2400
_SHAPES = Path(atlas.__file__).with_name("shapes.json")
Values = dict[str, Any]


def contents(document: dict[str, Any], slug: str, *, site: str) -> dict[str, bytes]:
    """Return every file of a kit by its path.

    :param document: of a snapshot. :param slug: of the campaign. :param site: PUBLIC_BASE_URL.
    """
    campaign = document["campaigns"][slug]
    written = campaign["text"]
    found: dict[str, str | bytes] = {
        "README.txt": "\n\n\n".join(
            f"{LANGUAGES[code].own_name}\n\n"
            + render("press/kit/start.txt", code, _values(document, slug, code, site))
            for code in CODES
        ),
        "figures.csv": figures_csv(document, slug),
        "map-print.svg": _map(document, slug, DEFAULT, "print"),
        "map.png": _picture(document, slug),
    }
    for name in ("LICENCE", "CREDITS"):
        values = _values(document, slug, DEFAULT, site)
        found[f"{name}.txt"] = render(f"press/kit/{name.lower()}.txt", DEFAULT, values)
    for code in CODES:
        values = _values(document, slug, code, site)
        found[f"{code}/README.txt"] = render("press/kit/readme.txt", code, values)
        found[f"{code}/figures.txt"] = _figures(campaign, code, values)
        found[f"{code}/map.svg"] = _map(document, slug, code, "light")
        if written:
            text = _text(written["version_id"], code, values)
            found[f"{code}/text-of-the-pledge.txt"] = text
    return {path: _as_bytes(content) for path, content in found.items()}


def _as_bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else f"{content.rstrip()}\n".encode()


def _values(document: dict[str, Any], slug: str, code: str, site: str) -> Values:
    campaign = document["campaigns"][slug]
    source = json.loads(_SHAPES.read_text(encoding="utf-8"))["source"]
    return {
        "title": campaign["titles"][code],
        "as_of": moment(_as_of(document), code),
        "snapshot": document["number"],
        "demonstration": campaign["demonstration"],
        "has_text": campaign["text"] is not None,
        "folder": code,
        "site": site,
        "licence_url": LICENCE_URL,
        "shapes": source,
    }


def _as_of(document: dict[str, Any]) -> datetime:
    return clock.read_stamp(document["as_of"])


def _figures(campaign: dict[str, Any], code: str, values: Values) -> str:
    found = figures(campaign, code)
    with force_locale(LANGUAGES[code].locale):
        words = {standing: gettext(word) for standing, word in STANDINGS.items()}
        groups = [(gettext(word), counts) for word, counts in found.groups]

    def counted(counts: dict[str, int]) -> list[tuple[str, str]]:
        return [(words[standing], number(counts[standing], code)) for standing in STANDINGS]

    def dated(line: Any) -> Any:
        return line._replace(since=day(datetime.fromisoformat(line.since).date(), code))

    target = campaign["target"]
    sheet = {
        "target": number(target, code) if target else "",
        "counts": counted(found.counts),
        "observers": counted(found.observers),
        "groups": [(word, counted(counts)) for word, counts in groups],
        "lists": [
            (words[standing], number(len(lines), code), [dated(line) for line in lines])
            for standing, lines in found.lists
        ],
    }
    return render("press/kit/figures.txt", code, {**values, **sheet})


def _text(version_id: int, code: str, values: Values) -> str:
    version = texts.version(version_id)
    if version is None or version.published_at is None:
        raise LookupError(version_id)
    text = {
        "text_title": version.titles[code],
        "version": version.number,
        "published": day(version.published_at.date(), code),
        "preamble": version.preambles[code],
        "clauses": [
            (each.position, each.headings[code], markup.plain(each.bodies[code]))
            for each in texts.clauses(version_id)
        ],
    }
    return render("press/kit/text.txt", code, {**values, **text})


def _map(document: dict[str, Any], slug: str, code: str, scheme: Any) -> str:
    campaign = document["campaigns"][slug]
    counts = campaign["counts"]
    with force_locale(LANGUAGES[code].locale):
        words = {standing: gettext(word) for standing, word in STANDINGS.items()}
        labels = {key: f"{words[key]}: {number(counts[key], code)}" for key in STANDINGS}
        labels |= {key: gettext(word) for key, word in INSETS.items()}
        stamp = " · ".join(
            (
                gettext("As of %(time)s", time=moment(_as_of(document), code)),
                gettext("Snapshot %(number)s", number=document["number"]),
            )
        )
        notes = [
            stamp,
            gettext("The map implies no endorsement of the boundaries and names on it."),
            "Global Pledge register, ChildFund Alliance (CC BY 4.0)",
        ]
        if campaign["demonstration"]:
            notes.insert(0, gettext("A demonstration: no State has made these pledges."))
    standings = _standings(campaign)
    titles = {
        state.iso3: f"{state.name(code)}: {words[standings.get(state.iso3, NOTHING)]}"
        for state in states.all_states()
    }
    return draw_picture(
        standings,
        titles=titles,
        heading=campaign["titles"][code],
        scheme=scheme,
        labels=labels,
        notes=tuple(notes),
    )


def _standings(campaign: dict[str, Any]) -> dict[str, str]:
    return {iso3: stands["standing"] for iso3, stands in campaign["states"].items()}


def _picture(document: dict[str, Any], slug: str) -> bytes:
    """Draw the map as PNG. It holds no words but its caption, which is English."""
    campaign = document["campaigns"][slug]
    counts = campaign["counts"]
    svg = draw_picture(_standings(campaign), titles={}, heading="", scheme="light")
    caption = [
        f"{campaign['titles'][DEFAULT]}: {counts['deposited']} of 193 Member States have deposited"
        f" a pledge (solid), {counts['announced']} have announced one (striped).",
        f"As of {moment(_as_of(document), DEFAULT)}, snapshot {document['number']}. Global Pledge"
        " register, ChildFund Alliance, CC BY 4.0. Boundaries and names imply no endorsement.",
    ]
    if campaign["demonstration"]:
        caption.insert(0, "DEMONSTRATION: no State has made these pledges.")
    return raster.png(svg, width=_PICTURE_WIDTH, caption="\n".join(caption))
