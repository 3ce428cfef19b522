"""A flow as it is read: boxes by their names, arrows, clusters that open and close."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.diagrams import Arrow, Cluster, Direction, Flow, LineStyle, Node, NodeShape


class FlowBuilder:
    """Boxes are numbered as they are first named, and are in the cluster that names them and ends first; what is said
    of one later is added to it."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.clusters: dict[str, Cluster] = {}
        self.inside: list[str] = []
        """The clusters that are open."""
        self._members: dict[str, list[str]] = {}
        self._owned: set[str] = set()
        """Boxes of clusters that have ended."""
        self._arrows: dict[tuple[str, str, LineStyle, tuple[bool, bool]], str] = {}
        """Their labels."""

    def node(self, name: str, text: str | None = None, shape: NodeShape | None = None) -> str:
        """The box of that name; its words are the name until others are given."""
        if name in self.clusters:
            if text and text != name:
                title = self.clusters[name].title
                text = text if title == name else f"{title}: {text}"
                self.clusters[name] = replace(self.clusters[name], title=text)
            return name
        if name not in self.nodes:
            self.nodes[name] = Node(text=name)
        if self.inside and name not in self._members[self.inside[-1]]:
            self._members[self.inside[-1]].append(name)
        if text is not None:
            self.nodes[name] = replace(self.nodes[name], text=text)
        if shape is not None:
            self.nodes[name] = replace(self.nodes[name], shape=shape)
        return name

    def fill(self, name: str, color: str) -> None:
        """Give a box its author's colour."""
        if name in self.nodes and color:
            self.nodes[name] = replace(self.nodes[name], fill=color)

    def arrow(
        self,
        start: str,
        end: str,
        label: str = "",
        line: LineStyle = "solid",
        heads: tuple[bool, bool] = (False, True),
    ) -> None:
        """One from box to box; another one of its kind between the same adds its label to the first's."""
        known = self._arrows.get((start, end, line, heads), "")
        self._arrows[start, end, line, heads] = " / ".join(text for text in (known, label) if text)

    def open(self, name: str, title: str) -> None:
        """Begin a cluster."""
        while name in self.clusters:  # another one of that title
            name += "\u200b"
        parent = list(self.clusters).index(self.inside[-1]) if self.inside else -1
        self.clusters[name] = Cluster(title=title, parent=parent)
        self._members[name] = []
        if name in self.nodes:  # it was named before it is there
            if title == name:
                self.clusters[name] = replace(self.clusters[name], title=self.nodes[name].text)
            del self.nodes[name]
            for members in self._members.values():
                if name in members:
                    members.remove(name)
        self.inside.append(name)

    def close(self) -> bool:
        """End the innermost one; False if none is open."""
        if not self.inside:
            return False
        name = self.inside.pop()
        self._members[name] = [each for each in self._members[name] if each not in self._owned]
        self._owned |= {*self._members[name]}
        return True

    def flow(self, *, title: str = "", direction: Direction = "", alike: bool = True) -> Flow:
        """All of it; a cluster without boxes is a box."""
        for name in [*self.clusters]:
            self._leave_out_empty(name)
        number = {name: place for place, name in enumerate([*self.nodes, *self.clusters])}
        clusters = tuple(
            replace(cluster, nodes=tuple(number[member] for member in self._members[name]))
            for name, cluster in self.clusters.items()
        )
        return Flow(
            nodes=tuple(self.nodes.values()),
            arrows=tuple(
                Arrow(start=number[a], end=number[b], label=label, line=line, heads=heads)
                for (a, b, line, heads), label in self._arrows.items()
            ),
            clusters=clusters, title=title, direction=direction, insists=False, alike=alike,
        )  # fmt: skip

    def _leave_out_empty(self, name: str) -> None:
        at = list(self.clusters).index(name)
        if self._members[name] or any(each.parent == at for each in self.clusters.values()):
            return
        empty = self.clusters.pop(name)
        self.clusters = {
            other: replace(each, parent=each.parent - (each.parent > at))
            for other, each in self.clusters.items()
        }
        self.nodes[name] = Node(text=empty.title)
        if empty.parent >= 0:
            self._members[list(self.clusters)[empty.parent - (empty.parent > at)]].append(name)
