"""Tokens that follow from a template: its colours by what can be read on its ground, its bullets, its type sizes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from deckgen.themes.box import Box
from deckgen.themes.colors import (
    LARGE_CONTRAST,
    LEAST_CONTRAST,
    applied,
    contrast,
    is_dark,
    mixed,
    told_apart,
)
from deckgen.themes.drawingml.table_styles import TableStyle
from deckgen.themes.enlarged import enlarged
from deckgen.themes.model import SlideLayout
from deckgen.themes.text_style import TextStyle, first_listed
from deckgen.themes.tokens import ColorTokens, Tokens

_STEPS = (32.0, 28.0, 24.0, 22.0, 20.0, 18.0, 16.0)
"""Type sizes of body text (pt)."""
_TINT = 0.07
"""Of the text's colour, for a shade where the theme has none."""
_MOST_SHADE = 2.0
"""Contrast of a shade and the ground, at most …"""
_LEAST_SHADE = 1.02
"""… and at least."""
_LEAST_FILL = 1.35
"""Contrast of a chart's bar and the ground, below which nobody sees it …"""
_SEEN_FILL = 2.0
"""… and that of the shade which then stands in for it."""
_LEAST_APART = 12.0
"""Difference of two such shades (CIE 1976) …"""
_SAME = 5.0
"""… and of two of a theme's colours that look the same."""
_LEAST_BULLET = 1.6
"""Contrast of a bullet and what it stands on."""
_INDENTS = (10.0, 60.0)
"""Between which the indent of a list is taken over."""
_TITLE_LINES, _LINE = 2, 1.2
"""Lines that a title may take below the top of its place, and the height of one in its type size."""
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))


def derived_tokens(
    palette: Mapping[str, str],
    content: SlideLayout,
    below: str,
    times: float = 1.0,
    drawn: Sequence[Box] = (),
) -> Tokens:
    """The tokens of a template that says nothing of its own, from its layout for content, whose words stand on the
    colour `below` beside what is `drawn` there, for a page that is so many `times` larger than usual."""
    tokens = enlarged(Tokens(), times)
    largest = content.bodies[0].size if content.bodies else 24.0
    least = tokens.type.least_body
    sizes = (float(round(step * times)) for step in _STEPS)
    steps = tuple(size for size in sizes if least <= size <= max(largest, least))
    colors = _colors(palette, content, below)
    chart = replace(tokens.chart, palette=_visible(tokens.chart.palette, palette, below))
    lines = _TITLE_LINES if _may_grow(content, drawn) else tokens.type.title_lines
    type_ = replace(tokens.type, body=steps, title_lines=lines)
    tokens = replace(tokens, type=type_, colors=colors, chart=chart)
    if tokens.colors.ground not in palette and tokens.table.ground:  # a picture's, on which no row should lie
        text = tokens.colors.text
        paper = max(("lt1", "dk1"), key=lambda name: contrast(palette[name], palette.get(text, text)))
        tokens = replace(tokens, table=replace(tokens.table, ground=paper))
    styles = content.bodies[0].styles if content.bodies else ()
    return _with_bullets(tokens, styles, palette, below, times)


def _may_grow(content: SlideLayout, drawn: Sequence[Box]) -> bool:
    """True for a layout on which a second line of a title has no room in its place, and some below it: neither text nor
    art stands there."""
    title = content.title
    if title is None or title.anchor != "top" or not content.bodies:
        return False
    more = _TITLE_LINES * _LINE * title.size - title.inner.height
    lower = replace(title.box, y=title.box.bottom, height=more)
    free = content.bodies[0].inner.y - title.inner.bottom
    return 0 < more <= free + _LINE * title.size / 2 and not any(lower.meets(box) for box in drawn)


def with_table(tokens: Tokens, style: TableStyle, palette: Mapping[str, str]) -> Tokens:
    """The tokens with tables as the template's own style has them."""
    table = replace(
        tokens.table,
        header=_named(style.header, palette, "title") if style.header else "",
        header_text=_named(style.header_text, palette, "ground"),
        header_rule=style.header_rule[0],
        header_rule_color=_named(style.header_rule[1], palette, "") or tokens.table.header_rule_color,
        band=_named(style.band, palette, "") if style.band else "",
        ground=_named(style.ground, palette, "") if style.ground else "",
        rule_width=style.rule[0],
        rule=_named(style.rule[1], palette, "") or tokens.table.rule,
    )
    return replace(tokens, table=table)


def _with_bullets(
    tokens: Tokens, styles: Sequence[TextStyle], palette: Mapping[str, str], below: str, times: float
) -> Tokens:
    """The template's own bullets and indent, where its text has some."""
    listed = [*itertools.takewhile(lambda style: style.marker, styles[first_listed(styles) :])]
    if not listed:
        return tokens
    first = listed[0]
    markers = tuple(style.marker for style in listed)
    color = first.marker_color or first.color
    accent = palette.get(tokens.colors.accent, tokens.colors.accent)
    named = "accent" if color == accent or first.pictured else _named(color, palette, "")
    named = named if contrast(color, below) >= _LEAST_BULLET else "text"
    tokens = replace(tokens, bullets=replace(tokens.bullets, markers=markers, color=named))
    if not _INDENTS[0] <= first.hanging / times <= _INDENTS[1]:
        return tokens
    return replace(tokens, space=replace(tokens.space, indent=round(first.hanging, 2)))


def _colors(palette: Mapping[str, str], content: SlideLayout, below: str) -> ColorTokens:
    """Each role as the theme has it, or where that can't be read on what lies below, the next that can."""
    usual = ColorTokens()
    ground = _named(below, palette, usual.ground)
    body = content.bodies[0].color if content.bodies else ""
    text = _first(below, LEAST_CONTRAST, palette, (usual.text, body, "lt1", "000000", "FFFFFF"))
    title = content.title.color if content.title and content.title.fill is None else ""
    leading = _first(below, LEAST_CONTRAST, palette, (usual.title, title, *_ACCENTS, text))
    accent = _first(below, 1.5, palette, (usual.accent, *_ACCENTS, text))
    return replace(
        usual,
        ground=ground,
        text=_named(text, palette, usual.text),
        title=_named(leading, palette, usual.title),
        shade=_shade(palette, palette.get(text, text), below, usual.shade),
        accent=accent,
        emphasis=_first(below, 1.3, palette, (usual.emphasis, accent)),
        positive=_first(below, LARGE_CONTRAST, palette, (usual.positive, *_ACCENTS, text))
        if contrast(palette.get(usual.positive, text), below) < 1.3
        else usual.positive,
        negative=_first(below, LARGE_CONTRAST, palette, (usual.negative, *_ACCENTS, text))
        if contrast(palette.get(usual.negative, text), below) < 1.3
        else usual.negative,
    )


def _visible(names: Sequence[str], palette: Mapping[str, str], below: str) -> tuple[str, ...]:
    """Colours of series that can be seen on what lies below; behind them shades of those that can't, each once."""

    def is_apart(name: str, least: float) -> bool:
        digits = applied(name, palette)
        return all(told_apart(digits, applied(each, palette)) >= least for each in found)

    found: list[str] = []
    for name in names:
        if contrast(palette[name], below) >= _LEAST_FILL and is_apart(name, _SAME):
            found += (name,)
    dark = is_dark(below)
    for name in names:
        if name in found:
            continue
        shades = (
            f"{name}@{share}+{100 - share}" if dark else f"{name}@{share}" for share in range(90, 10, -10)
        )
        seen = (each for each in shades if contrast(applied(each, palette), below) >= _SEEN_FILL)
        if shade := next((each for each in seen if is_apart(each, _LEAST_APART)), ""):
            found.append(shade)
    return tuple(found) or ("text", "muted")


def _first(below: str, least: float, palette: Mapping[str, str], wanted: tuple[str, ...]) -> str:
    """The first colour with that contrast to what lies below, or that with the most."""
    known = [name for name in wanted if name and len(palette.get(name, name)) == 6]
    return next(
        (name for name in known if contrast(palette.get(name, name), below) >= least),
        max(known, key=lambda name: contrast(palette.get(name, name), below)),
    )


def _named(color: str, palette: Mapping[str, str], usual: str) -> str:
    """A colour by its name in the theme, the usual one first; as it is, if the theme has none like it."""
    digits = palette.get(color, color)
    names: Iterator[str] = (name for name in (usual, *palette) if palette.get(name) == digits)
    return next(names, color)


def _shade(palette: Mapping[str, str], text: str, below: str, usual: str) -> str:
    """The theme's second ground where text can be read on it and it is one that lies on the first."""
    digits = palette.get(usual, below)
    fits = contrast(digits, text) >= LEAST_CONTRAST and _LEAST_SHADE <= contrast(digits, below) <= _MOST_SHADE
    return usual if fits else mixed(text, below, _TINT)
