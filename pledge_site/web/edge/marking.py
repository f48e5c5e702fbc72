"""Two texts, word by word: what has gone is struck through, what has come is underlined."""

import re
from difflib import SequenceMatcher

from markupsafe import Markup, escape

# Words with the space after them; each sign of a script that writes no spaces by itself.
_PIECES = re.compile(
    r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+"
)


def marked(before: str, after: str) -> tuple[Markup, Markup]:
    """Return both texts as markup, with what differs in ``del`` and ``ins``."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    left, right = Markup(), Markup()
    for kind, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = escape("".join(old[i:j])), escape("".join(new[k:m]))
        if kind == "equal":
            left, right = left + gone, right + come
            continue
        left += Markup("<del>{}</del>").format(gone) if gone else Markup()
        right += Markup("<ins>{}</ins>").format(come) if come else Markup()
    return left, right
