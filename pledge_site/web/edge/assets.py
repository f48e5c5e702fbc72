"""Static files: served by WhiteNoise under names that hold a hash of their content, for ever.

A template asks for `asset('css/public.css')` and gets ``/static/css/public.4f1c2a9be07d.css``. The
plain name is served too, for a minute at a time. Compressed copies lie in ``var/assets``, named by
content: made once, by the first process that misses them, and right for every later one.
"""

import gzip
import hashlib
import os
from pathlib import Path
from wsgiref.headers import Headers

import brotli
from flask import Flask
from whitenoise import WhiteNoise

from pledge_site.settings import ROOT, Settings

_SOURCE = ROOT / "static"
_BUILT = ROOT / "var" / "assets"
_PREFIX = "/static/"
_TEXT = frozenset({".css", ".js", ".svg", ".json", ".txt", ".webmanifest"})
_HASHED = r"\.[0-9a-f]{12}\.\w+$"
# Bytes. Above it the best compression takes seconds at the first start; nearly best does not.
_LARGE = 300_000


def configure_assets(app: Flask, _settings: Settings) -> None:
    """Serve the static files, and let templates name them."""
    server = WhiteNoise(
        app.wsgi_app,
        max_age=60,
        allow_all_origins=False,
        add_headers_function=_dress,
        immutable_file_test=_HASHED,
    )
    names: dict[str, str] = {}
    for source in sorted(path for path in _SOURCE.rglob("*") if path.is_file()):
        plain = source.relative_to(_SOURCE).as_posix()
        hashed, served = _build(source, plain)
        names[plain] = _PREFIX + hashed
        server.add_file_to_dictionary(_PREFIX + plain, str(served))
        server.add_file_to_dictionary(_PREFIX + hashed, str(served))
    app.wsgi_app = server  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = names.__getitem__
    app.extensions["asset_names"] = names


def _build(source: Path, plain: str) -> tuple[str, Path]:
    """Return the hashed name of a file, and where a copy with its compressed twins lies."""
    content = source.read_bytes()
    mark = hashlib.sha256(content).hexdigest()[:12]
    stem, suffix = plain.removesuffix(source.suffix), source.suffix
    hashed = f"{stem}.{mark}{suffix}"
    if suffix not in _TEXT:
        return hashed, source
    copy = _BUILT / hashed
    try:
        if not copy.exists():
            _write_copies(copy, content)
    except OSError:
        # Nowhere to write: served as it is, only larger.
        return hashed, source
    return hashed, copy


def _write_copies(copy: Path, content: bytes) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    quality = 9 if len(content) > _LARGE else 11
    twins = {
        ".br": brotli.compress(content, quality=quality),
        ".gz": gzip.compress(content, compresslevel=9, mtime=0),
        # Last: where it stands, its twins stand.
        "": content,
    }
    for ending, body in twins.items():
        unfinished = copy.with_name(f"{copy.name}{ending}.{os.getpid()}")
        unfinished.write_bytes(body)
        unfinished.replace(copy.with_name(copy.name + ending))


def _dress(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = "default-src 'none'"
