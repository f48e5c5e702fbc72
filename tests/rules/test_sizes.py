"""Modules, functions and templates stay small. When a limit pinches, the room wants dividing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.files import ours, read

MODULE, FUNCTION, TEMPLATE, PARAMETERS, NESTING = 250, 50, 120, 6, 3
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
_DEEPER = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, Function]]:
    """Yield every function of ours with the file it stands in."""
    for path in ours(".py"):
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, Function):
                yield path, node


def depth(node: ast.AST, level: int = 0) -> int:
    """Return how deep the statements of a function are nested; an ``elif`` is no deeper."""
    deepest = level
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, Function | ast.ClassDef):
                continue
            chained = isinstance(node, ast.If) and name == "orelse" and isinstance(child, ast.If)
            step = isinstance(child, _DEEPER) and not chained
            deepest = max(deepest, depth(child, level + step))
    return deepest


def test_modules_are_short():
    long = {str(path): len(read(path).splitlines()) for path in ours(".py")}
    assert {name: lines for name, lines in long.items() if lines > MODULE} == {}


def test_functions_are_short():
    long = [
        f"{path}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1}"
        for path, node in functions()
        if node.end_lineno - node.lineno + 1 > FUNCTION
    ]
    assert long == []


def test_templates_are_short():
    long = {
        str(path): len(read(path).splitlines())
        for path in ours(".html", ".txt", under="templates/")
    }
    assert {name: lines for name, lines in long.items() if lines > TEMPLATE} == {}


def test_functions_take_few_parameters():
    many = []
    for path, node in functions():
        names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
        own = [name for name in names if name not in ("self", "cls")]
        given = len(own) + len(node.args.kwonlyargs)
        # A test's parameters are fixtures and the columns of its table.
        if given > PARAMETERS and path.parts[0] != "tests":
            many.append(f"{path}:{node.lineno} {node.name} {given}")
    assert many == []


def test_functions_are_flat():
    deep = [
        f"{path}:{node.lineno} {node.name} {depth(node)}"
        for path, node in functions()
        if depth(node) > NESTING
    ]
    assert deep == []


def test_modules_are_named_for_what_they_hold():
    assert [str(path) for path in ours(".py") if BANNED & {path.stem, *path.parts}] == []


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("def f():\n return 1", 0),
        ("def f():\n if a:\n  pass\n elif b:\n  pass\n else:\n  pass", 1),
        (
            "def f():\n for a in b:\n  with c:\n   if d:\n    try: p\n    finally: p",
            4,
        ),
    ],
)
def test_depth_counts_nested_statements(source, levels):
    assert depth(ast.parse(source).body[0]) == levels
