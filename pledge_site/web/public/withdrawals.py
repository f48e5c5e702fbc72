"""A group takes its words back with its code: asked once more, then hidden everywhere at once."""

from flask.typing import ResponseReturnValue

from pledge_site.db import write
from pledge_site.domain.workshops import withdrawal
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.hiding import hide_now
from pledge_site.web.edge.origin import from_our_pages
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.public.group import asked_again, blueprint, code_typed

_FORM = "public/withdraw_form.html"


@blueprint.get("/withdraw/")
def withdrawal_form() -> ResponseReturnValue:
    """Ask for the withdrawal code; say what it does."""
    return page(_FORM, code="", problems=Problems())


@blueprint.post("/withdraw/")
@from_our_pages
def withdraw() -> ResponseReturnValue:
    """Ask once more; then take all that the group has said back."""
    try:
        code = code_typed()
        if typed("sure") != "yes":
            found = withdrawal.of_code(code)
            return page(
                "public/withdraw.html",
                code=code,
                count=len(found.contributions),
                is_over=found.withdrawn_at is not None,
            )
        with write():
            withdrawal.by_code(code, at=clock.now())
    except Refused as refusal:
        return asked_again(_FORM, refusal)
    hide_now()
    return page("public/withdrawn.html")
