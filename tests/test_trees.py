"""Diagrams that are trees: boxes over the middle of what they lead to, arrows that turn at right angles."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.oxml.ns import qn

from deckgen.deck.figures import Drawing, Shape
from deckgen.diagrams.registry import read_diagram
from deckgen.layout.diagrams.drawing import draw
from deckgen.memory import Memory
from deckgen.source import Source, Span
from deckgen.themes.model import Box
from deckgen.themes.registry import load_theme

THEME = load_theme("board", Source.from_text("x.md", ""), Memory(None)).value
ORGANISATION = """graph {}
CEO[Olivia Brandt] --> COO[Erik Lund] & CFO[Sara Holm] & CTO[Amir Rezai]
COO --> N[Region North] & S[Region South]
CFO --> C[Controlling]
CTO --> P[Platform]
"""


def _drawn(text: str) -> Drawing:
    read = read_diagram("mermaid", text, Span(1)).value
    assert read is not None
    return draw(read, "x", THEME)  # type: ignore[arg-type]


def _boxes(drawing: Drawing) -> dict[str, Box]:
    return {s.text: Box(s.x, s.y, s.width, s.height) for s in drawing.shapes if s.text and s.kind != "text"}


def _middle(box: Box, way: str) -> float:
    """Across the way in which the tree grows."""
    return box.x + box.width / 2 if way in ("TD", "BT") else box.y + box.height / 2


@pytest.mark.parametrize("way", ["TD", "BT", "LR", "RL"])
def test_a_box_stands_over_the_middle_of_what_it_leads_to(way: str) -> None:
    boxes = _boxes(_drawn(ORGANISATION.format(way)))
    middles = {text: _middle(box, way) for text, box in boxes.items()}
    assert middles["Sara Holm"] == pytest.approx(middles["Controlling"])
    assert middles["Amir Rezai"] == pytest.approx(middles["Platform"])
    halves = (middles["Region North"] + middles["Region South"]) / 2
    assert middles["Erik Lund"] == pytest.approx(halves)
    assert middles["Olivia Brandt"] == pytest.approx((middles["Erik Lund"] + middles["Amir Rezai"]) / 2)
    row = ("Erik Lund", "Sara Holm", "Amir Rezai")
    assert len({(round(boxes[name].width, 3), round(boxes[name].height, 3)) for name in row}) == 1


def _ends(shape) -> list[tuple[float, float]]:
    """Where a bent connector starts and ends, as ECMA-376 has it: flipped, then turned around its middle."""
    place = shape._element.spPr.find(qn("a:xfrm"))
    x, y, wide, high = shape.left, shape.top, shape.width, shape.height
    turn = math.radians(int(place.get("rot", 0)) / 60_000)
    found = []
    for across, down in ((-wide / 2, -high / 2), (wide / 2, high / 2)):
        across *= -1 if place.get("flipH") else 1
        down *= -1 if place.get("flipV") else 1
        found.append(
            (x + wide / 2 + across * math.cos(turn) - down * math.sin(turn),
             y + high / 2 + across * math.sin(turn) + down * math.cos(turn))
        )  # fmt: skip
    return found


@pytest.mark.parametrize("way", ["TD", "BT", "LR", "RL"])
def test_arrows_of_a_tree_are_single_connectors_joined_to_their_boxes(make, way: str) -> None:
    built = make(f"## T\n\n```mermaid\n{ORGANISATION.format(way)}```\n")
    (group,) = (shape for shape in Presentation(str(built.pptx)).slides[0].shapes if shape.shape_type == 6)
    boxes = {shape.shape_id: shape for shape in group.shapes if shape.has_text_frame}
    lines = [shape for shape in group.shapes if not shape.has_text_frame]
    assert len(lines) == 7
    bent = [
        each for each in lines if each._element.spPr.find(qn("a:prstGeom")).get("prst") == "bentConnector3"
    ]
    assert len(bent) >= 4
    for each in bent:
        for tag, (x, y) in zip(("a:stCxn", "a:endCxn"), _ends(each), strict=True):
            box = boxes[int(each._element.find(f".//{qn(tag)}").get("id"))]
            near = 8 * 12_700
            assert box.left - near <= x <= box.left + box.width + near
            assert box.top - near <= y <= box.top + box.height + near


def _pieces(shape: Shape) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    x, y, right, foot = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    corners = {"": [], "level": [((x + right) / 2, y), ((x + right) / 2, foot)],
               "upright": [(x, (y + foot) / 2), (right, (y + foot) / 2)]}[shape.bend]  # fmt: skip
    return list(itertools.pairwise([(x, y), *corners, (right, foot)]))


@example(
    [0, 1, 0, 2, 0, 0, 6, 0, 0, 25, 0, 0, 0], "TD", True
)  # one that turned made the piece before it steeper
@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=14),
    st.sampled_from(["TD", "LR", "BT", "RL"]),
    st.booleans(),
)
def test_arrows_of_any_tree_cross_no_box(above: list[int], way: str, comes_together: bool) -> None:
    pairs = [(place % number, number) for number, place in enumerate(above, 1)]
    lines = [f"N{b} --> N{a}" if comes_together else f"N{a} --> N{b}" for a, b in pairs]
    drawing = _drawn("\n".join([f"graph {way}", *lines]))
    boxes = list(_boxes(drawing).values())
    assert len(boxes) == len(above) + 1
    assert not [1 for one, other in itertools.combinations(boxes, 2) if one.meets(other)]
    for shape in drawing.shapes:
        if shape.kind in ("line", "arrow"):
            assert not [1 for piece in _pieces(shape) for box in boxes if box.is_crossed_by(piece)]


@pytest.mark.parametrize("way", ["TD", "LR"])
def test_what_an_answer_leads_to_is_at_its_arrow(way: str) -> None:
    drawing = _drawn(
        f"graph {way}\nA{{Urgent?}} -->|yes| B[Call]\nA -->|no| C[Write]\nC -->|once| D[One]\nC -->|often| E[Two]\n"
        "C -->|never| F[Three]\n"
    )
    boxes = _boxes(drawing)
    labels = {s.text: Box(s.x, s.y, s.width, s.height) for s in drawing.shapes if s.kind == "text"}
    led = {"yes": "Call", "no": "Write", "once": "One", "often": "Two", "never": "Three"}
    assert set(labels) == set(led)
    for label, own in led.items():
        far = {
            name: abs(_middle(labels[label], way) - _middle(box, way))
            for name, box in boxes.items()
            if (name in ("Call", "Write")) == (own in ("Call", "Write")) and name in led.values()
        }
        assert min(far, key=lambda name: far[name]) == own
        lines = [
            piece for shape in drawing.shapes if shape.kind in ("line", "arrow") for piece in _pieces(shape)
        ]
        assert not any(labels[label].is_crossed_by(line) for line in lines)
