"""What changed in a version since a reviewer read it last, and since the public reads it."""

from typing import Any, NamedTuple

from flask_babel import gettext
from markupsafe import Markup

from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.models import ChangeRequest, PledgeVersion
from pledge_site.domain.pledges.reading import changes, handed_in
from pledge_site.domain.pledges.writing import addresses
from pledge_site.web.edge.marking import marked
from pledge_site.web.edge.words import moment
from pledge_site.web.secretariat.sheet import in_words
from pledge_site.web.secretariat.words import FIELDS, PARTS


class Difference(NamedTuple):
    """One field that differs: where it stands, before and now, word by word."""

    where: str
    before: Markup
    after: Markup


class Compared(NamedTuple):
    """A version held against an earlier one: which, and in what they differ."""

    title: str
    then: str
    found: list[Difference]


class Reader:
    """Says in words where a change or a note stands."""

    def __init__(self, version: PledgeVersion, headings: dict[str, str]) -> None:
        self._headings = headings
        self._numbers = {
            str(row.position): number for number, row in enumerate(version.commitments, start=1)
        }

    def where(self, part: str, which: str, field: str) -> str:
        """Name a place: the part, the clause or the commitment, the field."""
        name = gettext(FIELDS[field]) if field in FIELDS else ""
        if part == "answers" and which:
            heading = self._headings.get(which, which)
            if not name:
                return gettext("The clause “%(heading)s”", heading=heading)
            return gettext("%(field)s to the clause “%(heading)s”", field=name, heading=heading)
        if part == "commitments" and which:
            if which not in self._numbers:
                return gettext("A commitment that was taken out: %(field)s", field=name or "–")
            number = self._numbers[which]
            if not name:
                return gettext("Commitment %(number)s", number=number)
            return gettext("Commitment %(number)s: %(field)s", number=number, field=name)
        if part == "translations" and which:
            return f"{name} ({in_words('language', which)})"
        return name or (gettext(PARTS[part]) if part in PARTS else gettext(FIELDS[part]))

    def of_note(self, request: ChangeRequest) -> str:
        """Name the place that a note is addressed to."""
        return self.where(*addresses.parse(request.part))


def compared(version: PledgeVersion, reader: Reader) -> list[Compared]:
    """Return a version beside what was handed in before, and beside what is published."""
    found = []
    last = handed_in.since_last(version, handed_in.submissions(version))
    if last is not None:
        base, differing = last
        title = gettext("What changed since the submission of %(moment)s", moment=moment(base.at))
        found.append(Compared(title, gettext("Before"), _worded(differing, reader)))
    published = [
        other
        for other in version.pledge.versions
        if other.public_number is not None and other.number < version.number
    ]
    if published:
        differing = changes.between(document.content(published[-1]), document.content(version))
        title = gettext("What changed since the published version")
        found.append(Compared(title, gettext("Published"), _worded(differing, reader)))
    return found


def _worded(found: list[changes.Change], reader: Reader) -> list[Difference]:
    return [
        Difference(
            reader.where(each.part, each.which, each.field),
            *marked(_value(each.field, each.before), _value(each.field, each.after)),
        )
        for each in found
    ]


def _value(field: str, value: Any) -> str:
    # Of a file there is nothing to read: that it is another one is all there is to say.
    if field == "letter" and value:
        return gettext("The file with the fingerprint %(hash)s…", hash=value[:12])
    return in_words(field, value)


class Answer(NamedTuple):
    """What the State made of a note: whether anything changed there; before and after, if short."""

    changed: bool
    before: Markup
    after: Markup


def answer_to(request: ChangeRequest, version: PledgeVersion) -> Answer | None:
    """Return what became of the place of a note; None: not answered yet, or not kept."""
    found = handed_in.answer_to(request, handed_in.submissions(version))
    if found is None:
        return None
    words = [_shown(request.part, value) for value in found]
    return Answer(found.before != found.after, *marked(*words))


def _shown(address: str, value: Any) -> str:
    part, which, field = addresses.parse(address)
    if isinstance(value, dict):
        answered = in_words("answer", value["answer"]) if "answer" in value else ""
        return "\n".join(filter(None, (answered, value.get("statement"), value.get("title"))))
    whole = part in ("answers", "commitments", "instrument") and not (which or field)
    return "" if whole or value is None else _value(field or part, value)
