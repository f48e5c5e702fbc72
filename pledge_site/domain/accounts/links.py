"""The secret of an invitation's link: derived from its row and SECRET_KEY, kept nowhere.

So the mail can be written again, and a stolen database opens no door.
"""

from itsdangerous import BadSignature, URLSafeSerializer

from pledge_site.db import db
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import Invitation
from pledge_site.kernel.refusals import NotFound


def _signer(keys: Keys) -> URLSafeSerializer:
    return URLSafeSerializer(keys.secret, salt="invitation")


def token_of(invitation: Invitation, keys: Keys) -> str:
    """Derive the secret part of an invitation's link."""
    return _signer(keys).dumps([invitation.id, invitation.nonce])


def invitation_link(invitation: Invitation, base_url: str, keys: Keys) -> str:
    """Write the whole link, in the guest's language, from PUBLIC_BASE_URL."""
    token = token_of(invitation, keys)
    return f"{base_url}/{invitation.language}/account/invitation/{token}/"


def find(token: str, keys: Keys, *, lock: bool = False) -> Invitation:
    """Fetch the invitation that a link is for, whatever became of it.

    :raises NotFound: the link is not one of ours.
    """
    try:
        number, nonce = _signer(keys).loads(token)
    except (BadSignature, ValueError, TypeError):
        raise NotFound() from None
    found = db.session.get(Invitation, number, with_for_update=lock, populate_existing=lock)
    if found is None or found.nonce != nonce:
        raise NotFound()
    return found
