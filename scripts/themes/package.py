"""Write `templates/plain/theme.pptx`, deckgen's own theme, from the figures below.

Run it after a change here; the template is then an ordinary PowerPoint file that can be opened and
restyled by hand. Lengths are in points on a 960 × 540 pt slide. A test compares the committed file
with what this script writes.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

TARGET = Path(__file__).parent.parent / "templates" / "plain" / "theme.pptx"

COLORS = {
    "dk1": "1B2430", "lt1": "FFFFFF", "dk2": "12304F", "lt2": "F2F5F8",
    "accent1": "0A6C9B", "accent2": "C8453B", "accent3": "E0A028", "accent4": "2F7D5B",
    "accent5": "6A579C", "accent6": "6B7482", "hlink": "0A5F8A", "folHlink": "6A579C",
}  # fmt: skip
FONT = "Calibri"
BODY_SIZES = (24, 22, 20, 18, 18)
RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
INDENT = 22
"""Points from one list level to the next, and the hanging indent of each."""

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
CLR_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)


def emu(points: float) -> int:
    return round(points * 12700)


def xfrm(box: tuple[float, float, float, float]) -> str:
    x, y, w, h = map(emu, box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


TITLE = (60, 30, 840, 76)
BODY = (60, 134, 840, 350)
LEFT, RIGHT = (60, 134, 408, 350), (492, 134, 408, 350)
DATE, FOOTER, NUMBER = (640, 502, 180, 20), (60, 502, 560, 20), (840, 502, 60, 20)

SAMPLE = "".join(
    f'<a:p><a:pPr lvl="{i}"/><a:r><a:rPr lang="en-US"/><a:t>{text} level</a:t></a:r></a:p>'
    for i, text in enumerate(("First", "Second", "Third", "Fourth", "Fifth"))
)


def placeholder(
    number: int, name: str, ph: str, box: tuple[float, float, float, float] | None,
    text: str = "", body: str = "", style: str = "",
) -> str:  # fmt: skip
    """One placeholder of a master or layout."""
    place = xfrm(box) if box else ""
    paragraphs = text or '<a:p><a:endParaRPr lang="en-US"/></a:p>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}{RECT if box else ''}</p:spPr>"
        f"<p:txBody><a:bodyPr{body}/><a:lstStyle>{style}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
    )


def bar(number: int, box: tuple[float, float, float, float], color: str) -> str:
    """A small rectangle of colour."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Accent"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p>'
        "</p:txBody></p:sp>"
    )


def tree(shapes: str) -> str:
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{shapes}</p:spTree>'
    )


def background(color: str) -> str:
    return (
        f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )


def prompt(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r></a:p>'


INSETS = ' vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"'


def chrome(first: int, boxes: bool, style: str = "") -> str:
    """Date, footer and slide number."""

    def small(align: str) -> str:
        if not boxes:
            return style
        return (
            f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1200"><a:solidFill><a:schemeClr val="accent6"/>'
            "</a:solidFill></a:defRPr></a:lvl1pPr>"
        )

    anchor = INSETS + ' anchor="ctr"' if boxes else ""
    field = (
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p>'
    )
    return (
        placeholder(first, "Date", 'type="dt" sz="half" idx="10"', DATE if boxes else None,
                    body=anchor, style=small("r"))
        + placeholder(first + 1, "Footer", 'type="ftr" sz="quarter" idx="11"',
                      FOOTER if boxes else None, body=anchor, style=small("l"))
        + placeholder(first + 2, "Slide Number", 'type="sldNum" sz="quarter" idx="12"',
                      NUMBER if boxes else None, field, body=anchor, style=small("r"))
    )  # fmt: skip


def levels(sizes: tuple[int, ...], bullets: bool) -> str:
    """`lvl1pPr` … `lvl5pPr` of the body style."""
    parts = []
    for level in range(9):
        size = sizes[min(level, len(sizes) - 1)]
        margin = emu(INDENT * (level + 1)) if bullets else 0
        glyph = "•" if level % 2 == 0 else "–"
        bullet = (
            '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Calibri"/>'
            f'<a:buChar char="{glyph}"/>'
            if bullets
            else "<a:buNone/>"
        )
        parts.append(
            f'<a:lvl{level + 1}pPr marL="{margin}" indent="{-emu(INDENT) if bullets else 0}" algn="l" '
            'defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
            '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'{bullet}<a:defRPr sz="{size * 100}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
            '</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
            f'<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level + 1}pPr>'
        )
    return "".join(parts)


TITLE_STYLE = (
    '<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
    '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
    '<a:defRPr sz="3200" b="1" kern="1200"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr>'
)


def master(layouts: int) -> str:
    shapes = (
        bar(7, (60, 114, 56, 4), "accent3")
        + placeholder(2, "Title", 'type="title"', TITLE, prompt("Click to edit the title"),
                      INSETS + ' anchor="b"')
        + placeholder(3, "Text", 'type="body" idx="1"', BODY, SAMPLE, INSETS + ' anchor="t"')
        + chrome(4, boxes=True)
    )  # fmt: skip
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + i}" r:id="rId{i + 1}"/>' for i in range(layouts))
    return (
        f"{HEAD}<p:sldMaster {NS}><p:cSld>{background('bg1')}{tree(shapes)}</p:cSld>"
        f"<p:clrMap {CLR_MAP}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{TITLE_STYLE}</p:titleStyle>"
        f"<p:bodyStyle>{levels(BODY_SIZES, True)}</p:bodyStyle>"
        f"<p:otherStyle>{levels((18,), False)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def colored(size: int, color: str, bold: bool = False) -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{size * 100}" b="{int(bold)}">'
        f'<a:solidFill><a:schemeClr val="{color}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


def layout(kind: str, name: str, shapes: str, *, dark: bool = False, bars: bool = True) -> str:
    bg = background("tx2") if dark else ""
    hide = "" if bars else ' showMasterSp="0"'
    known = f' type="{kind}"' if kind else ' userDrawn="1"'
    return (
        f'{HEAD}<p:sldLayout {NS}{known} preserve="1"{hide}><p:cSld name="{name}">{bg}'
        f"{tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def layouts() -> list[str]:
    title = placeholder(2, "Title", 'type="title"', None, prompt("Click to edit the title"))
    light = '<a:lvl1pPr><a:defRPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    return [
        layout("title", "Cover", bar(9, (60, 300, 84, 5), "accent3")
               + placeholder(2, "Title", 'type="ctrTitle"', (60, 96, 840, 190),
                             prompt("Click to edit the title"), ' anchor="b"', colored(54, "bg1", True))
               + placeholder(3, "Subtitle", 'type="subTitle" idx="1"', (60, 322, 840, 140),
                             prompt("Click to edit the subtitle"), style=colored(24, "bg2"))
               + chrome(4, boxes=False, style=light), dark=True, bars=False),
        layout("obj", "Title and content", title
               + placeholder(3, "Content", 'idx="1"', None, SAMPLE) + chrome(4, boxes=False)),
        layout("secHead", "Section", bar(9, (60, 324, 84, 5), "accent3")
               + placeholder(2, "Title", 'type="title"', (60, 130, 840, 180),
                             prompt("Click to edit the title"), ' anchor="b"', colored(44, "bg1", True))
               + placeholder(3, "Text", 'type="body" idx="1"', (60, 346, 840, 110),
                             prompt("Click to edit the text"), style=colored(24, "bg2"))
               + chrome(4, boxes=False, style=light), dark=True, bars=False),
        layout("twoObj", "Two contents", title
               + placeholder(3, "Left content", 'sz="half" idx="1"', LEFT, SAMPLE)
               + placeholder(4, "Right content", 'sz="half" idx="2"', RIGHT, SAMPLE)
               + chrome(5, boxes=False)),
        layout("titleOnly", "Title only", title + chrome(3, boxes=False)),
        layout("blank", "Blank", chrome(2, boxes=False), bars=False),
        layout("", "Statement", title
               + placeholder(3, "Statement", 'type="body" idx="1"', BODY,
                             prompt("Click to edit the statement"), INSETS + ' anchor="ctr"',
                             colored(40, "tx2")) + chrome(4, boxes=False)),
        layout("", "Quotation", title
               + placeholder(3, "Quotation", 'type="body" idx="1"', (84, 134, 776, 350),
                             prompt("Click to edit the quotation"), INSETS + ' anchor="t"',
                             colored(32, "tx1")) + chrome(4, boxes=False)),
        layout("", "Full picture", placeholder(2, "Picture", 'type="pic" idx="1"', (0, 0, 960, 540)),
               bars=False),
    ]  # fmt: skip


def theme(name: str) -> str:
    colors = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in COLORS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    fills = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    lines = "".join(
        f'<a:ln w="{w}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
        for w in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{fills}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


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
        f"<p:clrMap {CLR_MAP}/><p:notesStyle>{levels((12,), False)}</p:notesStyle></p:notesMaster>"
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


def parts() -> dict[str, str]:
    """Part name → XML, in the order in which they are written."""
    pages = layouts()
    presentation = (
        f'{HEAD}<p:presentation {NS} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        '<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>{levels((18,), False)}'
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
        "ppt/slideMasters/slideMaster1.xml": master(len(pages)),
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
        "ppt/theme/theme1.xml": theme("deckgen plain"),
        "ppt/theme/theme2.xml": theme("deckgen notes"),
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


def build() -> bytes:
    """The template as a file, the same bytes at every call."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, text.encode("utf-8"))
    return target.getvalue()


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(build())
