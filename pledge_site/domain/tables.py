"""Imports every module of tables, so that migrations and tests know them all."""

from pledge_site.domain.accounts import models as accounts
from pledge_site.domain.campaigns import models as campaigns
from pledge_site.domain.commitments import models as commitments
from pledge_site.domain.contacts import models as contacts
from pledge_site.domain.ledger import models as ledger
from pledge_site.domain.notices import models as notices
from pledge_site.domain.pledges import case_models as cases
from pledge_site.domain.pledges import models as pledges
from pledge_site.domain.press import models as press
from pledge_site.domain.search import models as search
from pledge_site.domain.snapshots import models as snapshots
from pledge_site.domain.switches import models as switches
from pledge_site.domain.texts import drafting_models as drafting
from pledge_site.domain.texts import models as texts
from pledge_site.domain.workshops import models as workshops

ROOMS = (
    accounts, campaigns, cases, commitments, contacts, drafting, ledger, notices, pledges, press,
    search, snapshots, switches, texts, workshops,
)  # fmt: skip
