"""What appears and goes at clicks, in reveal.js's classes and indexes."""

from __future__ import annotations

from deckgen.deck.clicks import Step


def fragment(step: Step) -> tuple[str, str]:
    """The classes (behind others) and the index of what is shown at a step. Of one that `lasts`, only when it comes."""
    if step.comes:
        way = " fade-in-then-out" if step.goes and not lasts(step) else ""
        return f" fragment{way}", f' data-fragment-index="{step.comes - 1}"'
    return (" fragment fade-out", f' data-fragment-index="{step.goes - 1}"') if step.goes else ("", "")


def lasts(step: Step) -> bool:
    """True for what comes and goes, but not at the next click, for which there is no class: another element around it
    (`gone`) goes."""
    return bool(step.comes) and step.goes > step.comes + 1


def gone(step: Step) -> str:
    """The attributes of an element around what `lasts`."""
    return f' class="fragment fade-out" data-fragment-index="{step.goes - 1}"'
