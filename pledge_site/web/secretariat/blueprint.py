"""The blueprint of the secretariat's desk. Its routes are in the modules beside; see `routes.py`.

People have a blueprint of their own (`people.py`).
"""

from flask import Blueprint

from pledge_site.web.edge.guards import keep_private

blueprint = Blueprint("secretariat", __name__, url_prefix="/<lang>/secretariat")
# What is sent from here is for one pair of eyes, refusals included.
blueprint.after_request(keep_private)
