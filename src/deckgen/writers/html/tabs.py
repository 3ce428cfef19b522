"""Sets of tabs, and the frames that stand in their place on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from deckgen.layout.model import Frame, LaidOutSlide, TabSet
from deckgen.writers.html.frames import FrameWriter, place
from deckgen.writers.html.text import px


def with_tabs(slide: LaidOutSlide, written: Sequence[str], writer: FrameWriter) -> str:
    """The slide's frames as they are `written`, those in tabs once more for a page that shows one at a time."""
    covered = {index for tabs in slide.tabs for index in tabs.covered}
    found = []
    for index, html in enumerate(written):
        for number, tabs in enumerate(slide.tabs):
            if tabs.covered[0] == index:
                found.append(_tabs(tabs, f"{escape(slide.id)}-tabs-{number}", writer))
        found.append(f'<div class="untabbed">{html}</div>' if index in covered else html)
    return "".join(found)


def _tabs(tabs: TabSet, name: str, writer: FrameWriter) -> str:
    theme, label = writer.theme, writer.text.inlines
    look = f"{place(tabs.bar)};font-size:{px(tabs.size)};--tab:#{theme.color(theme.readable('accent'))}"
    buttons = "".join(
        f'<button type="button" role="tab" id="{name}-{number}" aria-controls="{name}-{number}-panel" '
        f'aria-selected="{str(not number).lower()}" tabindex="{-min(number, 1)}">{label(panel.label)}</button>'
        for number, panel in enumerate(tabs.panels)
    )
    panels = "".join(
        f'<div class="panel" role="tabpanel" id="{name}-{number}-panel" aria-labelledby="{name}-{number}"'
        f"{' hidden' if number else ''}>{_frames(panel.frames, writer)}</div>"
        for number, panel in enumerate(tabs.panels)
    )
    return (
        f'<div class="tabbed"><div class="f tabs" role="tablist" style="{look}">{buttons}</div>{panels}</div>'
    )


def _frames(frames: Sequence[Frame], writer: FrameWriter) -> str:
    return "".join(map(writer.write, frames))
