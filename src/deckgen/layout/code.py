"""Code in its frame: a title, line numbers, and the lines that stand out step by step."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, Marks, Run
from deckgen.layout.flow import CodeItem, CodeLine
from deckgen.layout.lines import break_lines, stack_height
from deckgen.layout.model import Frame, LaidParagraph, Marker, Placed, Rule, TextFrame
from deckgen.layout.scale import CODE_SIZES, SMALL_PRINT, line_height
from deckgen.layout.text import PRUDENCE, Typesetter
from deckgen.themes.model import Box, Theme

CODE_INSETS = (14.0, 10.0, 14.0, 10.0)
TITLE_INSETS = (14.0, 4.0, 14.0, 2.0)
TITLE_HEIGHT = SMALL_PRINT * 1.2 + TITLE_INSETS[1] + TITLE_INSETS[3]
BROKEN_SIZE = 16.0
"""Of code with lines that are wider than the slide at any size (pt)."""
HIGHLIGHT = 0.28
"""Opacity of the band below a line that stands out."""
_COLORS = {
    "keyword": "accent5",
    "name": "accent1",
    "string": "accent4",
    "number": "accent2",
    "comment": "muted",
}


def code_size(item: CodeItem, width: float, body: float) -> float:
    """The largest size at which no line of code has to be broken; if there is none, one that can be read well."""
    sizes = [size for size in CODE_SIZES if size <= body] or [body]
    broken = min(BROKEN_SIZE, sizes[0])
    return next((s for s in sizes if item.longest * s <= _room(item, width, s)), broken)


def _room(item: CodeItem, width: float, size: float) -> float:
    return width - CODE_INSETS[0] - CODE_INSETS[2] - _gutter(item, size)


def _gutter(item: CodeItem, size: float) -> float:
    """Width of the line numbers."""
    if item.first_number is None:
        return 0.0
    digits = len(str(item.first_number + item.lines[-1].number - 1))
    return round(0.6 * size * (max(2, digits) + 1.2), 2)


def place_code(item: CodeItem, box: Box, body: float, setter: Typesetter) -> Placed:
    """The frames of the code from the top of `box`, and their height."""
    size = code_size(item, box.width, body)
    frames: list[Frame] = []
    top = box.y
    theme = setter.theme
    fill = theme.color("shade")
    # Under text may be a band; what can be read on that can be read without it.
    ground = _mixed(fill, theme.color("accent3"), HIGHLIGHT)
    if item.title and item.lines[0].number == 1:
        title = replace(box, height=TITLE_HEIGHT)
        muted = theme.color(theme.readable("muted", "shade"))
        laid = setter.label(
            item.title, title.inset(*TITLE_INSETS), (SMALL_PRINT, 10.0), "middle", color=muted,
            role="mono",
        )  # fmt: skip
        frames.append(
            TextFrame(role="filename", box=title, paragraphs=(laid,), span=item.span, color=muted, insets=TITLE_INSETS,
                      anchor="middle", fill=fill, step=item.step)
        )  # fmt: skip
        top += TITLE_HEIGHT
    lines, tops, height = _set_lines(item, replace(box, y=top), size, setter, ground)
    whole = replace(box, y=top, height=height)
    if bands := _bands(item, tops, box, theme):  # between the text and its ground
        frames += [Rule(box=whole, fill=fill, span=item.span, step=item.step), *bands]
    frames.append(
        TextFrame(
            role="code", box=whole, paragraphs=lines, span=item.span, color=theme.color("ink"), insets=CODE_INSETS,
            fill="" if bands else fill, step=item.step, language=item.language,
        )
    )  # fmt: skip
    return Placed(tuple(frames), top - box.y + height)


def _set_lines(
    item: CodeItem, box: Box, size: float, setter: Typesetter, ground: str
) -> tuple[tuple[LaidParagraph, ...], dict[int, tuple[float, float]], float]:
    """The lines from the top of `box`, to be read on `ground`; by number, the top and height of each; and the height of
    the frame."""
    gutter = _gutter(item, size)
    inner = replace(box.inset(*CODE_INSETS), width=_room(item, box.width, size))
    inner = replace(inner, x=inner.x + gutter)
    color = setter.theme.readable("muted", ground)
    y = inner.y
    kept = 0.0
    laid: list[LaidParagraph] = []
    tops: dict[int, tuple[float, float]] = {}
    for line in item.lines:
        spans = break_lines(line.words, inner.width / size)
        text = "".join(run.text for run in line.inlines if isinstance(run, Run))
        placed = setter.place(text, spans, replace(inner, y=y), size, "left")
        foreign = setter.fonts.foreign(text, "mono")
        number = _number(item, line)
        marker = None if number is None else Marker(str(number), number, color)
        words = _in_colors(line.inlines, setter.theme, ground if any(item.steps) else "shade")
        laid.append(
            LaidParagraph(
                inlines=words,
                role="text",
                size=size,
                lines=placed,
                level=0,
                marker=marker,
                left=gutter,
                hanging=gutter,
                foreign=foreign,
            )
        )
        tops[line.number] = (y, stack_height(spans, size))
        y += stack_height(spans, size)
        kept += len(break_lines(line.words, inner.width * PRUDENCE / size)) * line_height(size)
    return tuple(laid), tops, kept + CODE_INSETS[1] + CODE_INSETS[3]


def _number(item: CodeItem, line: CodeLine) -> int | None:
    return None if item.first_number is None else item.first_number + line.number - 1


def _mixed(ground: str, color: str, opacity: float) -> str:
    """What six digits of `color` come to over six digits of `ground`."""
    pairs = ((int(ground[i : i + 2], 16), int(color[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(below + (above - below) * opacity):02X}" for below, above in pairs)


def _in_colors(inlines: Inlines, theme: Theme, ground: str) -> Inlines:
    """Kinds of words in the theme's colours, dark enough for their ground."""

    def colored(marks: Marks) -> Marks:
        name = _COLORS.get(marks.color)
        return replace(marks, color=theme.readable(name, ground)) if name else marks

    return tuple(
        Run(i.text, colored(i.marks)) if isinstance(i, Run) and i.marks.color else i for i in inlines
    )


def _bands(item: CodeItem, tops: dict[int, tuple[float, float]], box: Box, theme: Theme) -> list[Rule]:
    """A band below each run of lines that stand out at a step; it goes when the next step comes."""
    found: list[Rule] = []
    for index, wanted in enumerate(item.steps):
        if not wanted:
            continue
        start = item.step + index if index else item.step
        until = item.step + index + 1 if index + 1 < len(item.steps) else 0
        run: list[tuple[float, float]] = []
        for number, place in [*tops.items(), (0, (0.0, 0.0))]:
            if number in wanted:
                run.append(place)
            elif run:
                top, height = run[0][0], run[-1][0] + run[-1][1] - run[0][0]
                band = Box(box.x, top, box.width, height)
                found.append(
                    Rule(
                        box=band,
                        fill=theme.color("accent3"),
                        span=item.span,
                        opacity=HIGHLIGHT,
                        step=start,
                        until=until,
                    )
                )
                run = []
    return found
