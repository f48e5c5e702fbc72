"""The pages behind the door pass the automatic checks: narrow, dark, and from right to left."""

import json

import pytest

from tests.accessibility.looking import LONG, complaints, rooms_of
from tests.journeys import people

pytestmark = pytest.mark.browser
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
# Each way of looking: the language, and the options of the browser.
WAYS = [
    ("en", {"viewport": NARROW}),
    ("ar", {"viewport": WIDE, "color_scheme": "dark"}),
    *(
        (language, {"viewport": size, "color_scheme": scheme})
        for language in ("en", "ar", "ru")
        for size in ({"width": 390, "height": 844}, WIDE)
        for scheme in ("light", "dark")
        if LONG
    ),
]
MOST = 40 if LONG else 8


@pytest.fixture(scope="module")
def known(server):
    """The accounts of the demonstration, by role and State."""
    accounts = json.loads(server.flask("demo", "accounts", "--json").stdout)
    return {(each["role"], each["state"] or ""): each for each in reversed(accounts)}


@pytest.mark.parametrize(
    ("role", "state", "start"),
    [
        ("focal_point", "GHA", "portal/"),
        ("reviewer", "", "secretariat/"),
        ("administrator", "", "secretariat/people/"),
        # The largest room: only where there is time for it.
        *([("drafter", "", "secretariat/drafting/")] if LONG else []),
    ],
)
def test_rooms_have_no_fault_that_a_machine_can_find(visit, server, known, role, state, start):
    page = visit()
    people.sign_in(page, server, known[role, state])
    if role == "focal_point":
        page.goto(f"{server.address}/en/portal/")
        people.send(page, "/begin/")
    if role == "drafter":
        page.goto(f"{server.address}/en/secretariat/drafting/")
        if page.locator("#reason").count():
            page.fill("#reason", "A demonstration of a draft.")
            people.send(page, "/drafting/begin/")
    paths = rooms_of(page, f"/en/{start}", r"/en/(portal|secretariat|account)/", MOST)
    assert len(paths) >= 5
    signed_in = page.context.storage_state()
    found = []
    for language, options in WAYS:
        look = visit(storage_state=signed_in, **options)
        for path in paths:
            look.goto(f"{server.address}/{language}{path[3:]}")
            found += complaints(look)
    assert found == []


def test_a_form_with_errors_has_none_either(visit, server, known):
    page = visit(viewport=NARROW)
    people.sign_in(page, server, known["administrator", ""])
    page.goto(f"{server.address}/en/secretariat/people/invite/")
    page.locator("main form").last.evaluate("form => form.noValidate = true")
    people.send(page)
    assert page.locator("#errors").count() == 1
    assert complaints(page) == []


@pytest.mark.parametrize("path", ["nothing/", "states/XXX/", "account/invitation/none/"])
def test_pages_that_say_no_have_none_either(visit, server, path):
    page = visit(viewport=NARROW)
    page.goto(f"{server.address}/ar/{path}")
    assert complaints(page) == []
