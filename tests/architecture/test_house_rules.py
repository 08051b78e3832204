"""The rules of the house that a program can read."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
SOURCES = sorted((PROJECT / "shop_app").rglob("*.py"))
TESTS = sorted((PROJECT / "tests").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base", "misc"}


def test_no_file_is_longer_than_four_hundred_lines():
    files = [*SOURCES, *TESTS]
    long = {str(p.relative_to(PROJECT)): n for p in files if (n := _lines(p)) > 400}
    assert long == {}


def test_no_module_has_a_name_that_says_nothing():
    assert [p for p in SOURCES if p.stem in FORBIDDEN_NAMES] == []


def test_every_module_opens_with_a_sentence():
    silent = [p for p in SOURCES if p.read_text().strip() and not p.read_text().startswith('"""')]
    assert silent == []


def test_nothing_is_left_for_later():
    marks = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|(?i:coming soon|lorem ipsum)")
    found = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []


def test_no_test_runs_a_loop_of_its_own_beside_playwrights():
    ran = [
        str(path.relative_to(PROJECT))
        for path in TESTS
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "asyncio.run"
    ]
    assert ran == [], "run it with tests.reflex_client.run_apart"


def test_every_typeface_lies_beside_its_licence():
    fonts = sorted((PROJECT / "assets" / "fonts").glob("*.woff2"))
    assert fonts
    for font in fonts:
        licence = font.with_name(f"{font.stem}.OFL.txt").read_text()
        assert licence.startswith("Copyright 20")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_git_holds_no_data_of_others_and_no_secrets():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    assert [name for name in listed if name.endswith((".gz", ".parquet", ".env", ".pem"))] == []


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())
