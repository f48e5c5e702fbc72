"""Takes a test's client through the door, step by step, as a browser would."""

import re
from datetime import datetime

from passlib.totp import TOTP

from pledge_site.kernel import clock
from tests.checking_client import CheckingClient
from tests.domain.accounts.making import PASSWORD, SECRET

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def code(secret: str = SECRET, now: datetime | None = None) -> str:
    """Return what the app on the telephone shows."""
    shown: str = TOTP(key=secret).generate(now or clock.now()).token
    return shown


def post(client: CheckingClient, path: str, page: str | None = None, **fields: str):
    """Send a form from the page that holds it, with that page's token."""
    html = client.get(page or path).get_data(as_text=True)
    found = _TOKEN.search(html)
    token = found[1] if found else ""
    return client.post(path, data={"csrf_token": token, **fields})


def give_password(client: CheckingClient, email: str, password: str = PASSWORD, lang="en"):
    """Do the first step."""
    return post(client, f"/{lang}/account/sign-in/", email=email, password=password)


def sign_in(client: CheckingClient, email: str, lang: str = "en"):
    """Do both steps; return the last answer."""
    give_password(client, email, lang=lang)
    return post(client, f"/{lang}/account/second-factor/", code=code())
