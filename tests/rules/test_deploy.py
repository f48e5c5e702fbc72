"""What stands in front of the program: nginx's example limits what costs, and speaks for itself."""

import re

import pytest

from pledge_site.settings import ROOT
from pledge_site.web.edge.routes import PUBLIC

CONFIGURATION = (ROOT / "deploy" / "nginx.conf").read_text()
# Questions of a reader's own, each answered anew.
ASKED = ("api.", "cards.", "charts.", "public.commitments", "public.explorer", "public.pledges")


@pytest.fixture
def limited():
    """The addresses whose questions are limited."""
    found = re.findall(r'location (?:~ "\^([^"]+)"|(/\S*)) \{([^}]+)\}', CONFIGURATION)
    return [re.compile(how or path) for how, path, body in found if "zone=questions" in body]


@pytest.mark.database("sqlite")
def test_whatever_takes_questions_is_limited(app, limited):
    rules = [
        rule.rule.replace("<lang>", "en")
        for rule in app.url_map.iter_rules()
        if rule.endpoint in PUBLIC and rule.endpoint.startswith(ASKED)
    ]
    assert len(rules) > 15
    assert [rule for rule in rules if not any(each.match(rule) for each in limited)] == []


def test_what_a_visitor_says_of_itself_is_not_passed_on():
    for name, value in (("Host", "host"), ("For", "remote_addr"), ("Proto", "scheme")):
        assert f"X-Forwarded-{name} ${value};" in CONFIGURATION
