"""The colours of the standing picture, by scheme: those of ``static/css/1-settings/colour.css``.

A picture has no style sheet, so they are written again here; a test compares the two. `print` is
black on white, for newspapers and for printers without colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme. `lines` and `grounds` are by standing."""

    paper: str
    ink: str
    line: str
    land: str
    nothing: str
    lines: Mapping[str, str]
    grounds: Mapping[str, str]

    @property
    def legend(self) -> frozenset[str]:
        """What a legend can explain."""
        return frozenset({*self.lines, "nothing"})

    @property
    def hatches(self) -> Mapping[str, tuple[str, str]]:
        """Ground and line of each hatching."""
        return {key: (ground, self.lines[key]) for key, ground in self.grounds.items()}

    def fill(self, standing: str) -> str:
        """Return what a standing is filled with."""
        if standing == "nothing":
            return self.nothing
        return f"url(#p-{standing})" if standing in self.grounds else self.lines[standing]

    def edge(self, standing: str, *, alone: bool = False) -> str:
        """Return the line round a State: paper parts solid fills, unless they stand alone."""
        if standing == "nothing":
            return self.line
        solid = standing not in self.grounds
        return self.paper if solid and not alone else self.lines[standing]


def _standings(deposited: str, announced: str, on_hold: str, withdrawn: str) -> dict[str, str]:
    return {
        "deposited": deposited,
        "announced": announced,
        "on_hold": on_hold,
        "withdrawn": withdrawn,
    }


def _grounds(announced: str, on_hold: str, withdrawn: str) -> dict[str, str]:
    return {"announced": announced, "on_hold": on_hold, "withdrawn": withdrawn}


PALETTES: Mapping[str, Palette] = MappingProxyType(
    {
        "light": Palette(
            paper="#faf6ee",
            ink="#14252d",
            line="#7c7464",
            land="#efe9dc",
            nothing="#dcd4c4",
            lines=_standings("#0a5468", "#0a5468", "#7a5a10", "#64615b"),
            grounds=_grounds("#cfe3e6", "#f3e6c6", "#e4e0d8"),
        ),
        "dark": Palette(
            paper="#10191d",
            ink="#f2ede3",
            line="#829096",
            land="#1d282d",
            nothing="#37444a",
            lines=_standings("#55b9cd", "#55b9cd", "#e5bd5c", "#a9aaa7"),
            grounds=_grounds("#17414c", "#3a2f14", "#2b3234"),
        ),
        "print": Palette(
            paper="#fff",
            ink="#000",
            line="#555",
            land="#e6e6e6",
            nothing="#fff",
            lines=_standings("#000", "#000", "#000", "#555"),
            grounds=_grounds("#fff", "#fff", "#fff"),
        ),
    }
)
