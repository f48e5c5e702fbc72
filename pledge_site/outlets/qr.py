"""Draws an address as a QR code, for paper and for screens."""

import io

import segno


def svg(address: str, *, scalable: bool = False) -> str:
    """Return the code as SVG, with its quiet zone; a quarter of it may be damaged.

    :param scalable: as large as the place that it is given, not of a size of its own.
    """
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawn,
        kind="svg",
        border=2,
        dark="#14252d",
        light="#ffffff",
        xmldecl=False,
        nl=False,
        omitsize=scalable,
    )
    return drawn.getvalue().decode()
