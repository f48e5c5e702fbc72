"""Words of a facilitator's pages that stand in more than one of them, or by a code."""

from flask_babel import gettext

from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel.languages import N_

# What each agreement lets happen, under its name.
SCOPES: dict[str, str] = {
    "may_website": N_(
        "Everyone can read on this site what the group said. Without this, nobody can."
    ),
    "may_press": N_("Journalists may quote what the group said."),
    "may_read_aloud": N_("It may be read aloud at an event."),
    "may_translate": N_("Adults may translate it. A translation is always marked as one."),
}
# What the detector has marked, said of the words themselves.
MARKS: dict[str, str] = {
    "email": N_("looks like an e-mail address"),
    "link": N_("looks like a link"),
    "birthday": N_("looks like a date of birth"),
    "school": N_("looks like the name of a school"),
    "handle": N_("looks like a user name"),
    "phone": N_("looks like a phone number"),
    "number": N_("looks like a number of a document or an account"),
    "address": N_("looks like an address"),
    "name": N_("looks like a name"),
}
HARM = N_("may tell of harm done to a child. If it does, say so below.")
# What a fact of a group is called, where what is wrong is listed.
LABELS: dict[str, str] = {
    "country": N_("Country"),
    "month": N_("Month"),
    "language": N_("Language"),
    "age_band": N_("Ages"),
    "size_band": N_("How many children"),
    "method": N_("How they took part"),
    "partner": N_("Code of your organisation"),
    "consent_until": N_("Consent holds until"),
}
# Column of a sheet or field of a row to what it is called.
FIELDS: dict[str, str] = {
    "kind": N_("What it is"),
    "language": N_("Language"),
    "words": N_("What was said"),
    "translation_language": N_("Language of the translation"),
    "translation": N_("Translation"),
}


def standing(said: Contribution) -> str:
    """Say what became of something that was said, so far."""
    if said.standing == bands.WITHDRAWN:
        return gettext("Withdrawn")
    if said.standing == "to_check":
        return gettext("Someone still has to look at it")
    if said.told_fate is None:
        return gettext("It is with the drafters")
    return gettext(bands.FATES[said.told_fate])
