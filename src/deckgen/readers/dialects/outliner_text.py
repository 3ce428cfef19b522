"""Logseq's outlines as Markdown with slides: what is below a block at the margin stands on its slide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import MOST_LINES, Apart, unshown
from deckgen.readers.dialects.logseq_macros import BLOCK_ID, in_line
from deckgen.readers.dialects.outliner import BEGIN, END, Block, outline_of

_OF_SLIDES = r"background-(?:color|image)|data-[a-z-]+"
_KEYS = (
    "id|collapsed|tags|alias|title|icon|type|public|heading|template|template-including-parent|filters|query-[a-z-]+"
    "|ls-type|created-at|updated-at|hl-[a-z-]+|logseq\\.[a-z.-]+"
)
_HIDDEN = regex(rf"(?=id:: \S+$|(?!id::))({_KEYS}|{_OF_SLIDES}):: (.*)")
_OF_A_PAGE = regex(r"([A-Za-z][\w.-]*):: (.*)")
_SETTING = regex(_OF_SLIDES)
_DATE = regex(r"(?:SCHEDULED|DEADLINE): <[^<>]*>[ \t]*")
_HEADING = regex(r"(#{1,6})[ \t]+(.*)")
_TASK = regex(r"(TODO|LATER|DONE|DOING|NOW|WAITING|WAIT|CANCELED|CANCELLED|STARTED|IN-PROGRESS)[ \t]+(?=\S)")
_WORDLESS = {"TODO": "[ ] ", "LATER": "[ ] ", "DONE": "[x] "}
_EMBED = regex(rf"[ \t]*\{{\{{embed[ \t]+\(\(({BLOCK_ID})\)\)[ \t]*\}}\}}[ \t]*")
_FIGURE = regex(r"!\[[^\[\]]*\]\((?:<[^<>]*>|[^()<>]*)\)(?:\{[^{}]*\})?")
_FORMULA = regex(r"\$\$[^$]+\$\$")
_RULE = regex(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})?[ \t]*")
_CALLOUTS = {
    "NOTE": "note",
    "TIP": "tip",
    "IMPORTANT": "important",
    "CAUTION": "caution",
    "WARNING": "warning",
}
MOST_DEEP = 3
"""Embedded blocks in one another."""
MOST_REPEATED = 200_000
MOST_EMBEDDED = 2000
"""Blocks that are shown again."""


class _Read(Struct):
    """A block as it is written."""

    lines: list[str]
    """Markdown; the first may be a heading's."""
    said: dict[str, str]
    """Its properties."""
    children: Sequence[Block]
    gone: int
    """How many of its lines show nothing."""
    own: frozenset[int]
    """What tells it, and the block that it embeds, from others."""


def as_markdown(text: str) -> str:
    """The text of a page as deckgen reads it, in as many lines where that is possible."""
    if text.count("\n") > MOST_LINES:
        return text
    apart = Apart(text, whole=False)
    writer = _Writer(apart)
    writer.page(outline_of(apart))
    text = "\n".join(writer.out)
    return apart.back(apart.below_markers(text) if "{{<" in text else text)


class _Writer:
    """Writes the blocks, one after the other."""

    def __init__(self, apart: Apart) -> None:
        self.apart = apart
        self.out: list[str] = []
        self.more = 0
        """How many lines there are more than in the source."""
        self.named: dict[str, Block] = {}
        self.embedded = 0
        self.open: frozenset[int] = frozenset()
        """The blocks around what is being written."""
        self.repeated = 0
        """Characters of blocks that are referred to."""

    def page(self, top: Sequence[Block]) -> None:
        """All blocks at the margin."""
        waiting = list(top)
        while waiting:
            block = waiting.pop()
            waiting += block.children
            for line in block.lines:
                if line.startswith("id:: "):
                    self.named[line[5:].strip()] = block
        head = top[:1] if top and _is_head(top[0]) else []
        is_outline = all(block.indent >= 0 or not any(block.lines) for block in top[len(head) :])
        for block in head:
            self._pad(len(block.lines))
        run: list[Block] = []
        for block in top[len(head) :]:
            if block.indent >= 0 and not self._opens_slide(block, is_outline=is_outline):
                run.append(block)
                continue
            self._items(run, on_slide=is_outline)
            run = []
            if block.indent < 0:
                self._text(self._read(block))
            else:
                self._slide(self._read(block))
        self._items(run, on_slide=is_outline)

    def _opens_slide(self, block: Block, *, is_outline: bool) -> bool:
        """True for a block with a heading, or in a page that is all outline with others below it."""
        first = block.lines[0] if block.lines else ""
        return bool(_HEADING.match(first)) or (is_outline and bool(block.children) and bool(first.strip()))

    def _slide(self, read: _Read) -> None:
        """A title, and below it what stands on the slide."""
        first = read.lines[0] if read.lines else ""
        heading = _HEADING.match(first)
        if not heading and self._is_bare(read):
            rule = ["", "---", ""] if any(line.strip() for line in self.out) else []
            self.out += rule
            self.more += len(rule)
            self._bare(read, None)
            return
        is_bare = not any(line.strip() for line in read.lines[1:]) and not read.children
        level = 1 if heading and len(heading[1]) == 1 and is_bare else 2
        self.out.append(f"{'#' * level} {heading[2] if heading else first}")
        settings = {name: value for name, value in read.said.items() if _SETTING.fullmatch(name)}
        if settings:
            said = " ".join(
                f'data-{name.removeprefix("data-")}="{value}"' for name, value in settings.items()
            )
            self.out.append(f"<!-- .slide: {said} -->")
            read.gone -= 1
        self.out += read.lines[1:]
        self._pad(read.gone)
        self._below(read, on_slide=True)

    def _below(self, read: _Read, *, on_slide: bool, indent: str = "") -> None:
        """The blocks below one that is written."""
        around, self.open = self.open, self.open | read.own
        self._items(read.children, on_slide=on_slide, indent=indent)
        self.open = around

    def _text(self, read: _Read) -> None:
        """Text at the margin, as it is."""
        self._apart()
        self.out += read.lines
        self._pad(read.gone)
        self._below(read, on_slide=False)

    def _items(self, blocks: Sequence[Block], *, on_slide: bool, indent: str = "") -> None:
        """A list; `on_slide`, what says nothing but what it holds stands for itself."""
        number = 0
        for block in blocks:
            read = self._read(block)
            is_numbered = read.said.get("logseq.order-list-type") == "number"
            number = number + 1 if is_numbered else 0
            heading = _HEADING.match(read.lines[0]) if read.lines else None
            if on_slide and (heading or self._is_bare(read)):
                self._bare(read, heading)
                continue
            if not any(map(_says, read.lines)) and not read.children:
                self._pad(len(read.lines) + read.gone)
                continue
            marker = f"{number}. " if is_numbered else "- "
            inside = indent + " " * len(marker)
            first, *rest = _from_text(read.lines) or [""]
            if task := _TASK.match(first):
                first = _WORDLESS.get(task[1], f"[ ] {task[1]} ") + first[task.end() :]
            self.out.append(f"{indent}{marker}{first}".rstrip())
            self.out += (f"{inside}{line}" if line.strip() else "" for line in rest)
            self._pad(read.gone)
            self._below(read, on_slide=False, indent=inside)

    def _bare(self, read: _Read, heading: re.Match[str] | None) -> None:
        """A heading inside a slide, or what needs no bullet, at the margin."""
        if heading:
            self.out.append(f"{'#' * max(3, len(heading[1]))} {heading[2]}")
            self.out += read.lines[1:]
        else:
            self._apart()
            self.out += read.lines
        self._pad(read.gone)
        self._below(read, on_slide=True)

    def _apart(self) -> None:
        """An empty line above, where text would go on."""
        if self.out and self.out[-1].strip() and not self.out[-1].startswith("#"):
            self.out.append("")
            self.more += 1

    def _pad(self, lines: int) -> None:
        """Empty lines in place of those that show nothing."""
        kept = max(0, lines - max(0, self.more))
        self.more -= lines - kept
        self.out += [""] * kept

    def _is_bare(self, read: _Read) -> bool:
        """True for a picture, a film, a table, code, a box, a formula and nothing else."""
        lines = [line for line in read.lines if line.strip()]
        if not lines:
            return False
        formula = self.apart.back("\n".join(lines))
        return (
            self.apart.is_code(lines)
            or all(_FIGURE.fullmatch(line.strip()) for line in lines)
            or all(line.startswith("|") for line in lines)
            or all(line.startswith(">") for line in lines)
            or bool(_FORMULA.fullmatch(formula))
        )

    # -- what stands in a block ---------------------------------------------------------------

    def _read(self, block: Block) -> _Read:
        """Its lines in deckgen's marks; one that embeds another block as that one."""
        inner = self._embeds(block) if block.depth < MOST_DEEP else None
        own = frozenset((id(block.lines), *((id(inner.lines),) if inner else ())))
        is_around = inner is not None and id(inner.lines) in self.open | {id(block.lines)}
        if inner is None or is_around or (size := _size(inner)) > MOST_EMBEDDED - self.embedded:
            lines, said = self._shown(block.lines)
            return _Read(lines, said, block.children, len(block.lines) - len(lines), own)
        self.embedded += size
        lines, said = self._shown(inner.lines)
        children = [*_copied(inner.children, block.depth + 1), *block.children]
        return _Read(lines, said, children, len(block.lines) - len(lines), own)

    def _embeds(self, block: Block) -> Block | None:
        match = _EMBED.fullmatch(block.lines[0]) if block.lines else None
        return self.named.get(match[1]) if match else None

    def _shown(self, lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        """What is text of a block, and its properties."""
        found: list[str] = []
        said: dict[str, str] = {}
        at = 0
        ends = _ends(lines)
        while at < len(lines):
            line = lines[at]
            if ends and (box := BEGIN.match(line)) and ends.get(box[1].upper(), -1) > at:
                end = next(number for number in range(at, len(lines)) if _closes(lines[number], box[1]))
                found += self._box(box, lines[at + 1 : end])
                at = end
            elif ends and line.strip() == ":LOGBOOK:" and ends.get(_DRAWER, -1) > at:
                at = next(number for number in range(at, len(lines)) if lines[number].strip() == _DRAWER)
            elif "::" in line and (match := _HIDDEN.fullmatch(line)):
                said[match[1]] = match[2].strip().strip("\"'").replace('"', "'")
            elif line[:1] not in ("S", "D") or not _DATE.fullmatch(line):
                found.append(in_line(line, self._title_of))
            at += 1
        while found and not found[-1].strip() and len(found) > 1:
            found.pop()
        return found, said

    def _box(self, box: re.Match[str], inside: Sequence[str]) -> list[str]:
        """`#+BEGIN_X` … `#+END_X`, in as many lines."""
        name = box[1].upper()
        if name in ("COMMENT", "QUERY", "EXPORT"):
            shown = "" if name == "COMMENT" else unshown(f"#+BEGIN_{name}")
            return [shown, *[""] * (len(inside) + 1)]
        if name in ("SRC", "EXAMPLE"):
            code = [self.apart.back(line) for line in inside]
            fence = "`" * max(3, *(len(run) + 1 for line in code for run in re.findall("`+", line)), 3)
            language = box[2].split()[0] if box[2].split() and name == "SRC" else ""
            return [self.apart.keep(line) for line in (f"{fence}{language}", *code, fence)]
        text, _ = self._shown(inside)
        if name == "CENTER":
            return ["", *text, ""]
        head = (
            "> [!note] Pinned" if name == "PINNED" else f"> [!{_CALLOUTS[name]}]" if name in _CALLOUTS else ""
        )
        return [head, *(f"> {line}".rstrip() for line in text), ""]

    def _title_of(self, name: str) -> str:
        """What a reference to a block shows; nothing for a block of another page."""
        block = self.named.get(name)
        first = next((line for line in block.lines if not _HIDDEN.fullmatch(line)), "") if block else ""
        heading = _HEADING.match(first)
        first = heading[2] if heading else _TASK.sub("", first)
        self.repeated += len(self.apart.back(first))
        return in_line(first, lambda name: "") if self.repeated < MOST_REPEATED else ""


_DRAWER = ":END:"


def _ends(lines: Sequence[str]) -> dict[str, int]:
    """The last lines that close boxes, by name, and drawers."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        if "#+" in line and (match := END.fullmatch(line)):
            found[match[1].upper()] = number
        elif ":END:" in line and line.strip() == _DRAWER:
            found[_DRAWER] = number
    return found


def _closes(line: str, name: str) -> bool:
    match = END.fullmatch(line)
    return match is not None and match[1].upper() == name.upper()


def _says(line: str) -> bool:
    """True for a line that is neither empty nor a rule."""
    return not _RULE.fullmatch(line)


def _from_text(lines: Sequence[str]) -> list[str]:
    """The lines with empty ones at their beginning moved to their end: a bullet needs text beside it."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    return [*lines[first:], *lines[:first]]


def _is_head(block: Block) -> bool:
    """True for properties of the page and nothing else."""
    lines = [line for line in block.lines if line.strip()]
    return bool(lines) and all(map(_OF_A_PAGE.fullmatch, lines)) and not block.children


def _size(block: Block) -> int:
    """How many blocks are below one, up to the most that are shown again."""
    count, waiting = 1, list(block.children)
    while waiting and count <= MOST_EMBEDDED:
        count += 1
        waiting += waiting.pop().children
    return count


def _copied(blocks: Sequence[Block], depth: int) -> list[Block]:
    """The blocks, to be shown once more."""
    return [Block(block.indent, block.lines, _copied(block.children, depth), depth) for block in blocks]
