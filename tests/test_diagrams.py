"""Diagrams that are written as text, drawn as shapes: what each line means, and that none of them is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from deckgen.deck.diagrams import Aside, Closing, Exchange, Flow, Message, Opening, Turning
from deckgen.deck.figures import Drawing
from deckgen.diagrams.registry import read_diagram
from deckgen.layout.model import FigureFrame, TextFrame
from deckgen.source import Span
from deckgen.themes.model import Box
from tests.instruments.text import altered, pptx_slides

_LINES = {"solid": "-", "dashed": ".", "thick": "=", "none": "~"}


def _flow(text: str) -> Flow:
    found = read_diagram("mermaid", text, Span(1)).value
    assert isinstance(found, Flow)
    return found


def _said(flow: Flow) -> list[str]:
    """Each arrow as a line, boxes with their shapes where these are not the usual ones."""
    names = [
        *(
            node.text.replace("\n", "/") + ("" if node.shape == "round" else f" ({node.shape})")
            for node in flow.nodes
        )
    ]
    names += [f"#{cluster.title}" for cluster in flow.clusters]
    return [
        f"{names[each.start]} {'<' * each.heads[0]}{_LINES[each.line]}{'>' * each.heads[1]} {names[each.end]}"
        + (f": {each.label}" if each.label else "")
        for each in flow.arrows
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("A-->B", ["A -> B"]),
        ("A[One] --> B(Two) --> C{Three}", ["One -> Two", "Two -> Three (diamond)"]),
        ("A --- B; B --> C", ["A - B", "B -> C"]),
        ("A -->|yes, please| B", ["A -> B: yes, please"]),
        ("A -- yes --> B", ["A -> B: yes"]),
        ("A -. maybe .-> B", ["A .> B: maybe"]),
        ("A == surely ==> B", ["A => B: surely"]),
        ("A -.-> B ==> C ~~~ D", ["A .> B", "B => C", "C ~ D"]),
        ("A <--> B o--o C x--x D", ["A <-> B", "B <-> C", "C <-> D"]),
        ("A & B --> C & D", ["A -> C", "A -> D", "B -> C", "B -> D"]),
        ("A ----> B", ["A -> B"]),
        ('A["(one) [two] {three}"] --> B["a; b"]', ["(one) [two] {three} -> a; b"]),
        ("A[One<br/>two] --> B", ["One/two -> B"]),
        ('A["`**Bold** and _it_`"] --> B["a #quot;b#quot; #9829;"]', ['Bold and _it_ -> a "b" ♥']),
        ("A([x]) --> B[(y)] --> C((z))", ["x (pill) -> y (store)", "y (store) -> z (circle)"]),
        ("C --> D{{w}} --> E[/v/]", ["C -> w (hexagon)", "w (hexagon) -> v (slanted)"]),
        ("A@{ shape: cyl, label: \"Data\" } --> B", ["Data (store) -> B"]),
        ("my-node --> node.2 --> été", ["my-node -> node.2", "node.2 -> été"]),
        ("e1@--> B", None),
        ("A e1@--> B", ["A -> B"]),
        ("A --> B\nA -->|x| B", ["A -> B: x"]),
        ("%% a comment\nA --> B\nclick A href \"https://example.org\"\nlinkStyle 0 stroke:red", ["A -> B"]),
        ("A --> A", ["A -> A"]),
        ("A:::big --> B", ["A -> B"]),
        ("fa:fa-car --> B", None),
        ("A[fa:fa-car Drive] --> B", ["Drive -> B"]),
    ],
)  # fmt: skip
def test_flowcharts(lines: str, said: list[str] | None) -> None:
    found = read_diagram("mermaid", f"graph LR\n{lines}\n", Span(1))
    assert (_said(found.value) if isinstance(found.value, Flow) else None) == said
    assert [each.code for each in found.found] == (["diagram-as-text"] if said is None else [])


def test_a_box_is_in_the_first_subgraph_that_names_it() -> None:
    flow = _flow(
        "graph TB\nc1-->a2\nsubgraph one\na1-->a2\nend\n"
        "subgraph two [The second]\nb1\nsubgraph inner\nb2\nend\nend\none --> two"
    )
    inside = {each.title: sorted(flow.nodes[n].text for n in each.nodes) for each in flow.clusters}
    assert inside == {"one": ["a1", "a2"], "The second": ["b1"], "inner": ["b2"]}
    assert [each.parent for each in flow.clusters] == [-1, -1, 1]
    assert _said(flow)[-1] == "#one -> #The second"


def test_colours_of_boxes_are_their_authors() -> None:
    flow = _flow(
        "graph LR\nA:::ok --> B --> C --> D\nstyle B fill:#f96,stroke:#333\nclassDef ok fill:green\n"
        "class C ok\nstyle D fill:none"
    )
    assert [node.fill for node in flow.nodes] == ["008000", "FF9966", "008000", ""]


@pytest.mark.parametrize(
    ("head", "direction"),
    [("graph TD", "down"), ("flowchart LR;", "right"), ("graph RL", "left"), ("graph BT", "up"), ("graph", "down"),
     ("%%{init: {'theme': 'dark'}}%%\ngraph LR", "right"), ("---\ntitle: Ours\n---\nflowchart LR", "right")],
)  # fmt: skip
def test_heads_of_flowcharts(head: str, direction: str) -> None:
    flow = _flow(f"{head}\n A --> B\n")
    assert (flow.direction, flow.insists) == (direction, False)
    assert flow.title == ("Ours" if "title" in head else "")


def test_states() -> None:
    flow = _flow(
        'stateDiagram-v2\n  [*] --> Still\n  Still --> Moving : push\n  state "In a bend" as bend\n  Moving --> bend\n'
        "  state bend {\n    [*] --> left\n  }\n  state turn <<choice>>\n  bend --> turn\n  Moving : It moves\n"
        "  note right of Still : at rest\n  Still --> [*]\n"
    )
    assert _said(flow) == [
        " (dot) -> Still", "Still -> It moves: push", "It moves -> #In a bend", " (dot) -> left",
        "#In a bend ->  (diamond)", "Still . at rest (bare)", "Still ->  (ring)",
    ]  # fmt: skip


def test_mind_maps() -> None:
    flow = _flow(
        "mindmap\n  root((Middle))\n    One\n      [Two]\n    Three<br/>lines\n    ::icon(fa fa-book)\n"
    )
    assert _said(flow) == ["Middle (circle) - One", "One - Two", "Middle (circle) - Three/lines"]


def test_sequences() -> None:
    text = (
        "sequenceDiagram\n  autonumber\n  actor A as Ada\n  A->>+B: Hello\n  loop each day\n    B-->>-A: Hi\n  end\n"
        "  alt good\n    A-xB: a\n  else bad\n    A<<->>B: b\n  end\n  Note over A,B: all of it\n  B->>B: thinks\n"
    )
    found = read_diagram("mermaid", text, Span(1)).value
    assert isinstance(found, Exchange)
    assert found.parties == ("Ada", "B")
    kinds = [type(step) for step in found.steps]
    assert kinds == [
        Message,
        Opening,
        Message,
        Closing,
        Opening,
        Message,
        Turning,
        Message,
        Closing,
        Aside,
        Message,
    ]
    messages = [step for step in found.steps if isinstance(step, Message)]
    assert [step.text for step in messages] == ["1. Hello", "2. Hi", "3. a", "4. b", "5. thinks"]
    assert [step.line for step in messages] == ["solid", "dashed", "solid", "solid", "solid"]
    assert messages[3].heads == (True, True)


def test_semicolons_end_statements_or_are_said() -> None:
    found = read_diagram(
        "mermaid", "sequenceDiagram\nA->>B: load; skip if done\nB->>A: x; A->>B: y;\n", Span(1)
    ).value
    assert isinstance(found, Exchange)
    assert [step.text for step in found.steps] == ["load; skip if done", "x", "y"]


def test_pies_and_xy_charts_are_charts(make) -> None:
    built = make(
        '## A\n\n```mermaid\npie showData\n title Pets\n "Dogs, big" : 386.5\n "Cats" : 85\n```\n\n'
        '## B\n\n```mermaid\nxychart-beta\n title "Sales"\n x-axis [jan, "feb, late"]\n y-axis "$" 10 --> 90\n'
        " line [20, 70.5]\n```\n"
    )
    assert built.codes == []
    groups = [frame.group for slide in built.laid.slides for frame in slide.frames if hasattr(frame, "group")]
    pie, line = (group.charts[0] for group in groups)
    assert (pie.title, pie.categories, pie.series[0].y, pie.values) == (
        "Pets",
        ("Dogs, big", "Cats"),
        (386.5, 85),
        True,
    )
    assert (line.categories, line.series[0].y, line.y.low) == (("jan", "feb, late"), (20, 70.5), 10)


def test_timelines_are_timelines(make) -> None:
    text = "timeline\n title History\n 2002 : LinkedIn\n 2004 : Facebook : Google\n      : and 10:30 more\n"
    built = make(f"## A\n\n```mermaid\n{text}```\n")
    (slide,) = built.laid.slides
    shown = [frame.text for frame in slide.frames if isinstance(frame, TextFrame)]
    assert built.codes == []
    assert set(shown) >= {"History", "2002", "LinkedIn", "2004", "Facebook\nGoogle\nand 10:30 more"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("gantt\n title Plan", 4), ("graph LR\n A --> B\n A ->- B", 6), ("graph LR\n subgraph x\n A", 4),
        ("sequenceDiagram\n A->>B: x\n nobody knows", 6), ("stateDiagram-v2\n state A {\n B", 4), ("graph XY\n A", 4),
        ("pie\n \"a\" : b", 5), ("", 4), ("mindmap\n a\n b", 6),
    ],
)  # fmt: skip
def test_what_is_not_known_is_shown_as_its_source_and_said(make, text: str, line: int) -> None:
    built = make(f"## A\n\n```mermaid\n{text}\n```\n")
    assert [(each.code, each.span.line) for each in built.diagnostics] == [("diagram-as-text", line)]
    assert altered(built.deck, pptx_slides(built.pptx)) == []
    assert all(word in str(pptx_slides(built.pptx)) for word in text.replace('"', "").split())


SOURCES = {
    "boxes": "graph LR\nA[One] --> B{Two} -->|label| C[(Three)]\nB --> D((Four))\nD --> A\n",
    "clusters": "graph TB\nU --> I\nsubgraph K\nI --> S1 & S2\nsubgraph N\nS1 --> P1 & P2\nend\nend\n"
    "P1 & P2 & S2 --> DB\n",
    "deep": "graph LR\nsubgraph G\nM\nend\nsubgraph H\nA --> B --> C --> D\nend\nM -->|to| C\nN --> D\nB --> N\n",
    "parts": "graph TD\nA --> B\nC --> D\nD --> E\nF\nG\n",
    "round": "graph TD\n" + " --> ".join("ABCDEFGHIJ") + " --> A\n",
    "many": "graph TD\n" + "\n".join(f"N{n} --> N{2 * n + 1} & N{2 * n + 2}" for n in range(7)),
    "states": "stateDiagram-v2\n[*] --> A\nA --> B : go\nB --> A : back\nB --> [*]\n",
    "sequence": "sequenceDiagram\nA->>B: one\nloop two\nB->>B: three\nend\nNote right of B: four\nB-->>A: five\n",
    "spoken": "graph TD\nA --> W\n" + "".join(
        f"W -->|Free pretzel {n} and wallet connected, not sold out yet| M{n}\n" for n in range(6)
    ) + "M3 --> A\n",
    "said": "stateDiagram-v2\nP --> V: POST /auth/verify-email<br/>single-use token\n"
    "V --> A: POST /auth/login<br/>access 15m + refresh 30d\nA --> V: POST /auth/logout<br/>jti denylisted\n"
    "A --> S: an admin suspends the account\nS --> V: an admin reactivates it\nA --> C: a token is used twice\n",
    "map": "mindmap\n r((Root))\n  a\n   b\n   c\n  d\n",
}  # fmt: skip


def _drawing(make, text: str, face: str = "board") -> Drawing:
    built = make(f"---\ntheme: {face}\n---\n\n## T\n\n```mermaid\n{text}\n```\n")
    assert built.codes == []
    frames = itertools.chain.from_iterable(slide.frames for slide in built.laid.slides)
    return next(f.art for f in frames if isinstance(f, FigureFrame) and isinstance(f.art, Drawing))


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("face", ["board", "seminar", "quiet", "stage-dark"])
def test_words_cover_no_words_and_stay_inside(make, name: str, face: str) -> None:
    drawing = _drawing(make, SOURCES[name], face)
    boxes = [Box(s.x, s.y, s.width, s.height) for s in drawing.shapes if s.text]
    assert len(boxes) >= 4
    for box in boxes:
        assert box.x >= -0.01
        assert box.y >= -0.01
        assert box.right <= drawing.width + 0.01
        assert box.bottom <= drawing.height + 0.01
    for one, other in itertools.combinations(boxes, 2):
        assert not one.meets(other), name


@pytest.mark.parametrize(
    ("name", "led"),
    [("clusters", {"I", "S1", "S2", "P1", "P2", "DB"}), ("deep", {"B", "C", "D", "N"}), ("parts", {"B", "D", "E"}),
     ("round", set("ABCDEFGHIJ"))],
)  # fmt: skip
def test_arrows_end_at_their_boxes_also_inside_of_clusters(make, name: str, led: set[str]) -> None:
    drawing = _drawing(make, SOURCES[name])
    boxes = {s.text: Box(s.x, s.y, s.width, s.height) for s in drawing.shapes if s.text and s.kind != "text"}
    ends = [(s.x + s.width, s.y + s.height) for s in drawing.shapes if s.kind == "arrow"]
    near = {name for x, y in ends for name, box in boxes.items()
            if box.x - 8 <= x <= box.right + 8 and box.y - 8 <= y <= box.bottom + 8}  # fmt: skip
    assert near == led


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["", "|x|"])), min_size=1, max_size=12
    ),
    st.sets(st.integers(0, 6), max_size=4),
    st.sampled_from(["LR", "TD", "BT", "RL"]),
)
def test_any_graph_is_read_whole(edges: list[tuple[int, int, str]], inside: set[int], way: str) -> None:
    lines = [f"N{a} -->{label} N{b}" for a, b, label in edges]
    group = ["subgraph G", *(f"N{n}" for n in sorted(inside)), "end"] if inside else []
    flow = _flow("\n".join([f"graph {way}", *lines, *group]))
    assert {(flow.nodes[a.start].text, flow.nodes[a.end].text) for a in flow.arrows} == {
        (f"N{a}", f"N{b}") for a, b, _ in edges
    }
    assert {flow.nodes[n].text for each in flow.clusters for n in each.nodes} == {f"N{n}" for n in inside}


def test_arrows_are_joined_to_their_boxes(make) -> None:
    """Two that lead to and fro are not: programs would lead both to the same points."""
    built = make("## T\n\n```flow\nA -> B: go\nB -> C\nC -> D\nD -> C\nB -> B\n```\n")
    slide = Presentation(str(built.pptx)).slides[0]
    group = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    names = {shape.shape_id: shape.text_frame.text for shape in group.shapes if shape.has_text_frame}
    joined = []
    for shape in group.shapes:
        ends = [shape._element.find(f".//{qn(tag)}") for tag in ("a:stCxn", "a:endCxn")]
        if any(end is not None for end in ends):
            joined.append(
                [names[int(end.get("id"))] + end.get("idx") if end is not None else "" for end in ends]
            )
    assert joined == [["A3", "B1"], ["B3", "C1"]]


@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_in_a_column_a_flow_leads_where_its_words_are_larger(make, size: str) -> None:
    flow = (
        "```mermaid\nflowchart TD\nA[Proposal] --> B{Budget above 50 k€?}\nB -->|yes| C[Board]\n"
        "B -->|no| D[Head of department]\nC & D --> E[Purchase]\n```"
    )
    built = make(
        f"---\nsize: '{size}'\n---\n\n## T\n\n::: columns\n::: {{.column width=55%}}\n{flow}\n:::\n"
        "::: column\n- One\n- Two\n:::\n:::\n"
    )
    (frame,) = (f for slide in built.laid.slides for f in slide.frames if isinstance(f, FigureFrame))
    assert isinstance(frame.art, Drawing)
    assert frame.art.height > frame.art.width
    assert frame.box.height / frame.art.height * max(s.size for s in frame.art.shapes if s.text) >= 15


def test_the_root_of_a_mind_map_stands_between_its_branches(make) -> None:
    leaves = "".join(f"    B{n}\n      {n}a\n      {n}b\n" for n in range(4))
    drawing = _drawing(make, f"mindmap\n  Root\n{leaves}")
    middles = {s.text: s.x + s.width / 2 for s in drawing.shapes if s.text}
    root = middles.pop("Root")
    assert sum(x > root for x in middles.values()) == sum(x < root for x in middles.values()) == 6
    lines = [s for s in drawing.shapes if s.kind == "line"]
    assert len(lines) == 12
    assert all(min(s.joins) >= 0 for s in lines)


def test_lines_that_nobody_sees_are_not_drawn_in_rows(make) -> None:
    drawing = _drawing(make, "graph LR\n" + " --> ".join("ABCDEFGHI") + " ~~~ J\n")
    assert {shape.text for shape in drawing.shapes if shape.text} == set("ABCDEFGHIJ")
    assert sum(shape.kind == "arrow" for shape in drawing.shapes) == 8
    assert not [shape for shape in drawing.shapes if shape.kind == "line"]
