"""An author's own matplotlib: `![…](plot:figures/loss.py)`.

The file has a function `draw(style)` that returns a `matplotlib.figure.Figure`. It is a program, and
runs with all that its author may do: only in a project that says so, or with `--trust`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from deckgen.deck.figures import Picture
from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.themes.model import Theme

WIDTH, HEIGHT = 840.0, 360.0
"""Points: about what a figure has on a slide."""
FUNCTION = "draw"


class PlotStyle(Struct, frozen=True, kw_only=True):
    """What a plot needs to look like the rest of the deck. matplotlib's defaults are set to it, too."""

    colors: tuple[str, ...]
    """Of series, in order; `#RRGGBB`."""
    ink: str
    muted: str
    paper: str
    font: str
    """Name of the body font as matplotlib knows it."""
    text: float
    """Type size in points."""
    figsize: tuple[float, float]
    """Width and height in inches, for `Figure(figsize=…)`."""


class PlotError(Exception):
    """Why there is no picture, in words for the plot's author."""


def read_plot(path: Path, name: str, theme: Theme, memory: Memory) -> tuple[Picture, tuple[str, ...]]:
    """The picture that the file at `path` draws, and the files that it read; remembered for as long as the file and
    all that it read stay the same. Raises `PlotError`."""
    program = path.read_bytes()
    base = (str(path.resolve()), fingerprint(program), theme.digest)
    fresh: list[tuple[Picture, tuple[str, ...]]] = []

    def inputs() -> tuple[str, ...]:
        fresh.append(_run(path, name, theme))
        return fresh[0][1]

    used = memory.remember("plot-data", base, tuple[str, ...], inputs)
    contents = tuple(_fingerprint(file) for file in used)
    picture = memory.remember(
        "plot", (*base, contents), Picture, lambda: (fresh[0] if fresh else _run(path, name, theme))[0]
    )
    return picture, used


def _fingerprint(path: str) -> str:
    """Of a file's content, of the names in a folder; nothing for what is not there."""
    try:
        if os.path.isdir(path):
            return fingerprint("\n".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape"))
        return fingerprint(Path(path).read_bytes())
    except OSError:
        return ""


def _run(path: Path, name: str, theme: Theme) -> tuple[Picture, tuple[str, ...]]:
    """The picture, and the files below the plot's folder that were read for it."""
    import runpy

    import matplotlib as mpl
    from matplotlib.figure import Figure

    from deckgen.charts.matplotlib_style import matplotlib_style, save

    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    here = Path.cwd()
    with (
        matplotlib_style(theme, name),
        _files_read(here, path.parent) as read,
        contextlib.redirect_stdout(sys.stderr),
    ):
        try:
            draw = runpy.run_path(str(path), run_name="deckgen_plot").get(FUNCTION)
            if not callable(draw):
                raise PlotError(f"`{name}` has no function `{FUNCTION}(style)`")
            figure: Any = draw(_style(theme, str(mpl.rcParams["font.family"][0])))
            if not isinstance(figure, Figure):
                raise PlotError(f"`{FUNCTION}` in `{name}` returns no matplotlib Figure")
            return save(figure, name), tuple(sorted(read))
        except PlotError:
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            raise PlotError(f"`{name}` fails{_where(error, path)}: {_reason(error)}") from error
        finally:
            os.chdir(here)


def _reason(error: BaseException) -> str:
    """What an exception says, on one line."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # an exception of the author's that can't say what it is
        text = ""
    return text[:160] or type(error).__name__


def _where(error: BaseException, path: Path) -> str:
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == str(path)]
    return f" in line {lines[-1]}" if lines else ""


def _style(theme: Theme, font: str) -> PlotStyle:
    def color(which: str) -> str:
        return f"#{theme.color(which)}"

    from deckgen.charts.matplotlib_style import series_colors

    return PlotStyle(
        colors=series_colors(theme),
        ink=color("text"),
        muted=color("muted"),
        paper=color("ground"),
        font=font,
        text=theme.tokens.chart.text,
        figsize=(WIDTH / 72, HEIGHT / 72),
    )


_reading = threading.local()


@contextlib.contextmanager
def _files_read(*folders: Path) -> Iterator[set[str]]:
    """The files below `folders` that are opened meanwhile. (An audit hook can't be taken away again:
    there is one, and it listens only here.)"""
    if not getattr(_reading, "hooked", False):
        sys.addaudithook(_listen)
        _reading.hooked = True
    found: set[str] = set()
    _reading.files, _reading.below = found, tuple(f"{folder.resolve()}{os.sep}" for folder in folders)
    try:
        yield found
    finally:
        _reading.files = None


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    files: set[str] | None = getattr(_reading, "files", None)
    if (
        files is None
        or event not in ("open", "os.listdir", "os.scandir")
        or not isinstance(arguments[0], str)
    ):
        return
    if event == "open" and arguments[1] not in (None, "r", "rb", "rt"):
        return
    full = os.path.realpath(arguments[0])
    ours = "__pycache__" in full or full.endswith((".pyc", ".ttf"))
    if full.startswith(_reading.below) and not ours:
        files.add(full)
