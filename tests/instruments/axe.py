"""What axe-core finds on a page."""

from __future__ import annotations

from typing import Any

from tests.instruments.renderers import npm_file

_RUN = """
axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
  violation => `${violation.id}: ${violation.nodes[0].html.slice(0, 120)}`))
"""


def violations_of(page: Any) -> list[str]:
    """What is wrong with the page as it is now."""
    page.evaluate(npm_file("axe-core/axe.min.js"))
    return list(page.evaluate(_RUN))


def violations_of_slides(page: Any) -> list[str]:
    """What is wrong with any of a deck's slides."""
    found = set()
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate(f"Reveal.slide({number}, 0, Infinity)")
        page.wait_for_timeout(60)
        found |= {f"slide {number + 1}: {said}" for said in violations_of(page)}
    return sorted(found)
