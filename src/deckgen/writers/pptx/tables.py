"""Tables as PowerPoint's own, styled by the theme."""

from __future__ import annotations

from deckgen.deck.inlines import Run
from deckgen.layout.model import Edges, LaidParagraph, LaidRow, TableFrame
from deckgen.writers.pptx.text import TextWriter
from deckgen.writers.pptx.xml import emu, language, solid, transform

NO_STYLE_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def table_xml(frame: TableFrame, named: str, holder: str, text: TextWriter) -> str:
    """`<p:graphicFrame>`; `named` is its `<p:cNvPr>`, `holder` its placeholder."""
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in frame.widths)
    first = (' rtl="1"' if frame.right_to_left else "") + (' firstRow="1"' if frame.header else "")
    style = text.theme.table_style or NO_STYLE_TABLE
    merged = _merged(frame)
    rows = "".join(_row(number, frame, text, merged.get(number, {})) for number in range(len(frame.rows)))
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{named}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{holder}</p:nvPr>'
        f"</p:nvGraphicFramePr>{transform(frame.box, 'p')}<a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr{first} bandRow="1"><a:tableStyleId>{style}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _merged(frame: TableFrame) -> dict[int, dict[int, str]]:
    """The attributes of cells that are joined, by row and column (ECMA-376 part 1, 21.1.3.16)."""
    found: dict[int, dict[int, str]] = {}
    for number, row in enumerate(frame.rows):
        for column, (across, down) in enumerate(row.joins):
            for below in range(down if (across, down) != (1, 1) else 0):
                for right in range(across):
                    span = f' gridSpan="{across}"' if across > 1 and not right else ""
                    high = f' rowSpan="{down}"' if down > 1 and not below else ""
                    taken = (' hMerge="1"' if right else "") + (' vMerge="1"' if below else "")
                    found.setdefault(number + below, {})[column + right] = high + span + taken
    return found


def _row(number: int, frame: TableFrame, text: TextWriter, merged: dict[int, str]) -> str:
    row = frame.rows[number]
    none = (0.0,) * len(row.cells)
    more = enumerate(zip(row.cells, row.tops or none, row.tails or none, strict=True))
    cells = "".join(
        _cell(cell, row, frame, text, top, tail, frame.edges(number, column), merged.get(column, ""))
        for column, (cell, top, tail) in more
    )
    return f'<a:tr h="{emu(row.height)}">{cells}</a:tr>'


def _cell(
    cell: LaidParagraph, row: LaidRow, frame: TableFrame, text: TextWriter, top: float, free: float,
    lines: Edges, merged: str,
) -> str:  # fmt: skip
    side, end = (emu(value) for value in frame.padding)
    right, upper = emu(frame.padding[0] + free), emu(frame.padding[1] + top)
    color = cell.color or text.theme.color("text")
    there = text.theme.free_text
    align = text.properties(cell, 1, there)
    runs = text.runs(
        cell.inlines, cell.size, bold=None if there and there.bold and not cell.bold else cell.bold,
        italic=None if there and there.italic else False, caps="none" if there and there.caps else "", color=color,
    )  # fmt: skip
    tail = "" if any(isinstance(item, Run) for item in cell.inlines) else (
        f'<a:endParaRPr{language(text.lang)} sz="{round(cell.size * 100)}"/>'
    )  # fmt: skip
    edges = "".join(
        f'<a:{edge} w="{emu(width)}">{solid(color, text.theme) if width else "<a:noFill/>"}</a:{edge}>'
        for edge, (width, color) in (
            ("lnL", _NONE),
            ("lnR", _NONE),
            ("lnT", lines.above),
            ("lnB", lines.below),
        )
    )
    fill = solid(row.fill, text.theme) if row.fill else "<a:noFill/>"
    if text.theme.table_style and frame.header and row is frame.rows[0]:
        fill = ""  # its style has it
    return (
        f"<a:tc{merged}><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{align}{runs}{tail}</a:p></a:txBody>"
        f'<a:tcPr marL="{side}" marR="{right}" marT="{upper}" marB="{end}" anchor="ctr">'
        f"{edges}{fill}</a:tcPr></a:tc>"
    )


_NONE = (0.0, "")
