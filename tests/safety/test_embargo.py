"""An embargo holds: no trace one second before its time, there one second after, whoever asks how.

The walk goes over all that is public, with the clock moved; beside it HEAD, Range, conditional
requests and the stream. What is compared is the whole, so that a number would tell as a word would.
"""

import re
from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.releasing import clearing, conditional
from pledge_site.domain.pledges.releasing.clearing import Until
from pledge_site.domain.pledges.releasing.conditions import Said
from pledge_site.domain.pledges.writing import drafting
from pledge_site.jobs import kit_contents
from pledge_site.jobs.followers import Follower
from pledge_site.jobs.kits import KITS
from pledge_site.jobs.releases import Releases
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.web.edge.current import current_snapshot, refresh
from tests.domain.pledges import making
from tests.domain.snapshots.histories import History
from tests.safety import canaries
from tests.safety.crawling import Crawl, stream

pytestmark = pytest.mark.database("sqlite")
WORD = "qzxembargo"
# Deposits at its time; depends on that one; has a place in the show.
TIMED, DEPENDS, BY_HAND = "GHA", "TGO", "KEN"
GUESSED = tuple(
    path
    for state in (TIMED, DEPENDS, BY_HAND)
    for path in (
        f"/en/states/{state}/", f"/ar/states/{state}/", f"/en/pledges/GP-SID27-{state}/",
        f"/api/v1/states/{state}", f"/api/v1/pledges/GP-SID27-{state}",
        f"/en/pledges/?q={WORD}", f"/ar/pledges/?q={WORD}", f"/en/states/?q={WORD}",
        f"/en/pledges/?state={state}", f"/en/commitments/?state={state}",
        f"/en/pledges/pledges.csv?q={WORD}", f"/en/commitments/commitments.csv?state={state}",
    )
)  # fmt: skip
ASKED = ("/en/", "/ar/", "/en/states/", "/api/v1/snapshot", "/api/v1/pledges.csv", "/sitemap.xml")
SECOND = timedelta(seconds=1)


@pytest.fixture
def embargoed(app, monkeypatch):
    """A register with what is public, one pledge under embargo and one that depends on it."""
    monkeypatch.setattr(kit_contents, "_picture", lambda *_: b"a picture")
    history = History()
    canaries.public(history)
    return history


def clear(history, state, until, said=None):
    """Bring a State's pledge, the word in its message, to be cleared."""
    actor, at = history.focal(state), history.at
    assert history.do("submit", state)
    version_id = history.version(state, "submitted").id
    edit = making.version(actor, version_id).edit
    values = {"language": "en", "message": WORD, "child_readable": WORD}
    with write():
        drafting.save_message(actor, version_id, expected=edit, at=at, values=values)
        if said:
            conditional.save_condition(actor, version_id, said, expected=edit + 1, at=at)
    assert history.do("check", state)
    with write():
        clearing.clear(history.person("reviewer-b"), version_id, "deposit", until, at=at)
    return version_id


def settle(app, releases):
    """Let the worker do what is due, and forget what was shown before."""
    drain((releases, SNAPSHOTS, SEARCH, KITS))
    for extension in app.extensions.values():
        getattr(extension, "forget", lambda: None)()
    refresh()


def deposited():
    """Return the number in the headline."""
    return current_snapshot().document["campaigns"]["sid-2027"]["counts"]["deposited"]


def everything(app, client):
    """Return all that is public: bodies by address, and headers of other ways to ask."""
    seen = Crawl(app, client, also=GUESSED).walk()
    assert len(seen) > 100
    del seen["/.well-known/security.txt"]
    found = {address: (answer.status, answer.texts) for address, answer in seen.items()}
    found["/live"] = (
        200,
        [stream(client, current_snapshot().number).split(b"\n\n", 1)[1].decode()],
    )
    kits = [address for address in seen if address.endswith(".zip")]
    for address in (*ASKED, *GUESSED, *kits):
        for method, headers in (
            ("HEAD", {}),
            ("GET", {"Range": "bytes=0-400"}),
            ("GET", {"If-None-Match": "*"}),
            ("GET", {"If-Modified-Since": "Tue, 09 Feb 2027 00:00:00 GMT"}),
        ):
            with client.open(address, method=method, headers=headers) as answer:
                kept = sorted(pair for pair in answer.headers if pair[0] not in ("Date", "Age"))
                asked = f"{method} {address} {headers}"
                found[asked] = (answer.status_code, [repr(kept), answer.data.decode("latin-1")])
    return found


def test_no_trace_a_second_before_and_all_a_second_after(app, client, clock, embargoed):
    history, releases = embargoed, Follower("releases", Releases().step)
    due = history.at + timedelta(hours=3)
    # Seen from the same second, so that nothing differs but what the embargo would show.
    clock.set(due - SECOND)
    settle(app, releases)
    client.checks = False
    before, shown = everything(app, client), deposited()
    clear(history, TIMED, Until(due))
    clear(history, DEPENDS, Until(), Said(1, "", (TIMED,)))
    clear(history, BY_HAND, Until(in_show=True))
    clock.set(due - SECOND)
    settle(app, releases)
    held = everything(app, client)
    secrets = (WORD, f"GP-SID27-{TIMED}", f"GP-SID27-{DEPENDS}")
    found = [
        (address, secret)
        for address, (_, texts) in held.items()
        for secret in secrets
        # A page that isn't there may say what it was asked for.
        if secret not in address and any(secret in text for text in texts)
    ]
    assert found == []
    assert [address for address in held if held[address] != before.get(address)] == []

    clock.set(due + SECOND)
    settle(app, releases)
    after = everything(app, client)
    assert deposited() == shown + 2
    for address in (
        f"/en/pledges/GP-SID27-{TIMED}/", f"/api/v1/pledges/GP-SID27-{DEPENDS}",
        f"/ar/states/{TIMED}/",
    ):  # fmt: skip
        assert after[address][0] == 200, address
        assert any(WORD in text for text in after[address][1]), address
    assert any(f"GP-SID27-{TIMED}" in text for text in after["/sitemap.xml"][1])
    assert any("GHA" in text for text in after["/live"][1])
    assert any(f"GP-SID27-{TIMED}" in text for text in after[f"/ar/pledges/?q={WORD}"][1])
    # What waits for a hand is still not there.
    assert after[f"/en/pledges/GP-SID27-{BY_HAND}/"][0] == 404


# What no release changes, or what is named by its number and never changes.
LASTING = ("/static/", "/robots.txt", "/.well-known/security.txt", "/event.ics", "/press/sid-2027/")


def test_no_cache_outlives_the_next_release(app, client, embargoed):
    settle(app, Follower("releases", Releases().step))
    lasting = {
        address: answer.headers["Cache-Control"]
        for address, answer in Crawl(app, client, each=3).walk().items()
        if answer.status == 200 and not address.startswith(LASTING)
        if max(map(int, re.findall(r"max-?age=(\d+)", answer.headers["Cache-Control"])), default=0)
        > 3
    }
    assert lasting == {}


def test_a_clearing_its_recall_and_its_move_make_no_snapshot(app, clock, embargoed):
    history, releases = embargoed, Follower("releases", Releases().step)
    settle(app, releases)
    number = current_snapshot().number
    version_id = clear(history, TIMED, Until(in_show=True))
    settle(app, releases)
    with write():
        clearing.recall(history.person("reviewer-b"), version_id, at=history.at)
    settle(app, releases)
    assert current_snapshot().number == number
    db.session.expire_all()
    assert db.session.get_one(PledgeVersion, version_id).cleared_by is None
