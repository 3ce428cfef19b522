"""A chart as it is laid out."""

from __future__ import annotations

from pathlib import Path

from deckgen.layout.charts.model import ChartFrame, Panel


def panel_of(make, tmp_path: Path, block: str, face: str = "board") -> tuple[Panel, object]:
    """The chart of a `block` alone on a slide, and the theme; it is an error if anything is said of it."""
    deck = tmp_path / f"{face}.md"
    deck.write_text(f"---\ntheme: {face}\n---\n## Chart\n\n```chart\n{block}```\n", encoding="utf-8")
    built = make(deck)
    assert built.codes == []
    frames = (f for section in built.laid.sections for slide in section.slides for f in slide.frames)
    return next(f for f in frames if isinstance(f, ChartFrame)).panels[0], built.laid.theme
