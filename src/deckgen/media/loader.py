"""A deck's figures, backgrounds and logo: from disk, from the deck itself, or built-in charts by name."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from time import perf_counter
from typing import Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Block, Fence, Figure
from deckgen.deck.charts import ChartGroup
from deckgen.deck.diagrams import ChartBlock, Exchange, Flow, Schedule
from deckgen.deck.figures import Art, Drawing, Film, Missing, Page, Picture
from deckgen.deck.inlines import Inlines, Run
from deckgen.deck.slides import Background, Group, Slide
from deckgen.deck.walk import map_figures, map_inlines, runs_of
from deckgen.diagnostics import Diagnostic, Severity, Warned, nearest
from deckgen.media.errors import CannotShowError
from deckgen.media.films import FILM, ON_THE_WEB
from deckgen.media.pictures import DATA_URI, data_of, decode
from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.patterns import regex
from deckgen.project_files import LARGEST_MEDIA, FileError, ProjectFiles, short, shown
from deckgen.source import Span
from deckgen.themes.colors import mixed
from deckgen.themes.model import Theme

_WEB = regex(r"(?:https?:)?//")
TrustState: TypeAlias = Literal["yes", "no", "changed"]
"""Whether a deck's programs may run; `changed` if they are not what somebody trusted."""
MOST_GIVEN_UP = 2.5
"""Seconds that may go into drawings of which nothing comes."""
LARGE_FILM = 30_000_000
"""Bytes; a larger one is written, and its author told."""


_DIGITS = regex("[0-9A-Fa-f]{6}")
_ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
"""Of pictures, as LaTeX finds one that is named without."""


class Loading(Struct, frozen=True, eq=False, kw_only=True):
    """What all slides of a deck are loaded with."""

    files: ProjectFiles
    """What the deck may read."""
    lang: str
    theme: Theme
    runs: TrustState
    """Whether its programs (`plot:`) may run."""
    memory: Memory
    given_up: GivenUp


class GivenUp(Struct):
    """How much time went into drawings of which nothing came."""

    seconds: float = 0.0


def load_slide(slide: Slide, folders: Sequence[str], given: Loading) -> Warned[Slide]:
    """The slide with what its figures, backgrounds and lines show.

    `folders` names for each line of its slice the folder of the included file that it comes from; nothing for the
    deck's own. A figure that can't be had becomes a visible placeholder and a diagnostic.
    """
    loader = _Loader(given, given.files.afresh(), folders)
    loaded = loader.slide(slide)
    return Warned(loaded, tuple(loader.findings), tuple(loader.files.asked))


def load_figure(figure: Figure, given: Loading) -> Warned[Figure]:
    """One figure of the deck's, such as its logo."""
    loader = _Loader(given, given.files.afresh(), ())
    loaded = loader.figure(figure)
    return Warned(loaded, tuple(loader.findings), tuple(loader.files.asked))


class _Loader(Struct, eq=False):
    given: Loading
    files: ProjectFiles
    folders: Sequence[str]
    findings: list[Diagnostic] = field(default_factory=list)

    @property
    def theme(self) -> Theme:
        return self.given.theme

    @property
    def memory(self) -> Memory:
        return self.given.memory

    def slide(self, slide: Slide) -> Slide:
        groups = tuple(
            replace(group, blocks=tuple(map(self._in_lines, map_figures(group.blocks, self.figure))))
            for group in slide.groups
        )
        background = self.background(slide.background) if slide.background else None
        if slide.background and background and not (groups or slide.title) and not background.pictures:
            # What was to fill the slide is not there, and nothing else is: its place is seen.
            missing = [self.figure(b.figure) for b in slide.background.pictures]
            groups = (Group(tuple(missing), slide.span),) if missing else ()
        notes = tuple(map_inlines(block, _named) for block in slide.notes)
        title = self._with_pictures(slide.title)
        around = {
            name: self._with_pictures(said) for name in ("header", "footer") if (said := getattr(slide, name))
        }
        return replace(slide, groups=groups, background=background, title=title, notes=notes, **around)

    def _in_lines(self, block: Block) -> Block:
        """The pictures that stand in lines of text."""
        if not any(run.marks.picture for run in runs_of([block])):
            return block
        return map_inlines(block, self._with_pictures)

    def _with_pictures(self, inlines: Inlines) -> Inlines:
        return tuple(self._with_picture(item) if isinstance(item, Run) else item for item in inlines)

    def _with_picture(self, run: Run) -> Run:
        """The run's picture; its words in place of one that can't be had."""
        picture = run.marks.picture
        if picture is None:
            return run
        art = self.figure(Figure(target=picture.target, alt=picture.alt, span=picture.span)).art
        if isinstance(art, Picture):
            return Run(run.text, replace(run.marks, picture=replace(picture, art=art)))
        return Run(picture.alt or picture.target, replace(run.marks, picture=None))

    def background(self, background: Background) -> Background:
        """The background with its pictures as the slide shows them: one behind it, others at its sides."""
        from deckgen.media.backdrops import beside, whole

        stops = [color for _, color in background.gradient.stops] if background.gradient else []
        middle = mixed(stops[0], stops[-1], 0.5) if all(map(_DIGITS.fullmatch, stops)) and stops else ""
        ground = background.color or middle or self.theme.color("ground")
        ratio = self.theme.width / self.theme.height
        loaded = [replace(b, figure=self._in_pixels(self.figure(b.figure))) for b in background.pictures]
        shown = [(b, b.figure.art) for b in loaded if isinstance(b.figure.art, Picture)]
        found = []
        filling = [(b, art) for b, art in shown if not b.side]
        if filling:
            first = filling[0][0]
            art = whole(filling, ratio, ground, self.memory)
            found.append(replace(first, figure=replace(first.figure, art=art)))
        for backdrop, art in shown:
            if backdrop.side:
                made = beside(backdrop, art, ground, self.memory)
                found.append(replace(backdrop, figure=replace(backdrop.figure, art=made)))
        return replace(background, pictures=tuple(found))

    def _in_pixels(self, figure: Figure) -> Figure:
        """The figure, a drawing with its PNG: what lies behind a slide is cut, dimmed and blurred."""
        art = figure.art
        if not (isinstance(art, Picture) and art.is_drawing and art.fallback is None):
            return figure
        from deckgen.media.svg import rastered

        try:
            png = self.memory.remember("raster", (art.data.digest,), bytes, lambda: rastered(art))
        except CannotShowError as reason:
            self._report("image-missing", "warning", f"{reason}", figure, reason.hint)
            return replace(figure, art=Missing(figure.alt or art.name, str(reason)))
        return replace(figure, art=replace(art, fallback=Content.of(png)))

    def figure(self, figure: Figure) -> Figure:
        label = figure.alt or ("image" if figure.target.startswith("data:") else figure.target)
        if figure.fence is not None:
            return replace(figure, art=self._fenced(figure.fence, label))
        if not figure.target:
            return replace(figure, art=Missing(label))
        if figure.target.startswith("chart:"):
            return replace(figure, art=self._chart(figure, label))
        if figure.target.startswith("component:"):
            return replace(figure, art=Missing(figure.alt))
        if figure.target.startswith("page:"):
            address = figure.target.removeprefix("page:")
            return replace(figure, art=Page(figure.alt or address, address))
        if ON_THE_WEB.match(figure.target) or (_WEB.match(figure.target) and FILM.search(figure.target)):
            return replace(figure, art=Page(label, figure.target))
        near = self._near(figure.span)
        art: Art
        try:
            art = self._art(figure, near)
        except CannotShowError as reason:
            if figure.target.startswith("plot:"):
                self._report("plot-not-drawn", "error", f"{reason}", figure, reason.hint)
            else:
                self._report("image-missing", "warning", f"{reason}", figure, reason.hint)
            art = Missing(label, str(reason))
        return replace(figure, art=art)

    def _near(self, span: Span) -> Sequence[Path]:
        """The folder of the included file in which `span` stands."""
        folder = self.folders[span.line - 1] if 0 < span.line <= len(self.folders) else ""
        return (Path(folder),) if folder else ()

    def _report(self, code: str, severity: Severity, message: str, figure: Figure, hint: str) -> None:
        self.findings.append(Diagnostic(code, severity, message, figure.span, hint))

    def _chart(self, figure: Figure, label: str) -> Art:
        from deckgen.charts.registry import BUILTIN, builtin

        name = figure.target.removeprefix("chart:")
        if name in BUILTIN:
            return builtin(name, self.given.lang)
        message = f"there is no chart `{name}`"
        self._report("unknown-chart", "error", message, figure, nearest(name, list(BUILTIN)))
        return Missing(label)

    def _fenced(self, fence: Fence, label: str) -> Art:
        """What a fence describes; its text, if that can't be drawn."""
        drawn: ChartGroup | Drawing | None = None
        if fence.kind != "chart":
            from deckgen.diagrams.registry import read_diagram
            from deckgen.layout.diagrams.drawing import draw

            read = read_diagram(fence.kind, fence.text, fence.span)
            self.findings.extend(read.found)
            if isinstance(read.value, ChartBlock):
                fence = replace(fence, kind="chart", text=read.value.text)
            elif isinstance(read.value, Flow | Exchange | Schedule):
                drawn = draw(read.value, fence.id or fence.kind, self.theme, self.given.lang)
        if fence.kind == "chart":
            from deckgen.charts.block import read_chart

            drawn, found = read_chart(fence, self.files, self._near(fence.span), self.given.lang, self.memory)
            self.findings.extend(found)
        return drawn or Missing(label or fence.text)

    def _art(self, figure: Figure, near: Sequence[Path]) -> Picture | Film:
        if not FILM.search(re.sub(r"[?#].*$", "", figure.target)):
            return self._picture(figure.target, near)
        from deckgen.media.films import read_film

        path, data = self._file(figure.target, near)
        poster = self._picture(figure.poster, near) if figure.poster else None
        if len(data) > LARGE_FILM:
            message = f"`{path.name}` has {len(data) // 1_000_000} MB, and both decks will"
            self._report("large-film", "warning", message, figure, "shorten it, or make it smaller")
        return read_film(data, path.name, poster)

    def _file(self, target: str, near: Sequence[Path]) -> tuple[Path, bytes]:
        try:
            path = self._found(target, near)
            return path, self.files.read(path, target, LARGEST_MEDIA)
        except FileError as error:
            raise CannotShowError(str(error), error.hint) from error

    def _found(self, target: str, near: Sequence[Path]) -> Path:
        """The file of that name, or with the ending that its author leaves to the tool."""
        try:
            return self.files.find(target, near)
        except FileError:
            for ending in _ENDINGS if not PurePath(target).suffix else ():
                with contextlib.suppress(FileError):
                    return self.files.find(target + ending, near)
            raise

    def _picture(self, target: str, near: Sequence[Path]) -> Picture:
        if match := DATA_URI.fullmatch(target):
            return self._decoded(data_of(match), "image")
        if _WEB.match(target):
            hint = "save it beside the deck, and write the file's name here"
            raise CannotShowError(f"`{short(target)}` is on the web; deckgen works offline", hint)
        if target.startswith("plot:"):
            return self._plot(target.removeprefix("plot:"), near)
        path, data = self._file(target, near)
        return self._decoded(data, path.name, path, target)

    def _decoded(self, data: bytes, name: str, path: Path | None = None, target: str = "") -> Picture:
        is_paper = data.startswith(b"%PDF-")
        if self.given.given_up.seconds > MOST_GIVEN_UP and (
            is_paper or data[:1000].lstrip().startswith(b"<")
        ):
            raise CannotShowError(f"`{name}` is not drawn: other drawings took all the time")
        started = perf_counter()
        try:
            if is_paper:
                from deckgen.media.pdf_pages import read_page

                return read_page(data, name, target, self.memory)
            return decode(data, name, self.memory, path)
        except CannotShowError:
            self.given.given_up.seconds += perf_counter() - started
            raise

    def _plot(self, target: str, near: Sequence[Path]) -> Picture:
        try:
            path = self.files.find(target, near)
        except FileError as error:
            raise CannotShowError(str(error), error.hint) from error
        if self.given.runs != "yes":
            why = (
                "is a program, which runs only in a deck that you trust"
                if self.given.runs == "no"
                else "may have changed since you have trusted this project, as its programs have"
            )
            folder = shown(self.files.root)
            raise CannotShowError(
                f"`{short(target)}` {why}", f"`deckgen trust {folder}`, or build with `--trust`"
            )
        from deckgen.charts.plot import PlotError, read_plot

        try:
            picture, used = read_plot(path, target, self.theme, self.memory)
        except PlotError as error:
            raise CannotShowError(str(error)) from error
        self.files.asked.update(dict.fromkeys(used))
        return picture


def _named(inlines: Inlines) -> Inlines:
    """Pictures in notes are what they are called."""
    return tuple(
        Run(p.alt or p.target, replace(item.marks, picture=None))
        if isinstance(item, Run) and (p := item.marks.picture)
        else item
        for item in inlines
    )
