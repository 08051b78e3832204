"""Builds of the front end lie side by side; one that is served is never taken away."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from shop_app.cli import frontend
from tests.shop import PROJECT

SERVER = """
import sys
from pathlib import Path
from shop_app.cli.frontend import hold
hold(Path(sys.argv[1]))
print("holding", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def builds(tmp_path, monkeypatch):
    monkeypatch.setattr(frontend, "BUILDS", tmp_path)
    folders = []
    for age in range(5):
        folder = tmp_path / f"build-{age}"
        (folder / "build").mkdir(parents=True)
        (folder / "held").touch()
        os.utime(folder, (1_000_000 - age, 1_000_000 - age))
        folders.append(folder)
    return folders


def test_old_builds_go_but_not_one_that_a_process_serves(builds):
    newest, *_, oldest = builds
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(oldest)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "holding\n"
        frontend._forget_old(newest)
        assert sorted(path.name for path in frontend.BUILDS.iterdir()) == [
            "build-0", "build-1", "build-2", "build-4",
        ]  # fmt: skip
        server.kill()
        server.wait()
    frontend._forget_old(newest)
    assert not oldest.exists()
