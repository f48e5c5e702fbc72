"""The blueprint of the account's pages. Its routes are in the modules beside; see `routes.py`."""

from flask import Blueprint

from pledge_site.web.edge.desk import desk_context
from pledge_site.web.edge.guards import keep_private

blueprint = Blueprint("account", __name__, url_prefix="/<lang>/account")
# Whoever is or isn't signed in, nothing of it is for a cache.
blueprint.after_request(keep_private)
# For the frame of every signed-in page, in whichever room.
blueprint.app_context_processor(desk_context)
