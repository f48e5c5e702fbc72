"""docs/routes.md lists every route, and nothing else."""

import pytest

from pledge_site.settings import ROOT
from tools.routes import written


@pytest.mark.database("sqlite")
def test_the_list_of_routes_is_true(app):
    page = ROOT / "docs" / "routes.md"
    assert page.exists(), "make routes writes it"
    assert page.read_text(encoding="utf-8") == written(app), "make routes brings it up to date"
