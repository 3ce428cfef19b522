"""What the speaker says, in the forms in which sources have it: fences, comments, paragraphs behind a mark."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import PLAIN, Run, plain_text, single_spaced
from deckgen.imports.text_blocks import blocks_of
from deckgen.imports.typed import behind
from deckgen.markdown.blocks import block_text
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.lines import Lines, prefix_of
from deckgen.revisions.matching import said
from deckgen.revisions.patch import same
from deckgen.revisions.units import Unit

_MARK = regex(r"(?:Notes?:|\^)[ \t]*")
"""Begins what is said, up to the end of the slide or of the paragraph."""
_SIGN = regex(r"(?:[•*-]|(\d{1,9})[.)])[ \t\u00a0]+(?=\S)")
"""What the file has of an item of notes, and what is typed for one."""
_WORD = regex(r"<!--\s*([A-Za-z]\w*_\w+:)(?=\s)")
"""What a tool calls the comments that are notes."""
_SIGNS = regex(r"[*_`<>\[\]$~^\\{}#|]|^(?:[-+]|\d+[.)])\s|-{2,}")
_TAGS = regex(r"[ \t]*(<(aside|div)\b[^>]*>).*(</\2>)[ \t]*$", re.IGNORECASE)
"""An element on a line of its own."""


def first_notes(lines: Lines, style: Style, new: Sequence[ShownParagraph], anchor: int) -> None:
    """The notes of a slide that had none, as the author's other slides have theirs."""
    text = block_text(blocks_of(new), style)
    word = re.search(r"^(Notes?):", "\n".join(lines.base), re.MULTILINE)
    below = next((line for line in lines.base[anchor:] if line.strip()), "---")
    # Behind such a word all is said that stands above the next rule.
    is_last = below.startswith("---") and not _MARK.match(text)
    block = f"{word[1]}: {text}" if word and is_last else style.spoken(text)
    lines.insert(anchor, ["", *block.split("\n")])


def rewritten(
    lines: Lines, units: Sequence[Unit | None], old: Sequence[ShownParagraph], new: Sequence[ShownParagraph],
    style: Style,
) -> bool:  # fmt: skip
    """Write notes that stand in a comment, or on one line with their tags; False for others, and where a tool reads
    the comment as any other text."""
    places = [unit for unit in units if unit is not None]
    first = min((unit.first for unit in places), default=0)
    tags = _TAGS.match(lines.line(first)) if first else None
    if tags is not None:
        text = block_text(blocks_of(new), style)
        lines.replace(first, first, f"{tags[1]}\n\n{text}\n\n{tags[3]}" if text else "")
        return True
    while first > 0 and "<!--" not in lines.line(first) and "-->" not in lines.line(first - 1):
        first -= 1
    last = max((unit.last for unit in places), default=0)
    while last < len(lines.base) and "-->" not in lines.line(last):
        last += 1
    opened = first and lines.line(first).lstrip().startswith("<!--")
    if not (opened and "-->" in lines.line(last)):
        return False
    as_text = len(old) == len(new) or any(map(means_more, new))
    if style.reads_comments and new and as_text and "-->" not in "".join(map(said, new)):
        return False
    if _in_place(lines, units, old, new):
        return True
    text = re.sub("-{2,}>", "→", _plain(new, style))  # it would end the comment
    word = _WORD.search("\n".join(lines.line(at) for at in range(first, last + 1)))
    head = word[1] if word else ""
    if "\n" in text:
        body = f"{head} |\n{textwrap.indent(text, '  ')}" if head else text
        written = f"<!--\n{body}\n-->"
    else:
        written = f"<!-- {' '.join(filter(None, (head, text)))} -->" if text else ""
    lines.replace(first, last, written)
    return True


def _in_place(
    lines: Lines, units: Sequence[Unit | None], old: Sequence[ShownParagraph], new: Sequence[ShownParagraph]
) -> bool:
    """Put new words in place of the old ones, where each paragraph has a line with these words: whatever stands around
    them stays. False, and nothing is done, where one has not."""
    if len(old) != len(new):
        return False
    found = []
    for unit, was, now in zip(units, old, new, strict=True):
        if same(was.inlines, now.inlines):
            continue
        text = lines.now(unit.first, unit.last) if unit else ""
        is_plain = all(item.marks == PLAIN for item in now.inlines if isinstance(item, Run))
        written = _put(text, _words(was), _words(now)) if is_plain and "-->" not in _words(now) else None
        if unit is None or written is None:
            return False
        found.append((unit, written))
    for unit, text in found:
        lines.replace(unit.first, unit.last, text)
    return True


def _put(text: str, was: str, now: str) -> str | None:
    """The text with what is new in its words; the line ends between them stay. None where it has them not."""
    old, new = was.split(" "), now.split(" ")
    there = re.search(r"[ \t\n]+".join(map(re.escape, old)), text)
    if there is None:
        return None
    first = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - first
    last = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    tokens = re.split(r"([ \t\n]+)", there[0])
    head, tail = tokens[: 2 * first], tokens[2 * (len(old) - last) :]
    middle = [" ".join(new[first : len(new) - last])] if len(new) > first + last else []
    if middle and head and not tail and not head[-1].isspace():
        head = [*head, " "]
    if middle and tail:
        middle.append(tokens[2 * (len(old) - last) - 1] if len(old) > first + last else " ")
    said = "".join((*head, *middle, *tail))
    return text[: there.start()] + (said if tail or middle else said.rstrip()) + text[there.end() :]


def means_more(new: ShownParagraph) -> bool:
    """True for words of notes that would mean something in Markdown, or end what they stand in, and for marked ones."""
    marks = (item.marks for item in new.inlines if isinstance(item, Run))
    return bool(_SIGNS.search(said(new))) or any(each != PLAIN for each in marks)


def remove_fence(lines: Lines, units: Sequence[Unit]) -> None:
    """A block of notes of which nothing is left."""
    first, last = min(unit.first for unit in units) - 1, max(unit.last for unit in units) + 1
    if re.match(r":{3,}\s*\{?\.?notes", lines.line(first)) and lines.line(last).startswith(":::"):
        lines.remove(first, last)


def _words(paragraph: ShownParagraph) -> str:
    return single_spaced(plain_text(paragraph.inlines))


def _plain(paragraphs: Sequence[ShownParagraph], style: Style) -> str:
    """Their words, which nobody formats in a comment, and the signs of items."""
    lines: list[str] = []
    for paragraph in paragraphs:
        sign = f"{paragraph.start}. " if paragraph.marker == "number" else f"{style.bullet} "
        words = (
            " " * (2 * paragraph.level) + sign + _words(paragraph) if paragraph.marker else _words(paragraph)
        )
        lines += [words] if paragraph.marker and lines and lines[-1] else ["", words]
        lines += [] if paragraph.marker else [""]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def items_of(notes: Sequence[ShownParagraph]) -> list[ShownParagraph]:
    """Notes with the items of their lists as such: the file has no lists there but signs, as a speaker types them."""
    found = []
    for paragraph in notes:
        match = _SIGN.match(plain_text(paragraph.inlines))
        first = paragraph.inlines[0] if paragraph.inlines else None
        if (
            match is None
            or paragraph.marker
            or not isinstance(first, Run)
            or first.marks.code
            or first.marks.math
        ):
            found.append(paragraph)
            continue
        bare = replace(paragraph, inlines=behind(paragraph.inlines, match.end()))
        numbered = replace(bare, marker="number", start=int(match[1])) if match[1] else bare
        found.append(numbered if match[1] else replace(bare, marker="bullet"))
    return found


def without_sign(words: str) -> str:
    """The words of an item that stands as it is typed."""
    match = _SIGN.match(words)
    return words[match.end() :] if match else words


def keep_mark(lines: Lines, units: Sequence[Unit], last: int) -> None:
    """The mark that the notes began with stands before what they begin with now, and one of a paragraph before each:
    without it they would be seen. `last` is the last line of the notes."""
    first = min(unit.first for unit in units)
    mark = _MARK.match(lines.line(first).lstrip())
    if mark is None:
        return
    for number in range(first - 1, last + 1):
        parts = [lines.changed.get(number, [lines.line(number)]), lines.after.get(number, [])]
        for part in parts[number < first :]:  # what stands above is no note
            for at, line in enumerate(part):
                if not line.strip():
                    continue
                is_as_it_was = part is parts[0] and number not in lines.changed
                if mark[0].startswith("N"):
                    if not _MARK.match(line.lstrip()):
                        part[at : at + 1] = _marked(mark[0].rstrip(), line)
                        lines.changed |= {number: part} if is_as_it_was else {}
                    return
                if not (is_as_it_was or _MARK.match(line.lstrip())):
                    part[at] = f"^ {line.lstrip()}"


def _marked(mark: str, line: str) -> list[str]:
    """The first line of the notes behind a mark, which stands alone before what is no paragraph."""
    is_block = prefix_of(line).sign or re.match(r"[ \t]*[^\w\s*_\[(«\"“]", line)
    return [mark, "", line] if is_block else [f"{mark} {line.lstrip()}"]
