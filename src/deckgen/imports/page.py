"""A page of reveal.js as a deck: what the reader understands of it, in deckgen's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Run
from deckgen.deck.slides import Deck, LayoutChoice, Slide
from deckgen.deck.walk import blocks_of, map_figures, texts_of
from deckgen.errors import DeckgenError
from deckgen.imports.deck import Imported
from deckgen.imports.files import Files
from deckgen.markdown.blocks import block_text, fenced
from deckgen.markdown.escape import quoted
from deckgen.markdown.inlines import inline_text
from deckgen.memory import default_memory
from deckgen.options import Options
from deckgen.pipeline import opened
from deckgen.project_files import FileError, ProjectFiles


def import_page(path: Path) -> Imported:
    """The deck. Raises `DeckgenError` for a page that has no slides."""
    memory = default_memory()
    done = opened(path, Options(), memory)
    memory.close()
    said = next((each.message for each in done.found if each.severity == "error"), "")
    if not done.deck.sections:
        raise DeckgenError(f"{path} has no slides: {said or 'it is no page of reveal.js'}")
    linked = {
        run.marks.link[1:]
        for slide in _slides(done.deck)
        for run in _runs(slide)
        if run.marks.link.startswith("#")
    }
    texts, files, left_out = [], Files(), list[tuple[int, str]]()
    for section in done.deck.sections:
        for number, slide in enumerate(section.slides):
            begins = section.title if number == 0 and section.title else None
            texts.append(_slide(slide, begins, linked))
            left_out += [(len(texts), each) for each in _copied(slide, done.files, files)]
    left_out += [(0, each.message) for each in done.found if each.severity != "note"]
    front = {
        "dialect": "deckgen", "title": done.deck.title, "author": done.deck.author, "lang": done.deck.lang,
        "cover": "false",
    }  # fmt: skip
    head = "\n".join(f"{key}: {quoted(value)}" for key, value in front.items() if value)
    text = f"---\n{head}\n---\n\n" + "\n\n---\n\n".join(texts) + "\n"
    return Imported(text, files.contents, len(texts), tuple(left_out))


def _slides(deck: Deck) -> Iterator[Slide]:
    return (slide for section in deck.sections for slide in section.slides)


def _runs(slide: Slide) -> Iterator[Run]:
    for text in texts_of(blocks_of(slide)):
        yield from (item for item in text if isinstance(item, Run))


def _slide(slide: Slide, section: str | None, linked: set[str]) -> str:
    said = [f"#{slide.id}"] if slide.id in linked else []
    said += [f"section={quoted(section)}"] if section is not None else []
    said += [f"layout={slide.layout.value}"] if slide.layout is not LayoutChoice.AUTO else []
    said += [".hidden"] if slide.hidden else []
    said += [".incremental"] if slide.incremental else []
    said += [f"transition={slide.transition}"] if slide.transition else []
    if slide.background is not None:
        said += [f'background-color="#{slide.background.color}"'] if slide.background.color else []
        said += [f"background-image={quoted(each.figure.target)}" for each in slide.background.pictures]
    title = inline_text(slide.title, starts=False).replace("\\\n", "<br>")
    attributes = f"{{{' '.join(said)}}}" if said else ""
    heading = " ".join(filter(None, ("##", title, attributes))) if title or attributes else ""
    notes = fenced("notes", block_text(slide.notes)) if slide.notes else ""
    return "\n\n".join(filter(None, (heading, block_text(blocks_of(slide)), notes)))


def _copied(slide: Slide, given: ProjectFiles, files: Files) -> Iterator[str]:
    """Copy what the slide shows to where its text names it; in words what can't be had."""
    grounds = [each.figure for each in slide.background.pictures] if slide.background else []
    shown: list[Figure] = []

    def seen(figure: Figure) -> Figure:
        shown.append(figure)
        return figure

    map_figures(blocks_of(slide), seen)
    targets = [each.target for each in (*shown, *grounds)]
    for target in (each for each in targets if each and ":" not in each.split("/")[0]):
        if target.startswith("/") or ".." in target.split("/"):
            yield f"`{target}` is not copied: it lies outside the page's folder"
            continue
        try:
            files.contents.setdefault(target, given.find(target).read_bytes())
        except (FileError, OSError) as error:
            yield f"`{target}` is not copied: {error}"
