"""The headers of every answer. A view that needs another value sets it; none is taken away."""

from flask import Flask, Response

from pledge_site.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "font-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
# What other sites may show in a frame: pages that hold no form and read no session (`web/embed`).
FRAMED = {
    "Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors *"),
    "Cross-Origin-Resource-Policy": "cross-origin",
    # Older and cruder than the policy: it can't say yes.
    "X-Frame-Options": "",
}
_UNUSED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What nobody thought of is kept by no cache.
PRIVATE = "private, no-store"
STRICT_TRANSPORT = "max-age=63072000; includeSubDomains"


def configure_headers(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer."""
    headers = dict(HEADERS)
    if settings.is_production:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    app.extensions["standing_headers"] = headers

    @app.after_request
    def dress(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if response.headers["Content-Security-Policy"] == FRAMED["Content-Security-Policy"]:
            del response.headers["X-Frame-Options"]
        response.headers.setdefault("Cache-Control", PRIVATE)
        return response
