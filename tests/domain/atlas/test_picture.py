"""The picture that stands alone: drawn by resvg, coloured as the site is, set from its own side."""

import io
import re
from pathlib import Path

import pytest
import resvg_py
from PIL import Image, ImageColor

from pledge_site.domain.atlas.palettes import PALETTES
from pledge_site.domain.atlas.picture import draw_picture
from tests.domain.atlas.geometry import SHAPES, middle, parsed

COLOURS = Path(__file__).parents[3] / "static/css/1-settings/colour.css"
AIR, HEAD = 24, 68
PLAIN = {"titles": {}, "heading": "The world"}


def rendered(svg: str) -> Image.Image:
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("RGB")


def around(image: Image.Image, iso3: str, reach: int = 6) -> set[tuple]:
    """Return the colours of a square in the middle of a State."""
    x, y = middle(SHAPES["paths"][iso3])
    box = (x + AIR - reach, y + HEAD - reach, x + AIR + reach, y + HEAD + reach)
    found = image.crop(box).getcolors(maxcolors=10_000)
    return {colour for _, colour in found}


@pytest.mark.parametrize("scheme", PALETTES)
def test_deposited_state_is_solid_in_its_colour(scheme: str):
    image = rendered(draw_picture({"BRA": "deposited"}, scheme=scheme, **PLAIN))

    wanted = ImageColor.getrgb(PALETTES[scheme].lines["deposited"])
    assert around(image, "BRA") == {wanted}


@pytest.mark.parametrize("scheme", PALETTES)
def test_state_without_pledge_is_blank(scheme: str):
    image = rendered(draw_picture({}, scheme=scheme, **PLAIN))

    assert around(image, "BRA") == {ImageColor.getrgb(PALETTES[scheme].nothing)}


@pytest.mark.parametrize("standing", ["announced", "on_hold", "withdrawn"])
@pytest.mark.parametrize("scheme", PALETTES)
def test_hatching_survives_resvg(scheme: str, standing: str):
    colours = around(rendered(draw_picture({"BRA": standing}, scheme=scheme, **PLAIN)), "BRA")
    palette = PALETTES[scheme]
    ground = sum(ImageColor.getrgb(palette.grounds[standing]))
    line = sum(ImageColor.getrgb(palette.lines[standing]))
    lightness = [sum(colour) for colour in colours]

    assert len(colours) > 2
    assert max(lightness) - min(lightness) > 0.6 * abs(ground - line)


def test_small_state_is_a_circle_of_its_colour():
    image = rendered(draw_picture({"SGP": "deposited"}, scheme="light", **PLAIN))
    x, y = SHAPES["circles"]["SGP"]

    assert image.getpixel((x + AIR, y + HEAD)) == ImageColor.getrgb("#0a5468")


def test_inset_state_is_drawn_inside_its_frame():
    image = rendered(draw_picture({"TUV": "deposited"}, scheme="light", **PLAIN))
    inset = SHAPES["insets"]["pacific"]
    x, y = (a + b for a, b in zip(inset["at"], inset["circles"]["TUV"], strict=True))

    assert image.getpixel((x + AIR, y + HEAD)) == ImageColor.getrgb("#0a5468")


def test_arabic_hangs_from_the_right_with_bidi_marks():
    svg = draw_picture(
        {},
        titles={},
        heading="خريطة العالم",
        scheme="light",
        labels={"deposited": "مودع"},
        notes=("عرض توضيحي",),
    )
    texts = list(parsed(svg).iter("{http://www.w3.org/2000/svg}text"))

    assert len(texts) == 3
    assert all(text.get("text-anchor") == "end" for text in texts)
    assert all(text.text[0] == "\u202b" and text.text[-1] == "\u202c" for text in texts)


def test_legend_and_notes_are_as_given_and_escaped():
    svg = draw_picture(
        {"GHA": "announced"},
        titles={"GHA": "<Ghana>"},
        heading="A & B",
        scheme="print",
        labels={"deposited": "Deposited 0", "nothing": "None yet", "pacific": "Pacific"},
        notes=("A demonstration: no State has made these pledges.",),
    )
    texts = [t.text for t in parsed(svg).iter("{http://www.w3.org/2000/svg}text")]

    assert texts == [
        "A & B",
        "Pacific",
        "Deposited 0",
        "None yet",
        "A demonstration: no State has made these pledges.",
    ]
    assert "&lt;Ghana&gt;" in svg


def test_picture_stands_alone():
    svg = draw_picture({"GHA": "deposited"}, scheme="light", **PLAIN)

    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<a " not in svg
    assert "var(" not in svg
    assert set(re.findall(r'https?://[^"]+', svg)) == {"http://www.w3.org/2000/svg"}


def test_same_input_gives_same_picture():
    one = draw_picture({"GHA": "deposited", "BRA": "announced"}, scheme="light", **PLAIN)
    two = draw_picture({"BRA": "announced", "GHA": "deposited"}, scheme="light", **PLAIN)

    assert one == two


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture_has_the_colours_of_the_site(scheme: str):
    blocks = COLOURS.read_text("utf-8").split("@media")
    style = blocks[0] if scheme == "light" else blocks[1]
    tokens = dict(re.findall(r"--([\w-]+): (#\w+);", style))
    palette = PALETTES[scheme]

    plain = {
        "paper": palette.paper,
        "ink": palette.ink,
        "nothing-line": palette.line,
        "land": palette.land,
        "nothing": palette.nothing,
    }
    lines = {key.replace("_", "-"): colour for key, colour in palette.lines.items()}
    grounds = {f"{key.replace('_', '-')}-soft": colour for key, colour in palette.grounds.items()}
    expected = plain | lines | grounds
    assert expected == {key: tokens[key] for key in expected}
