"""The folder in which all processes of a shop count; named before prometheus_client is imported."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def open_folder(shop_home: Path) -> str:
    """The folder's name, for the environment of processes to come.

    What processes counted that are gone is dropped; others of this shop go on counting.
    """
    folder = shop_home.absolute() / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*_*.db"):
        process = file.stem.rpartition("_")[2]
        if not (process.isdecimal() and psutil.pid_exists(int(process))):
            file.unlink(missing_ok=True)
    os.environ[FOLDER] = str(folder)
    return str(folder)
