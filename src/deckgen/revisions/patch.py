"""New words of a paragraph in its source: what was not edited stays as its author typed it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.deck.inlines import PLAIN, Inline, Inlines, LineBreak, Marks, Run, merge_runs, with_marks
from deckgen.markdown.escape import escape
from deckgen.markdown.inlines import NOTHING, inline_text, touches
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.lines import prefix_of
from deckgen.revisions.references import SIGN as _SIGN
from deckgen.revisions.references import with_signs
from deckgen.revisions.wiki_links import with_targets

Token: TypeAlias = tuple[str, Marks]
"""A word, a space or a sign, and how it looks."""
_FORMULA = regex(r"\$\$.+?\$\$|(?<![\\\w])\$(?=\S)[^$]+?(?<=\S)\$|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_PRIVATE = 0xE000
"""Characters that no text has stand for formulas."""
_SILENT = regex(
    r"(?P<code>`+[^`]+`+)|\{\{<[ \t]*[\w-]+[ \t]*|[ \t]*>\}\}|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>"
    r"|(?<=\])(?:\([^()\s]*(?:\s\"[^\"]*\")?\)|\{[^{}]*\})"
)
"""Code; and what is not seen: signs around shortcodes, tags, where links lead, attributes."""
_REFERENCE = regex(r"\]\[[^\[\]]*\]")
_NOTHING = "\uf8ff"
_FIXED = "\u00a0\u2007\u202f"
"""Spaces at which no line ends: somebody means them, as French needs them."""
_WORD = regex(rf"\w+|[^\S{_FIXED}]+|.", re.DOTALL)
_SPACE = (" ",)


def told(inlines: Inlines) -> list[Token]:
    """Words with their marks; spaces and breaks have none, a formula is one word."""
    found: list[Token] = []
    for item in inlines:
        if isinstance(item, LineBreak):
            found.append(("\n", PLAIN))
        elif item.marks.math is not None:
            found.append((item.text, Marks(math=item.marks.math)))
        else:
            marks = replace(item.marks, tooltip="")
            found += [(word, PLAIN if word.isspace() else marks) for word in _WORD.findall(item.text)]
    return _with_single_spaces(found)


def _with_single_spaces(tokens: Sequence[Token]) -> list[Token]:
    """A space at the end of one run and one at the beginning of the next are one; beside a break there is none."""
    found: list[Token] = []
    for each in tokens:
        if found and _is_space(each[0]) and _is_space(found[-1][0]):
            found[-1] = each if each[0] == "\n" else found[-1]
        else:
            found.append(each)
    return found


def same(one: Inlines, other: Inlines) -> bool:
    """True for runs that look and say the same, whatever spaces stand around them."""
    return _bare(one) == _bare(other)


def same_paragraphs(one: Sequence[ShownParagraph], other: Sequence[ShownParagraph]) -> bool:
    """The same of paragraphs with the signs of their items."""
    return len(one) == len(other) and all(
        same(a.inlines, b.inlines) and (a.level, a.marker) == (b.level, b.marker)
        for a, b in zip(one, other, strict=True)
    )


def _bare(inlines: Inlines) -> list[object]:
    tokens = _plain(told(inlines))
    while tokens and tokens[-1] == _SPACE:
        tokens.pop()
    return tokens[1:] if tokens and tokens[0] == _SPACE else tokens


def has_new_looks(old: Inlines, new: Inlines) -> bool:
    """True where a word looks as none did, or a line ends where none did."""

    def looks(inlines: Inlines) -> list[object]:
        return [
            "\n" if word == "\n" else _key(marks)
            for word, marks in told(inlines)
            if word == "\n" or not word.isspace()
        ]

    was = looks(old)
    return any(each not in was for each in looks(new))


def _plain(tokens: Sequence[Token]) -> list[object]:
    return [_SPACE if _is_space(word) and word != "\n" else (word, _key(marks)) for word, marks in tokens]


def _is_space(word: str) -> bool:
    return word.isspace() and word not in _FIXED


def _key(marks: Marks) -> object:
    if marks.math is not None:
        return marks.math.latex
    return (marks.bold, marks.italic, marks.code, marks.strike, marks.underline, marks.superscript, marks.subscript,
            marks.small_caps, marks.highlight, marks.link, marks.color)  # fmt: skip


def as_heading(inlines: Inlines) -> Inlines:
    """Without the weight that all of it has, as headings have it by themselves."""
    runs = [item for item in inlines if isinstance(item, Run)]
    if not all(item.marks.bold or item.text.isspace() for item in runs):
        return inlines
    return with_marks(inlines, lambda marks: replace(marks, bold=False))


def runs_of(tokens: Sequence[Token]) -> Inlines:
    """Tokens as runs; a space between words that look alike looks as they do."""
    items: list[Inline] = []
    for at, (word, marks) in enumerate(tokens):
        beside = {_key(each) for _, each in (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])}
        inside = word.isspace() and word != "\n" and len(beside) == 1 and 0 < at < len(tokens) - 1
        items.append(LineBreak() if word == "\n" else Run(word, tokens[at - 1][1] if inside else marks))
    return merge_runs(items)


def patched(source: str, old: Inlines, new: Inlines, style: Style) -> str | None:
    """The source of a paragraph (or of a part of it) that reads `old` with what makes it read `new`; None if it can't
    be told which of its characters are which, or where marks would have to end that begin elsewhere."""
    before = source
    source, old, new, references = with_signs(source, old, new)
    found = _emphasised(source, old, new, style) or _patched(source, old, new, style)
    found = found and _SIGN.sub(lambda match: references[match[0]], found)
    return with_targets(found, before) if found and "[[" in before else found


def _emphasised(source: str, old: Inlines, new: Inlines, style: Style) -> str | None:
    """The source within the marks that all of its words have got, and none had; None if it is not so."""
    before, after = told(old), told(new)
    for name in ("bold", "italic", "strike", "underline"):
        words = [
            (one, other)
            for (word, one), (_, other) in zip(before, after, strict=False)
            if not word.isspace() and not _SIGN.fullmatch(word) and one.math is None
        ]
        is_new = len(before) == len(after) and len(words) > 1
        is_new = is_new and all(_key(replace(one, **{name: True})) == _key(other) for one, other in words)
        if not is_new or any(getattr(one, name) for one, _ in words) or "\n" in source:
            continue
        head = prefix_of(source)
        body = source[len(head.indent) + len(head.sign) :]
        held = re.fullmatch(rf"(\s*)(.*?)((?:{_SIGN.pattern})*\s*)", body, re.DOTALL)
        if _says_more(body, before):
            continue
        around = inline_text((Run("x", replace(PLAIN, **{name: True})),), style).partition("x")
        if held and held[2]:
            return f"{source[: len(source) - len(body)]}{held[1]}{around[0]}{held[2]}{around[2]}{held[3]}"
    return None


def _says_more(source: str, tokens: Sequence[Token]) -> bool:
    """True for a source that has words before these or behind them, as that of a number with words below it."""
    where, unknown = _places(source, tokens)
    known = [place for number, place in enumerate(where) if number not in unknown]
    if not known:
        return False
    outside = f"{source[: known[0][0]]} {source[known[-1][1] :]}"
    return bool(re.search(r"\w", _SILENT.sub("", _REFERENCE.sub("", outside))))


def _patched(source: str, old: Inlines, new: Inlines, style: Style) -> str | None:
    before, after = told(old), told(new)
    where, unknown = _places(source, before)
    if 2 * len(unknown) > len(before):
        return None
    found, end = [], 0
    for i1, i2, j1, j2 in _differences(before, after):
        if unknown & {*range(i1 - 1, i2 + 1)}:
            return None  # what stands there is written in other words
        change = _change(source, before, where, (i1, i2), after[j1:j2], style)
        if change is None or change[0] < end:
            return None
        first, last, piece = change
        formulas = {
            place for (_, marks), each in zip(before, where, strict=True) if marks.math for place in each
        }
        piece = f"{NOTHING}{piece}" if first in formulas and touches(source[:first], piece) else piece
        piece = f"{piece}{NOTHING}" if last in formulas and touches(piece, source[last:]) else piece
        found += [source[end:first], piece]
        end = last
    return "".join([*found, source[end:]])


def _differences(before: Sequence[Token], after: Sequence[Token]) -> list[tuple[int, int, int, int]]:
    """Stretches that differ; those with nothing but a space between them are one."""
    found: list[tuple[int, int, int, int]] = []
    matcher = SequenceMatcher(None, _plain(before), _plain(after), autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        if i1 == i2:
            shift = _shift(before, after, i1, (j1, j2))
            i1, i2, j1, j2 = i1 + shift, i2 + shift, j1 + shift, j2 + shift
        if found and all(word.isspace() for word, _ in before[found[-1][1] : i1]):
            first, _, then, _ = found.pop()
            found.append((first, i2, then, j2))
        else:
            found.append((i1, i2, j1, j2))
    return found


def _shift(before: Sequence[Token], after: Sequence[Token], at: int, new: tuple[int, int]) -> int:
    """New words with a space stand before it or behind it alike: 1 or -1 if they look as what is on the other side."""
    first, last = new
    looks = {_key(marks) for word, marks in after[first:last] if not word.isspace()}

    def is_space(tokens: Sequence[Token], place: int) -> bool:
        return 0 <= place < len(tokens) and tokens[place][0].isspace() and tokens[place][0] != "\n"

    def looks_so(place: int) -> bool:
        return 0 <= place < len(before) and {_key(before[place][1])} == looks

    if is_space(after, first) and is_space(before, at) and looks_so(at + 1) and not looks_so(at - 1):
        return 1
    if is_space(after, last - 1) and is_space(before, at - 1) and looks_so(at - 2) and not looks_so(at):
        return -1
    return 0


def _change(
    source: str, before: Sequence[Token], where: Sequence[tuple[int, int]], stretch: tuple[int, int],
    new: Sequence[Token], style: Style,
) -> tuple[int, int, str] | None:  # fmt: skip
    """What comes in the place of which characters."""
    first, last = stretch
    if first == last:  # something new: where it looks as what is before it, or behind it
        wanted = {_key(marks) for word, marks in new if not word.isspace()}
        sides = [(first - 1, 1), (first, 0)]
        for at, side in sides:
            if 0 <= at < len(before) and not before[at][0].isspace() and {_key(before[at][1])} == wanted:
                place = where[at][side]
                piece = _piece(new, before[at][1], style, starts=_starts(source, place))
                return (place, place, piece) if piece is not None else None
        place = where[first - 1][1] if first else where[0][0] if where else 0
        piece = _piece(new, before[first - 1][1] if first else PLAIN, style, starts=_starts(source, place))
        return (place, place, piece) if piece is not None else None
    inside = {_key(marks) for word, marks in before[first:last] if not word.isspace()}
    context = next((marks for word, marks in before[first:last] if not word.isspace()), PLAIN)
    if (
        len(inside) <= 1
        and (piece := _piece(new, context, style, starts=_starts(source, where[first][0]))) is not None
        and (new or _key(context) == _key(PLAIN))
    ):
        return where[first][0], where[last - 1][1], piece
    # All of what has marks goes, and they with it.
    if not _is_whole(before, first, last):
        return None
    left = where[first - 1][1] if first else _opening(source, where[0][0])
    right = where[last][0] if last < len(where) else _closing(source, where[-1][1])
    piece = _piece(new, PLAIN, style, starts=_starts(source, left))
    return (left, right, piece) if piece is not None else None


def _is_whole(before: Sequence[Token], first: int, last: int) -> bool:
    """True if no word beside these has their marks."""
    inside = {_key(marks) for word, marks in before[first:last] if not word.isspace()} - {_key(PLAIN)}
    beside = [before[at] for at in (first - 1, last) if 0 <= at < len(before)]
    beside += [before[at] for at in (first - 2, last + 1) if 0 <= at < len(before)]
    return not any(_key(marks) in inside for _, marks in beside)


def _opening(source: str, place: int) -> int:
    """Where the marks begin that stand right before a place."""
    while place and source[place - 1] in "*_~=^[`":
        place -= 1
    return place


def _closing(source: str, place: int) -> int:
    """Where the marks end that stand right behind a place."""
    match = re.compile(r"[*_~=^`]*(?:\](?:\([^)]*\)|\{[^}]*\}))?[*_~=^`]*").match(source, place)
    return match.end() if match else place


def _places(source: str, tokens: Sequence[Token]) -> tuple[list[tuple[int, int]], set[int]]:
    """Where each word stands in the source, and which are not there as they are (a note's number, an emoji's name).
    Formulas are told by their order."""
    formulas = list(_FORMULA.finditer(source))
    signs = iter(range(_PRIVATE, _PRIVATE + len(tokens)))
    words = [chr(next(signs)) if marks.math is not None else word for word, marks in tokens]
    plain, offsets = "", list[int]()
    end = 0
    for number, match in enumerate(formulas if any(marks.math for _, marks in tokens) else ()):
        plain += source[end : match.start()] + chr(_PRIVATE + number)
        offsets += [*range(end, match.start()), match.start()]
        end = match.end()
    plain += source[end:]
    offsets += [*range(end, len(source)), len(source)]
    found, unknown = _found(_SILENT.sub(_blanked, plain), words)
    if unknown:  # what looks like a tag may be words
        as_typed = _found(plain, words)
        found, unknown = as_typed if len(as_typed[1]) < len(unknown) else (found, unknown)
    ends = {match.start(): match.end() for match in formulas}
    return [
        (offsets[first], ends.get(offsets[first], 0) if "\ue000" <= word[:1] <= "\uf8ff" else offsets[last])
        for (first, last), word in zip(found, words, strict=True)
    ], unknown


def _blanked(match: re.Match[str]) -> str:
    """What no word of the text can be found in, as long as it is."""
    return match[0] if match["code"] else _NOTHING * len(match[0])


def _found(source: str, words: Sequence[str]) -> tuple[list[tuple[int, int]], set[int]]:
    text = "".join(words)
    blocks = SequenceMatcher(None, source, text, autojunk=False).get_matching_blocks()
    at = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    found: list[tuple[int, int] | None] = []
    start, unknown = 0, set[int]()
    for number, word in enumerate(words):
        first = at.get(start)
        whole = first is not None and all(at.get(start + step) == first + step for step in range(len(word)))
        start += len(word)
        found.append((first, first + len(word)) if whole and first is not None else None)
        unknown |= set() if whole or word.isspace() else {number}
    return [each or _gap(source, found, number) for number, each in enumerate(found)], unknown


def _gap(source: str, found: Sequence[tuple[int, int] | None], number: int) -> tuple[int, int]:
    """Where a space stands that is written otherwise: the end of a line, or several spaces."""
    before = next((each[1] for each in reversed(found[:number]) if each), 0)
    behind = next((each[0] for each in found[number + 1 :] if each), len(source))
    gap = re.compile(r"\s+").search(source, before, max(behind, before))
    return gap.span() if gap else (before, before)


def _starts(source: str, place: int) -> bool:
    """True where a paragraph's first word stands."""
    own = prefix_of(source)
    return place <= len(own.indent) + len(own.sign)


def _piece(tokens: Sequence[Token], context: Marks, style: Style, *, starts: bool) -> str | None:
    """Words as they stand where `context` holds, at the beginning of a paragraph if it `starts` there; None for what
    can't stand there."""
    own: list[Token] = []
    for word, marks in tokens:
        if word.isspace() or _key(marks) == _key(context):
            own.append((word, PLAIN))
        elif _key(context) == _key(PLAIN):
            own.append((word, marks))
        else:
            return None
    runs = runs_of(own)
    if context.code:
        text = "".join(item.text if isinstance(item, Run) else " " for item in runs)
        return text if "`" not in text else None  # its signs would end it
    if all(isinstance(item, Run) and item.marks == PLAIN for item in runs):
        return escape("".join(item.text for item in runs if isinstance(item, Run)), starts=starts)
    lines: list[list[Inline]] = [[]]
    for item in runs:
        if isinstance(item, LineBreak):
            lines.append([])
        else:
            lines[-1].append(item)
    text = "\\\n".join(
        inline_text(tuple(line), style, starts=starts and not at) for at, line in enumerate(lines)
    )
    first, last = runs[0], runs[-1]
    lead = " " if isinstance(first, Run) and first.text[:1].isspace() and not text.startswith(" ") else ""
    tail = " " if isinstance(last, Run) and last.text[-1:].isspace() and not text.endswith(" ") else ""
    return lead + text + tail
