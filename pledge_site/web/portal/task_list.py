"""The tasks of a version in their order: how far each is, what is left, which are optional.

Every task has a page of its own; what a page asks is in its module. Titles are messages.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask_babel import gettext, ngettext

from pledge_site.domain.commitments import coach
from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges import completeness, versions, workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners import joining
from pledge_site.domain.pledges.writing import translations
from pledge_site.domain.pledges.writing.outdated import outdated
from pledge_site.kernel.languages import LANGUAGES, N_
from pledge_site.web.edge.words import joined
from pledge_site.web.portal import saving
from pledge_site.web.portal.words import MISSING, PAGES


class Task(NamedTuple):
    """One line of the list.

    `state` is one of the codes of `components/tasks.html`; `left` says what is missing, `more` what
    there is to know; `requests` are the reviewers' open ones; `place` is where on its page.
    """

    endpoint: str
    title: str
    state: str
    left: list[str]
    more: str = ""
    requests: tuple[Any, ...] = ()
    optional: bool = False
    place: str = ""


class _Part(NamedTuple):
    title: str
    is_begun: Callable[[PledgeVersion], bool]
    optional: bool = False


_PARTS: dict[str, _Part] = {
    "portal.message": _Part(N_("The message"), lambda v: bool(v.message)),
    "portal.clauses": _Part(N_("The clauses of the text"), lambda v: bool(v.answers)),
    "portal.commitments": _Part(N_("The commitments"), lambda v: bool(v.commitments)),
    "portal.instrument": _Part(
        N_("The document and its file"), lambda v: bool(v.instrument_kind or v.instrument_on)
    ),
    "portal.child_readable": _Part(
        N_("The version for children"), lambda v: bool(v.child_readable), optional=True
    ),
    "portal.translations": _Part(
        N_("Translations"), lambda v: any(translations.own(v)), optional=True
    ),
    "portal.partners": _Part(N_("The partner States"), lambda v: bool(v.pledge.partners)),
}


def missing(version: PledgeVersion) -> dict[str, list[str]]:
    """Return what is missing, as messages, by the page that asks for it."""
    found: dict[str, list[str]] = {}
    faults = completeness.faults(version, frozenset(versions.clause_ids(version)))
    for part, codes in faults.items():
        found.setdefault(PAGES[part], []).extend(MISSING[code] for code in codes)
    return found


def can_submit(version: PledgeVersion) -> bool:
    """Say whether a version is its State's to hand in."""
    return (version.standing, "submit") in workflow.TRANSITIONS


def tasks_of(version: PledgeVersion) -> list[Task]:
    """Return the tasks of a version in their order, checking and submitting included."""
    left = missing(version)
    parts = [
        _task(version, endpoint, left.get(endpoint, []))
        for endpoint in _PARTS
        if endpoint != "portal.partners" or joining.is_joint(version)
    ]
    if not can_submit(version):
        return [
            *parts,
            Task("portal.version", N_("Read the whole version"), "done", []),
            Task("portal.receipt", N_("See the receipt"), "done", []),
        ]
    state = "waiting" if left else "todo"
    return [
        *parts,
        Task("portal.check", N_("Check everything"), state, []),
        Task("portal.check", N_("Submit"), state, [], place="submit"),
    ]


def _task(version: PledgeVersion, endpoint: str, left: list[str]) -> Task:
    part = _PARTS[endpoint]
    requests = saving.asked(version, endpoint)
    return Task(
        endpoint,
        part.title,
        "wrong" if requests else _state(version, endpoint, bool(left)),
        [gettext(sentence) for sentence in left],
        _more(version, endpoint),
        tuple(requests),
        part.optional,
    )


def _state(version: PledgeVersion, endpoint: str, is_lacking: bool) -> str:
    part = _PARTS[endpoint]
    if not part.is_begun(version):
        return "not_needed" if part.optional and not can_submit(version) else "todo"
    if endpoint == "portal.translations":
        if _is_half_translated(version):
            return "begun"
        if can_submit(version) and outdated(version):
            return "wrong"
    return "begun" if is_lacking else "done"


def _is_half_translated(version: PledgeVersion) -> bool:
    """Say whether a translation lacks one of the two texts that the original has."""
    return any(
        bool(getattr(row, field)) != bool(getattr(version, field))
        for row in translations.own(version)
        for field in ("message", "child_readable")
    )


def _more(version: PledgeVersion, endpoint: str) -> str:
    if endpoint == "portal.translations":
        return joined([LANGUAGES[row.language].own_name for row in translations.own(version)])
    if endpoint != "portal.commitments":
        return ""
    still = sum(
        len(coach.hints({field: getattr(row, field) for field in FIELDS}))
        for row in version.commitments
    )
    if not still:
        return ""
    return ngettext(
        "A reader would still ask %(num)s question.",
        "A reader would still ask %(num)s questions.",
        still,
    )
