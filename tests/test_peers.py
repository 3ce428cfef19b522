"""Decks as their own tools read them, by asking the tools: slides, titles, words and notes.

On every case of the tables in `tests/dialects/`, and on decks that are put together of them at random.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache

import pytest

from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.instruments.peers import Reading, by_deckgen, by_node, by_pandoc, by_reveal, differences
from tests.instruments.renderers import npm_file
from tests.test_dialect_cases import Case, cases

WANTED: Mapping[str, str] = {
    "marp: marks of other tools are text": "deckgen's own marks are read in every dialect",
    "marp: a tag that is none stays in the text": "`<foo>` is an element of nobody's: a browser shows nothing",
    "marp: elements of a line that are no text": "its page has the words that browsers do not show",
    "marp: the slide's transition, and from here on": "marp-core leaves transitions to marp-cli",
    "marp: text above the heading, and a list right below it": "what stands above a heading is not titled by it",
    "slidev: the title of a quotation's slide is the quotation": "it is what the slide shows, no title of it",
    "slidev: attributes behind the words of a paragraph or an item": "a title's attributes are in its name there",
    "pandoc: a heading needs an empty line above it": "CommonMark needs none",
    "pandoc: a list needs an empty line above it": "CommonMark needs none",
    "pandoc: a macro of LaTeX's holds for the formulas below": "words of a formula's source",
    "pandoc: extensions that are off: what looks like others' Markdown is text": "emoji have their names",
    "pandoc: an abbreviation of another Markdown is text": "abbreviations are read",
    "pandoc: macros that are put before the document": "words of a formula's source",
    "pandoc: blocks, lists, columns and pictures of LaTeX's": "Pandoc's page drops what is LaTeX",
    "pandoc: LaTeX's long tables have their captions in a row; rules have braces in braces": "Pandoc's page drops "
    "what is LaTeX",
    "pandoc: what shows LaTeX's commands is no overlay and no table of LaTeX's": "Pandoc's page drops what is LaTeX",
    "pandoc: commands that only say how large something is, and mottos": "Pandoc's page drops what is LaTeX",
    "pandoc: unknown commands, groups, addresses in commands of LaTeX's": "Pandoc's page drops what is LaTeX",
    "pandoc: frames, notes and descriptions of LaTeX's": "Pandoc's page drops what is LaTeX",
    "pandoc: what is indented in LaTeX, and what does not stand alone": "Pandoc's page drops what is LaTeX",
    "pandoc: LaTeX's colours hold to the end of a group, also behind a size, and may be mixed": "Pandoc's page drops"
    " the words with the commands",
    "pandoc: a column begins in the line of its row": "Pandoc's page drops what is LaTeX",
    "reveal-md: an element comment at an item's beginning is the item's": "words that its page holds, and hides",
    "pandoc: a formula over several lines in a span": "words of a formula's source",
    **dict.fromkeys(
        (
            "reveal-md: comments that stand between slides divide them, where no rule does",
            "reveal-md: blank lines between slides",
            "reveal-md: plus and equals signs between slides",
            "reveal-md: words of GitPitch between slides",
        ),
        "a page beside it has to say so",
    ),
    "marp: a style sheet right behind a comment": "no browser shows a style sheet",
    "pandoc: Beamer's table of contents lists the sections": "what only LaTeX shows",
    "pandoc: a fence with a language in a block of code closes nothing, also for LaTeX's lines": "what only LaTeX "
    "shows",
    "pandoc: quotation marks and signs of LaTeX's": "Pandoc's page drops what is LaTeX",
    "pandoc: LaTeX's tables are tables": "what only LaTeX shows",
    "pandoc: institutes of Beamer's are told by numbers": "what only LaTeX shows",
    "pandoc: code within a line of LaTeX's": "Pandoc's page drops what is LaTeX",
    "pandoc: Beamer's overlays are fragments": "words in LaTeX's commands, which only LaTeX shows",
    "pandoc: pauses at the end of paragraphs and items": "words in LaTeX's commands, which only LaTeX shows",
    "pandoc: switches of slides, and words on one slide alone": "words in LaTeX's commands, which only LaTeX shows",
    "marp: a reading above a word stands behind it in parentheses": "in parentheses",
    "pandoc: a formula over several lines in a paragraph is one": "words of a formula's source",
    "pandoc: LaTeX between the text is an instruction": "Pandoc's page drops the words with the commands",
    "pandoc: marks, code, formulas and links in a heading": "the source of a formula",
    "reveal-md: attributes as an editor of reveal.js's writes them": "an editor's slides are read as it shows them",
    "reveal-md: separators that look at what comes leave code alone": "a comment in code begins no slide",
    "reveal-md: two dashes right below words divide slides where others do": "they do in an editor of reveal.js's",
    "reveal-md: two dashes are text": "they divide in many decks, by settings elsewhere",
    "reveal-md: notes in the same line, in any case of letters and in the plural": "`Notes:` opens notes, too",
    "reveal-md: hidden slides, and slides that are not counted": "hidden slides stay in the file",
    "slidev: what the head says about the deck is not on its slides": "the parser names the deck, not the slide",
    "slidev: text right below a rule is no setting if it is no list of keys": "Slidev loses the slide",
    "slidev: a last slide without text says END": "the parser knows no layouts",
    "slidev: a slide of settings alone shows their picture, or is named": "what its theme draws is no slide here",
    "slidev: clicks in the notes": "the parser knows no clicks",
    "slidev: icons in a line and in a heading": "the parser knows no components",
    "slidev: a heading with attributes, if the deck has them": "the parser knows no attributes",
    "slidev: the title of a slide's settings is for the table of contents only": "the parser names it so",
}
"""Cases in which deckgen differs, and why."""
TOOLS = ("marp", "slidev", "reveal-md", "pandoc")
OF_ONE_DECK = 6


def _alone(case: Case) -> bool:
    return case.dialect in TOOLS and not case.beside and case.file == "deck.md"


CASES = [case for case in cases() if _alone(case)]


@cache
def _theirs(tool: str, decks: tuple[str, ...]) -> list[list[Reading] | str]:
    if tool == "pandoc":
        return [by_pandoc(deck) for deck in decks]
    if tool == "reveal-md":
        return by_reveal(decks)
    npm_file({"marp": "@marp-team/marp-core/package.json", "slidev": "@slidev/parser/package.json"}[tool])
    return by_node(tool, decks)


def _differ(tool: str, deck: str, theirs: list[Reading] | str) -> list[str]:
    ours = by_deckgen(read_deck(Source.from_text("deck.md", deck), dialect=tool).value)
    assert not isinstance(theirs, str), theirs
    return differences(theirs, ours, compares_words=tool != "slidev")


@pytest.mark.parametrize("tool", TOOLS)
def test_every_case_is_read_as_its_tool_reads_it(tool: str) -> None:
    own = [case for case in CASES if case.dialect == tool]
    theirs = _theirs(tool, tuple(case.source for case in own))
    found = {
        case.id: differ
        for case, read in zip(own, theirs, strict=True)
        if (differ := _differ(tool, case.source, read))
    }
    unwanted = {name: differ for name, differ in found.items() if name not in WANTED}
    assert not unwanted, "\n".join(f"{name}: {differ}" for name, differ in unwanted.items())
    settled = [name for name in WANTED if name.startswith(f"{tool}:") and name not in found]
    assert not settled, "no longer different"


@pytest.mark.parametrize("tool", TOOLS)
def test_decks_of_many_cases_are_read_as_their_tool_reads_them(tool: str) -> None:
    """What stands on one slide says nothing of the others."""
    parts = [
        case.source
        for case in CASES
        if case.dialect == tool
        and case.id not in WANTED
        and not re.search(_WHOLE_DECK, case.source, re.MULTILINE)
    ]
    chance = random.Random(18)
    glue = "\n\n" if tool == "pandoc" else "\n\n---\n\n"
    decks = tuple(glue.join(chance.sample(parts, OF_ONE_DECK)) for _ in range(20))
    for deck, read in zip(decks, _theirs(tool, decks), strict=True):
        differ = _differ(tool, deck, read)
        assert not differ, f"{deck}\n\n{differ}"


_WHOLE_DECK = (
    r"^---$|^%|<style|^<!--|headingDivider|header:|footer:|\[\^|\^\[|\(@|^# |newcommand|^\[[^\]]+\]:|#\w+\)"
)
"""What reaches over its own slide."""
