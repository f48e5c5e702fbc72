"""The drafting desk's first page: the round, the draft and its clauses, who was heard, versions."""

from collections import Counter

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.texts import comments, coverage, drafts, queries, rounds
from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops import queries as workshops
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.edge.tongues import name_of
from pledge_site.web.secretariat.drafting.blueprint import (
    blueprint,
    campaign_id,
    clauses_of,
)
from pledge_site.web.secretariat.drafting.words import REGIONS


@blueprint.get("/")
@needs(Permission.TEXT_DRAFT)
def overview() -> ResponseReturnValue:
    """Show how the text stands and who was heard."""
    return _page(Problems())


@blueprint.post("/round/begin/")
@needs(Permission.TEXT_DRAFT)
def begin_round() -> ResponseReturnValue:
    """Open a round: what groups say from now on belongs to it."""
    with write():
        rounds.begin(the_actor(), campaign_id(), at=clock.now())
    return _done(gettext("The drafting round is open."))


@blueprint.post("/round/freeze/")
@needs(Permission.TEXT_DRAFT)
def freeze_round() -> ResponseReturnValue:
    """Freeze the round while it is consolidated."""
    with write():
        rounds.freeze(the_actor(), campaign_id(), at=clock.now())
    return _done(gettext("The drafting round is frozen. What comes in now waits for the next one."))


@blueprint.post("/round/thaw/")
@needs(Permission.TEXT_DRAFT)
def thaw_round() -> ResponseReturnValue:
    """Open a frozen round again."""
    with write():
        rounds.thaw(the_actor(), campaign_id(), at=clock.now())
    return _done(gettext("The drafting round is open."))


@blueprint.post("/begin/")
@needs(Permission.TEXT_DRAFT)
def begin_draft() -> ResponseReturnValue:
    """Begin the next version of the text, with the reason for it."""
    try:
        with write():
            drafts.begin(
                the_actor(),
                campaign_id(),
                at=clock.now(),
                reason=typed("reason"),
                drafted_in=typed("drafted_in") or "en",
            )
    except Invalid as refusal:
        db.session.rollback()
        problems = Problems()
        problems.take(refusal.faults)
        return _page(problems, 422)
    return _done(gettext("The draft is begun."))


@blueprint.post("/clauses/")
@needs(Permission.TEXT_DRAFT)
def add_clause() -> ResponseReturnValue:
    """Add an empty clause at the end, and go to it."""
    draft = drafts.of_campaign(campaign_id())
    with write():
        made = drafts.add_clause(the_actor(), draft.id if draft else 0, at=clock.now()).id
        spoken = draft.drafted_in if draft else "en"
    return redirect(url_for(".clause", clause_version_id=made, target=spoken), code=303)


def _done(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".overview"), code=303)


def _page(problems: Problems, status: int = 200) -> ResponseReturnValue:
    campaign = campaign_id()
    versions = queries.versions_and_draft(campaign)
    draft = next((each for each in versions if each.published_at is None), None)
    clauses = clauses_of(draft)
    linked = Counter(
        each.clause_version_id for each in workshops.links_of(each.id for each in clauses)
    )
    said = comments.of_draft(the_actor(), draft.id) if draft else ()
    heard = coverage.of(the_actor(), campaign, clauses, linked)
    return page(
        "secretariat/drafting/overview.html",
        status,
        round=rounds.current(campaign),
        draft=draft,
        clauses=clauses,
        linked=linked,
        heard=heard,
        region_words={code: gettext(words) for code, words in REGIONS.items()},
        age_words={code: gettext(words) for code, words in bands.AGES.items()},
        spoken={code: name_of(code) for code in heard.languages},
        open_comments=sum(each.settled_at is None for each in said),
        versions=[each for each in versions if each.published_at],
        language_choices=[(each.code, each.own_name) for each in LANGUAGES.values()],
        values={"reason": typed("reason"), "drafted_in": typed("drafted_in") or "en"},
        problems=problems,
    )
