"""The files that a deck is made of, so that they can be watched."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from deckgen.deck.blocks import Figure
from deckgen.deck.slides import Deck
from deckgen.deck.walk import map_figures
from deckgen.options import Options
from deckgen.project_files import project_files
from deckgen.serve.state import slides_of
from deckgen.source import Source

_ELSEWHERE = re.compile(r"(?:https?:|data:|chart:|page:|//)")
_DATA = re.compile(r"^\s*data:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_INCLUDE = re.compile(r"\{\{<?\s*include[:\s]\s*[\"']?([^\"'{}>]+?)[\"']?\s*>?\}\}")


def files_of(source: Source, read: Deck, path: Path, options: Options) -> frozenset[Path]:
    """The deck, what it includes and shows, its data and its theme; files that are missing, too."""
    folder = path.parent
    found = {path}
    near = [Path(origin.source.path).parent for origin in source.origins]
    places = project_files(folder, resources=read.resources)
    for name in _names(source, read):
        bare = unquote(re.sub(r"[?#].*$", "", name))
        if bare and not _ELSEWHERE.match(bare):
            found |= _until_found(places.candidates(bare.removeprefix("plot:"), list(dict.fromkeys(near))))
    for theme in filter(None, (options.theme, read.theme)):
        place = Path(theme) if theme == options.theme else folder / theme
        found |= {place} if place.suffix else {place / "theme.pptx"}
    found = {item.absolute() for item in found if len(str(item)) < 1000}
    return frozenset(found | {item.resolve() for item in found})  # a link, and what it leads to


def _until_found(candidates: Iterator[Path]) -> set[Path]:
    """Where a file is, and the places before that, where another would come first."""
    found = set()
    for path in itertools.islice(candidates, 60):
        found.add(path)
        try:
            if path.is_file():
                break
        except OSError:
            continue
    return found


def _names(source: Source, read: Deck) -> Iterator[str]:
    figures: list[Figure] = []

    def seen(figure: Figure) -> Figure:
        figures.append(figure)
        return figure

    for slide in slides_of(read):
        for group in slide.groups:
            map_figures(group.blocks, seen)
        figures += (backdrop.figure for backdrop in (slide.background.pictures if slide.background else ()))
    if read.logo:
        figures.append(read.logo)
    for figure in figures:
        yield from (figure.target, figure.poster)
        if figure.fence:
            yield from _DATA.findall(figure.fence.text)
    yield from _INCLUDE.findall(source.text)
    yield from {origin.source.path for origin in source.origins}
    yield from (read.bibliography, read.csl)
