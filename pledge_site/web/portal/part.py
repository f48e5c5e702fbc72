"""What every page of a part of a version is made of; how it is shown and saved: `saving.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.web.portal.asking import PortalForm
from pledge_site.web.portal.merging import Together

Act = Callable[[int, datetime], Any]
"""Saves: is handed the edit that the form was made from, and the time."""


def _alone(name: str) -> str:
    return name


@dataclass(frozen=True)
class Part:
    """One page of a version: its template, the form of what stands, what else it shows.

    `then` is where one goes from there. `together` names the fields that are chosen together when
    two people have changed them, and `is_gone` says that a colleague has taken the thing out.
    """

    endpoint: str
    template: str
    stands: Callable[[PledgeVersion], PortalForm]
    more: Callable[[PledgeVersion], dict[str, Any]] = lambda _version: {}
    then: str = "portal.tasks"
    together: Together = _alone
    is_gone: Callable[[PledgeVersion], bool] = lambda _version: False
