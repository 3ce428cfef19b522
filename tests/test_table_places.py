"""Where tables stand: whole on their slide, small ones side by side."""

from __future__ import annotations

import pytest

from deckgen.layout.model import TableFrame, TextFrame


@pytest.mark.parametrize("theme", ["board", "seminar", "quiet", "stage"])
def test_a_table_that_low_rows_hold_stays_on_its_slide(make, theme: str) -> None:
    """Its total stood on a slide of its own."""
    rows = "\n".join(f"| Country {n} | {n}.5 | {n * 7}.2 | {n * 13}.4 |" for n in range(1, 12))
    built = make(
        f"## Growth\n\n| Land | 2022 | 2023 | 2024 |\n|---|--:|--:|--:|\n{rows}\n| Total | 1 | 2 | 3 |\n",
        theme=theme,
    )
    (slide,) = built.laid.slides
    (table,) = (frame for frame in slide.frames if isinstance(frame, TableFrame))
    assert len(table.rows) == 13
    assert table.box.bottom <= 0.93 * built.laid.theme.height


SMALL = "| Material | Bridges |\n|---|--:|\n| Concrete | 141 |\n| Steel | 52 |\n"
OTHER = "| Owner | Bridges |\n|---|--:|\n| City | 180 |\n"


@pytest.mark.parametrize("caption", ["", "\nTable: What it is\n"])
def test_two_small_tables_stand_side_by_side(make, caption: str) -> None:
    (slide,) = make(f"## Two\n\n{SMALL}{caption}\n{OTHER}{caption}").laid.slides
    one, other = (frame for frame in slide.frames if isinstance(frame, TableFrame))
    assert one.box.y == pytest.approx(other.box.y)
    assert one.box.right < other.box.x


def test_two_small_tables_with_names_stand_side_by_side_below_them(make) -> None:
    (slide,) = make(f"## Two\n\n**Before the move**\n\n{SMALL}\n**After the move**\n\n{OTHER}").laid.slides
    one, other = (frame for frame in slide.frames if isinstance(frame, TableFrame))
    assert one.box.y == pytest.approx(other.box.y)
    heads = {frame.text: frame.box for frame in slide.frames if isinstance(frame, TextFrame)}
    assert heads["Before the move"].x == pytest.approx(one.box.x)
    assert heads["After the move"].x == pytest.approx(other.box.x)


@pytest.mark.parametrize(
    "text",
    [
        f"**Only one**\n\n{SMALL}\n{OTHER}",
        f"{SMALL}\nWords.\n\n{OTHER}",
        f"{SMALL}\n{OTHER}\nWords.\n",
        SMALL.replace("Steel", "Steel " * 20) + f"\n{OTHER}",
    ],
)
def test_other_tables_stand_one_above_the_other(make, text: str) -> None:
    (slide,) = make(f"## Two\n\n{text}").laid.slides
    one, other = (frame for frame in slide.frames if isinstance(frame, TableFrame))
    assert one.box.bottom < other.box.y


@pytest.mark.parametrize(
    ("row", "is_total"),
    [
        ("**EBIT** | **3.5** | **2.7**", True), ("**EBIT** | 3.5 | 2.7", False), ("EBIT | 3.5 | 2.7", False),
        ("Total | 3.5 | 2.7", True),
    ],
)  # fmt: skip
def test_a_last_row_that_is_bold_adds_up(make, row: str, is_total: bool) -> None:
    rows = "| Revenue | 39.5 | 44.2 |\n| Fuel | −9.8 | −12.9 |\n"
    (slide,) = make(f"## P\n\n| € million | Q3 25 | Q3 26 |\n|---|--:|--:|\n{rows}| {row} |\n").laid.slides
    (table,) = (frame for frame in slide.frames if isinstance(frame, TableFrame))
    assert bool(table.rows[-1].above[0]) == is_total
