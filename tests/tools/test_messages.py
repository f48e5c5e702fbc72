"""Catalogues are updated without guessing, and written only when something changed."""

import pytest
from babel.messages.catalog import Catalog

from tools import messages


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work on catalogues of two messages in a folder of the test."""
    template = Catalog(project="pledge-site", fuzzy=False)
    template.add("Save")
    template.add(("%(num)s State", "%(num)s States"))
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    monkeypatch.setattr(messages, "extract", lambda: template)
    return tmp_path


def _said(language: str, key: str, text: object) -> None:
    catalog = messages._read(messages.po_file(language), language)
    catalog[key].string = text
    messages._write(messages.po_file(language), catalog)


def test_english_says_what_its_source_says(folder):
    messages.update_all()
    assert not [fault for fault in messages.faults() if fault.startswith("en:")]


def test_every_other_language_starts_empty(folder):
    messages.update_all()
    assert "fr: missing: 'Save'" in messages.faults()
    assert "ar: missing: '%(num)s State'" in messages.faults()


def test_a_translation_survives_an_update(folder):
    messages.update_all()
    _said("fr", "Save", "Enregistrer")
    messages.update_all()
    assert "fr: missing: 'Save'" not in messages.faults()


def test_a_changed_message_is_not_guessed_and_the_old_one_is_gone(folder, monkeypatch):
    messages.update_all()
    _said("fr", "Save", "Enregistrer")
    changed = Catalog(project="pledge-site", fuzzy=False)
    changed.add("Save it")
    monkeypatch.setattr(messages, "extract", lambda: changed)
    assert "fr: unused: 'Save'" in messages.faults()
    messages.update_all()
    found = messages.faults()
    assert "fr: missing: 'Save it'" in found
    assert not [fault for fault in found if "unused" in fault or "fuzzy" in fault]


def test_an_update_without_news_writes_nothing(folder):
    messages.update_all()
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.po*")}
    messages.update_all()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.po*")} == before


def test_compiling_writes_what_is_newer(folder):
    messages.update_all()
    messages.compile_all()
    assert messages.po_file("fr").with_suffix(".mo").exists()
