"""Reads drawings back: trees and points. What they ought to be is in the tests."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

SHAPES = json.loads(
    (Path(__file__).parents[3] / "pledge_site/domain/atlas/shapes.json").read_text("utf-8")
)

Point = tuple[int, int]


def parsed(svg: str) -> ET.Element:
    """Return the tree of what we drew ourselves."""
    return ET.fromstring(svg)  # noqa: S314


def rings(path: str) -> list[list[Point]]:
    """Return the rings of a path in absolute points."""
    found: list[list[Point]] = []
    x = y = 0
    for part in re.findall(r"m([^mz]+)z", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = x + steps[0][0], y + steps[0][1]
        ring = [(x, y)]
        for dx, dy in steps[1:]:
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        found.append(ring)
    return found


def sides(path: str) -> set[frozenset[Point]]:
    """Return the sides of all rings, whichever way they run."""
    return {
        frozenset(pair)
        for ring in rings(path)
        for pair in zip(ring, [*ring[1:], ring[0]], strict=True)
    }


def middle(path: str) -> Point:
    """Return the middle of a path's box."""
    points = [point for ring in rings(path) for point in ring]
    across, down = zip(*points, strict=True)
    return (min(across) + max(across)) // 2, (min(down) + max(down)) // 2
