"""HTML comments: settings, pauses, and in some tools' decks what the speaker says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.deck.inlines import Inlines, Run
from deckgen.patterns import regex
from deckgen.readers.context import ReadContext
from deckgen.readers.dialects.registry import SWITCHES
from deckgen.readers.front_matter import FrontMatter, plain_key

_MAGIC = regex(r"(?:prettier-|markdownlint-|eslint|vale |cspell|spell-checker)")
"""What other programs are told in comments."""
_DIRECTIVE = regex(r"(_?[A-Za-z]\w*)[ \t]*:(?:[ \t]+(.*))?")
KNOWN = frozenset(
    ("theme", "style", "headingDivider", "size", "paginate", "header", "footer", "class", "backgroundColor",
     "backgroundImage", "backgroundPosition", "backgroundRepeat", "backgroundSize", "color", "transition",
     "math", "title", "author", "description", "keywords", "lang", "image", "url", *SWITCHES)
)  # fmt: skip
"""Settings in comments, without the underscore that ends them with their slide."""
_DECK_WIDE = frozenset(("theme", "headingDivider", "size", "math", "title", "author", "lang", "style"))
_OF_SLIDES = frozenset(
    ("class", "backgroundColor", "backgroundImage", "backgroundSize", "color", "header", "footer", "paginate",
     "transition")
)  # fmt: skip
"""… and those that hold for slides, wherever they stand."""


def split_comments(html: str) -> Iterator[tuple[str, bool]]:
    """`html` in pieces: text, and comments without their delimiters (True). One that is never closed is text."""
    start = 0
    while (opening := html.find("<!--", start)) >= 0:
        close = html.find("-->", opening + 4)
        if close < 0:
            break
        yield html[start:opening], False
        yield html[opening + 4 : close], True
        start = close + 3
    yield html[start:], False


def without_comments(html: str) -> str:
    """`html` without its comments."""
    return "".join(text for text, is_comment in split_comments(html) if not is_comment)


_STYLED = regex(
    r"^[ ]{0,3}(?:<!--(?:(?!-->|\n\n).){0,600}-->[ \t]*){1,9}(?=<(style|script)\b)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)


_ENDS = {name: regex(rf"</{name}>", re.IGNORECASE) for name in ("style", "script")}


def behind_styles(text: str) -> str:
    """The text with comments that stand right before a style sheet or a script in the same line right behind its end:
    Markdown would end what is HTML with the comment, and no browser does."""
    if not re.search(r"-->[ \t]*<s", text, re.IGNORECASE):
        return text
    fences, line, counted = [*fenced(text.split("\n"))], 0, 0
    found, done, unclosed = list[str](), 0, set[str]()
    for match in _STYLED.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        name = match[1].lower()
        if match.start() < done or fences[line] or name in unclosed:
            continue
        end = _ENDS[name].search(text, match.end())
        if end is None:
            unclosed.add(name)
            continue
        empty = text.startswith("\n\n", end.end())  # there it is a block of its own
        found += (
            text[done : match.start()],
            text[match.end() : end.end()],
            "\n" if empty else "",
            match[0].strip(),
        )
        done = end.end() + empty
    return "".join((*found, text[done:]))


def comment_notes(comment: str, context: ReadContext) -> Sequence[Sequence[Inlines]]:
    """What the speaker says in a comment that holds no settings, as lines in paragraphs; nothing where comments are
    only comments."""
    text = comment.strip()
    if context.dialect.comments == "hidden" or not text or _MAGIC.match(text):
        return ()
    paragraphs = re.split(r"\n[ \t]*\n", text)
    return [[(Run(line.strip()),) for line in part.split("\n") if line.strip()] for part in paragraphs]


def directives(comment: str) -> tuple[dict[str, str], str]:
    """The settings in a comment, and the lines that are none. A value may go on in indented lines, or in a list."""
    values: dict[str, str] = {}
    rest: list[str] = []
    key = ""
    for line in comment.strip().split("\n"):
        found = _DIRECTIVE.fullmatch(line.rstrip())
        if found and found[1].lstrip("_") in KNOWN:
            key = found[1]
            value = (found[2] or "").strip()
            values[key] = "" if value in ("|", ">", "|-", ">-") else value
        elif key and (not line.strip() or line.startswith((" ", "\t", "- "))):
            values[key] = f"{values[key]} {line.strip()}".strip()
        else:
            key = ""
            rest.append(line)
    return values, "\n".join(rest).strip()


def with_directives(front: FrontMatter, text: str) -> FrontMatter:
    """`front` with what comments set for all of the deck, wherever they stand, and with what it sets itself for slides,
    for all of them or (`_class`) for the first."""
    found: dict[str, str] = {}
    speaks_of_numbers = False
    for comment, is_comment in split_comments(_without_code(text)):
        if is_comment and ":" in comment:
            values, _ = directives(comment)
            found |= {plain_key(k): v.strip("\"'") for k, v in values.items() if k in _DECK_WIDE}
            speaks_of_numbers = speaks_of_numbers or "paginate" in values
    names = {plain_key(key): key for key in _OF_SLIDES}
    said = {**front.slide_settings, **front.values}
    own = {names[key]: value for key, value in said.items() if key in names}
    first = {key: value for key, value in front.values.items() if key[:1] == "_" and key[1:] in names}
    if speaks_of_numbers:
        own.setdefault("paginate", "false")
    kept = {key: value for key, value in front.values.items() if key not in names and key not in first}
    return replace(front, values={**kept, **found}, slide_settings=own, first_settings=first)


def _without_code(text: str) -> str:
    """The lines outside code fences."""
    lines = text.split("\n")
    return "\n".join(line for line, fence in zip(lines, fenced(lines), strict=True) if not fence)
