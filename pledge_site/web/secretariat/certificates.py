"""The certificate of a deposit, for reviewers: what the State hangs on its wall."""

from flask import Response

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import queries
from pledge_site.web.edge import certificates
from pledge_site.web.edge.guards import needs
from pledge_site.web.secretariat.blueprint import blueprint


@blueprint.get("/cases/<int:version_id>/certificate.pdf")
@needs(Permission.PLEDGE_REVIEW)
def certificate(version_id: int) -> Response:
    """Send the certificate of a version that is deposited."""
    return certificates.certificate(queries.case(version_id))
