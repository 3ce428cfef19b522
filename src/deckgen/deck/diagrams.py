"""Diagrams before they are drawn: boxes with arrows between them, and what parties say to each other."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from deckgen.deck.charts import Color
from deckgen.model import Model, Variant

NodeShape: TypeAlias = Literal[
    "round", "pill", "circle", "diamond", "hexagon", "slanted", "store", "dot", "ring", "bar", "bare"
]
"""How a box looks. Dots, rings and bars have no words, what is bare no outline."""
LineStyle: TypeAlias = Literal["solid", "dashed", "thick", "none"]
Direction: TypeAlias = Literal["", "right", "left", "down", "up"]


class Node(Model, frozen=True, kw_only=True):
    """A box."""

    text: str
    """Its words; authors' own lines are divided by line feeds."""
    shape: NodeShape = "round"
    fill: Color = ""
    """Of its author's; nothing for the theme's."""


class Arrow(Model, frozen=True, kw_only=True):
    """From one box to another, by number; behind the boxes the clusters are counted."""

    start: int
    end: int
    label: str = ""
    line: LineStyle = "solid"
    """One that is `none` only says which box stands before which."""
    heads: tuple[bool, bool] = (False, True)
    """At its start, and at its end."""


class Cluster(Model, frozen=True, kw_only=True):
    """Boxes in a frame."""

    title: str
    nodes: tuple[int, ...] = ()
    """Those directly in it."""
    parent: int = -1
    """The cluster that it is in, by number."""


class Flow(Variant, frozen=True, kw_only=True):
    """Boxes and arrows."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    title: str = ""
    direction: Direction = ""
    """Where it leads; nothing for where there is room."""
    insists: bool = True
    """Its author means that direction; else another one may do where its words would be small."""
    alike: bool = True
    """All boxes have the same height."""


class Message(Variant, frozen=True, kw_only=True):
    """What one party says to another, or to itself."""

    start: int
    end: int
    text: str
    line: LineStyle = "solid"
    heads: tuple[bool, bool] = (False, True)


class Aside(Variant, frozen=True, kw_only=True):
    """A note over parties, or beside one."""

    first: int
    last: int
    text: str
    side: Literal["left", "over", "right"] = "over"


class Opening(Variant, frozen=True, kw_only=True):
    """Here a frame begins: what is repeated, or what depends on something."""

    kind: str
    """`loop`, `alt`, `opt` …, as it is written."""
    text: str


class Turning(Variant, frozen=True, kw_only=True):
    """Here the next part of a frame begins."""

    text: str


class Closing(Variant, frozen=True):
    """Here the innermost frame ends."""


Step: TypeAlias = Message | Aside | Opening | Turning | Closing


class Group(Model, frozen=True, kw_only=True):
    """Parties that stand side by side, in a frame."""

    title: str
    first: int
    last: int


class Exchange(Variant, frozen=True, kw_only=True):
    """Who says what to whom, one thing after the other."""

    parties: tuple[str, ...]
    steps: tuple[Step, ...]
    groups: tuple[Group, ...] = ()
    title: str = ""


TaskKind: TypeAlias = Literal["", "done", "active", "crit"]
"""Planned, done, under way, or one that must not be late."""


EPOCH = datetime(1970, 1, 1)
"""From which days are counted."""


class Task(Model, frozen=True, kw_only=True):
    """What is done from when to when, in days since `EPOCH`."""

    text: str
    start: float
    end: float
    section: int = -1
    """By number; -1 for none."""
    kind: TaskKind = ""
    milestone: bool = False
    """It is a day, and lasts no time."""


class Schedule(Variant, frozen=True, kw_only=True):
    """Who does what when."""

    tasks: tuple[Task, ...]
    sections: tuple[str, ...] = ()
    title: str = ""
    format: str = ""
    """How its author wants days to be written, as `strftime` has it; nothing for what they are long enough for."""


Diagram: TypeAlias = Flow | Exchange | Schedule


class ChartBlock(Variant, frozen=True):
    """A diagram that is a chart, as a `chart` block says it."""

    text: str


class Event(Model, frozen=True):
    """When, and what happened."""

    date: str
    texts: tuple[str, ...]
    section: str = ""
    """Of the first one of a section, its name."""


class Events(Variant, frozen=True):
    """What happened when, as a `timeline` says it."""

    events: tuple[Event, ...]
    title: str = ""


Drawn: TypeAlias = Diagram | ChartBlock | Events
"""What the text of a diagram may come to."""
