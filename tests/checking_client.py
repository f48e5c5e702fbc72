"""The test client that looks at every page a test fetches.

Whoever writes a test of a page gets these checks for nothing: valid HTML, one h1, a title, ids
that occur once and references that lead somewhere, the language and direction of the URL, nothing
from other hosts, no inline style or script, labels, alternatives, headers, no cookie in public.
"""

import base64
import contextvars
import hashlib
import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledge_site.db import db
from pledge_site.kernel.languages import LANGUAGES

_SIGNED_IN = re.compile(
    r"^/[a-z]{2}/(account|portal|workshops(?!/(?:packs|field)/)|secretariat)(/|$)"
)
# What a script puts into a page is no page.
_PART = re.compile(r"/portal/versions/\d+/presence/$|/run-of-show/changed/$")
_LANGUAGE = re.compile(r"^/(?:embed/)?([a-z]{2})(?:/|$)")
_OURS = {"", "localhost", "127.0.0.1"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "",
    "Permissions-Policy": "",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "",
}
_FETCHED = {"src", "srcset", "data", "poster", "action", "formaction"}
_POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
# It says nothing of a page, and is another each time.
_TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]+')
_seen: set[bytes] = set()


class CheckingClient(FlaskClient):
    """A client whose requests stand alone, and whose HTML answers are checked.

    Set `checks = False` for a page that is broken on purpose.
    """

    checks = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request as a browser would: with nothing of the test's own context around it."""
        if has_app_context():
            db.session.rollback()
        response: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        # What is packed is the page that is looked at elsewhere as it is.
        plain = "Content-Encoding" not in response.headers
        if self.checks and plain and response.mimetype == "text/html":
            problems = faults(response)
            assert not problems, f"{response.request.path}:\n  " + "\n  ".join(problems)
        return response


def faults(response: TestResponse) -> list[str]:
    """Name everything that is wrong with an HTML answer and its headers."""
    path = response.request.path
    found = _header_faults(response, path)
    if response.request.method in ("HEAD", "OPTIONS") or 300 <= response.status_code < 400:
        return found
    if _PART.search(path) and response.status_code == 200:
        return found
    policy = response.headers.get("Content-Security-Policy", "")
    text = _TOKEN.sub("token", response.text)
    mark = hashlib.sha256("\0".join((path, policy, text)).encode()).digest()
    if mark in _seen:
        return found
    on_page = page_faults(*parsed(response), path, policy)
    if not on_page:
        _seen.add(mark)
    return found + on_page


def parsed(response: TestResponse) -> tuple[Element, list[str]]:
    """Return the tree of an HTML answer and what is wrong with its markup; it is parsed once."""
    known = vars(response).get("parsed")
    if known is None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(response.text)
        wrong = [f"line {place[0]}: {code} {facts or ''}" for place, code, facts in parser.errors]
        known = vars(response)["parsed"] = (root, wrong)
    return known


def page_faults(root: Element, wrong: list[str], path: str, policy: str = "") -> list[str]:
    """Name everything that is wrong with a page as it would stand at a path."""
    found = [*wrong]
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    found += _outline_faults(root, path)
    found += _id_faults(elements)
    for element in elements:
        found += _reach_faults(element)
        found += _inline_faults(element, policy)
    return found + _label_faults(root, elements) + _name_faults(elements)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _words(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _header_faults(response: TestResponse, path: str) -> list[str]:
    found = [
        f"header {name} is {response.headers.get(name)!r}"
        for name, least in _HEADERS.items()
        if name not in response.headers or least not in response.headers[name]
    ]
    if _SIGNED_IN.match(path):
        if "no-store" not in response.headers.get("Cache-Control", ""):
            found.append("a signed-in page may be stored")
    elif "Set-Cookie" in response.headers:
        found.append(f"a public page sets a cookie: {response.headers['Set-Cookie']}")
    return found


def _outline_faults(root: Element, path: str) -> list[str]:
    found = []
    titles = [_words(each) for each in root.iter("title") if each in list(root.find("head") or [])]
    if len(titles) != 1 or not titles[0]:
        found.append(f"titles: {titles}")
    headings = [_words(each) for each in root.iter("h1")]
    if len(headings) != 1 or not headings[0]:
        found.append(f"h1: {headings}")
    match = _LANGUAGE.match(path)
    language = LANGUAGES.get(match[1]) if match else LANGUAGES.get(root.get("lang", ""))
    if language is None:
        found.append(f"lang is {root.get('lang')!r}")
    elif (root.get("lang"), root.get("dir")) != (language.code, language.direction):
        found.append(f"lang, dir: {root.get('lang')}, {root.get('dir')} for {language.code}")
    return found


def _id_faults(elements: list[Element]) -> list[str]:
    ids = Counter(each.get("id") for each in elements if each.get("id") is not None)
    found = [f"id {name!r} occurs {times} times" for name, times in ids.items() if times > 1]
    for element in elements:
        for pointer in _POINTERS:
            lost = [one for one in element.get(pointer, "").split() if one not in ids]
            found += [f"{_tag(element)} {pointer}={one!r} leads nowhere" for one in lost]
        target = element.get("href", "")
        if target.startswith("#") and target[1:] and target[1:] not in ids:
            found.append(f"link to {target} leads nowhere")
    return found


def _reach_faults(element: Element) -> list[str]:
    asked = [value for name, value in element.items() if name in _FETCHED]
    if _tag(element) in ("link", "use", "image"):
        asked += [value for name, value in element.items() if name.endswith("href")]
    hosts = {
        urlsplit(part.split()[0]).hostname or ""
        for value in asked
        for part in (value.split(",") if "srcset" in element.keys() else [value])  # noqa: SIM118
        if part.strip()
    }
    return [f"{_tag(element)} asks another host: {host}" for host in hosts - _OURS]


def _inline_faults(element: Element, policy: str) -> list[str]:
    tag = _tag(element)
    found = [f"{tag} has {name}=" for name in element.keys() if name.startswith("on")]  # noqa: SIM118
    if element.get("style") is not None:
        found.append(f"{tag} has style={element.get('style')!r}")
    runs = tag == "script" and "json" not in (element.get("type") or "")
    if (runs and element.get("src") is None) or tag == "style":
        digest = base64.b64encode(hashlib.sha256("".join(element.itertext()).encode()).digest())
        if f"'sha256-{digest.decode()}'" not in policy:
            found.append(f"inline {tag} without its hash in the policy")
    return found


def _label_faults(root: Element, elements: list[Element]) -> list[str]:
    wrapped = {id(inner) for label in root.iter("label") for inner in label.iter()}
    labelled = {label.get("for") for label in root.iter("label") if _words(label)}
    found = []
    for field in elements:
        named = field.get("aria-label") or field.get("aria-labelledby") or id(field) in wrapped
        if _tag(field) not in ("input", "select", "textarea") or named:
            continue
        if field.get("type") not in _UNLABELLED and field.get("id") not in labelled:
            found.append(f"{_tag(field)} {field.get('name')!r} has no label")
    return found


def _name_faults(elements: list[Element]) -> list[str]:
    found = []
    for element in elements:
        tag = _tag(element)
        if tag == "img" and element.get("alt") is None:
            found.append(f"img {element.get('src')} has no alt")
        if (
            tag not in ("a", "button")
            or element.get("aria-label")
            or element.get("aria-labelledby")
        ):
            continue
        if not _words(element) and not any(each.get("alt") for each in element.iter("img")):
            found.append(f"{tag} {element.get('href') or element.get('class')} has no name")
    return found
