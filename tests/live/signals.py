"""Signals and with statements: a test that is told to end still cleans up, once and whole."""

import contextlib
import signal
import sys

ENDING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


def turn_signals_into_exit() -> None:
    """TERM, INT and HUP unwind the with statements."""
    for number in ENDING:
        signal.signal(number, lambda received, _: sys.exit(128 + received))


@contextlib.contextmanager
def without_signals():
    """A second Ctrl-C must not cut the cleaning short."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
