"""The sentence for each way in which the rules of people say no."""

from flask_babel import gettext, ngettext

from pledge_site.domain.accounts.passwords import LEAST, MOST
from pledge_site.kernel.languages import N_

SENTENCES: dict[str, str] = {
    "sign_in.wrong": N_("This e-mail address and password don’t go together. Check both."),
    "code.wrong": N_("This code is not right, or was used before. Wait for the next one."),
    "password.short": N_("A password has at least %(least)s characters."),
    "password.long": N_("A password has at most %(most)s characters."),
    "password.known": N_("This password is one that others try first. Choose another."),
    "password.differs": N_("The two passwords are not the same."),
    "password.wrong": N_("This is not your password."),
    "name.needed": N_("Write your name."),
    "text.long": N_("This is too long."),
    "text.control": N_("This holds characters that can’t be kept. Write it again by hand."),
    "text.surrogate": N_("This holds characters that can’t be kept. Write it again by hand."),
    "text.bidi": N_("This holds hidden marks that change the direction of text. Take them out."),
    "choice.unknown": N_("Choose one from the list."),
    "language.unknown": N_("Choose one from the list."),
    "email.malformed": N_("Write an e-mail address, such as name@example.org."),
    "state.needed": N_("Choose the State that the focal point speaks for."),
    "state.not_for_role": N_("Only a focal point speaks for a State. Leave this empty."),
    "credentials.needed": N_("Say where the State’s letter that names this person is filed."),
    "date.past": N_("This day is past."),
    "date.malformed": N_("Write a date as year, month and day."),
    "role.held": N_("This person has this role already."),
    "role.focal_point_alone": N_("A focal point of a State can’t hold another role."),
    "user.suspended": N_("This account is suspended."),
    "user.active": N_("This account is open already."),
    "user.oneself": N_("You can’t do this to your own account. Ask another administrator."),
    "grant.ended": N_("This role has ended already."),
    "invitation.open_already": N_("There is an open invitation for this address already."),
    "invitation.oneself": N_("You can’t give a role to yourself. Ask another administrator."),
    "invitation.own": N_("Another administrator has to confirm what you proposed."),
    "invitation.closed": N_("This invitation was confirmed, used or revoked meanwhile."),
    "invitation.inviter_gone": N_("Whoever proposed this is not an administrator any more."),
    "invitation.used": N_("This invitation has been used. If it was you, sign in."),
    "invitation.revoked": N_("This invitation was taken back."),
    "invitation.unconfirmed": N_("This invitation still waits for a second administrator."),
    "invitation.expired": N_("This invitation has run out: it was good for 72 hours."),
    "permission.missing": N_("You don’t have the permission to do this."),
}


def say(code: str, retry_after: int = 0) -> str:
    """Put a code into a sentence in the language of the page.

    :param retry_after: seconds, for `throttled`.
    """
    if code == "throttled":
        minutes = -(-retry_after // 60)
        return ngettext(
            "Too many tries. Try again in %(num)s minute.",
            "Too many tries. Try again in %(num)s minutes.",
            minutes,
        )
    # Only the words of two codes have numbers in them; others are left as they are.
    if code in ("password.short", "password.long"):
        return gettext(SENTENCES[code], least=LEAST, most=MOST)
    return gettext(SENTENCES[code])
