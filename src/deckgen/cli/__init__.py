"""The command line: the only place that prints or exits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


def main() -> None:
    """Entry point of the `deckgen` command."""
    sys.unraisablehook = _unraisable
    try:
        _run()
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        sys.exit(130)


def _unraisable(raised: UnraisableHookArgs) -> None:
    """Ctrl-C in the middle of what can raise nothing (Python tidies up so behind an import) comes once more."""
    if issubclass(raised.exc_type, KeyboardInterrupt):
        from _thread import interrupt_main
        from threading import Timer

        Timer(0.01, interrupt_main).start()
    else:
        sys.__unraisablehook__(raised)


def _run() -> None:
    import gc
    import warnings

    from deckgen.cli import build, charts, inspect, new, printing, serve, themes, trust
    from deckgen.cli.app import app

    assert all(
        (build, charts, inspect, new, printing, serve, themes, trust)
    )  # each adds its command to the app
    warnings.simplefilter("ignore")  # what libraries say to programmers
    # One deck's objects all live until its files are written: collecting cycles finds nothing.
    gc.set_threshold(500_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    finally:
        gc.freeze()  # nor does looking through them all once more, at the end of the process
