"""The blueprint of the focal point's portal. Its routes are in the modules beside."""

from flask import Blueprint

blueprint = Blueprint("portal", __name__, url_prefix="/<lang>/portal")

# No id is larger; a longer number is an unknown page, not an error of the database.
VERSION = "/versions/<int(max=2147483647):version_id>/"
