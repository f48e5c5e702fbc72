"""What the public side shows: the same to everyone, nothing of what is private, no trace of anyone.

The walk goes over every kind of page, file and answer. What each page must be is checked on the
way by the checking client.
"""

import re

import pytest
from flask_babel import force_locale, gettext

from pledge_site.jobs import kit_contents
from pledge_site.jobs.kits import KITS
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.settings import ROOT
from pledge_site.web.edge.current import current_snapshot, refresh
from tests import making
from tests.domain.snapshots.histories import History
from tests.safety import canaries
from tests.safety.crawling import Crawl, stream

pytestmark = pytest.mark.database("sqlite")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; font-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    "xr-spatial-tracking=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
GROUP_PAGES = ("/text/receipt/", "/text/withdraw/")
STORAGE = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches\.")
# What a facilitator asks to be kept on a device, encrypted: tests/browser/test_offline.py.
KEEPING = {"offline.js", "offline-vault.js", "offline-worker.js"}
NOTE = "A demonstration: no State has made these pledges."
# Addresses that nothing links to, and that someone may guess.
GUESSED = tuple(
    path
    for state in (*canaries.HIDDEN, *canaries.SHOWN)
    for path in (
        f"/en/states/{state}/", f"/en/pledges/GP-SID27-{state}/", f"/api/v1/states/{state}",
        f"/en/pledges/GP-SID27-{state}/v2/", f"/api/v1/pledges/GP-SID27-{state}",
    )
)  # fmt: skip
SEARCHED = tuple(
    f"/{code}/{page}/?q={canaries.WORD}" for code in ("en", "ar") for page in ("states", "pledges")
)


@pytest.fixture
def history(app, monkeypatch):
    """A register with what is public alone, its snapshots and its kit."""
    monkeypatch.setattr(kit_contents, "_picture", lambda *_: b"a picture")
    history = History()
    canaries.public(history)
    settle(app)
    return history


def settle(app):
    """Let the worker do what is due, and forget what was shown before."""
    drain((SNAPSHOTS, KITS))
    for extension in app.extensions.values():
        getattr(extension, "forget", lambda: None)()
    refresh()


def everything(app, client, **how):
    """Return all that is public, by its address."""
    seen = Crawl(app, client, **how).walk()
    assert len(seen) > 100
    # It says until when it holds, to the second.
    del seen["/.well-known/security.txt"]
    return {
        **{address: (answer.status, answer.texts) for address, answer in seen.items()},
        "/live": (200, [stream(client, current_snapshot().number).split(b"\n\n", 1)[1].decode()]),
    }


def test_nothing_private_is_found_anywhere_or_changes_a_byte(app, client, history):
    before = everything(app, client, also=GUESSED)
    canaries.private(history)
    settle(app)
    after = everything(app, client, also=GUESSED)
    secrets = [canaries.WORD, "@example.org", *canaries.receipts()]
    found = {
        f"{address}: {secret}"
        for address, (_, texts) in after.items()
        for secret in secrets
        if any(secret.lower() in text.lower() for text in texts)
    }
    assert found == set()
    changed = [address for address in after if after[address] != before.get(address)]
    assert changed == []


def test_a_search_finds_nothing_private(app, client, history):
    canaries.private(history)
    settle(app)
    for address in SEARCHED:
        page = client.get(address).text
        main = page[page.index("<main") : page.index("</main>")]
        links = re.findall(r'href="/\w\w/(?:states/[A-Z]{3}|pledges/GP-[\w-]+)/"', main)
        assert links == [], address


def test_every_page_sets_no_cookie_and_has_its_headers(app, client, history):
    wrong = []
    for address, answer in Crawl(app, client, each=3).walk().items():
        if "Set-Cookie" in answer.headers:
            wrong.append(f"{address} sets a cookie")
        if answer.kind != "text/html" or answer.status != 200:
            continue
        wrong += [
            f"{address}: {name}: {answer.headers.get(name)}"
            for name, value in HEADERS.items()
            if answer.headers.get(name) != value
            # What other sites may frame has a test of its own.
            and not address.startswith("/embed/")
            # The moving map sets styles of its own: tests/web/public/test_charts.py.
            and not (address[3:].startswith("/map/") and name == "Content-Security-Policy")
            # The page for the field has a worker: tests/web/workshops/test_offline.py.
            and not (address.endswith("/field/") and name == "Content-Security-Policy")
            # What the API answers, its own page included, other sites may read.
            and not (address.startswith("/api/") and name == "Cross-Origin-Resource-Policy")
        ]
        # What a group opens with its code is kept nowhere.
        ours = "private, no-store" if address[3:] in GROUP_PAGES else "public, max-age=0"
        if not answer.headers["Cache-Control"].startswith(ours):
            wrong.append(f"{address}: {answer.headers['Cache-Control']}")
        if "Cookie" in answer.headers.get("Vary", ""):
            wrong.append(f"{address} varies by cookie")
    assert wrong == []


def test_whoever_is_signed_in_reads_the_same_bytes(app, client, make_client, history):
    canaries.private(history)
    settle(app)
    stranger = everything(app, client, languages=("en",), each=3, also=GUESSED)
    for person in (history.focal("GHA"), history.person("reviewer-a")):
        settle(app)
        someone = making.sign_in(make_client(), person)
        theirs = everything(app, someone, languages=("en",), each=3, also=GUESSED)
        assert [each for each in theirs if theirs[each] != stranger.get(each)] == []


def _sentence(sentences, address):
    """Return the sentence in the language of an address, in English where it has none."""
    return next((sentences[part] for part in address.split("/") if part in sentences), NOTE)


def test_every_page_says_that_it_is_a_demonstration(app, client, history):
    sentences = {}
    with app.test_request_context():
        for code in CODES:
            with force_locale(LANGUAGES[code].locale):
                sentences[code] = gettext(NOTE)
    # An earlier campaign is no invention, and its page bears no mark.
    silent = [
        address
        for address, answer in Crawl(app, client, each=3).walk().items()
        if answer.kind == "text/html" and answer.status == 200
        if "/campaigns/" not in address
        if _sentence(sentences, address) not in answer.body.decode()
    ]
    assert silent == []


@pytest.mark.parametrize(
    "path", ["snapshot", "states", "states/DEU", "pledges", "pledges/GP-SID27-DEU"]
)
def test_every_answer_of_the_api_says_it_too(client, history, path):
    assert client.get(f"/api/v1/{path}").json["demonstration"] is True


@pytest.mark.parametrize("name", ["states", "pledges"])
def test_every_row_of_a_sheet_says_it_too(client, history, name):
    head, *rows = client.get(f"/api/v1/{name}.csv").data.decode("utf-8-sig").splitlines()
    place = head.split(",").index("demonstration")
    assert {row.split(",")[place] for row in rows if "sid-2027" in row} == {"true"}


def test_a_page_with_a_suffix_is_no_page(app, client, history):
    pages = [
        address
        for address, answer in Crawl(app, client, languages=("en",), each=1).walk().items()
        if answer.kind == "text/html" and answer.status == 200 and "?" not in address
    ]
    assert len(pages) > 15
    for page in pages:
        for suffixed in (f"{page.rstrip('/')}/x.css", f"{page.rstrip('/')}.css"):
            assert client.get(suffixed).status_code == 404, suffixed


def test_our_scripts_and_styles_keep_nothing_and_ask_no_other_host():
    for path in (ROOT / "static").rglob("*.[cj]s*"):
        if "vendor" in path.parts:
            # tests/browser/test_explorer.py watches what those ask for.
            continue
        text = path.read_text(encoding="utf-8")
        assert path.name in KEEPING or not STORAGE.search(text), path
        assert not re.search(r"@import|(?:https?:)?//[a-z0-9-]+\.[a-z]", text), path
