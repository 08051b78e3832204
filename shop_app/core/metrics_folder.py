"""The folder in which all processes of a shop count; named before prometheus_client is imported."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def open_folder(shop_home: Path) -> str:
    """Begin to count anew; the folder's name, for the environment of processes to come."""
    folder = shop_home.absolute() / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.db"):
        old.unlink(missing_ok=True)
    os.environ[FOLDER] = str(folder)
    return str(folder)
