"""A measure that fails or takes too long keeps its rows, says so, and stops no other."""

import pytest

from tools import bench

SLOW = """import time
print("bytes | 5 | | ≤ 6 | met", flush=True)
time.sleep(60)
"""


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "slowly.py").write_text(SLOW)
    (tmp_path / "bench" / "soon.py").write_text('print("a | 1 | 2")')
    (tmp_path / "page.md").write_text(f"Before\n{bench.BEGIN}\nold\n{bench.END}\nBehind\n")
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    monkeypatch.setattr(bench, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(bench, "SCRIPTS", {"slowly": 4, "missing": 5, "soon": 20})
    monkeypatch.setattr("sys.argv", ["bench"])
    return tmp_path


def test_what_fails_is_a_row_and_stops_nothing(scripts):
    assert bench.main() == 1
    page = (scripts / "page.md").read_text()
    for row in ("| bytes | 5 |", "| bench/slowly.py | failed", "| bench/missing.py | failed",
                "| a | 1 | 2 |"):  # fmt: skip
        assert row in page, row
    assert page.startswith("Before\n")
    assert page.endswith("Behind\n")
    assert "old" not in page
