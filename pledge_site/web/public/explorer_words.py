"""The words of the explorer: titles, classes, the sentence under the map, what can be chosen."""

from flask_babel import gettext, ngettext

from pledge_site.domain.atlas.colouring import TAGS, Row
from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.words import day, number
from pledge_site.web.public import home
from pledge_site.web.public.campaigns import every_campaign
from pledge_site.web.public.explorer_asked import Asked
from pledge_site.web.public.labels import group_words, standing_words

_TAGGED: dict[str, str] = {
    "has": N_("A deposited pledge with such a commitment"),
    "has_announced": N_("An announced pledge with such a commitment"),
    "without": N_("A pledge without such a commitment"),
}
_KINDS: dict[str, str] = {
    "outcome": N_("Outcomes"),
    "capability": N_("Capabilities"),
    "domain": N_("Domains of digital citizenship"),
}

Choices = list[tuple[str, list[tuple[str, str]]]]


def title(wanted: Asked) -> str:
    """Say exactly what is coloured, and of which day and group."""
    whole = _what(wanted)
    if not wanted.campaign.is_current:
        whole = f"{wanted.campaign.title()} – {whole}"
    if wanted.group:
        whole = f"{whole} – {group_words(wanted.group)}"
    if wanted.only:
        whole = f"{whole} – {class_words(wanted.only, wanted)}"
    if wanted.on:
        whole = gettext("%(title)s, as of %(day)s", title=whole, day=day(wanted.on))
    return whole


def _what(wanted: Asked) -> str:
    kind, code = wanted.colour.kind, wanted.colour.code
    if kind == "standing":
        return gettext("Where each State stands")
    if kind == "region":
        return gettext("The regional groups of the United Nations")
    if kind == "clause":
        return wanted.clauses[code]
    return gettext("Pledges with a commitment on: %(tag)s", tag=gettext(TAGS[kind][code]))


def class_words(code: str, wanted: Asked) -> str:
    """Return the words for a class of States."""
    kind = wanted.colour.kind
    if kind == "region":
        return group_words(code)
    if kind == "clause" and code in ANSWERS:
        return gettext(ANSWERS[code])
    if code in _TAGGED:
        return gettext(_TAGGED[code])
    return standing_words(code, endorsement=wanted.campaign.is_endorsement)


def sentence(wanted: Asked, rows: list[Row]) -> str:
    """Say in words what the map shows, counting Member States."""
    kind, total = wanted.colour.kind, number(sum(row.members for row in rows))
    counted = {row.code: row.members for row in rows}
    if kind == "region":
        return gettext("Each Member State is in one regional group; observers are in none.")
    if kind == "clause":
        adopted = counted["adopt"] + counted["adopt_with_statement"]
        return ngettext(
            "%(num)s of %(total)s Member States has adopted this clause.",
            "%(num)s of %(total)s Member States have adopted this clause.",
            adopted,
            total=total,
        )
    if kind != "standing":
        return ngettext(
            "%(num)s of %(total)s Member States has deposited a pledge with such a commitment.",
            "%(num)s of %(total)s Member States have deposited a pledge with such a commitment.",
            counted["has"],
            total=total,
        )
    if wanted.group:
        return _of_group(wanted, counted, total)
    if wanted.campaign.is_endorsement:
        return home.summary(wanted.campaign)
    parts = (home.summary, home.map_sentence, home.observer_sentence)
    return " ".join(said for part in parts if (said := part(wanted.campaign)))


def _of_group(wanted: Asked, counted: dict[str, int], total: str) -> str:
    if wanted.campaign.is_endorsement:
        return ngettext(
            "%(num)s of the %(total)s Member States in this group has endorsed it.",
            "%(num)s of the %(total)s Member States in this group have endorsed it.",
            counted["announced"] + counted["deposited"],
            total=total,
        )
    return ngettext(
        "%(num)s of the %(total)s Member States in this group has deposited a pledge.",
        "%(num)s of the %(total)s Member States in this group have deposited a pledge.",
        counted["deposited"],
        total=total,
    )


def colour_choices(wanted: Asked) -> Choices:
    """Return what the map can be coloured by, in groups; a group's first text is its name."""
    plain = [
        ("standing", gettext("Where each State stands")),
        ("region", gettext("The regional groups of the United Nations")),
    ]
    others = [
        (f"campaign:{other.slug}", other.title())
        for other in every_campaign()
        if other.slug != wanted.campaign.slug
    ]
    own = (
        []
        if wanted.campaign.is_endorsement
        else [
            *(
                (
                    gettext(_KINDS[kind]),
                    [(f"{kind}:{code}", gettext(name)) for code, name in TAGS[kind].items()],
                )
                for kind in _KINDS
            ),
            (gettext("Clauses"), [(f"clause:{key}", name) for key, name in wanted.clauses.items()]),
        ]
    )
    return [
        ("", plain),
        *[each for each in own if each[1]],
        *([(gettext("Other campaigns"), others)] if others else []),
    ]
