"""What a theme's masters and layouts draw, and what their slides stand on, as SVG, once a page."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from deckgen.patterns import regex
from deckgen.themes.art import SHEET, Art, Fill, Outline, Paint, PictureFill, Shading, toned
from deckgen.themes.box import Box
from deckgen.themes.model import SlideLayout, Theme
from deckgen.writers.html.text import px


def art_element(layout: SlideLayout, theme: Theme, *, own_ground: bool) -> str:
    """What lies behind a slide's own frames on a layout, an element for each part; one with a ground of its own has not
    the layout's."""
    grounds = _numbers((layout.ground,), theme.grounds) if layout.ground and not own_ground else []
    found = [f"ground-{number}" for number in grounds]
    found += [f"art-{number}" for number in _numbers(layout.layers, theme.art)]
    return "".join(f'<div class="f drawn {name}" aria-hidden="true"></div>' for name in found)


def _numbers(parts: Sequence[str], among: Mapping[str, object]) -> list[int]:
    names = list(among)
    return [names.index(part) for part in parts if part in among]


def art_style(theme: Theme, named: Sequence[str] = ()) -> str:
    """The style sheet of these elements, for the theme's layouts by purpose and those of the names in `named`: each
    part's art and ground stands in it once, in a rule of its own. (Chromium drops what a variable of more than 2 MB is
    put in place of.)"""
    asked = {name.strip().casefold() for name in named}
    others = (layout for layout in theme.every if layout.name.casefold() in asked)
    layouts = {layout.part: layout for layout in (*theme.layouts.values(), *others)}
    used = {part for layout in layouts.values() for part in layout.layers}
    whole = Box(0.0, 0.0, theme.width, theme.height)
    page = Outline(f"M0 0H{theme.width:g}V{theme.height:g}H0Z")
    grounds = {layout.ground for layout in layouts.values()}
    images: dict[str, list[str]] = {}
    for number, (part, shapes) in enumerate(theme.art.items()):
        if part in used:
            images.setdefault(_drawing(shapes, whole), []).append(f".art-{number}")
    for number, (part, fill) in enumerate(theme.grounds.items()):
        if part in grounds:
            sheet = (Art(whole, (page,), SHEET), Art(whole, (page,), fill))
            images.setdefault(_drawing(sheet, whole), []).append(f".ground-{number}")
    if not images:
        return ""
    place = f"left:0;top:0;width:{px(theme.width)};height:{px(theme.height)}"
    rules = (f"{','.join(names)}{{background-image:{_url(svg)}}}" for svg, names in images.items())
    return "\n".join((f".drawn{{{place};background-size:100% 100%}}", *rules))


_SPECIAL = regex(r"[^\w/:;,=+ ()!$*@?.~-]", re.ASCII)
"""What stands for itself in no address in a style sheet."""


def _url(svg: str) -> str:
    return f'url("data:image/svg+xml,{_SPECIAL.sub(lambda one: quote(one[0]), svg)}")'


def _drawing(shapes: Sequence[Art], whole: Box) -> str:
    defs: list[str] = []
    body = "".join(_shape(art, defs) for art in shapes)
    size = f"width='{whole.width:g}' height='{whole.height:g}' viewBox='0 0 {whole.width:g} {whole.height:g}'"
    inner = f"<defs>{''.join(defs)}</defs>{body}"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size} preserveAspectRatio='none'>{inner}</svg>"


def _shape(art: Art, defs: list[str]) -> str:
    box = art.box
    turn = "".join(_transform(art))
    inner = "".join(_outline(art, outline, defs) for outline in art.outlines)
    if art.clipped:
        rect = f"<rect width='{box.width:.2f}' height='{box.height:.2f}'/>"
        defs.append(f"<clipPath id='k{len(defs)}'>{rect}</clipPath>")
        inner = f"<g clip-path='url(#k{len(defs) - 1})'>{inner}</g>"
    return f"<g transform='translate({box.x:.2f} {box.y:.2f}){turn}'>{inner}</g>"


def _transform(art: Art) -> Iterator[str]:
    across, down = art.box.width / 2, art.box.height / 2
    if art.angle:
        yield f"rotate({art.angle:g} {across:.2f} {down:.2f})"
    if any(art.flips):
        x, y = (-1 if flip else 1 for flip in art.flips)
        shift = f"{2 * across if art.flips[0] else 0:.2f} {2 * down if art.flips[1] else 0:.2f}"
        yield f"translate({shift})scale({x} {y})"


def _outline(art: Art, outline: Outline, defs: list[str]) -> str:
    found = ""
    fill = toned(art.fill, outline.light) if art.fill and outline.filled else None
    if isinstance(fill, PictureFill):
        found += _picture(fill, outline, art.box, defs)
        fill = None
    elif isinstance(fill, Shading) and fill.inner:
        found += _nested(fill, fill.inner, outline, art.box, defs)
        fill = None
    stroke = art.stroke if outline.stroked else None
    if fill is None and stroke is None:
        return found
    look = f"fill='{_paint(fill, art.box, defs)}' fill-rule='evenodd'" if fill else "fill='none'"
    if isinstance(fill, Paint) and fill.opacity < 1:
        look += f" fill-opacity='{fill.opacity:.3g}'"
    if stroke:
        look += f" stroke='#{stroke.paint.digits}' stroke-width='{stroke.width:.2f}'"
        look += f" stroke-opacity='{stroke.paint.opacity:.3g}'" if stroke.paint.opacity < 1 else ""
        dashes = " ".join(f"{length:.2f}" for length in stroke.dashes)
        look += f" stroke-dasharray='{dashes}'" if dashes else ""
    return f"{found}<path d='{outline.path}' {look}/>"


def _paint(fill: Fill, box: Box, defs: list[str]) -> str:
    if isinstance(fill, Paint):
        return f"#{fill.digits}"
    if not isinstance(fill, Shading):
        return "none"
    if fill.center:
        x, y = fill.center[0] * box.width, fill.center[1] * box.height
        reach = math.hypot(max(x, box.width - x), max(y, box.height - y))
        at = f"cx='{x:.2f}' cy='{y:.2f}' r='{reach:.2f}'"
        return f"url(#{_gradient('radial', at, fill, defs)})"
    return f"url(#{_straight(fill, *_ends(fill.angle, box), defs)})"


def _straight(fill: Shading, start: tuple[float, float], end: tuple[float, float], defs: list[str]) -> str:
    """The name of a gradient from one point to another."""
    at = f"x1='{start[0]:.2f}' y1='{start[1]:.2f}' x2='{end[0]:.2f}' y2='{end[1]:.2f}'"
    return _gradient("linear", at, fill, defs)


def _gradient(kind: str, at: str, fill: Shading, defs: list[str]) -> str:
    stops = "".join(
        f"<stop offset='{place:.4g}' stop-color='#{paint.digits}' stop-opacity='{paint.opacity:.3g}'/>"
        for place, paint in fill.stops
    )
    name = f"s{len(defs)}"
    defs.append(f"<{kind}Gradient id='{name}' gradientUnits='userSpaceOnUse' {at}>{stops}</{kind}Gradient>")
    return name


def _ends(angle: float, box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a gradient in that direction begins and ends, so that its ends lie in corners of the box."""
    across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    half = (abs(box.width * across) + abs(box.height * down)) / 2
    x, y = box.width / 2, box.height / 2
    return (x - across * half, y - down * half), (x + across * half, y + down * half)


def _picture(fill: PictureFill, outline: Outline, box: Box, defs: list[str]) -> str:
    """The picture, cropped, inside the outline."""
    left, top, right, bottom = fill.crop
    width = box.width / max(0.01, 1 - left - right)
    height = box.height / max(0.01, 1 - top - bottom)
    data = base64.b64encode(fill.content.read()).decode("ascii")
    fade = f" opacity='{fill.opacity:.3g}'" if fill.opacity < 1 else ""
    if fill.tile:
        x, y, width, height = fill.tile
        name = f"p{len(defs)}"
        defs.append(
            f"<pattern id='{name}' patternUnits='userSpaceOnUse' x='{x:.2f}' y='{y:.2f}' width='{width:.2f}' "
            f"height='{height:.2f}'><image width='{width:.2f}' height='{height:.2f}' preserveAspectRatio='none' "
            f"href='data:{fill.media_type};base64,{data}'/></pattern>"
        )
        return f"<path d='{outline.path}' fill='url(#{name})'{fade}/>"
    name = _clip(outline, defs)
    return (
        f"<g clip-path='url(#{name})'><image x='{-left * width:.2f}' y='{-top * height:.2f}' width='{width:.2f}' "
        f"height='{height:.2f}' preserveAspectRatio='none' href='data:{fill.media_type};base64,{data}'{fade}/></g>"
    )


def _clip(outline: Outline, defs: list[str]) -> str:
    name = f"c{len(defs)}"
    defs.append(f"<clipPath id='{name}'><path d='{outline.path}'/></clipPath>")
    return name


def _nested(
    fill: Shading, inner: tuple[float, float, float, float], outline: Outline, box: Box, defs: list[str]
) -> str:
    """A gradient from a rectangle to the box's four sides: straight ones to the left and right, and on those, between
    the diagonals, straight ones to the top and bottom."""
    w, h = box.width, box.height
    left, right, top, bottom = inner[0] * w, inner[2] * w, inner[1] * h, inner[3] * h
    middle = (left + right) / 2
    sides = (
        (f"M0 0H{middle:.2f}V{h:.2f}H0Z", (left, 0.0), (0.0, 0.0)),
        (f"M{middle:.2f} 0H{w:.2f}V{h:.2f}H{middle:.2f}Z", (right, 0.0), (w, 0.0)),
        (f"M0 0L{left:.2f} {top:.2f}H{right:.2f}L{w:.2f} 0Z", (0.0, top), (0.0, 0.0)),
        (f"M0 {h:.2f}L{left:.2f} {bottom:.2f}H{right:.2f}L{w:.2f} {h:.2f}Z", (0.0, bottom), (0.0, h)),
    )
    drawn = ""
    for path, start, end in sides:
        drawn += f"<path d='{path}' fill='url(#{_straight(fill, start, end, defs)})'/>"
    center = f"M{left:.2f} {top:.2f}H{right:.2f}V{bottom:.2f}H{left:.2f}Z"
    first = fill.stops[0][1]
    drawn += f"<path d='{center}' fill='#{first.digits}' fill-opacity='{first.opacity:.3g}'/>"
    return f"<g clip-path='url(#{_clip(outline, defs)})'>{drawn}</g>"


def fill_css(fill: Fill) -> str:
    """The ground of a place for text, as CSS has it."""
    match fill:
        case Paint():
            return _rgba(fill)
        case Shading():
            stops = ",".join(f"{_rgba(paint)} {100 * place:.4g}%" for place, paint in fill.stops)
            if fill.center:
                x, y = (100 * share for share in fill.center)
                return f"radial-gradient(circle farthest-corner at {x:.4g}% {y:.4g}%,{stops})"
            return f"linear-gradient({fill.angle + 90:g}deg,{stops})"
        case PictureFill():
            return ""


def _rgba(paint: Paint) -> str:
    return f"#{paint.digits}" + (f"{round(255 * paint.opacity):02X}" if paint.opacity < 1 else "")
