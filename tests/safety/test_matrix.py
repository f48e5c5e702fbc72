"""Every route, by every method, for every role: own, another's and unknown things.

Made from the map of addresses, so that a new route is in it from its first day.
"""

import re
from collections import defaultdict

import pytest

from pledge_site.access.policy import EVERYBODY, POLICY
from pledge_site.web.edge.current import keeper_of
from pledge_site.web.edge.routes import PUBLIC
from tests.rules.test_guards import needed
from tests.safety import world as worlds
from tests.safety.world import ANOTHERS, EVERY_ROLE, FORM, NOBODY, OWN, UNKNOWN

pytestmark = pytest.mark.database("sqlite")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
# Reviewers alone see letters; a focal point has the same permission for letters of its own.
NARROWER = {"secretariat.letter_page"}
# A draft has no receipt yet, and what is not deposited no certificate.
NOT_YET = {
    "portal.certificate", "portal.past_receipt", "portal.receipt", "portal.receipt_pdf",
    "secretariat.certificate",
}  # fmt: skip
_TOKEN = re.compile(rb'(?<=name="csrf_token" value=")[^"]+')


def said(answer, path):
    """Return what an answer says but for its own address, in links to the other languages."""
    if answer.mimetype == "text/event-stream":
        return b""  # It has no end.
    return _TOKEN.sub(b"", answer.data).replace(path.removeprefix("/en").encode(), b"")


class Asker:
    """Someone who asks for everything, from the same prepared register each time."""

    def __init__(self, app, beginnings, client, role):
        self.app, self.beginnings, self.client, self.role = app, beginnings, client, role
        client.checks = False
        self.world = beginnings.begin(app, worlds.make)
        self.headers = worlds.enter(app, client, self.world.people.get(role))

    def ask(self, method, path):
        """Ask, and put back what that changed."""
        data = FORM if method == "POST" else None
        with self.client.open(path, method=method, data=data, headers=self.headers) as answer:
            body = said(answer, path)
            found = answer.status_code, answer.headers.get("Location", ""), body
        if method == "POST" and found[0] < 400:
            self._put_back()
            self.headers = worlds.enter(self.app, self.client, self.world.people.get(self.role))
        return found

    def _put_back(self):
        self.beginnings.again(self.app, worlds.make)
        # A switch that was turned is back where it was.
        keeper_of(self.app).forget()

    def rules(self):
        """Yield each guarded rule with its paths."""
        for rule in self.app.url_map.iter_rules():
            if rule.endpoint not in PUBLIC:
                yield rule, worlds.addresses(self.app, self.world, rule)


@pytest.fixture
def asker(app, beginnings, client):
    return lambda role: Asker(app, beginnings, client, role)


def test_the_policy_says_what_the_rooms_say(app):
    wrong = []
    for rule in app.url_map.iter_rules():
        permission = needed(app, rule.endpoint)
        if rule.endpoint in PUBLIC:
            continue
        assert permission, f"{rule.endpoint} is neither public nor guarded"
        by_policy = {
            role for role in EVERY_ROLE if permission in EVERYBODY | POLICY.get(role, frozenset())
        }
        allowed = worlds.allowed(rule)
        if by_policy != allowed and not (rule.endpoint in NARROWER and allowed < by_policy):
            wrong.append(f"{rule.rule}: {permission} is of {sorted(by_policy)}")
    assert wrong == []


def test_nobody_is_sent_to_sign_in_or_refused(asker):
    wrong = []
    stranger = asker(NOBODY)
    for rule, paths in stranger.rules():
        for method in rule.methods - {"OPTIONS"}:
            answers = {stranger.ask(method, path)[0::2] for path in paths.values()}
            statuses = {status for status, _ in answers}
            expected = {303} if method in ("GET", "HEAD") else {403}
            if statuses != expected:
                wrong.append(f"{method} {rule.rule}: {statuses}")
            if method == "POST" and len(answers) > 1:
                wrong.append(f"{method} {rule.rule}: tells things apart")
    assert wrong == []


def faults(asker, rule, method, paths):
    """Name what is wrong with the answers to one method of one rule."""
    answers = {kind: asker.ask(method, path) for kind, path in paths.items()}
    statuses = {kind: answer[0] for kind, answer in answers.items()}
    if asker.role not in worlds.allowed(rule):
        if set(statuses.values()) != {403} or len({answer[2] for answer in answers.values()}) > 1:
            yield f"not for {asker.role}, but {statuses}"
        return
    refused = {401, 403} if rule.endpoint in NOT_YET else {401, 403, 404}
    if statuses[OWN] in refused or statuses[OWN] >= 500:
        yield f"for {asker.role}, but {statuses}"
    if statuses.get(ANOTHERS, 404) != 404 or statuses.get(UNKNOWN, 404) != 404:
        yield f"lets {asker.role} have what isn't theirs: {statuses}"
    if ANOTHERS in answers and answers[ANOTHERS] != answers[UNKNOWN]:
        yield f"tells {asker.role} another's from an unknown one"


@pytest.mark.parametrize("role", sorted(EVERY_ROLE))
def test_each_role_has_its_rooms_and_no_other(asker, role):
    someone = asker(role)
    wrong = [
        f"{method} {rule.rule}: {fault}"
        for rule, paths in someone.rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        for fault in faults(someone, rule, method, paths)
    ]
    assert wrong == []


def test_public_pages_answer_everyone_alike(asker, make_client):
    stranger = asker(NOBODY)
    others = {}
    for role in sorted(EVERY_ROLE):
        others[role] = make_client()
        others[role].checks = False
        worlds.enter(stranger.app, others[role], stranger.world.people[role])
    wrong = []
    for rule in stranger.app.url_map.iter_rules():
        if rule.endpoint not in PUBLIC or rule.endpoint.startswith("account."):
            continue
        path = worlds.addresses(stranger.app, stranger.world, rule)[OWN]
        expected = stranger.ask("GET", path)
        assert expected[0] in (200, 302, 404), path
        wrong += [
            f"{path}: {role}"
            for role, client in others.items()
            if seen_by(stranger.app, client, path) != (*expected[::2], False)
        ]
    assert wrong == []


def seen_by(app, client, path):
    """Return status, body and whether a cookie was set, of a page made anew for this client."""
    app.extensions["page_shelf"].forget()
    with client.get(path) as answer:
        return answer.status_code, said(answer, path), "Set-Cookie" in answer.headers


def test_other_methods_are_refused(asker):
    stranger = asker("administrator")
    known = defaultdict(set)
    for rule in stranger.app.url_map.iter_rules():
        known[worlds.addresses(stranger.app, stranger.world, rule)[OWN]] |= rule.methods
    wrong = {
        f"{method} {path}": status
        for path, methods in known.items()
        for method in METHODS
        if method not in methods
        for status in [stranger.ask(method, path)[0]]
        if status != 405
    }
    assert wrong == {}
