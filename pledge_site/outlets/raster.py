"""Turns a picture of ours from SVG into PNG: the same bytes on any machine."""

import io


def png(svg: str, *, width: int, caption: str = "") -> bytes:
    """Draw an SVG as PNG, `width` pixels wide, on white; a caption in English stands under it.

    No font of the machine is used, so text inside the SVG is left out; the caption is set in the
    font that Pillow carries (Latin letters only).
    """
    import resvg_py  # heavy: only the worker draws
    from PIL import Image, ImageDraw, ImageFont
    from PIL.PngImagePlugin import PngInfo

    drawn = bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, width=width, background="#ffffff", skip_system_fonts=True
        )
    )
    picture = Image.open(io.BytesIO(drawn)).convert("RGB")
    size = width // 60
    band = size * 3 if caption else 0
    canvas = Image.new("RGB", (picture.width, picture.height + band), "white")
    canvas.paste(picture)
    about = PngInfo()
    if caption:
        ImageDraw.Draw(canvas).text(
            (size, picture.height + size // 2),
            caption,
            fill="#1c1b19",
            font=ImageFont.load_default(size),
        )
        about.add_text("Description", caption)
    out = io.BytesIO()
    canvas.save(out, "PNG", pnginfo=about, compress_level=9)
    return out.getvalue()
