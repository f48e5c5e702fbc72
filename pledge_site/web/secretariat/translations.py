"""The translators' desk: what lacks a language, one translation beside its original, two people.

Only what is public is here. What a State translates itself is in its portal.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges.case_models import Translation
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import translating, translation_queries
from pledge_site.domain.pledges.writing.translations import STATE
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.edge.sentences import status_of
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name
from pledge_site.web.secretariat.reading import paragraph

_ONE = "/translations/<int:version_id>/<string(length=2):target>/"
_MOST = {"message": 5_000, "child_readable": 3_000}
Step = Callable[[str, datetime], Any]
"""Does it: is handed the mark of what was looked at, and the time."""


@blueprint.get("/translations/")
@needs(Permission.TRANSLATION_MANAGE)
def translations() -> ResponseReturnValue:
    """Show which published words lack a language, and what waits for a second person.

    `?into=` shows one language alone: a translator's own.
    """
    into = request.args.get("into", "")
    if into and into not in LANGUAGES:
        abort(404)
    found = translation_queries.live()
    rows = [row for row in (_row(version, into) for version in found) if row["missing"]]
    return page(
        "secretariat/translations.html",
        rows=rows,
        waiting=_waiting(found),
        into=into,
        choices=list(LANGUAGES.values()),
    )


@blueprint.get(_ONE)
@needs(Permission.TRANSLATION_MANAGE)
def translation(version_id: int, target: str) -> ResponseReturnValue:
    """Show one translation beside its original."""
    return _page(version_id, target)


@blueprint.post(_ONE)
@needs(Permission.TRANSLATION_MANAGE)
def save_translation(version_id: int, target: str) -> ResponseReturnValue:
    """Save a translation; it waits for a second person."""
    translation_queries.version(version_id, target)
    problems = Problems()
    values = {name: paragraph(name, problems, most=most) for name, most in _MOST.items()}
    if problems:
        return _page(version_id, target, values=values, problems=problems, status=422)
    done = gettext("Saved. A second person has to approve it.")
    return _do(
        version_id,
        target,
        lambda seen, at: translating.save(
            the_actor(), version_id, target, expected=seen, at=at, values=values
        ),
        done,
        values,
    )


@blueprint.post(_ONE + "approve/")
@needs(Permission.TRANSLATION_MANAGE)
def approve_translation(version_id: int, target: str) -> ResponseReturnValue:
    """Approve and publish what another person translated."""
    return _do(
        version_id,
        target,
        lambda seen, at: translating.approve(the_actor(), version_id, target, expected=seen, at=at),
        gettext("Approved. It is public."),
    )


@blueprint.post(_ONE + "take-back/")
@needs(Permission.TRANSLATION_MANAGE)
def take_translation_back(version_id: int, target: str) -> ResponseReturnValue:
    """Take a published translation back, to be put right."""
    return _do(
        version_id,
        target,
        lambda seen, at: translating.take_back(
            the_actor(), version_id, target, expected=seen, at=at
        ),
        gettext("Taken back. Readers no longer see it."),
    )


def _do(
    version_id: int, target: str, step: Step, done: str, values: dict[str, str] | None = None
) -> ResponseReturnValue:
    problems = Problems()
    try:
        with write():
            step(typed("seen"), clock.now())
    except Invalid as refusal:
        problems.take(refusal.faults)
        return _page(version_id, target, values=values, problems=problems, status=422)
    except NotFound:
        raise
    except Refused as refusal:
        db.session.rollback()
        problems.add("", refusal.code)
        status = status_of(refusal)
        return _page(version_id, target, values=values, problems=problems, status=status)
    flash(done, "success")
    return redirect(url_for(".translations"), code=303)


def _page(
    version_id: int,
    target: str,
    *,
    values: dict[str, str] | None = None,
    problems: Problems | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    version = translation_queries.version(version_id, target)
    row = translating.find(version, target)
    begun = row or translation_queries.earlier(version, target)
    held = {field: getattr(begun, field) for field in translating.FIELDS} if begun else {}
    names = accounts.names({row.made_by}) if row else {}
    return page(
        "secretariat/translation.html",
        status,
        version=version,
        state=state_name(version.pledge.state),
        written_in=LANGUAGES[version.language],
        spoken=LANGUAGES[target],
        standing=_standing(row),
        row=row,
        by=names.get(row.made_by, "–") if row else "",
        is_own=row is not None and row.made_by == the_actor().user_id,
        seen=translating.mark(row),
        values=values or held or dict.fromkeys(translating.FIELDS, ""),
        problems=problems or Problems(),
    )


def _standing(row: Translation | None) -> str:
    """Name where a translation stands: missing, official, waiting or published."""
    if row is None:
        return "missing"
    if row.source == STATE:
        return "official"
    return "published" if row.approved_at else "waiting"


def _row(version: PledgeVersion, into: str) -> dict[str, Any]:
    missing = [
        spoken
        for code, spoken in LANGUAGES.items()
        if code != version.language
        and into in ("", code)
        and translating.find(version, code) is None
    ]
    return {
        "id": version.id,
        "state": state_name(version.pledge.state),
        "reference": version.pledge.reference,
        "written_in": LANGUAGES[version.language],
        "since": version.deposited_at or version.announced_at,
        "missing": missing,
        "there": [_there(row) for row in version.translations],
    }


def _there(row: Translation) -> dict[str, Any]:
    return {"spoken": LANGUAGES[row.language], "standing": _standing(row)}


def _waiting(found: Any) -> list[dict[str, Any]]:
    rows = [
        (version, row)
        for version in found
        for row in version.translations
        if _standing(row) == "waiting"
    ]
    names = accounts.names({row.made_by for _, row in rows})
    own = the_actor().user_id
    return [
        {
            "id": version.id,
            "state": state_name(version.pledge.state),
            "spoken": LANGUAGES[row.language],
            "by": names.get(row.made_by, "–"),
            "at": row.made_at,
            "own": row.made_by == own,
        }
        for version, row in sorted(rows, key=lambda each: each[1].made_at)
    ]
