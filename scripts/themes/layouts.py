"""A look's master and its slide layouts."""

from __future__ import annotations

from dataclasses import replace

from scripts.themes.looks import HEIGHT, WIDTH, Look, Opening, Rect, Words
from scripts.themes.shapes import (
    CLR_MAP,
    HEAD,
    NS,
    SAMPLE,
    background,
    bar,
    body_properties,
    levels,
    placeholder,
    prompt,
    style,
    tree,
    words,
)  # fmt: skip

_SMALL = 12
_FIELD = (
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p>'
)


def master(look: Look, count: int) -> str:
    """The slide master, with `count` layouts."""
    shapes = (
        "".join(bar(20 + number, each) for number, each in enumerate(look.bars))
        + words(2, "Title", 'type="title"', look.title)
        + placeholder(3, "Text", 'type="body" idx="1"', look.content, SAMPLE, body_properties())
        + _chrome(4, look, on_master=True)
    )
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + i}" r:id="rId{i + 1}"/>' for i in range(count))
    steps = [look.size, *(size for size in (20, 18, 16) if size < look.size)]
    return (
        f"{HEAD}<p:sldMaster {NS}><p:cSld>{background('bg1')}{tree(shapes)}</p:cSld>"
        f"<p:clrMap {CLR_MAP}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{style(look.title)}</p:titleStyle>"
        f"<p:bodyStyle>{levels(steps, look.bullets, look.indent)}</p:bodyStyle>"
        f"<p:otherStyle>{levels((18,))}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _chrome(first: int, look: Look, *, on_master: bool = False, color: str = "") -> str:
    """Date, footer and slide number; on a layout in the master's places, in another colour if need be."""
    number = look.number
    footer = Words(box=look.footer, size=_SMALL, color="accent6", anchor="ctr")
    date = replace(footer, box=look.date, align="r")
    found = []
    for at, (name, ph, place, text) in enumerate((
        ("Date", 'type="dt" sz="half" idx="10"', date, ""),
        ("Footer", 'type="ftr" sz="quarter" idx="11"', footer, ""),
        ("Slide Number", 'type="sldNum" sz="quarter" idx="12"', replace(number, anchor="ctr"), _FIELD),
    )):  # fmt: skip
        shown = style(replace(place, color=color or place.color)) if on_master or color else ""
        body = body_properties(place.anchor) if on_master else ""
        found.append(placeholder(first + at, name, ph, place.box if on_master else None, text, body, shown))
    return "".join(found)


def layouts(look: Look) -> list[str]:
    """The layouts' parts, in the order in which PowerPoint offers them."""
    left, right = look.halves()
    narrow, wide = look.halves(0.42)
    return [
        _opening("title", "Cover", look.cover, look, 'type="ctrTitle"', 'type="subTitle" idx="1"'),
        _titled("obj", "Title and content", look, _content(3, "Content", 1, None)),
        _opening("secHead", "Section", look.section, look, 'type="title"', 'type="body" idx="1"'),
        _titled("twoObj", "Two contents", look, _content(3, "Left content", 1, left),
                _content(4, "Right content", 2, right)),
        _titled("twoTxTwoObj", "Comparison", look, *_comparison(look, left, right)),
        _titled("titleOnly", "Title only", look),
        _layout("blank", "Blank", _chrome(2, look)),
        _small_title("Statement", look, words(3, "Statement", 'type="body" idx="1"', look.statement)),
        _small_title("Quotation", look, words(3, "Quotation", 'type="body" idx="1"', look.quotation)),
        _small_title("Fact", look, words(3, "Number", 'type="body" idx="1"', look.fact),
                     words(4, "What it says", 'type="body" idx="2"', look.fact_words)),
        _titled("objTx", "Figure left", look, _picture(3, 1, narrow), _content(4, "Text", 2, wide)),
        _titled("picTx", "Figure right", look, _content(3, "Text", 1, narrow), _picture(4, 2, wide)),
        _layout("", "Full picture", placeholder(2, "Picture", 'type="pic" idx="1"', (0, 0, WIDTH, HEIGHT))),
        _titled("", "Agenda", look, _content(3, "Agenda", 1, None)),
        _opening("", "Closing", look.closing, look, 'type="ctrTitle"', 'type="subTitle" idx="1"'),
    ]  # fmt: skip


def _layout(kind: str, name: str, shapes: str, *, ground: str = "bg1") -> str:
    bg = background(ground) if ground != "bg1" else ""
    known = f' type="{kind}"' if kind else ' userDrawn="1"'
    return (
        f'{HEAD}<p:sldLayout {NS}{known} preserve="1"><p:cSld name="{name}">{bg}'
        f"{tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _titled(kind: str, name: str, look: Look, *content: str) -> str:
    """A title, what stands above it, and content."""
    return _layout(kind, name, (
        placeholder(2, "Title", 'type="title"', None, prompt("Click to edit the title"))
        + _eyebrow(30, look) + "".join(content) + _chrome(10, look)
    ))  # fmt: skip


def _small_title(name: str, look: Look, *content: str) -> str:
    """Something large, its title small above it."""
    title = words(2, "Title", 'type="title"', look.kicker, "Click to edit the title")
    return _layout("", name, title + "".join(content) + _chrome(10, look))


def _eyebrow(number: int, look: Look) -> str:
    return words(number, "Eyebrow", 'type="body" sz="quarter" idx="13"', look.eyebrow, "Above the title")


def _content(number: int, name: str, idx: int, box: Rect | None) -> str:
    size = ' sz="half"' if box else ""
    return placeholder(number, name, f'{size.strip()} idx="{idx}"'.strip(), box, SAMPLE)


def _picture(number: int, idx: int, box: Rect) -> str:
    return placeholder(number, "Figure", f'sz="half" idx="{idx}"', box, prompt("Click to add a figure"))


def _comparison(look: Look, left: Rect, right: Rect) -> tuple[str, ...]:
    """A heading above each of two contents."""
    height, gap = 1.4 * look.size, 8.0
    found = []
    for at, (name, box) in enumerate((("Left", left), ("Right", right))):
        x, y, width, whole = box
        head = Words(box=(x, y, width, height), size=look.size, bold=True, anchor="b")
        found += [
            words(40 + 2 * at, f"{name} heading", f'type="body" idx="{1 + 2 * at}"', head),
            placeholder(41 + 2 * at, f"{name} content", f'sz="half" idx="{2 + 2 * at}"',
                        (x, y + height + gap, width, whole - height - gap), SAMPLE),
        ]  # fmt: skip
    return tuple(found)


def _opening(kind: str, name: str, opening: Opening, look: Look, title: str, text: str) -> str:
    bars = "".join(bar(20 + number, each) for number, each in enumerate(opening.bars))
    more = "".join(
        words(40 + at, label, f'type="body" sz="quarter" idx="{14 + at}"', place)
        for at, (label, place) in enumerate(dict(opening.more).items())
    )
    color = opening.title.color if opening.ground != "bg1" else ""
    shapes = (
        bars
        + words(2, "Title", title, opening.title)
        + words(3, "Text", text, opening.text)
        + more
        + _chrome(10, look, color=color)
    )
    return _layout(kind, name, shapes, ground=opening.ground)
