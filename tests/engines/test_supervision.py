"""The shop's own processes are restarted when they die, and given up with their log."""

from __future__ import annotations

import os
import signal
import socket
import time

import pytest

from shop_app.cli.children import Child, ChildDied, stop_all
from shop_app.cli.run import PortTaken, refuse_taken_port


def test_a_second_shop_on_a_port_in_use_is_told_the_way_out():
    with socket.create_server(("", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as refusal:
            refuse_taken_port(port)
    assert str(refusal.value) == (
        f"Port {port} is in use, perhaps by another shop. Close it, or choose another "
        f"port and folder: make run PORT={port + 1} SHOP_HOME=.shop-{port + 1}."
    )
    refuse_taken_port(port)


def test_a_process_that_dies_five_times_at_once_is_given_up_with_the_end_of_its_log(tmp_path):
    log = tmp_path / "logs" / "broken.log"
    child = Child("broken", ["no-such-command"], log, dict(os.environ))
    with pytest.raises(ChildDied) as refusal:
        _watch_for_a_minute(child)
    assert "broken process stopped 5 times soon after its start" in str(refusal.value)
    assert "No such command 'no-such-command'" in str(refusal.value)


def _watch_for_a_minute(child: Child) -> None:
    for _ in range(600):
        child.watch()
        time.sleep(0.1)


def test_a_process_that_is_killed_is_started_again_and_stops_when_asked(tmp_path):
    log = tmp_path / "idle.log"
    child = Child("idle", ["serve", "--help"], log, dict(os.environ))
    child.start()
    first = child.process
    assert first is not None
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    child.watch()
    assert child.process is None
    child.next_try = 0
    child.watch()
    assert child.process is not None
    assert child.process.pid != first.pid
    stop_all([child])
    assert child.process is None
