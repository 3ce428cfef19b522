"""Quarto and R Markdown: https://quarto.org/docs/presentations"""

from __future__ import annotations

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.manual import manual_rules
from deckgen.readers.dialects.pandoc import prepare
from deckgen.readers.dialects.reveal_md import DARK

_KEYS = frozenset(("execute", "format", "knitr", "jupyter", "filters", "code-fold"))
_CELL = regex(r"\n```+[ \t]*\{(?:r|python|julia|ojs|mermaid|dot)\b[^}\n]*\}")


def _recognise(evidence: Evidence) -> bool:
    named = evidence.path.lower().endswith((".qmd", ".rmd"))
    return named or bool(evidence.keys & _KEYS) or evidence.shows(_CELL, "{")


QUARTO = Dialect(
    name="quarto",
    scripts="all",
    emphasis="any",
    hidden='{visibility="hidden"}',
    prepare=prepare,
    recognise=_recognise,
    project_files=("_quarto.yml",),
    settings_files=("_quarto.yml", "_metadata.yml"),
    variable_files=("_variables.yml",),
    is_html_read=True,
    has_tex=True,
    has_cells=True,
    has_components=True,
    underlined="line",
    has_slide_level=True,
    captions="linked",
    alt_key="fig-alt",
    has_stepwise_quotes=True,
    has_contents=True,
    has_metadata_blocks=True,
    keys=frozenset(("toc", "toc-title", "toc-depth")),
    has_heading_links=True,
    has_raw_parts=True,
    markdown_attributes=("data-qmd",),
    has_dash_widths=True,
    slide_level=2,
    kinds_without_level=frozenset(("beamer_presentation", "slidy_presentation", "powerpoint_presentation")),
    rules=manual_rules,
    references="named",
    has_shortcodes=True,
    own_theme=True,
    theme_keys=frozenset(("theme", "format.revealjs.theme", "output.revealjs::revealjs_presentation.theme")),
    dark_themes=DARK | {"dark"},
)
