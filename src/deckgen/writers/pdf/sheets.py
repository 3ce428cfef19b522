"""What stands on a sheet of paper: a slide, a slide with its notes, or several slides with room to write."""

from __future__ import annotations

from msgspec import Struct

_A4 = (794.0, 1123.0)
"""Portrait, in CSS pixels."""
_MARGIN = 48.0


class Printout(Struct, frozen=True):
    """One kind of printout."""

    notes: bool = False
    slides: int = 1
    """On a page, if it is a handout."""

    def style(self, width: float, height: float) -> str:
        """The style sheet for slides of `width` × `height` CSS pixels; nothing for plain slides, one on a page."""
        if self.slides > 1:
            return _handout(self.slides, width, height, notes=self.notes)
        return _with_notes(width, height) if self.notes else ""


_COMMON = """
@page{{size:A4 portrait;margin:0}}
@media print{{
  .reveal .slides>section{{background-size:{width}px {height}px!important;background-repeat:no-repeat!important;
    zoom:{zoom:.4f};width:{page:.1f}px!important;height:{tall:.1f}px!important;padding:0!important;
    overflow:hidden!important}}
  .reveal .slides>section>*{{translate:{left:.1f}px {top:.1f}px}}
  .reveal .slides>section{{background-position:{left:.1f}px {top:.1f}px!important}}
  .reveal .slides>section::after{{content:"";position:absolute;box-sizing:border-box;
    left:{left:.1f}px;top:{top:.1f}px;width:{width}px;height:{height}px;border:1.5px solid #9aa3af}}
"""
_NOTES = """  .reveal .slides>section>aside.notes{{display:block!important;position:absolute;
    left:{at:.1f}px;top:{below:.1f}px;width:{room:.1f}px;font:{size:.1f}px/1.4 var(--body);color:#1b2430}}
"""


def _with_notes(width: float, height: float) -> str:
    zoom = (_A4[0] - 2 * _MARGIN) / width
    edge = _MARGIN / zoom
    frame = _COMMON.format(
        width=width, height=height, zoom=zoom, page=_A4[0] / zoom, tall=_A4[1] / zoom - 1, left=edge, top=edge
    )
    notes = _NOTES.format(at=0, below=height + 24 / zoom, room=width, size=15 / zoom)
    return f"<style>{frame}{notes}}}</style>"


def _handout(count: int, width: float, height: float, *, notes: bool) -> str:
    row = (_A4[1] - 2 * _MARGIN) / count
    zoom = min((row - 24) / height, (_A4[0] - 3 * _MARGIN) * 0.62 / width)
    left, top = _MARGIN / zoom, 12 / zoom
    frame = _COMMON.format(
        width=width, height=height, zoom=zoom, page=_A4[0] / zoom, tall=row / zoom, left=left, top=top
    )
    beside = width + 24 / zoom
    room = _A4[0] / zoom - left - beside - _MARGIN / zoom
    lines = (
        f"  .reveal .slides>section::before{{content:'';position:absolute;left:{left + beside:.1f}px;top:{top:.1f}px;"
        f"width:{room:.1f}px;height:{height:.1f}px;background:repeating-linear-gradient(transparent 0 "
        f"{26 / zoom:.1f}px,#c5ccd6 {26 / zoom:.1f}px {27 / zoom:.1f}px)}}\n"
    )
    words = _NOTES.format(at=beside, below=0, room=room, size=11 / zoom) if notes else lines
    breaks = (
        "  .reveal .slides>section{break-after:auto!important;break-inside:avoid}\n"
        f"  .reveal .slides>section:nth-of-type({count}n){{break-after:page!important}}\n"
        "  .reveal .slides>section:last-of-type{break-after:auto!important}\n"
        f"  .reveal .slides>section:nth-of-type({count}n+1){{margin-top:{_MARGIN / zoom:.1f}px!important}}\n"
    )
    return f"<style>{frame}{words}{breaks}}}</style>"
