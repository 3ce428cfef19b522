"""A deck's figures, backgrounds and logo: from disk, from the deck itself, or built-in charts by name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from deckgen.cache import NO_CACHE, Cache
from deckgen.deck.blocks import Fence, Figure
from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Art, Drawing, Film, Missing, Page, Picture
from deckgen.deck.slides import Background, Deck, Slide
from deckgen.deck.walk import map_figures
from deckgen.diagnostics import Diagnostic, Severity, nearest
from deckgen.media.films import FILM, ON_THE_WEB
from deckgen.media.pictures import DATA_URI, CannotShowError, data_of, decode
from deckgen.source import Source, Span
from deckgen.themes.model import Theme

_WEB = re.compile(r"(?:https?:)?//")
LARGE_FILM = 30_000_000
"""Bytes; a larger one is written, and its author told."""


def load_media(
    deck: Deck, source: Source, folder: Path, theme: Theme, cache: Cache = NO_CACHE, *, trusted: bool = False
) -> tuple[Deck, tuple[Diagnostic, ...]]:
    """The deck with art in all its figures; paths are taken from `folder`, then from that of the
    included file in which the figure stands.

    A figure that can't be had becomes a visible placeholder and a diagnostic. Programs that draw
    (`plot:`) run only if the deck is `trusted`.
    """
    loader = _Loader(source, folder, deck.lang, theme, cache, trusted)
    sections = tuple(
        replace(section, slides=tuple(loader.slide(slide) for slide in section.slides))
        for section in deck.sections
    )
    logo = loader.figure(deck.logo) if deck.logo else None
    return replace(deck, sections=sections, logo=logo), tuple(loader.findings)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Loader:
    source: Source
    folder: Path
    lang: str
    theme: Theme
    cache: Cache
    trusted: bool
    findings: list[Diagnostic] = field(default_factory=list)
    loaded: dict[str, Art] = field(default_factory=dict)

    def slide(self, slide: Slide) -> Slide:
        groups = tuple(
            replace(group, blocks=map_figures(group.blocks, self.figure)) for group in slide.groups
        )
        background = self.background(slide.background) if slide.background else None
        return replace(slide, groups=groups, background=background)

    def background(self, background: Background) -> Background:
        """The background with its pictures as the slide shows them: one behind it, others at its sides."""
        from deckgen.media.backdrops import beside, whole

        ground = background.color or self.theme.color("paper")
        ratio = self.theme.width / self.theme.height
        loaded = [replace(b, figure=self.figure(b.figure)) for b in background.pictures]
        shown = [(b, b.figure.art) for b in loaded if isinstance(b.figure.art, Picture)]
        found = []
        filling = [(b, art) for b, art in shown if not b.side]
        if filling:
            first = filling[0][0]
            art = whole(filling, ratio, ground, self.cache)
            found.append(replace(first, figure=replace(first.figure, art=art)))
        for backdrop, art in shown:
            if backdrop.side:
                made = beside(backdrop, art, ground, self.cache)
                found.append(replace(backdrop, figure=replace(backdrop.figure, art=made)))
        return replace(background, pictures=tuple(found))

    def figure(self, figure: Figure) -> Figure:
        label = figure.alt or figure.target
        if figure.fence is not None:
            return replace(figure, art=self._fenced(figure.fence, label))
        if not figure.target:
            return replace(figure, art=Missing(label))
        if figure.target.startswith("chart:"):
            return replace(figure, art=self._chart(figure, label))
        if figure.target.startswith("page:"):
            address = figure.target.removeprefix("page:")
            return replace(figure, art=Page(figure.alt or address, address))
        if ON_THE_WEB.match(figure.target) or (_WEB.match(figure.target) and FILM.search(figure.target)):
            return replace(figure, art=Page(label, figure.target))
        folders = self._folders(figure.span)
        name = f"{figure.target}\n{figure.poster}\n{folders[-1]}"
        known = self.loaded.get(name)
        if known is not None:
            return replace(figure, art=replace(known, label=label) if isinstance(known, Missing) else known)
        art: Art
        try:
            art = self._art(figure, folders)
        except CannotShowError as reason:
            if figure.target.startswith("plot:"):
                hint = (
                    "build with `--trust`, or write `trust = true` into deckgen.toml"
                    if not self.trusted
                    else ""
                )
                self._report("plot-not-drawn", "error", f"{reason}", figure, hint)
            else:
                self._report("image-missing", "warning", f"{reason}", figure, "check the path")
            art = Missing(label, str(reason))
        self.loaded[name] = art
        return replace(figure, art=art)

    def _folders(self, span: Span) -> Sequence[Path]:
        """Where the files are looked for that are named at `span`."""
        part, _ = self.source.origin(span)
        return (self.folder,) if part is self.source else (self.folder, Path(part.path).parent)

    def _report(self, code: str, severity: Severity, message: str, figure: Figure, hint: str) -> None:
        self.findings.append(Diagnostic(code, severity, message, figure.span, hint))

    def _chart(self, figure: Figure, label: str) -> Art:
        from deckgen.charts.registry import BUILTIN, builtin

        name = figure.target.removeprefix("chart:")
        if name in BUILTIN:
            return builtin(name, self.lang)
        message = f"there is no chart `{name}`"
        self._report("unknown-chart", "error", message, figure, nearest(name, list(BUILTIN)))
        return Missing(label)

    def _fenced(self, fence: Fence, label: str) -> Art:
        """What a fence describes; its text, if that can't be drawn."""
        drawn: ChartGroup | Drawing | None
        if fence.kind == "chart":
            from deckgen.charts.block import read_chart

            drawn, found = read_chart(fence, self._folders(fence.span), self.lang)
        else:
            from deckgen.charts.flow import read_flow
            from deckgen.layout.charts.ruler import ruler_of
            from deckgen.layout.fonts import Fonts

            drawn, found = read_flow(fence, ruler_of(Fonts(self.theme)))
        self.findings.extend(found)
        return drawn or Missing(label or fence.text)

    def _art(self, figure: Figure, folders: Sequence[Path]) -> Picture | Film:
        if not FILM.search(re.sub(r"[?#].*$", "", figure.target)):
            return self._picture(figure.target, folders)
        from deckgen.media.films import read_film

        poster = self._picture(figure.poster, folders) if figure.poster else None
        path = _find(figure.target, folders)
        data = _read(path, figure.target)
        if len(data) > LARGE_FILM:
            message = f"`{path.name}` has {len(data) // 1_000_000} MB, and both decks will"
            self._report("large-film", "warning", message, figure, "shorten it, or make it smaller")
        return read_film(data, path.name, poster)

    def _picture(self, target: str, folders: Sequence[Path]) -> Picture:
        if match := DATA_URI.fullmatch(target):
            return decode(data_of(match), "image")
        if _WEB.match(target):
            raise CannotShowError(f"`{_short(target)}` is on the web; deckgen works offline")
        if target.startswith("plot:"):
            return self._plot(target.removeprefix("plot:"), folders)
        path = _find(target, folders)
        return decode(_read(path, target), path.name)

    def _plot(self, target: str, folders: Sequence[Path]) -> Picture:
        path = _find(target, folders)
        if not self.trusted:
            raise CannotShowError(
                f"`{_short(target)}` is a program, which runs only in a deck that you trust"
            )
        from deckgen.charts.plot import PlotError, read_plot

        try:
            return read_plot(path, target, self.theme, self.cache)
        except PlotError as error:
            raise CannotShowError(str(error)) from error


def _find(target: str, folders: Sequence[Path]) -> Path:
    """The file, whether its name is written as in a URL or as on disk."""
    bare = re.sub(r"[?#].*$", "", target)
    names = (target, unquote(target), bare, unquote(bare), unquote(bare).lstrip("/"))
    for folder, name in itertools.product(folders, filter(None, names)):
        try:
            if (path := folder / name).is_file():
                return path
        except (OSError, ValueError):
            continue
    raise CannotShowError(f"there is no file `{_short(target)}`")


def _read(path: Path, target: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotShowError(f"`{_short(target)}` can't be read: {error.strerror}") from error


def _short(target: str) -> str:
    return target if len(target) <= 60 else target[:57] + "…"
