"""reveal-md, and reveal.js's own Markdown: https://github.com/webpro/reveal-md"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart
from deckgen.readers.dialects.dialect import Dialect, Evidence, Extra
from deckgen.readers.dialects.obsidian import VERTICAL
from deckgen.readers.dialects.reveal_maths import CODE as _CODE
from deckgen.readers.dialects.reveal_maths import formulas_as_shown
from deckgen.readers.dialects.reveal_sections import sections_as_slides
from deckgen.readers.maths import FORMULA_IN_CODE, formulas_in_code
from deckgen.readers.separators import KEYS, separator, with_notes_behind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_KEYS = frozenset(
    ("revealOptions", "separator", "verticalSeparator", "notesSeparator", "highlightTheme",
     "preprocessor")
)  # fmt: skip


_PAGE = regex(r"<section\b", re.IGNORECASE)
LONGEST = 3_000_000
"""Characters of a page."""


def _is_page(path: str, text: str) -> bool:
    """True for a page of reveal.js's."""
    named = path.lower().endswith((".html", ".htm", ".xhtml")) or _is_section(text)
    may_be = len(text) < LONGEST and (named or 'class="reveal"' in text or "class='reveal'" in text)
    return may_be and bool(_PAGE.search(text))


_SECTION = regex(r"<section\b[^<>]*\bdata-markdown\b[^<>]*>\s*<(?:textarea|script)\b", re.IGNORECASE)
_AROUND = regex(
    r"(?:\s|<!--(?:(?!-->).)*-->|<link\b[^<>]*>|<(style|script)\b[^<>]*>(?:(?!</\1).)*</\1\s*>|<br\s*/?>)*",
    re.IGNORECASE | re.DOTALL,
)
"""What is not seen around sections: comments, style sheets, scripts."""


def _is_section(text: str) -> bool:
    """True for slides in the sections of a page whose rest another tool has (Jekyll's layouts)."""
    end = text.rfind("</section>")
    if end < 0 or not _AROUND.fullmatch(text, end + len("</section>")):
        return False
    before = _AROUND.match(text)
    return bool(before and _SECTION.match(text, before.end()))


_OUTSIDE = regex(
    r"""<section\b(?=[^<>]*?\sdata-markdown\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'))"""
    r"""(?:[^<>"']|"[^"]*"|'[^']*')*>(?=\s*</section)""",
    re.IGNORECASE,
)


def _outside(text: str) -> list[tuple[int, str]]:
    """The files of a page's empty sections."""
    named = ((match.end(), (match[1] or match[2]).strip()) for match in _OUTSIDE.finditer(text))
    return [(place, name) for place, name in named if name and "://" not in name]


_MARKED = regex(r"<!--\s*\.(?:slide:|element\b)")


def _recognise(evidence: Evidence) -> bool:
    marked = evidence.shows(_MARKED, "<")
    return bool(evidence.keys & _KEYS) or marked or _is_page(evidence.path, evidence.text)


_RULE = regex(_CODE + r"|^---[ \t]*$", re.MULTILINE | re.DOTALL)


_KRAMDOWN = regex(
    _CODE
    + r"|(?P<gap>(?<=[^\s`\[(])(?:[ \t]|\n[ \t]*)|(?<=[^\s`\[(:{}])(?=\{[.cs]))"
    + r"\{(?P<colon>:)?(?(colon)|(?<!:: \{)(?=\.fragment\b|(?:class|style)=))(?P<said>[^{}\n]{1,400})\}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
"""Code, or what Jekyll's Markdown says of the block above: `{: .fragment}`; or that of an editor, `{.fragment}`, whose
values need no quotes."""
_QUOTED = regex(r"([\w-]+)=\"([^\"]*)\"")
_BARE_STYLE = regex(
    r"\bstyle=((?:color|background|font|width|height|float|text|margin|padding|display|border|opacity|position|top|left|"
    r"right|bottom|max|min|line|list)[\w-]*[ \t]*:[^\"]*)"
)
_BARE = regex(r"([\w-]+)=([A-Za-z][\w-]*)")
_PUT = "\ue000---"
"""A rule that has been put there, until the others are told from it."""


def as_reveal_reads(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with `---` and `Note:` where its own separators stand, which are regular expressions."""
    from deckgen.readers.html_decks import as_markdown

    if _is_page(path, text):
        return as_markdown(text)
    if any(sign in text for sign in ("{:", "{.fragment", "{style=", "{class=")):
        text = _KRAMDOWN.sub(_as_element, text)
    if "<section" in text:
        text = sections_as_slides(text)
    text = formulas_as_shown(text)
    if "</" in text and ".element" in text:
        text = _with_own_attributes(text)
    own = {key: pattern for key in KEYS[:2] if (pattern := separator(values.get(key, "")))}
    notes = separator(values.get("notes-separator", ""))
    if own:
        text = _with_rules_for([pattern.pattern for pattern in own.values()], text)
        text = _with_notes(notes, text)  # before the rules that were put are as all others
    if not own and _divides_by_comments(text):
        text = _LONE.sub(lambda match: _as_rule(match) if match["said"] else match[0], text)
    elif not own:
        text = _with_rules_in_gaps(_with_signs(_with_usual_rules(_with_rules_below_words(text))))
    elif "separator" in own:
        text = _RULE.sub(lambda match: match[0] if match[1] else "***", text)
    text = text.replace(_PUT, "---")
    return text if own else _with_notes(notes, text)


def _with_notes(sign: re.Pattern[str] | None, text: str) -> str:
    return with_notes_behind(rf"^[ \t]*(?:{sign.pattern})", text) if sign else text


_SAID = r"<!--[ \t]*\.element\b:?[ \t]*(?P<said>[^<>\n]*?)[ \t]*-->"
_WITHIN = regex(
    rf"<(?P<tag>span|p|li|td|th|div|h[1-6])\b(?P<own>(?:\s[^<>]*)?)>(?P<inside>[^<>`]*){_SAID}\s*</(?P=tag)>"
)
"""An element that a comment at its end says something of …"""
_BEHIND = regex(
    r"<(?P<tag>p|table|ul|ol|div|blockquote|h[1-6]|figure|pre|video)\b(?P<own>(?:\s[^<>]*)?)>"
    rf"(?P<inside>(?:(?!<(?P=tag)\b|</(?P=tag)>).)*)</(?P=tag)>[ \t]*{_SAID}",
    re.DOTALL,
)
"""… or one behind it."""


def _with_own_attributes(text: str) -> str:
    """The text with what comments say of elements of HTML's in these, as reveal.js has it."""
    apart = Apart(text, whole=False)
    found = _WITHIN.sub(_with_said, apart.text)
    return apart.back(_BEHIND.sub(_with_said, found))


def _with_said(match: re.Match[str]) -> str:
    lines = "\n" * (match[0].count("\n") - match["inside"].count("\n") - match["own"].count("\n"))
    return f"<{match['tag']} {match['said']}{match['own']}>{match['inside']}{lines}</{match['tag']}>"


def _with_rules_for(patterns: Sequence[str], text: str) -> str:
    """The text with rules where one of the separators stands, the first that does. One that only looks at what comes
    (`(?=^# )`) has the empty line above."""
    each = "|".join(f"{_above(pattern)}(?:{pattern})(?:\n)?" for pattern in patterns)
    whole = re.compile(f"{_CODE}|{each}", re.MULTILINE | re.DOTALL)
    return whole.sub(lambda match: match[0] if match[1] else _as_rule(match), text)


def _above(pattern: str) -> str:
    return r"(?:\r?\n){0,2}" if pattern.startswith(("(?=", "^(?=")) else r"(?:\r?\n)?"


_LONE = regex(
    _CODE + r"|^[ \t]*<!--[ \t]*(?![.:]|(?i:todo|fixme|xxx)\b)(?P<said>[\w>|/\\ -]{1,12}?)[ \t]*-->[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
"""Code, or a comment of a word or a sign, on a line of its own."""
_BELOW = regex(r"\s*(?:<!--(?:(?!-->).)*-->\s*){0,4}#", re.DOTALL)
_FEWEST = 3
_GAPS = tuple(
    regex(
        _CODE + rf"|(?<=\n)(?P<gap>(?:[ \t]*\n){{{lines},}})(?=[ \t]*(?P<opens>[#<!])?)",
        re.MULTILINE | re.DOTALL,
    )
    for lines in (3, 2)
)
"""Code, or blank lines, three or more and two or more, with what may begin a slide below."""


_USUAL = regex(r"(?:\+{3,}|={3,}|#[HV]SLIDE)[ \t]*(<!--(?:(?!-->).)*-->)?[ \t]*")


_SIGNS = regex(r"-{5,}|(?=.*[^-])[-=+~#<>/]{3,12}|--\w{1,2}--")
"""A line of signs that Markdown has no use for, or that would be a rule of unusual length."""


def _with_signs(text: str) -> str:
    """The text with `---` for lines of signs that stand alone more than once: what a page of somebody's asks for
    between slides."""
    lines = text.split("\n")
    alone = [
        at
        for at, fence in enumerate([*fenced(lines)])
        if not fence and _SIGNS.fullmatch(lines[at].rstrip()) and not (at and lines[at - 1].strip())
        and not (at + 1 < len(lines) and lines[at + 1].strip() and lines[at + 1].lstrip()[:1] not in ("<", "#"))
    ]  # fmt: skip
    found = Counter(lines[at].rstrip() for at in alone)
    for at in alone:
        if found[lines[at].rstrip()] > 1:
            lines[at] = "---"
    return "\n".join(lines)


def _with_rules_below_words(text: str) -> str:
    """The text with `---` for `--` right below words, where other lines of two dashes divide slides, or what follows
    most of them is a heading: in Markdown the words would be headings of an underline that nobody writes."""
    if "\n--\n" not in text:
        return text
    lines = text.split("\n")
    dashes = [
        at for at, fence in enumerate([*fenced(lines)]) if not fence and at and lines[at].rstrip() == "--"
    ]
    below = [at for at in dashes if lines[at - 1].strip()]
    heads = [at for at in below if next((line for line in lines[at + 1 :] if line.strip()), "")[:1] == "#"]
    if len(below) < len(dashes) or (len(heads) > 1 and 2 * len(heads) > len(below)):
        for at in below:
            lines[at] = "---"
    return "\n".join(lines)


def _with_usual_rules(text: str) -> str:
    """The text with `---` for lines that are nothing in Markdown, and that pages ask for between slides, too, after
    GitPitch: of plus signs, or of equals signs below an empty line. What is said there goes to the line below."""
    if not any(sign in text for sign in ("\n+++", "\n===", "SLIDE\n")):
        return text
    lines = text.split("\n")
    for at, fence in enumerate([*fenced(lines)]):
        match = _USUAL.fullmatch(lines[at]) if not fence and lines[at][:1] in ("+", "=", "#") else None
        if match is None or (lines[at][0] == "=" and at and lines[at - 1].strip()):
            continue
        lines[at] = "---"
        if match[1] and at + 1 < len(lines):
            lines[at + 1] = f"{lines[at + 1]} {match[1]}".strip()
    return "\n".join(lines)


def _with_rules_in_gaps(text: str) -> str:
    """The text with rules where three blank lines stand, or two where there are never three: between slides, as the
    documentation of reveal.js has it (`data-separator="^\\n\\n\\n"`), in a text without any rules."""
    if "\n\n\n" not in text or any(not match[1] for match in _RULE.finditer(text)):
        return text
    for pattern in _GAPS:
        gaps = [match for match in pattern.finditer(text) if match["gap"]]
        if len(gaps) >= _FEWEST and 2 * sum(bool(match["opens"]) for match in gaps) > len(gaps):
            return pattern.sub(lambda m: m["gap"][:-1] + "---\n" if m["gap"] else m[0], text)
    return text


def _divides_by_comments(text: str) -> bool:
    """True for a text without rules in which comments stand between slides, as the page that shows it may ask for:
    few different ones, most of them right above a heading."""
    found = [match for match in _LONE.finditer(text) if match["said"]]
    if len(found) < _FEWEST or len({match["said"].lower() for match in found}) > 2:
        return False
    above = sum(bool(_BELOW.match(text, match.end())) for match in found)
    return 2 * above > len(found) and not any(not match[1] for match in _RULE.finditer(text))


def _as_element(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    rest, given = match["said"], dict(_QUOTED.findall(match["said"]))
    rest = _QUOTED.sub("", rest)
    if style := _BARE_STYLE.search(rest):
        given["style"], rest = style[1].strip(), rest[: style.start()]
    words = rest.split()
    classes = [word[1:] for word in words if re.fullmatch(r"\.[\w-]+", word)]
    bare = [each for word in words if (each := _BARE.fullmatch(word))]
    named = [word for word in words if re.fullmatch(r"#[\w-]+", word)]
    if len(classes) + len(bare) + len(named) < len(words) or not (given or classes or bare):
        return match[0]  # words in braces
    given |= {each[1]: each[2] for each in bare}
    classes += given.pop("class", "").split()
    attributes = {"class": " ".join(classes), **given} if classes else given
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"{match['gap'] or ' '}<!-- .element: {said} -->"


MOST_ABOVE = 1000
"""Characters above the first slide."""


def _as_rule(match: re.Match[str]) -> str:
    """A rule in as many lines."""
    lines = match[0].count("\n")
    is_first = match.start() < MOST_ABOVE and not match.string[: match.start()].strip()
    if not match[0] or is_first:  # in a line, or before the first slide
        return match[0]
    if lines > 1:
        return f"\n{_PUT}\n" + "\n" * (lines - 2)
    return match[0].replace(match[0].strip("\n"), _PUT) if match[0].strip("\n") else f"\n{_PUT}\n"


_NOTE = regex(r"notes?:", re.IGNORECASE)


def _rules(md: MarkdownIt) -> None:
    """`Note:` ends what stands above it, a list, too."""
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("hr", "note_line", _note_line, ends)  # type: ignore[arg-type]


def _note_line(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    return silent and bool(_NOTE.match(state.src, state.bMarks[line]))


DARK = frozenset(("black", "league", "night", "blood", "moon", "dracula", "black-contrast"))
"""Themes of reveal.js."""


REVEAL = Dialect(
    scripts="",
    name="reveal-md",
    note="Note:\n{}",
    recognise=_recognise,
    themes=frozenset(
        (
            "black",
            "white",
            "league",
            "beige",
            "sky",
            "night",
            "serif",
            "simple",
            "solarized",
            "blood",
            "moon",
            "dracula",
            "black-contrast",
            "white-contrast",
        )
    ),
    theme_keys=frozenset(("theme", "revealOptions.theme", "slideOptions.theme", "reveal_hugo.theme")),
    dark_themes=DARK,
    project_files=("reveal-md.json", "reveal.json"),
    settings_files=("reveal-md.json", "reveal.json"),
    packages=frozenset(("reveal-md",)),
    has_note_paragraphs=True,
    has_note_lines=True,
    has_page_maths=True,
    is_strict=True,
    rule="-{2,4}",
    has_vertical_rules=True,
    extras=(VERTICAL, Extra(FORMULA_IN_CODE, formulas_in_code)),
    prepare=as_reveal_reads,
    rules=_rules,
    patterns=KEYS,
    outside=_outside,
    has_components=True,
    hidden='<!-- .slide: data-visibility="hidden" -->',
    own_theme=True,
)


KIN = replace(
    REVEAL, themes=frozenset(), project_files=(), settings_files=(), packages=frozenset(), outside=None
)
"""For other tools that make reveal.js's slides: its Markdown, without what tells whose a file is."""
