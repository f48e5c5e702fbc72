"""What another site copies to show a page of `/embed/`: its address, its title, its height.

How it is written on a page is in ``templates/components/share.html``.
"""

from flask import url_for
from flask_babel import gettext

from pledge_site.domain.states import State
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.proxy import absolute_url

# CSS pixels. A State's: a name of two lines, the standing, the number, whose it is.
_OF_STATE = 340
_OF_MAP = 720
_OF_CHART = 620


def of_map() -> dict[str, str]:
    """Return the frame of the map."""
    return {
        "id": "embed",
        "frame": absolute_url("embed.world"),
        "picture": url_for("embed.world_svg"),
        "title": gettext("The Global Pledge"),
        "height": str(_OF_MAP),
    }


def of_state(state: State) -> dict[str, str]:
    """Return the frame of a State."""
    return {
        "id": "embed",
        "frame": absolute_url("embed.state", iso3=state.iso3),
        "picture": url_for("embed.state_svg", iso3=state.iso3),
        "title": f"{state.name(language().code)} – {gettext('The Global Pledge')}",
        "height": str(_OF_STATE),
    }


def of_chart(name: str, title: str) -> dict[str, str]:
    """Return the frame of a chart of the current campaign."""
    return {
        "id": f"embed-{name}",
        "frame": absolute_url("embed.chart", name=name),
        "picture": url_for("embed.chart_svg", name=name),
        "title": f"{title} – {gettext('The Global Pledge')}",
        "height": str(_OF_CHART),
    }
