"""What the API gives of words: texts and their clauses, and what a pledge says. No behaviour."""

from marshmallow import Schema, fields, validate

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.domain.workshops import bands
from pledge_site.web.api.schemas import Envelope, Pledge, described

_YEARS = ("baseline_year", "target_year")
_DAYS = ("starts_on", "ends_on")
_LISTS = ("outcomes", "capabilities", "domains")


def _text(*, nullable: bool = False, words: str = "") -> fields.String:
    return fields.String(
        required=True, allow_none=nullable, metadata={"description": words} if words else {}
    )


def _languages() -> fields.Dict:
    return fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, **described("By language.")
    )


class MarkedWords(Schema):
    span = _text(words="Its id in the clause; it stays while the clause changes.")
    words = _languages()


class ShareOf(Schema):
    own = fields.Integer(required=True, **described("Words that a group said as they stand."))
    all = fields.Integer(required=True, **described("Words of all clauses, as drafted."))
    percent = fields.Integer(required=True, **described("In whole per cent, rounded down."))


class Said(Schema):
    span = _text(words="The marked words that are its own, if any.")
    kind = fields.String(required=True, validate=validate.OneOf(list(bands.KINDS)))
    language = _text(words="In which the group said it.")
    words = _text(words="As it was said.")
    translations = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, **described("By adults.")
    )
    fate = fields.String(required=True, validate=validate.OneOf([*bands.LINKED, ""]))
    reasons = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        **described("Why, for a child to read, by language."),
    )
    country = _text(words="Empty where too few groups could be meant; then there is a region.")
    region = _text(words="Of the United Nations; empty as well where it would tell too much.")
    time = _text(words="A month, a quarter such as 2026-Q3, or a year.")
    age_band = _text()
    size_band = _text()
    method = _text()
    partner = _text(words="An organisation that agreed to be named.")


class ClauseOf(Schema):
    id = _text(words="It stays while the words change.")
    place = fields.Integer(required=True)
    headings = _languages()
    bodies = _languages()
    answers = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        **described("How Member States with a deposited pledge answer it."),
    )
    children = fields.List(
        fields.Nested(MarkedWords),
        required=True,
        **described("The words of the bodies that are children's own."),
    )


class TextAnswer(Envelope):
    version = fields.Integer(required=True)
    drafted_in = _text()
    titles = _languages()
    preambles = _languages()
    clauses = fields.List(fields.Nested(ClauseOf), required=True)
    share = fields.Nested(
        ShareOf, required=True, **described("How much of the text is children's own words.")
    )


class Wording(Schema):
    version = fields.Integer(required=True)
    published_at = fields.DateTime(required=True, allow_none=True)
    place = fields.Integer(required=True)
    headings = _languages()
    bodies = _languages()


class Given(Schema):
    state = _text()
    reference = _text()
    standing = _text()
    counted = fields.Boolean(
        required=True, **described("True: a Member State with a deposited pledge.")
    )
    answer = fields.String(required=True, validate=validate.OneOf(list(ANSWERS)))
    statement = _text()
    language = _text(words="Of the statement.")


class ClauseAnswer(Envelope):
    version = fields.Integer(required=True, **described("Of the text, whose words these are."))
    stands = fields.Boolean(
        required=True, **described("False: the present text has this clause no longer.")
    )
    clause = fields.Nested(ClauseOf, required=True)
    wordings = fields.List(
        fields.Nested(Wording), required=True, **described("In each version, the newest first.")
    )
    given = fields.List(fields.Nested(Given), required=True)
    adults_reasons = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        **described("Where adults wrote the clause: why, by language."),
    )
    said = fields.List(
        fields.Nested(Said),
        required=True,
        **described("What groups of children said that is in it, and still agree to be shown."),
    )


class Translation(Schema):
    language = _text()
    source = fields.String(
        required=True,
        validate=validate.OneOf(["state", "secretariat"]),
        **described("Who made it: the State itself, or the secretariat."),
    )
    message = _text()
    child_readable = _text()


class AnswerOf(Schema):
    clause = _text()
    answer = fields.String(required=True, validate=validate.OneOf(list(ANSWERS)))
    statement = _text()


def _commitment_field(name: str) -> fields.Field:
    if name in _YEARS:
        return fields.Integer(required=True, allow_none=True)
    if name in _DAYS:
        return fields.Date(required=True, allow_none=True)
    if name in _LISTS:
        return fields.List(fields.String(), required=True)
    return _text()


CommitmentOf = Schema.from_dict(
    {name: _commitment_field(name) for name in FIELDS}, name="Commitment"
)


class Instrument(Schema):
    kind = _text()
    reference = _text()
    on = fields.Date(required=True, allow_none=True)
    place = _text()
    link = _text()
    signatory_name = _text()
    signatory_office = _text()


class Document(Schema):
    campaign = _text()
    state = _text()
    kind = fields.String(**described("`joint`, where several States make it together."))
    left = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        **described("Of a joint one: why a State has left, by its code."),
    )
    reference = _text()
    number = fields.Integer(required=True, **described("Of the public version."))
    text_version = fields.Integer(required=True)
    language = _text(words="In which the State wrote.")
    message = _text()
    child_readable = _text()
    translations = fields.List(fields.Nested(Translation), required=True)
    answers = fields.List(fields.Nested(AnswerOf), required=True)
    commitments = fields.List(fields.Nested(CommitmentOf), required=True)
    instrument = fields.Nested(Instrument, required=True)
    amendment_reason = _text()
    withdrawal_reason = _text()
    announced_at = fields.DateTime(required=True, allow_none=True)
    deposited_at = fields.DateTime(required=True, allow_none=True)
    content_hash = _text(nullable=True)


class VersionOf(Schema):
    number = fields.Integer(required=True)
    standing = _text()
    at = fields.DateTime(required=True)


class PledgeAnswer(Envelope):
    pledge = fields.Nested(Pledge, required=True)
    versions = fields.List(fields.Nested(VersionOf), required=True)
    earlier_versions = fields.Integer(
        required=True,
        **described(
            "How many more versions there are than are listed: of a pledge with very many, the "
            "newest are listed and those that changed its standing."
        ),
    )
    document = fields.Nested(Document, required=True, **described("What the State said."))
