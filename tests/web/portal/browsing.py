"""A focal point at a browser: pages are fetched, forms are filled in and sent as they stand."""

import io
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from werkzeug.test import TestResponse

from pledge_site.domain.accounts.actors import Actor
from pledge_site.kernel import clock
from tests.checking_client import CheckingClient, parsed

Fields = dict[str, Any]


@dataclass
class Sheet:
    """A page as it was answered."""

    path: str
    response: TestResponse
    root: Element = field(init=False)

    def __post_init__(self) -> None:
        self.root = parsed(self.response)[0]

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        """What can be read in the main part."""
        main = next(each for each in self.root.iter("main"))
        return " ".join("".join(main.itertext()).split())

    def form(self, place: int = -1) -> Element:
        """A form of the main part; the last unless told."""
        main = next(each for each in self.root.iter("main"))
        return list(main.iter("form"))[place]

    def fields(self, place: int = -1) -> Fields:
        """What a browser would send of a form as it stands."""
        found: Fields = {}
        for each in self.form(place).iter():
            name = each.get("name")
            if not name or each.tag == "button" or each.get("type") == "file":
                continue
            if each.tag == "textarea":
                found[name] = "".join(each.itertext()).removeprefix("\n")
            elif each.tag == "select":
                chosen = [o for o in each.iter("option") if o.get("selected") is not None]
                found[name] = (chosen or list(each.iter("option")))[0].get("value")
            elif each.get("type") in ("radio", "checkbox"):
                if each.get("checked") is None:
                    continue
                if each.get("type") == "checkbox":
                    found.setdefault(name, []).append(each.get("value"))
                else:
                    found[name] = each.get("value")
            elif name in found:
                held = found[name]
                found[name] = [*(held if isinstance(held, list) else [held]), each.get("value")]
            else:
                found[name] = each.get("value", "")
        return found

    def problems(self) -> list[tuple[str, str]]:
        """What the summary on top says: (where it leads, sentence)."""
        found = [each for each in self.root.iter("div") if each.get("id") == "errors"]
        return [
            (link.get("href", "")[1:] if (link := item.find("a")) is not None else "",
             "".join(item.itertext()))
            for each in found
            for item in each.iter("li")
        ]  # fmt: skip

    def links(self) -> list[str]:
        """The paths that the main part leads to."""
        main = next(each for each in self.root.iter("main"))
        return [each.get("href", "") for each in main.iter("a")]


class Visitor:
    """Someone signed in, in one language."""

    def __init__(self, client: CheckingClient, actor: Actor, lang: str = "en") -> None:
        self.client, self.actor, self.lang = client, actor, lang
        now = clock.now().timestamp()
        with client.session_transaction() as session:
            session["sitting"] = {
                "id": "test", "who": f"person-{actor.user_id}", "began": now, "seen": now,
            }  # fmt: skip

    def path(self, tail: str) -> str:
        return tail if tail.startswith("/") else f"/{self.lang}/portal/{tail}"

    def get(self, tail: str = "") -> Sheet:
        """Go to a page of the portal."""
        path = self.path(tail)
        return Sheet(path, self.client.get(path))

    def send(self, sheet: Sheet, changes: Fields | None = None, *, place: int = -1) -> Sheet:
        """Send a form of a page with some fields changed (None: left out)."""
        fields = {**sheet.fields(place), **(changes or {})}
        data = {
            name: (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
            for name, value in fields.items()
            if value is not None
        }
        form = sheet.form(place)
        path = urljoin(sheet.path, form.get("action") or "")
        multipart = form.get("enctype") == "multipart/form-data"
        kind = "multipart/form-data" if multipart else "application/x-www-form-urlencoded"
        answer = self.client.post(path, data=data, content_type=kind)
        # A large body lies in a file of its own while it is sent.
        answer.request.environ["wsgi.input"].close()
        return Sheet(path, answer)

    def follow(self, sheet: Sheet) -> Sheet:
        """Go where an answer leads."""
        assert sheet.status == 303, sheet.text
        return self.get(urlsplit(sheet.response.headers["Location"]).path)
