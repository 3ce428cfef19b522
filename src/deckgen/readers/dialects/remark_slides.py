"""remark's slides as deckgen reads them: their properties, layouts, templates, variables and boxes.

https://github.com/gnab/remark/wiki/Markdown, https://bookdown.org/yihui/rmarkdown/xaringan.html

What a slide takes over from another one is put on lines that are there already (`PUT`, the text, `SHOWN`), so that the
numbers of the others stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape

from msgspec import Struct, field

from deckgen.patterns import regex
from deckgen.readers.dialects.remark_boxes import boxed
from deckgen.readers.dialects.remark_code import HIDDEN, TEXT, closed, code_of, outside_code
from deckgen.readers.dialects.remark_marked import as_marked, without_box_indent
from deckgen.readers.dialects.remark_names import FOLDED, PICTURE, PUT, SHOWN, is_page, is_xaringan

_KEYS = "class|name|layout|template|count|exclude|background-(?:image|color|size|position)"
_KNOWN = regex(_KEYS)
_PROPERTY = regex(r"([\w-]+):(?!//)([^$]*)")
_COMMENT = regex(r"<!--[ \t]*([\w-]+):([^$<>]*?)-->")
_HEADING = regex(r" {0,3}#{1,6}(?:[ \t]|$)")
_VARIABLE = regex(r"(\\)?\{\{[ \t]*([\w-]+)[ \t]*\}\}")
_CONTENT = regex(r"(?<!\\)\{\{[ \t]*content[ \t]*\}\}")
_SCALED = regex(r"!\[:scale[ \t]+([\d.]+(?:%|px)?)[ \t]*\]\(([^()\s]+)\)")
_OWN = frozenset(("name", "layout", "count", "exclude", "template"))
"""Properties that no slide takes over from another."""
NOTES = "::: notes"
MOST = 2_000_000
"""Characters that slides of a file take over from others, all in all."""
MOST_LINES = 100_000
"""No longer file is read."""


class _Slide(Struct, eq=False):
    """Lines between two rules."""

    first: int
    end: int
    """The line of the rule below it, or behind the last one."""
    values: dict[str, str] = field(default_factory=dict)
    """Its properties, those of its template among them."""
    own: int = -1
    """The line of its own first property."""
    content: list[str] = field(default_factory=list)
    """What others take over of it."""
    notes: list[str] = field(default_factory=list)
    size: int = 0
    """Of both, in characters."""


class _Deck:
    """A deck's lines, while they are prepared."""

    def __init__(self, lines: list[str], values: Mapping[str, str], stars: bool) -> None:
        self.lines = lines
        self.settings = values
        for at, line in enumerate(lines):
            if "![:" in line:
                lines[at] = outside_code(line, _SCALED, lambda m: f"![]({m[2]}){{width={m[1]}}}")
        without_box_indent(lines)
        self.used = frozenset(name for line in lines if "{{" in line for _, name in _VARIABLE.findall(line))
        self.is_code = code_of(lines, values, stars)
        as_marked(lines, self.is_code)
        self.before: dict[int, list[str]] = {}
        """What stands above a line …"""
        self.after: dict[int, list[str]] = {}
        """… and, of a rule, below it."""
        self.taken = 0
        self.by_name: dict[str, _Slide] = {}
        self.layout: _Slide | None = None

    def prepare(self) -> None:
        rules = [n for n, line in enumerate(self.lines) if line.rstrip() == "---" and not self.is_code[n]]
        starts, ends = [0, *(rule + 1 for rule in rules)], [*rules, len(self.lines)]
        for first, end in zip(starts, ends, strict=True):
            self._slide(_Slide(first, end))

    def _slide(self, slide: _Slide) -> None:
        self._properties(slide)
        self._steps(slide)
        boxed(self.lines, self.is_code, slide.first, slide.end, self._put)
        own = slide.values
        template = self.by_name.get(own.get("template", ""))
        if template:
            del own["template"]
        if template is None and own.get("layout") == "false":
            self.layout = None
        elif template is None and own.get("layout") != "true":
            template = self.layout
        if template:
            slide.values = _inherited(template.values, own)
        is_layout = own.get("layout") == "true"
        if is_layout or own.get("name"):
            self._remember(slide, template)
        if own.get("name"):
            self.by_name[own["name"]] = slide
        if is_layout:
            self._take_away(slide)
            self.layout = slide
            return
        self._fill_in(slide)
        if template and self._is_allowed(template):
            self._take_over(slide, template)
        self._show_values(slide)

    # -- properties -------------------------------------------------------------------------------

    def _properties(self, slide: _Slide) -> None:
        """The lines `key: value` at its top, and comments that hold one, which are taken out."""
        at = slide.first
        others: dict[int, str] = {}
        while at < slide.end:
            line = self.lines[at]
            match = (
                None if self.is_code[at] else _PROPERTY.fullmatch(line) or _COMMENT.fullmatch(line.strip())
            )
            if match and self._is_key(match[1]):
                self._set(slide, at, match[1], match[2])
                self.lines[at] = ""
            elif match and match[1].islower():  # `Note: …` is somebody's text
                others[at], self.lines[at] = line, ""
            elif line.strip() and self.is_code[at] != HIDDEN:
                break
            at += 1
        if others and not any(map(str.strip, self.lines[slide.first : slide.end])):
            for number, line in others.items():  # a slide of nothing else is a sentence
                self.lines[number] = line
        for number in range(at, slide.end):
            line = self.lines[number]
            if "<!--" in line and not self.is_code[number]:
                for key, value in _COMMENT.findall(line):
                    if self._is_key(key):
                        self._set(slide, number, key, value)
                self.lines[number] = _COMMENT.sub(lambda m: "" if self._is_key(m[1]) else m[0], line)

    def _is_key(self, key: str) -> bool:
        return bool(_KNOWN.fullmatch(key)) or (key in self.used and key != "content")

    def _set(self, slide: _Slide, at: int, key: str, value: str) -> None:
        slide.values[key] = value.strip()
        slide.own = at if slide.own < 0 else slide.own

    def _show_values(self, slide: _Slide) -> None:
        """Its properties as a comment that deckgen knows."""
        if not (said := _attributes(slide.values)):
            return
        comment = f"<!-- .slide: {said} -->"
        if slide.own >= 0 and not self.lines[slide.own].strip():
            self.lines[slide.own] = comment
        elif slide.first:
            self.after.setdefault(slide.first - 1, []).insert(0, comment)
        else:
            self._put(0, comment)

    # -- steps and notes --------------------------------------------------------------------------

    def _steps(self, slide: _Slide) -> None:
        """Properties of a step are its own; notes end where the next step begins."""
        said = -1
        for at in range(slide.first, slide.end):
            text = "" if self.is_code[at] else self.lines[at].rstrip()
            if text == "???":
                said = at
            elif text == "--":
                if said >= 0:
                    self.lines[said] = NOTES
                    self._put(at, ":::")
                said = -1
                self._step_properties(slide, at + 1)

    def _step_properties(self, slide: _Slide, at: int) -> None:
        """Those that only say something of one step are left out."""
        while at < slide.end and not self.is_code[at]:
            match = _PROPERTY.fullmatch(self.lines[at])
            if match and self._is_key(match[1]):
                key, value = match[1], match[2].strip()
                if key == "class":
                    slide.values = _inherited({"class": value}, slide.values)
                elif key not in _OWN:
                    slide.values.setdefault(key, value)
                self.lines[at] = ""
            elif self.lines[at].strip():
                return
            at += 1

    # -- what slides take over --------------------------------------------------------------------

    def _put(self, at: int, text: str) -> None:
        self.before.setdefault(at, []).append(text)

    def _remember(self, slide: _Slide, template: _Slide | None) -> None:
        """What a slide gives to others: all of it for a layout, its first step for a template."""
        shown, notes = self._parts(slide)
        if template and self._is_allowed(template):
            above, below = _split(template.content)
            shown = [*above, *shown, *below]
            notes = [*template.notes, *notes]
        slide.content, slide.notes = shown, notes
        slide.size = sum(len(line) + 1 for line in (*shown, *notes))

    def _parts(self, slide: _Slide) -> tuple[list[str], list[str]]:
        shown: list[str] = []
        notes: list[str] = []
        for at in range(slide.first, slide.end):
            text = "" if self.is_code[at] else self.lines[at].rstrip()
            if text == "--" and slide.values.get("layout") != "true":
                break
            if text in ("???", NOTES):
                steps = (n for n in range(at, slide.end) if self.lines[n].rstrip() == "--")
                notes += self.lines[at + 1 : next(steps, slide.end)]
                break
            shown += self._above(at)
            if text != "--":
                shown.append(self.lines[at])
        else:
            shown += self._above(slide.end)
        return shown, notes

    def _above(self, at: int) -> list[str]:
        return [line for text in self.before.get(at, ()) for line in ("", *text.split("\n"), "")]

    def _take_away(self, slide: _Slide) -> None:
        """A layout is no slide."""
        for at in range(slide.first, slide.end):
            self.lines[at], self.is_code[at] = "", TEXT
            self.before.pop(at, None)
        self.before.pop(slide.end, None)

    def _is_allowed(self, template: _Slide) -> bool:
        self.taken += template.size
        return self.taken <= MOST

    def _take_over(self, slide: _Slide, template: _Slide) -> None:
        """Its template's content stands above its own and, where that says so, below; a title of its own comes before
        content without one."""
        above, below = _split(_filled(template.content, slide.values))
        if any(map(_HEADING.match, above)) or (title := self._title_of(slide)) < 0:
            if slide.first and any(map(str.strip, above)):
                self.after.setdefault(slide.first - 1, []).append("\n".join(above))
        else:
            self._put(title + 1, "\n".join(above))
        stops = (at for at in range(slide.first, slide.end)
                 if not self.is_code[at] and self.lines[at].rstrip() in ("--", "???", NOTES))  # fmt: skip
        end = next(stops, slide.end)
        if any(map(str.strip, below)):
            self._put(end, "\n".join(below))
        if any(map(str.strip, template.notes)):
            said = "\n".join(_filled(template.notes, slide.values)).strip()
            self._put(end, f"{NOTES}\n\n{said}\n\n:::")

    def _title_of(self, slide: _Slide) -> int:
        """The line of the heading that the slide begins with."""
        at = next((n for n in range(slide.first, slide.end) if self.lines[n].strip()), -1)
        return at if at >= 0 and not self.is_code[at] and _HEADING.match(self.lines[at]) else -1

    def _fill_in(self, slide: _Slide) -> None:
        """Its variables, outside code."""
        if not self.used:
            return
        values = {**slide.values, "content": ""}  # that of those that are made after it
        for at in range(slide.first, slide.end + 1):
            if at < slide.end and not self.is_code[at]:
                self.lines[at] = _filled([self.lines[at]], values)[0]
            if at in self.before:
                self.before[at] = _filled(self.before[at], values)

    # -- the text ---------------------------------------------------------------------------------

    def text(self) -> str:
        """The lines, with what was put on them."""
        found: list[str] = []
        for at, line in enumerate((*self.lines, "")):
            above, below = ("\n\n".join(put.get(at, ())) for put in (self.before, self.after))
            is_rule = at < len(self.lines) and line.rstrip() == "---" and not self.is_code[at]
            if is_rule and above and found and not found[-1].strip():
                found[-1], above = _on(above, ""), ""
            if at == len(self.lines):
                found += [_on(above, "")] if above else []
            elif is_rule and above:  # no text is cut where something still belongs to the slide above
                found.append(_on(f"{above}\n\n---\n\n{below}", ""))
            elif is_rule and below:
                found.append("--- " + _on(f"---\n\n{below}", ""))
            elif not above:
                found.append(line)
            elif _OPENS.match(line):
                found += [_on(above, ""), line]
            else:
                found.append(_on(above, line))
        return "\n".join(found)


_OPENS = regex(r"[ \t]*(?:`{3}|~{3}|<|\$\$|\\\[|\\begin|:::|\+--|\|)")
"""What must stand at the beginning of its line."""


def _on(text: str, line: str) -> str:
    """`text` on a line, above what stands there."""
    return PUT + text.replace("\n", FOLDED) + SHOWN + line


def _inherited(template: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Properties of a slide that is made after another one: classes add up."""
    given = {key: value for key, value in template.items() if key not in _OWN}
    both = " ".join(filter(None, (template.get("class", ""), own.get("class", ""))))
    return {**given, **own, **({"class": both} if both else {})}


_PLAIN = ("template", "background-color", "background-position")


def _attributes(values: Mapping[str, str]) -> str:
    """What properties say, in reveal.js's words. remark makes a picture behind a slide as small as is needed."""
    found = {
        "class": " ".join(values.get("class", "").replace(",", " ").split()),
        "id": values.get("name", ""),
    }
    found |= {key: values.get(key, "") for key in _PLAIN}
    if picture := values.get("background-image", ""):
        size = values.get("background-size", "")
        found |= {"background-image": picture, "background-size": size or "contain"}
    is_left_out = values.get("exclude", "").lower() == "true"
    if is_left_out or values.get("count") == "false":
        found["visibility"] = "uncounted"
    if is_left_out:
        found["hidden"] = "true"
    return " ".join(f'{key}="{escape(value.strip())}"' for key, value in found.items() if value.strip())


def _split(content: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands above and below the place for a slide's own content."""
    for at, line in enumerate(content):
        if match := _CONTENT.search(line):
            return [*content[:at], line[: match.start()]], [line[match.end() :], *content[at + 1 :]]
    return list(content), []


def _filled(lines: Sequence[str], values: Mapping[str, str]) -> list[str]:
    def value(match: re.Match[str]) -> str:
        return match[0] if match[1] else values.get(match[2], match[0])

    return [outside_code(line, _VARIABLE, value) if "{{" in line else line for line in lines]


# -- the whole file ----------------------------------------------------------------------------------


def prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text as deckgen reads it."""
    if PUT in text or SHOWN in text or FOLDED in text or text.count("\n") > MOST_LINES:
        return text
    said = text if (own := page_source(path, text)) is None else own
    stars = own is not None and bool(re.search(r"highlightLines:\s*true", text))
    stars = stars or any(key.endswith("highlightLines") and value == "true" for key, value in values.items())
    deck = _Deck(closed(_without_indent(said.split("\n"))), values, stars)
    deck.prepare()
    return _with_title(path, deck.text(), values)


def page_source(path: str, text: str) -> str | None:
    """The deck in a page of HTML's, on its own lines; None for any other file."""
    if not is_page(path, text):
        return None
    opening = next(
        (tag for tag in re.finditer(r"<textarea\b([^<>]*)>", text, re.IGNORECASE) if "source" in tag[1]), None
    )
    if opening is None:
        return None
    end = text.find("</textarea", opening.end())
    inside = unescape(text[opening.end() : end if end >= 0 else len(text)])
    return "\n" * text.count("\n", 0, opening.end()) + inside


def _without_indent(lines: list[str]) -> list[str]:
    """Without the white space that all lines begin with."""
    shortest = min((len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()), default=0)
    return [line[shortest:] if line.strip() else line for line in lines] if shortest else lines


def _with_title(path: str, text: str, values: Mapping[str, str]) -> str:
    """xaringan makes a slide of the title; what else stands on it comes from the front matter."""
    title = values.get("title", "")
    is_made = is_xaringan(values) or path.lower().endswith(".rmd")  # by a format that goes on from its
    if not title or not is_made or values.get("seal", "") in ("false", "no", "n"):
        return text
    lines = PICTURE.sub(r"\1{height=1em}", title).strip().split("\n")
    shown = "<br>".join(re.sub(r"^\s*<br\s*/?>", "", line) for line in lines)
    slide = f"# {shown}\n\n---"
    first, _, rest = text.partition("\n")
    if first.startswith(PUT):
        return f"{_on(slide, '').removesuffix(SHOWN)}{FOLDED * 2}{first.removeprefix(PUT)}\n{rest}"
    if not first.strip() or (first.startswith("<!--") and first.endswith("-->")):
        return _on(f"{slide}\n\n{first}", "") + f"\n{rest}"
    return _on(slide, "") + f"\n{text}" if _OPENS.match(first) else _on(slide, first) + f"\n{rest}"
