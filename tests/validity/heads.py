"""What the head of a page says to those who index and share it: JSON-LD, Open Graph, languages."""

import json
from html.parser import HTMLParser
from urllib.parse import urlsplit

from pledge_site.kernel.languages import CODES

# The types of schema.org that pages use, each with those of its properties that they use.
_ANYTHING = {"@type", "name", "description", "url", "identifier"}
SCHEMA: dict[str, set[str]] = {
    "CollectionPage": {
        "@context", "dateModified", "inLanguage", "license", "primaryImageOfPage", "publisher",
    },
    "Country": set(),
    "CreativeWork": {"creator", "datePublished", "inLanguage", "version"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Dataset": {
        "@context", "creator", "creditText", "dateModified", "distribution", "inLanguage",
        "isAccessibleForFree", "keywords", "license", "spatialCoverage", "temporalCoverage",
        "version",
    },
    "ImageObject": {"caption", "height", "width"},
    "Organization": set(),
    "WebPage": {
        "@context", "about", "dateModified", "inLanguage", "isPartOf", "license",
        "mainEntity", "primaryImageOfPage", "publisher",
    },
    "WebSite": {"@context", "inLanguage", "publisher"},
}  # fmt: skip
_GRAPH = {
    "og:type", "og:title", "og:url", "og:image", "og:image:alt", "og:image:width",
    "og:image:height", "og:description", "og:locale", "og:site_name",
}  # fmt: skip
_NEEDED = {"og:type", "og:title", "og:url", "og:image", "og:image:alt"}


class Head(HTMLParser):
    """Notes the marks, links and data that stand in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.marks: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.data: list[str] = []
        self.language = ""
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a mark or a link."""
        given = {name: value or "" for name, value in attrs}
        self._in_data = tag == "script" and given.get("type") == "application/ld+json"
        if tag == "meta" and given.get("property", "").startswith("og:"):
            self.marks.append((given["property"], given.get("content", "")))
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "link":
            self.links.append(given)

    def handle_endtag(self, tag: str) -> None:
        """Note that a script has ended."""
        self._in_data = False

    def handle_data(self, data: str) -> None:
        """Note what stands in a script of data."""
        if self._in_data:
            self.data.append(data)


def faults(text: str) -> list[str]:
    """Name what is wrong with what a page says about itself."""
    head = Head(text)
    return [*_graph(head), *_languages(head), *(each for one in head.data for each in _terms(one))]


def _graph(head: Head) -> list[str]:
    if not head.marks:
        return []
    names = [name for name, _ in head.marks]
    found = [f"Open Graph: {name} is unknown" for name in set(names) - _GRAPH]
    found += [f"Open Graph: {name} is missing" for name in _NEEDED - set(names)]
    found += [f"Open Graph: {name} twice" for name in set(names) if names.count(name) > 1]
    found += [f"Open Graph: {name} is empty" for name, said in head.marks if not said.strip()]
    whole = [said for name, said in head.marks if name in ("og:url", "og:image")]
    return found + [f"Open Graph: {said} is no address" for said in whole if not _whole(said)]


def _languages(head: Head) -> list[str]:
    others = [
        each["hreflang"] for each in head.links if each["rel"] == "alternate" and "type" not in each
    ]
    known = sorted({*others, head.language} - {"x-default"})
    if others and (known != sorted(CODES) or len(set(others)) < len(others)):
        return [f"languages: {others}"]
    return []


def _terms(text: str) -> list[str]:
    told = json.loads(text)
    found = [] if told.get("@context") == "https://schema.org" else ["JSON-LD without its context"]
    return found + _thing(told)


def _thing(told: object) -> list[str]:
    if isinstance(told, list):
        return [fault for each in told for fault in _thing(each)]
    if not isinstance(told, dict):
        return ["JSON-LD with nothing in it"] if told in (None, "") else []
    if told.get("@type") not in SCHEMA:
        return [f"JSON-LD: type {told.get('@type')}"]
    known = SCHEMA[told["@type"]] | _ANYTHING
    found = [f"JSON-LD: {told['@type']} has {name}" for name in set(told) - known]
    found += [
        f"JSON-LD: {name} is {told[name]}, no address"
        for name in ("url", "contentUrl", "license")
        if name in told and not _whole(told[name])
    ]
    return found + [fault for each in told.values() for fault in _thing(each)]


def _whole(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)
