"""Two versions of a deck side by side, as a page of its own."""

from __future__ import annotations

from html import escape

from deckgen.revisions.changes import LineChange, SlideChange, word_changes

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 18%, Canvas);
  --gone: color-mix(in srgb, crimson 20%, Canvas); --new: color-mix(in srgb, seagreen 24%, Canvas); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 80rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem } .sum { margin: 0 0 2rem; opacity: .75 }
section { border: 1px solid var(--line); border-radius: .6rem; margin: 0 0 1.25rem; overflow: hidden }
h2 { font-size: 1rem; margin: 0; padding: .6rem 1rem; border-bottom: 1px solid var(--line) }
h2 small { font-weight: normal; opacity: .75; margin-left: .5rem }
.row { display: grid; grid-template-columns: 1fr 1fr } .row + .row { border-top: 1px solid var(--line) }
.row > div { padding: .4rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.5rem }
.row > div + div { border-left: 1px solid var(--line) }
del { background: var(--gone); text-decoration: line-through } ins { background: var(--new); text-decoration: none }
.whole-gone { background: var(--gone) } .whole-new { background: var(--new) }
@media (max-width: 40rem) { .row { grid-template-columns: 1fr } .row > div + div { border-left: 0 } }
"""
_KINDS = {"added": "new", "removed": "gone", "moved": "moved", "changed": "changed"}


def page(changes: list[SlideChange], one: str, other: str) -> str:
    """The page: what was at the left, what is at the right, changed words marked."""
    counts = [f"{sum(each.kind == kind for each in changes)} {word}" for kind, word in _KINDS.items()]
    sections = "\n".join(map(_section, changes)) or "<p>Nothing has changed.</p>"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(one)} → {escape(other)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>{escape(one)} → {escape(other)}</h1>"
        f'<p class="sum">Slides: {", ".join(counts)}</p>\n{sections}\n</body></html>\n'
    )


def _section(change: SlideChange) -> str:
    numbers = " → ".join(str(each) for each in (change.before, change.after) if each)
    rows = "\n".join(map(_row, change.lines))
    title = escape(change.title) or "–"
    return f"<section><h2>{title}<small>slide {numbers}, {_KINDS[change.kind]}</small></h2>{rows}</section>"


def _row(line: LineChange) -> str:
    (before, was_title), (after, is_title) = _plain(line.before), _plain(line.after)
    if not before:
        return (
            f'<div class="row"><div></div><div class="whole-new">{_cell(escape(after), is_title)}</div></div>'
        )
    if not after:
        return f'<div class="row"><div class="whole-gone">{_cell(escape(before), was_title)}</div><div></div></div>'
    was = now = ""
    for one, other in word_changes(before, after):
        same = one == other
        was += escape(one) if same or not one else f"<del>{escape(one)}</del>"
        now += escape(other) if same or not other else f"<ins>{escape(other)}</ins>"
    return f'<div class="row"><div>{_cell(was, was_title)}</div><div>{_cell(now, is_title)}</div></div>'


def _plain(text: str) -> tuple[str, bool]:
    """A line without the sign of a title, and whether it is one."""
    return text.removeprefix("# "), text.startswith("# ")


def _cell(inner: str, is_title: bool) -> str:
    return f"<strong>{inner}</strong>" if is_title else inner
