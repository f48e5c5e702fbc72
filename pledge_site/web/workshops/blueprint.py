"""The blueprint of a facilitator's pages. Its routes are in the modules beside; see `routes.py`.

The sheets for the field are open to everyone and have a blueprint of their own (`packs.py`).
"""

from flask import Blueprint

from pledge_site.web.edge.guards import keep_private

blueprint = Blueprint("workshops", __name__, url_prefix="/<lang>/workshops")
# What is sent from here is for one pair of eyes, refusals included.
blueprint.after_request(keep_private)
