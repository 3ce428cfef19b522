"""The pipeline: source → deck → laid-out deck → files."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.cache import Cache, code, default_cache, fingerprint
from deckgen.deck.slides import Deck
from deckgen.diagnostics import Diagnostic
from deckgen.options import Options
from deckgen.source import Source, Span

if TYPE_CHECKING:
    from deckgen.deck.figures import Picture
    from deckgen.deck.maths import Formula
    from deckgen.layout.charts.model import ChartFrame
    from deckgen.layout.model import LaidOutDeck
    from deckgen.printing.sheets import Printout
    from deckgen.themes.model import Theme
    from deckgen.writers.pptx.charts.workbook import Sheet


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BuildResult:
    """What came of one deck."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    slides: int
    written: tuple[Path, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """True if there is no error among the diagnostics."""
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def build(
    path: str | os.PathLike[str],
    *,
    to: Sequence[str] = ("pptx", "html"),
    output: str | os.PathLike[str] = "build",
    theme: str = "",
    outline: str = "",
    trust: bool = False,
    cache: Cache | None = None,
) -> BuildResult:
    """Build the deck at `path` into the folder `output`, in the formats `to`.

    `theme` is a name, a folder or a .pptx file and wins over the deck's own; `outline` takes only
    the part of the file under that heading; `trust` lets the deck's own programs (`plot:`) run, as
    `trust = true` in `deckgen.toml` in the present folder does. What is wrong with the deck is in the
    result's diagnostics, never raised; a file is written whole or not at all. Raises `ValueError` for a
    format that does not exist.
    """
    started = time.perf_counter()
    unknown = [name for name in to if name not in WRITERS]
    if unknown:
        raise ValueError(f"unknown format {unknown[0]!r}; known: {', '.join(WRITERS)}")
    cache = default_cache() if cache is None else cache
    source, laid, found = prepare(path, theme=theme, outline=outline, trust=trust, cache=cache)
    written: list[Path] = []
    if laid is not None:
        for name in to:
            target = Path(output) / f"{Path(path).stem}.{name}"
            problem = _own_source(target, Path(path)) or write_whole(target, WRITERS[name](laid, cache))
            if problem is None:
                written.append(target)
            else:
                found = (*found, problem)
    slides = len(laid.slides) if laid else 0
    return BuildResult(source, found, slides, tuple(written), time.perf_counter() - started)


def prepare(
    path: str | os.PathLike[str],
    *,
    theme: str = "",
    outline: str = "",
    trust: bool = False,
    cache: Cache | None = None,
) -> tuple[Source, LaidOutDeck | None, tuple[Diagnostic, ...]]:
    """Read and lay out a deck; None in place of the deck if there is nothing to show."""
    cache = default_cache() if cache is None else cache
    loaded = load(path, Options(theme, outline, trust), cache)
    if loaded.theme is None:
        return loaded.source, None, loaded.diagnostics
    from deckgen.layout.engine import lay_out
    from deckgen.media.shrink import shrink

    laid, found = lay_out(loaded.deck, loaded.theme)
    laid = shrink(laid, cache)
    return loaded.source, laid, (*loaded.diagnostics, *placed(found, loaded.source))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Loaded:
    """A deck with all that it shows, before it is laid out."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    read: Deck
    """As it stands in the file."""
    deck: Deck
    """With its pictures, charts and citations."""
    theme: Theme | None
    """None if there is nothing to show."""


def load(path: str | os.PathLike[str], options: Options, cache: Cache) -> Loaded:
    """Read a deck and whatever it shows."""
    source, problem = read_source(Path(path))
    if problem is not None:
        return Loaded(source, (problem,), Deck("", ()), Deck("", ()), None)
    from deckgen.media.citations import cite
    from deckgen.media.loader import load_media
    from deckgen.readers.reader import read_deck

    folder = Path(path).parent
    trusted = options.trust or project_is_trusted()
    source, first = _whole(source, folder, cache, trusted=trusted)
    read, found = read_deck(source, outline=options.outline, cache=cache)
    if not read.sections:
        return Loaded(source, placed((*first, *found), source), read, read, None)
    deck, cited = cite(read, folder, source) if read.bibliography else (read, ())
    where = Path() if options.theme else folder
    wanted = options.theme or deck.theme
    chosen, trouble = load_theme(wanted, where, source, cache, own=not options.theme)
    deck, more = load_media(deck, source, folder, chosen, cache, trusted=trusted)
    return Loaded(source, placed((*first, *found, *cited, *trouble, *more), source), read, deck, chosen)


def _whole(
    source: Source, folder: Path, cache: Cache, *, trusted: bool
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The source with what it includes, and with its variables where it asks for that (`jinja: true`)."""
    if "{{" not in source.text:
        return source, ()
    from deckgen.includes import expand, fill_in
    from deckgen.readers.front_matter import read_front_matter

    source, found = expand(source, folder, trusted=trusted)
    front, _ = read_front_matter(source, cache)
    if front.values.get("jinja") != "true":
        return source, found
    source, more = fill_in(source, dict(front.values), front.lines)
    return source, (*found, *more)


def placed(found: Sequence[Diagnostic], source: Source) -> tuple[Diagnostic, ...]:
    """Findings in included files point there."""
    if not source.origins:
        return tuple(found)
    placed = []
    for finding in found:
        if finding.source is None and finding.span:
            where, span = source.origin(finding.span)
            finding = replace(finding, source=where, span=span)
        placed.append(finding)
    return tuple(placed)


def project_is_trusted() -> bool:
    """What `deckgen.toml` in the present folder says. (Not the one beside the deck: a deck that came
    from elsewhere can't trust itself.)"""
    path = Path("deckgen.toml")
    if not path.is_file():
        return False
    import tomllib

    try:
        with path.open("rb") as file:
            return tomllib.load(file).get("trust") is True
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return False


def show_figure(name: str, lang: str, theme: str, output: Path) -> tuple[Path, Path]:
    """Write the built-in figure `name` into the folder `output` as SVG and PNG.

    Raises `KeyError` if there is no such figure, `OSError` if the files can't be written.
    """
    from deckgen.charts.registry import BUILTIN
    from deckgen.charts.show import show

    art = BUILTIN[name](lang)
    chosen, _ = load_theme(theme, Path(), Source.from_text("", ""), default_cache())
    picture = show(art, chosen)
    output.mkdir(parents=True, exist_ok=True)
    svg, png = output / f"{name}.svg", output / f"{name}.png"
    svg.write_bytes(picture.data)
    png.write_bytes(picture.fallback)
    return svg, png


def read_source(path: Path) -> tuple[Source, Diagnostic | None]:
    """The text of a file, or what keeps it from being read."""
    name = os.path.relpath(path) if path.is_absolute() and path.is_relative_to(Path.cwd()) else str(path)
    empty = Source.from_text(name, "")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return empty, Diagnostic("file-not-found", "error", "there is no such file", hint=_nearby(path))
    except IsADirectoryError:
        hint = "name a Markdown file in it"
        return empty, Diagnostic("is-a-folder", "error", "this is a folder, not a deck", hint=hint)
    except OSError as error:
        return empty, Diagnostic("cannot-read", "error", f"it can't be read: {error.strerror}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        shown = Source.from_text(name, data.decode("utf-8", "replace"))
        message = f"byte 0x{data[error.start]:02X} (at offset {error.start}) is not UTF-8"
        hint = "save the file as UTF-8"
        return shown, Diagnostic("not-utf8", "error", message, Span(line, column, length=1), hint)
    return _printable(Source.from_text(name, text)), None


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def _printable(source: Source) -> Source:
    """Control characters, which neither format can hold, as the symbols that stand for them."""
    if not _CONTROL.search(source.text):
        return source
    table: Mapping[int, str] = {
        **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
        0x7F: "\u2421", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd",
    }  # fmt: skip
    return Source.from_text(source.path, source.text.translate(table))


def _nearby(path: Path) -> str:
    """A hint that names a file which was perhaps meant."""
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix == ".md"]
    except OSError:
        return f"there is no folder {path.parent} either"
    close = get_close_matches(path.name, names, n=1)
    return f"did you mean {path.parent / close[0]}?" if close else "check its name and folder"


def load_theme(
    wanted: str, folder: Path, source: Source, cache: Cache, *, own: bool = True
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """The theme by name, folder or file; the default one and a diagnostic if it can't be had.

    `own` says that the deck itself names it, which the diagnostic then points at.
    """
    from deckgen.themes.registry import find_theme

    lines = enumerate(source.lines[:60], 1) if own else ()
    span = next((Span(number) for number, line in lines if line.startswith("theme:")), None)
    path, problem = find_theme(wanted, folder, span)
    trouble = (problem,) if problem else ()

    def read(path: Path) -> Theme:
        from deckgen.themes.template import read_template

        return read_template(path, wanted or "plain")

    key = (str(path), fingerprint(path.read_bytes()), code("themes/template.py"))
    try:
        return cache.remember("theme", key, lambda: read(path)), trouble
    except Exception as error:
        from deckgen.themes.template import TemplateError

        if not isinstance(error, TemplateError):
            raise
        path, _ = find_theme("", folder)
        hint = "save it again from PowerPoint as .pptx or .potx"
        broken = Diagnostic("broken-theme", "error", str(error), span, hint)
        return read(path), (*trouble, broken)


def drawn_charts(cache: Cache) -> Callable[[ChartFrame, Theme], Picture]:
    """Draws charts, or remembers them."""
    made_by = tuple(code(f"charts/{name}.py") for name in ("draw", "marks"))

    def draw(frame: ChartFrame, theme: Theme) -> Picture:
        def now() -> Picture:
            from deckgen.charts.draw import draw_chart

            return draw_chart(frame, theme)

        shown = (repr(frame.box), repr(frame.group), repr(frame.panels), repr(frame.source))
        return cache.remember("chart", (*shown, theme.digest, theme.dark, *made_by), now)

    return draw


def _pptx(laid: LaidOutDeck, cache: Cache) -> bytes:
    from deckgen.writers.pptx.writer import write_pptx

    path = Path(laid.theme.path)
    data = path.read_bytes()

    def read() -> object:
        from deckgen.writers.pptx.template import read_package

        return read_package(path)

    template = cache.remember("template", (fingerprint(data), code("writers/pptx/template.py")), read)
    made_by = code("writers/pptx/charts/workbook.py")

    def workbook(sheet: Sheet) -> bytes:
        """The workbook, or the one of an earlier build: its library takes as long as a small deck."""
        return cache.remember("workbook", (tuple(sheet.columns), made_by), sheet.to_bytes)

    def drawn(formula: Formula, color: str) -> Picture | None:
        from deckgen.media.formulas import draw_formula

        return draw_formula(formula, color, cache)

    return write_pptx(laid, template, workbook, drawn)  # type: ignore[arg-type]


def as_pptx(laid: LaidOutDeck, cache: Cache) -> bytes:
    """The PowerPoint file of a deck whose photographs are as large as they came."""
    from deckgen.media.shrink import shrink

    return _pptx(shrink(laid, cache), cache)


def _html(laid: LaidOutDeck, cache: Cache) -> bytes:
    from deckgen.writers.html.writer import write_html

    return write_html(laid, drawn_charts(cache), cache)


def printed(laid: LaidOutDeck, printout: Printout, cache: Cache) -> bytes:
    """The deck as PDF, as that kind of printout. Raises `deckgen.printing.chromium.PrintError`."""
    from deckgen.printing.chromium import print_pdf
    from deckgen.writers.html.text import PX
    from deckgen.writers.html.writer import write_html

    style = printout.style(laid.theme.width * PX, laid.theme.height * PX)
    return print_pdf(write_html(laid, drawn_charts(cache), cache, style))


WRITERS: Mapping[str, Callable[[LaidOutDeck, Cache], bytes]] = {"pptx": _pptx, "html": _html}
"""Output format → its writer. A new format is a line here."""


def _own_source(target: Path, source: Path) -> Diagnostic | None:
    """An author's file is never written over."""
    if not (target.exists() and target.samefile(source)):
        return None
    message = f"{target} is the deck itself and is not written over"
    return Diagnostic("own-source", "error", message, hint="choose another folder with `-o`")


def write_whole(target: Path, data: bytes) -> Diagnostic | None:
    """Write beside the target, then rename: the file is whole or it is not there."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        if target.exists():
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        message = f"{target} can't be written: {error.strerror}"
        hint = "close it in PowerPoint, free some space, or choose another folder with `-o`"
        return Diagnostic("cannot-write", "error", message, hint=hint)
    return None
