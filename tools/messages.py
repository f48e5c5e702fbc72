"""The catalogues: collect the messages, bring the six up to date, check them, compile them.

English is a full catalogue too, so that "missing" means the same in every language. What makes a
translation acceptable stands in catalogue_faults.py.
"""

import argparse
import io
import subprocess
import sys
import tempfile
from copy import deepcopy
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pledge_site.kernel.languages import CODES
from tools.catalogue_faults import key, message_faults

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
SOURCE = "en"
# Beyond those that Babel knows by itself (_, N_, gettext, ngettext, pgettext, npgettext).
_KEYWORDS = ("lazy_gettext", "_l", "lazy_ngettext:1,2", "lazy_pgettext:1c,2", "NN_:1,2")
_EXTRACT = (
    sys.executable, "-W", "ignore", "-m", "babel.messages.frontend", "-q", "extract",
    "--mapping-file", "babel.cfg", "--add-location", "file", "--sort-by-file",
    "--add-comments", "N.B.", "--project", "pledge-site",
)  # fmt: skip
_SHOWN = 40
_DATES = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')


def main() -> int:
    """Do what the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--update", action="store_true", help="extract, and update all catalogues")
    task.add_argument("--check", action="store_true", help="fail on anything missing or wrong")
    task.add_argument("--compile", action="store_true", help="write the .mo files")
    chosen = parser.parse_args()
    if chosen.compile:
        compile_all()
        return 0
    if chosen.update:
        update_all()
        return 0
    found = faults()
    for line in found[:_SHOWN]:
        print(line)
    if len(found) > _SHOWN:
        print(f"… and {len(found) - _SHOWN} more")
    print(f"catalogues: {len(found)} faults" if found else "catalogues: complete")
    return 1 if found else 0


def po_file(language: str) -> Path:
    """Return the place of a language's catalogue."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def extract() -> Catalog:
    """Collect every message that code and templates mark."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as pot:
        words = [word for keyword in _KEYWORDS for word in ("--keyword", keyword)]
        subprocess.run([*_EXTRACT, *words, "--output-file", pot.name, "."], cwd=ROOT, check=True)
        return _read(Path(pot.name))


def _read(path: Path, language: str | None = None) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="pledge-site", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue, unless only its dates would change."""
    catalog.fuzzy = False
    catalog.header_comment = (
        f"# {catalog.locale or 'Template'}: see docs/glossary.md for the terms."
    )
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, ignore_obsolete=True, include_lineno=False)
    if path.exists() and _dateless(path.read_bytes()) == _dateless(buffer.getvalue()):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())


def _dateless(text: bytes) -> list[bytes]:
    return [line for line in text.splitlines() if not line.startswith(_DATES)]


def update_all() -> None:
    """Extract, and give every catalogue the messages of today: none guessed, none left over."""
    template = extract()
    _write(FOLDER / "messages.pot", template)
    for language in CODES:
        catalog = _read(po_file(language), language)
        # A copy: what is written into one catalogue must not reach the next.
        catalog.update(deepcopy(template), no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        asked = [message for message in catalog if message.id]
        if language == SOURCE:
            for message in asked:
                message.string = message.id
        _write(po_file(language), catalog)
        missing = sum(not _whole(message) for message in asked)
        print(f"{language}: {len(asked)} messages, {missing} to translate")


def _whole(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def faults() -> list[str]:
    """Say everything that is wrong with the catalogues, one line each."""
    asked = {key(each): each for each in extract() if each.id}
    found = []
    if asked.keys() != {key(each) for each in _read(FOLDER / "messages.pot") if each.id}:
        found.append("translations/messages.pot is out of date: make messages")
    for language in CODES:
        catalog = _read(po_file(language), language)
        held = {key(each): each for each in catalog if each.id}
        found += [f"{language}: missing: {name[1]!r}" for name in asked.keys() - held.keys()]
        found += [f"{language}: unused: {name[1]!r}" for name in held.keys() - asked.keys()]
        found += [f"{language}: unused: {name!r}" for name in catalog.obsolete]
        for name in sorted(asked.keys() & held.keys()):
            number = catalog.num_plurals
            found += [f"{language}: {fault}" for fault in message_faults(held[name], number)]
            if language == SOURCE and _whole(held[name]) and held[name].string != held[name].id:
                found.append(f"{language}: differs from its source: {name[1]!r}")
    return sorted(found)


def compile_all() -> None:
    """Write the ``.mo`` file of every catalogue that is newer than its own."""
    for language in CODES:
        source = po_file(language)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            write_mo(file, _read(source, language))
        written = Path(file.name)
        written.chmod(0o644)
        written.replace(target)


if __name__ == "__main__":
    sys.exit(main())
