"""Elements of HTML's that are open around each other, and what collects in them."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.blocks import Align, Block, Fragment, ListBlock, ListItem, Paragraph, Subheading
from deckgen.deck.inlines import PLAIN, Inline, Marks, merge_runs, trim
from deckgen.readers.boxes import box_look, boxed
from deckgen.readers.cell_lines import cell_of_blocks
from deckgen.readers.grids import grid_of, in_rows
from deckgen.readers.html_elements import Open, table_of
from deckgen.readers.html_tags import Tag, style_of
from deckgen.readers.layouts import one_by_one
from deckgen.readers.quotations import attributed
from deckgen.source import Span

_ALIGNS: tuple[Align, ...] = ("left", "center", "right")
VOID = frozenset(("br", "hr", "img", "source", "track", "col", "wbr", "input", "meta", "link"))
"""Elements that hold nothing."""
DEEPEST = 40
"""Elements inside one another; deeper ones dissolve."""


class Elements:
    """Blocks while their elements open and close."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.open = [Open(name="")]
        self.marks: list[tuple[str, Marks]] = [("", PLAIN)]
        self.inlines: list[Inline] = []
        self.preformatted = False
        self.align: list[tuple[str, Align]] = [("", "")]
        self.divs: list[str] = []
        """For each `<div>` that is open, what it is: a grid, a cell of one, or nothing."""

    def _flush(self, heading: int = 0) -> None:
        inlines = trim(merge_runs(self.inlines))
        self.inlines = []
        self.preformatted = False
        if not inlines:
            return
        if heading:
            self.open[-1].blocks.append(Subheading(heading, inlines, self.span))
        else:
            self.open[-1].blocks.append(Paragraph(inlines, self.span, self.align[-1][1]))

    def _aligned(self, tag: Tag) -> None:
        """How text inside this element is aligned."""
        said = tag.attributes.get("align", "") or style_of(tag.attributes.get("style", ""), "text-align")
        if tag.name == "center":
            said = "center"
        known = next((align for align in _ALIGNS if align == said.lower()), self.align[-1][1])
        if tag.name not in VOID:
            self.align.append((tag.name, known))

    def _open_div(self, tag: Tag) -> None:
        """A grid, a cell of the one around it, a box, or several of these in one."""
        if len(self.open) >= DEEPEST:
            self.divs.append("")
            return
        grid, look = grid_of("div", tag.attributes), box_look(tag.attributes.get("style", ""))
        names = ["cell"] if self.open[-1].name == "grid" else []
        names += ["box"] if look else []
        names += ["grid"] if grid else []
        if names and names[0] == "cell":
            self._gather()
        self.open += (Open(name=name, grid=grid if name == "grid" else None, look=look) for name in names)
        self.divs.append(names[0] if names else "")

    def _gather(self) -> None:
        """Blocks that stand in a grid by themselves are cells of it."""
        grid = self.open[-1]
        grid.cells += ((block,) for block in grid.blocks)
        grid.blocks.clear()

    def _inside_container(self, tag: str) -> bool:
        wanted = ("ul", "ol") if tag == "li" else ("table",)
        return any(element.name in wanted for element in self.open)

    def _close_cell(self) -> None:
        """A cell's end tag may be left out."""
        self._flush()
        while self.open[-1].name in ("td", "th"):
            self._close_last()

    def _table(self) -> Open:
        while self.open[-1].name != "table" and len(self.open) > 1:
            self._close_last()
        return self.open[-1]

    def _close_to(self, *names: str) -> None:
        self._flush()
        while self.open[-1].name not in names:
            self._close_last()

    def _close(self, name: str) -> None:
        if any(element.name == name for element in self.open[1:]):
            while self._close_last() != name:
                pass
        else:
            self._flush()

    def _close_last(self) -> str:
        """Close the innermost element: what it collected becomes part of the one around it."""
        self._flush()
        element = self.open.pop()
        around = self.open[-1]
        before = len(around.blocks)
        if element.name == "li":
            self._take_in(around)
            item = ListItem(tuple(element.blocks), self.span, click=element.click)
            around.items.append(item)
        elif element.name in ("ul", "ol"):
            self._take_in(element)
            around.blocks += element.blocks
            if element.items:
                items = tuple(element.items)
                ordered = element.name == "ol"
                around.blocks.append(
                    ListBlock(items, self.span, ordered, element.start, numbering=element.numbering)
                )
        elif element.name == "cell" and around.name == "grid":
            around.cells.append(tuple(element.blocks))
        elif element.name == "grid" and element.grid:
            element.cells += ((block,) for block in element.blocks)
            around.blocks += in_rows(element.cells, element.grid, self.span)
        elif element.name == "cell":
            around.blocks += element.blocks
        elif element.name == "box":
            around.blocks += boxed(element.blocks, self.span, element.look)
        elif element.name == "blockquote":
            if element.blocks:
                around.blocks.append(attributed(tuple(element.blocks), self.span))
        elif element.name in ("td", "th"):
            if not around.rows:
                around.rows.append([])
            around.rows[-1].append(cell_of_blocks(element.blocks, *element.takes))
            row = len(around.rows)
            if element.name == "th" and (
                row == 1 or (around.header_rows == row - 1 and len(around.rows[-1]) == 1)
            ):
                around.header_rows = row
            elif element.name == "td" and around.header_rows == row > 1:
                around.header_rows -= 1
        elif element.name == "v-clicks":
            around.blocks += one_by_one(element.blocks, 0)
        elif element.name == "table":
            around.blocks += table_of(element, self.span)
        if element.click and element.name != "li" and (inside := around.blocks[before:]):
            around.blocks[before:] = [Fragment(tuple(inside), self.span, element.click)]
        return element.name

    @staticmethod
    def _take_in(items: Open) -> None:
        """What stands between the items of a list belongs to the one before it."""
        if items.items and items.blocks:
            last = items.items[-1]
            items.items[-1] = replace(last, blocks=(*last.blocks, *items.blocks))
            items.blocks.clear()

    def finish(self) -> list[Block]:
        while len(self.open) > 1:
            self._close_last()
        self._flush()
        return self.open[0].blocks
