"""How many pledges are submitted a second by 16 people at once, and whether each is there once.

Run as ``.venv/bin/python -m bench.submissions``, on SQLite and on PostgreSQL. A person sends the
form of the last page of the portal, through the real server: the whole pledge is checked, an entry
of the ledger and a receipt are written. Reference, in the same run: a Flask view under the same
gunicorn that does one INSERT and commits, on the same database, asked by the same clients.
"""

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from bench.serving import answer, asked, connect, flask, row, served, settings, status
from pledge_site.app import create_app
from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.states import members
from pledge_site.kernel import clock, ids
from pledge_site.settings import read
from tests.databases import Databases, PostgresDatabases, SqliteDatabases, let_go
from tests.domain.pledges import making

CLIENTS, EACH, ROUNDS = 16, 12, 3
GOAL, LONGEST = 0.2, 200
BARE = """from flask import Flask
from sqlalchemy import Column, Integer, MetaData, String, Table, insert
from pledge_site.db import db, engine_options
from pledge_site.settings import read

url = read().database_url
app = Flask("bare")
app.config.update(
    SQLALCHEMY_DATABASE_URI=url, SQLALCHEMY_ENGINE_OPTIONS=engine_options(url)
)
db.init_app(app)
kept = Table("bare", MetaData(), Column("id", Integer, primary_key=True), Column("said", String))
with app.app_context():
    kept.create(db.engine, checkfirst=True)


@app.get("/")
def look():
    return "here"


@app.post("/")
def keep():
    with db.engine.begin() as connection:
        connection.execute(insert(kept).values(said="We promise."))
    return "kept"
"""

Requests = list[list[bytes]]


def prepare(app: Flask) -> Requests:
    """Write a pledge for each State, ready to be submitted; return the requests of each client."""
    campaign = making.campaign()
    requests: Requests = [[] for _ in range(CLIENTS)]
    for number, state in enumerate(members()[: CLIENTS * EACH]):
        actor = making.focal_point(state.iso3)
        version_id = making.draft(actor, campaign)
        edit = making.fill(actor, version_id, key=f"letters/{number}")
        requests[number % CLIENTS].append(_request(app, actor, version_id, edit))
    return requests


def _request(app: Flask, actor: Actor, version_id: int, edit: int) -> bytes:
    """Write the form of the last page as the browser of somebody signed in sends it."""
    now, secret = clock.now().timestamp(), ids.token()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    sitting = {"id": "bench", "who": f"person-{actor.user_id}", "began": now, "seen": now}
    cookie = signer.dumps({"sitting": sitting, "csrf_token": secret})
    token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(secret)
    form = {"csrf_token": token, "edit": edit, "key": ids.token()}
    return asked(
        f"/en/portal/versions/{version_id}/check/", method="POST",
        body=urlencode(form).encode(), Cookie=f"pledge={cookie}",
    )  # fmt: skip


def rate(port: int, requests: Requests, expected: int) -> float:
    """Let every client send what it has, one after the other; return requests a second."""
    lines = [connect(port) for _ in requests]
    wrong: list[bytes] = []

    def send(place: int) -> None:
        for each in requests[place]:
            head, body, _ = answer(lines[place], each)
            if status(head) != expected:
                wrong.append(head + body[:500])

    clients = [threading.Thread(target=send, args=(each,)) for each in range(len(requests))]
    began = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    spent = time.perf_counter() - began
    for line in lines:
        line.close()
    assert not wrong, wrong[0].decode()
    return sum(map(len, requests)) / spent


@contextmanager
def register(databases: Databases, folder: Path) -> Iterator[tuple[Flask, dict[str, str]]]:
    """Make an empty register on a new database; yield an application on it and its settings."""
    environ = settings(folder, DATABASE_URL=databases.create("submissions"), DEMO="1")
    flask(environ, "db", "upgrade")
    app = create_app(read(environ))
    with app.app_context():
        yield app, environ
        db.session.remove()
    let_go(app)


def counts() -> tuple[int, int, int]:
    """Return how many submissions, receipts and entries of the ledger there are."""
    db.session.rollback()
    entries = select(func.count()).where(Entry.event == "pledge.submitted")
    receipts = select(func.count(func.distinct(Submission.receipt)))
    found = [db.session.scalar(each) for each in (select(func.count(Submission.key)), receipts,
                                                  entries)]  # fmt: skip
    return found[0] or 0, found[1] or 0, found[2] or 0


def measure(kind: str, databases: Databases, folder: Path) -> None:
    """Measure on one kind of database, and print its rows."""
    (folder / "bare.py").write_text(BARE)
    with register(databases, folder) as (app, environ):
        requests = prepare(app)
        db.session.remove()
        plain: Requests = [[asked("/", method="POST", body=b"a=b")] * 4 * EACH] * CLIENTS
        with served("bare:app", settings(folder, DATABASE_URL=environ["DATABASE_URL"])) as bare:
            rate(bare.port, [each[:5] for each in plain], 200)
            most = max(rate(bare.port, plain, 200) for _ in range(ROUNDS))
        with served("wsgi:app", environ) as ours:
            warm = [[asked("/en/account/sign-in/")] * 2] * CLIENTS
            rate(ours.port, warm, 200)
            found = rate(ours.port, requests, 303)
            # Sent again: each leads to the receipt that stands.
            rate(ours.port, [each[:4] for each in requests], 303)
        written = counts()
    sent = sum(map(len, requests))
    row(
        f"{kind}: submissions a second ÷ a bare INSERT and commit", f"{found / most:.2f}",
        f"{found:.0f} ÷ {most:.0f} a second, {CLIENTS} clients", f"≥ {GOAL}",
        good=found / most >= GOAL,
    )  # fmt: skip
    row(
        f"{kind}: submissions, receipts, entries in the ledger", " / ".join(map(str, written)),
        f"{sent} sent, {4 * CLIENTS} of them twice", f"{sent} each", good=set(written) == {sent},
    )  # fmt: skip


def main() -> int:
    """Measure on each kind of database, and print each figure beside its reference."""
    signal.alarm(LONGEST)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        os.environ |= {"FILES_URL": f"{folder}/files", "MAIL_URL": f"{folder}/mail"}
        kinds: dict[str, Databases] = {"SQLite": SqliteDatabases(folder)}
        kinds["PostgreSQL"] = PostgresDatabases(folder.with_name(folder.name + "-pg"), "bench")
        for kind, databases in kinds.items():
            stack.callback(databases.close)
            measure(kind, databases, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
