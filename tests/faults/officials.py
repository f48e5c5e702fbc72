"""Officials who write on while the program falls over: each request is sent until it is answered.

They talk to the real server over a real socket. A request that broke off is sent again as a browser
would, the same to the byte, so that what is written twice or lost is the program's doing.
"""

import http.client
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from flask import Flask
from sqlalchemy import select

from pledge_site import settings as settings_room
from pledge_site.app import create_app
from pledge_site.db import db, write
from pledge_site.domain.campaigns.queries import current
from pledge_site.domain.pledges.models import Pledge
from pledge_site.domain.states import members
from pledge_site.domain.texts import service as texts
from pledge_site.domain.texts.queries import current_version
from tests.checking_client import CheckingClient
from tests.databases import let_go
from tests.domain.pledges import making
from tests.safety import world as worlds
from tests.serving import Server

PATIENCE = 60.0
# A real register takes no text of a demonstration.
_TEXT = {**making.TEXT, "demonstration": False}
_EDIT = re.compile(r'name="edit" value="(\d+)"')


@contextmanager
def beside(server: Server) -> Iterator[Flask]:
    """Push an application on the database that is served, with the server's own secrets."""
    app = create_app(settings_room.read(server.environ))
    app.test_client_class = CheckingClient
    with app.app_context():
        yield app
        db.session.remove()
    let_go(app)


def silent_states(count: int) -> list[str]:
    """Return States that have said nothing yet."""
    said = set(db.session.scalars(select(Pledge.state)))
    db.session.rollback()
    return [state.iso3 for state in members() if state.iso3 not in said][:count]


@dataclass
class Official:
    """One who is signed in, with a draft that has all but its commitments."""

    address: str
    version_id: int
    headers: dict[str, str]
    acknowledged: list[str] = field(default_factory=list)
    receipt: str = ""
    again: int = 0

    def add(self, title: str) -> None:
        """Add a commitment; note it once it was acknowledged."""
        page = f"/en/portal/versions/{self.version_id}/commitments/new/"
        edit = _EDIT.search(self.ask("GET", page, (200,))[1])
        assert edit is not None
        fields = {"edit": edit[1], "title": title, "action": "Do it.", "firmness": "intention"}
        self.ask("POST", page, (303,), fields)
        self.acknowledged.append(title)

    def submit(self, key: str) -> None:
        """Submit, twice, with one key; keep the receipt."""
        page = f"/en/portal/versions/{self.version_id}/check/"
        edit = _EDIT.search(self.ask("GET", page, (200,))[1])
        assert edit is not None
        for _ in range(2):
            self.ask("POST", page, (303,), {"edit": edit[1], "key": key})
        self.receipt = key

    def ask(
        self, method: str, path: str, wanted: tuple[int, ...], fields: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Ask until there is an answer, and one that isn't about the server's own trouble."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                status, body = request(self.address, method, path, self.headers, fields)
            except (OSError, http.client.HTTPException):
                status, body = 0, ""
            if status in wanted:
                return status, body
            assert status in (0, 503), f"{method} {path}: {status} {body[:400]}"
            self.again += 1
            time.sleep(0.1)
        raise AssertionError(f"{method} {path} was never answered")


def request(
    address: str, method: str, path: str, headers: dict[str, str], fields: dict[str, str] | None
) -> tuple[int, str]:
    """Send one request on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        body = urlencode(fields) if fields is not None else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body, headers | kind)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def take_part(app: Flask, server: Server, count: int) -> list[Official]:
    """Give so many silent States an official who is signed in, and a draft without commitments."""
    campaign = current()
    assert campaign is not None
    campaign_id = campaign.id
    if current_version(campaign_id) is None:
        with write():
            texts.publish(campaign_id, _TEXT, at=making.NOW, actor=None)
    made = []
    for state in silent_states(count):
        actor = making.focal_point(state)
        version_id = making.draft(actor, campaign_id)
        making.fill(actor, version_id, key=f"letters/{state}")
        client = app.test_client()
        headers = worlds.enter(app, client, actor)
        cookie = client.get_cookie("pledge")
        assert cookie is not None
        headers["Cookie"] = f"pledge={cookie.value}"
        made.append(Official(server.address, version_id, headers))
    return made


def all_at_once(officials: list[Official], deed: Callable[[Official], None]) -> None:
    """Let everyone do something at the same time; raise what went wrong for any."""
    with ThreadPoolExecutor(len(officials)) as pool:
        list(pool.map(deed, officials))
