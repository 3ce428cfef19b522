"""The pipeline: source → deck → laid-out deck → files."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.slides import Deck
from deckgen.diagnostics import Diagnostic
from deckgen.memory import Memory, default_memory
from deckgen.model import fingerprint
from deckgen.options import Options
from deckgen.project_files import ProjectFiles, project_files
from deckgen.source import Source, Span
from deckgen.source_files import read_source

if TYPE_CHECKING:
    from deckgen.deck.figures import Picture
    from deckgen.deck.maths import Formula
    from deckgen.layout.charts.model import ChartFrame
    from deckgen.layout.model import LaidOutDeck
    from deckgen.media.loader import TrustState
    from deckgen.printing.sheets import Printout
    from deckgen.themes.model import Theme
    from deckgen.themes.registry import Theirs
    from deckgen.writers.pptx.charts.workbook import Sheet


class BuildResult(Struct, frozen=True, eq=False):
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
    allow: Sequence[str | os.PathLike[str]] = (),
    memory: Memory | None = None,
) -> BuildResult:
    """Build the deck at `path` into the folder `output`, in the formats `to`.

    `theme` is a name, a folder or a .pptx file and wins over the deck's own; `outline` takes only
    the part of the file under that heading; `trust` lets the deck's own programs (`plot:`) run and read
    whatever they like; `allow` names folders outside the deck's project that it may read. What is wrong with
    the deck is in the result's diagnostics, never raised; a file is written whole or not at all. Raises
    `ValueError` for a format that does not exist.
    """
    started = time.perf_counter()
    unknown = [name for name in to if name not in WRITERS]
    if unknown:
        raise ValueError(f"unknown format {unknown[0]!r}; known: {', '.join(WRITERS)}")
    memory = memory or default_memory()
    options = Options(theme, outline, trust, tuple(map(Path, allow)))
    source, laid, found = prepare(path, options, memory=memory)
    stem = "deck" if str(path) == "-" else Path(path).stem
    written: list[Path] = []
    if laid is not None:
        for name in to:
            target = Path(output) / f"{stem}.{name}"
            problem = _own_source(target, Path(path)) or _written(target, name, laid, memory)
            if problem is None:
                written.append(target)
            else:
                found = (*found, problem)
    memory.flush()
    slides = len(laid.slides) if laid else 0
    return BuildResult(source, found, slides, tuple(written), time.perf_counter() - started)


def prepare(
    path: str | os.PathLike[str],
    options: Options = Options(),  # noqa: B008 - it is frozen
    *,
    theme: str = "",
    outline: str = "",
    memory: Memory | None = None,
) -> tuple[Source, LaidOutDeck | None, tuple[Diagnostic, ...]]:
    """Read and lay out a deck; None in place of the deck if there is nothing to show."""
    memory = memory or default_memory()
    options = replace(options, theme=theme or options.theme, outline=outline or options.outline)
    loaded = load(path, options, memory)
    if loaded.theme is None:
        return loaded.source, None, loaded.diagnostics
    from deckgen.layout.engine import lay_out
    from deckgen.media.shrink import shrink

    laid, found = lay_out(loaded.deck, loaded.theme)
    laid = shrink(laid, memory)
    return loaded.source, laid, (*loaded.diagnostics, *placed(found, loaded.source))


class Loaded(Struct, frozen=True, eq=False):
    """A deck with all that it shows, before it is laid out."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    read: Deck
    """As it stands in the file."""
    deck: Deck
    """With its pictures, charts and citations."""
    theme: Theme | None
    """None if there is nothing to show."""


def load(path: str | os.PathLike[str], options: Options, memory: Memory) -> Loaded:
    """Read a deck and whatever it shows."""
    source, problem = read_source(Path(path))
    if problem is not None:
        return Loaded(source, (problem,), Deck(title="", sections=()), Deck(title="", sections=()), None)
    from deckgen.media.citations import cite
    from deckgen.media.loader import load_media
    from deckgen.readers.reader import read_deck

    files = project_files(Path(path).parent, allow=options.allow, anywhere=options.trust)
    source, first = _whole(source, files, memory)
    warned = read_deck(source, outline=options.outline, memory=memory)
    from deckgen.readers.merging import _moved

    def ab(s):
        return replace(_moved(s, s.above), above=0)

    read, found = warned.value, warned.found
    read = replace(
        read, sections=tuple(replace(x, slides=tuple(ab(y) for y in x.slides)) for x in read.sections)
    )
    if not read.sections:
        return Loaded(source, placed((*first, *found), source), read, read, None)
    files = replace(files, resources=read.resources)
    deck, cited = cite(read, files, source) if read.bibliography else (read, ())
    chosen, trouble = load_theme(options.theme or read.theme, source, memory, _their(read, files, options))
    if chosen is None:
        return Loaded(source, placed((*first, *found, *cited, *trouble), source), read, deck, None)
    runs = may_run(source, files, options)
    deck, more = load_media(deck, source, files, chosen, memory, runs=runs)
    return Loaded(source, placed((*first, *found, *cited, *trouble, *more), source), read, deck, chosen)


def _their(read: Deck, files: ProjectFiles, options: Options) -> Theirs | None:
    """Where a deck's own theme is looked for; None for one that whoever builds it has chosen."""
    if options.theme:
        return None
    from deckgen.themes.registry import Theirs

    return Theirs(files, read.foreign_theme)


def may_run(source: Source, files: ProjectFiles, options: Options) -> TrustState:
    """Whether the deck's programs may run, if it has any."""
    if options.trust or "plot:" not in source.text:
        return "yes"
    from deckgen.trust import trusted_state

    return trusted_state(files.root)


def _whole(source: Source, files: ProjectFiles, memory: Memory) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The source with what it includes, and with its variables where it asks for that (`jinja: true`)."""
    if "{{" not in source.text and "{%" not in source.text:
        return source, ()
    from deckgen.includes import expand
    from deckgen.readers.front_matter import read_front_matter

    source, found = expand(source, files)
    front, _ = read_front_matter(source, memory)
    if front.values.get("jinja") != "true":
        return source, found
    from deckgen.variables import fill_in

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


def show_figure(name: str, lang: str, theme: str, output: Path) -> tuple[Path, Path]:
    """Write the built-in figure `name` into the folder `output` as SVG and PNG.

    Raises `KeyError` if there is no such figure, `OSError` if the files can't be written.
    """
    from deckgen.charts.registry import BUILTIN
    from deckgen.charts.show import show

    art = BUILTIN[name](lang)
    chosen, trouble = load_theme(theme, Source.from_text("", ""), default_memory())
    if chosen is None:
        raise OSError(None, trouble[0].message)
    picture = show(art, chosen)
    output.mkdir(parents=True, exist_ok=True)
    svg, png = output / f"{name}.svg", output / f"{name}.png"
    svg.write_bytes(picture.data.read())
    png.write_bytes(picture.fallback.read() if picture.fallback else b"")
    return svg, png


def load_theme(
    wanted: str, source: Source, memory: Memory, theirs: Theirs | None = None
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """The theme by name, folder or file; None and a diagnostic if there is none: no deck is shown in another's look.

    `theirs` says that the deck itself names it, and what it may read; the diagnostic then points there.
    """
    from deckgen.themes.model import Theme
    from deckgen.themes.registry import find_theme

    lines = enumerate(source.lines[:60], 1) if theirs else ()
    span = next((Span(number) for number, line in lines if line.startswith("theme:")), None)
    path, problem = find_theme(wanted, theirs, span)
    trouble = (problem,) if problem else ()
    if path is None:
        return None, trouble

    def read() -> Theme:
        from deckgen.themes.template import read_template

        return read_template(path, wanted or "plain")

    try:
        theme = memory.remember("theme", (str(path), fingerprint(path.read_bytes())), Theme, read)
        return theme, (*trouble, *_left_out(theme, span))
    except Exception as error:
        from deckgen.themes.package import TemplateError

        if not isinstance(error, TemplateError | OSError):
            raise
        said = f"{path} can't be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        hint = "save it again from PowerPoint as .pptx or .potx"
        return None, (*trouble, Diagnostic("broken-theme", "error", said, span, hint))


def _left_out(theme: Theme, span: Span | None) -> Iterator[Diagnostic]:
    for what in theme.left_out:
        yield Diagnostic("template-part", "warning", f"the template has {what}, which no deck gets", span)


def drawn_charts(memory: Memory) -> Callable[[ChartFrame, Theme], Picture]:
    """Draws charts, or remembers them."""

    def draw(frame: ChartFrame, theme: Theme) -> Picture:
        from deckgen.deck.figures import Picture

        def now() -> Picture:
            from deckgen.charts.draw import draw_chart

            return draw_chart(frame, theme)

        shown = (repr(frame.box), repr(frame.group), repr(frame.panels), repr(frame.source))
        return memory.remember("chart", (*shown, theme.digest, theme.dark), Picture, now)

    return draw


def _pptx(laid: LaidOutDeck, memory: Memory) -> bytes:
    from deckgen.writers.pptx.package import TemplatePackage
    from deckgen.writers.pptx.writer import write_pptx

    path = Path(laid.theme.path)
    data = path.read_bytes()

    def read() -> TemplatePackage:
        from deckgen.writers.pptx.template import mirrored, read_package

        template = read_package(path)
        return mirrored(template, laid.theme.width) if laid.theme.is_mirrored else template

    key = (fingerprint(data), laid.theme.is_mirrored)
    template = memory.remember("template", key, TemplatePackage, read)

    def workbook(sheet: Sheet) -> bytes:
        """The workbook, or the one of an earlier build: its library takes as long as a small deck."""
        return memory.remember("workbook", tuple(sheet.columns), bytes, sheet.to_bytes)

    def drawn(formula: Formula, color: str) -> Picture | None:
        from deckgen.media.formulas import draw_formula

        return draw_formula(formula, color, memory)

    return write_pptx(laid, template, workbook, drawn)


def as_pptx(laid: LaidOutDeck, memory: Memory) -> bytes:
    """The PowerPoint file of a deck whose photographs are as large as they came."""
    from deckgen.media.shrink import shrink

    return _pptx(shrink(laid, memory), memory)


def _html(laid: LaidOutDeck, memory: Memory) -> bytes:
    from deckgen.writers.html.writer import write_html

    return write_html(laid, drawn_charts(memory), memory)


def printed(laid: LaidOutDeck, printout: Printout, memory: Memory) -> bytes:
    """The deck as PDF, as that kind of printout. Raises `deckgen.printing.chromium.PrintError`."""
    from deckgen.printing.chromium import print_pdf
    from deckgen.writers.html.text import PX
    from deckgen.writers.html.writer import write_html

    style = printout.style(laid.theme.width * PX, laid.theme.height * PX)
    return print_pdf(write_html(laid, drawn_charts(memory), memory, style))


WRITERS: Mapping[str, Callable[[LaidOutDeck, Memory], bytes]] = {"pptx": _pptx, "html": _html}
"""Output format → its writer. A new format is a line here."""


def _written(target: Path, name: str, laid: LaidOutDeck, memory: Memory) -> Diagnostic | None:
    """Write one format, or say why not."""
    try:
        data = WRITERS[name](laid, memory)
    except Exception as error:
        from deckgen.themes.package import TemplateError

        if not isinstance(error, TemplateError):
            raise
        return Diagnostic("broken-theme", "error", str(error))
    return write_whole(target, data)


def _own_source(target: Path, source: Path) -> Diagnostic | None:
    """An author's file is never written over."""
    try:
        if not (target.exists() and target.samefile(source)):
            return None
    except OSError:
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
            if not target.stat().st_mode & 0o222:
                raise PermissionError(13, "it may not be written (it is read-only)")
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if not isinstance(error, OSError):
            raise  # interrupted: nothing half written stays
        message = f"{target} can't be written: {error.strerror}"
        hint = "close it in PowerPoint, free some space, or choose another folder with `-o`"
        return Diagnostic("cannot-write", "error", message, hint=hint)
    return None
