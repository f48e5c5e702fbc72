"""The State's own translations of its message and child-readable version, a page for each language.

The secretariat's are made at its desk (`web/secretariat/translations.py`).
"""

from flask import abort
from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import translating
from pledge_site.domain.pledges.writing.outdated import outdated
from pledge_site.kernel.languages import LANGUAGES, N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.portal import saving
from pledge_site.web.portal.asking import PortalForm, words
from pledge_site.web.portal.blueprint import VERSION, blueprint

_LIST = VERSION + "translations/"
_ONE = _LIST + "<string(length=2):target>/"


class TranslationForm(PortalForm):
    """What the State says, in another language; with nothing in it, there is no translation."""

    message = words(N_("Message of your State"), most=5000, rows=10)
    child_readable = words(N_("The message for children"), rows=6)


def _part(target: str) -> saving.Part:
    def stands(version: PledgeVersion) -> TranslationForm:
        row = translating.find(version, target)
        held = {field: getattr(row, field) for field in translating.FIELDS} if row else {}
        return TranslationForm(formdata=None, data=held)

    return saving.Part(
        "portal.translations",
        "portal/translation.html",
        stands,
        lambda version: {
            "written_in": LANGUAGES[version.language],
            "translated_into": LANGUAGES[target],
            "is_outdated": target in outdated(version),
        },
        "portal.translations",
    )


def _open(version_id: int, target: str) -> PledgeVersion:
    version = saving.open_version(version_id)
    if target not in LANGUAGES or target == version.language:
        abort(404)
    return version


@blueprint.get(_LIST)
@needs(Permission.PLEDGE_DRAFT)
def translations(version_id: int) -> ResponseReturnValue:
    """Show the languages, and which are there."""
    version = saving.open_version(version_id)
    late = outdated(version)
    return page(
        "portal/translations.html",
        version=version,
        written_in=LANGUAGES[version.language],
        rows=[
            (spoken, translating.find(version, code) is not None, code in late)
            for code, spoken in LANGUAGES.items()
            if code != version.language
        ],
        requests=saving.asked(version, "portal.translations"),
    )


@blueprint.get(_ONE)
@needs(Permission.PLEDGE_DRAFT)
def translation(version_id: int, target: str) -> ResponseReturnValue:
    """Show the translation into one language beside the original."""
    version, part = _open(version_id, target), _part(target)
    return saving.show(part, version, part.stands(version), edit=version.edit)


@blueprint.post(_ONE)
@needs(Permission.PLEDGE_DRAFT)
def save_translation(version_id: int, target: str) -> ResponseReturnValue:
    """Save the translation into one language; with nothing in it, take it out."""
    _open(version_id, target)
    form = TranslationForm()
    return saving.save(
        _part(target),
        version_id,
        form,
        lambda edit, at: translating.save_own(
            the_actor(),
            version_id,
            target,
            expected=edit,
            at=at,
            values={field: form[field].data for field in translating.FIELDS},
        ),
    )
