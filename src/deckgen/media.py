"""What figures show, loaded: pictures from disk, built-in charts by name.

Reading text and laying slides out open no files; this step between them does.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from deckgen.cache import NO_CACHE, Cache
from deckgen.deck.blocks import Fence, Figure
from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Art, Drawing, Missing, Picture
from deckgen.deck.slides import Deck, Slide
from deckgen.deck.walk import map_figures
from deckgen.diagnostics import Diagnostic, Severity, nearest
from deckgen.themes.model import Theme

_DIRECT: Mapping[str, str] = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_FILM = re.compile(r"\.(mp4|webm|mov|m4v|ogv|mp3|wav|ogg|m4a)$", re.IGNORECASE)
_DATA_URI = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),(.*)", re.DOTALL)
SVG_FALLBACK_WIDTH = 1600
"""Pixels of the PNG that stands in for an SVG where SVG is not understood."""


def load_media(
    deck: Deck, folder: Path, theme: Theme, cache: Cache = NO_CACHE, *, trusted: bool = False
) -> tuple[Deck, tuple[Diagnostic, ...]]:
    """The deck with art in all its figures; paths are taken from `folder`.

    A figure that can't be had becomes a visible placeholder and a diagnostic. Programs that draw
    (`plot:`) run only if the deck is `trusted`.
    """
    loader = _Loader(folder, deck.lang, theme, cache, trusted)
    sections = tuple(
        replace(section, slides=tuple(loader.slide(slide) for slide in section.slides))
        for section in deck.sections
    )
    return replace(deck, sections=sections), tuple(loader.findings)


class _CannotShowError(Exception):
    """Why a file can't be shown, in words for its author."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Loader:
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
        return replace(slide, groups=groups)

    def figure(self, figure: Figure) -> Figure:
        label = figure.alt or figure.target
        if figure.fence is not None:
            return replace(figure, art=self._fenced(figure.fence, label))
        if not figure.target:
            return replace(figure, art=Missing(label))
        if figure.target.startswith("chart:"):
            return replace(figure, art=self._chart(figure, label))
        known = self.loaded.get(figure.target)
        if known is not None:
            return replace(figure, art=replace(known, label=label) if isinstance(known, Missing) else known)
        art: Art
        try:
            art = self._picture(figure.target)
        except _CannotShowError as reason:
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
        self.loaded[figure.target] = art
        return replace(figure, art=art)

    def _report(self, code: str, severity: Severity, message: str, figure: Figure, hint: str) -> None:
        self.findings.append(Diagnostic(code, severity, message, figure.span, hint))

    def _chart(self, figure: Figure, label: str) -> Art:
        from deckgen.charts.registry import BUILTIN

        name = figure.target.removeprefix("chart:")
        if name in BUILTIN:
            return BUILTIN[name](self.lang)
        message = f"there is no chart `{name}`"
        self._report("unknown-chart", "error", message, figure, nearest(name, list(BUILTIN)))
        return Missing(label)

    def _fenced(self, fence: Fence, label: str) -> Art:
        """What a fence describes; its text, if that can't be drawn."""
        drawn: ChartGroup | Drawing | None
        if fence.kind == "chart":
            from deckgen.charts.block import read_chart

            drawn, found = read_chart(fence, self.folder, self.lang)
        else:
            from deckgen.charts.flow import read_flow
            from deckgen.layout.charts.ruler import ruler_of
            from deckgen.layout.fonts import Fonts

            drawn, found = read_flow(fence, ruler_of(Fonts(self.theme)))
        self.findings.extend(found)
        return drawn or Missing(label or fence.text)

    def _picture(self, target: str) -> Picture:
        if match := _DATA_URI.fullmatch(target):
            return _decode(_data_of(match), "image")
        if re.match(r"(https?:)?//", target):
            raise _CannotShowError(f"`{_short(target)}` is on the web; deckgen works offline")
        if target.startswith("plot:"):
            return self._plot(target.removeprefix("plot:"))
        path = self._find(target)
        if _FILM.search(path.name):
            raise _CannotShowError(f"`{path.name}` is video or sound, which is not shown yet")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _CannotShowError(f"`{_short(target)}` can't be read: {error.strerror}") from error
        return _decode(data, path.name)

    def _plot(self, target: str) -> Picture:
        path = self._find(target)
        if not self.trusted:
            raise _CannotShowError(
                f"`{_short(target)}` is a program, which runs only in a deck that you trust"
            )
        from deckgen.charts.plot import PlotError, read_plot

        try:
            return read_plot(path, target, self.theme, self.cache)
        except PlotError as error:
            raise _CannotShowError(str(error)) from error

    def _find(self, target: str) -> Path:
        """The file, whether its name is written as in a URL or as on disk."""
        bare = re.sub(r"[?#].*$", "", target)
        for name in (target, unquote(target), bare, unquote(bare), unquote(bare).lstrip("/")):
            try:
                if name and (path := self.folder / name).is_file():
                    return path
            except (OSError, ValueError):
                continue
        raise _CannotShowError(f"there is no file `{_short(target)}`")


def _short(target: str) -> str:
    return target if len(target) <= 60 else target[:57] + "…"


def _data_of(match: re.Match[str]) -> bytes:
    try:
        if "base64" in match[2]:
            return base64.b64decode(unquote(match[3]))
    except (binascii.Error, ValueError) as error:
        raise _CannotShowError("this data: address is not base64") from error
    return unquote_to_bytes(match[3])


def _decode(data: bytes, name: str) -> Picture:
    """Check an image and bring it into a form that both decks can hold."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data:
        return _svg(data, name)
    from io import BytesIO

    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            image.load()
            if not image.width or not image.height:
                raise _CannotShowError(f"`{name}` is empty")
            turned = image.getexif().get(0x0112, 1) != 1
            kind = _DIRECT.get(image.format or "")
            if kind and not turned and image.mode != "CMYK":
                return Picture(name, data, kind, image.width, image.height)
            upright = ImageOps.exif_transpose(image) if turned else image
            target = BytesIO()
            mode = "RGBA" if upright.mode in ("RGBA", "LA", "P", "PA") else "RGB"
            upright.convert(mode).save(target, "PNG")
            return Picture(name, target.getvalue(), "image/png", upright.width, upright.height)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise _CannotShowError(f"`{name}` is not an image that can be read") from error


def _svg(data: bytes, name: str) -> Picture:
    """A vector image, with a PNG beside it for those who can't draw it."""
    import resvg_py
    from PIL import Image

    try:
        text = data.decode("utf-8-sig")
        png = bytes(resvg_py.svg_to_bytes(svg_string=text, width=SVG_FALLBACK_WIDTH))
        from io import BytesIO

        with Image.open(BytesIO(png)) as image:
            width, height = image.size
    except Exception as error:  # resvg raises its own kinds for every way to be wrong
        raise _CannotShowError(f"`{name}` is not an SVG image that can be drawn") from error
    natural = _svg_width(text) or width * 0.6
    return Picture(name, data, "image/svg+xml", natural, natural * height / width, png)


def _svg_width(text: str) -> float:
    """Width in pixels that the file itself names."""
    root = re.search(r"<svg\b[^>]*>", text)
    match = root and re.search(r'\bwidth="(\d+(?:\.\d+)?)(px)?"', root[0])
    box = root and re.search(r'viewBox="[\d.eE+-]+[ ,]+[\d.eE+-]+[ ,]+([\d.]+)', root[0])
    return float(match[1]) if match else float(box[1]) if box else 0.0
