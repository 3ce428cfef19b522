"""Boxes and arrows, and content side by side."""

from __future__ import annotations

import itertools
import shutil

import pytest

from deckgen.deck.figures import Drawing
from deckgen.layout.model import FigureFrame, LaidOutSlide, TextFrame
from deckgen.themes.model import Box
from tests.conftest import ROOT
from tests.instruments.renderers import page_of


def _flow(make, text: str) -> tuple[Drawing, LaidOutSlide]:
    (slide,) = make(f"## T\n\n{text}\n").laid.slides
    (drawing,) = [f.art for f in slide.frames if isinstance(f, FigureFrame) and isinstance(f.art, Drawing)]
    return drawing, slide


@pytest.mark.parametrize("way", ["right", "down"])
def test_arrows_to_and_fro_stand_apart_and_so_do_their_labels(make, way: str) -> None:
    drawing, _ = _flow(
        make, f"```flow\ndirection: {way}\nTry -> Ask: after half a year\nAsk -> Try: once more\n```"
    )
    arrows = [shape for shape in drawing.shapes if shape.kind == "arrow"]
    labels = [shape for shape in drawing.shapes if shape.kind == "text"]
    places = [arrow.y if way == "right" else arrow.x for arrow in arrows]
    assert abs(places[0] - places[1]) >= 10
    across = [(label.y, label.height) if way == "right" else (label.x, label.width) for label in labels]
    assert across[0][0] + across[0][1] <= min(places)
    assert across[1][0] >= max(places)


@pytest.mark.parametrize("way", ["right", "down"])
def test_a_label_stands_beside_its_slanting_arrow_and_clear_of_all_else(make, way: str) -> None:
    lines = "A -> B: oui\nA -> C: non\nB -> D: ensuite\nC -> D: sinon"
    drawing, _ = _flow(make, f"```flow\ndirection: {way}\n{lines}\n```")
    labels = [shape for shape in drawing.shapes if shape.kind == "text"]
    assert [label.text for label in labels] == ["oui", "non", "ensuite", "sinon"]
    for label in labels:
        place = Box(label.x + 0.5, label.y + 0.5, label.width - 1, label.height - 1)  # it may touch its own
        for shape in drawing.shapes:
            if shape.kind in ("line", "arrow"):
                line = (shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)
                assert not place.is_crossed_by(line)
            elif shape is not label:
                apart_across = place.right <= shape.x or shape.x + shape.width <= place.x
                assert apart_across or place.bottom <= shape.y or shape.y + shape.height <= place.y


def test_an_arrow_back_goes_around_the_boxes_between(make) -> None:
    drawing, _ = _flow(make, "```flow\ndirection: right\nA -> B\nB -> C\nC -> A: again\n```")
    boxes = [shape for shape in drawing.shapes if shape.kind == "round"]
    lowest = max(box.y + box.height for box in boxes)
    level = [s for s in drawing.shapes if s.kind == "line" and abs(s.height) < 0.1 and abs(s.width) > 50]
    assert any(line.y > lowest for line in level)
    assert len({box.height for box in boxes}) == 1


def test_slanting_arrows_into_one_box_end_apart(make) -> None:
    drawing, _ = _flow(make, "```flow\ndirection: right\nA -> D\nB -> D\nC -> D\nC -> E\nA -> E\n```")
    box = next(shape for shape in drawing.shapes if shape.text == "D")
    feet = [shape.y + shape.height for shape in drawing.shapes if shape.kind == "arrow"]
    ends = sorted(foot for foot in feet if box.y <= foot <= box.y + box.height)
    assert ends[1] - ends[0] > 8 < ends[2] - ends[1]


def test_a_flat_drawing_stands_between_its_text_as_its_author_has_it(make) -> None:
    flow = "```flow\nIdea -> Plan\nPlan -> Trial\nTrial -> Count\nCount -> Build\n```"
    _, slide = _flow(make, f"A trial takes six months.\n\n{flow}\n\n- One point\n- Another\n")
    tops = [
        (frame.box.y, frame.text[:7] if isinstance(frame, TextFrame) else "flow")
        for frame in slide.frames
        if isinstance(frame, FigureFrame) or (isinstance(frame, TextFrame) and frame.role == "body")
    ]
    assert [words for _, words in sorted(tops)] == ["A trial", "flow", "One poi"]


def test_a_no_break_space_in_a_box_is_none_to_break_at(make) -> None:
    drawing, _ = _flow(make, "```flow\nSusceptible (noch\u00a0gesund) -> Krank\n```")
    assert any("noch\u00a0gesund" in shape.text for shape in drawing.shapes)


def test_headings_of_columns_end_on_one_line_and_their_pictures_are_equally_high(make, tmp_path) -> None:
    shutil.copy(ROOT / "tests" / "data" / "hill.svg", tmp_path / "hill.svg")
    column = "::: column\n### {}\n\n![hill](hill.svg)\n\nWords\n:::\n"
    columns = column.format("Ada") + column.format(
        "Somebody with a name that is very long and takes two lines"
    )
    (tmp_path / "deck.md").write_text(f"## T\n\n::: columns\n{columns}:::\n", encoding="utf-8")
    (slide,) = make(tmp_path / "deck.md").laid.slides
    heads = [f for f in slide.frames if isinstance(f, TextFrame) and f.paragraphs[0].role == "subheading"]
    assert len({round(head.paragraphs[0].lines[-1].baseline, 1) for head in heads}) == 1
    figures = [frame.box for frame in slide.frames if isinstance(frame, FigureFrame)]
    assert len({(round(box.y, 1), round(box.height, 1)) for box in figures}) == 1


@pytest.mark.parametrize(
    "lines", ["A -> B\nB -> C\nA -> C\nC -> A", "A -> B\nB -> A\nA -> C\nC -> A\nB -> C\nC -> B\nA -> A"]
)
def test_arrows_to_and_fro_over_several_layers_are_all_drawn(make, lines: str) -> None:
    built = make(f"## F\n\n```flow\n{lines}\n```\n")
    assert built.codes == []
    art = next(f.art for f in built.laid.slides[0].frames if isinstance(f, FigureFrame))
    assert sum(shape.kind == "arrow" for shape in art.shapes) == lines.count("->")


def test_a_flow_of_many_steps_is_drawn_closer_and_stays_legible(make) -> None:
    text = (
        "## CI\n\n```flow\nCommit -> Lint\nCommit -> Unit tests\nLint -> Build image\nUnit tests -> Build image\n"
        "Build image -> Integration tests: 12 min\nBuild image -> Security scan: 4 min\n"
        "Integration tests -> Deploy to staging\nSecurity scan -> Deploy to staging\n"
        "Deploy to staging -> Manual approval\nManual approval -> Production: yes\n```\n"
    )
    built = make(text)
    assert built.codes == []
    (frame,) = (
        frame
        for section in built.laid.sections
        for slide in section.slides
        for frame in slide.frames
        if isinstance(frame, FigureFrame)
    )
    scale = frame.box.width / frame.art.width
    assert min(shape.size for shape in frame.art.shapes if shape.kind == "round") * scale >= 14


def test_the_label_of_an_arrow_back_stands_on_no_arrow_and_no_box(make) -> None:
    built = make(
        "## E\n\n```flow\nCheckout -> Kafka: OrderPlaced\nKafka -> Payments\nKafka -> Inventory\nKafka -> Email\n"
        "Payments -> Kafka: PaymentCaptured\n```\n"
    )
    (art,) = (
        frame.art
        for section in built.laid.sections
        for slide in section.slides
        for frame in slide.frames
        if isinstance(frame, FigureFrame)
    )
    (label,) = (shape for shape in art.shapes if shape.text == "PaymentCaptured")
    place = Box(label.x, label.y, label.width, label.height)
    lines = [shape for shape in art.shapes if shape.kind in ("line", "arrow")]
    assert not any(place.is_crossed_by(((s.x, s.y), (s.x + s.width, s.y + s.height))) for s in lines)
    assert not label.fill


def test_labels_of_arrows_that_part_lie_on_no_other_words_and_are_whole(make) -> None:
    """`2.5 ≤ mean <` was struck out, with its `4` alone below it, and words lay on one another."""
    built = make(
        "## Tree\n\n```flow\nIn scope? -> Desk reject: no\nIn scope? -> Three reviews: yes\n"
        "Three reviews -> Accept: mean ≥ 4\nThree reviews -> Discussion: 2.5 ≤ mean < 4\n"
        "Three reviews -> Reject: mean < 2.5\nDiscussion -> Accept: consensus\nDiscussion -> Reject: none\n```\n"
    )
    (frame,) = [each for each in built.laid.slides[0].frames if isinstance(each, FigureFrame)]
    assert isinstance(frame.art, Drawing)
    said = [shape for shape in frame.art.shapes if shape.text]
    assert "2.5 ≤ mean < 4" in [shape.text for shape in said]
    places = [Box(shape.x, shape.y, shape.width, shape.height) for shape in said]
    for one, other in itertools.combinations(places, 2):
        assert not one.meets(other)


def test_a_flow_in_arabic_begins_at_the_right(make) -> None:
    built = make("---\nlang: ar\n---\n\n## الخطوات\n\n```flow\nجمع -> تنظيف: يوم\nتنظيف -> نشر\n```\n")
    (frame,) = [each for each in built.laid.slides[0].frames if isinstance(each, FigureFrame)]
    assert isinstance(frame.art, Drawing)
    boxes = {shape.text: shape.x for shape in frame.art.shapes if shape.text}
    assert boxes["جمع"] > boxes["تنظيف"] > boxes["نشر"]
    arrows = [shape for shape in frame.art.shapes if shape.kind == "arrow"]
    assert all(arrow.width < 0 for arrow in arrows)
    assert all(0 <= shape.x <= frame.art.width for shape in frame.art.shapes)


def test_code_in_arabic_reads_from_the_left(make) -> None:
    built = make("---\nlang: ar\n---\n\n## الكود\n\nالدالة `run(a)` تعمل.\n")
    with page_of(built.html) as (page, _):
        first, last = page.evaluate("""() => {
          const words = document.querySelector('.slides code').firstChild;
          return [0, words.length - 1].map(at => {
            const range = document.createRange();
            range.setStart(words, at); range.setEnd(words, at + 1);
            return range.getBoundingClientRect().left;
          });
        }""")
    assert first < last


def test_arrows_past_a_box_cut_no_corner_and_one_back_to_its_own_has_its_words_outside(make) -> None:
    """An arrow ran through the corner of `C`, and half of `self` lay below `D`."""
    drawing, _ = _flow(
        make,
        "```flow\nA -> B : one\nB -> A : two\nA -> C : three\nC -> D\nA -> D : skips all of these\nD -> D : self\n```",
    )
    boxes = [Box(s.x, s.y, s.width, s.height) for s in drawing.shapes if s.kind == "round"]
    for line in (shape for shape in drawing.shapes if shape.kind in ("line", "arrow")):
        ends = (line.x, line.y), (line.x + line.width, line.y + line.height)
        inner = [Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2) for box in boxes]
        assert not any(box.is_crossed_by(ends) for box in inner)
    for label in (shape for shape in drawing.shapes if shape.kind == "text"):
        assert not any(Box(label.x, label.y, label.width, label.height).meets(box) for box in boxes)


def test_a_label_with_no_free_place_hides_the_line_that_would_strike_it(make) -> None:
    drawing, _ = _flow(
        make,
        "```flow\nA -> B : a very long label on an arrow\nB -> C : no\nB -> D : yes, certainly\n"
        "D -> A : back again to the start\nC -> A\n```",
    )
    struck = next(shape for shape in drawing.shapes if shape.text.startswith("a very"))
    assert struck.fill == "ground"
    lines = [at for at, shape in enumerate(drawing.shapes) if shape.kind in ("line", "arrow")]
    assert drawing.shapes.index(struck) > max(lines)


@pytest.mark.parametrize("way", ["right", "down"])
def test_boxes_that_stand_nearly_in_a_line_stand_in_one(make, way: str) -> None:
    lines = (
        "Clients -> Edge gateway: HTTP/2", "Edge gateway -> Log: append", "Log -> Stream processor: read",
        "Schema registry -> Stream processor: versions", "Stream processor -> Hot store: upsert",
        "Stream processor -> Cold store: hourly", "Hot store -> Query API", "Cold store -> Query API",
    )  # fmt: skip
    drawing, _ = _flow(make, "\n".join(("```flow", f"direction: {way}", *lines, "```")))
    boxes = {shape.text: shape for shape in drawing.shapes if shape.kind == "round"}
    middles = {
        name: box.y + box.height / 2 if way == "right" else box.x + box.width / 2
        for name, box in boxes.items()
    }
    assert middles["Clients"] == pytest.approx(middles["Edge gateway"], abs=0.1)
    assert middles["Edge gateway"] == pytest.approx(middles["Log"], abs=0.1)
    for one, other in itertools.combinations(boxes.values(), 2):
        assert not Box(one.x, one.y, one.width, one.height).meets(
            Box(other.x, other.y, other.width, other.height)
        )


def test_a_flow_that_is_small_at_any_rate_stands_in_the_middle_and_is_said(make) -> None:
    """It hung below the title, above an empty slide."""
    lines = "\n".join(f"d{n} --> s{n}\nd{n} --> o{n}\ns{n} --> d{n + 1}" for n in range(9))
    names = "\n".join(f"d{n}[Decide on {n}]\ns{n}[Step number {n}]\no{n}[Other step {n}]" for n in range(9))
    built = make(f"## T\n\n```mermaid\nflowchart TD\n{names}\n{lines}\n```\n")
    (frame,) = [each for each in built.laid.slides[0].frames if isinstance(each, FigureFrame)]
    assert frame.box.width > 3 * frame.box.height
    assert abs(frame.box.y + frame.box.height / 2 - (104 + 0.45 * 388)) < 2
    (said,) = built.diagnostics
    assert said.code == "too-small"
    assert said.message.endswith("its words are small: look whether they can be read")


def test_arrows_end_at_the_outlines_of_boxes(make) -> None:
    """There was a gap in the page, and none in office suites, which lead them anew."""
    drawing, _ = _flow(make, "```flow\ndirection: right\nA -> B\nB -> C\n```")
    boxes = {shape.text: shape for shape in drawing.shapes if shape.kind == "round"}
    for arrow, (one, other) in zip(
        [each for each in drawing.shapes if each.kind == "arrow"], [("A", "B"), ("B", "C")], strict=True
    ):
        assert 0 <= arrow.x - boxes[one].x - boxes[one].width < 1
        assert 0 <= boxes[other].x - arrow.x - arrow.width < 1
