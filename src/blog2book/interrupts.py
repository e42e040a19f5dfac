"""Ctrl-C and requests to end: heard once, at a moment that can bear it, and never swallowed."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SOON = 0.05
"""Seconds after which is said again what nobody heard."""


def listen() -> None:
    """Let SIGTERM do what Ctrl-C does, and either be said again where Python swallows it.

    What an interrupt raises while something is thrown away (a weak reference, a `__del__`) is only
    printed (docs.python.org, sys.unraisablehook), and the work would go on.
    """
    signal.signal(signal.SIGTERM, _interrupted)
    sys.unraisablehook = _swallowed


@contextmanager
def held_back() -> Iterator[None]:
    """Let come at the end what comes meanwhile. Only the first thread ever hears a signal."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    before = {one: handler for one, handler in before.items() if callable(handler)}
    for one in before:
        signal.signal(one, lambda number, _frame: heard.append(number))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        for number in heard[:1]:
            signal.raise_signal(number)


def _interrupted(number: int, frame: FrameType | None) -> None:
    """Do at SIGTERM what Ctrl-C does at that moment: an event loop ends its tasks in order."""
    at_interrupt = signal.getsignal(signal.SIGINT)
    if not callable(at_interrupt):  # a shell's background jobs are started so
        raise KeyboardInterrupt
    at_interrupt(number, frame)


def _swallowed(trouble: "sys.UnraisableHookArgs", /) -> None:
    if issubclass(trouble.exc_type, KeyboardInterrupt):
        threading.Timer(_SOON, _say_again).start()
    else:
        sys.__unraisablehook__(trouble)


def _say_again() -> None:
    if sys.platform == "win32":  # where os.kill asks nobody
        signal.raise_signal(signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)
