"""The certificate of a deposit: in the pledge's own language and in English, to hang on a wall.

For the State in its portal and for reviewers at their desk; who may ask is said there.
"""

from typing import Any

from babel import Locale
from babel.dates import format_date
from flask import Response, abort
from flask_babel import force_locale, gettext

from pledge_site.domain.pledges.codes import INSTRUMENTS
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import joined_partners
from pledge_site.domain.pledges.reading.certificates import is_certified, signed
from pledge_site.domain.states import find
from pledge_site.kernel.languages import DEFAULT, LANGUAGES, Language
from pledge_site.outlets import qr
from pledge_site.web.edge.papers import demonstration_mark, frame, lost_signs, paper, set_lines
from pledge_site.web.edge.proxy import absolute_url


def certificate(version: PledgeVersion) -> Response:
    """Send the certificate of a version as a PDF; 404 while it is not deposited."""
    pledge, at = version.pledge, version.deposited_at
    if not is_certified(version) or at is None:
        abort(404)
    own = LANGUAGES.get(version.language, LANGUAGES[DEFAULT])
    spoken = [own] if own.code == DEFAULT else [own, LANGUAGES[DEFAULT]]
    address = absolute_url("public.pledge", lang=own.code, reference=pledge.reference)
    panels = [_panel(version, each) for each in spoken]
    is_demonstration = pledge.campaign.demonstration
    document = {
        **frame(panels[0]["title"], "", is_demonstration=is_demonstration),
        "lang": own.code,
        "rtl": own.direction == "rtl",
        "mark": "",
        "lost": panels[0]["lost"],
        "marks": [each["mark"] for each in panels] if is_demonstration else [],
        "panels": panels,
        "address": address,
        "code": qr.svg(address),
        "fingerprint": version.content_hash,
        "reference": pledge.reference,
    }
    return paper("certificate", document, at=at, name=f"certificate-{pledge.reference}.pdf")


def _panel(version: PledgeVersion, spoken: Language) -> dict[str, Any]:
    """Write what is certified in one language."""
    pledge, at, code = version.pledge, version.deposited_at, spoken.code
    day = format_date(at, "long", Locale.parse(spoken.locale)) if at else ""
    by = signed(version)
    with force_locale(spoken.locale):
        facts = [
            (gettext("Campaign"), pledge.campaign.titles[code], code),
            (gettext("The text of the pledge"), version.text_version.titles[code], code),
            (
                gettext("Together with"),
                _names([partner.state for partner in joined_partners(pledge)], code),
                code,
            ),
            (gettext("Kind of document"), gettext(INSTRUMENTS[by.kind]), code),
            (gettext("Signed by"), by.office, version.language),
            (gettext("Version"), str(version.public_number), code),
        ]
        return {
            "lang": code,
            "rtl": spoken.direction == "rtl",
            "register": gettext("The register of the Global Pledge"),
            "title": gettext("Certificate of deposit"),
            "state": _names([pledge.state], code),
            "sentence": gettext(
                "This State has given its word to children, in writing. Its pledge was deposited"
                " in the register of the Global Pledge on %(day)s.",
                day=day,
            ),
            "facts": [_fact(*each) for each in facts if each[1]],
            "reference": gettext("Reference"),
            "fingerprint": gettext("Fingerprint of the content (SHA-256)"),
            "page": gettext("Its public page"),
            "mark": demonstration_mark(),
            "lost": lost_signs(),
        }


def _fact(name: str, value: str, lang: str) -> dict[str, Any]:
    return {"name": name, "lines": set_lines(value), "lang": lang, "code": False}


def _names(states: list[str], code: str) -> str:
    found = [find(state) for state in states]
    return " – ".join(state.name(code) for state in found if state)
