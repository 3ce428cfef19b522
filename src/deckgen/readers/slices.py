"""A deck's text, cut where a slide surely begins and a block parser has nothing open.

Slices can be read one by one, in any order: what begins in one of them ends in it. Where it is not sure that a cut is
one, there is none: a slice may well hold several slides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from deckgen.deck.numbers import is_fact
from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect
from deckgen.readers.html_names import BLOCKS, TAG_LINES, WRAPPERS
from deckgen.readers.text_tables import COLUMNS, table_end


class Slice(Model, frozen=True):
    """Lines of a file."""

    text: str
    first: int
    """The line of the file that its first one is, from 1."""
    rule_below: bool = False
    """It ends at a rule, or one follows below."""


class Mark(Model, frozen=True):
    """A place where a slide may begin."""

    at: int
    """Characters from the text's beginning; a line begins there."""
    is_rule: bool
    """A rule, not a heading."""
    is_cut: bool
    """Nothing is open before it."""


def divide(text: str, first: int, marks: Sequence[Mark], *, levels: int) -> list[Slice]:
    """The slices of `text`, which begins at line `first` of its file; headings down to level `levels` begin one."""

    def begins(mark: Mark) -> bool:
        if mark.is_rule or levels in (0, LOWEST):
            return mark.is_rule or levels == LOWEST
        heading = heading_at(text, mark)
        return heading is not None and heading[0] <= levels

    cuts = [mark.at for mark in marks if mark.is_cut and mark.at and begins(mark)]
    last_rule = max((mark.at for mark in marks if mark.is_rule), default=-1)
    slices, start, line = [], 0, first
    for end in (*cuts, len(text)):
        slices.append(Slice(text[start:end], line, end <= last_rule))
        line += text.count("\n", start, end)
        start = end
    return slices


def slide_level(text: str, marks: Sequence[Mark]) -> int:
    """The level of the highest heading with text right below it; the lowest there is for a text without."""
    found = LOWEST
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        heading = heading_at(text, mark) if mark.is_cut else None
        if heading is None or heading[0] >= found:
            continue
        end = after.at if after else len(text)
        below = text[mark.at : end].partition("\n")[2]
        if _COMMENTS.sub("", below).strip():
            found = heading[0]
    return found


_COMMENTS = regex(r"<!--.*?-->", re.DOTALL)


def is_separated(text: str, marks: Sequence[Mark], dialect: Dialect) -> bool:
    """A file with a rule for every three headings at least says itself where slides begin; but not one most of whose
    headings stand between two rules with several of their level: there, rules are for slides without a title."""
    rules = sum(mark.is_rule for mark in marks)
    if dialect.is_strict:
        return True
    headings = len(marks) - rules
    return rules > 0 and headings <= 3 * rules and 2 * _crowded(text, marks) <= headings


def _crowded(text: str, marks: Sequence[Mark]) -> int:
    """How many headings of the first two levels stand between two rules with more of their level, three at least."""
    found, levels = 0, Counter[int]()
    for mark in (*marks, Mark(at=len(text), is_rule=True, is_cut=True)):
        if mark.is_rule:
            found += sum(count for level, count in levels.items() if count >= SEVERAL and level <= 2)
            levels.clear()
        elif heading := heading_at(text, mark):
            levels[heading[0]] += 1
    return found


LOWEST = 6
"""Of headings' levels."""
FAR_BELOW = 4000
"""Characters below its first line at which a table says where its columns stand, at most."""
LONGEST_TABLE = 40_000
"""Characters of a table drawn with dashes."""
SEVERAL = 3
"""Headings of one level that stand together are slides."""


_MARKED = regex(
    r"\n(?=[ \t`~*+\-\d#<$\\:.\]%=_])(?:"  # most lines begin with a letter
    r"(?P<fence>[ ]{0,3}(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?P<ticks>`{3,}(?=[^`\n]*$)|~{3,}))"
    r"|(?P<rule>[ ]{0,3}(?:---[ \t]+[^\s-].*|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$)"
    r"|(?P<heading>[ ]{0,3}(?:[-*+][ \t]+)?\#{1,6}(?=[ \t\n]|\Z))"
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
_IS_TEXT = regex(r"[ ]{0,3}(?![-*+>#|<:]|\d+[.)][ \t]|`{3}|~{3})\S")
"""A line that may be one of a paragraph."""
_BLANK = regex(r"^[ \t]*$|^[ ]{0,3}(?::::|`{3,}[^`\n]*$|~{3,})|^---[ \t]*$", re.MULTILINE)
_TAG = regex(rf"<!--.*?-->|<(/?)({'|'.join(sorted(WRAPPERS))})(?=[\s>/])[^<>]*?(/?)>", re.I | re.S)
_COMMENT_END = regex(r"%%[ \t]*$", re.MULTILINE)
_SHORT_RULE = regex(r"^ {0,3}-{3}[ \t]*$", re.MULTILINE)
RULE = regex(r"^ {0,3}(?:([-*_])[ \t]*(?:\1[ \t]*){2,}$|---[ \t]+\S)", re.MULTILINE)
HEADING = regex(r"^ {0,3}#{1,6}(?:[ \t]|$)", re.MULTILINE)
"""Lines at which what is never closed ends: rules and, where none follows, headings."""
_NUMBER_SIGNS = regex(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
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
        self.depth = 0
        """Fences and elements that are open around what stands here."""
        self.tags: list[str] = []
        self.found: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}
        """From where a pattern was looked for last, and what was found."""
        self.margin, self.seen = "", 0
        """The last line at the margin, and up to where it was looked for."""
        self.unsure = 0
        """No cut is sure before this place."""

    def scan(self) -> list[Mark]:
        position = 0
        while match := _MARKED.search(self.lines, position):
            after = self._line_end(match.end() - 1)
            kind = match.lastgroup if match.lastgroup != "ticks" else "fence"
            match kind:
                case "fence":
                    after = self._fence_end(match, after)
                case "rule":
                    after = self._rule(match, after)
                case "heading":
                    level, _, words = self.text[match.start() : after].strip().partition(" ")
                    joins = len(level) > 1 and is_fact(words.strip())  # the slide above may take it in
                    is_cut = match[0].startswith("\n#") and not joins
                    self._mark(match.start(), is_rule=False, is_cut=is_cut)
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
                        self._mark(match.start(), is_rule=False, is_cut=False)
                case "settings":
                    if self.dialect.has_vertical_rules and not self._line_above(match.start()).strip():
                        self._mark(match.start(), is_rule=True, is_cut=False)
            position = max(after, match.end() - 1)
        return self.marks

    def _search(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """The first match from `position` on; what was found from further above, or not, is not looked for again."""
        start, match = self.found.get(pattern, (-1, None))
        if not (0 <= start <= position and (match is None or match.start() >= position)):
            match = pattern.search(self.text, position)
            self.found[pattern] = (position, match)
        return match

    def _mark(self, at: int, *, is_rule: bool, is_cut: bool) -> None:
        self.marks.append(
            Mark(at, is_rule, is_cut and at >= self.unsure and (is_rule or not (self.depth or self.tags)))
        )

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
            self._mark(start, is_rule=False, is_cut=False)  # it underlines a heading
            return after
        if self.dialect.underlined and above.strip() and not line.strip("-"):
            self._mark(start, is_rule=not _IS_TEXT.match(above), is_cut=False)
            return after
        if not re.fullmatch(self.dialect.rule, line.strip()):
            return after
        self.depth, self.tags = 0, []  # nothing goes on behind it
        is_cut = bool(_CUT_RULE.match(self.text, start)) and "|" not in above
        self._mark(start, is_rule=True, is_cut=is_cut)
        settings_end = self.dialect.settings_end
        if settings_end and line.startswith("---") and self.text[after : after + 1].strip():
            lines = self.text[start : start + 20_000].split("\n")
            if last := settings_end(lines, 0):
                return start + sum(len(each) + 1 for each in lines[: last + 1])
        return after

    def _table_end(self, start: int, above: str) -> int:
        """Behind the table whose dashes these are; 0 if they are none of a table's."""
        begin = start - len(above) - 1 if above.strip() else start
        columns = self._search(COLUMNS, begin)
        if columns is None or columns.start() > start + FAR_BELOW:
            return 0
        lines = self.text[begin : begin + LONGEST_TABLE].split("\n")
        return begin + sum(len(line) + 1 for line in lines[:last]) if (last := table_end(lines, 0)) else 0

    def _fence_end(self, match: re.Match[str], after: int) -> int:
        """Behind the line that closes a code fence; one in a list ends with it, too."""
        ticks = match["ticks"]
        opener = match[0].removeprefix("\n").removesuffix(ticks)
        inside = bool(opener.strip()) or 0 < self._content_column(match.start()) <= len(opener)
        indent, edge = (r"[ \t]*", r"|^(?=[^\s])") if inside else (" {0,3}", "")
        end = re.compile(rf"^{indent}{ticks[0]}{{{len(ticks)},}}[ \t]*$\n?{edge}", re.MULTILINE)
        closing = end.search(self.text, after)
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
        bare = re.sub(r"<!--.*?-->", "", content, flags=re.DOTALL)
        for name in ("style", "script"):
            if len(re.findall(f"<{name}[ >]", bare)) > bare.count(f"</{name}"):
                closing = re.compile(f"</{name}", re.IGNORECASE).search(self.text, end, self._next_slide(end))
                blank = _BLANK.search(self.text, closing.end()) if closing else None
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
        rule = self._search(_SHORT_RULE, after)
        return after if not end or (rule and rule.start() < end.start()) else self._line_end(end.start())

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


def marks_of(text: str, dialect: Dialect) -> list[Mark]:
    """The places in `text` where slides may begin."""
    return _Scanner(text, dialect).scan()


def heading_at(text: str, mark: Mark) -> tuple[int, str] | None:
    """Level and words of the heading at a mark, if it is one at the margin."""
    from deckgen.readers.attributes import trailing

    if mark.is_rule:
        return None
    if match := _NUMBER_SIGNS.match(text, mark.at):
        return len(match[1]), trailing(match[2] or "")[0]
    if text[mark.at] not in "=-":
        return None
    above = text[text.rfind("\n", 0, mark.at - 1) + 1 : mark.at - 1]
    return (1 if text[mark.at] == "=" else 2), trailing(above.strip())[0]
