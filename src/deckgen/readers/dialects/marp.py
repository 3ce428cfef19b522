"""Marp: https://marp.app"""

from __future__ import annotations

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect, Evidence

_DIRECTIVES = frozenset(("paginate", "headingDivider", "_class", "_paginate", "_header", "_footer"))
"""Of its alone: outside of an editor a file needs not say that it is Marp's."""
_THEMES = frozenset(("default", "gaia", "uncover"))


_SPOT = regex(
    r"<!--\s*(?:\w+:.*\n\s*)*_(?:class|paginate|header|footer|color|background(?:Color|Image|Size|Position|Repeat))\s*:"
)
"""A setting of one slide alone."""


def _recognise(evidence: Evidence) -> bool:
    if "marp" in evidence.keys:
        return evidence.values.get("marp", "") not in ("false", "no", "off")
    if evidence.shows(_SPOT, "<!--"):
        return True
    theme = evidence.values.get("theme", "default")
    return bool(evidence.keys & _DIRECTIVES) and theme in _THEMES and "\n---" in evidence.text


MARP = Dialect(
    scripts="",
    slide_classes={"invert": "background-color:#0d1117"},
    name="marp",
    recognise=_recognise,
    switch="marp",
    themes=frozenset(("gaia", "uncover")),
    project_files=(".marprc.yml", ".marprc", "marp.config.js", "marp.config.mjs", "marp.config.ts"),
    packages=frozenset(("@marp-team/marp-cli",)),
    is_strict=True,
    comments="notes",
    note="<!--\n{}\n-->",
    comment='[//]: # "{}"',
    has_comment_settings=True,
    has_line_breaks=True,
    has_image_words=True,
    stepwise_markers=frozenset(("*", ")")),
    underlined="paragraph",
    own_theme=True,
    styles="deck",
    type_size=29.0,
    root_size=29.0,
    page_classes=frozenset(("marpit",)),
    total="attr(data-marpit-pagination-total",
    fitting=r"<!--\s*fit\s*-->",
)
