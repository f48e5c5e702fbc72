"""The charts beside the map, in words and marks: what the page, the files and embeds show of each.

What is counted and drawn is in `domain/atlas/charts`. Everything here is in the language of the
request, and a function of the campaign's document in one snapshot.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext
from markupsafe import Markup

from pledge_site.domain.atlas.charts import drawing, queries, series
from pledge_site.domain.atlas.charts.pen import Words
from pledge_site.domain.commitments.codes import CAPABILITIES, FIRMNESS
from pledge_site.kernel import clock
from pledge_site.web.edge.headers import POLICY
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, joined, moment, number
from pledge_site.web.embed import frames
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import firmness_words, group_words, standing_words

_NAMED = 3
# What the library of the explorer needs, and no other page has: it places its own elements by style
# attributes, and makes the picture that a reader saves.
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY.replace(
        "style-src 'self'", "style-src 'self'; style-src-attr 'unsafe-inline'"
    ).replace("img-src 'self'", "img-src 'self' data: blob:")
}
Cells = list[list[str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `draw(alone)` gives its SVG; the rest is the same for who reads it as text."""

    name: str
    title: str
    description: str
    headings: list[str]
    rows: Cells
    codes: Cells
    draw: Callable[[bool], str]

    @property
    def markup(self) -> Markup:
        """The chart as the page holds it."""
        # Our own drawing; the pen escapes every text in it.
        return Markup(self.draw(False))  # noqa: S704


def shown(campaign: Shown) -> list[Chart]:
    """Return the charts of a campaign; an earlier one has no commitments to count."""
    names = [name for name in NAMES if not (campaign.is_endorsement and name == "capabilities")]
    return [chart(name, campaign) for name in names]


def frames_of(shown: list[Chart]) -> dict[str, dict[str, str]]:
    """Return what another site copies to show each of these charts, by name."""
    return {each.name: frames.of_chart(each.name, each.title) for each in shown}


def chart(name: str, campaign: Shown) -> Chart:
    """Return one chart by its name, one of `NAMES`."""
    return _MAKERS[name](campaign)


def svg(name: str, campaign: Shown) -> str:
    """Return a chart as a picture that stands alone, with its title, time and credit."""
    return chart(name, campaign).draw(True)


def _words(title: str, description: str, labels: dict[str, str], campaign: Shown) -> Words:
    notes = [gettext("As of %(time)s", time=moment(campaign.as_of))] if campaign.as_of else []
    if campaign.document["demonstration"]:
        notes.append(gettext("A demonstration: no State has made these pledges."))
    notes.append(f"{gettext('The Global Pledge')} – ChildFund Alliance, CC BY 4.0")
    rtl = language().direction == "rtl"
    return Words(title, description, labels, number=number, rtl=rtl, notes=tuple(notes))


def _standings(campaign: Shown) -> dict[str, str]:
    return {
        code: standing_words(code, endorsement=campaign.is_endorsement)
        for code in ("deposited", "announced")
    }


def _over_time(campaign: Shown) -> Chart:
    until = campaign.as_of.date() if campaign.as_of else clock.today()
    days = series.over_time(campaign.document, until)
    target: int | None = campaign.document["target"]
    labels = _standings(campaign)
    last = days[-1]
    said = ngettext(
        "On %(day)s: %(num)s Member State deposited, %(announced)s announced.",
        "On %(day)s: %(num)s Member States deposited, %(announced)s announced.",
        last.deposited,
        day=day(last.day),
        announced=number(last.announced),
    )
    if target:
        hope = gettext(
            "The campaign hopes for %(target)s deposited pledges.", target=number(target)
        )
        said = f"{said} {hope}"
    title = gettext("Pledges over time, and the target")
    words = _words(
        title,
        said,
        {
            **labels,
            "either": gettext("Deposited or announced"),
            "target": gettext("Target: %(target)s", target=number(target or 0)),
            "from": day(days[0].day),
            "to": day(last.day),
        },
        campaign,
    )
    return Chart(
        "over-time",
        title,
        said,
        [gettext("Day"), *labels.values()],
        [[day(each.day), number(each.deposited), number(each.announced)] for each in days],
        [
            ["date", "deposited", "announced"],
            *([each.day.isoformat(), str(each.deposited), str(each.announced)] for each in days),
        ],
        lambda alone: drawing.over_time(days, target, words, alone=alone),
    )


def _by_group(campaign: Shown) -> Chart:
    shares = series.by_group(campaign.document)
    counted = "announced" if campaign.is_endorsement else "deposited"
    lines = {
        each.group: gettext(
            "%(group)s: %(count)s of %(total)s",
            group=group_words(each.group),
            count=number(getattr(each, counted)),
            total=number(each.members),
        )
        for each in shares
    }
    title = gettext("Pledges by regional group, as a share of its members")
    standings = _standings(campaign)
    said = f"{standings[counted]} – {'; '.join(lines.values())}."
    words = _words(title, said, {**lines, **standings}, campaign)
    return Chart(
        "by-group",
        title,
        said,
        [gettext("Regional group"), *standings.values(), gettext("Member States")],
        [[group_words(each.group), *map(number, each[1:])] for each in shares],
        [
            ["group", "deposited", "announced", "members"],
            *([each.group, *map(str, each[1:])] for each in shares),
        ],
        lambda alone: drawing.by_group(shares, words, alone=alone),
    )


def _capabilities(campaign: Shown) -> Chart:
    versions = series.standing_versions(campaign.document)
    rows = series.by_capability(queries.commitments(versions))
    most = sorted(rows, key=lambda row: -sum(row.counts))[:_NAMED]
    named = joined(
        [f"{gettext(CAPABILITIES[row.code])} ({number(sum(row.counts))})" for row in most]
    )
    title = gettext("Commitments by capability, and how firm they are")
    said = gettext("Most commitments work on: %(capabilities)s.", capabilities=named)
    labels = {code: gettext(name) for code, name in CAPABILITIES.items()}
    labels |= {code: firmness_words(code) for code in FIRMNESS}
    words = _words(title, said, labels, campaign)
    return Chart(
        "capabilities",
        title,
        said,
        [gettext("Capability"), *(firmness_words(code) for code in FIRMNESS)],
        [[labels[row.code], *map(number, row.counts)] for row in rows],
        [["capability", *FIRMNESS], *([row.code, *map(str, row.counts)] for row in rows)],
        lambda alone: drawing.by_capability(rows, words, alone=alone),
    )


_MAKERS: dict[str, Callable[[Shown], Chart]] = {
    "over-time": _over_time,
    "by-group": _by_group,
    "capabilities": _capabilities,
}
NAMES: tuple[str, ...] = tuple(_MAKERS)


def stamped(campaign: Shown) -> dict[str, Any]:
    """Return what every row of a sheet carries: which snapshot, which campaign, which licence."""
    return {
        "snapshot": campaign.snapshot,
        "as_of": clock.stamp(campaign.as_of) if campaign.as_of else "",
        "campaign": campaign.slug,
        "demonstration": "true" if campaign.document["demonstration"] else "false",
        "licence": "CC-BY-4.0",
    }
