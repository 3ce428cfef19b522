"""Dialects by name, and whose a file is. A new one is a file beside this one, and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from deckgen.deck.slides import LayoutChoice
from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.memory import Memory
from deckgen.patterns import regex
from deckgen.plugins import DIALECTS as GROUP
from deckgen.plugins import PluginError, guarded, names, plugin
from deckgen.readers.dialects.deckset import DECKSET
from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.gitpitch import GITPITCH
from deckgen.readers.dialects.hedgedoc import HEDGEDOC
from deckgen.readers.dialects.hugo import HUGO
from deckgen.readers.dialects.ia_presenter import IA_PRESENTER
from deckgen.readers.dialects.jupytext import JUPYTEXT
from deckgen.readers.dialects.logseq import LOGSEQ
from deckgen.readers.dialects.marp import MARP
from deckgen.readers.dialects.mdx_deck import MDX_DECK
from deckgen.readers.dialects.obsidian_notes import OBSIDIAN
from deckgen.readers.dialects.own import OWN
from deckgen.readers.dialects.pandoc import PANDOC
from deckgen.readers.dialects.presenterm import PRESENTERM
from deckgen.readers.dialects.quarto import QUARTO
from deckgen.readers.dialects.r_presentation import R_PRESENTATION
from deckgen.readers.dialects.remark import REMARK
from deckgen.readers.dialects.reveal_md import REVEAL
from deckgen.readers.dialects.slidev import SLIDEV
from deckgen.readers.dialects.slidify import SLIDIFY

_IN_ORDER = (
    SLIDIFY,
    GITPITCH,
    MDX_DECK,
    JUPYTEXT,
    R_PRESENTATION,
    MARP,
    PRESENTERM,
    DECKSET,
    REMARK,
    SLIDEV,
    QUARTO,
    LOGSEQ,
    OBSIDIAN,
    HUGO,
    HEDGEDOC,
    REVEAL,
    IA_PRESENTER,
    PANDOC,
)
"""As a file is looked at: what only one tool has comes first."""
DIALECTS: Mapping[str, Dialect] = {dialect.name: dialect for dialect in (OWN, *_IN_ORDER)}
SWITCHES = frozenset(dialect.switch for dialect in _IN_ORDER if dialect.switch)
"""Keys of front matter by which a file says whose it is."""
PROJECT_FILES = tuple(name for each in _IN_ORDER for name in each.project_files)
"""Files that lie at the root of a project of some tool's."""
FINDING_BY_NAME = frozenset(name for each in _IN_ORDER if each.finds_by_name for name in each.project_files)
"""Those of the tools for which a file's name is enough."""
FOREIGN_THEMES = frozenset().union(*(dialect.themes for dialect in _IN_ORDER))
"""Names of other tools' themes."""
_RULE = regex(r"\n-{3,4}[ \t]*(?=\n|\Z)")
_HEADING = regex(r"\n(?:#{1,2}[ \t]+\S|\w[^\n]*\n(?:-{3,}|={3,})[ \t]*(?=\n|\Z))")
_OURS = regex(r"\n(?:---[ \t]+[^\s-]|[Nn]otes?:|:::)")
"""Signs of deckgen's own, which those of a tool that is only likely do not outweigh."""
_MOST_HEADINGS = 4
"""Of the first two levels, on the slides of a deck that rules divide."""
LAYOUTS: Mapping[str, LayoutChoice] = {k: v for each in _IN_ORDER for k, v in each.layouts.items()}
"""Other tools' names of layouts → ours."""
PICTURE_SIDES: Mapping[str, Literal["left", "right"]] = {
    k: v for each in _IN_ORDER for k, v in each.picture_sides.items()
}


def dialect_of(evidence: Evidence, memory: Memory) -> Warned[Dialect]:
    """The dialect of a file: what its front matter says (`dialect: NAME`), else by evidence, that of a tool's own
    syntax before that of a theme's name, and other packages' before none."""
    said = evidence.values.get("dialect", "")
    if said and said not in DIALECTS:
        named = plugin(GROUP, said, Dialect, memory)
        if named.value or named.found:
            return Warned(named.value or OWN, named.found)
        hint = nearest(said, (*DIALECTS, *names(GROUP, memory)))
        unknown = Diagnostic("unknown-dialect", "warning", f"there is no dialect `{said}`", None, hint)
        return Warned(_recognised(evidence, memory).value, (unknown,))
    return Warned(DIALECTS[said]) if said else _recognised(evidence, memory)


def _by_theme(evidence: Evidence) -> Iterator[Dialect]:
    """Those of whose tools the theme is, the likeliest first: several have reveal.js's, or one that is the default."""
    theme, last = evidence.values.get("theme", ""), _IN_ORDER[-1]
    if theme in last.themes and (last.recognise(evidence) or last.shares_themes(evidence)):
        yield last
    for dialect in _IN_ORDER:
        if (theme in dialect.themes or dialect.is_theme(theme)) and _may_divide(dialect, evidence.text):
            yield dialect


def _may_divide(dialect: Dialect, text: str) -> bool:
    """False for headings that would all stand on a slide or two, as no rules divide them."""
    slides = 1 + len(_RULE.findall(text))
    return not dialect.is_strict or len(_HEADING.findall(text)) <= (
        1 if slides == 1 else _MOST_HEADINGS * slides
    )


def _recognised(evidence: Evidence, memory: Memory) -> Warned[Dialect]:
    # What a tool's own syntax shows is surer than a theme, and sure of all but the last.
    for dialect in _IN_ORDER[:-1]:
        if dialect.recognise(evidence):
            return Warned(dialect)
    if named := next(_by_theme(evidence), None):
        return Warned(named)
    if OWN.recognise(evidence):
        return Warned(OWN)
    for dialect in _IN_ORDER:
        divided = (
            not dialect.is_strict or "\n---" in evidence.text
        )  # else a note of someone's, no deck of the tool's
        if divided and not evidence.beside.isdisjoint((*dialect.project_files, *dialect.packages)):
            return Warned(dialect)
    if _IN_ORDER[-1].recognise(evidence):
        return Warned(_IN_ORDER[-1])
    if not evidence.shows(_OURS):
        for dialect in _IN_ORDER:
            if dialect.suspect(evidence):
                return Warned(dialect)
    found: list[Diagnostic] = []
    for name in names(GROUP, memory):
        other = plugin(GROUP, name, Dialect, memory)
        found += (replace(finding, severity="warning") for finding in other.found)
        try:
            if other.value and guarded(GROUP, name, memory, other.value.recognise, object)(evidence):
                return Warned(other.value, tuple(found))
        except PluginError as error:
            found.append(replace(error.diagnostic(), severity="warning"))
    return Warned(OWN, tuple(found))
