"""Mermaid's rarer lines: each means what Mermaid means by it, or the whole diagram is shown as its source."""

from __future__ import annotations

import pytest
from pptx import Presentation

from deckgen.deck.diagrams import ChartBlock, Events, Exchange, Flow, Group, Message, Opening
from deckgen.diagrams.registry import read_diagram
from deckgen.layout.model import FigureFrame, TextFrame
from deckgen.source import Span
from tests.instruments.text import pptx_slides


def _flow(text: str) -> Flow:
    found = read_diagram("mermaid", text, Span(1)).value
    assert isinstance(found, Flow), found
    return found


def _exchange(text: str) -> Exchange:
    found = read_diagram("mermaid", f"sequenceDiagram\n{text}\n", Span(1)).value
    assert isinstance(found, Exchange), found
    return found


def _pairs(flow: Flow) -> list[tuple[str, str]]:
    names = [*(node.text for node in flow.nodes), *(f"#{cluster.title}" for cluster in flow.clusters)]
    return [(names[each.start], names[each.end]) for each in flow.arrows]


def _inside(flow: Flow) -> list[tuple[str, list[str]]]:
    return [(each.title, sorted(flow.nodes[n].text for n in each.nodes)) for each in flow.clusters]


@pytest.mark.parametrize(
    ("lines", "pairs"),
    [
        ("R&D --> B", [("R&D", "B")]),
        ("dev-ops --> a-b", [("dev-ops", "a-b")]),
        ("A---oB", [("A", "B")]),
        ("dev---ops", [("dev", "ps")]),  # a circle, as Mermaid's documentation warns
        ("direction --> B", [("direction", "B")]),
        ("A e1@--> B\ne1@{ animate: true }\ne1@{\n curve: linear\n}", [("A", "B")]),
        ("A@{ shape: diamond, label: 'single' } --> B", [("single", "B")]),
        ("A@{\n shape: cyl\n label: \"a } b\"\n}\nA --> B", [("a } b", "B")]),
        ("A -->|\"a|b\"| B", [("A", "B")]),
        ("A -->\n B\n --> C", [("A", "B"), ("B", "C")]),
        ("A[Issue #35 fixed; ok] --> B", [("Issue #35 fixed; ok", "B")]),
        ("A[\"#lt;tag#gt;\"] --> B", [("<tag>", "B")]),
        ("accTitle: Unseen\naccDescr {\n two\n lines\n}\nA --> B", [("A", "B")]),
    ],
)  # fmt: skip
def test_flowcharts(lines: str, pairs: list[tuple[str, str]]) -> None:
    flow = _flow(f"graph LR\n{lines}\n")
    assert _pairs(flow) == pairs
    assert {node.text for node in flow.nodes} == {name for pair in pairs for name in pair}


def test_a_box_is_in_the_subgraph_that_names_it_and_ends_first() -> None:
    flow = _flow("flowchart TB\nsubgraph outer\na --> b\nsubgraph inner\nb\nc\nend\nend")
    assert _inside(flow) == [("outer", ["a"]), ("inner", ["b", "c"])]


def test_subgraphs_of_the_same_title_are_several() -> None:
    flow = _flow(
        'graph TB\nsubgraph East\nsubgraph "Web tier"\na\nend\nend\nsubgraph West\nsubgraph "Web tier"\nb\nend\nend'
    )
    named = [(title.strip("\u200b"), boxes) for title, boxes in _inside(flow)]
    assert named == [("East", []), ("Web tier", ["a"]), ("West", []), ("Web tier", ["b"])]
    assert [each.parent for each in flow.clusters] == [-1, 0, -1, 2]


def test_states_that_go_on_beside_each_other_begin_each_for_itself() -> None:
    flow = _flow("stateDiagram-v2\nstate Active {\n[*] --> A\n--\n[*] --> B\n}\nActive : entry / start")
    assert _inside(flow) == [("entry / start", ["", "", "A", "B"])]
    assert _pairs(flow) == [("", "A"), ("", "B")]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("s1 : Idle\ns1 : entry / start timer\ns1 : exit", ["Idle\nentry / start timer\nexit"]),
        ("hide --> show : toggle\nhide: Hidden", ["Hidden", "show"]),
        ("hide empty description\nA --> B\nclassDef x fill:red\nclass A,B x\nstyle A fill:red\nscale 350 width",
         ["A", "B"]),
        ("A --> B %% a comment", ["A", "B"]),
        ("state A { X --> Y }", ["X", "Y"]),
        ("A\nNote right of A\n a:::b\nend note", ["A", "a:::b"]),
        ("A:::hot --> B", ["A", "B"]),
    ],
)  # fmt: skip
def test_states(lines: str, said: list[str]) -> None:
    assert [node.text for node in _flow(f"stateDiagram-v2\n{lines}\n").nodes] == said


def test_thoughts_of_several_lines() -> None:
    flow = _flow('mindmap\n  Root\n    id2["`The **dog**\n second line`"]\n      Deep\n')
    assert _pairs(flow) == [("Root", "The dog\nsecond line"), ("The dog\nsecond line", "Deep")]


def test_groups_of_parties() -> None:
    found = _exchange(
        "box Purple Alice & John\nparticipant A\nparticipant J\nend\nbox Another Group\nparticipant B\nend\n"
        'participant C@{ "type": "database", "alias": "My store" }\nA->>C: x'
    )
    assert found.parties == ("A", "J", "B", "My store")
    assert found.groups == (
        Group(title="Alice & John", first=0, last=1),
        Group(title="Another Group", first=2, last=2),
    )


def test_frames_of_groups_are_around_their_parties_alone(make) -> None:
    built = make(
        "## A\n\n```mermaid\nsequenceDiagram\nbox One\nparticipant A\nparticipant B\nend\nbox Two\nparticipant C\nend\n"
        "A->>C: x\nloop y\nC->>C: z\nend\n```\n"
    )
    (art,) = [
        each.art for slide in built.laid.slides for each in slide.frames if isinstance(each, FigureFrame)
    ]
    frames = [each for each in art.shapes if each.kind == "rectangle" and not each.text]
    first, second = sorted((each for each in frames if each.y < 2), key=lambda each: each.x)
    assert first.x + first.width < second.x
    titles = [each.text for each in art.shapes if each.bold and each.kind == "text" and each.y < 20]
    assert titles == ["One", "Two"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A->>B: x#59; B->>C: y", ["x; B->>C: y"]), ("A->>B:wrap: A long one", ["A long one"]),
        ("A-|\\B: x", ["x"]), ("A--//B: x", ["x"]), ("A-\\\\B: x", ["x"]), ("A->>()B: x", ["x"]), ("A()->>B: x", ["x"]),
        ("Participant A as One\nPARTICIPANT B\nLoop each day\nA->>B: x\nEnd", ["x"]),
        ("par_over one\nA->>B: x\nand two\nB->>A: y\nend", ["x", "y"]),
        ("A->>B: x\nproperties A: {\"a\": 1}\ndetails B: none\nlinks A: {}\nactivate A", ["x"]),
        ("link->>B: x", ["x"]),
    ],
)  # fmt: skip
def test_messages(line: str, said: list[str]) -> None:
    found = _exchange(line)
    assert [step.text for step in found.steps if isinstance(step, Message)] == said
    assert len(found.parties) == 2
    assert all(step.kind in ("loop", "par") for step in found.steps if isinstance(step, Opening))


def test_sections_of_timelines_stand_above_their_first_dates(make) -> None:
    text = "timeline\n section Steam\n 1784 : Power\n 1800 : Rails\n section Data\n 1969 : Computers\n"
    found = read_diagram("mermaid", text, Span(1)).value
    assert isinstance(found, Events)
    assert [(each.section, each.date) for each in found.events] == [
        ("Steam", "1784"),
        ("", "1800"),
        ("Data", "1969"),
    ]
    (slide,) = make(f"## A\n\n```mermaid\n{text}```\n").laid.slides
    shown = {frame.text for frame in slide.frames if isinstance(frame, TextFrame)}
    assert shown >= {"Steam\n1784", "Power", "1800", "Data\n1969"}


def test_numbers_as_mermaid_reads_them() -> None:
    found = read_diagram("mermaid", "xychart\n line [+1.3, .6, 2.4, -.34]\n", Span(1)).value
    assert isinstance(found, ChartBlock)
    assert all(f"{n},{y}" in found.text for n, y in enumerate(("1.3", "0.6", "2.4", "-0.34"), 1))


def test_points_lie_between_the_ends_of_a_numeric_axis(make) -> None:
    built = make('## A\n\n```mermaid\nxychart\n x-axis "seconds" 0 --> 40\n line [1, 4, 6, 7, 9]\n```\n')
    assert built.codes == []
    (chart,) = (
        each
        for slide in built.laid.slides
        for f in slide.frames
        if hasattr(f, "group")
        for each in f.group.charts
    )
    assert (chart.series[0].x, chart.series[0].y) == ((0, 10, 20, 30, 40), (1, 4, 6, 7, 9))
    assert chart.x.title == "seconds"


@pytest.mark.parametrize(
    "frame",
    [
        "::: mermaid\n{}\n:::", ":::{{.mermaid}}\n{}\n:::", '<div class="mermaid">\n{}\n</div>',
        "<pre class='x mermaid'>\n  {}\n</pre>", '<div class="mermaid">{}</div>',
        '<div class="mermaid">graph LR; A --&gt; B</div>',
    ],
)  # fmt: skip
def test_diagrams_in_other_frames_than_fences(make, frame: str) -> None:
    text = "graph LR\n  A --&gt; B" if frame.startswith("<") else "graph LR\n  A --> B"
    built = make(f"## A\n\nBefore.\n\n{frame.format(text)}\n\nBehind.\n")
    assert built.codes == []
    (art,) = [
        each.art for slide in built.laid.slides for each in slide.frames if isinstance(each, FigureFrame)
    ]
    assert [shape.text for shape in art.shapes if shape.text] == ["A", "B"]
    shown = {
        frame.text for slide in built.laid.slides for frame in slide.frames if isinstance(frame, TextFrame)
    }
    assert shown >= {"Before.", "Behind."}


def test_a_timeline_that_is_too_high_keeps_its_title(make) -> None:
    weeks = "".join(
        f" Week {n} : One thing : Another one : A third one of them : Fourth\n" for n in range(1, 7)
    )
    built = make(f"## A\n\n```mermaid\ntimeline\n title Our weeks\n{weeks}```\n")
    said = " ".join(f.text for slide in built.laid.slides for f in slide.frames if isinstance(f, TextFrame))
    assert said.count("Our weeks") == 1


@pytest.mark.parametrize(
    "text",
    [
        'xychart\n line [25 "Launch", 45]', "xychart\n bar []", "xychart\n bar [1, x]", 'pie\n "a" : 1.2.3',
        'pie\n "a" : .', "xychart\n y-axis 1.2.3 --> 4\n bar [1]", "sequenceDiagram\n A\\|-B: x",
        "timeline\n section A\n section B\n 1 : x", "sequenceDiagram\n box One\n end\n A->>B: x",
        "xychart\n x-axis [a, b]\n bar [1, 2, 37]", 'pie\n "a" : 1\n "a" : 2', "xychart\n x-axis [a, a]\n bar [1, 2]",
    ],
)  # fmt: skip
def test_what_is_not_drawn_is_no_error(text: str) -> None:
    found = read_diagram("mermaid", text, Span(1))
    assert found.value is None
    assert [(each.code, each.severity) for each in found.found] == [("diagram-as-text", "warning")]


_NESTED = "".join(f"subgraph s{n}\n" for n in range(400)) + "a\n" + "end\n" * 400


@pytest.mark.parametrize(
    "text",
    [
        "graph TB\nsubgraph a\nsubgraph a\nb\nend\nend", 'graph LR\nA["x#55296;"]', f'graph LR\nA["#{"1" * 5000};"]',
        f"sequenceDiagram\nautonumber {'1' * 5000}\nA->>B: x", f"graph TB\n{_NESTED}",
        "xychart\nx-axis" + " " * 9000 + "[",
        "xychart\nbar" + " " * 9000 + "x", "timeline\n a" + " " * 90000 + "b", "sequenceDiagram\na" + " " * 90000 + "b",
        f"graph LR\n{' & '.join(f'a{n}' for n in range(200))} --> {' & '.join(f'b{n}' for n in range(200))}",
    ],
    ids=["own name", "half a letter", "digits", "numbers", "nested", "axis", "bars", "spaces", "words", "arrows"],
)  # fmt: skip
def test_what_is_odd_or_large_is_built_at_once(make, text: str) -> None:
    """Each of these was a traceback, or took a minute."""
    assert make(f"## A\n\n```mermaid\n{text}\n```\n").laid.slides


@pytest.mark.parametrize(
    "options",
    [
        "%%| fig-cap: A caption",
        ":caption: A caption\n:alt: words\n",
        '%%| label: x\n%%| fig-cap: "A caption"',
    ],
)
def test_options_of_a_diagram_are_none_of_its_lines(make, options: str) -> None:
    """MyST's made its source of it, and nobody knew why."""
    built = make(f"## A\n\n```{{mermaid}}\n{options}\nflowchart LR\n  A --> B\n```\n")
    assert built.codes == []
    (shown,) = pptx_slides(built.pptx)
    assert "A caption" in shown
    assert "flowchart" not in shown


def test_a_diagram_in_notes_is_said_as_it_is_written(make) -> None:
    """It was lost, and the message named nothing."""
    built = make("## A\n\n- a\n\nNote:\n\n```mermaid\nflowchart LR\n  One --> Two\n```\n")
    assert built.codes == []
    notes = Presentation(str(built.pptx)).slides[0].notes_slide.notes_text_frame.text
    assert "One --> Two" in notes


def test_marks_in_mind_maps_are_none_of_their_words(make) -> None:
    built = make("## A\n\n```mermaid\nmindmap\n  root((**Bold** root))\n    one *x*\n```\n")
    (shown,) = pptx_slides(built.pptx)
    assert "*" not in shown
    assert "Bold root" in shown


def test_states_have_their_authors_colours() -> None:
    text = (
        "stateDiagram-v2\n[*] --> Still\nStill --> Moving:::bad\nMoving --> Crash: hits\n"
        "classDef bad fill:#f00,color:white\nclassDef end fill:#008000\nclass Crash end\n"
    )
    flow = read_diagram("mermaid", text, Span(1)).value
    assert isinstance(flow, Flow)
    assert {node.text: node.fill for node in flow.nodes if node.text} == {
        "Still": "", "Moving": "FF0000", "Crash": "008000",
    }  # fmt: skip
    assert [arrow.label for arrow in flow.arrows] == ["", "", "hits"]
