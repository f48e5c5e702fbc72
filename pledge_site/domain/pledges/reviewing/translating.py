"""What people do with translations: a State adds its own to a draft; the secretariat writes one of
published words, and another of its people approves it. None commits.
"""

from collections.abc import Mapping
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import entries, versions, workflow
from pledge_site.domain.pledges.case_models import Translation
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import drafting
from pledge_site.domain.pledges.writing.translations import SECRETARIAT, STATE
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.clock import stamp
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale

Words = Mapping[str, str]
FIELDS = ("message", "child_readable")


def find(version: PledgeVersion, language: str) -> Translation | None:
    """Return the translation of a version into a language, whoever made it, or None."""
    rows: list[Translation] = version.translations
    return next((row for row in rows if row.language == language), None)


def mark(row: Translation | None) -> str:
    """Return what tells one state of a translation from the next: for a form to be held to."""
    return f"{row.made_by}@{stamp(row.made_at)}" if row else ""


def save_own(
    actor: Actor, version_id: int, language: str, *, expected: int, at: datetime, values: Words
) -> PledgeVersion:
    """Save the State's own translation of its draft; without any words it is taken out.

    :param values: `FIELDS`.
    :raises Invalid: ``language``: not another one of the six.
    :raises Stale: somebody saved in between.
    """
    version = drafting.open_part(actor, version_id, expected)
    if language not in CODES or language == version.language:
        raise Invalid({"language": ["choice"]})
    row = find(version, language)
    if not any(values[field] for field in FIELDS):
        if row is not None:
            version.translations.remove(row)
    else:
        if row is None:
            row = Translation(language=language, source=STATE)
            version.translations.append(row)
        _write(row, actor, values, at)
    return drafting.save_part(version, actor, at, "translations")


def save(
    actor: Actor, version_id: int, language: str, *, expected: str, at: datetime, values: Words
) -> Translation:
    """Save the secretariat's translation of a published version; it waits for a second person.

    :param expected: the `mark` of what the form was made from.
    :raises NotFound: the version is not public, or the language is not another one of the six.
    :raises Invalid: ``message``: there is one to translate, and nothing was written.
    :raises Stale: somebody saved in between.
    :raises Refused: ``translation.state``: the State made its own; ``translation.published``.
    """
    version, row = _held(version_id, language, expected)
    if row is not None and row.approved_at is not None:
        raise Refused("translation.published")
    if faults := {f: ["required"] for f in FIELDS if getattr(version, f) and not values[f]}:
        raise Invalid(faults)
    if row is None:
        row = Translation(language=language, source=SECRETARIAT)
        version.translations.append(row)
    _write(row, actor, values, at)
    _record("translation.saved", version, row, actor, at)
    return row


def approve(
    actor: Actor, version_id: int, language: str, *, expected: str, at: datetime
) -> Translation:
    """Approve what another person translated: from now on readers see it.

    :raises NotFound: there is none, or the version is not public.
    :raises Refused: ``proposal.own``: one's own; ``translation.published``.
    :raises Stale: it is not what was looked at.
    """
    version, row = _held(version_id, language, expected)
    if row is None:
        raise NotFound()
    if row.approved_at is not None:
        raise Refused("translation.published")
    if row.made_by == actor.user_id:
        raise Refused("proposal.own")
    row.approved_by, row.approved_at = actor.user_id, at
    _record("translation.published", version, row, actor, at)
    return row


def take_back(
    actor: Actor, version_id: int, language: str, *, expected: str, at: datetime
) -> Translation:
    """Take a published translation back, to be put right: readers no longer see it.

    :raises NotFound: there is none, or the version is not public.
    :raises Refused: ``translation.waiting``: it is not published.
    """
    version, row = _held(version_id, language, expected)
    if row is None:
        raise NotFound()
    if row.approved_at is None:
        raise Refused("translation.waiting")
    row.approved_by = row.approved_at = None
    _record("translation.taken_back", version, row, actor, at)
    return row


def is_open(version: PledgeVersion) -> bool:
    """Say whether the secretariat translates a version: it is public, and stands."""
    return version.standing in workflow.LIVE


def _held(
    version_id: int, language: str, expected: str
) -> tuple[PledgeVersion, Translation | None]:
    version = versions.locked(version_id)
    if not is_open(version) or language not in CODES or language == version.language:
        raise NotFound()
    db.session.expire(version, ["translations"])
    row = find(version, language)
    if row is not None and row.source == STATE:
        raise Refused("translation.state")
    if mark(row) != expected:
        raise Stale("pledge.stale", current=row)
    return version, row


def _write(row: Translation, actor: Actor, values: Words, at: datetime) -> None:
    row.message, row.child_readable = (values[field] for field in FIELDS)
    row.made_by, row.made_at = actor.user_id, at


def _record(
    event: str, version: PledgeVersion, row: Translation, actor: Actor, at: datetime
) -> None:
    said = {field: getattr(row, field) for field in FIELDS}
    mark_of_it = digest({**said, "salt": version.salt})
    facts = {"language": row.language, "translation": mark_of_it}
    entries.record(event, version, actor.user_id, at=at, **facts)
