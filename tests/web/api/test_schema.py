"""The API held to its own description: what it allows is answered as described, the rest refused.

schemathesis makes the questions for every route: with values that the description allows, with
values that it forbids.
"""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from pledge_site.db import db, write
from pledge_site.domain.pledges.case_models import Translation
from tests.domain.pledges import joint_making, making
from tests.web.api.conftest import publish

# Made from a document in memory: what the database is makes no difference.
pytestmark = pytest.mark.database("sqlite")
EACH = 10
PLAIN = {"Accept-Encoding": "identity"}
_bounded = settings(
    max_examples=EACH,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def operations(app):
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    return [found.ok() for found in described.get_all_operations()]


KNOWN = {
    "iso3": ("GHA", "FRA", "TUV", "BRA"),
    "reference": ("GP-SID27-GHA", "GP-SID27-FRA", "GP-SID27-TUV", "GP-SID27-J1"),
    "campaign": ("sid-2027",),
    "clause_id": ("c1",),
}


def ask_known(operation):
    """Ask an operation for things that are there."""
    named = [name for name in KNOWN if f"{{{name}}}" in operation.path]
    for value in KNOWN[named[0]] if named else ("",):
        case = operation.Case(path_parameters={named[0]: value} if named else {})
        answer = case.call_and_validate(headers=PLAIN)
        assert answer.status_code == 200, case.as_curl_command()


def ask(operation, mode):
    """Ask questions of an operation; return how often which status was the answer."""
    seen = []

    @_bounded
    @given(st.data())
    def run(data):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        # Whether a cursor is one of ours, no description can say.
        if mode is GenerationMode.POSITIVE:
            case.query.pop("cursor", None)
        seen.append(case.call_and_validate(headers=PLAIN).status_code)

    run()
    return seen


def test_what_is_allowed_is_answered_as_described(app, register):
    seen = []
    for operation in operations(app):
        seen += ask(operation, GenerationMode.POSITIVE)
    assert 200 in seen


def test_what_is_forbidden_is_refused_as_described(app, register):
    seen = []
    for operation in operations(app):
        if operation.query:
            seen += ask(operation, GenerationMode.NEGATIVE)
    assert 422 in seen


def test_all_that_is_known_is_told_as_described(app, register):
    _publish_jointly(register)
    for operation in operations(app):
        ask_known(operation)


def test_a_joint_pledge_names_its_states_and_marks_its_translations(client, register):
    _publish_jointly(register)
    told = client.get("/api/v1/pledges/GP-SID27-J1").json
    assert told["pledge"]["joint"] is True
    assert told["pledge"]["states"] == ["FRA", "GHA"]
    assert [(each["language"], each["source"]) for each in told["document"]["translations"]] == [
        ("es", "state"), ("fr", "secretariat"),
    ]  # fmt: skip
    listed = client.get("/api/v1/pledges").json["pledges"]
    assert [each["reference"] for each in listed if each["joint"]] == ["GP-SID27-J1"]
    withdrawn = client.get("/api/v1/pledges/GP-SID27-TUV").json
    assert withdrawn["pledge"]["standing"] == "withdrawn"
    assert withdrawn["document"]["withdrawal_reason"]


def _publish_jointly(register):
    """Publish a joint pledge with a translation by the State and one by the secretariat."""
    ghana, france = register.focal("GHA"), register.focal("FRA")
    version_id = joint_making.deposited(ghana, france)
    one, other = making.person("translator"), making.person("reviewer")
    made = {"version_id": version_id, "message": "…", "made_at": register.at}
    secretariat = {"made_by": one.user_id, "approved_by": other.user_id, "approved_at": register.at}
    with write():
        db.session.add(Translation(language="es", source="state", made_by=ghana.user_id, **made))
        db.session.add(Translation(language="fr", source="secretariat", **secretariat, **made))
    publish(register)
