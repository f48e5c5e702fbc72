"""What the documents say is there, is there."""

import ast
import re
from pathlib import Path

import pytest

from pledge_site.settings import ROOT
from tests.rules.files import ours, read

_TARGET = re.compile(r"^([a-z][a-z0-9-]*):", re.MULTILINE)
_COMMAND = re.compile(r"`make ([a-z0-9-]+)|^\s*(?:[A-Z]+=\S+ )*make ([a-z0-9-]+)", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
_ROW = re.compile(r"^\| `([A-Z][A-Z0-9_]+)`", re.MULTILINE)
_SETTING = re.compile(r"^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$")
# Where a server listens belongs to the server, not to the program.
_SERVER = {"HOST", "LIVE_PORT", "PORT"}


def _pages() -> list[Path]:
    return ours(".md")


def settings() -> set[str]:
    """Return the names of all settings that settings.py reads."""
    tree = ast.parse(read(Path("pledge_site/settings.py")))
    known = {
        n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    return {name for name in known if _SETTING.match(name) and len(name) > 3}


def test_commands_in_documents_exist():
    targets = set(_TARGET.findall(read(Path("Makefile"))))
    lost = {
        f"{page}: make {name}"
        for page in _pages()
        for pair in _COMMAND.findall(read(page))
        if (name := "".join(pair)) not in targets
    }
    assert lost == set()


def test_links_in_documents_lead_somewhere():
    lost = {
        f"{page}: {target}"
        for page in _pages()
        for target in _LINK.findall(read(page))
        if "://" not in target
        and not target.startswith("mailto:")
        and not (ROOT / page.parent / target).exists()
    }
    assert lost == set()


def test_every_setting_is_explained():
    explained = set(_ROW.findall(read(Path("docs/operations.md"))))
    assert settings() - explained == set()


def test_every_explained_setting_exists():
    explained = set(_ROW.findall(read(Path("docs/operations.md"))))
    assert explained - settings() - _SERVER == set()


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"])
def test_the_first_pages_are_there(name):
    assert (ROOT / name).exists()
