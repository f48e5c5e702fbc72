"""Whatever someone sends, to any address: it is refused in words, and nothing falls over.

In tests a fault of the program is raised, not answered: a request that comes back at all is fine.
"""

import re
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledge_site.web.edge.params import FORM as MOST_BYTES
from pledge_site.web.edge.routes import PUBLIC
from tests.safety import world as worlds
from tests.safety.world import FORM, NOBODY, OWN

URLENCODED = "application/x-www-form-urlencoded"
MALFORMED = {
    "a field twice": b"edit=1&edit=1",
    "no UTF-8": b"edit=%ff",
    "no UTF-8 unquoted": b"edit=\xff",
    "a name that is no UTF-8": b"%ff=1",
    "NUL": b"edit=a%00b",
    "a control character": b"edit=a%08b",
    "half a surrogate pair": b"edit=%ed%a0%80",
}
NUMBERS = ("0", "-1", "2147483648", "9223372036854775808", "9" * 40, "1.5", "1e3", "١", "01", "x")
BIDI = "Ministry \u202eeciffo"
_NAME = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
EXAMPLES = 40


class Everyone:
    """A client for each role (and for nobody), at one register."""

    def __init__(self, app, make_client):
        self.app, self.world = app, worlds.make()
        self.clients, self.headers = {}, {}
        for role in (NOBODY, *sorted(worlds.EVERY_ROLE)):
            self.clients[role] = make_client()
            self.clients[role].checks = False
            self.enter(role)

    def enter(self, role):
        actor = self.world.people.get(role)
        self.headers[role] = worlds.enter(self.app, self.clients[role], actor)

    def role(self, rule):
        """Return one who may ask for a rule."""
        return NOBODY if rule.endpoint in PUBLIC else min(worlds.allowed(rule))

    def addresses(self, method):
        """List (role, path) of every rule that takes a method."""
        return [
            (self.role(rule), worlds.addresses(self.app, self.world, rule)[OWN])
            for rule in sorted(self.app.url_map.iter_rules(), key=str)
            if method in rule.methods
        ]

    def send(self, role, path, body, kind=URLENCODED, **more):
        """Send a form as it is, byte for byte."""
        options = {"headers": self.headers[role], "content_type": kind, **more}
        with self.clients[role].post(path, data=body, **options) as answer:
            return answer.status_code

    def get(self, role, path):
        """Ask for an address; a stream is left at once."""
        with self.clients[role].get(path) as answer:
            return answer.status_code

    def fields(self):
        """Return the names of all fields that any form has."""
        names = set(FORM)
        for role, path in self.addresses("GET"):
            with self.clients[role].get(path) as answer:
                if answer.mimetype == "text/html":
                    names |= set(_NAME.findall(answer.text))
        return sorted(names - {"csrf_token"})


@pytest.fixture
def everyone(app, make_client):
    return Everyone(app, make_client)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_no_form_takes_what_is_malformed(everyone, body):
    addresses = everyone.addresses("POST")
    assert len(addresses) > 30
    statuses = {path: everyone.send(role, path, body) for role, path in addresses}
    assert {path: status for path, status in statuses.items() if status != 400} == {}


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("query", [each for each in MALFORMED.values() if each.isascii()])
def test_no_page_takes_it_either(everyone, query):
    statuses = {
        path: everyone.get(role, f"{path}?{query.decode()}")
        for role, path in everyone.addresses("GET")
    }
    assert {path: status for path, status in statuses.items() if status != 400} == {}


@pytest.mark.database("sqlite")
def test_no_form_takes_more_than_its_share(everyone):
    statuses = {}
    for role, path in everyone.addresses("POST"):
        endpoint, _ = everyone.app.url_map.bind("").match(path, method="POST")
        length = getattr(everyone.app.view_functions[endpoint], "max_bytes", MOST_BYTES) + 1
        more = {"environ_overrides": {"CONTENT_LENGTH": str(length)}}
        statuses[path] = everyone.send(role, path, b"a=b", **more)
    assert {path: status for path, status in statuses.items() if status != 413} == {}


def numbered(everyone):
    """Yield (role, address) of every page with a number in its address, each number put out."""
    for rule in everyone.app.url_map.iter_rules():
        numbers = [name for name, kind in rule._converters.items() if "Int" in type(kind).__name__]
        if "GET" not in rule.methods or not numbers:
            continue
        role, path = everyone.role(rule), worlds.addresses(everyone.app, everyone.world, rule)[OWN]
        for place in re.finditer(r"(?<=/)\d+(?=/|\.png)|(?<=/v)\d+(?=/)", path):
            yield from (
                (role, path[: place.start()] + number + path[place.end() :]) for number in NUMBERS
            )


def test_numbers_that_no_database_holds_lead_nowhere(everyone):
    statuses = {path: everyone.get(role, path) for role, path in numbered(everyone)}
    assert statuses
    assert {path: status for path, status in statuses.items() if status != 404} == {}


@pytest.mark.parametrize(
    ("role", "path", "fields"),
    [
        ("focal_point", "portal/versions/{draft}/commitments/new/", {"title": BIDI, "action": "a"}),
        ("focal_point", "portal/versions/{draft}/message/", {"message": BIDI, "language": "en"}),
        ("focal_point", "account/", {"name": BIDI, "language": "en"}),
        ("reviewer", "secretariat/statements/new/", {"signatory_office": BIDI}),
        ("administrator", "secretariat/campaigns/sid-2027/", {"titles.en": BIDI, "edit": "1"}),
        ("administrator", "secretariat/people/invite/", {"office": BIDI, "role": "drafter"}),
    ],
)
def test_what_reads_as_something_else_is_refused_at_its_field(everyone, role, path, fields):
    draft = everyone.world.ids["portal.version_id"][OWN]
    body = {"edit": seen_edit(everyone, draft), **fields}
    assert everyone.send(role, f"/en/{path.format(draft=draft)}", body) == 422


def seen_edit(everyone, draft):
    page = everyone.clients["focal_point"].get(f"/en/portal/versions/{draft}/message/").text
    return re.search(r'name="edit" value="(\d+)"', page)[1]


texts = st.text(st.characters(exclude_categories=()), max_size=30).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
values = (
    st.sampled_from([b"", b"1", b"en", b"GHA", b"2027-02-09", b"deposited", b"c1", b"0" * 300])
    | st.integers().map(lambda number: str(number).encode())
    | texts
    | st.binary(max_size=12)
)
some = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def encoded(pairs):
    return "&".join(f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in pairs)


@some
@given(data=st.data())
def test_no_query_is_a_fault_of_the_program(everyone, data):
    known = st.sampled_from(
        [b"q", b"group", b"standing", b"campaign", b"before", b"next", b"page", b"as_of", b"after"]
    )
    asked = st.lists(st.tuples(known | texts, values), max_size=3, unique_by=lambda pair: pair[0])
    query = encoded(data.draw(asked))
    for role, path in data.draw(st.lists(st.sampled_from(everyone.addresses("GET")), max_size=12)):
        assert everyone.get(role, f"{path}?{query}") < 500, f"{path}?{query}"


@some
@given(data=st.data())
def test_no_form_is_a_fault_of_the_program(everyone, data):
    if not hasattr(everyone, "known"):
        everyone.known = everyone.fields()
    known = st.sampled_from(everyone.known).map(str.encode)
    pairs = st.lists(st.tuples(known, values), max_size=8, unique_by=lambda pair: pair[0])
    for role, path in data.draw(st.lists(st.sampled_from(everyone.addresses("POST")), max_size=8)):
        everyone.enter(role)
        given_first = {**FORM, **{name.decode(): value for name, value in data.draw(pairs)}}
        body = encoded(
            (name.encode(), value if isinstance(value, bytes) else value.encode())
            for name, value in given_first.items()
        )
        assert everyone.send(role, path, body) < 500, f"{path}: {body}"
