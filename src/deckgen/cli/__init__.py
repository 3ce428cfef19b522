"""The command line: the only place that prints or exits."""

from __future__ import annotations

import _thread
import contextlib
import os
import sys
import time
from errno import EDQUOT, EIO, ENOSPC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from types import FrameType


def main() -> None:
    """Entry point of the `deckgen` command."""
    sys.unraisablehook = _unraisable
    _open_streams()
    try:
        done = _run()
        if done:
            _leave()  # with what there is left of it
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        if error.filename is not None or error.errno not in (ENOSPC, EDQUOT, EIO):
            raise
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - what is left of it would fail once more
        print(f"error: what there is to say can't be written: {error.strerror}", file=sys.stderr)
        sys.exit(1)


def _open_streams() -> None:
    """Where whoever started it has closed one, the next file that is opened would be taken for it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - until the end


def _leave() -> None:
    """End the process as it is: taking down what it has built takes a twentieth of a small deck's time. Where something
    waits for the end (a profiler, another thread), Python ends as always."""
    if sys.gettrace() or sys.getprofile() or len(sys._current_frames()) > 1:
        return
    with contextlib.suppress(OSError, ValueError):  # whoever reads it has gone: Python says so
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _unraisable(raised: UnraisableHookArgs) -> None:
    """Ctrl-C in the middle of what can raise nothing (Python tidies up so behind an import) comes once more."""
    if issubclass(raised.exc_type, KeyboardInterrupt):
        _thread.start_new_thread(_interrupt_behind, (sys._getframe(), _thread.get_ident()))
    else:
        sys.__unraisablehook__(raised)


def _interrupt_behind(hook: FrameType, thread: int) -> None:
    """Interrupt the main thread once it has left that frame, however long that takes on a busy machine: what comes
    earlier is lost like the first."""
    inside: FrameType | None = hook
    while inside:
        time.sleep(0.01)
        inside = sys._current_frames().get(thread)
        while inside and inside is not hook:
            inside = inside.f_back
    _thread.interrupt_main()


def _run() -> object:
    """Something where all is done that there was to do: what there is left of that."""
    import gc
    import warnings

    from deckgen.cli import bundle

    package = os.path.dirname(os.path.dirname(__file__))
    bundled = bundle.name_of(package)
    bundle.use(bundled)
    from deckgen.cli.compiled_patterns import Patterns

    patterns = Patterns(bundle.name_of(package, "patterns"))
    # One deck's objects all live until its files are written: collecting cycles finds nothing.
    gc.set_threshold(500_000, 20, 100)
    warnings.simplefilter("ignore")  # what libraries say to programmers
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        done = _quickly(sys.argv[1:])
        if not done:
            _with_typer()
    finally:
        bundle.keep(bundled)
        patterns.keep()
        gc.freeze()  # nor does looking through them all once more, at the end of the process
    return done


def _quickly(words: list[str]) -> object:
    """Do what is plainly said and often, and give what there is left of it; nothing for all else."""
    if words == ["--version"]:
        from deckgen.version import __version__

        print(f"deckgen {__version__}")
        return True
    if words[:1] != ["build"]:
        return False
    from deckgen.cli.quick import build_arguments

    arguments = build_arguments(words[1:])
    if arguments is None:
        return False
    from deckgen.cli.builds import build_decks
    from deckgen.cli.decks import UsageError

    try:
        is_well, left = build_decks(**arguments)
    except UsageError:
        return False  # nothing is done yet: typer says it
    except BrokenPipeError:
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - whoever read it has gone
        sys.exit(1)
    if not is_well:
        sys.exit(1)
    return is_well, left


def _with_typer() -> None:
    from deckgen.cli import (
        batch,
        build,
        charts,
        diff,
        imports,
        inspect,
        new,
        printing,
        pull,
        serve,
        themes,
        trust,
    )
    from deckgen.cli.app import app

    assert all(
        (batch, build, charts, diff, imports, inspect, new, printing, pull, serve, themes, trust)
    )  # each adds its command to the app
    app()
