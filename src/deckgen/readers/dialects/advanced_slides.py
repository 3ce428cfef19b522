"""Obsidian's plug-in Advanced Slides: what stands side by side. https://github.com/MSzturc/obsidian-advanced-slides

Its tags become those of HTML's that deckgen reads, line for line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from deckgen.code_fences import fence_behind
from deckgen.patterns import regex

_OPENING = regex(r"[ \t]*<(split|grid)(?=[\s>])([^<>]*)>[ \t]*")
_CLOSING = regex(r"[ \t]*</(split|grid)>[ \t]*")
_BEHIND = regex(r"(<(?:split|grid)(?=[\s>])[^<>]*>)[ \t]*(?=[^\s<])")
_BEFORE = regex(r"([^\s>])[ \t]*(?=</(?:split|grid)>)")
_ATTRIBUTE = regex(r"([\w-]+)(?:=(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_PICTURE = regex(r"!\[")
_LISTED = regex(r"[-*+][ \t]|\d{1,9}[.)][ \t]")
_NAMED = {
    "center": (0.5, 0.5), "top": (0.5, 0.0), "bottom": (0.5, 1.0), "left": (0.0, 0.5), "right": (1.0, 0.5),
    "topleft": (0.0, 0.0), "topright": (1.0, 0.0), "bottomleft": (0.0, 1.0), "bottomright": (1.0, 1.0),
}  # fmt: skip
"""Places by name, as shares of what a box leaves free."""
_PAGE = (960.0, 700.0)
"""The slide in pixels."""
MOST_BESIDE = 12
DEEPEST = 8
"""Boxes in one another; the tags of deeper ones stay as they are typed."""


class _Box(Struct, frozen=True):
    """`<grid …>` or `<split …>` and what it holds."""

    name: str
    attributes: dict[str, str]
    lines: Sequence[str]
    end: int
    """The line behind it."""


def attributes_of(text: str) -> dict[str, str]:
    """`name="value" name`"""
    return {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(text)}


def arranged(text: str) -> str:
    """The text with elements of HTML's in place of `<split>` and `<grid>`."""
    if "<grid" not in text and "<split" not in text:
        return text
    text = _BEFORE.sub(r"\1\n", _BEHIND.sub(r"\1\n", text))
    return "\n".join(_arranged(text.split("\n"), 0))


def _arranged(lines: Sequence[str], depth: int) -> Iterator[str]:
    ends = _ends(lines)
    at = 0
    while at < len(lines):
        box = _box(lines, at, ends) if at in ends and depth < DEEPEST else None
        if box is None:
            yield lines[at]
            at += 1
        elif box.name == "split":
            yield from _split(box, depth)
            at = box.end
        else:
            row = _row(lines, at, ends)
            yield from _side_by_side(row, depth) if len(row) > 1 else _alone(box, depth)
            at = row[-1][1].end


def _ends(lines: Sequence[str]) -> dict[int, int]:
    """The line that opens a box → the one that closes it. A slide's end closes none."""
    found: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        if match := _OPENING.fullmatch(line):
            waiting.append((match[1], number))
        elif line.strip() == "---":
            waiting.clear()
        elif (match := _CLOSING.fullmatch(line)) and waiting and waiting[-1][0] == match[1]:
            found[waiting.pop()[1]] = number
    return found


def _box(lines: Sequence[str], at: int, ends: dict[int, int]) -> _Box | None:
    match = _OPENING.fullmatch(lines[at]) if at in ends else None
    if match is None:
        return None
    return _Box(match[1], attributes_of(match[2]), lines[at + 1 : ends[at]], ends[at] + 1)


# -- split ------------------------------------------------------------------------------------


def _split(box: _Box, depth: int) -> Iterator[str]:
    """Each block of it is a column; `wrap` says after how many of them the next row begins."""
    children = list(_children(list(_arranged(box.lines, depth + 1))))
    wrap = box.attributes.get("wrap", "")
    most = int(wrap) if re.fullmatch(r"[1-9]\d?", wrap) else len(children)
    rows = [children[first : first + most] for first in range(0, len(children), most or 1)]
    if most < 2 or not children:
        yield from ("", *_arranged(box.lines, depth + 1), "")
        return
    for row in rows:
        shares = _shares(box.attributes, len(row) if len(rows) == 1 else most)
        for number, child in enumerate(row):
            start = '<div class="columns">' if not number else "</div>"
            yield f'{start}<div class="column" width="{shares[number]:g}%">'
            yield from _below_a_tag(child)
        yield "</div></div>"
        yield from [""] if len(rows) > 1 else []


def _children(lines: Sequence[str]) -> Iterator[list[str]]:
    """The blocks, between empty lines; pictures that stand on lines of their own are one each."""
    now: list[str] = []
    gap, depth, fence = False, 0, ""
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    for line in lines:
        above, fence = fence, fence_behind(line, fence)
        if above or not line.strip():
            gap = not (above or depth)
            if above or depth:
                now.append(line)
            continue
        goes_on = line[margin : margin + 1] in (" ", "\t") or (
            now and _LISTED.match(now[0]) and _LISTED.match(line)
        )
        if now and not depth and gap and not goes_on:
            yield from _pictures(now)
            now = []
        elif now and gap and not depth:
            now.append("")
        depth += len(re.findall(r"<div\b", line)) - line.count("</div>") + _opened(line)
        gap = False
        now.append(line)
    if now:
        yield from _pictures(now)


def _opened(line: str) -> int:
    """1 for the line that opens a block (`::: name`), -1 for the one that closes it."""
    return (1 if line.strip(": \t") else -1) if line.startswith(":::") else 0


def _pictures(lines: list[str]) -> list[list[str]]:
    alone = len(lines) > 1 and all(_PICTURE.match(line.strip()) for line in lines)
    return [[line] for line in lines] if alone else [lines]


def _shares(attributes: dict[str, str], count: int) -> list[float]:
    """Widths in hundredths: of the first and the last as they are said, else all alike."""
    weights = [1.0] * count
    for name, at in (("left", 0), ("right", count - 1)):
        if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", attributes.get(name, "")):
            weights[at] = float(attributes[name]) or 1.0
    return [round(100 * weight / sum(weights), 3) for weight in weights]


def _below_a_tag(lines: Sequence[str]) -> Iterator[str]:
    """Markdown right below a tag: one that HTML would take for its own needs an empty line."""
    first = next((line for line in lines if line.strip()), "")
    if lines and lines[0].strip() and (first[:1] in ("<", "\t") or first[:4] == "    "):
        yield ""
    yield from lines


# -- grid -------------------------------------------------------------------------------------


def _row(lines: Sequence[str], at: int, ends: dict[int, int]) -> list[tuple[int, _Box]]:
    """The grids from line `at` on that stand beside each other, with nothing but empty lines between them."""
    found: list[tuple[int, _Box]] = []
    while len(found) < MOST_BESIDE and (box := _box(lines, at, ends)) and box.name == "grid":
        if not all(_beside(other, box) for _, other in found):
            break
        found.append((at, box))
        at = box.end
        while at < len(lines) and not lines[at].strip():
            at += 1
    return found


def _side_by_side(row: Sequence[tuple[int, _Box]], depth: int) -> Iterator[str]:
    """Columns as wide as the grids are, from left to right."""
    boxes = [box for _, box in row]
    gaps = [after - box.end for (_, box), (after, _) in pairwise(row)] + [0]
    widths = [_place(box)[2] for box in boxes]
    order = sorted(range(len(boxes)), key=lambda number: _place(boxes[number])[0])
    for at, number in enumerate(order):
        box = boxes[number]
        frag = " fragment" if "frag" in box.attributes else ""
        share = 100 * widths[number] / sum(widths)
        yield f'{"" if at else _COLUMNS}<div class="column{frag}" width="{share:.3f}%"{_looks(box)}>'
        yield from _below_a_tag(list(_arranged(box.lines, depth + 1)))
        yield "</div></div>" if at == len(order) - 1 else "</div>"
        yield from [""] * gaps[at]


_COLUMNS = '<div class="columns">'


def _alone(box: _Box, depth: int) -> Iterator[str]:
    """A grid that has the height it stands at for itself."""
    inside = list(_arranged(box.lines, depth + 1))
    looks = _looks(box)
    if "frag" in box.attributes:
        looks = f' class="fragment"{looks}'
    if not looks:
        yield from ("", *inside, "")
        return
    yield f"<div{looks}>"
    yield from _below_a_tag(inside)
    yield "</div>"


def _looks(box: _Box) -> str:
    """What the attributes say of the text in it."""
    said = {name: box.attributes[name] for name in ("style", "align") if box.attributes.get(name)}
    if said.get("align") in ("left", "right"):
        said = {"style": f"{said.get('style', '')};text-align:{said['align']}".lstrip(";")}
    return "".join(f' {name}="{value}"' for name, value in said.items() if '"' not in value)


def _beside(one: _Box, other: _Box) -> bool:
    """True for two that have about the same height of the slide, and not the same width of it."""
    (x, y, width, height), (left, top, wide, high) = _place(one), _place(other)
    common = min(y + height, top + high) - max(y, top)
    shared = min(x + width, left + wide) - max(x, left)
    return common >= min(height, high) / 2 and shared <= min(width, wide) / 10


def _place(box: _Box) -> tuple[float, float, float, float]:
    """Left, top, width and height, in hundredths of the slide."""
    size = box.attributes.get("drag", "").split()
    width = abs(_number(size[0] if size else "", 0, 100.0))
    height = abs(_number(size[1] if len(size) > 1 else "", 1, 100.0))
    said = box.attributes.get("drop", "").lower().split()
    if len(said) == 1 and said[0] in _NAMED:
        across, down = _NAMED[said[0]]
        return across * (100 - width), down * (100 - height), width, height
    left = _number(said[0] if said else "", 0, 0.0)
    top = _number(said[1] if len(said) > 1 else "", 1, 0.0)
    left += 100 - width if left < 0 else 0  # from the right
    top += 100 - height if top < 0 else 0
    return left, top, width, height


def _number(text: str, axis: int, default: float) -> float:
    match = re.fullmatch(r"(-?\d{1,5}(?:\.\d{1,5})?)(px|%)?", text)
    if match is None:
        return default
    value = float(match[1])
    return (100 * value / _PAGE[axis] if match[2] == "px" else value) or default
