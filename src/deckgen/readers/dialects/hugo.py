"""Hugo's slides, of the theme reveal-hugo and of Hugo Blox: reveal.js's own Markdown with shortcodes.

https://github.com/joshed-io/reveal-hugo, https://docs.hugoblox.com/reference/markdown
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from msgspec.structs import replace

from deckgen.code_fences import blocks_of_code, fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import WORDED, Evidence
from deckgen.readers.dialects.reveal_md import KIN, REVEAL, as_reveal_reads
from deckgen.readers.shortcodes import keyed, plain, quoted, words

_CODE = regex(
    r"\{\{[<%][ \t]*(/?)([\w-]+)((?:[ \t](?>\"[^\"\n]*\"|`[^`\n]*`|[^{}\n]){0,2000}?)?)[ \t]*/?[>%]\}\}"
)
_PARAM = regex(r"\{\{[<%][ \t]*param[ \t]+\"?([\w.-]+)\"?[ \t]*[>%]\}\}")
"""A value of the front matter."""
_SHOWN = regex(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}")
"""A shortcode that is shown as it is typed."""
_SPACES = regex(r"(<span class=\"fragment[^<>]*>)[ \t]+|[ \t]+(</span>)")
_SURE = regex(
    r"\n[^\n`]*\{\{[<%][ \t]*/?(?:slide|section|fragment|frag|note|speaker_note|speakernote)(?![\w-])[^\n]*[>%]\}\}"
)
_FILES = ("hugo.toml", "hugo.yaml")
_NOTES = frozenset(("note", "notes", "speaker_note", "speakernote"))
_OUTER = "`" * 9
"""Around code that may hold fences of its own."""
_AROUND = {"fragment": "fragment", **dict.fromkeys(_NOTES, "notes")}
"""What stands around text → the class that says so."""
_CODES = {"highlight": "", "mermaid": "mermaid", "diagram": "mermaid"}
"""What stands around code → its language, or that which it names first."""
_NOTHING = frozenset(("section", "markdown", "math", "icon"))
"""What shows nothing itself: groups of slides, and what text goes through anyway."""
_OF_ELEMENTS = frozenset(("class", "id", "style"))
"""Attributes of slides that have no `data-` before them."""


_FENCE = regex(r"([ \t]*(?:`{3,}|~{3,})[ \t]*[\w+#-]*)[ \t]*\{([^{}\n]*=[^{}\n]*)\}[ \t]*")
_NUMBERED = regex(r"\blinenos[ \t]*=[ \t]*\"?(?!false)\w", re.IGNORECASE)
_LIT = regex(r"\bhl_lines[ \t]*=[ \t]*(\[[^\[\]]*\]|\"[^\"]*\"|\d[\d-]*)", re.IGNORECASE)
_FIRST = regex(r"\blinenostart[ \t]*=[ \t]*\"?(\d{1,6})", re.IGNORECASE)


def _numbered(said: str) -> str:
    """What is said of the lines of a block of code (`linenos=table,hl_lines=[2,"4-5"]`), behind its language."""
    lit, first = _LIT.search(said), _FIRST.search(said)
    lines = ",".join(re.findall(r"\d+(?:-\d+)?", lit[1])) if lit else ""
    found = f" {{{lines}}}" if lines else ""
    return found + (f" numberLines startFrom={first[1] if first else 1}" if _NUMBERED.search(said) else "")


def _recognise(evidence: Evidence) -> bool:
    is_page = "slides" in evidence.keys and not evidence.values.get("slides") and "\n---" in evidence.text
    says = "reveal_hugo" in evidence.keys or "Reveal" in evidence.values.get("outputs", "")
    kept_here = not evidence.beside.isdisjoint(_FILES) and evidence.values.get("theme") in REVEAL.themes
    return says or is_page or kept_here or evidence.shows(_SURE, "{")


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with reveal.js's words in place of the shortcodes, line by line."""
    lines = text.split("\n")
    for at, _ in blocks_of_code(lines):
        if match := _FENCE.fullmatch(lines[at]):
            lines[at] = match[1] + _numbered(match[2])
    pairs = _pairs(lines)
    for at, (line, fence) in enumerate(zip(lines, fenced(tuple(lines)), strict=True)):
        if "{{" not in line:
            continue
        if fence:
            lines[at] = _SHOWN.sub(r"{{\1\2\3}}", line)
        elif _CODE.search(line):
            lines[at] = _filled(_PARAM.sub(lambda said: values.get(said[1]) or said[0], line), at, pairs)
    return as_reveal_reads(path, "\n".join(lines), values)


_Place = tuple[int, int]
"""A line, and a place in it."""


def _pairs(lines: Sequence[str]) -> dict[_Place, str]:
    """What begins and ends text: whether both ends have `lines` of their own, stand in one `line`, or neither."""
    found: dict[_Place, str] = {}
    open_, left = list[tuple[str, _Place]](), list[tuple[str, _Place]]()
    for at, line in enumerate(lines):
        for match in _CODE.finditer(line) if "{{" in line else ():
            place = (at, match.start())
            if not match[1]:
                open_.append((match[2], place))
                continue
            began = next((n for n in range(len(open_) - 1, -1, -1) if open_[n][0] == match[2]), None)
            if began is None:
                continue
            start = open_[began][1]
            left += open_[began + 1 :]
            del open_[began:]
            alone = _is_alone(lines[start[0]]) and _is_alone(line)
            found[start] = found[place] = "line" if start[0] == at else "lines" if alone else "neither"
    # Notes without an end are no less notes: those to the end of their slide.
    notes = ((at, sign) for name, (at, sign) in (*open_, *left) if _AROUND.get(name) == "notes")
    return found | {(at, sign): "lines" for at, sign in notes if _is_alone(lines[at])}


def _is_alone(line: str) -> bool:
    """True for a line that holds one shortcode and nothing else."""
    return bool(_CODE.fullmatch(line.strip()))


def _filled(line: str, at: int, pairs: Mapping[_Place, str]) -> str:
    whole = _CODE.fullmatch(line.strip())
    if whole:
        return _put(whole, pairs.get((at, line.index("{{")), ""))
    shown = _CODE.sub(lambda match: _put(match, pairs.get((at, match.start()), "")), line)
    return _SPACES.sub(r"\1\2", shown)


def _put(match: re.Match[str], pair: str) -> str:
    """What stands in place of a shortcode."""
    name, said = match[2], match[3]
    given = words(said) if said.strip() else []
    keys = keyed(given)
    first = next(iter(plain(given)), "")
    if name in _AROUND:
        classes = [_AROUND[name], *re.findall(r"[\w-]+", keys.get("class", ""))]
        when = f' data-fragment-index="{escape(keys["index"])}"' if keys.get("index") else ""
        if pair == "line":
            tag = "span" if name == "fragment" else "aside"
            return f"</{tag}>" if match[1] else f'<{tag} class="{" ".join(classes)}"{when}>'
        return "" if pair != "lines" else ":::" if match[1] else f"::: {{.{' .'.join(classes)}{when}}}"
    if name in _CODES and pair == "lines":
        return _OUTER if match[1] else f"{_OUTER}{_CODES[name] or first}{_numbered(said)}"
    match name:
        case "slide" if "content" not in keys:
            told = (f'{_attribute(key)}="{escape(value)}"' for key, value in keys.items())
            return f"<!-- .slide: {' '.join(told)} -->"
        case "frag":
            return f'<span class="fragment">{escape(keys.get("c", ""), quote=False)}</span>'
        case "figure" | "img" if keys.get("src") or first:
            return _figure(keys.get("src") or first, keys)
        case "video" if keys.get("src") or first:
            return f"![](<{keys.get('src') or first}>)"
        case "youtube" | "vimeo" if keys.get("id") or first:
            return f"<{_FILMS[name]}{keys.get('id') or first}>"
        case "ref" | "relref" if first or keys.get("path"):
            return first or keys["path"]
        case "br":
            return "<br>"
    if name in _NOTHING:
        return ""
    # The reader says what it can't show; what a pair stands around is shown.
    return ("" if pair else match[0]) if match[1] else f"{{{{< {name} >}}}}"


_FILMS = {"youtube": "https://youtu.be/", "vimeo": "https://vimeo.com/"}


def _attribute(key: str) -> str:
    return key if key in _OF_ELEMENTS or key.startswith("data-") else f"data-{key}"


def _figure(source: str, keys: Mapping[str, str]) -> str:
    source = f"/media/{source}" if keys.get("library") == "true" else source
    title, caption, by = (keys.get(key, "") for key in ("title", "caption", "attr"))
    title = f"**{title}**" if title and (caption or by) else title
    by = f"[{by}](<{keys['attrlink']}>)" if by and keys.get("attrlink") else by
    below = " ".join(filter(None, (title, caption, by)))
    told = [
        f"{key}={keys[key]}"
        for key in ("width", "height")
        if re.fullmatch(r"\d+(?:px|%)?", keys.get(key, ""))
    ]
    told += [f'fig-alt="{quoted(keys["alt"])}"'] if below and keys.get("alt") else []
    told += [f".{WORDED}"] if below else []
    return f"![{below or keys.get('alt', '')}](<{source}>)" + (f"{{{' '.join(told)}}}" if told else "")


HUGO = replace(
    KIN,
    name="hugo",
    note="{{% note %}}\n{}\n{{% /note %}}",
    recognise=_recognise,
    prepare=_prepare,
    rule=".*",
    has_shortcodes=True,
    has_vertical_rules=False,
    project_files=_FILES,
    keys=frozenset(("slides", "reveal_hugo", "outputs", "logo")),
)
