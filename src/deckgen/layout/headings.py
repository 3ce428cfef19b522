"""What stands above a slide's content: its title; or, where several slides share one, what each of them says best,
and the shared one small above it."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph, Subheading
from deckgen.deck.charts import ChartGroup
from deckgen.deck.inlines import Inlines, LineBreak, Run, plain_text
from deckgen.deck.slides import Group, LayoutChoice, Slide
from deckgen.layout.arrange import fitting
from deckgen.layout.flow import FigureItem, Flow, FlowItem, Para
from deckgen.layout.model import TextFrame
from deckgen.layout.page import Page
from deckgen.layout.text import Typesetter
from deckgen.layout.titles import set_title
from deckgen.themes.model import Box, LayoutKind, SlideLayout

LONGEST = 120
"""Characters of a line that may be a title."""


_OWN_PLACES = frozenset(
    (LayoutChoice.STATEMENT, LayoutChoice.FACT, LayoutChoice.QUOTATION, LayoutChoice.PICTURE, LayoutChoice.CAPTIONED)
)  # fmt: skip
"""Layouts whose titles stand elsewhere than those of content."""


def kicked(slide: Slide, layout: SlideLayout, setter: Typesetter) -> tuple[Slide, TextFrame | None]:
    """The slide without the line above its title, and that set in the layout's place for such a line; where it has
    none or that is too small, the line stands first below the title."""
    first, *others = slide.flowing or (None,)
    place = layout.eyebrow if slide.title and slide.layout not in _OWN_PLACES else None
    match first.blocks if first else ():
        case [Paragraph(detail="kicker") as line, *rest] if place and (rest or others):
            done = set_title(line.inlines, place, line.span, setter, 0, "eyebrow")
            if not done.overflow and len(done.frame.paragraphs[0].lines) == 1:
                kept = (Group(tuple(rest), first.span),) if rest and first else ()
                return replace(slide, groups=(*kept, *others, *slide.placed)), done.frame
    return slide, None


def is_title_alone(slide: Slide) -> bool:
    """True for a title and a line above it, or a heading below it, and nothing else."""
    match slide.groups:
        case [Group(blocks=[Paragraph(detail="kicker") | Subheading()])]:
            return bool(slide.title)
    return False


def headed(
    page: Page,
    slide: Slide,
    title: TextFrame | None,
    region: Box,
    setter: Typesetter,
    *,
    shared: bool,
    kicker: TextFrame | None = None,
) -> Page:
    """The page with its title, and with the place for its content below that.

    `title` is its author's, set on the layout for content; `shared` says that other slides have the same one; `kicker`
    stands above it.
    """
    layout = setter.theme.layouts[page.layout]
    if page.titles:
        return replace(page, region=region)
    if page.layout is LayoutKind.PICTURE:
        return replace(page, titles=(title,) if title else (), region=region)
    if title and page.layout is not LayoutKind.CONTENT and layout.title and layout.title != title.placeholder:
        small = set_title(slide.title, layout.title, slide.span, setter, title.level, fits=slide.fits)
        title = title if small.overflow else small.frame
    if title and kicker:
        return replace(page, titles=(kicker, title), region=below(title, region, setter))
    if (
        shared
        and title
        and page.layout is LayoutKind.CONTENT
        and (own := _with_own(page, slide, region, setter))
    ):
        return own
    grows = page.layout is LayoutKind.CONTENT or slide.fits
    place = below(title, region, setter) if grows else region
    return replace(page, titles=(title,) if title else (), region=place)


def below(title: TextFrame | None, region: Box, setter: Typesetter) -> Box:
    """What a title leaves of the place for content."""
    if title is None or title.placeholder is None or title.box == title.placeholder.box:
        return region
    if title.box.right <= region.x or title.box.x >= region.right:  # beside it
        return region
    if title.placeholder.box.y > region.y:  # it stands below, and grows upwards
        bottom = min(region.bottom, title.box.y - setter.tokens.space.title_gap)
        return replace(region, height=bottom - region.y)
    top = max(region.y, title.box.bottom + setter.tokens.space.title_gap)
    return replace(region, y=top, height=region.bottom - top)


def _with_own(page: Page, slide: Slide, region: Box, setter: Typesetter) -> Page | None:
    """The page under a title of its own, if it says one."""
    layout = setter.theme.layouts[LayoutKind.CONTENT]
    words, flow = own_title(page.flow)
    if not words or layout.eyebrow is None or layout.title is None:
        return None
    small = replace(layout.eyebrow, align=slide.align) if slide.align else layout.eyebrow
    eyebrow = set_title(slide.title, small, slide.span, setter, 0, "eyebrow")
    title = set_title(words, layout.title, page.flow[0].span, setter, 2)
    lines = title.frame.paragraphs[0].lines
    if eyebrow.overflow or title.overflow or len(lines) > 2 or len(eyebrow.frame.paragraphs[0].lines) > 1:
        return None
    place = below(title.frame, region, setter)
    fitted = (
        fitting(flow, place, [s for s in setter.tokens.type.body if s <= page.size], setter) if flow else None
    )
    if flow and fitted is None:
        return None
    return replace(
        page, flow=flow, fitted=fitted, size=fitted.size if fitted else page.size, region=place,
        titles=(eyebrow.frame, title.frame), name=plain_text(words),
    )  # fmt: skip


def own_title(flow: Flow) -> tuple[Inlines, Flow]:
    """What a page says best, and the rest of it: its chart's title, a subheading, a bold line or one that leads to what
    follows and is no sentence of its own. Nothing and all of it, if there is none."""
    first, *rest = flow or (None,)
    match first:
        case FigureItem() if isinstance(art := first.figure.art, ChartGroup) and not first.step:
            if art.title:
                figure = replace(first.figure, art=replace(art, title=""))
                return (Run(art.title),), (replace(first, figure=figure), *rest)
            if len(art.charts) == 1 and (title := art.charts[0].title):
                bare = replace(art, charts=(replace(art.charts[0], title=""),))
                return (Run(title),), (replace(first, figure=replace(first.figure, art=bare)), *rest)
        case Para() if rest and not first.step and not first.markers and _can_be_title(first, rest[0]):
            return first.inlines, (replace(rest[0], opens_group=False), *rest[1:])
    return (), flow


def _can_be_title(para: Para, after: FlowItem) -> bool:
    if any(isinstance(item, LineBreak) or item.marks.step for item in para.inlines):
        return False
    text = plain_text(para.inlines).strip()
    if not 3 <= len(text) <= LONGEST:
        return False
    runs = [item for item in para.inlines if isinstance(item, Run) and item.text.strip()]
    leads = para.role == "lead" or (para.role == "text" and not isinstance(after, Para))
    if para.role == "subheading":
        return True
    strong = all(run.marks.bold for run in runs)
    return (strong or leads) and not text.endswith((".", ";", ",", "…", "!"))
