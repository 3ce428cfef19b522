"""Slidev: front matter before a single slide, between two `---` lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from deckgen.deck.slides import LayoutChoice
from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart
from deckgen.readers.dialects.dialect import Dialect, Element, Evidence
from deckgen.readers.dialects.slidev_settings import FENCE, KEYS, LONGEST_SETTINGS, parts, settings_end
from deckgen.readers.dialects.slidev_tags import with_html_tags
from deckgen.readers.dialects.utility_classes import class_style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from deckgen.readers.html_tags import Tag

HEAD = regex(
    rf"\n---(?:[ \t]*\n(?:{KEYS})[ \t]*:|[ \t]+[^\s-][^\n]*\n(?:(?:{KEYS})[ \t]*:[^\n]*\n)+\n*---[ \t]*(?:\n|\Z))"
)
"""Where such a block begins, from the line end above; below a rule with words it is surely one if it is all of it."""
_CLICKS = regex(r"\n[ \t]*<(?:(?:v-c|VC)licks?(?:[ \t][^<>\n]*)?|script[ \t]+setup(?:[ \t][^<>\n]*)?)>")
_OPEN_TAG = regex(r"<[\w-]+[ \t]*\n")

_SLOT = regex(r"::[ \t]*([\w.:-]*\w)[ \t]*::[ \t]*")
_OWN_KEYS = frozenset(
    ("highlighter", "drawings", "mdc", "routerMode", "lineNumbers", "colorSchema", "canvasWidth",
     "aspectRatio", "exportFilename", "selectable")
)  # fmt: skip


_THEMES = frozenset(
    ("default", "seriph", "apple-basic", "bricks", "shibainu", "none", "penguin", "purplin", "dracula-slidev",
     "academic", "eloc", "excali-slide", "frankfurt", "geist", "hep", "light-icons", "mokkapps", "neversink",
     "scholarly", "the-unnamed", "unicorn", "vuetiful", "zhozhoba")
)  # fmt: skip
"""The tool's, and those that many have from others (sli.dev/resources/theme-gallery)."""


def _recognise(evidence: Evidence) -> bool:
    """Its front matter has keys of Slidev's, or its slides have their own."""
    own = evidence.keys & _OWN_KEYS or evidence.shows(_CLICKS, "<")
    return bool(own) or ("---" in evidence.text and bool(HEAD.search(evidence.text)))


def _suspect(evidence: Evidence) -> bool:
    """Its first slide is another file's."""
    names_slides = re.fullmatch(r"(?:\./|/)?[\w./-]+\.md(?:#[\d,-]+)?", evidence.values.get("src", ""))
    return bool(names_slides) and not evidence.keys & {"title", "author", "date"}


def _is_own_theme(theme: str) -> bool:
    return theme.startswith(("@slidev/", "slidev-theme-"))


def slot(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`::right::`: what follows stands in that part of the slide."""
    text = state.src[state.bMarks[line] : state.eMarks[line]]
    match = None if state.level and not silent else _SLOT.fullmatch(text)
    if match and not silent:
        token = state.push("slot", "", 0)
        token.map = [line, line + 1]
        token.info = match[1]
        state.line = line + 1
    return match is not None


_TEMPLATE = regex(r"[ \t]*<template[ \t]+(?:v-slot:|#)([\w-]+)[^<>]*>[ \t]*")
_SLOTS = frozenset(("left", "right", "default", "top", "bottom"))


def _template(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`<template #right>`: the slot of a layout as `::right::` is, or one of a component, whose content is its."""
    text = state.src[state.bMarks[line] : state.eMarks[line]]
    match = _TEMPLATE.fullmatch(text)
    if (not match and text.strip() != "</template>") or (match and match[1] == "dark"):
        return False  # the dark one is no part of the slide
    if not silent:
        if match and match[1] in _SLOTS:
            token = state.push("slot", "", 0)
            token.map, token.info = [line, line + 1], match[1]
        elif not match:
            token = state.push("html_block", "", 0)
            token.map, token.content = [line, line + 1], text.strip()
        state.line = line + 1
    return True


_TEMPLATE_TAG = regex(r"<template[ \t]+(?:v-slot:|#)[\w-]+[^<>\n]*>")


def _template_in_line(state: StateInline, silent: bool) -> bool:
    """The same among other words, which HTML knows no such attribute of."""
    match = (
        _TEMPLATE_TAG.match(state.src, state.pos) if state.src.startswith("<template", state.pos) else None
    )
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match[0]
    state.pos = match.end()
    return True


class _Lines(Sequence[str]):
    """The lines of a block parser's text, from one on."""

    def __init__(self, state: StateBlock, first: int, end: int) -> None:
        self.state, self.first, self.end = state, first, end

    def __len__(self) -> int:
        return self.end - self.first

    def __getitem__(self, number: Any) -> Any:
        number += self.first
        return self.state.src[self.state.bMarks[number] : self.state.eMarks[number]]


def _slide_front_matter(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A `---` line with YAML right below it and another `---`: a slide break and its settings."""
    if state.level or state.tShift[line]:
        return False
    lines = _Lines(state, line, end)
    last = settings_end(lines, 0) + line
    if last == line:
        return False
    if not silent:
        token = state.push("hr", "hr", 0)
        token.map = [line, last + 1]
        settings = state.push("slide_settings", "", 0)
        settings.map = [line, last + 1]
        settings.info = "\n".join(lines[number].rstrip() for number in range(1, last - line))
        state.line = last + 1
    return True


def _rules(md: MarkdownIt) -> None:
    md.block.ruler.before("section", "slide_front_matter", _slide_front_matter)
    md.block.ruler.before("html_block", "template", _template, {"alt": ["paragraph"]})
    md.inline.ruler.before("html_inline", "template", _template_in_line)
    md.block.ruler.before("hr", "slot", slot, {"alt": ["paragraph", "reference", "blockquote"]})


_INNER = regex(r"^(`{3,}|~{3,})([^\n]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def _code_parts(info: str, text: str) -> tuple[Literal["last", "beside"], list[tuple[str, str]]] | None:
    """Code that moves (https://sli.dev/features/shiki-magic-move), and an editor that compares."""
    if "magic-move" in info:
        options = " ".join(re.findall(r"\{[^{}]*\}", info))
        parts = [(f"{match[2].strip()} {options}", match[3]) for match in _INNER.finditer(text)]
        return ("last", parts) if parts else None
    if "{monaco-diff}" in info and "\n~~~\n" in text:
        language = info.split()[0]
        return "beside", [(language, part) for part in text.split("\n~~~\n", 1)]
    return None


_PAGES = {"youtube": "https://www.youtube.com/watch?v={id}", "tweet": "https://x.com/i/status/{id}"}
_WORDS = {"autofittext": "modelvalue"}


def _element(tag: Tag) -> Element | None:
    """What Slidev's own components come to: https://sli.dev/builtin/components"""
    at = tag.attributes
    if tag.name in _PAGES and at.get("id"):
        return Element("page", _PAGES[tag.name].format(id=at["id"]))
    if tag.name == "slidevvideo":
        return Element("film", at.get("src", ""))
    if tag.name == "toc":
        return Element("agenda")
    if tag.name in _WORDS and tag.empty and at.get(_WORDS[tag.name]):
        return Element("text", at[_WORDS[tag.name]])
    if tag.name == "template" and not at.keys().isdisjoint(("#dark", "#fallback")):
        return Element("hidden")
    presents = tag.name == "renderwhen" and at.get("context", "") in ("presenter", "previewNext", "overview")
    return Element("hidden") if presents else None


def _layout_data(text: str) -> str:
    named = re.search(r"^layout[ \t]*:[ \t]*[\"']?([\w-]+)", text, re.MULTILINE)
    if named is None or named[1] in SLIDEV.layouts or named[1] in SLIDEV.frame_sides:
        return ""
    from deckgen.readers.dialects.slidev_layouts import data_of

    return data_of(text, frozenset(KEYS.split("|")) | {"title"})


_CLOSED = regex(
    r"^(`{3,})(?!`)[^\n]*\n.*?^\1`*[ \t]*$|`[^`\n]+`"
    r"|<(div|span|p|i|b|em|strong|a|section|button)\b((?:[^<>\"'/]|\"[^\"\n]*\"|'[^'\n]*'|/(?!>))*)/>",
    re.MULTILINE | re.DOTALL,
)
"""Code, or an element that Vue closes where HTML would not."""
_NAMED_RULE = regex(r"---[ \t]+[^\s-].*")


def _with_bare_rules(text: str) -> str:
    """Rules without the words that an author names slides by, in decks where settings stand below such a rule."""
    lines, fence, named = text.split("\n"), "", list[int]()
    for at, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark and (not fence or line.rstrip() == fence):
            fence = "" if fence else mark[1]
        elif not fence and _NAMED_RULE.fullmatch(line):
            named.append(at)
    if not any(settings_end(["---", *lines[at + 1 : at + LONGEST_SETTINGS]], 0) for at in named):
        return text
    for at in named:
        lines[at] = "---"
    return "\n".join(lines)


_PASCAL = regex(
    r"(?P<code>^(?P<fence>`{3,})(?!`)[^\n]*\n.*?^(?P=fence)`*[ \t]*$|`[^`\n]+`)"
    r"|<(?P<end>/?)V(?P<name>Clicks?|After|Switch)(?=[\s>/])",
    re.MULTILINE | re.DOTALL,
)
"""Code, or a component in Vue's own spelling."""


_REM = regex(r"((?:width|height)[ \t]*:[ \t]*)(\d*\.?\d+)rem\b")


def _in_pixels(text: str) -> str:
    """The text with lengths of sixteen pixels, whatever the size of text is, in place of `rem`."""
    apart = Apart(text, whole=False)
    return apart.back(_REM.sub(lambda match: f"{match[1]}{16 * float(match[2]):g}px", apart.text))


_LIST_AROUND = regex(
    r"<(?P<list>ul|ol)(?P<own>[^<>]*)>(?P<above>\s*)<v-clicks(?P<said>[^<>]*)>(?P<items>(?:(?!</?(?:ul|ol|v-clicks)\b).)*)"
    r"</v-clicks>(?P<below>\s*)</(?P=list)>",
    re.DOTALL,
)


def _with_lists_inside(text: str) -> str:
    """The text with lists whose items appear one by one within what says so, as it stands around other lists."""
    apart = Apart(text, whole=False)
    return apart.back(_LIST_AROUND.sub(_list_inside, apart.text))


def _list_inside(match: re.Match[str]) -> str:
    """Without empty lines, at which HTML would end."""
    name, around = match["list"], f"<v-clicks{match['said']}>{match['above']}<{match['list']}{match['own']}>"
    whole = f"{around}{match['items']}</{name}>{match['below']}</v-clicks>"
    bare = re.sub(r"\n(?:[ \t]*\n)+", "\n", whole)
    return bare + "\n" * (whole.count("\n") - bare.count("\n"))


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    if "rem" in text and _REM.search(text):
        text = _in_pixels(text)
    if "/>" in text:
        text = _CLOSED.sub(
            lambda match: f"<{match[2]}{match[3]}></{match[2]}>" if match[2] else match[0], text
        )
    if "<V" in text:
        text = _PASCAL.sub(lambda m: m[0] if m["code"] else f"<{m['end']}v-{m['name'].lower()}", text)
    if "<v-clicks" in text:
        text = _with_lists_inside(text)
    if "@" in text or _OPEN_TAG.search(text):
        text = with_html_tags(text)
    text = _with_bare_rules(text) if "\n--- " in text else text
    if "mdc" not in values and "comark" not in values:
        return text
    from deckgen.readers.dialects.slidev_components import prepare

    return prepare(path, text, values)


SLIDEV = Dialect(
    scripts="",
    name="slidev",
    note="<!--\n{}\n-->",
    comment='[//]: # "{}"',
    computed=regex(r"\{\{[^{}\n]+\}\}"),
    recognise=_recognise,
    suspect=_suspect,
    is_theme=_is_own_theme,
    themes=_THEMES,
    packages=frozenset(("@slidev/cli",)),
    is_strict=True,
    settings_end=settings_end,
    rule="-.*",
    has_snippets=True,
    parts=parts,
    prepare=_prepare,
    layout_data=_layout_data,
    rules=_rules,
    comments="last",
    has_components=True,
    has_icon_elements=True,
    hidden="hide: true",
    elements=_element,
    code_parts=_code_parts,
    has_inline_attributes=True,
    styles="slide",
    type_size=17.6,
    page_classes=frozenset(("slidev-layout", "slidev-page", "slidev-slide-content")),
    class_style=class_style,
    has_page_links=True,
    own_theme=True,
    layouts={
        "statement": LayoutChoice.STATEMENT,
        "fact": LayoutChoice.FACT,
        "quote": LayoutChoice.QUOTATION,
        "section": LayoutChoice.SECTION,
        "cover": LayoutChoice.COVER,
        "end": LayoutChoice.CLOSING,
        **dict.fromkeys(
            (
                "image-left",
                "image-right",
                "image",
                "intro",
                "two-cols",
                "two-cols-header",
                "center",
                "full",
                "none",
                "iframe",
                "iframe-left",
                "iframe-right",
                "default",
            ),
            LayoutChoice.AUTO,
        ),
    },
    headed_layouts=frozenset(("two-cols-header",)),
    picture_sides={"image-left": "left", "image-right": "right"},
    frame_sides={"iframe": "whole", "iframe-left": "left", "iframe-right": "right"},
    quotes_titles=True,
    closing_word="END",
)
