"""Marp: https://marp.app"""

from __future__ import annotations

from deckgen.readers.dialects.dialect import Dialect, Evidence


def _recognise(evidence: Evidence) -> bool:
    return "marp" in evidence.keys and evidence.values.get("marp", "") not in ("false", "no", "off")


MARP = Dialect(
    name="marp", recognise=_recognise, switch="marp", themes=frozenset(("gaia", "uncover")),
    project_files=(".marprc.yml", ".marprc"), is_strict=True, comments="notes", has_comment_settings=True,
    has_line_breaks=True, has_image_words=True, stepwise_markers=frozenset(("*", ")")), own_theme=True,
    unshown=frozenset(("header",)),
)  # fmt: skip
