"""What is missing, publishing by a second drafter, the state of translations, what has changed."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.texts import differences, finality, publishing, queries
from pledge_site.domain.texts.models import TextVersion
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import NotFound
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page, typed
from pledge_site.web.secretariat.drafting.blueprint import (
    IN,
    blueprint,
    campaign_id,
    clauses_of,
    one_of_six,
    the_draft,
)
from pledge_site.web.secretariat.drafting.words import STATUSES, missing

_VERSION = "/versions/<int:number>/"


@blueprint.get("/check/")
@needs(Permission.TEXT_DRAFT)
def check() -> ResponseReturnValue:
    """List what stands in the way of publishing, each with where it is mended."""
    draft = the_draft()
    clauses = clauses_of(draft)
    return page(
        "secretariat/drafting/check.html",
        draft=draft,
        missing=[missing(gap, clauses, draft.drafted_in) for gap in finality.gaps(draft)],
        is_own=draft.started_by == the_actor().user_id,
        by=_name(draft.started_by),
    )


@blueprint.post("/publish/")
@needs(Permission.TEXT_DRAFT)
def publish() -> ResponseReturnValue:
    """Publish the draft; what is shown of it is made by the worker at once."""
    draft = the_draft()
    number = draft.number
    with write():
        publishing.publish(the_actor(), draft.id, at=clock.now())
    flash(gettext("Version %(number)s is published.", number=number), "success")
    return redirect(url_for(".version", number=number), code=303)


@blueprint.get(_VERSION)
@needs(Permission.TEXT_DRAFT)
def version(number: int) -> ResponseReturnValue:
    """Show a version: its translations, and what it changed, clause by clause."""
    found, before = _pair(number)
    spoken = one_of_six(request.args.get("in") or language().code)
    changed = differences.by_clause(
        differences.in_language(queries.clauses(before.id), spoken) if before else [],
        differences.in_language(queries.clauses(found.id), spoken),
    )
    return page(
        "secretariat/drafting/version.html",
        version=found,
        before=before,
        differences=changed,
        head=[
            (gettext("Title"), _words(before, found, "titles", spoken)),
            (gettext("Preamble"), _words(before, found, "preambles", spoken)),
        ],
        spoken=LANGUAGES[spoken],
        languages_of=list(LANGUAGES.values()),
        statuses=_statuses(found),
        status_words={code: gettext(words) for code, words in STATUSES.items()},
        is_own=found.started_by == the_actor().user_id,
    )


@blueprint.post(_VERSION + IN)
@needs(Permission.TEXT_DRAFT)
def review_translation(number: int, target: str) -> ResponseReturnValue:
    """Say whether a second person has looked at the words in a language."""
    found, _ = _pair(number)
    with write():
        publishing.review(
            the_actor(), found.id, one_of_six(target), typed("status"), at=clock.now()
        )
    flash(gettext("Saved."), "success")
    return redirect(url_for(".version", number=number), code=303)


def _pair(number: int) -> tuple[TextVersion, TextVersion | None]:
    """Return a version, published or the draft, and the one before."""
    every = {each.number: each for each in queries.versions_and_draft(campaign_id())}
    if number not in every:
        raise NotFound()
    return every[number], every.get(number - 1)


def _statuses(version: TextVersion) -> dict[str, str]:
    known = publishing.statuses(version.id)
    return {
        code: "authentic" if code == version.drafted_in else known.get(code, "unreviewed")
        for code in LANGUAGES
    }


def _words(
    before: TextVersion | None, found: TextVersion, part: str, spoken: str
) -> tuple[differences.Piece, ...]:
    then = getattr(before, part).get(spoken, "") if before else ""
    return differences.by_word(then, getattr(found, part).get(spoken, ""))


def _name(user_id: int | None) -> str:
    return accounts.names({user_id}).get(user_id, "–") if user_id else "–"
