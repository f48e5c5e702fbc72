"""Whatever is asked, the API answers: with what it has, or with a problem; never with a fault."""

import json
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.api.test_answers import PATHS

pytestmark = pytest.mark.database("sqlite")
ANSWERS = {200, 308, 400, 404, 406, 414, 422}
names = st.sampled_from(["campaign", "group", "standing", "limit", "cursor"]) | st.text(max_size=9)
values = (
    st.sampled_from(["african", "deposited", "sid-2027", "GHA", "50", "-1", "1e9", "٣", ""])
    | st.integers().map(str)
    | st.text(max_size=40)
)
paths = st.sampled_from(
    [*PATHS, "/api/v1/states.csv", "/api/v1/pledges.csv", "/api/openapi.json"]
) | st.text(max_size=20).map(lambda text: "/api/v1/pledges/" + quote(text))


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=paths, query=st.lists(st.tuples(names, values), max_size=4))
def test_any_question_has_an_answer(client, register, path, query):
    answer = client.get(f"{path}?{urlencode(query)}")
    assert answer.status_code in ANSWERS, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    if answer.status_code >= 400:
        assert answer.mimetype == "application/problem+json"
        assert json.loads(answer.data)["status"] == answer.status_code
