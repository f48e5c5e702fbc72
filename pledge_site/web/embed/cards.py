"""The cards that stand for pages where someone shares them: of the home page, of each State.

A card is known by what it says, so that its address changes when that does, and each is drawn once
while it is on the shelf. It reads the snapshot that stands, and nothing else.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext

from pledge_site.domain.atlas.palettes import PALETTES
from pledge_site.domain.atlas.picture import draw_picture
from pledge_site.domain.states import State, find
from pledge_site.kernel.canonical import digest
from pledge_site.outlets import cards
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.packed import PUBLIC
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.edge.shelf import Shelf
from pledge_site.web.edge.words import day
from pledge_site.web.public.campaigns import Shown, campaign_named
from pledge_site.web.public.home import headline
from pledge_site.web.public.labels import standing_words

blueprint = Blueprint("cards", __name__, url_prefix="/<lang>/cards")

# Bytes: some two hundred cards.
_ROOM = 16 * 1024 * 1024
_SHELF = "card_shelf"
_LIGHT = PALETTES["light"]


@dataclass(frozen=True, slots=True)
class Card:
    """A drawn card."""

    data: bytes

    @property
    def size(self) -> int:
        return len(self.data) + 256


@blueprint.record_once
def _lay_shelf(state: Any) -> None:
    state.app.extensions[_SHELF] = Shelf[Card](_ROOM)


@blueprint.get("/home.png")
def home() -> Response:
    """Draw the card of the home page: the number and the map."""
    campaign = campaign_named("")
    return _answer(_of_home(campaign), campaign.standings())


@blueprint.get("/<iso3>.png")
def state(iso3: str) -> Response:
    """Draw the card of a State: where it stands."""
    found = find(iso3)
    if found is None:
        abort(404)
    campaign = campaign_named("")
    entry = campaign.states.get(found.iso3)
    # Where it lies; of the other States this card says nothing.
    return _answer(_of_state(found, campaign), {found.iso3: entry["standing"]} if entry else {})


def facts_of_home(campaign: Shown) -> dict[str, str] | None:
    """Return what the home page says of its card: where it is, and what it says in words.

    None in a campaign other than the current one: it has no cards.
    """
    if not campaign.is_current:
        return None
    said = _of_home(campaign)
    return _facts(absolute_url("cards.home", v=_mark(said)), absolute_url("public.home"), said)


def facts_of_state(found: State, campaign: Shown) -> dict[str, str] | None:
    """Return the same for the page of a State."""
    if not campaign.is_current:
        return None
    said = _of_state(found, campaign)
    page = absolute_url("public.state", iso3=found.iso3)
    return _facts(absolute_url("cards.state", iso3=found.iso3, v=_mark(said)), page, said)


def _facts(address: str, page: str, said: dict[str, Any]) -> dict[str, str]:
    words = [said["title"], *said["facts"], said["figure"], said["sentence"]]
    alt = " · ".join(word for word in words if word)
    return {
        "page": page,
        "url": address,
        "path": address[address.index("/", address.index("://") + 3) :],
        "alt": f"{said['mark']} {alt}".strip(),
        "width": str(cards.WIDTH),
        "height": str(cards.HEIGHT),
    }


def _of_home(campaign: Shown) -> dict[str, Any]:
    head = headline(campaign)
    return _document(
        campaign,
        figure=head["figure"],
        sentence=head["sentence"],
        # Drawn from these when the card is; two maps that differ have two addresses.
        map=digest(campaign.standings()) if campaign.states else "",
    )


def _of_state(found: State, campaign: Shown) -> dict[str, Any]:
    head, standing = headline(campaign), campaign.standing(found.iso3)
    entry = campaign.states.get(found.iso3)
    return _document(
        campaign,
        title=found.name(language().code),
        standing=standing,
        facts=[standing_words(standing), *([day(entry["since"])] if entry else [])],
        sentence=f"{head['figure']} {head['sentence']}",
    )


def _document(campaign: Shown, **own: Any) -> dict[str, Any]:
    spoken = language()
    note = gettext("A demonstration: no State has made these pledges.")
    base = urlsplit(current_app.config["SETTINGS"].public_base_url)
    empty = {"title": "", "standing": "", "facts": [], "figure": "", "sentence": "", "map": ""}
    return empty | {
        "lang": spoken.code,
        "rtl": spoken.direction == "rtl",
        "register": gettext("The Global Pledge"),
        "mark": note if campaign.document["demonstration"] else "",
        "footer": campaign.title(),
        "address": base.netloc,
        **own,
    }


def _mark(said: dict[str, Any]) -> str:
    return digest(said)[:12]


def _answer(said: dict[str, Any], standings: dict[str, str]) -> Response:
    def make() -> Card | None:
        drawn = said
        if standings:
            picture = draw_picture(standings, titles={}, heading="", scheme="light")
            if not said["figure"]:
                picture = picture.replace(_LIGHT.nothing, _LIGHT.land)
            drawn = said | {"map": picture}
        data = cards.png(drawn)
        return Card(data) if data is not None else None

    shelf: Shelf[Card] = current_app.extensions[_SHELF]
    mark = _mark(said)
    card = shelf.find_or_make(mark, make)
    if card is None:
        busy = Response(status=503, mimetype="text/plain")
        busy.headers["Retry-After"] = "5"
        return busy
    answer = Response(card.data, mimetype="image/png")
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = PUBLIC
    # Whoever shows the page elsewhere shows its card with it.
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.make_conditional(request)
    return answer
