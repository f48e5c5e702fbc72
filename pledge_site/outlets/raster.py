"""Turns a picture of ours from SVG into PNG: the same bytes on any machine."""

import io


def png(svg: str, *, width: int, caption: str = "") -> bytes:
    """Draw an SVG as PNG, `width` pixels wide, on white; a caption of some lines stands under it.

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
    size = width // 75
    lines = caption.count("\n") + 1 if caption else 0
    band = size * 3 // 2 * lines + size if caption else 0
    # The caption stands on the paper of the picture.
    paper = picture.getpixel((0, 0))
    canvas = Image.new("RGB", (picture.width, picture.height + band), paper)
    canvas.paste(picture)
    about = PngInfo()
    if caption:
        ImageDraw.Draw(canvas).text(
            (size, picture.height),
            caption,
            fill="#1c1b19",
            spacing=size // 2,
            font=ImageFont.load_default(size),
        )
        about.add_text("Description", caption)
    out = io.BytesIO()
    canvas.save(out, "PNG", pnginfo=about, compress_level=9)
    return out.getvalue()
