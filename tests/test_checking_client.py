"""The client that looks at every page finds fault with one that is broken, and with no other."""

import pytest
from flask import Flask, Response

from tests.checking_client import CheckingClient

PAGE = """<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>A page</title>
</head><body><h1>A page</h1>{}</body></html>"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
BROKEN = {
    "markup": "<p><div></p>",
    "two headings": "<h1>Another</h1>",
    "an id twice": '<p id="a"></p><p id="a"></p>',
    "a link that leads nowhere": '<a href="#lost">there</a>',
    "another host": '<img src="https://example.org/a.png" alt="">',
    "inline style": '<p style="color: red">red</p>',
    "inline script": "<script>1</script>",
    "no label": '<input name="a">',
    "no name": '<a href="/en/"></a>',
    "no alternative": '<img src="/a.png">',
}


def fetch(body, headers=HEADERS, path="/en/"):
    app = Flask("pages")
    app.test_client_class = CheckingClient
    answer = Response(PAGE.format(body), headers=headers, mimetype="text/html")
    app.add_url_rule(path, view_func=lambda: answer, endpoint="page")
    return app.test_client().get(path)


def test_a_page_without_fault_passes():
    assert fetch('<label>A <input name="a"></label><a href="/en/">there</a>').status_code == 200


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_broken_page_fails(body):
    with pytest.raises(AssertionError, match="/en/"):
        fetch(body)


@pytest.mark.parametrize("name", HEADERS)
def test_a_page_without_one_of_its_headers_fails(name):
    with pytest.raises(AssertionError, match=name):
        fetch("", {each: value for each, value in HEADERS.items() if each != name})


def test_a_public_page_with_a_cookie_fails_and_one_in_another_language():
    with pytest.raises(AssertionError, match="cookie"):
        fetch("", {**HEADERS, "Set-Cookie": "a=b"})
    with pytest.raises(AssertionError, match="for ar"):
        fetch("", path="/ar/")


def test_a_signed_in_page_that_may_be_stored_fails():
    with pytest.raises(AssertionError, match="may be stored"):
        fetch("", path="/en/portal/")
