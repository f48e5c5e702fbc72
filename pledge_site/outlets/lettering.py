"""Turns a picture of ours that holds words from SVG into PNG, in the fonts that come as packages.

A picture without words is for `raster.py`. A font of the machine is never used: the same drawing
gives the same bytes anywhere.
"""

import unicodedata
from importlib.resources import files

# By package and file. The last holds 30,000 signs and is read only where they are needed.
_LETTERS = (
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    ("fontpkg_amiri", "files/Amiri-Regular.ttf"),
)
_HAN = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")


def lettered_png(svg: str, *, width: int) -> bytes:
    """Draw an SVG as PNG, `width` pixels wide, on white, words included."""
    import resvg_py  # heavy: only where a picture is asked for

    fonts = (*_LETTERS, _HAN) if _is_wide(svg) else _LETTERS
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(files(package).joinpath(name)) for package, name in fonts],
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
    )
    return bytes(drawn)


def _is_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(sign) in "WF" for sign in text)
