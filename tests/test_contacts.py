"""How somebody is reached stays on a line of its own, and a talk that ends with it closes."""

from __future__ import annotations

import pytest

from deckgen.layout.model import TextFrame
from deckgen.themes.model import LayoutKind


def lines(slide) -> list[str]:
    frames = [
        f for f in slide.frames if isinstance(f, TextFrame) and f.role in ("body", "statement", "subtitle")
    ]
    return "\n".join(frame.text for frame in frames).split("\n")


@pytest.mark.parametrize("front", ["", "---\nmarp: true\n---\n\n"])
@pytest.mark.parametrize(
    "said",
    [
        "Ana Costa\nana@example.org",
        "ana@example.org\n+33 4 00 00 00 00",
        "Ana\n@ana",
        "Tel. +49 30 1234567\nBerlin",
    ],
)
def test_what_says_how_somebody_is_reached_stays_on_its_line(make, front: str, said: str) -> None:
    built = make(f"{front}## A\n\na\n\n---\n\n## B\n\nb\n\n---\n\n## Contact\n\n{said}\n")
    assert lines(built.laid.slides[-1]) == said.split("\n")


def test_a_last_slide_of_a_name_and_an_address_closes_the_talk(make) -> None:
    built = make("---\ntitle: T\n---\n\n## A\n\na\n\n## B\n\nb\n\n## Contact\n\nAna Costa\nana@example.org\n")
    assert built.laid.slides[-1].layout is LayoutKind.CLOSING


def test_lines_below_a_bold_one_are_kept(make) -> None:
    built = make("## Team\n\n- one\n\n**Ana Costa**\nCEO, ex-Siemens\n")
    assert lines(built.laid.slides[0])[-2:] == ["Ana Costa", "CEO, ex-Siemens"]


def test_an_address_within_a_sentence_breaks_no_line(make) -> None:
    said = "For all that is still open after this talk, write to\nana@example.org\nand she will answer within a week."
    built = make(f"## A\n\n- one\n\n{said}\n")
    assert lines(built.laid.slides[0])[-1] == " ".join(said.split("\n"))
