"""What the API takes and gives, as its public description says it. No behaviour is here."""

from typing import Any

from marshmallow import Schema, fields, validate

from pledge_site.domain.snapshots.counting import COUNTED
from pledge_site.domain.states import GROUPS
from pledge_site.kernel.languages import CODES

MOST = 200


def described(words: str) -> dict[str, Any]:
    """Return what a field takes to be described in words."""
    return {"metadata": {"description": words}}


class CampaignQuery(Schema):
    campaign = fields.String(
        validate=validate.Regexp(r"^[a-z0-9-]{1,40}$"),
        **described("A campaign by its slug; the current one by default."),
    )


class ListQuery(CampaignQuery):
    group = fields.String(
        validate=validate.OneOf(list(GROUPS)),
        **described("One regional group of the United Nations."),
    )
    standing = fields.String(validate=validate.OneOf(COUNTED), **described("One standing."))


class PageQuery(ListQuery):
    limit = fields.Integer(
        load_default=50, validate=validate.Range(1, MOST), **described("Pledges on one page.")
    )
    cursor = fields.String(
        validate=validate.Length(max=120),
        **described("`next` of the page before, as it is."),
    )


class Names(Schema):
    ar, zh, en, fr, ru, es = (fields.String(required=True) for _ in CODES)


class Counts(Schema):
    deposited, announced, on_hold, withdrawn, nothing = (
        fields.Integer(required=True) for _ in COUNTED
    )


class Envelope(Schema):
    snapshot = fields.Integer(
        required=True, **described("Counts public changes. Same number, same numbers.")
    )
    as_of = fields.DateTime(required=True, **described("When the snapshot was published, in UTC."))
    campaign = fields.String(required=True)
    demonstration = fields.Boolean(
        required=True, **described("True: invented, no State has made these pledges.")
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
    counts = fields.Nested(Counts, required=True, **described("Member States alone."))
    observers = fields.Nested(Counts, required=True)
    groups = fields.Dict(keys=fields.String(), values=fields.Nested(Counts), required=True)
    latest = fields.List(fields.Nested(Latest), required=True)
    text = fields.Integer(required=True, allow_none=True, **described("Version of the text."))
    clauses = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(), values=fields.Integer()),
        required=True,
        **described("How Member States with a deposited pledge answered each clause."),
    )


class Pledged(Schema):
    standing = fields.String(required=True, validate=validate.OneOf(COUNTED))
    since = fields.String(required=True, allow_none=True, **described("A moment in UTC, or a day."))
    reference = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True, allow_none=True)
    commitments = fields.Integer(required=True, allow_none=True)


class Left(Schema):
    state = fields.String(required=True)
    at = fields.String(required=True, **described("When it left the joint pledge."))


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
        **described("All its pledges, its own one first; `reference` is the strongest."),
    )


class StatesAnswer(Envelope):
    count = fields.Integer(required=True)
    states = fields.List(fields.Nested(State), required=True)


class Pledge(Pledged):
    joint = fields.Boolean(required=True, **described("True: several States make it together."))
    state = fields.String(required=True, **described("Whose it is, or who drafted a joint one."))
    states = fields.List(
        fields.String(), required=True, **described("The States that it counts for, each once.")
    )
    left = fields.List(
        fields.Nested(Left), required=True, **described("States that have left a joint pledge.")
    )
    names = fields.Nested(Names, required=True)
    group = fields.String(required=True)
    message_language = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True, **described("Of an endorsement."))
    source = fields.String(required=True, allow_none=True, **described("Of an endorsement."))


class PledgesAnswer(Envelope):
    count = fields.Integer(required=True, **described("On all pages together."))
    next = fields.String(
        required=True, allow_none=True, **described("The cursor of the next page.")
    )
    pledges = fields.List(fields.Nested(Pledge), required=True)


class Record(Pledge):
    campaign = fields.String(required=True)
    kind = fields.String(required=True)
    demonstration = fields.Boolean(required=True)


class StateAnswer(Envelope):
    state = fields.Nested(State, required=True)
    records = fields.List(fields.Nested(Record), required=True, **described("In all campaigns."))


class Point(Schema):
    type = fields.Constant("Point", required=True)
    coordinates = fields.List(
        fields.Float(),
        required=True,
        validate=validate.Length(equal=2),
        **described("Longitude and latitude in degrees (WGS 84): where a map writes the name."),
    )


class Feature(Schema):
    type = fields.Constant("Feature", required=True)
    id = fields.String(required=True)
    geometry = fields.Nested(Point, required=True)
    properties = fields.Nested(State, required=True)


class Collection(Envelope):
    type = fields.Constant("FeatureCollection", required=True)
    map_notice = fields.String(required=True)
    count = fields.Integer(required=True)
    features = fields.List(fields.Nested(Feature), required=True)


class KitFile(Schema):
    path = fields.String(required=True, **described("In the kit."))
    url = fields.String(required=True)
    size = fields.Integer(required=True, **described("Bytes."))
    sha256 = fields.String(required=True)


class Kit(Schema):
    campaign = fields.String(required=True)
    demonstration = fields.Boolean(required=True)
    snapshot = fields.Integer(required=True, **described("From which it was built."))
    built_at = fields.DateTime(required=True)
    url = fields.String(required=True, **described("The whole kit, a zip."))
    size = fields.Integer(required=True, **described("Bytes."))
    sha256 = fields.String(required=True)
    files = fields.List(fields.Nested(KitFile), required=True)


class KitsAnswer(Envelope):
    count = fields.Integer(required=True)
    kits = fields.List(fields.Nested(Kit), required=True)


class Problem(Schema):
    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        **described("Of 422: the faults of each parameter."),
    )
