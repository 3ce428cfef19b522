"""The command line: the only place that prints or exits."""

from __future__ import annotations

import gc
import sys

from deckgen.cli import build, charts, inspect, new, printing, serve, trust
from deckgen.cli.app import app

__all__ = ["app", "build", "charts", "inspect", "main", "new", "printing", "serve", "trust"]


def main() -> None:
    """Entry point of the `deckgen` command."""
    # One deck's objects all live until its files are written: collecting cycles finds nothing.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
