"""The longest texts that a pledge can hold: six scripts, emoji, combining marks, awkward signs."""

import unicodedata

SAMPLE = (
    "=نتعهّد بحماية الأطفال، 我们承诺保护儿童。Мы обещаем — « à tous » ¿Qué? Ñandú Việt Nam ẹ̀kọ́ "
    "कसम ကတိ አማርኛ 한국어 👩🏽‍👧‍👦 🇬🇭 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ﬁ Å q̣̇ <b>&amp;</b> {{ 7*7 }} %(x)s "
    "'; DROP TABLE pledges; -- "
    '"quoted", comma; +1 -2 @x \\ / 𝔘𝔫𝔦 𠜎 ً٣ '
)


def longest(most: int, *, lines: bool = False) -> str:
    """Return a text of exactly so many characters, as it comes out clean."""
    sample = SAMPLE + ("\n" if lines else "")
    whole = unicodedata.normalize("NFC", sample * (most // len(sample) + 2))
    # Cut where nothing combines with what is taken away, and end in a sign that stands alone.
    cut = whole[: most - 1].rstrip()
    text = cut + "。" * (most - len(cut))
    assert len(text) == most
    assert unicodedata.normalize("NFC", text) == text
    return text


def typed(text: str) -> str:
    """Return a text as a keyboard may send it: decomposed, other line ends, space around."""
    return "  " + unicodedata.normalize("NFD", text).replace("\n", "\r\n") + " \r\n"


def without_space(text: str) -> str:
    """Return a text without its white space: a page has its own."""
    return "".join(text.split())
