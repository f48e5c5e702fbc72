"""Draws the map for pages: one string of inline SVG, whose colours come from ``map.css``.

The picture that stands alone (press kit, PNG) is in :mod:`pledge_site.domain.atlas.picture`. What
a State's standing is, and the words for it, come from the caller.
"""

from collections.abc import Mapping
from html import escape

from pledge_site.domain.atlas.naming import written
from pledge_site.domain.atlas.patterns import disc, patterns
from pledge_site.domain.atlas.shapes import Frame, Mark, atlas

STANDINGS = ("deposited", "announced", "on_hold", "withdrawn")
"""What a State may be drawn as. A State that is missing has done nothing yet."""
GROUPS = tuple(f"group-{place}" for place in range(1, 6))
LOOKS = (*STANDINGS, "statement", "without", "off", *GROUPS)
"""What a page's map can draw besides: other colourings, and `off` for who is not asked for."""


def draw(
    standings: Mapping[str, str],
    titles: Mapping[str, str],
    *,
    href: str,
    heading: str,
    prefix: str = "m-",
    labels: Mapping[str, str] | None = None,
) -> str:
    """Return the map as inline SVG: a ``div.map`` with the world and three framed insets.

    Each of the 195 is one link, ``<a id="m-GHA" class="deposited">``: its class is its standing,
    and a State that has done nothing yet has none. To show another standing, change that one
    attribute; ``is-fresh`` beside it marks what has just changed.

    Tab order is the order of the text: the world by region, in a region the States with a shape
    alone before those with a circle, then by English short name; after it the insets in the order
    of :data:`~pledge_site.domain.atlas.shapes.INSETS`. It is the same in every language, so that
    the map is the same for every reader.

    `titles` holds for each State what a reader hears and a pointer shows: the State's official
    short name, and, when it has one, its standing in words ("Ghana: deposited"). A State without a
    title is named by its code. `href` is a template such as ``states/{}/``; `heading` names the
    map for who can't see it; `labels` names the insets by key, and by code those States whose names
    are to be written on the map, as far as there is room. All text is escaped here. `prefix` starts
    every id; ``map.css`` expects ``m-``, and a page can hold one map of a prefix.

    :raises ValueError: a standing that can't be drawn, or a code that is not on the list.
    """
    refuse_unknown(standings, LOOKS)
    whole = atlas()
    link = _Links(standings, titles, href, prefix)
    words = labels or {}
    world = "".join(link.of(mark) for mark in whole.marks)
    world += written(whole.marks, words, (whole.width, whole.height), whole.frames)
    frames = "".join(_frame(frame, link, words) for frame in whole.frames)
    return (
        f'<div class="map"><svg class="map__world" viewBox="0 0 {whole.width} {whole.height}" '
        f'role="group" aria-label="{escape(heading)}">'
        f"<defs>{patterns(prefix, also=set(standings.values()))}{disc(prefix)}</defs>"
        f'<path class="map__land" d="{whole.land}"/>{world}</svg>{frames}</div>'
    )


def refuse_unknown(standings: Mapping[str, str], drawn: tuple[str, ...] = STANDINGS) -> None:
    """Refuse a standing that has no drawing, or a code that has no State.

    :raises ValueError: naming the first one found, by code.
    """
    known = {mark.iso3 for mark in atlas().every_mark()}
    for iso3, standing in sorted(standings.items()):
        if iso3 not in known:
            raise ValueError(f"{iso3} is not on the list of States")
        if standing not in drawn:
            raise ValueError(f"{iso3}: {standing!r} is not drawn on the map")


class _Links:
    """Writes States as links; holds what is the same for all of them."""

    def __init__(
        self, standings: Mapping[str, str], titles: Mapping[str, str], href: str, prefix: str
    ) -> None:
        self._standings = standings
        self._titles = titles
        self._href = escape(href)
        self._prefix = escape(prefix)

    def of(self, mark: Mark) -> str:
        iso3 = mark.iso3
        standing = self._standings.get(iso3)
        bears = f' class="{standing}"' if standing else ""
        title = escape(self._titles.get(iso3, iso3), quote=False)
        shape = f'<path d="{mark.path}"/>' if mark.path else ""
        if mark.circle:
            x, y = mark.circle
            shape += f'<use href="#{self._prefix}disc" x="{x}" y="{y}"/>'
        return (
            f'<a{bears} href="{self._href.replace("{}", iso3)}" id="{self._prefix}{iso3}">'
            f"<title>{title}</title>{shape}</a>"
        )


def _frame(frame: Frame, link: _Links, words: Mapping[str, str]) -> str:
    width, height = frame.size
    label = words.get(frame.key, "")
    name = f' role="group" aria-label="{escape(label)}"' if label else ""
    text = (
        f'<text x="8" y="16" aria-hidden="true">{escape(label, quote=False)}</text>'
        if label
        else ""
    )
    return (
        f'<svg class="map__inset map__inset--{frame.key}" viewBox="0 0 {width} {height}"{name}>'
        f'<path class="map__coast" d="{frame.coast}"/>{text}'
        f"{''.join(link.of(mark) for mark in frame.marks)}"
        f"{written(frame.marks, words, frame.size)}</svg>"
    )
