"""What an engine can refuse: one sentence for the person at the terminal."""

from __future__ import annotations


class EngineError(RuntimeError):
    """An engine cannot be used. `code` is for programs, `sentence` says what to do about it.

    Codes: no_permission, not_started, no_answer, away, too_old, no_database, no_program,
    other_version, keeper_died.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class NotReady(Exception):
    """The engine does not answer as it should yet; the text is the reason that it gave."""
