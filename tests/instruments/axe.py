"""What axe-core finds on a page."""

from __future__ import annotations

from typing import Any

from tests.instruments.renderers import npm_file

_RUN = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
  violation => `${violation.id}: ${violation.nodes[0].html.slice(0, 120)}`))
"""
_ALONE = """
() => {
  const all = document.querySelector('.reveal .slides');
  window.deckgenSlides = [...all.children];
  all.replaceChildren(...window.deckgenSlides.filter(slide => slide.classList.contains('present')));
}
"""
_TOGETHER = "() => document.querySelector('.reveal .slides').replaceChildren(...window.deckgenSlides)"


def violations_of(page: Any) -> list[str]:
    """What is wrong with the page as it is now."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(npm_file("axe-core/axe.min.js"))
    return list(page.evaluate(_RUN))


def violations_of_slides(page: Any) -> list[str]:
    """What is wrong with a deck as a whole, or with any of its slides.

    Each is looked at without the others, which nobody sees then and axe would walk through each time.
    """
    found = {f"deck: {said}" for said in violations_of(page)}
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate(f"Reveal.slide({number}, 0, Infinity)")
        page.wait_for_timeout(60)
        page.evaluate(_ALONE)
        found |= {f"slide {number + 1}: {said}" for said in violations_of(page)}
        page.evaluate(_TOGETHER)
    return sorted(found)
