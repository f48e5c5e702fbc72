"""Walks over all that a server shows to everybody, as a search engine would."""

import urllib.error
import urllib.request
from email.message import Message
from types import TracebackType

from pledge_site import settings as settings_room
from pledge_site.app import create_app
from tests.safety.crawling import Answer, Crawl
from tests.serving import Server


class _Said:
    """An answer, as the walk wants it."""

    def __init__(self, status: int, headers: Message, data: bytes) -> None:
        self.status_code, self.headers, self.data = status, headers, data
        self.mimetype = headers.get_content_type()

    def __enter__(self) -> "_Said":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:  # type: ignore[override]
        return None


class Asking:
    """Asks a server for pages, with no cookie and no cache of its own."""

    def __init__(self, server: Server) -> None:
        self._address = server.address
        self._opener = urllib.request.build_opener(_NoRedirect)

    def get(self, path: str) -> _Said:
        """Return what is answered at a path, whatever it is."""
        try:
            with self._opener.open(f"{self._address}{path}", timeout=30) as answer:
                return _Said(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return _Said(error.code, error.headers, error.read())


def walk(server: Server, language: str, *, also: tuple[str, ...], each: int) -> dict[str, Answer]:
    """Return every answer by its address: at most `each` pages of a kind in a language."""
    app = create_app(settings_room.read(server.environ))
    languages = tuple(sorted({"en", language}))
    asking = Asking(server)
    return Crawl(app, asking, languages=languages, each=each, also=also).walk()  # type: ignore[arg-type]
