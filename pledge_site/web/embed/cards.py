"""The cards that stand for pages where someone shares them: of a campaign, a State, a pledge.

A card is known by what it says, so that its address changes when that does, and each is drawn once
while it is on the shelf. It reads the snapshot that stands, and nothing else.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext, ngettext

from pledge_site.domain.atlas.palettes import PALETTES
from pledge_site.domain.atlas.picture import draw_picture
from pledge_site.domain.states import State, find
from pledge_site.kernel.canonical import digest
from pledge_site.outlets import cards
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.packed import PUBLIC
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.edge.shelf import Shelf
from pledge_site.web.edge.words import day, joined
from pledge_site.web.public import earlier
from pledge_site.web.public.campaigns import Shown, campaign_named
from pledge_site.web.public.home import headline
from pledge_site.web.public.labels import standing_words
from pledge_site.web.public.parties import states_of
from pledge_site.web.public.pledge_pages import find_pledge

blueprint = Blueprint("cards", __name__, url_prefix="/<lang>/cards")

# Bytes: some two hundred cards.
_ROOM = 16 * 1024 * 1024
_SHELF = "card_shelf"
# More States than these are counted, not named.
_NAMED = 6
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
    return _answer(_of_campaign(campaign), campaign.standings())


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


@blueprint.get("/campaigns/<slug>.png")
def campaign(slug: str) -> Response:
    """Draw the card of a campaign other than the current one: its number and its map."""
    found = campaign_named(slug)
    return _answer(_of_campaign(found), found.standings())


@blueprint.get("/pledges/<reference>.png")
def pledge(reference: str) -> Response:
    """Draw the card of a pledge: whose it is, where it stands, how much is in it."""
    found = find_pledge(reference)
    entry = found.entry
    standings = dict.fromkeys(entry["states"], entry["standing"])
    return _answer(_of_pledge(found.reference, found.campaign), standings)


def facts_of_home(campaign: Shown) -> dict[str, str]:
    """Return what the home page says of its card: where it is, and what it says in words."""
    return facts_of_campaign(campaign, absolute_url("public.home", **campaign.link()))


def facts_of_campaign(campaign: Shown, page: str) -> dict[str, str]:
    """Return the same for any page of a campaign.

    :param page: the whole address of the page.
    """
    said = _of_campaign(campaign)
    if campaign.is_current:
        return _facts(absolute_url("cards.home", v=_mark(said)), page, said)
    return _facts(absolute_url("cards.campaign", slug=campaign.slug, v=_mark(said)), page, said)


def facts_of_pledge(reference: str, campaign: Shown, page: str) -> dict[str, str]:
    """Return the same for a page of a pledge."""
    said = _of_pledge(reference, campaign)
    return _facts(absolute_url("cards.pledge", reference=reference, v=_mark(said)), page, said)


def facts_of_state(found: State, campaign: Shown) -> dict[str, str] | None:
    """Return the same for the page of a State; None in another campaign than the current one."""
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


def _of_campaign(campaign: Shown) -> dict[str, Any]:
    figure, sentence = _number(campaign)
    return _document(
        campaign,
        figure=figure,
        sentence=sentence,
        # Drawn from these when the card is; two maps that differ have two addresses.
        map=digest(campaign.standings()) if campaign.states else "",
    )


def _number(campaign: Shown) -> tuple[str, str]:
    if campaign.is_endorsement:
        return earlier.headline(campaign)
    head = headline(campaign)
    return head["figure"], head["sentence"]


def _of_pledge(reference: str, campaign: Shown) -> dict[str, Any]:
    entry, code = campaign.pledges[reference], language().code
    names = [state.name(code) for state in states_of(entry)]
    is_joint, count = entry["kind"] == "joint", entry["commitments"]
    held = ngettext("%(num)s commitment", "%(num)s commitments", count) if count else ""
    whose = joined(names) if len(names) <= _NAMED else _states(len(names))
    return _document(
        campaign,
        title=gettext("Joint pledge") if is_joint else names[0],
        standing=entry["standing"],
        facts=[standing_words(entry["standing"]), day(entry["since"])],
        sentence=" · ".join(filter(None, (whose if is_joint else "", held, reference))),
        map=digest(entry["states"]),
    )


def _states(count: int) -> str:
    return ngettext("%(num)s State", "%(num)s States", count)


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
