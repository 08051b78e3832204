"""Finds a Chromium for the browser tests, or installs one: `python tests/find_chromium.py`.

In this order: CHROMIUM, one that the system has, Playwright's own, a download of Playwright's own,
and with apt when we are root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """A Chromium of the environment or the system."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch_arguments() -> dict[str, Any]:
    """Arguments for Playwright's `launch`; Playwright's own Chromium when no other is found."""
    path = found()
    arguments: dict[str, Any] = {"args": ["--disable-dev-shm-usage"]}
    return {**arguments, "executable_path": path} if path else arguments


def opens() -> bool:
    """Whether the browser that the tests will use shows a page."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_arguments())
            page = browser.new_page()
            page.set_content("<title>ready</title>")
            ready = page.title() == "ready"
            browser.close()
    except Error as error:
        print(str(error).splitlines()[0], file=sys.stderr)  # noqa: T201
        return False
    return ready


def install() -> None:
    """Install one; `opens` tells whether that helped."""
    print("No Chromium was found: installing one …", file=sys.stderr)  # noqa: T201
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(download, check=False).returncode == 0 and (found() or opens()):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        packages = ["apt-get", "install", "-y", "-qq", "chromium"]
        subprocess.run(packages, check=False, env=quiet)


def main() -> int:
    """Exit status 0 when a browser opens."""
    named = os.environ.get("CHROMIUM")
    if named and not Path(named).exists():
        print(f"CHROMIUM names {named}, which does not exist.", file=sys.stderr)  # noqa: T201
        return 1
    if opens():
        return 0
    install()
    if opens():
        return 0
    print(  # noqa: T201
        "The browser tests need Chromium. Install it (on Debian: apt install chromium) "
        "or set CHROMIUM to its program.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
