"""The folder of counters outlives the processes that count in it, but not what they counted."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from shop_app.core.metrics_folder import FOLDER, open_folder


@pytest.mark.feature("OPS-03")
def test_a_second_process_of_a_shop_leaves_the_counters_of_the_first(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, "")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    folder = tmp_path / "metrics"
    folder.mkdir()
    for process in (os.getpid(), gone.pid):
        (folder / f"counter_{process}.db").touch()

    assert open_folder(tmp_path) == str(folder)
    assert [file.name for file in folder.iterdir()] == [f"counter_{os.getpid()}.db"]
    assert os.environ[FOLDER] == str(folder)
