"""What groups said, beside the clauses of the draft: filtered by its address, twenty on a page."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.domain.workshops import bands, desk
from pledge_site.domain.workshops import queries as workshops
from pledge_site.domain.workshops.desk import Wanted
from pledge_site.kernel.languages import LANGUAGES, N_
from pledge_site.kernel.text import fold
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.edge.tongues import name_of
from pledge_site.web.secretariat.drafting.blueprint import (
    blueprint,
    campaign_id,
    clauses_of,
    draft_or_none,
)
from pledge_site.web.secretariat.drafting.words import country_name, shown
from pledge_site.web.secretariat.reading import whole_number

_FATES: dict[str, str] = {desk.NONE: N_("No fate yet"), **bands.FATES}


@blueprint.get("/contributions/")
@needs(Permission.TEXT_DRAFT)
def contributions() -> ResponseReturnValue:
    """Show a page of what groups said, beside the draft."""
    actor, campaign = the_actor(), campaign_id()
    draft = draft_or_none()
    clauses = clauses_of(draft)
    wanted = _asked({each.id for each in clauses})
    counts = desk.counts(actor, campaign)
    many = desk.how_many(actor, campaign, wanted) if wanted.clause else counts.matching(wanted)
    pages = max(1, -(-many // desk.ON_A_PAGE))
    number = whole_number(request.args.get("page", "1"))
    if not 1 <= number <= pages:
        abort(404)
    found = desk.found(actor, campaign, wanted, number)
    links = workshops.links_of(each.id for each in clauses)
    return page(
        "secretariat/drafting/contributions.html",
        draft=draft,
        drafted_in=LANGUAGES[draft.drafted_in] if draft else None,
        clauses=clauses,
        linked={each.id: _spans(links, each.id) for each in clauses},
        rows=[shown(each, clauses) for each in found],
        many=many,
        all=counts.all,
        fates=_choices(wanted, "fate", _FATES, counts),
        filters=_filters(wanted, counts),
        wanted=wanted,
        without_clause=_link(wanted._replace(clause=0)),
        everything=url_for(".contributions"),
        page=number,
        pages=pages,
        turned=lambda turned: _link(wanted, page=turned),
    )


def _asked(clause_ids: set[int]) -> Wanted:
    """Read the filter from the address; 404 for what does not exist."""
    given: dict[str, Any] = {name: request.args.get(name, "") for name in desk.FACETS}
    given["clause"] = whole_number(request.args.get("clause") or "0")
    wanted = Wanted(**given)
    known = {
        not wanted.fate or wanted.fate in _FATES,
        not wanted.kind or wanted.kind in bands.KINDS,
        not wanted.age or wanted.age in bands.AGES,
        not wanted.clause or wanted.clause in clause_ids,
    }
    if known != {True}:
        abort(404)
    return wanted


def _link(wanted: Wanted, *, page: int = 1) -> str:
    asked = wanted._asdict()
    args: dict[str, Any] = {name: value for name, value in asked.items() if value}
    if page > 1:
        args["page"] = page
    return url_for(".contributions", **args)


def _with(wanted: Wanted, facet: str, value: str) -> Wanted:
    asked: dict[str, Any] = {facet: value}
    return wanted._replace(**asked)


def _choices(
    wanted: Wanted, facet: str, words: dict[str, str], counts: desk.Counts
) -> list[dict[str, Any]]:
    held, chosen = counts.of(facet), getattr(wanted, facet)
    every = {
        "words": gettext("All"),
        "url": _link(_with(wanted, facet, "")),
        "count": counts.all,
        "active": not chosen,
    }
    return [every] + [
        {
            "words": gettext(name) if name in _MARKED else name,
            "url": _link(_with(wanted, facet, value)),
            "count": held[value],
            "active": value == chosen,
        }
        for value, name in words.items()
    ]


_MARKED = {*_FATES.values(), *bands.KINDS.values(), *bands.AGES.values()}


def _filters(wanted: Wanted, counts: desk.Counts) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the filters that are folded away: what each is of, and its links."""
    countries = {code: country_name(code) for code in counts.of("country")}
    spoken = {code: name_of(code) for code in counts.of("language")}
    return [
        (gettext("Kind"), _choices(wanted, "kind", bands.KINDS, counts)),
        (gettext("Age"), _choices(wanted, "age", bands.AGES, counts)),
        (gettext("Language"), _choices(wanted, "language", _sorted(spoken), counts)),
        (gettext("Country"), _choices(wanted, "country", _sorted(countries), counts)),
    ]


def _sorted(words: dict[str, str]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda each: fold(each[1])))


def _spans(links: Any, clause_version_id: int) -> set[str]:
    """Return the marks of a clause that a live contribution stands behind; "" for a plain link."""
    return {link.span for link in links if link.clause_version_id == clause_version_id}
