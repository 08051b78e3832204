"""Tells a person at the terminal how far a long step is: bars on a terminal, lines in a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from rich import progress as rich_progress
from rich.console import Console

WORTH_A_LINE_SECONDS = 2.0


class Progress(Protocol):
    """What a long piece of work tells of itself; one step at a time."""

    def start(self, label: str, total: int | None = None) -> None:
        """A step begins; `total` is how many parts it has, None when nobody knows."""
        ...

    def advance(self, amount: int = 1) -> None:
        """So many parts more are done."""
        ...

    def done(self) -> None:
        """The step is over."""
        ...


class SilentProgress:
    """Says nothing: for tests and for output that programs read."""

    def start(self, label: str, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, amount: int = 1) -> None:
        """Say nothing."""

    def done(self) -> None:
        """Say nothing."""


class Board:
    """The bars of work that goes on side by side; each `line` is one Progress."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)
        self._bars = rich_progress.Progress(
            rich_progress.SpinnerColumn(),
            rich_progress.TextColumn("{task.description}"),
            rich_progress.BarColumn(),
            rich_progress.MofNCompleteColumn(),
            rich_progress.TimeElapsedColumn(),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self._showing = 0
        self.times: list[tuple[str, float]] = []

    def line(self) -> Line:
        """A line of its own for one worker."""
        return Line(self)

    def begin(self, label: str, total: int | None) -> rich_progress.TaskID:
        """Show a bar; used by Line."""
        self._bars.start()
        self._showing += 1
        return self._bars.add_task(label, total=total)

    def move(self, task: rich_progress.TaskID, amount: int) -> None:
        """Move a bar; used by Line."""
        self._bars.advance(task, amount)

    def end(self, task: rich_progress.TaskID, label: str, seconds: float) -> None:
        """Take a bar away; leave a line if the step was long. Used by Line."""
        self._bars.remove_task(task)
        self._showing -= 1
        self.times.append((label, seconds))
        if seconds >= WORTH_A_LINE_SECONDS:
            self.console.print(f"  {label} [dim]{seconds:.1f} s[/dim]", highlight=False)
        if not self._showing:
            self._bars.stop()

    def close(self) -> None:
        """Take everything away, also in the middle of a step."""
        self._bars.stop()


class Line:
    """One worker's steps on a Board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._task: rich_progress.TaskID | None = None
        self._label = ""
        self._began = 0.0

    def start(self, label: str, total: int | None = None) -> None:
        """Begin a step; ends the one before."""
        self.done()
        self._label, self._began = label, time.monotonic()
        self._task = self._board.begin(label, total)

    def advance(self, amount: int = 1) -> None:
        """So many parts more are done."""
        if self._task is not None:
            self._board.move(self._task, amount)

    def done(self) -> None:
        """The step is over; also when none was begun."""
        if self._task is not None:
            self._board.end(self._task, self._label, time.monotonic() - self._began)
            self._task = None


def hundredths(progress: Progress, label: str) -> Callable[[int], None]:
    """A function to be told how far one step is, from 1 to 100; the step begins at its first call.

    The caller ends the step with `progress.done()`.
    """
    reached = 0

    def report(hundredth: int) -> None:
        nonlocal reached
        if not reached:
            progress.start(label, 100)
        progress.advance(hundredth - reached)
        reached = hundredth

    return report


def console_progress() -> Progress:
    """Bars on the terminal, one step at a time."""
    return Board().line()


def silent_progress() -> Progress:
    """Nothing at all."""
    return SilentProgress()
