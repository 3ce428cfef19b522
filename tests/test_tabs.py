"""Sets of tabs: one at a time in the page, side by side in the file and on paper."""

from __future__ import annotations

from collections.abc import Callable

from pptx import Presentation

from tests.conftest import Built
from tests.instruments.axe import violations_of
from tests.instruments.renderers import page_of
from tests.instruments.text import pptx_slides

DECK = """---
format: revealjs
lang: fr
---

# T

## Un programme

::: {.panel-tabset}

### Python

```python
def aire(rayon): return 3.14159 * rayon ** 2
```

### Julia

Un mot *de plus*.

### Tableau

| a | b |
|---|---|
| 1 | 2 |

### Rust

- un

:::

## Suite

- fin
"""
_SHOWN = """() => [...Reveal.getCurrentSlide().querySelectorAll('[role=tabpanel]')]
  .map(panel => panel.checkVisibility() || [...panel.children].some(child => child.checkVisibility()))"""


def test_a_page_shows_one_tab_at_a_time(make: Callable[..., Built]) -> None:
    built = make(DECK)
    with page_of(built.html) as (page, _):
        page.evaluate("Reveal.slide(1)")
        tabs = page.locator("section.present [role=tab]")
        assert tabs.all_text_contents() == ["Python", "Julia", "Tableau", "Rust"]
        assert page.evaluate(_SHOWN) == [True, False, False, False]
        assert not page.evaluate("Reveal.getCurrentSlide().querySelector('.untabbed').checkVisibility()")
        tabs.nth(2).click()
        assert page.evaluate(_SHOWN) == [False, False, True, False]
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.evaluate(_SHOWN) == [True, False, False, False]
        assert page.evaluate("Reveal.getIndices().h") == 1, "no slide was turned"
        assert tabs.evaluate_all("tabs => tabs.map(tab => tab.getAttribute('aria-selected'))") == [
            "true",
            *["false"] * 3,
        ]
        inside = page.evaluate(
            """() => [...Reveal.getCurrentSlide().querySelectorAll('.tabbed .f')].filter(f => f.checkVisibility())
                 .every(f => f.getBoundingClientRect().bottom <= innerHeight)"""
        )
        assert inside


def test_the_file_and_paper_show_all_tabs(make: Callable[..., Built]) -> None:
    built = make(DECK)
    assert len(Presentation(built.pptx).slides) == 3
    shown = pptx_slides(built.pptx)[1]
    for word in ("Python", "3.14159", "Julia", "Un mot de plus.", "Tableau", "Rust", "un"):
        assert word in shown
    with page_of(built.html) as (page, _):
        page.emulate_media(media="print")
        seen = page.evaluate(
            "['.tabbed', '.untabbed'].map(name => document.querySelector(name).checkVisibility())"
        )
        assert seen == [False, True]


def test_tabs_can_be_used_by_everybody(make: Callable[..., Built]) -> None:
    with page_of(make(DECK).html) as (page, _):
        page.evaluate("Reveal.slide(1)")
        assert violations_of(page) == []
