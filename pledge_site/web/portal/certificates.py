"""The certificate of a State's own deposit."""

from flask import Response

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import queries
from pledge_site.web.edge.certificates import certificate
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.portal.blueprint import VERSION, blueprint


@blueprint.get(VERSION + "certificate.pdf", endpoint="certificate")
@needs(Permission.PLEDGE_DRAFT)
def own_certificate(version_id: int) -> Response:
    """Send the certificate of an own version that is deposited."""
    return certificate(queries.own_version(the_actor(), version_id))
