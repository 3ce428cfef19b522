"""Obsidian's notes in deckgen's own marks, line for line where that is possible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from deckgen.patterns import regex
from deckgen.readers.callouts import kind_of
from deckgen.readers.dialects.advanced_slides import arranged, attributes_of
from deckgen.readers.dialects.code_apart import MOST_LINES, Apart, as_typed, unshown
from deckgen.readers.dialects.embedded_parts import with_parts, without_names
from deckgen.readers.separators import separator, with_notes_behind

_PLUGIN = regex(
    r"^[ \t]*(?:<grid[ \t]|<split[ \t]|<!--[ \t]*\.?(?:slide|element)\b|note:)"
    r"|<!--[ \t]*element[ \t]"
    r"|^([ \t]*)[-*] .*\n\1\+ |^([ \t]*)\+ .*\n\2[-*] |^([ \t]*)\d{1,9}\. .*\n\3\d{1,9}\) ",
    re.MULTILINE | re.IGNORECASE,
)
"""What only the plug-in has: its marks, and lists of two kinds of items."""
_COMPUTED = regex(
    r"(?:`{3,}|~{3,})[ \t]*(dataview|dataviewjs|tasks|query|button|tracker|leaflet|base|chart)\b"
)
_OUR_CHART = regex(r"^kind[ \t]*:", re.MULTILINE)


def in_our_marks(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text in deckgen's own marks."""
    if text.count("\n") > MOST_LINES:
        return text
    apart = Apart(_separated(text, values))
    text = apart.text
    if "%%" in text:
        text = "\n".join(_without_comments(text.split("\n")))
    if "<%" in text:
        text = re.sub(r"<%[^<>%]*%>", "", text)
    if "![[" in text:
        text = with_parts(text, PurePath(path).stem)
    is_plugin = "bg" in values or bool(_PLUGIN.search(text))
    lines = (_line(line, is_plugin, apart) for line in without_names(text.split("\n")))
    text = arranged("\n".join(_titled_boxes(list(lines))))
    if values.get("bg"):
        text = _on_ground(text, _slide({"bg": values["bg"]}))
    return apart.back(apart.below_markers(text) if "{{<" in text else text)


def _separated(text: str, values: Mapping[str, str]) -> str:
    """With `---`, `--` and `note:` in place of separators of its own, which are regular expressions."""
    own = {name: values[name] for name in ("separator", "vertical-separator") if values.get(name)}
    notes = values.get("notes-separator", "")
    if own:
        from deckgen.readers.dialects.reveal_md import REVEAL

        text = REVEAL.prepare("", text, own) if REVEAL.prepare else text
    said = separator(notes)
    return with_notes_behind(rf"^[ \t]*(?:{said.pattern})", text, "note:") if said else text


# -- lines ------------------------------------------------------------------------------------

_WIKI = regex(r"(?<![\w)!])\[\[([^\[\]\n]{1,400})\]\](?!\()")
_EMBED = regex(r"!\[\[([^\[\]<>\n]{1,400})\]\]")
_SIZED = regex(
    r"!\[([^\[\]\n]{0,400}?)(?:(?:(?<=\[)|\\?\|)(\d{1,5})(?:x(\d{1,5}))?)\]\(([^()\n]{1,400})\)(?!\{)"
)
_PICTURES = regex(r"\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|pdf)$", re.IGNORECASE)
_FILMS = regex(r"\.(?:mp4|webm|ogv|mov|mkv|m4v|mp3|wav|m4a|ogg|oga|flac|3gp|opus)$", re.IGNORECASE)
_PAGE = regex(r"#page=\d{1,5}")
_SIZE = regex(r"(\d{1,5})(?:x(\d{1,5}))?")
_TASK = regex(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[^\sxX\]]\](?=[ \t])")
_ICON = regex(r":fa[a-z]?_[a-z0-9_-]{1,60}:")
_SAYS = regex(r"<!--[ \t]*\.?(slide|element)\b[ \t]*:?[ \t]*([^<>\n]*=[^<>\n]*?)[ \t]*-->")
_BLOCK = regex(r"(:{3,})[ \t]*([\w-]*)[ \t]*<!--[ \t]*\.?element\b[ \t]*:?[ \t]*([^<>\n]*?)[ \t]*-->[ \t]*")
_STEP = regex(r"([ \t]*)(?:\+|(\d{1,9})\))([ \t]+)(?=[^\s])(.*)")
_CALLOUT = regex(r"((?:[ \t]*>)+[ \t]*)\[!([^\[\]|\n]{1,60})(?:\|[^\[\]\n]{0,60})?\]([+-]?)[ \t]*(.*)")
_KINDS = {"fail": "failure", "missing": "failure"}
"""Callouts that look alike."""


def _line(line: str, is_plugin: bool, apart: Apart) -> str:
    before, code = apart.block_in(line)
    if code:
        return _code(line, before, code)
    line = as_typed(line)
    if "[" in line:
        line = _CALLOUT.sub(_callout, line, count=1) if "[!" in line else line
        line = line if is_plugin else _TASK.sub(r"\1[x]", line)
        line = _SIZED.sub(_sized, line) if "](" in line else line
        line = _WIKI.sub(_link, _EMBED.sub(_embed, line)) if "[[" in line else line
    if "<!--" in line:
        line = _BLOCK.sub(_styled_block, line)
        line = _SAYS.sub(_said, line)
    line = _ICON.sub(lambda match: _unshown(match[0]), line) if ":fa" in line else line
    match = _STEP.fullmatch(line) if is_plugin else None
    return _stepwise(match) if match else line


def _unshown(what: str) -> str:
    """The same, but for what would end there."""
    return what if ">}}" in what else unshown(what)


def _code(line: str, before: str, code: str) -> str:
    """Nothing, in as many lines, in place of what a program would compute."""
    match = _COMPUTED.match(code)
    if match is None or (match[1] == "chart" and _OUR_CHART.search(code)):
        return line
    return before + _unshown(match[1]) + "\n" * code.count("\n")


def _embed(match: re.Match[str]) -> str:
    """A picture or film; whatever else would have to be there."""
    name, _, rest = match[1].replace("\\|", "|").partition("|")
    page = _PAGE.search(name)
    name, rest = name.partition("#")[0].strip(), rest.strip()
    is_film = bool(_FILMS.search(name))
    if not (is_film or _PICTURES.search(name)):
        return _unshown(match[0])
    alt, _, last = rest.rpartition("|")
    size = _SIZE.fullmatch(last.strip())
    alt = alt if size else rest
    if not is_film and not (size and size[2]) and "#" not in match[1]:
        return match[0]
    return f"![{alt}](<{name}{page[0] if page else ''}>){_braces(size)}"


def _braces(size: re.Match[str] | None) -> str:
    if size is None:
        return ""
    return f"{{width={size[1]}" + (f" height={size[2]}}}" if size[2] else "}")


def _sized(match: re.Match[str]) -> str:
    """`![words|300x200](…)`"""
    height = f" height={match[3]}" if match[3] else ""
    return f"![{match[1]}]({match[4]}){{width={match[2]}{height}}}"


def _link(match: re.Match[str]) -> str:
    """What it shows; a link if it leads to a heading of this note."""
    target, bar, label = match[1].replace("\\|", "|").partition("|")
    note, hash_, heading = target.strip().partition("#")
    if not (hash_ or (bar and label.strip())):
        return match[0]
    shown = label.strip() or " > ".join(filter(None, (note, *heading.split("#"))))
    if note or heading.startswith("^") or not heading.strip("# "):
        return shown
    return f"[{shown}](<#{heading.rpartition('#')[2].strip()}>)"


def _said(match: re.Match[str]) -> str:
    if match[1] == "slide":
        return _slide(attributes_of(match[2]))
    return f"<!-- .element: {match[2]} -->"


def _slide(said: Mapping[str, str]) -> str:
    """A comment of the plug-in's in the words of reveal.js's."""
    parts = []
    for name, value in said.items():
        if name == "bg":
            value = value.strip("[]") if (is_file := value.startswith("[[")) else value
            name = "data-background-image" if is_file else "data-background"
        elif name == "skip":
            name, value = "data-visibility", "hidden" if value == "true" else ""
        parts.append(f'{name}="{value}"')
    return f"<!-- .slide: {' '.join(parts)} -->"


def _styled_block(match: re.Match[str]) -> str:
    """`::: block <!-- element style="…" -->`"""
    said = attributes_of(match[3])
    names = " ".join(f".{name}" for name in (match[2], *said.pop("class", "").split()) if name)
    values = (f'{name}="{value}"' for name, value in said.items() if '"' not in value)
    return f"{match[1]} {{{' '.join((names, *values)).strip()}}}"


def _stepwise(match: re.Match[str]) -> str:
    """An item that appears at a click."""
    marker = f"{match[2]}." if match[2] else "-"
    item = f"{match[1]}{marker}{match[3]}{match[4]}"
    return item if "<!-- .element" in item else f'{item} <!-- .element: class="fragment" -->'


def _callout(match: re.Match[str]) -> str:
    """A callout in deckgen's words, under its own name if it has no title."""
    kind, title = match[2].strip(), match[4]
    known = _KINDS.get(kind.lower(), kind)
    if not re.fullmatch(r"[A-Za-z]+", known):
        known = "note"
    title = title or (kind.capitalize() if known != kind else "")
    return f"{match[1]}[!{known}]{match[3]} {title}".rstrip()


# -- several lines ----------------------------------------------------------------------------

_TITLE_ONLY = regex(r"[ \t]{0,3}>[ \t]*\[!([A-Za-z]+)\][+-]?[ \t]+(.*\S)[ \t]*")


def _titled_boxes(lines: Sequence[str]) -> Iterator[str]:
    """Callouts that are a title alone, as a fence with that title and nothing in it."""
    closes = False
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        above = lines[number - 1] if number else ""
        match = _TITLE_ONLY.fullmatch(line) if line.lstrip()[:1] == ">" else None
        if match and not after.strip() and above.lstrip()[:1] != ">" and '"' not in match[2]:
            kind = match[1].lower() if kind_of((match[1].lower(),)) else "note"
            yield f'::: {{.{kind} title="{match[2]}"}}'
            closes = True
            if number + 1 == len(lines):
                yield ":::"
            continue
        yield ":::" if closes else line
        closes = False


def _without_comments(lines: Sequence[str]) -> Iterator[str]:
    """Lines without what stands between `%%`: one space is left where there was one at both sides."""
    ends = [number for number, line in enumerate(lines) if line.rstrip().endswith("%%")]
    last = ends[-1] if ends else -1
    inside = False
    for number, line in enumerate(lines):
        if inside:
            inside = not line.rstrip().endswith("%%")
            yield ""
        elif line.startswith("%%") and "%%" not in line[2:] and number < last:
            inside = True
            yield ""
        else:
            yield _without_inline(line) if "%%" in line else line


def _without_inline(line: str) -> str:
    """One that begins behind a space or at the line's beginning: `50%%` is none."""
    kept, start, at = [], 0, line.find("%%")
    while at >= 0:
        close = line.find("%%", at + 2)
        if close < 0:
            break
        if (at and not line[at - 1].isspace()) or not line[at + 2 : close].strip("% "):
            at = close if line[at + 2 : close].strip("% ") else line.find("%%", close + 2)
            continue
        kept.append(line[start:at])
        start = close + 2
        if at and line[start : start + 1] == " ":
            start += 1
        at = line.find("%%", start)
    return "".join((*kept, line[start:]))


_RULE = regex(r"-{2,}[ \t]*")
_HEADING = regex(r"#{1,6}[ \t]")


def _on_ground(text: str, comment: str) -> str:
    """With a comment on each slide that says nothing of its background."""
    lines = text.split("\n")
    starts = [0, *(number + 1 for number, line in enumerate(lines) if _RULE.fullmatch(line))]
    for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(lines)], strict=True):
        slide = lines[start:end]
        if not any(line.strip() for line in slide) or any("data-background" in line for line in slide):
            continue
        first = start + next(number for number, line in enumerate(slide) if line.strip())
        if _HEADING.match(lines[first]):
            lines[first] += f" {comment}"
        elif first - start > 1:
            lines[first - 2] = comment
        else:
            lines[first] = f"{comment}\n\n{lines[first]}"
    return "\n".join(lines)
