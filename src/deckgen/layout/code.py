"""Code in its frame: a title, line numbers, and the lines that stand out step by step."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from deckgen.deck.clicks import Step
from deckgen.deck.inlines import Inlines, Marks, Run
from deckgen.layout.flow import CodeItem, CodeLine, Flow
from deckgen.layout.lines import break_lines, stack_height
from deckgen.layout.model import Frame, LaidParagraph, Marker, Placed, Rule, TextFrame
from deckgen.layout.scale import line_height
from deckgen.layout.text import PRUDENCE, Typesetter
from deckgen.themes.colors import LARGE_CONTRAST, LEAST_CONTRAST, contrast, mixed
from deckgen.themes.component_tokens import CodeTokens
from deckgen.themes.model import Box, Theme
from deckgen.themes.tokens import Tokens

LARGE = 18.0
"""Points from which text is large, and may have less contrast."""
FADES = 12
"""Steps in which lines are tried on their way to the ground."""


def code_size(item: CodeItem, width: float, body: float, tokens: Tokens) -> float:
    """The largest size at which no line of code has to be broken; if there is none, one that can be read well."""
    if item.size:
        return item.size
    shown = tokens.type.shown_code if item.alone else [s for s in tokens.type.code if s <= body]
    sizes = list(shown) or [body]
    broken = min(tokens.type.broken_code, sizes[0])
    # What stands in columns would not any more where most lines are broken.
    if item.usual * broken > _room(item, width, broken, tokens.code):
        sizes += [size for size in tokens.type.code if size < sizes[-1]]
    return next((s for s in sizes if item.longest * s <= _room(item, width, s, tokens.code)), broken)


NEARLY = 0.7
"""Of the larger size of two pieces of code, above which both have the smaller one."""


def with_even_code(flow: Flow, width: float, body: float, tokens: Tokens) -> Flow:
    """The flow with pieces of code at one size, where the smallest is not much smaller than the others would be."""
    sizes = [code_size(item, width, body, tokens) for item in flow if isinstance(item, CodeItem)]
    if len(sizes) < 2 or min(sizes) == max(sizes) or min(sizes) < NEARLY * max(sizes):
        return flow
    return tuple(replace(item, size=min(sizes)) if isinstance(item, CodeItem) else item for item in flow)


def _room(item: CodeItem, width: float, size: float, tokens: CodeTokens) -> float:
    return width - tokens.insets[0] - tokens.insets[2] - _gutter(item, size)


def _gutter(item: CodeItem, size: float) -> float:
    """Width of the line numbers."""
    if item.first_number is None:
        return 0.0
    digits = len(str(item.first_number + item.lines[-1].number - 1))
    return round(0.6 * size * (max(2, digits) + 1.2), 2)


def place_code(item: CodeItem, box: Box, body: float, setter: Typesetter) -> Placed:
    """The frames of the code from the top of `box`, and their height."""
    tokens = setter.tokens.code
    size = code_size(item, box.width, body, setter.tokens)
    frames: list[Frame] = []
    top = box.y
    theme = setter.theme
    fill = theme.color(tokens.ground)
    # Under text may be a band; what can be read on that can be read without it. Lines that stand out without a step
    # need none: the others fade. (With steps they do while they are presented; to whoever edits, all show at once.)
    ground = mixed(theme.color(tokens.highlight), fill, tokens.highlight_opacity)
    if item.title and item.lines[0].number == 1:
        small = setter.tokens.type.caption
        insets = tokens.title_insets
        title = replace(box, height=line_height(small) + insets[1] + insets[3])
        muted = theme.color(theme.readable("muted", tokens.ground))
        laid = setter.label(
            item.title, title.inset(*insets), (small, setter.tokens.type.least_small[0]), "middle", color=muted,
            role="mono",
        )  # fmt: skip
        frames.append(
            TextFrame(role="filename", box=title, paragraphs=(laid,), span=item.span, color=muted, insets=insets,
                      anchor="middle", fill=fill, step=item.step)
        )  # fmt: skip
        top += title.height
    lines, tops, height = _set_lines(item, replace(box, y=top), size, setter, ground)
    whole = replace(box, y=top, height=height)
    if bands := _bands(item, tops, box, theme):  # between the text and its ground
        frames += [Rule(box=whole, fill=fill, span=item.span, step=item.step), *bands]
    frames.append(
        TextFrame(
            role="code", box=whole, paragraphs=lines, span=item.span, color=theme.color("text"), insets=tokens.insets,
            fill="" if bands else fill, step=item.step, language=item.language,
        )
    )  # fmt: skip
    frames += _veils(item, tops, box, theme)
    return Placed(tuple(frames), top - box.y + height)


def _set_lines(
    item: CodeItem, box: Box, size: float, setter: Typesetter, ground: str
) -> tuple[tuple[LaidParagraph, ...], dict[int, tuple[float, float]], float]:
    """The lines from the top of `box`, to be read on `ground`; by number, the top and height of each; and the height of
    the frame."""
    gutter = _gutter(item, size)
    tokens = setter.tokens.code
    inner = replace(box.inset(*tokens.insets), width=_room(item, box.width, size, tokens))
    inner = replace(inner, x=inner.x + gutter)
    color = setter.theme.readable("muted", ground)
    still = item.steps[0] if len(item.steps) == 1 else frozenset[int]()
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
        words = _in_colors(line.inlines, setter.theme, ground if len(item.steps) > 1 else tokens.ground)
        if still and line.number not in still:
            words = _faded(words, size, setter.theme)
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
    return tuple(laid), tops, kept + tokens.insets[1] + tokens.insets[3]


def _number(item: CodeItem, line: CodeLine) -> int | None:
    return None if item.first_number is None else item.first_number + line.number - 1


def _color(kind: str, tokens: CodeTokens) -> str:
    """The colour of a kind of word; nothing for one that has none."""
    match kind:
        case "keyword":
            return tokens.keyword
        case "name":
            return tokens.name
        case "string":
            return tokens.string
        case "number":
            return tokens.number
        case "comment":
            return tokens.comment
        case "positive" | "negative":  # lines that are new or gone
            return kind
        case _:
            return ""


def _in_colors(inlines: Inlines, theme: Theme, ground: str) -> Inlines:
    """Kinds of words in the theme's colours, dark enough for their ground."""

    def colored(marks: Marks) -> Marks:
        name = _color(marks.color, theme.tokens.code)
        return replace(marks, color=theme.readable(name, ground)) if name else marks

    return tuple(
        Run(i.text, colored(i.marks)) if isinstance(i, Run) and i.marks.color else i for i in inlines
    )


def _faded(inlines: Inlines, size: float, theme: Theme) -> Inlines:
    """Words on their way to the ground, as far as they can still be read there (WCAG 2.1, 1.4.3)."""
    ground = theme.color(theme.tokens.code.ground)
    least = LARGE_CONTRAST if size >= LARGE else LEAST_CONTRAST

    def color(marks: Marks) -> str:
        own = theme.color(marks.color or "text")
        shares = (theme.tokens.code.faded * step / FADES for step in range(FADES, 0, -1))
        faded = (mixed(ground, own, share) for share in shares)
        return next((each for each in faded if contrast(each, ground) >= least), own)

    return tuple(
        Run(i.text, replace(i.marks, color=color(i.marks))) if isinstance(i, Run) else i for i in inlines
    )


def _bands(item: CodeItem, tops: dict[int, tuple[float, float]], box: Box, theme: Theme) -> list[Rule]:
    """A band below the lines that stand out at a step, for a deck that is edited; it goes when the next comes."""
    tokens = theme.tokens.code
    fill = theme.color(tokens.highlight)
    return [
        Rule(box=run, fill=fill, span=item.span, opacity=tokens.highlight_opacity, step=step,
             shown="edited")
        for wanted, step in _steps(item)
        for run in _runs(wanted, tops, box)
    ]  # fmt: skip


def _veils(item: CodeItem, tops: dict[int, tuple[float, float]], box: Box, theme: Theme) -> list[Rule]:
    """The ground, half seen through, above all other lines while a step is presented."""
    tokens = theme.tokens.code
    fill = theme.color(tokens.ground)
    return [
        Rule(box=run, fill=fill, span=item.span, opacity=tokens.faded, step=step, shown="presented")
        for wanted, step in _steps(item)
        for run in _runs(frozenset(tops) - wanted, tops, box)
    ]


def with_own_steps(item: CodeItem) -> CodeItem:
    """A part of longer code without the steps at which none of its lines stands out."""
    own = {line.number for line in item.lines}
    kept = [
        (wanted, click)
        for wanted, click in zip(item.steps, (0, *item.clicks), strict=False)
        if not wanted or wanted & own
    ]
    if not any(wanted for wanted, _ in kept):
        return replace(item, steps=(), clicks=())
    return replace(item, steps=tuple(each for each, _ in kept), clicks=tuple(click for _, click in kept[1:]))


def _steps(item: CodeItem) -> Iterator[tuple[frozenset[int], Step]]:
    """The lines that stand out, and when; one step alone is none: its lines just stay."""
    if len(item.steps) > 1:
        first, last = item.step.comes, item.step.goes
        for wanted, start, until in zip(item.steps, (first, *item.clicks), (*item.clicks, last), strict=True):
            if wanted:
                yield wanted, Step(start, until)


def _runs(lines: frozenset[int], tops: dict[int, tuple[float, float]], box: Box) -> Iterator[Box]:
    """The boxes of neighbouring lines."""
    run: list[tuple[float, float]] = []
    for number, place in [*tops.items(), (0, (0.0, 0.0))]:
        if number in lines:
            run.append(place)
        elif run:
            yield Box(box.x, run[0][0], box.width, run[-1][0] + run[-1][1] - run[0][0])
            run = []
