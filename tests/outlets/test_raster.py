"""Pictures: drawn the same every time, with the caption on them."""

import io

from PIL import Image

from pledge_site.outlets import raster

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    '<rect x="10" y="10" width="30" height="30" fill="#0a5"/></svg>'
)


def test_a_picture_is_drawn_at_its_width_with_its_caption():
    plain = Image.open(io.BytesIO(raster.png(SVG, width=600)))
    assert plain.size == (600, 300)
    assert plain.getpixel((120, 120)) == (0, 0xAA, 0x55)
    captioned = Image.open(io.BytesIO(raster.png(SVG, width=600, caption="DEMONSTRATION")))
    assert captioned.size == (600, 320)
    assert captioned.text["Description"] == "DEMONSTRATION"
    assert len(captioned.crop((0, 300, 600, 320)).getcolors()) > 1


def test_the_same_picture_gives_the_same_bytes():
    assert raster.png(SVG, width=300, caption="a") == raster.png(SVG, width=300, caption="a")
