"""All six catalogues are complete; and what a fault is, is tested too."""

import pytest
from babel.messages.catalog import Message

from tools.catalogue_faults import message_faults
from tools.messages import faults


def test_all_catalogues_are_complete():
    assert faults()[:20] == []


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("Save", "Enregistrer", None),
        ("Save", "", "missing"),
        ("%(n)s of %(all)s", "%(n)s sur %(all)s", None),
        ("%(n)s of %(all)s", "%(n)s", "lost placeholder"),
        ("%(n)s left", "%(nombre)s de reste", "unknown placeholder"),
        ("Changed {ago}", "Modifié", "lost placeholder"),
        ("%(n)s done", "%(n)s fait, 5 % de plus", "percent"),
        ("A <b>law</b>", "Une loi", "tags"),
        ("Save", "Enregistrer ", "space"),
        ("Save", "Enre\u200bgistrer", "invisible"),
        (("%(n)s State", "%(n)s States"), ("Un État", "%(n)s États"), None),
        (("%(n)s State", "%(n)s States"), ("%(n)s États",), "plural forms"),
        (("%(n)s State", "%(n)s States"), ("%(n)s État", ""), "missing"),
    ],
)
def test_a_faulty_translation_is_recognised(source, text, fault):
    found = message_faults(Message(source, text), 2)
    assert (fault is None and found == []) or (fault is not None and fault in found[0])


def test_a_fuzzy_translation_is_refused():
    assert message_faults(Message("Save", "Garder", flags=["fuzzy"]), 2) == ["fuzzy: 'Save'"]
