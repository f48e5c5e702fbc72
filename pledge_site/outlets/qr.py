"""Draws an address as a QR code, to be put on paper."""

import io

import segno


def svg(address: str) -> str:
    """Return the code as SVG, with its quiet zone; a quarter of it may be damaged."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawn, kind="svg", border=2, dark="#14252d", light="#ffffff", xmldecl=False, nl=False
    )
    return drawn.getvalue().decode()
