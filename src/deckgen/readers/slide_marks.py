"""Where slides may begin in a deck's text: headings and rules, found from one line that matters to the next.

Of a text that was edited, only what the edit may have changed is gone through again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container
from itertools import islice

from msgspec import Struct

from deckgen.deck.numbers import is_fact
from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect
from deckgen.readers.html_names import BLOCKS, TAG_LINES, WRAPPERS
from deckgen.readers.text_tables import COLUMNS, table_end

FAR_BELOW = 4000
"""Characters below its first line at which a table says where its columns stand, at most."""
LONGEST_TABLE = 40_000
"""Characters of a table drawn with dashes …"""
LONGEST_SETTINGS = 20_000
"""… and of settings below a rule."""


class Mark(Model, frozen=True):
    """A place where a slide may begin."""

    at: int
    """Characters from the text's beginning; a line begins there."""
    is_rule: bool
    """A rule, not a heading."""
    is_cut: bool
    """Nothing is open before it."""
    level: int = 0
    """Of a heading at the margin."""


class Marks(Struct, frozen=True):
    """Those of a text."""

    text: str
    all: list[Mark]
    reaches: list[int]
    """For each, up to where the text above it, or what was looked for from there, was looked at: as long as all that is
    the same, so is whatever stands before the mark."""


_MARKED = regex(
    r"\n(?=[ \t`~*+\-\d#<$\\:.\]%=_])(?:"  # most lines begin with a letter
    r"(?P<fence>[ ]{0,3}(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?P<ticks>`{3,}(?=[^`\n]*$)|~{3,}))"
    r"|(?P<rule>[ ]{0,3}(?:---[ \t]+[^\s-].*|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$)"
    r"|(?P<heading>[ ]{0,3}(?P<item>[-*+][ \t]+)?\#{1,6}(?=[ \t\n]|\Z))"
    r"|(?P<html>[ ]{0,3}<(?=[!?/A-Za-z]))"
    r"|(?P<maths>[ \t]*(?:\$\$|\\\[|\\begin\{))"
    r"|(?P<div>[ ]{0,3}(?::::|\.[A-Za-z][\w.-]*\[[ \t]*$|\]$))"
    r"|(?P<comment>[ \t]*%%)"
    r"|(?P<underline>(?:=+|-{4,})[ \t]*$)"
    r"|(?P<settings>--[ \t]*$)"
    r")",
    re.MULTILINE | re.VERBOSE,
)
"""The lines that matter, from the line end above them: that is found many times faster than `^`."""
SHORT_TITLE = regex(r"(?=[^\W\d_])[^a-z]\S\S")
"""As long as the three dashes below it (`FAQ`, `Q&A`): they would else end a slide."""
_CUT_RULE = regex(r"(?:---|(?:\*){3,}|_{3,})[ \t]*$|---[ \t]+[^\s-]", re.MULTILINE)
_ENDS = (
    (regex(r"[ ]*<!--"), regex(r"-->")),
    (regex(r"[ ]*<(?:script|pre|style|textarea)(?=[\s>]|$)", re.I | re.M),
     regex(r"</(?:script|pre|style|textarea)>", re.I)),
    (regex(r"[ ]*<\?"), regex(r"\?>")),
    (regex(r"[ ]*<!\[CDATA\["), regex(r"\]\]>")),
    (regex(r"[ ]*<![A-Za-z]"), regex(r">")),
)  # fmt: skip
"""HTML blocks that go on over blank lines (CommonMark 0.31, §4.6, kinds 1 to 5), and their ends."""
_NAMED = regex(rf"[ ]*</?(?:{'|'.join(sorted(BLOCKS))})(?=[\s>]|/>|$)", re.I | re.M)
_ALONE = regex(r"[ ]*</?[A-Za-z][\w:-]*(?:\s[^<>\n]*)?/?>[ \t]*$", re.M)
_DIV_LINES = regex(r"^ {0,3}:{3,}[ \t]*([^\s:][^\n]*)?$", re.MULTILINE)
_MOST_DIVS = 200
"""Lines of those, looked through for the one that closes what is open."""
_IS_TEXT = regex(r"[ ]{0,3}(?![-*+>#|<:]|\d+[.)][ \t]|`{3}|~{3})\S")
"""A line that may be one of a paragraph."""
_BLANK = regex(r"^[ \t]*$|^[ ]{0,3}(?::::|`{3,}[^`\n]*$|~{3,})|^---[ \t]*$", re.MULTILINE)
_COMMENTED = r"<!--(?:(?!<!--|-->).)*-->"
_TAG = regex(rf"{_COMMENTED}|<(/?)({'|'.join(sorted(WRAPPERS))})(?=[\s>/])[^<>]*?(/?)>", re.I | re.S)
_COMMENT = regex(_COMMENTED, re.DOTALL)
_COMMENT_END = regex(r"%%[ \t]*$", re.MULTILINE)
_SHORT_RULE = regex(r"^ {0,3}-{3}[ \t]*$", re.MULTILINE)
RULE = regex(r"^ {0,3}(?:([-*_])[ \t]*(?:\1[ \t]*){2,}$|---[ \t]+\S)", re.MULTILINE)
HEADING = regex(r"^ {0,3}#{1,6}(?:[ \t]|$)", re.MULTILINE)
"""Lines at which what is never closed ends: rules and, where none follows, headings."""
_AT_MARGIN = regex(r"^\S.*", re.MULTILINE)
_LIST = regex(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|\[\^|[:~][ \t]")


class _Scanner:
    """Goes through a text from one line that matters to the next."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.lines = f"\n{text}"
        """A line begins in the text where its line end above is found here."""
        self.dialect = dialect
        self.marks: list[Mark] = []
        self.reaches: list[int] = []
        self.reach = 0
        """How far the text was looked at."""
        self.depth = 0
        """Fences and elements that are open around what stands here."""
        self.tags: list[str] = []
        self.found: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}
        """From where a pattern was looked for last, and what was found."""
        self.margin, self.seen = "", 0
        """The last line at the margin, and up to where it was looked for."""
        self.unsure = 0
        """No cut is sure before this place."""

    def scan(self, position: int = 0, known: Container[int] = ()) -> int:
        """Find the marks from `position` on, down to the first cut that is one of the `known` ones; its place, or the
        text's end."""
        while match := _MARKED.search(self.lines, position):
            after = self._line_end(match.end() - 1)
            self.reach = max(self.reach, after)
            kind = match.lastgroup if match.lastgroup != "ticks" else "fence"
            match kind:
                case "fence":
                    after = self._fence_end(match, after)
                case "rule":
                    after = self._rule(match, after)
                case "heading":
                    signs, _, words = self.text[match.start() : after].strip().partition(" ")
                    joins = len(signs) > 1 and is_fact(words.strip())  # the slide above may take it in
                    is_cut = match[0].startswith("\n#") and not joins
                    level = 0 if match["item"] and match[0][1] == " " else match[0].count("#")
                    self._mark(match.start(), is_cut=is_cut, level=level)
                case "html":
                    after = self._html(match.start(), after)
                case "maths":
                    after = self._maths_end(match.start(), after)
                case "div":
                    self._div(match[0].strip(), self.text[match.start() : after])
                case "comment":
                    after = self._comment_end(match.start(), after)
                case "underline":
                    if self._line_above(match.start()).strip():
                        self._mark(match.start(), is_cut=False, level=1 if match[0][1] == "=" else 2)
                case "settings":
                    if self.dialect.has_vertical_rules and not self._line_above(match.start()).strip():
                        self._mark(match.start(), is_cut=False)
            position = max(after, match.end() - 1)
            if self.marks and self.marks[-1].is_cut and self.marks[-1].at in known:
                return self.marks[-1].at
        return len(self.text)

    def go_on(self, old: Marks) -> None:
        """Find what an edit changed of the marks of the text before it. Nothing is open at a cut: what stands above it
        matters no more to what follows."""
        shorter = min(len(self.text), len(old.text))
        above = _most(shorter, lambda count: self.text.startswith(old.text[:count]))
        below = _most(shorter - above, lambda count: self.text.endswith(old.text[len(old.text) - count :]))
        kept = (
            at for at in range(len(old.all) - 1, -1, -1) if old.all[at].is_cut and old.reaches[at] < above
        )
        first = next(kept, 0)
        if first:
            self.marks, self.reaches = old.all[:first], old.reaches[:first]
            self.seen, self.reach = old.all[first].at, old.reaches[first]
        further = len(self.text) - len(old.text)
        line = self.text.find("\n", len(self.text) - below) + 1  # the line above a mark may decide what it is
        highest = line - further if line else len(old.text)
        places = {m.at + further: at for at, m in enumerate(old.all) if m.is_cut and m.at > highest}
        same = places.get(self.scan(self.seen, places))
        if same is None:
            return
        self.marks.pop()
        self.reaches.pop()
        moved = (Mark(mark.at + further, mark.is_rule, mark.is_cut, mark.level) for mark in old.all[same:])
        self.marks += moved if further else old.all[same:]
        self.reaches += (max(self.reach, reach + further) for reach in old.reaches[same:])

    def _search(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """The first match from `position` on; what was found from further above, or not, is not looked for again."""
        start, match = self.found.get(pattern, (-1, None))
        if not (0 <= start <= position and (match is None or match.start() >= position)):
            match = self._looked(pattern.search(self.text, position))
            self.found[pattern] = (position, match)
        return match

    def _looked(self, match: re.Match[str] | None) -> re.Match[str] | None:
        """What was searched for: all that stands before it has a part in what follows, or all that is left."""
        self.reach = max(self.reach, self._line_end(match.end()) if match else sys.maxsize)
        return match

    def _mark(self, at: int, *, is_cut: bool, level: int | None = None) -> None:
        """Note a heading of a `level`, or a rule."""
        is_rule = level is None
        is_cut = is_cut and at >= self.unsure and (is_rule or not (self.depth or self.tags))
        self.marks.append(Mark(at, is_rule, is_cut, level or 0))
        self.reaches.append(self.reach)

    def _line_end(self, position: int) -> int:
        """Behind the line's end."""
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end + 1

    def _line_above(self, at: int) -> str:
        return self.text[self.text.rfind("\n", 0, max(0, at - 1)) + 1 : max(0, at - 1)]

    def _next_slide(self, position: int) -> int:
        """Where what is never closed ends: at the next rule, or heading where there is none."""
        match = self._search(RULE, position) or self._search(HEADING, position)
        return match.start() if match else len(self.text)

    def _rule(self, match: re.Match[str], after: int) -> int:
        start = match.start()
        above = self._line_above(start)
        line = self.text[start:after].rstrip()
        if len(line) > 3 and line.lstrip()[0] == "-" and (end := self._table_end(start, above)):
            return end
        if len(line) > 3 and not line.strip("-") and above.strip():
            self._mark(start, is_cut=False, level=self._underlined(start))
            return after
        if line == "---" and not self.dialect.is_strict and self._is_short_title(start, above):
            self._mark(start, is_cut=False, level=self._underlined(start))
            return after
        if self.dialect.underlined and above.strip() and not line.strip("-"):
            is_heading = bool(_IS_TEXT.match(above))
            self._mark(start, is_cut=False, level=self._underlined(start) if is_heading else None)
            return after
        if not re.fullmatch(self.dialect.rule, line.strip()):
            return after
        if self.dialect.has_slide_level and self.depth and self._is_in_div(after):
            return after
        self.depth, self.tags = 0, []  # nothing goes on behind it
        is_cut = bool(_CUT_RULE.match(self.text, start)) and "|" not in above
        self._mark(start, is_cut=is_cut)
        settings_end = self.dialect.settings_end
        if settings_end and line.startswith("---") and self.text[after : after + 1].strip():
            self.reach = max(self.reach, start + LONGEST_SETTINGS)
            lines = self.text[start : start + LONGEST_SETTINGS].split("\n")
            if last := settings_end(lines, 0):
                return start + sum(len(each) + 1 for each in lines[: last + 1])
        return after

    def _is_in_div(self, position: int) -> bool:
        """True if what is open there is closed further down: no slide begins inside it."""
        depth = 0
        for match in islice(_DIV_LINES.finditer(self.text, position), _MOST_DIVS):
            depth += 1 if match[1] else -1
            if depth < 0:
                self._looked(match)
                return True
        self._looked(None)
        return False

    def _is_short_title(self, start: int, above: str) -> bool:
        """True for a title that is no longer than the three dashes below it."""
        return (
            bool(SHORT_TITLE.fullmatch(above.rstrip()))
            and not self._line_above(start - len(above) - 1).strip()
        )

    def _underlined(self, start: int) -> int:
        """The level of the heading above a line of dashes, if that begins at the margin."""
        return 2 if self.text[start] == "-" else 0

    def _table_end(self, start: int, above: str) -> int:
        """Behind the table whose dashes these are; 0 if they are none of a table's."""
        begin = start - len(above) - 1 if above.strip() else start
        end = self._line_end(start + FAR_BELOW)
        self.reach = max(self.reach, end)
        if not COLUMNS.search(self.text, begin, end):
            return 0
        self.reach = max(self.reach, begin + LONGEST_TABLE)
        lines = self.text[begin : begin + LONGEST_TABLE].split("\n")
        return begin + sum(len(line) + 1 for line in lines[:last]) if (last := table_end(lines, 0)) else 0

    def _fence_end(self, match: re.Match[str], after: int) -> int:
        """Behind the line that closes a code fence; one in a list ends with it, too."""
        ticks = match["ticks"]
        opener = match[0].removeprefix("\n").removesuffix(ticks)
        inside = bool(opener.strip()) or 0 < self._content_column(match.start()) <= len(opener)
        indent, edge = (r"[ \t]*", r"|^(?=[^\s])") if inside else (" {0,3}", "")
        end = re.compile(rf"^{indent}{ticks[0]}{{{len(ticks)},}}[ \t]*$\n?{edge}", re.MULTILINE)
        closing = self._looked(end.search(self.text, after))
        return closing.end() if closing else len(self.text)

    def _content_column(self, at: int) -> int:
        """Where the content of the list item or note begins that the last line at the margin above opens; 0 if it
        opens none."""
        for match in _AT_MARGIN.finditer(self.text, self.seen, at):
            self.margin = match[0]
        self.seen = max(self.seen, at)
        opened = _LIST.match(self.margin)
        return min(4, opened.end()) if opened else 0

    def _html(self, start: int, after: int) -> int:
        """Behind a block of HTML; the elements that it leaves open are noted."""
        for opener, closer in _ENDS:
            if opener.match(self.text, start):
                closing = self._search(closer, start)
                return self._line_end(closing.end()) if closing else self._next_slide(after)
        blank = self._search(_BLANK, after)
        end = blank.start() if blank else len(self.text)
        if not _NAMED.match(self.text, start):
            if not _ALONE.match(self.text, start):
                return after
            if self._line_above(start).strip():
                self.unsure = end  # a block, or text of a paragraph
                return after
        lines = TAG_LINES.match(self.text, start) if self.dialect.is_html_read else None
        end = lines.end() if lines else self._script_end(self.text[start:end].lower(), end)
        for tag in _TAG.finditer(self.text, start, end):
            name = (tag[2] or "").lower()
            if tag[1] and name in self.tags:
                while self.tags.pop() != name:
                    pass
            elif name and not tag[1] and not tag[3]:
                self.tags.append(name)
        return max(end, after)

    def _script_end(self, content: str, end: int) -> int:
        """Behind a style sheet or script in a block, which may hold blank lines."""
        bare = _COMMENT.sub("", content)
        for name in ("style", "script"):
            if len(re.findall(f"<{name}[ >]", bare)) > bare.count(f"</{name}"):
                closing = re.compile(f"</{name}", re.IGNORECASE).search(self.text, end, self._next_slide(end))
                blank = self._looked(_BLANK.search(self.text, closing.end())) if closing else None
                if closing:
                    end = blank.start() if blank else len(self.text)
        return end

    def _maths_end(self, start: int, after: int) -> int:
        """Behind a formula of several lines, or a program text in an environment; a rule ends it, too."""
        line = self.text[start:after].strip()
        environment = re.match(r"\\begin\{(\w+\*?)\}", line)
        closing = f"\\end{{{environment[1]}}}" if environment else "$$" if line.startswith("$$") else "\\]"
        skip = environment.end() if environment else 2
        if line.startswith("\\begin") and not environment:
            return after
        if closing in line[skip:]:
            return after
        end = self._search(re.compile(re.escape(closing)), after)
        if end is None:
            return after
        last = self.text.rfind("\n", 0, end.start()) + 1
        rule = _SHORT_RULE.search(self.text, after, last) if last > after else None
        return after if rule else self._line_end(end.start())

    def _div(self, mark: str, line: str) -> None:
        """`:::` opens and closes, and so do `.class[` and `]` in some dialects."""
        if mark.startswith(":::"):
            self.depth += 1 if re.match(r"\s*:{3,}[ \t]*[^\s:]", line) else -1 if self.depth else 0
        elif self.dialect.has_bracket_boxes:
            self.depth += 1 if mark.startswith(".") else -1 if self.depth else 0

    def _comment_end(self, start: int, after: int) -> int:
        """Behind a comment of several lines between `%%`."""
        first = self.text[start:after].strip()
        if not self.dialect.has_percent_comments or "%%" in first[2:]:
            return after
        closing = self._search(_COMMENT_END, after)
        return self._line_end(closing.end()) if closing else after


def marks_of(text: str, dialect: Dialect, old: Marks | None = None) -> Marks:
    """The places in `text` where slides may begin; `old` are those of another text in the same dialect, of which all
    that is the same is not gone through again."""
    scanner = _Scanner(text, dialect)
    if old:
        scanner.go_on(old)
    else:
        scanner.scan()
    return Marks(text, scanner.marks, scanner.reaches)


def _most(highest: int, holds: Callable[[int], bool]) -> int:
    """The highest number for which something holds that holds for all below it."""
    low = 0
    while low < highest:
        middle = (low + highest + 1) // 2
        low, highest = (middle, highest) if holds(middle) else (low, middle - 1)
    return low
