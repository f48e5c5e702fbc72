"""What is known of a group, in words, for the one who recorded it."""

from flask_babel import gettext

from pledge_site.domain.states import roll
from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops.models import Workshop
from pledge_site.web.edge import tongues
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day
from pledge_site.web.workshops import entering
from pledge_site.web.workshops.words import SCOPES


def facts_in_words(workshop: Workshop) -> list[tuple[str, str]]:
    """Say in words what is known of a group."""
    agreed = [gettext(bands.SCOPES[name]) for name in SCOPES if getattr(workshop, name)]
    partner = workshop.partner
    return [
        (gettext("Country"), _country(workshop.country)),
        (gettext("Month"), entering.month_name(workshop.month)),
        (gettext("Language"), tongues.name_of(workshop.language)),
        (gettext("Ages"), gettext(bands.AGES[workshop.age_band])),
        (gettext("How many children"), gettext(bands.SIZES[workshop.size_band])),
        (gettext("How they took part"), gettext(bands.METHODS[workshop.method])),
        (gettext("Your organisation"), (partner.name or partner.code) if partner else "–"),
        (gettext("What was agreed"), " · ".join(agreed) or "–"),
        (gettext("Consent holds until"), day(workshop.consent_until)),
    ]


def heading_of(workshop: Workshop) -> str:
    """Return what a workshop is called: its country and month."""
    return f"{_country(workshop.country)} · {entering.month_name(workshop.month)}"


def _country(code: str) -> str:
    state = roll.find(code)
    return state.name(language().code) if state else code
