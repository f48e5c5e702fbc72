"""Production does not start on the database of a demonstration."""

import pytest

from pledge_site.db import write
from pledge_site.domain.campaigns import service
from pledge_site.kernel import clock
from pledge_site.settings import BadSetting

PRODUCTION = {
    "APP_ENV": "production",
    "DEMO": "0",
    "PUBLIC_BASE_URL": "https://pledge.example.org",
}


@pytest.mark.parametrize("demonstration", [True, False])
def test_production_starts_on_a_real_register_only(app, make_app, demonstration):
    with write():
        service.prepare(demonstration, at=clock.now())
    if not demonstration:
        assert make_app(**PRODUCTION)
        return
    with pytest.raises(BadSetting) as refusal:
        make_app(**PRODUCTION)
    assert refusal.value.name == "DATABASE_URL"


def test_production_starts_on_a_database_without_rows(app, make_app):
    assert make_app(**PRODUCTION)
