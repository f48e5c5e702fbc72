"""Fixtures of what is open to everybody: every kind of page, from the map of addresses."""

import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from pledge_site.app import create_app
from pledge_site.kernel.languages import CODES
from pledge_site.settings import Settings
from tests.serving import Server
from tests.validity.served import addresses


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a page that leads elsewhere as it is."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


_ask = urllib.request.build_opener(_NoRedirect)


def is_page(address: str) -> bool:
    """Tell whether an address shows a page itself: one that is there, or one that says no."""
    try:
        with _ask.open(address) as answer:
            return answer.headers.get_content_type() == "text/html"
    except urllib.error.HTTPError as error:
        error.close()
        return error.code >= 400 and error.headers.get_content_type() == "text/html"


@pytest.fixture(scope="module")
def pages(server: Server, settings_for: Callable[..., Settings]) -> dict[str, dict[str, list[str]]]:
    """The addresses of each kind of page, by language, in the same order in each."""
    app = create_app(settings_for(f"sqlite:///{server.folder}/unused.sqlite"))
    known = {code: addresses(app, code) for code in CODES}
    kept = {
        endpoint: [
            place
            for place, path in enumerate(paths)
            # A file has a suffix, and no look.
            if "." not in path and is_page(server.address + path)
        ]
        for endpoint, paths in known["en"].items()
    }
    return {
        code: {
            endpoint: [each[endpoint][place] for place in places]
            for endpoint, places in kept.items()
            if places
        }
        for code, each in known.items()
    }
