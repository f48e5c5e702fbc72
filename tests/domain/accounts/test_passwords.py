"""Passwords: long enough, and not one of those that everybody tries."""

import pytest

from pledge_site.domain.accounts import passwords

OWN = ("kwame.mensah@mfa.example.org", "Kwame Mensah", "Ministry of Foreign Affairs")


@pytest.mark.parametrize(
    "known",
    [
        "Password2026!!", "qwertyuiop2026", "1q2w3e4r5t6y", "123456789012", "aaaaaaaaaaaaaa",
        "P@ssw0rd12345", "ILoveYou123456", "GlobalPledge2027", "ChildFund2027!!", "zyxwvutsrqponm",
        "kwame.mensah.1", "Mensah20262026", "Summer2026Summer", "november242026",
        "password password",
    ],
)  # fmt: skip
def test_a_known_password_is_refused(known):
    assert passwords.faults(known, own=OWN) == ["password.known"]
    assert passwords.faults(known + "2026", own=OWN) == ["password.known"]


@pytest.mark.parametrize(
    "good",
    [
        "anchor violin tulip kayak", "correct horse battery", "мой тихий зелёный чайник",
        "密码一二三四五六七八九十壹", "نافذة زرقاء وقمر بعيد", "ocean72!kayak", "x9$Lq2vT8#rBw4",
    ],
)  # fmt: skip
def test_an_unknown_long_password_is_taken(good):
    assert passwords.faults(good, own=OWN) == []


@pytest.mark.parametrize(
    ("password", "fault"),
    [("", "password.short"), ("tulip kayak", "password.short"), ("tulip" * 26, "password.long")],
)
def test_length_is_twelve_to_128(password, fault):
    assert passwords.faults(password) == [fault]


def test_a_password_matches_its_own_hash_only():
    kept = passwords.hash_of("anchor violin tulip kayak")
    assert kept.startswith("$argon2id$")
    assert passwords.matches(kept, "anchor violin tulip kayak")
    assert not passwords.matches(kept, "anchor violin tulip kayaks")
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("not a hash", "x")


def test_the_same_letters_written_otherwise_match():
    assert passwords.matches(passwords.hash_of("cafe\u0301 noir et blanc"), "café noir et blanc")


def test_an_unknown_address_costs_one_comparison_too(monkeypatch):
    spent = []

    class Counting:
        def __init__(self, real):
            self.real = real

        def hash(self, password):
            return self.real.hash(password)

        def verify(self, kept, password):
            spent.append(kept)
            return self.real.verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting(passwords._hasher))
    kept = passwords.hash_of("anchor violin tulip kayak")
    passwords.matches(kept, "wrong")
    passwords.matches(None, "wrong")
    assert len(spent) == 2
    assert (
        spent[0].rpartition("$")[0].rpartition("$")[0]
        == spent[1].rpartition("$")[0].rpartition("$")[0]
    )
