"""Every handler of the portals asks who calls it before it does anything."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "shop_app" / "ui"
GATES = {
    "staff_of", "member_of", "seller_of", "actor_of", "load_list", "run_bulk", "keep_view",
    "drop_view", "team_of", "ask_first", "run_foreseen", "leave_question",
}  # fmt: skip
MODULES = sorted([*UI.glob("admin/*.py"), *UI.glob("seller/*.py")])


def called(node: ast.AST) -> set[str]:
    """The last names of all that is called or handed on inside."""
    names = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            function = inner.func
            names.add(
                function.attr
                if isinstance(function, ast.Attribute)
                else getattr(function, "id", "")
            )
    return names


def functions_of(tree: ast.Module) -> dict[str, ast.AST]:
    """Functions and methods of a module by name."""
    return {
        node.name: node
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }


def asks(name: str, functions: dict[str, ast.AST], seen: frozenset[str] = frozenset()) -> bool:
    """Whether the function, or one of the module's that it calls, asks."""
    if name in seen or name not in functions:
        return False
    inside = called(functions[name])
    return bool(inside & GATES) or any(
        asks(other, functions, seen | {name}) for other in inside if other in functions
    )


def handlers() -> list[tuple[str, str, dict[str, ast.AST]]]:
    """Module, name and module's functions of each event handler."""
    found = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = functions_of(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef) or not node.name.endswith("State"):
                continue
            for method in node.body:
                public = isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))
                if public and not method.name.startswith("_") and method.decorator_list:
                    found.append((f"{path.parent.name}/{path.name}", method.name, functions))
    return found


@pytest.mark.feature("ADM-01")
def test_every_handler_of_the_portals_asks_who_calls():
    silent = [
        f"{module}: {name}" for module, name, functions in handlers() if not asks(name, functions)
    ]

    assert len(handlers()) > 40
    assert silent == []
