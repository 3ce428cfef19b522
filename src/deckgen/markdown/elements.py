"""Runs as elements of HTML's, where Markdown's marks are not read."""

from __future__ import annotations

from html import escape

from deckgen.deck.inlines import Inlines, LineBreak, Marks, Run
from deckgen.markdown.inlines import inline_text

_MARKDOWNS = ("bold", "italic", "code", "link", "math")
"""Marks that are read between tags as Markdown has them."""


def html_text(inlines: Inlines) -> str:
    """Runs as HTML; nothing for those that Markdown can say between tags."""
    runs = [item for item in inlines if isinstance(item, Run)]
    if all(_plain(run) for run in runs):
        return ""
    return "".join("<br>" if isinstance(item, LineBreak) else _run(item) for item in inlines)


def _plain(run: Run) -> bool:
    known = Marks(**{name: getattr(run.marks, name) for name in _MARKDOWNS})
    return run.marks.math is not None or (run.marks == known and not set(run.text) & set("<>&"))


def _run(run: Run) -> str:
    if run.marks.math is not None:
        return inline_text((run,), starts=False)
    text, marks = escape(run.text, quote=False), run.marks
    looks = f"color:#{marks.color};" if marks.color else ""
    looks += "font-variant:small-caps;" if marks.small_caps else ""
    for tag, holds in (
        ("code", marks.code), ("sub", marks.subscript), ("sup", marks.superscript), ("em", marks.italic),
        ("strong", marks.bold), ("s", marks.strike), ("mark", marks.highlight), ("u", marks.underline),
    ):  # fmt: skip
        text = f"<{tag}>{text}</{tag}>" if holds else text
    text = f'<span style="{looks.rstrip(";")}">{text}</span>' if looks else text
    return f'<a href="{escape(marks.link)}">{text}</a>' if marks.link else text
