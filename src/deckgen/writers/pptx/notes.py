"""Speaker notes: a notes page for each slide that has some."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.blocks import Block
from deckgen.deck.notes import note_paragraphs
from deckgen.writers.pptx.text import TextWriter
from deckgen.writers.pptx.xml import HEAD, NAMESPACES, language


def notes_xml(notes: Sequence[Block], text: TextWriter) -> str:
    """The notes page."""
    paragraphs = "".join(
        f'<a:p><a:pPr lvl="{level}"/>{text.runs(inlines)}</a:p>' for inlines, level in note_paragraphs(notes)
    )
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr>"
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image 1"/><p:cNvSpPr><a:spLocks noGrp="1" '
        'noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr>'
        '<p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 2"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs or _empty(text)}</p:txBody></p:sp>"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _empty(text: TextWriter) -> str:
    return f"<a:p><a:endParaRPr{language(text.lang)}/></a:p>"
