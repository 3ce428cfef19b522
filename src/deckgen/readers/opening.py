"""A file before it is read: whose Markdown it is, what its project says, what stands in place of its text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.memory import Memory
from deckgen.patterns import regex
from deckgen.readers.cells import hides_code, with_pictures
from deckgen.readers.comments import behind_styles, with_directives
from deckgen.readers.context import ReadContext
from deckgen.readers.dates import with_date
from deckgen.readers.dialects.dialect import Dialect, Evidence, without_fences
from deckgen.readers.dialects.exports import has_properties
from deckgen.readers.dialects.registry import dialect_of
from deckgen.readers.front_matter import (
    FrontMatter,
    merged,
    read_front_matter,
    read_settings,
    with_first_slide,
)
from deckgen.readers.list_ends import with_ended_lists
from deckgen.readers.style_sheets import Sheet
from deckgen.source import Source, Span
from deckgen.source_files import printable

if TYPE_CHECKING:
    from deckgen.readers.shortcodes import Filled

ProjectText: TypeAlias = Callable[[str], str]


def no_file(name: str) -> str:
    """For a deck without a project."""
    return ""


def context_of(
    source: Source,
    memory: Memory,
    dialect: str = "",
    beside: frozenset[str] = frozenset(),
    project: ProjectText = no_file,
) -> tuple[ReadContext, str]:
    """What the readers of `source` need to know, and its text without the front matter; `project` gives the text of a
    file of the deck's project by its name."""
    front, found = read_front_matter(source, memory)
    text = "\n".join(source.lines[front.lines :])
    said = {**front.values, "dialect": dialect} if dialect else front.values
    where = os.path.abspath(source.path)  # a folder may tell
    evidence = Evidence(where, source.line(1), said, front.keys, f"\n{without_fences(text)}", beside)
    known = dialect_of(evidence, memory)
    front = _with_project(front, known.value, project)
    if known.value.footer_paths and "footer" not in front.values:
        front = _with_footer(front, known.value.footer_paths)
    if known.value.has_metadata_blocks and "\n---\n" in text and _BLOCK.search(text):
        front, made = _with_blocks(front, text)
        source, text = _with_text(source, front, made)
    if known.value.has_cells and (run := _executed(source, project)):
        source, (front, found) = run, read_front_matter(run, memory)
        text = "\n".join(source.lines[front.lines :])
    if known.value.has_cells and hides_code(text) and "execute-echo" not in front.values:
        front = replace(front, values={**front.values, "execute-echo": "false"})
    if (
        known.value.prepare
        and (made := known.value.prepare(source.path, text, {**front.texts, **front.values})) != text
    ):
        source, text = _with_text(source, front, made)
    if known.value.has_cells and "```{" in text:
        shown = {"execute-echo": "true"} if known.value.shows_cells else {}
        source, text = _with_outputs(source, text, front, {**shown, **front.values}, project)
        if "include_graphics" in text or "`r ''" in text:
            source, text = _with_text(source, front, with_pictures(text))
    if (plain := with_ended_lists(text)) != text:
        source, text = _with_text(source, front, plain)
    if (plain := behind_styles(text)) != text:
        source, text = _with_text(source, front, plain)
    if known.value.has_comment_settings:
        front = with_directives(front, text)
    if known.value.settings_end:
        front = with_first_slide(front)
    context = ReadContext(
        source=source,
        front=with_date(front),
        memory=memory,
        macros=_macros(front, text),
        redefined=_redefined(front, text),
        findings=[*found, *known.found],
        dialect=known.value,
        sheet=_sheet(front, text, known.value),
        variables=_variables(known.value, project),
        has_properties="::" in source.text and has_properties(source.lines),
    )
    has_shortcodes = known.value.has_shortcodes and "{{<" in source.text
    return _filled_in(context, text) if has_shortcodes else (context, text)


def _with_text(source: Source, front: FrontMatter, text: str) -> tuple[Source, str]:
    """The source with another text below its front matter, and that text."""
    lines = (*source.lines[: front.lines], *text.split("\n"))
    return replace(source, lines=lines, text="\n".join(lines)), text


_NAMED = regex(r"\{(\w+)\}")


def _with_footer(front: FrontMatter, paths: Sequence[str]) -> FrontMatter:
    """What the parts of a footer say, each with the values that it names; one that counts slides is no text, but how
    they are counted."""
    known = {name.replace("_", ""): value for name, value in front.values.items()}

    def filled(text: str) -> str:
        said = _NAMED.sub(lambda match: known.get(match[1].replace("_", ""), ""), text)
        return said.strip(" /|-") if said != text else said

    texts = [front.texts.get(path, "") for path in paths]
    counts = [text for text in texts if _COUNTS.search(text)]
    parts = [part for text in texts if text not in counts and (part := filled(text).strip())]
    more = {"footer": " · ".join(parts)} if parts else {}
    if counts and "slide-number" not in front.values:
        more["slide-number"] = "c/t" if any("total" in text for text in counts) else "c"
    return replace(front, values={**front.values, **more}) if more else front


_COUNTS = regex(r"\{current_?slide\}")


_BLOCK = regex(
    r"(?P<above>(?:\A|\n)[ \t]*\n)---[ \t]*\n(?P<block>[A-Za-z_][\w-]*:(?:[ \t][^\n]*)?\n"
    r"(?:(?!---|\.\.\.)[ \t]*+\S[^\n]*\n)*)(?:---|\.\.\.)[ \t]*(?=\n|\Z)"
)
"""Metadata anywhere in a text, right below its rule."""


def _with_blocks(front: FrontMatter, text: str) -> tuple[FrontMatter, str]:
    """What further blocks of metadata say, the later the surer, and the text without them, in as many lines."""
    found, code = [front], [*fenced(text.split("\n"))]

    def taken(match: re.Match[str]) -> str:
        block = read_settings(match["block"])
        if not block.keys or code[text.count("\n", 0, match.start("block"))]:
            return match[0]
        known = found[-1]
        values = {**known.values, **block.values}
        people = block.people or (() if "author" in block.values else known.people)
        found.append(replace(merged(known, block), values=values, people=people, lines=front.lines,
                             keys=known.keys | block.keys))  # fmt: skip
        return match["above"] + "\n" * (match[0].count("\n") - match["above"].count("\n"))

    made = _BLOCK.sub(taken, text)
    return found[-1], made


def _stem(source: Source) -> str:
    """The deck's name without folder and ending."""
    return source.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]


def _filled_in(context: ReadContext, text: str) -> tuple[ReadContext, str]:
    """With what the shortcodes come to."""
    from deckgen.readers.shortcodes import fill

    source, above = context.source, context.front.lines
    done = fill(text.split("\n"), context.front.texts, context.variables)
    context = _with_filled_values(context, done)
    for code, found, message in (
        ("component", done.unknown, "the shortcode `%s` shows nothing here"),
        ("no-value", done.unset, "nothing says what `%s` is"),
    ):
        once = {name: number for number, name in reversed(found)}
        for name, number in sorted(once.items(), key=lambda each: each[1]):
            where = source.find(name, Span(max(1, number + above + 1)))
            said = f"`{name}` shows nothing here: there is no such note" if name.startswith("![[") else ""
            context.report(code, "warning", said or message % name, where)
    text = "\n".join(done.lines)
    whole = (*source.lines[:above], *done.lines)
    return replace(context, source=replace(source, lines=whole, text="\n".join(whole))), text


def _with_filled_values(context: ReadContext, done: Filled) -> ReadContext:
    """What the front matter says, with what its shortcodes come to; `done` gets those that come to nothing."""
    from deckgen.readers.shortcodes import fill

    front = context.front

    def filled(value: str) -> str:
        if "{{<" not in value:
            return value
        one = fill(value.split("\n"), front.texts, context.variables)
        done.unknown += [(-front.lines, name) for _, name in one.unknown]
        done.unset += [(-front.lines, name) for _, name in one.unset]
        return re.sub("[ \t]{2,}", " ", "\n".join(one.lines)).strip()

    values = {key: filled(value) for key, value in front.values.items()}
    settings = {key: filled(value) for key, value in front.slide_settings.items()}
    return replace(context, front=replace(front, values=values, slide_settings=settings))


def _sheet(front: FrontMatter, text: str, dialect: Dialect) -> Sheet:
    """The rules of what the front matter and `<style>` elements say for all slides."""
    if dialect.styles != "deck" or not ("style" in front.values or "<style" in text.lower()):
        return ()
    from deckgen.readers.style_sheets import read_sheet, sheets_in

    css = (front.values.get("style", ""), *sheets_in(without_fences(text), scoped=False))
    return tuple(rule for each in css for rule in read_sheet(each, dialect.page_classes))


def _macros(front: FrontMatter, text: str) -> dict[str, str]:
    """LaTeX macros: those of the front matter, and those defined anywhere in the text or in what is put before it."""
    text = f"{front.preamble}\n{text}" if front.preamble else text
    if not front.macros and not _DEFINES.search(text):
        return {}
    from deckgen.readers.macros import definition, definitions

    own = dict(definition(name, body) for name, body in front.macros.items())
    said = [(name, said) for name, said, _ in definitions(text)]
    return {**own, **dict(reversed(said))}  # of several, the first; others hold from their places on


def _redefined(front: FrontMatter, text: str) -> tuple[tuple[int, str, str], ...]:
    """Macros that are defined again in the text: the line of the file, the name and the definition, in order."""
    if "\\" not in text or not _DEFINES.search(text):
        return ()
    from deckgen.readers.macros import definitions

    found = [*definitions(text)]
    names = [name for name, _, _ in found]
    return tuple(
        (front.lines + 1 + text.count("\n", 0, at), name, said)
        for name, said, at in found
        if names.count(name) > 1
    )


_DEFINES = regex(r"\\(?:newcommand|renewcommand|def\\|DeclareMath|providecommand)")


def _with_project(front: FrontMatter, dialect: Dialect, project: ProjectText) -> FrontMatter:
    """`front` with what the tool's files say for all decks of the project, where it says nothing itself."""
    for name in dialect.settings_files:
        if text := project(name):
            front = merged(read_settings(text), front)
    return front


def _variables(dialect: Dialect, project: ProjectText) -> dict[str, str]:
    """The project's own variables, by their paths."""
    texts = (project(name) for name in dialect.variable_files)
    return {key: value for text in texts if text for key, value in read_settings(text).texts.items()}


def _with_outputs(
    source: Source, text: str, front: FrontMatter, values: Mapping[str, str], project: ProjectText
) -> tuple[Source, str]:
    """The deck with what its cells gave: in the notebook beside it, or in the page that its tool has made of it;
    `values` say what is shown of them."""
    from deckgen.readers.notebooks import run_cells, with_outputs
    from deckgen.readers.rendered import rendered_cells

    stem = _stem(source)
    cells = run_cells(project(f"{stem}.ipynb")) or rendered_cells(project(f"{stem}.html"))
    return _with_text(source, front, with_outputs(text, cells, values)) if cells else (source, text)


def _executed(source: Source, project: ProjectText) -> Source | None:
    """The deck as its tool has run it, with the outputs of its cells, if it is still the same text."""
    import hashlib
    import json

    name = _stem(source)
    for form in ("html", "revealjs"):
        text = project(f"_freeze/{name}/execute-results/{form}.json")
        try:
            kept = json.loads(text) if text else {}
            same = kept.get("hash") == hashlib.md5(source.text.encode(), usedforsecurity=False).hexdigest()
            markdown = kept["result"]["markdown"] if same else ""
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        if markdown and isinstance(markdown, str):
            return Source.from_text(source.path, printable(markdown))
    return None
