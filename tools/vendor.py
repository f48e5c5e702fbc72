"""`make vendor`: brings the front-end packages that we serve ourselves into static/vendor/.

Each package is pinned by version and sha512; what was brought is listed, with its licence and
sha256, in static/vendor/vendor.json. Needs Node and npm; who runs the program needs neither. The
topology's source is pinned in tools/atlas/source.mjs.
"""

import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "static" / "vendor"
RECORD = TARGET / "vendor.json"
_ATLAS = ROOT / "tools" / "atlas"


class Package(NamedTuple):
    """A package of npm: pinned, and which of its files become which of ours."""

    name: str
    version: str
    licence: str
    sha512: str
    files: dict[str, str]


PACKAGES = (
    Package(
        "plotly.js-geo-dist-min",
        "4.1.1",
        "MIT",
        "XPBno+FN2WGUTqtim/0UKmKqZ3kZ5ooAWqITWWGooqVWRd+cIZDh1Pv10N3848uQdgrrqyGratT00bREBPux3Q==",
        {"plotly-geo.min.js": "plotly-geo.min.js", "LICENSE": "plotly-licence.txt"},
    ),
    Package(
        "plotly.js",
        "4.1.1",
        "MIT",
        "fYLAOj091/+M4h1rmtVIkRIpdkz5/P9IdNUeB9wKmCUyvewuUdlCYR5ryqDWP7Cb36Dn4EvSrs6YKvRJ9ukNdQ==",
        {"dist/plotly.css": "plotly.css"},
    ),
)
_TOPOLOGY = "world_50m.json"


def main() -> int:
    """Bring every package, build the topology, write the record."""
    TARGET.mkdir(parents=True, exist_ok=True)
    entries = [entry for package in PACKAGES for entry in _bring(package)]
    entries.append(_topology())
    entries.sort(key=lambda entry: entry["file"])
    RECORD.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    for entry in entries:
        print(f"static/vendor/{entry['file']}: {entry['package']} {entry['version']}")
    return 0


def _bring(package: Package) -> list[dict[str, str]]:
    wanted = f"{package.name}@{package.version}"
    with tempfile.TemporaryDirectory() as folder:
        packing = ("npm", "pack", wanted, "--silent", "--pack-destination", folder)
        subprocess.run(packing, check=True, stdout=subprocess.DEVNULL)
        (packed,) = Path(folder).glob("*.tgz")
        content = packed.read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != package.sha512:
        raise SystemExit(f"{wanted}: not the package that was reviewed (sha512 differs)")
    entries = []
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for inside, ours in package.files.items():
            file = archive.extractfile(f"package/{inside}")
            if file is None:
                raise SystemExit(f"{wanted}: holds no {inside}")
            about = {"package": package.name, "version": package.version}
            entries.append(_write(ours, file.read(), {**about, "licence": package.licence}))
    return entries


def _topology() -> dict[str, str]:
    subprocess.run(("npm", "ci", "--silent"), cwd=_ATLAS, check=True)
    built = subprocess.run(("node", "topology.mjs"), cwd=_ATLAS, check=True, capture_output=True)
    about = {
        "package": "plotly.js (dist/plotly-geo-assets.js, simplified by tools/atlas/topology.mjs)",
        "version": "4.1.1",
        "licence": "MIT",
    }
    return _write(_TOPOLOGY, built.stdout, about)


def _write(name: str, content: bytes, about: dict[str, str]) -> dict[str, str]:
    (TARGET / name).write_bytes(content)
    return {"file": name, **about, "sha256": hashlib.sha256(content).hexdigest()}


if __name__ == "__main__":
    sys.exit(main())
