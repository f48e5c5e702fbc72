"""What a reader asks of the explorer, read from the address and refused when it is nonsense."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from flask import abort, url_for
from flask_babel import gettext

from pledge_site.domain.atlas import colouring
from pledge_site.domain.atlas.colouring import Colour
from pledge_site.domain.snapshots.earlier import shown_on
from pledge_site.domain.snapshots.past import campaign_on
from pledge_site.domain.states import GROUPS
from pledge_site.domain.texts import queries as texts
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import asked
from pledge_site.web.edge.words import number
from pledge_site.web.public.campaigns import Shown, campaign_asked

PARAMS = ("campaign", "colour", "group", "only", "as_of", "sort", "names")
SORTS = ("name", "class", "since", "group")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asks the map: a campaign as it stood, a colouring, and whom to show."""

    campaign: Shown
    clauses: dict[str, str]
    colour: Colour
    group: str
    only: str
    on: date | None
    sort: str
    is_named: bool = False

    def address(self, **changes: str) -> str:
        """Return the address of this page with some answers changed; empty ones are left out."""
        return url_for("public.explorer", **self.answers(**changes))

    def answers(self, **changes: str) -> dict[str, Any]:
        """Return what the address carries, with some answers changed; empty ones are left out."""
        wanted: dict[str, Any] = {
            "colour": "" if self.colour == colouring.STANDING else self.colour.value,
            "group": self.group,
            "only": self.only,
            "as_of": self.on.isoformat() if self.on else "",
            "sort": "" if self.sort == "name" else self.sort,
            "names": "1" if self.is_named else "",
            **self.campaign.link(),
            **changes,
        }
        return {name: value for name, value in wanted.items() if value}


def read() -> Asked | str:
    """Read what is asked, or the address where it stands under another name.

    An unknown colour, group or class is an unknown page.

    :raises Refused: as_of.unreadable, as_of.future
    """
    campaign, text = campaign_asked(), asked("colour")
    if text.startswith("campaign:"):
        return _other_campaign(text.partition(":")[2])
    clauses = clause_names(campaign)
    if text in colouring.TAGS:
        text = f"{text}:{next(iter(colouring.TAGS[text]))}"
    colour = colouring.read(text, clauses)
    group, only, sort = asked("group"), asked("only"), asked("sort") or "name"
    if colour is None or (group and group not in GROUPS) or sort not in SORTS:
        abort(404)
    if only and only not in colouring.CLASSES:
        abort(404)
    if campaign.is_endorsement and colour.kind not in ("standing", "region"):
        abort(404)
    on = day_asked()
    wanted = Asked(
        then(campaign, on), clauses, colour, group, only, on, sort, asked("names") == "1"
    )
    # The form keeps a class where another colouring is chosen that has no such class.
    return wanted if only in ("", *colour.looks) else wanted.address(only="")


def then(campaign: Shown, on: date | None) -> Shown:
    """Return a campaign as it stood at the end of a day; as it is when no day is asked for."""
    if on is None:
        return campaign
    end = datetime.combine(on, time.max, UTC)
    return replace(
        campaign,
        document=campaign_on(campaign.document, on, shown_on(campaign.pledges.values(), on)),
        as_of=min(campaign.as_of, end) if campaign.as_of else None,
    )


def _other_campaign(slug: str) -> str:
    names = ("group", "only", "as_of", "sort", "names")
    kept: dict[str, Any] = {name: asked(name) for name in names if asked(name)}
    return url_for("public.explorer", campaign=slug, **kept)


def day_asked() -> date | None:
    """Read the day whose end the address asks for.

    :raises Refused: as_of.unreadable, as_of.future
    """
    text = asked("as_of")
    if not text:
        return None
    try:
        on = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        on = None
    if on is None:
        raise Refused("as_of.unreadable")
    if on > clock.today():
        raise Refused("as_of.future")
    return on


def clause_names(campaign: Shown) -> dict[str, str]:
    """Return the clauses of the campaign's text as "1. Heading", by their lasting ids."""
    text = campaign.document["text"]
    code = language().code
    return {
        each.clause.key: gettext(
            "Clause %(number)s: %(heading)s",
            number=number(each.position),
            heading=each.headings[code],
        )
        for each in (texts.clauses(text["version_id"]) if text else [])
    }
