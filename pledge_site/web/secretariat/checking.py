"""Letting pass: a person looks at what a group said, beside what the detector has marked.

Only here does anybody but the facilitator see what isn't let pass yet.
"""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.workshops import bands, checking, unchecked
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel import clock, text
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, say, typed
from pledge_site.web.edge.tongues import name_of
from pledge_site.web.secretariat import sifting
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.groups import in_words
from pledge_site.web.secretariat.marking import marked
from pledge_site.web.secretariat.reading import whole_number

Given = dict[str, str]


@blueprint.get("/words/")
@needs(Permission.WORDS_CHECK)
def words() -> ResponseReturnValue:
    """List what waits to be let pass, the oldest first; without the words themselves."""
    actor = the_actor()
    counts = unchecked.counts(actor)
    wanted, many = sifting.asked(counts)
    here = max(whole_number(request.args.get("page", "1")), 1)
    return page(
        "secretariat/checking/index.html",
        rows=[_row(each) for each in unchecked.found(actor, wanted, here)],
        page=here,
        pages=-(-many // unchecked.ON_A_PAGE),
        turned=lambda number: sifting.link(wanted, number),
        **sifting.choices(wanted, counts),
    )


@blueprint.get("/words/<int:contribution_id>/")
@needs(Permission.WORDS_CHECK)
def words_of(contribution_id: int) -> ResponseReturnValue:
    """Show one thing that was said, with its marks and what can be done with it."""
    found = unchecked.one(the_actor(), contribution_id)
    return _form(found, _suggested(found) if "suggested" in request.args else _as_typed(found))


@blueprint.post("/words/<int:contribution_id>/pass/")
@needs(Permission.WORDS_CHECK)
def let_words_pass(contribution_id: int) -> ResponseReturnValue:
    """Let it pass with the words as they stand in the form."""
    found = unchecked.one(the_actor(), contribution_id)
    given = {name: text.clean(typed(name)) for name in _as_typed(found)}
    others = {name.partition("-")[2]: said for name, said in given.items() if name != "words"}
    try:
        with write():
            checking.let_pass(
                the_actor(), contribution_id, given["words"], others,
                at=clock.now(), confirmed=bool(typed("confirmed")),
            )  # fmt: skip
    except Invalid as refusal:
        db.session.rollback()
        return _again(contribution_id, given, refusal.faults)
    return _next(gettext("Let pass. The drafters have it now."))


@blueprint.post("/words/<int:contribution_id>/out/")
@needs(Permission.WORDS_CHECK)
def take_words_out(contribution_id: int) -> ResponseReturnValue:
    """Take it out: its words are deleted at once."""
    if not typed("sure"):
        found = unchecked.one(the_actor(), contribution_id)
        return _again(contribution_id, _as_typed(found), {"sure": ["required"]})
    with write():
        checking.refuse(the_actor(), contribution_id, at=clock.now())
    return _next(gettext("Taken out. Its words are deleted."))


@blueprint.post("/words/<int:contribution_id>/harm/")
@needs(Permission.WORDS_CHECK)
def words_tell_of_harm(contribution_id: int) -> ResponseReturnValue:
    """Hand it over to the safeguarding officers; nothing of it stays here."""
    with write():
        checking.hand_over(the_actor(), contribution_id, at=clock.now())
    return _next(gettext("Handed to the safeguarding officers. They are told at once."))


def _next(said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".words"), code=303)


def _row(said: Contribution) -> dict[str, Any]:
    """Return a line: what it is, of which group, and how much there is to look at."""
    looked = [marked(each, code) for code, each in _all_of(said)]
    return {
        "id": said.id,
        "kind": gettext(bands.KINDS[said.kind]),
        "language": name_of(said.language),
        "group": in_words(said.workshop),
        "at": said.workshop.recorded_at,
        "marks": sum(len(each.found) for each in looked),
        "harm": any(each.harm for each in looked),
        "own": said.workshop.recorded_by == the_actor().user_id,
    }


def _all_of(said: Contribution) -> list[tuple[str, str]]:
    """Return the words and the translations of something, each with its language."""
    first = (said.language, said.raw_words or "")
    return [first, *((each.language, each.words) for each in said.translations)]


def _as_typed(said: Contribution) -> Given:
    """Return the fields of the form, as they were typed in by the facilitator."""
    there = {each.language: each.words for each in said.translations}
    offered = [code for code in LANGUAGES if code != said.language.split("-")[0]]
    if not said.workshop.may_translate:
        offered = [code for code in offered if code in there]
    fields = {f"translation-{code}": there.get(code, "") for code in {*offered, *there}}
    return {"words": said.raw_words or "", **{name: fields[name] for name in sorted(fields)}}


def _suggested(said: Contribution) -> Given:
    languages = {"words": said.language}
    return {
        name: marked(each, languages.get(name, name.partition("-")[2])).suggested
        for name, each in _as_typed(said).items()
    }


def _again(contribution_id: int, given: Given, faults: dict[str, list[str]]) -> ResponseReturnValue:
    problems = Problems()
    problems.take(
        {f"translation-{name}" if name in LANGUAGES else name: codes
         for name, codes in faults.items()}
    )  # fmt: skip
    return _form(unchecked.one(the_actor(), contribution_id), given, problems, 422)


def _form(
    said: Contribution, given: Given, problems: Problems | None = None, status: int = 200
) -> ResponseReturnValue:
    problems = problems or Problems()
    looked = [marked(each, code) for code, each in _all_of(said)]
    names = accounts.names({said.workshop.recorded_by})
    own = said.workshop.recorded_by == the_actor().user_id
    return page(
        "secretariat/checking/one.html",
        status,
        said=said,
        kind=gettext(bands.KINDS[said.kind]),
        language_name=name_of(said.language),
        group=in_words(said.workshop),
        method=gettext(bands.METHODS[said.workshop.method]),
        by=names.get(said.workshop.recorded_by, ""),
        why_not=say("contribution.own") if own else "",
        looked=[(name_of(each.language), each) for each in looked],
        harm=list(dict.fromkeys(hint for each in looked for hint in each.harm)),
        suggestion=any(each.found for each in looked),
        reaching=bool(checking.ways_to_a_child(each for _, each in _all_of(said)))
        or bool(problems.of("confirmed")),
        given=given,
        translations=[
            (name, LANGUAGES[name.partition("-")[2]]) for name in given if name != "words"
        ],
        problems=problems,
    )
