"""The text of the pledge as files: plain text, a PDF to read and print, a poster for a wall.

In a PDF the words that are children's own are marked as on the page; nothing of what groups said
besides is in it, since what is printed can't be taken back.
"""

from typing import Any

from flask import abort
from flask_babel import gettext

from pledge_site.web.edge.locale import language
from pledge_site.web.edge.papers import frame
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.texts import text_view

Facts = dict[str, Any]


def name(kind: str, campaign: Shown, number: int | None) -> str:
    """Return the name under which a file is saved; 404: there is no such version."""
    newest = campaign.document["text"]
    if newest is None or not 1 <= (number or 1) <= newest["number"]:
        abort(404)
    return f"{kind}-v{number or newest['number']}-{language().code}.pdf"


def plain(campaign: Shown, number: int | None) -> str:
    """Write the text as plain text, its clauses numbered."""
    shown = _view(campaign, number)
    lines = [shown["title"], "", *shown["preamble"], ""]
    for clause in shown["clauses"]:
        lines += [f"{clause['number']}. {clause['heading']}", ""]
        lines += ["".join(piece.words for piece in line) for line in clause["body"]]
        lines += [""]
    lines += [
        _edition(shown),
        *([gettext(_INVENTED)] if _is_invented(campaign) else []),
        _address(),
    ]
    return "\n".join(lines) + "\n"


def document(campaign: Shown, number: int | None) -> Facts:
    """Return the text as the layouts `text` and `poster` ask for it."""
    shown = _view(campaign, number)
    return {
        **frame(shown["title"], _edition(shown), is_demonstration=_is_invented(campaign)),
        "lead": shown["preamble"],
        "clauses": [
            {
                "number": clause["number"],
                "heading": clause["heading"],
                "body": [
                    [[piece.words, bool(piece.span)] for piece in line] for line in clause["body"]
                ],
            }
            for clause in shown["clauses"]
        ],
        "marked": gettext("Marked words are children’s own.") if shown["heard"] else "",
        "invented": gettext(_INVENTED) if _is_invented(campaign) and shown["heard"] else "",
        "address": _address(),
    }


def _view(campaign: Shown, number: int | None) -> Facts:
    shown = text_view(campaign, number)
    if shown is None:
        abort(404)
    return shown


def _edition(shown: Facts) -> str:
    return gettext(
        "Version %(number)s, published on %(day)s. Language of the draft: %(language)s.",
        number=shown["number"],
        day=shown["published"],
        language=shown["drafted_in"],
    )


def _is_invented(campaign: Shown) -> bool:
    return bool(campaign.document["demonstration"])


def _address() -> str:
    return absolute_url("public.text")


_INVENTED = "Invented for this demonstration; no child said this."
