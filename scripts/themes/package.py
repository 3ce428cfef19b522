"""A .pptx package around a master and its layouts: XML as text, the same bytes at every call."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

from scripts.themes.shapes import CLR_MAP, HEAD, NS, SAMPLE, background, levels, placeholder, tree, xfrm

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml"


def notes_master() -> str:
    shapes = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" '
        'noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr>{xfrm((54, 68, 432, 243))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
        + placeholder(3, "Notes", 'type="body" sz="quarter" idx="3"', (54, 340, 432, 330), SAMPLE)
    )
    return (
        f"{HEAD}<p:notesMaster {NS}><p:cSld>{background('bg1')}{tree(shapes)}</p:cSld>"
        f"<p:clrMap {CLR_MAP}/><p:notesStyle>{levels((12,))}</p:notesStyle></p:notesMaster>"
    )


def relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{kind if "://" in kind else f"{REL}/{kind}"}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    )


def parts(master: str, pages: Sequence[str], theme: str, notes: str) -> dict[str, str]:
    """Part name → XML, in the order in which they are written."""
    presentation = (
        f'{HEAD}<p:presentation {NS} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        '<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>{levels((18,))}'
        "</p:defaultTextStyle></p:presentation>"
    )
    overrides = {
        "/ppt/presentation.xml": f"{TYPE}.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{TYPE}.slideMaster+xml",
        **{f"/ppt/slideLayouts/slideLayout{i}.xml": f"{TYPE}.slideLayout+xml"
           for i in range(1, len(pages) + 1)},
        "/ppt/notesMasters/notesMaster1.xml": f"{TYPE}.notesMaster+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/presProps.xml": f"{TYPE}.presProps+xml",
        "/ppt/viewProps.xml": f"{TYPE}.viewProps+xml",
        "/ppt/tableStyles.xml": f"{TYPE}.tableStyles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }  # fmt: skip
    types = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    found = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": relationships(
            ("officeDocument", "ppt/presentation.xml"),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
             "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "ppt/presentation.xml": presentation,
        "ppt/_rels/presentation.xml.rels": relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"), ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"), ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/slideMasters/slideMaster1.xml": master,
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relationships(
            *(("slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in range(1, len(pages) + 1)),
            ("theme", "../theme/theme1.xml"),
        ),
    }  # fmt: skip
    for number, page in enumerate(pages, 1):
        found[f"ppt/slideLayouts/slideLayout{number}.xml"] = page
        found[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = relationships(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    found |= {
        "ppt/notesMasters/notesMaster1.xml": notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relationships(("theme", "../theme/theme2.xml")),
        "ppt/theme/theme1.xml": theme,
        "ppt/theme/theme2.xml": notes,
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NS}/>",
        "ppt/viewProps.xml": f"{HEAD}<p:viewPr {NS}/>",
        "ppt/tableStyles.xml": (
            f'{HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
        ),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
            'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "docProps/app.xml": (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'extended-properties"><Application>deckgen</Application></Properties>'
        ),
    }
    return found


def packed(parts: dict[str, str]) -> bytes:
    """The template as a file."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, text.encode("utf-8"))
    return target.getvalue()
