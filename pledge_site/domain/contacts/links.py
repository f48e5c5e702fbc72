"""The secret of a link to object: derived from contact, version and SECRET_KEY, kept nowhere."""

from itsdangerous import BadSignature, URLSafeSerializer

from pledge_site.db import db
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.contacts import queries
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.kernel.refusals import NotFound


def _signer(keys: Keys) -> URLSafeSerializer:
    return URLSafeSerializer(keys.secret, salt="objection")


def token_of(contact_id: int, version_id: int, keys: Keys) -> str:
    """Derive the secret part of a link."""
    return str(_signer(keys).dumps([contact_id, version_id]))


def objection_link(contact: Contact, version_id: int, base_url: str, keys: Keys) -> str:
    """Write the whole link, in the contact's language, from PUBLIC_BASE_URL."""
    return f"{base_url}/{contact.language}/objection/{token_of(contact.id, version_id, keys)}/"


def find(token: str, keys: Keys) -> tuple[Contact, PledgeVersion]:
    """Fetch the contact and the version that a link is for; a changed contact keeps its links.

    :raises NotFound: the link is not one of ours, or its contact is no longer on record.
    """
    try:
        contact_id, version_id = _signer(keys).loads(token)
    except (BadSignature, ValueError, TypeError):
        raise NotFound() from None
    contact = queries.today(contact_id)
    version = db.session.get(PledgeVersion, version_id)
    if contact is None or version is None:
        raise NotFound()
    return contact, version
