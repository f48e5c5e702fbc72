"""Reads all that the public side answers: pages, files, API, stream, from link to link."""

import html
import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from pledge_site.kernel.languages import CODES
from tests.checking_client import CheckingClient

_LINK = re.compile(r'\b(?:href|src|action)="([^"]+)"')
_LOC = re.compile(r"<loc>([^<]+)</loc>")
BEHIND = tuple(f"/{code}/{room}/" for code in CODES for room in ("account", "portal"))
BESIDE = (
    "/", "/api/docs", "/api/openapi.json", "/api/v1/snapshot", "/api/v1/states",
    "/api/v1/states.csv", "/api/v1/pledges", "/api/v1/pledges.csv", "/api/v1/texts/sid-2027",
    "/api/v1/states.geojson", "/api/v1/dataset.zip", "/api/v1/kits", "/api/v1/clauses/c1",
    "/embed/en/map/", "/embed/en/map.svg", "/embed/en/states/DEU/", "/embed/en/states/DEU.svg",
    "/embed/en/states/GHA/", "/embed/en/charts/over-time/", "/embed/en/charts/capabilities.svg",
    "/en/cards/home.png", "/en/cards/GHA.png", "/feeds/en/pledges.atom",
    "/feeds/ar/states/GHA.atom", "/en/map/figure.json", "/event.ics", "/robots.txt", "/sitemap.xml",
    "/.well-known/security.txt",
)  # fmt: skip


@dataclass
class Answer:
    """What was answered at an address."""

    status: int
    kind: str
    headers: dict[str, str]
    body: bytes

    @property
    def texts(self) -> list[str]:
        """Return all that can be read: of an archive, each file with its name."""
        if self.kind != "application/zip":
            return [self.body.decode("utf-8", "replace")]
        with zipfile.ZipFile(io.BytesIO(self.body)) as archive:
            return [
                name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            ]


@dataclass
class Crawl:
    """A walk from link to link: at most `each` pages of a kind in each language.

    In languages other than those named, the home page and what it fetches is all.
    """

    app: Flask
    client: CheckingClient
    languages: tuple[str, ...] = ("en", "ar")
    each: int = 8
    also: tuple[str, ...] = ()
    seen: dict[str, Answer] = field(default_factory=dict)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def walk(self) -> dict[str, Answer]:
        """Return every answer by its address."""
        homes = tuple(f"/{code}/" for code in CODES)
        todo = deque((*BESIDE, *homes, *self.also))
        while todo:
            address = todo.popleft()
            if address in self.seen:
                continue
            self.seen[address] = answer = self._fetch(address)
            todo.extend(each for each in self._links(answer) if self._wanted(each))
        return self.seen

    def _fetch(self, address: str) -> Answer:
        with self.client.get(address) as answer:
            headers = dict(answer.headers)
            return Answer(answer.status_code, answer.mimetype, headers, answer.data)

    def _links(self, answer: Answer) -> Iterator[str]:
        if answer.kind == "text/html":
            found = _LINK.findall(answer.body.decode())
        elif answer.kind.endswith("xml"):
            found = _LOC.findall(answer.body.decode())
        else:
            return
        for each in map(html.unescape, [*found, answer.headers.get("Location", "")]):
            parts = urlsplit(each)
            if parts.hostname in (None, "localhost") and parts.path.startswith("/"):
                yield parts.path + (f"?{parts.query}" if parts.query else "")

    def _wanted(self, address: str) -> bool:
        path = urlsplit(address).path
        language = path[1:3] if path[3:4] == "/" else ""
        if address in self.seen or path.startswith(BEHIND) or path.startswith("/live"):
            return False
        if language in CODES and language not in self.languages:
            return False
        kind = (self._endpoint(path), language)
        self.kinds[kind] += 1
        return kind[0] == "press.file" or self.kinds[kind] <= self.each

    def _endpoint(self, path: str) -> str:
        if path.startswith("/static/"):
            return path
        try:
            endpoint, values = self.app.url_map.bind("localhost").match(path)
        except RequestRedirect:
            return "moved"
        except HTTPException:
            return "unknown"
        return f"{endpoint} {values['name']}" if "name" in values else endpoint


def stream(client: CheckingClient, most: int) -> bytes:
    """Return what the stream tells of the snapshots so far."""
    with client.get("/live?after=0") as answer:
        found = b""
        for piece in answer.response:
            found += piece
            if found.count(b"event: change") >= most:
                break
        return found
