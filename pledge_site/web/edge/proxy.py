"""What stands in front: how many proxies to believe, and which host this site answers to.

Links are made from `PUBLIC_BASE_URL`, never from what a request says of itself.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, has_request_context
from werkzeug.middleware.proxy_fix import ProxyFix

from pledge_site.settings import Settings


def configure_proxy(app: Flask, settings: Settings) -> None:
    """Believe the proxies in front, as many as there are, and in production one host only."""
    hops = settings.trusted_hops
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_port=0, x_prefix=0
        )
    if settings.is_production:
        host = urlsplit(settings.public_base_url).hostname or ""
        app.config["TRUSTED_HOSTS"] = [host, "127.0.0.1", "localhost"]


def absolute_url(endpoint: str, **values: Any) -> str:
    """Return the whole address of a page, under `PUBLIC_BASE_URL`.

    Works outside of a request too; there a page that has a language needs `lang` given.
    """
    base = urlsplit(current_app.config["SETTINGS"].public_base_url)
    if "lang" not in values and has_request_context() and "lang" in g:
        current_app.inject_url_defaults(endpoint, values)
    adapter = current_app.url_map.bind(base.netloc, url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)
