"""The people of the demonstration: who they are and how they sign in.

Their passwords and second factors stand here for everybody to read. That is what they are for, and
why no real register takes them (`accounts/demonstration.py` refuses).
"""

from pledge_site.domain.accounts.demonstration import Persona
from pledge_site.domain.accounts.roles import (
    ADMINISTRATOR,
    DRAFTER,
    FACILITATOR,
    FOCAL_POINT,
    PRESS_OFFICER,
    REVIEWER,
    ROLES,
    SAFEGUARDING_OFFICER,
    TRANSLATOR,
)

HOST = "example.org"


def _member(mailbox: str, role: str, language: str, secret: str) -> Persona:
    return _persona(mailbox, "Secretariat", role, language, secret)


def _focal_point(state: str, language: str, secret: str) -> Persona:
    mailbox = f"focal.{state.lower()}"
    return _persona(mailbox, "Permanent Mission", FOCAL_POINT, language, secret, state)


def _persona(
    mailbox: str, office: str, role: str, language: str, secret: str, state: str | None = None
) -> Persona:
    title = ROLES[role] if state is None else f"Focal point {state}"
    number = mailbox[-1] if mailbox[-1].isdigit() else ""
    return Persona(
        email=f"{mailbox}@{HOST}",
        name=f"{title} {number}".strip() + " (demonstration)",
        role=role,
        language=language,
        password=f"a demonstration of {mailbox}",
        totp_secret=secret,
        office=f"{office} (demonstration)",
        state=state,
    )


PEOPLE: tuple[Persona, ...] = (
    _persona(
        "administrator1", "Administrator 1", ADMINISTRATOR, "en", "NF2G6VIWITGDB5RJZTWNCY3MSQ42NMSY"
    ),
    _persona(
        "administrator2", "Administrator 2", ADMINISTRATOR, "fr", "VIBIMDGICKDI46JCVUGXSXH77Z4YTYKF"
    ),
    _member("reviewer1", REVIEWER, "en", "24RGBPQTK3U2UNKVZKEOKGN7Q4IFQSUK"),
    _member("reviewer2", REVIEWER, "en", "RWCUVZTAUAOGCDWDGBIUPCHJQESUF23O"),
    _member("reviewer3", REVIEWER, "es", "6D2APPJ72KK4Y6ZB6TGVUXVVWPE5PLWL"),
    _member("translator", TRANSLATOR, "fr", "M5WQ2ZLR7XJ4KV3TFHYB6CDOEPNIA2SG"),
    _member("press", PRESS_OFFICER, "en", "W4U3NV7V7PPFTSN4TUGHAAEDRV22JW7U"),
    _member("facilitator", FACILITATOR, "es", "4IXKWTUQ7J2RX35IF2R2N6OVAGAXCSIN"),
    _member("drafter1", DRAFTER, "en", "452OCLUOTICK6P7OSOZJLUJRBT2E66BF"),
    _member("drafter2", DRAFTER, "fr", "NORYWTPJGYXNR7NFBJT6SOJXWSXJZ4YB"),
    _member("safeguarding1", SAFEGUARDING_OFFICER, "en", "EOCBYUI5ICGMPAEJVPLDOFHSABOUNPY5"),
    _member("safeguarding2", SAFEGUARDING_OFFICER, "ar", "2QTS4UIMPRH7K5ALA6QCMPYZYLNA5YZL"),
    _persona(
        "focal.gha",
        "Focal point of Ghana",
        FOCAL_POINT,
        "en",
        "ABRZEBGOBIFNVG6INTX3JLHJ7DMB3BTT",
        "GHA",
    ),
    _persona(
        "focal.fra",
        "Focal point of France",
        FOCAL_POINT,
        "fr",
        "ZVIOT6UQ352T7L5PYT6MIM3EUB3MMZ4Z",
        "FRA",
    ),
    _persona(
        "focal.egy",
        "Focal point of Egypt",
        FOCAL_POINT,
        "ar",
        "TBTEHIEWMVD3KZWW7DRIHNSTK5SJTCW4",
        "EGY",
    ),
    _persona(
        "focal.mex",
        "Focal point of Mexico",
        FOCAL_POINT,
        "es",
        "KXBYBXRMNOQCOQ32NB3IIJY4AZPDAFWQ",
        "MEX",
    ),
    _persona(
        "focal.rus",
        "Focal point of the Russian Federation",
        FOCAL_POINT,
        "ru",
        "3CP63CFQ5RH5365ASHDZJBDN3BNHQWFC",
        "RUS",
    ),
    _persona(
        "focal.chn",
        "Focal point of China",
        FOCAL_POINT,
        "zh",
        "36Y76SX53ZCU4DIRGYZEAUPM5KQCGGGQ",
        "CHN",
    ),
    _persona(
        "focal.ken",
        "Focal point of Kenya",
        FOCAL_POINT,
        "en",
        "E7L7MSUDUD7SWTSFZAU7A3O6I44DNUWP",
        "KEN",
    ),
)


def find(email: str) -> Persona | None:
    """Return one of them by address."""
    return next((each for each in PEOPLE if each.email == email.strip().lower()), None)
