"""The letter of an invented pledge: one page that says so, as a PDF written by hand."""

_LINES = (
    "DEMONSTRATION",
    "",
    "This letter was made up to show how the register works.",
    "No State has written it, and nobody has signed it.",
    "",
    "State on the envelope: {state}",
    "Reference: {reference}",
)


def written(state: str, reference: str) -> bytes:
    """Return the letter as a PDF; characters that Latin-1 lacks are replaced by a question mark."""
    text = ["BT /F1 14 Tf 72 760 Td 22 TL"]
    for line in _LINES:
        words = line.format(state=state, reference=reference)
        for sign in "\\()":
            words = words.replace(sign, "\\" + sign)
        text.append(f"({words}) Tj T*")
    text.append("ET")
    stream = "\n".join(text).encode("latin-1", "replace")
    return _document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )


def _document(*objects: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)
