"""The receipt of each submission, as a page and as a PDF: what arrived, when, how to check it."""

from dataclasses import dataclass
from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges.codes import ANSWERS, INSTRUMENTS
from pledge_site.domain.pledges.reading import receipts
from pledge_site.domain.pledges.reading.receipts import Receipt
from pledge_site.domain.states import find
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.papers import frame, isolated, paper, set_lines
from pledge_site.web.edge.reading import page
from pledge_site.web.edge.words import day, joined, moment
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.clauses import texts


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a receipt; `code` is read from left to right in every language."""

    name: str
    value: str
    lang: str = ""
    code: bool = False

    def on_paper(self) -> dict[str, Any]:
        """Write it as the layouts ask for it."""
        lines = set_lines(self.value)
        lang = self.lang or language().code
        return {"name": self.name, "lines": lines, "lang": lang, "code": self.code}


@blueprint.get(VERSION + "receipt/")
@needs(Permission.PLEDGE_DRAFT)
def receipt(version_id: int) -> ResponseReturnValue:
    """Show the receipt of the last submission, to keep or to print."""
    return _show(receipts.own_receipt(the_actor(), version_id))


@blueprint.get(VERSION + "receipts/<receipt>/")
@needs(Permission.PLEDGE_DRAFT)
def past_receipt(version_id: int, receipt: str) -> ResponseReturnValue:
    """Show the receipt of any submission of the version."""
    return _show(receipts.own_receipt(the_actor(), version_id, receipt))


@blueprint.get(VERSION + "receipts/<receipt>.pdf")
@needs(Permission.PLEDGE_DRAFT)
def receipt_pdf(version_id: int, receipt: str) -> Response:
    """Send the receipt of a submission as a PDF."""
    found = receipts.own_receipt(the_actor(), version_id, receipt)
    campaign, name = found.version.pledge.campaign, _state_name(found)
    document = {
        **frame(
            gettext("Receipt"),
            f"{name} – {isolated(found.number)}",
            is_demonstration=campaign.demonstration,
        ),
        "lines": [gettext("The register of the Global Pledge"), campaign.titles[language().code]],
        "label": gettext("Receipt number"),
        "number": found.number,
        "when": moment(found.at),
        "parts": [
            {"heading": heading, "facts": [each.on_paper() for each in facts]}
            for heading, facts in _parts(found)
        ],
        "checking": {"heading": gettext("How to check it later"), "lines": _checking()},
    }
    return paper("receipt", document, at=found.at, name=f"receipt-{found.number}.pdf")


def _show(found: Receipt) -> Response:
    version = found.version
    return page(
        "portal/receipt.html",
        version=version,
        number=found.number,
        at=found.at,
        parts=_parts(found),
        changed=bool(found.content_hash) and version.content_hash != found.content_hash,
        checking=_checking(),
        pdf=url_for("portal.receipt_pdf", version_id=version.id, receipt=found.number),
    )


def _parts(found: Receipt) -> list[tuple[str, list[Fact]]]:
    parts = [(gettext("What was received"), _about(found))]
    if found.content:
        parts.append((gettext("What was handed in"), _said(found, found.content)))
    return parts


def _about(found: Receipt) -> list[Fact]:
    version = found.version
    facts = [
        Fact(gettext("State"), _state_name(found)),
        Fact(gettext("Campaign"), version.pledge.campaign.titles[language().code]),
        Fact(gettext("Version"), str(version.number)),
        Fact(gettext("Reference"), version.pledge.reference or "", code=True),
        Fact(gettext("Received"), moment(found.at)),
        Fact(gettext("Answer due"), moment(found.due_at) if found.due_at else ""),
        Fact(gettext("Fingerprint of the content (SHA-256)"), found.content_hash, code=True),
    ]
    return [each for each in facts if each.value]


def _said(found: Receipt, content: dict[str, Any]) -> list[Fact]:
    lang, document = content["language"], content["instrument"]
    written_in, kind = LANGUAGES.get(lang), document["kind"]
    facts = [
        Fact(gettext("Language of the pledge"), written_in.own_name if written_in else lang),
        Fact(gettext("The clauses of the text"), _answers(found, content)),
        Fact(
            gettext("The commitments"),
            "\n".join(each["title"] for each in content["commitments"]),
            lang,
        ),
        Fact(gettext("Kind of document"), gettext(INSTRUMENTS[kind]) if kind else ""),
        Fact(gettext("Its reference"), document["reference"], lang),
        Fact(gettext("Its date"), day(document["on"]) if document["on"] else ""),
        Fact(gettext("Where it was said"), document["place"], lang),
        Fact(gettext("Link to it"), document["link"], code=True),
        Fact(gettext("Name of who signs or speaks"), document["signatory_name"], lang),
        Fact(gettext("Office of who signs or speaks"), document["signatory_office"], lang),
        *_file(found),
    ]
    return [each for each in facts if each.value]


def _answers(found: Receipt, content: dict[str, Any]) -> str:
    """List the clauses by what was answered, as their numbers."""
    places = {key: number for number, key in enumerate(texts(found.version), 1)}
    given: dict[str, list[int]] = {}
    for each in content["answers"]:
        given.setdefault(each["answer"], []).append(places.get(each["clause"], 0))
    return "\n".join(
        f"{gettext(words)}: {joined([str(number) for number in sorted(given[code])])}"
        for code, words in ANSWERS.items()
        if code in given
    )


def _file(found: Receipt) -> list[Fact]:
    letter = found.letter
    if letter is None:
        return []
    pages = ngettext("%(num)s page", "%(num)s pages", letter.pages)
    return [
        Fact(gettext("The signed document"), f"{letter.name}\n{pages}"),
        Fact(gettext("Fingerprint of the file (SHA-256)"), letter.sha256, code=True),
    ]


def _checking() -> list[str]:
    return [
        gettext(
            "The fingerprint changes with every letter of the pledge. Keep this receipt: it shows"
            " what you handed in."
        ),
        gettext(
            "Compare it with the fingerprint that the portal shows for this version, and after"
            " publication with the one in the open data. While they are the same, nothing in the"
            " pledge has changed."
        ),
        gettext(
            "To check a file, have its SHA-256 computed: most systems can do that. It must be the"
            " one on this receipt."
        ),
    ]


def _state_name(found: Receipt) -> str:
    state = find(found.version.pledge.state)
    return state.name(language().code) if state else found.version.pledge.state
