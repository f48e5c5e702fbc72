"""What the press room says of the kits that have been built."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext

from pledge_site.domain.press import queries
from pledge_site.domain.press.models import KitBuild
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import moment, number
from pledge_site.web.public.campaigns import Shown

_KIB = 1024


def kit_of(campaign: Shown) -> dict[str, Any] | None:
    """Return the newest kit of a campaign as the press room lists it; None before the first."""
    build = queries.latest_build(campaign.slug) if campaign.slug else None
    return _card(build) if build else None


def kit_view(kit: str) -> dict[str, Any]:
    """Return the newest build of a kit with all its files; 404 when there is none."""
    build = queries.latest_build(kit)
    if build is None:
        abort(404)
    return {
        **_card(build),
        "sha256": build.sha256,
        "groups": _groups(build.files),
        "map": next((each["name"] for each in build.files if each["path"] == _map()), ""),
    }


def _groups(files: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the files by language: that of the page first, then what all share, then the rest."""
    code = language().code
    folders: dict[str, list[dict[str, str]]] = {code: [], "": []}
    for each in files:
        folder, _, name = each["path"].rpartition("/")
        row = {"label": name, "name": each["name"], "size": size_words(each["size"])}
        folders.setdefault(folder, []).append(row)
    return [
        (LANGUAGES[folder].own_name if folder in LANGUAGES else gettext("In all languages"), rows)
        for folder, rows in folders.items()
        if rows
    ]


def _map() -> str:
    return f"{language().code}/map.svg"


def size_words(size: int) -> str:
    """Write a size in bytes as KB or MB."""
    if size < _KIB * _KIB:
        return f"{number(max(1, round(size / _KIB)))} KB"
    return f"{number(round(size / _KIB / _KIB, 1))} MB"


def _card(build: KitBuild) -> dict[str, Any]:
    return {
        "kit": build.kit,
        "snapshot": build.snapshot_number,
        "built": moment(build.built_at),
        "built_iso": build.built_at.isoformat(),
        "size": size_words(build.size),
        "url": url_for("public.kit", kit=build.kit),
    }
