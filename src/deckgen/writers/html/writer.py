"""`LaidOutDeck` → one HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape

from deckgen.layout.keys import written_keys
from deckgen.layout.model import LaidOutDeck, LaidOutSlide, TextFrame
from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.patterns import regex
from deckgen.resources import shipped
from deckgen.themes.model import Theme
from deckgen.writers.format import Format
from deckgen.writers.html.addresses import data_uri
from deckgen.writers.html.font_needs import FontNeeds
from deckgen.writers.html.section import Section

SMALL, MOST_SMALL = 200_000, 32
"""Bytes of a file whose address is kept for the slides below, and how many are."""
_PLACE = regex(r"\{\{ (\w+) \}\}")
_TOOLS = ("words", "present", "overview", "help", "scroll", "speaker", "tabs", "tools")
"""What whoever presents or reads the page can do with it, a file each."""
_SLOTS = ("lang", "title", "theme_begins", "theme_ends", "fonts", "slides", "live")
"""Places of the page that are a deck's own; the others are its theme's."""


def write_html(deck: LaidOutDeck, memory: Memory, tail: str = "") -> Iterator[bytes]:
    """Write `deck` as a page that needs nothing else, with `tail` at its end: pieces of the file in turn."""
    sections = written(deck, memory)
    small = lru_cache(maxsize=MOST_SMALL)(data_uri)  # icons and logos are shown again and again

    def address(data: Content, media_type: str) -> str:
        return (small if data.size < SMALL else data_uri)(data, media_type)

    html = (
        section.html(address, _number(slide)) for slide, section in zip(deck.slides, sections, strict=True)
    )
    return page(deck, html, fonts_of(needed(sections), deck.theme, memory), memory, tail)


def written(deck: LaidOutDeck, memory: Memory, *, live: bool = False) -> list[Section]:
    """The slides of a deck as sections; those that the `memory` knows are not written again.

    For a page that is served (`live`), elements say where in their slide's source they stand, and slide numbers are
    left to the page, so that a new slide does not change the text of all behind it.
    """

    if deck.dark is None:
        return _written(deck, memory, live=live)
    from deckgen.writers.html.faces import both

    faces = (_written(face, memory, live=live, faces=2) for face in (deck, deck.dark))
    return list(map(both, *faces))


def _written(deck: LaidOutDeck, memory: Memory, *, live: bool, faces: int = 1) -> list[Section]:
    slides = deck.slides

    def now(at: int) -> Section:
        from deckgen.writers.html.sections import SectionWriter

        return SectionWriter(deck, live, faces).write(slides[at])

    beside = f"{deck.theme.digest} {deck.lang} {live} {faces}"
    return list(memory.each(b"html", written_keys(slides, beside), Section, now, ends=True))


def _number(slide: LaidOutSlide) -> str:
    shown = (f.text for f in slide.frames if isinstance(f, TextFrame) and f.role == "number")
    return next(shown, f"{slide.number or ''}")


def page(
    deck: LaidOutDeck, sections: Iterable[str], fonts: str, memory: Memory, live: str = ""
) -> Iterator[bytes]:
    """The page around the `sections`, with its `fonts`, and with what a server adds to it (`live`), piece by piece.

    What is around them depends on the theme alone and is remembered.
    """
    shell = _cached_shell(deck, memory)
    lang = f' lang="{escape(deck.lang or "und")}"'  # a page has to say, and be it that it does not know
    lang += f' data-duration="{deck.minutes:g}"' if deck.minutes else ""
    filled = {
        "lang": lang,
        "title": escape(deck.title or "deckgen"),
        "theme_begins": "",
        "theme_ends": "",
        "fonts": fonts,
        "live": live,
    }

    def parts() -> Iterator[str]:
        yield shell[0]
        for name, after in zip(_SLOTS, shell[1:], strict=True):
            if name == "slides":  # one by one: with their pictures they are large
                yield from (f"{section}\n" for section in sections)
            else:
                yield filled[name]
            yield after

    return (part.encode() for part in parts())


def look_of(deck: LaidOutDeck) -> tuple[str, str, list[str]]:
    """What the style sheet of its page depends on: its theme's faces, and the layouts that slides ask for by name."""
    named = {slide.template_layout for slide in deck.slides} - {""}
    return deck.theme.digest, deck.dark.theme.digest if deck.dark else "", sorted(named)


def _cached_shell(deck: LaidOutDeck, memory: Memory) -> tuple[str, ...]:
    theme, dark = deck.theme, deck.dark.theme if deck.dark else None
    key = look_of(deck)
    return memory.remember("shell", key, tuple[str, ...], lambda: _shell(theme, dark, key[2]))


def theme_style(deck: LaidOutDeck, memory: Memory) -> str:
    """The style sheet of a deck's theme, as it stands in its pages."""
    return _cached_shell(deck, memory)[_SLOTS.index("theme_ends")]


def needed(sections: Sequence[Section]) -> FontNeeds:
    """What the fonts of a page of these sections must have."""
    needs = [section.needs for section in sections]
    return FontNeeds(
        "".join(sorted(set().union(*(each.characters for each in needs)))),
        frozenset().union(*(each.faces for each in needs)),
        "".join(sorted(set().union(*(each.maths for each in needs)))),
    )


def fonts_of(needs: FontNeeds, theme: Theme, memory: Memory) -> str:
    """The style sheet with the fonts that a page needs."""
    key = (theme.digest, needs.characters, sorted(needs.faces), needs.maths)

    def now() -> str:
        from deckgen.writers.html.fonts import font_style

        return font_style(needs, theme)

    return memory.remember("fonts", key, str, now)


def _shell(theme: Theme, dark: Theme | None, named: Sequence[str]) -> tuple[str, ...]:
    """The page, cut at the places where a deck's own parts go; `named` are layouts that slides ask for."""
    from deckgen.themes.typefaces import FALLBACK_FAMILY, FIXED_FAMILY
    from deckgen.writers.html.art import art_style
    from deckgen.writers.html.colors import variables
    from deckgen.writers.html.text import PX, STYLE

    def read(*parts: str) -> str:
        return shipped("web", *parts).read_text(encoding="utf-8")

    def ours(name: str) -> str:
        return shipped("templates", "page", name).read_text(encoding="utf-8")

    families = {
        f"{role}_font": f"{font.family},{FIXED_FAMILY + ',' if role == 'mono' else ''}{FALLBACK_FAMILY},"
        f"{_quoted(font.name)}"
        for role, font in theme.fonts.items()
    }
    filled = {
        "reveal_css": read("reveal", "reset.css") + read("reveal", "reveal.css"),
        "reveal_js": read("reveal", "reveal.js"),
        "notes_js": read("reveal", "notes.js"),
        "page_js": "\n".join(ours(f"{name}.js") for name in _TOOLS),
        "page_css": ours("page.css"),
        "style": STYLE,
        "palette": _palette(variables(theme), variables(dark) if dark else {}),
        "scheme": "color-scheme:light dark;" if dark else "",
        "art": art_style(theme, named),
        "progress": "false" if theme.tokens.space.progress else "true",
        "width": f"{round(theme.width * PX)}",
        "height": f"{round(theme.height * PX)}",
        **families,
    }
    text, *rest = _PLACE.split(ours("page.html").removesuffix("\n"))
    pieces = [text]
    for name, after in zip(rest[::2], rest[1::2], strict=True):
        if name in _SLOTS:
            pieces.append(after)
        else:
            pieces[-1] += filled[name] + after
    return tuple(pieces)


def _palette(one: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """The colours as variables."""
    named = (
        (name, f"light-dark(#{digits},#{dark[name]})" if dark.get(name, digits) != digits else f"#{digits}")
        for name, digits in one.items()
    )
    return "".join(f"--{escape(name)}:{escape(value)};" for name, value in named)


def _quoted(name: str) -> str:
    return "'" + "".join(c for c in name if c.isalnum() or c in " -") + "'"


def _write(deck: LaidOutDeck, memory: Memory) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield ".html", write_html(deck, memory)


HTML = Format("html", _write)
