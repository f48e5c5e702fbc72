"""What the API takes and gives, as its public description says it. No behaviour is here."""

from typing import Any

from marshmallow import Schema, fields, validate

from pledge_site.domain.snapshots.counting import COUNTED
from pledge_site.domain.states import GROUPS
from pledge_site.kernel.languages import CODES

MOST = 200


def _named(described: str) -> dict[str, Any]:
    return {"metadata": {"description": described}}


class CampaignQuery(Schema):
    campaign = fields.String(**_named("A campaign by its slug; the current one by default."))


class ListQuery(CampaignQuery):
    group = fields.String(
        validate=validate.OneOf(list(GROUPS)), **_named("One regional group of the United Nations.")
    )
    standing = fields.String(validate=validate.OneOf(COUNTED), **_named("One standing."))


class PageQuery(ListQuery):
    limit = fields.Integer(
        load_default=50, validate=validate.Range(1, MOST), **_named("Pledges on one page.")
    )
    cursor = fields.String(
        validate=validate.Regexp(r"\A[A-Z]{3}(:[A-Z0-9-]{1,40})?\Z", error="Unknown cursor."),
        **_named("Where the page begins: `next` of the page before."),
    )


class Names(Schema):
    ar, zh, en, fr, ru, es = (fields.String(required=True) for _ in CODES)


class Counts(Schema):
    deposited, announced, on_hold, withdrawn, nothing = (
        fields.Integer(required=True) for _ in COUNTED
    )


class Envelope(Schema):
    snapshot = fields.Integer(
        required=True, **_named("Counts public changes. Same number, same numbers.")
    )
    as_of = fields.DateTime(required=True, **_named("When the snapshot was published, in UTC."))
    campaign = fields.String(required=True)
    demonstration = fields.Boolean(
        required=True, **_named("True: invented, no State has made these pledges.")
    )
    notice = fields.String(required=True, allow_none=True)
    licence = fields.String(required=True)
    licence_url = fields.URL(required=True)
    credit = fields.String(required=True)


class Latest(Schema):
    state = fields.String(required=True)
    standing = fields.String(required=True)
    at = fields.String(required=True)
    reference = fields.String(required=True, allow_none=True)


class SnapshotAnswer(Envelope):
    kind = fields.String(required=True, validate=validate.OneOf(["pledge", "endorsement"]))
    titles = fields.Nested(Names, required=True)
    event_names = fields.Nested(Names, required=True)
    event_on = fields.Date(required=True)
    target = fields.Integer(required=True, allow_none=True)
    counts = fields.Nested(Counts, required=True, **_named("Member States alone."))
    observers = fields.Nested(Counts, required=True)
    groups = fields.Dict(keys=fields.String(), values=fields.Nested(Counts), required=True)
    latest = fields.List(fields.Nested(Latest), required=True)
    text = fields.Integer(required=True, allow_none=True, **_named("Version of the text."))
    clauses = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(), values=fields.Integer()),
        required=True,
        **_named("How Member States with a deposited pledge answered each clause."),
    )


class Pledged(Schema):
    standing = fields.String(required=True, validate=validate.OneOf(COUNTED))
    since = fields.String(required=True, allow_none=True, **_named("A moment in UTC, or a day."))
    reference = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, allow_none=True)
    commitments = fields.Integer(required=True, allow_none=True)


class Left(Schema):
    state = fields.String(required=True)
    at = fields.String(required=True, **_named("When it left the joint pledge."))


class State(Pledged):
    iso3 = fields.String(required=True)
    iso2 = fields.String(required=True)
    m49 = fields.String(required=True)
    names = fields.Nested(Names, required=True)
    status = fields.String(required=True, validate=validate.OneOf(["member", "observer"]))
    group = fields.String(required=True)
    subregion = fields.String(required=True)
    references = fields.List(
        fields.String(),
        required=True,
        **_named("All its pledges, its own one first; `reference` is the strongest."),
    )


class StatesAnswer(Envelope):
    count = fields.Integer(required=True)
    states = fields.List(fields.Nested(State), required=True)


class Pledge(Pledged):
    joint = fields.Boolean(required=True, **_named("True: several States make it together."))
    state = fields.String(required=True, **_named("Whose it is, or who drafted a joint one."))
    states = fields.List(
        fields.String(), required=True, **_named("The States that it counts for, each once.")
    )
    left = fields.List(
        fields.Nested(Left), required=True, **_named("States that have left a joint pledge.")
    )
    names = fields.Nested(Names, required=True)
    group = fields.String(required=True)
    message_language = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True, **_named("Of an endorsement."))
    source = fields.String(required=True, allow_none=True, **_named("Of an endorsement."))


class PledgesAnswer(Envelope):
    count = fields.Integer(required=True, **_named("On all pages together."))
    next = fields.String(required=True, allow_none=True, **_named("The cursor of the next page."))
    pledges = fields.List(fields.Nested(Pledge), required=True)


class Record(Pledge):
    campaign = fields.String(required=True)
    kind = fields.String(required=True)
    demonstration = fields.Boolean(required=True)


class StateAnswer(Envelope):
    state = fields.Nested(State, required=True)
    records = fields.List(fields.Nested(Record), required=True, **_named("In all campaigns."))


class VersionOf(Schema):
    number = fields.Integer(required=True)
    standing = fields.String(required=True)
    at = fields.DateTime(required=True)


class PledgeAnswer(Envelope):
    pledge = fields.Nested(Pledge, required=True)
    versions = fields.List(fields.Nested(VersionOf), required=True)
    document = fields.Dict(required=True, **_named("What the State said, as it was handed in."))


class ClauseOf(Schema):
    id = fields.String(required=True)
    headings = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    bodies = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    answers = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class TextAnswer(Envelope):
    version = fields.Integer(required=True)
    drafted_in = fields.String(required=True)
    titles = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    preambles = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    clauses = fields.List(fields.Nested(ClauseOf), required=True)


class Problem(Schema):
    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)
    errors = fields.Dict()
