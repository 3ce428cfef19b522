"""What real slides hold, a row each: its deck in `tests/golden/features/`, and the objects that both files must have.

`python -m tests.features` builds every deck, checks it, renders both files and writes `docs/features.md` with its
pictures. A deck without a row, or a row without a deck or whose check fails, is an error there and in the tests.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree, html

from deckgen.building import build

ROOT = Path(__file__).parent.parent
DECKS = ROOT / "tests" / "golden" / "features"
PAGE = ROOT / "docs" / "features.md"
PICTURES = ROOT / "docs" / "pictures" / "features"
PARTS = ("part",)
"""Files that other decks include."""
N = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
}


@dataclass(frozen=True)
class Files:
    """Both files of a deck, opened."""

    package: zipfile.ZipFile
    page: Any
    codes: tuple[str, ...]
    """Of the diagnostics, in order, notes left out."""

    def slide(self, number: int) -> Any:
        """The XML of a slide."""
        return etree.fromstring(self.package.read(f"ppt/slides/slide{number}.xml"))

    def slides(self) -> Iterator[Any]:
        """All of them."""
        count = sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", name)) for name in self.package.namelist())
        return (self.slide(number) for number in range(1, count + 1))

    def count(self, path: str) -> int:
        """How many elements of all slides the XPath finds."""
        return sum(len(slide.xpath(path, namespaces=N)) for slide in self.slides())

    def html(self, path: str) -> list[Any]:
        """Elements of the page."""
        return list(self.page.xpath(path))

    def names(self, pattern: str) -> list[str]:
        """Parts of the package."""
        return [name for name in self.package.namelist() if re.search(pattern, name)]


class Row(NamedTuple):
    """One line of the matrix."""

    name: str
    """Of its deck."""
    what: str
    markdown: str
    pptx: str
    html: str
    limits: str
    """What one of the formats can't do, and what happens then."""
    check: Callable[[Files], None]


ROWS: list[Row] = []


def row(
    what: str, *, markdown: str, pptx: str, html: str, limits: str = "none"
) -> Callable[[Callable[[Files], None]], None]:
    """Enter a check under its own name."""

    def enter(check: Callable[[Files], None]) -> None:
        ROWS.append(Row(check.__name__, what, markdown, pptx, html, limits, check))

    return enter


def _same(one: Any, other: Any) -> None:
    assert one == other, f"{one!r} is not {other!r}"


@row(
    "images with sizes", markdown='`![alt](p.png){width=20%}`, `height=4cm`, `fit=cover`, `[id]: p.png`, `[![…](…)](link)`',
    pptx="`p:pic` with alternative text, `a:srcRect` where cropped, `asvg:svgBlip` with PNG, GIF kept, WebP converted, a PDF file's page as PNG",
    html="`<img>` in the page, decoded late; SVG without scripts",
    limits="a film of WebP or AVIF pictures is its first picture",
)  # fmt: skip
def images(files: Files) -> None:
    _same(files.count("//p:pic"), 7)
    _same(files.count("//p:pic[not(p:nvPicPr/p:cNvPr/@descr)]"), 0)
    _same(files.count("//asvg:svgBlip"), 1)
    _same(len(files.names(r"media/.*\.gif")), 1)
    _same(files.names(r"\.webp"), [])
    (cut,) = files.slide(3).xpath("//a:srcRect", namespaces=N)
    assert int(cut.get("l")) > 20_000
    _same(cut.get("t"), "0")
    (turned,) = files.slide(5).xpath("//p:pic/p:spPr/a:xfrm/a:ext", namespaces=N)
    assert int(turned.get("cy")) > int(turned.get("cx"))
    _same(files.count("//p:pic/p:nvPicPr/p:cNvPr/a:hlinkClick"), 1)
    _same(len(files.html("//section//figure//img[@alt and @decoding='async']")), 7)
    _same(len(files.html("//figure/a[@href='https://example.org/photo']/img")), 1)


@row(
    "backgrounds", markdown='`## T {background-color="#123"}`, `background-gradient`, `background-image` with `background-opacity`, `![bg right:40%](p.png)`',
    pptx="`p:bg` (solid, `a:gradFill`, `a:blipFill`); a picture at the side; light text by `overrideClrMapping`",
    html="reveal.js's `data-background-…`; a figure at the side",
    limits="dimming and blur are drawn into the picture",
)  # fmt: skip
def backgrounds(files: Files) -> None:
    _same([len(slide.xpath("//p:bg", namespaces=N)) for slide in files.slides()], [0, 1, 1, 1, 0])
    _same(len(files.slide(2).xpath("//a:overrideClrMapping[@tx1='lt1']", namespaces=N)), 1)
    _same(len(files.slide(3).xpath("//p:bg//a:gradFill/a:lin[@ang='0']", namespaces=N)), 1)
    _same(len(files.slide(4).xpath("//p:bg//a:blip/@r:embed", namespaces=N)), 1)
    _same(len(files.slide(5).xpath("//p:pic//a:srcRect", namespaces=N)), 1)
    sections = files.html("//section")
    _same(sections[1].get("data-background-color"), "#12304F")
    assert sections[2].get("data-background-gradient").startswith("linear-gradient(90deg,#FDF3D8 0%")
    assert sections[3].get("data-background-image").startswith("data:image/")


@row(
    "columns", markdown="`::: columns` with `::: {.column width=35%}`, or `<div class=\"columns\">`",
    pptx="frames at those widths, in placeholders where the layout has them", html="the same frames",
)  # fmt: skip
def columns(files: Files) -> None:
    shapes = files.slide(3).xpath("//p:sp[p:txBody//a:t[.='Une' or .='Deux' or .='Trois']]", namespaces=N)
    lefts = [int(shape.xpath(".//a:off/@x", namespaces=N)[0]) for shape in shapes]
    assert len(lefts) == 3, lefts
    assert lefts == sorted(set(lefts)), lefts
    _same(len(files.slide(2).xpath("//a:tbl", namespaces=N)), 1)
    _same(len(files.html("//section[3]//div[contains(@class, 'body')]")), 3)


@row(
    "fragments", markdown="`## T {.incremental}`, `. . .`, `::: fragment`, `[word]{.fragment}`, `.fade-out`, `.current-visible`, `<!-- .element: class=\"fragment\" -->`",
    pptx="`p:timing`: “Appear” and “Disappear” at a click, on paragraphs, shapes and characters, in the same order",
    html="reveal.js's fragments with their index",
    limits="reveal.js's other effects (`fade-up`, `highlight-red` …) appear",
)  # fmt: skip
def fragments(files: Files) -> None:
    clicks = "//p:par/p:cTn[@fill='hold']/p:stCondLst/p:cond[@delay='indefinite']"
    _same([len(s.xpath(clicks, namespaces=N)) for s in files.slides()], [0, 3, 3, 2])
    _same(len(files.slide(2).xpath("//p:txEl/p:pRg", namespaces=N)), 3)
    _same(len(files.slide(3).xpath("//p:txEl/p:charRg", namespaces=N)), 1)
    known = set(files.slide(3).xpath("//p:cNvPr/@id", namespaces=N))
    assert set(files.slide(3).xpath("//p:spTgt/@spid", namespaces=N)) <= known
    steps = [sorted({int(e.get("data-fragment-index")) for e in section.xpath(".//*[@data-fragment-index]")})
             for section in files.html("//section")]  # fmt: skip
    _same(steps, [[], [0, 1, 2], [0, 1, 2], [0, 1]])
    _same(len(files.slide(4).xpath("//p:cTn[@presetClass='exit']", namespaces=N)), 1)


@row(
    "tables", markdown="GitHub's, with alignment and marks; `Table: caption`; pictures in cells; bars within code and formulas; `<table>` and grids, with joined cells",
    pptx="`a:tbl` with `firstRow`, the theme's colours by reference, widths from what the cells hold, `gridSpan`, `rowSpan`",
    html="`<table>` with `scope`, `colspan`, `rowspan`",
    limits="pictures stand over their cells",
)  # fmt: skip
def tables(files: Files) -> None:
    _same(files.count("//a:tbl/a:tblPr[@firstRow='1']"), 2)
    first = files.slide(2).xpath("//a:tbl", namespaces=N)[0]
    _same([p.get("algn") for p in first.xpath("./a:tr[2]//a:pPr", namespaces=N)], ["l", "r", "ctr", None])
    _same(len(files.slide(3).xpath("//p:pic", namespaces=N)), 2)
    _same(len(files.html("//table//th[@scope='col']")), 6)
    assert (
        "Des modèles et leur taille"
        in files.html("//section[2]//p[contains(@class, 'caption')]")[0].text_content()
    )


@row(
    "code", markdown='```` ```python {title="x.py" .numberLines startFrom=10} {1,3|4-5} ````',
    pptx="coloured runs in the monospaced font, numbers as native numbering, bands over lines that come and go by animation",
    html="the same colours and bands",
    limits="code longer than 50,000 characters has no colours",
)  # fmt: skip
def code(files: Files) -> None:
    slide = files.slide(2)
    (numbered,) = {e.get("type") for e in slide.xpath("//a:buAutoNum", namespaces=N)}
    _same(numbered, "arabicPlain")
    _same(slide.xpath("//a:buAutoNum/@startAt", namespaces=N)[0], "10")
    colors = {e.get("val") for e in slide.xpath("//a:rPr[@noProof]//a:schemeClr", namespaces=N)}
    assert len(colors) >= 4, colors
    _same(len(slide.xpath("//a:alpha", namespaces=N)), 3)
    _same(len(slide.xpath("//p:cTn[@presetClass='exit']", namespaces=N)), 2)
    assert "perte.py" in files.html("//section[2]")[0].text_content()
    _same(len(files.html("//section[2]//code[@class='language-python']")), 1)
    shades = {
        span.get("style")
        for span in files.html("//section[2]//code/span[@style]")
        if span.get("class") is None
    }
    assert len(shades) >= 4, shades
    _same(len(files.html("//section[2]//*[contains(@class, 'fade-out')]")), 2)


@row(
    "maths", markdown=r"`$…$`, `$$…$$`, `\[…\]`, environments, `\newcommand` and the front matter's `macros`",
    pptx="`m:oMath` in the text, `m:oMathPara` on its own, in `mc:AlternateContent`",
    html="MathML with its own font, no script",
    limits="programs without equations, LibreOffice among them, get a picture of a formula on its own and plain text for one in a line; a command that is not known leaves the source as text, with a warning",
)  # fmt: skip
def maths(files: Files) -> None:
    _same(files.codes, ("formula-not-read",))
    _same(len(files.slide(2).xpath("//a:p//m:oMath", namespaces=N)), 4)
    _same(len(files.slide(3).xpath("//m:oMathPara", namespaces=N)), 2)
    assert len(files.slide(3).xpath("//m:f | //m:d | //m:m", namespaces=N)) >= 6
    _same(len(files.html("//section[2]//math")), 4)
    _same(len(files.html("//section[3]//math[@display='block']")), 2)
    assert "$\\inconnue{x}$" in files.html("//section[4]")[0].text_content()
    assert not files.html("//script[contains(., 'MathJax') or contains(., 'katex')]")


@row(
    "notes", markdown="`::: notes`, `Note:`, `???`, `<aside class=\"notes\">`, Marp's and Slidev's comments, `^ `",
    pptx="a notes page with bold text and lists", html="`<aside class=\"notes\">`, shown by the speaker view",
    limits="formulas in a notes page are their source; bullets in it are text",
)  # fmt: skip
def notes(files: Files) -> None:
    _same(len(files.names(r"ppt/notesSlides/notesSlide\d+\.xml$")), 2)
    first = etree.fromstring(files.package.read("ppt/notesSlides/notesSlide2.xml"))
    _same(first.xpath("//a:r[a:rPr/@b='1']/a:t/text()", namespaces=N), ["bonjour"])
    _same([len(section.xpath("./aside[@class='notes']")) for section in files.html("//section")], [0, 1, 1])
    _same(len(files.html("//aside//li")), 2)


@row(
    "HTML in Markdown", markdown="`<br> <sub> <sup> <u> <s> <kbd> <mark> <small> <center> <span style> <div> <details> <table> <img> <iframe> <svg>`, entities",
    pptx="runs, frames, pictures, tables", html="the same elements, written anew: nothing of the author's HTML is copied",
    limits="an `<iframe>` is a frame that leads to its page; `<script>`, `<style>`, `<canvas>` are not shown, with a warning; an unknown tag is text",
)  # fmt: skip
def html_in_markdown(files: Files) -> None:
    _same(files.codes, ("html-as-link",))
    text = files.slide(2)
    for path in ("//a:rPr[@u='sng']", "//a:rPr[@strike]", "//a:highlight", "//a:rPr[@baseline<0]", "//a:br",
                 "//a:pPr[@algn='ctr']"):  # fmt: skip
        assert text.xpath(path, namespaces=N), path
    assert "« entités »" in "".join(text.itertext())
    for tag in ("sub", "sup", "u", "s", "kbd", "mark", "abbr"):
        assert files.html(f"//section[2]//{tag}"), tag
    _same(files.count("//a:tbl"), 1)
    _same(len(files.slide(4).xpath("//a:hlinkClick", namespaces=N)), 1)
    _same(files.html("//iframe"), [])
    assert "<diagrame avec des LLM>" in files.html("//section[5]")[0].text_content()


@row(
    "video and audio", markdown="`![alt](clip.mp4){poster=p.png}`, `<video>`, `<audio>`",
    pptx="the file inside, `p14:media`, a poster, `p:video` in the timing", html="`<video controls>`, `<audio controls>`",
    limits="a film on the web is a frame that leads there; without a `poster` one is drawn",
)  # fmt: skip
def media(files: Files) -> None:
    _same(len(files.names(r"ppt/media/.*\.(mp4|wav)$")), 2)
    relations = files.package.read("ppt/slides/_rels/slide2.xml.rels").decode()
    assert "/relationships/video" in relations
    assert "2007/relationships/media" in relations
    _same(files.count("//a:videoFile"), 1)
    _same(files.count("//a:audioFile"), 1)
    _same(files.count("//p14:media"), 2)
    _same(files.count("//p:timing//p:video"), 1)
    _same(files.count("//p:timing//p:audio"), 1)
    (video,) = files.html("//video[@controls and @poster and @aria-label]")
    assert video.get("src").startswith("data:video/mp4;base64,")
    _same(len(files.html("//audio[@controls]")), 1)


@row(
    "callouts and quotations", markdown="`::: {.callout-note}`, `:::tip[Title]`, `> [!WARNING]`, MyST's fences; `>` with a last line `— Who`",
    pptx="a tinted box with a bar, an icon of shapes, a title", html="the same frames; `<blockquote>` with `<cite>`",
)  # fmt: skip
def callouts(files: Files) -> None:
    _same([len(s.xpath("//p:grpSp", namespaces=N)) for s in files.slides()], [0, 3, 2, 0])
    titles = [
        t
        for s in files.slides()
        for t in s.xpath("//p:sp[.//p:cNvPr[starts-with(@name, 'Callout')]]//a:t/text()", namespaces=N)
    ]
    _same(titles, ["Note", "Un conseil", "Warning", "À retenir", "Caution"])
    _same([e.text_content() for e in files.html("//blockquote//cite")], ["— Alan Kay"])


@row(
    "links", markdown="`[text](url \"tip\")`, bare addresses, `<url>`, `<mail>`, `#id` of a slide, files",
    pptx="hyperlinks, jumps to slides", html="`<a>`; those that leave open beside the deck",
    limits="a link to a slide that does not exist is reported and leads nowhere",
)  # fmt: skip
def links(files: Files) -> None:
    _same(files.codes, ("dead-link",))
    relations = files.package.read("ppt/slides/_rels/slide2.xml.rels").decode()
    for address in (
        "https://example.org/nue",
        "https://example.org/auto",
        "mailto:moi@example.org",
        "part.md",
    ):
        assert address in relations, address
    _same(len(files.slide(2).xpath("//a:hlinkClick[@tooltip='Une bulle']", namespaces=N)), 1)
    _same(len(files.slide(3).xpath("//a:hlinkClick[@action='ppaction://hlinksldjump']", namespaces=N)), 1)
    _same(len(files.html("//a[@href='#vers-ailleurs']")), 1)
    _same(len(files.html("//a[starts-with(@href, 'https:') and @target='_blank' and @rel='noopener']")), 3)


@row(
    "emoji", markdown="`:tada:`, Unicode", pptx="text", html="text",
    limits="the picture is that of the machine's own emoji font; their widths differ by a tenth",
)  # fmt: skip
def emoji(files: Files) -> None:
    text = "".join(files.slide(2).itertext())
    for part in ("🎉", "👍", "🚀", "10:30:45", ":inconnu:", ":smile:"):
        assert part in text, part
        assert part in files.html("//section[2]")[0].text_content(), part


@row(
    "footnotes and citations", markdown="`[^1]`, `[@key, p. 3]`, `@key` with `bibliography: refs.bib` (BibTeX, BibLaTeX, CSL-JSON) and `csl:`",
    pptx="small print at the slide's foot; a slide of references, linked", html="the same, linked",
    limits="an unknown key stays text, with a warning; a footnote's number leads to it in the page only",
)  # fmt: skip
def footnotes(files: Files) -> None:
    _same(files.codes, ("unknown-citation",))
    notes_at = files.slide(2).xpath(
        "//p:sp[.//p:cNvPr[starts-with(@name, 'Footnotes')]]//a:off/@y", namespaces=N
    )
    assert int(notes_at[0]) > 5_000_000
    text = "".join(files.slide(3).itertext())
    assert "(Hoffmann, Borgeaud et Mensch, 2022, p. 3)" in text
    assert "Vaswani et al. (2017)" in text
    assert "[@inconnu]" in text
    assert "Attention Is All You Need" in "".join(files.slide(4).itertext())
    (target,) = {a.get("href") for a in files.html("//section[2]//a[@class='ref']")} & {"#au-pied-fn-1"}
    _same(len(files.html(f"//*[@id='{target[1:]}']")), 1)
    assert files.html("//section[3]//a[@href='#references']")


@row(
    "transitions", markdown="`transition: fade` for the deck, `## T {transition=push}` for a slide: none, fade, slide, push, wipe, cover, zoom, convex, concave",
    pptx="`p:transition`", html="reveal.js's; `wipe` is drawn by the page",
    limits="PowerPoint pushes where reveal.js turns a cube (`convex`, `concave`); reveal.js slides for `push` and `cover`",
)  # fmt: skip
def transitions(files: Files) -> None:
    kinds = [
        [etree.QName(e).localname for e in s.xpath("//p:transition/*", namespaces=N)] for s in files.slides()
    ]
    _same(kinds, [["fade"], ["fade"], ["push"], ["wipe"], ["zoom"], []])
    given = [section.get("data-transition") for section in files.html("//section")]
    _same(given, ["fade", "fade", "slide", "wipe", "zoom", "none"])


@row(
    "diagrams", markdown="```` ```flow ````; ```` ```mermaid ````: flowcharts with subgraphs, sequences, states, mind maps, timelines, Gantt diagrams, pies, XY charts",
    pptx="shapes and connectors in a group, in the theme's colours; a pie is a chart with its workbook",
    html="SVG with the words as text",
    limits="other kinds of Mermaid's diagrams are shown as their source, and reported",
)  # fmt: skip
def diagrams(files: Files) -> None:
    kinds = [
        files.count(f"//p:grpSp//a:prstGeom[@prst='{kind}']") for kind in ("diamond", "can", "parallelogram")
    ]
    _same(kinds, [1, 2, 1])
    _same(files.count("//p:grpSp//a:prstDash[@val='sysDash']") >= 4, True)
    _same(files.count("//p:graphicFrame"), 1)
    _same(len(files.names(r"charts/chart\d+\.xml")), 1)
    _same(files.codes, ())
    assert "Nothing has changed" in {text.text for text in files.html("//section//svg/text")}


@row(
    "around the slides", markdown="`footer`, `date` (set in the deck's language), `footer-date`, `slide-number: c/t`, `logo`; `## T {.hidden}`, `{.class}`",
    pptx="footer, date and number placeholders (the number a field), `show=\"0\"`", html="the same; hidden slides are left out",
    limits="classes have no meaning in PowerPoint",
)  # fmt: skip
def chrome(files: Files) -> None:
    slide = files.slide(2)
    _same(set(slide.xpath("//p:ph/@type", namespaces=N)) & {"ftr", "dt", "sldNum"}, {"ftr", "dt", "sldNum"})
    _same(slide.xpath("//a:fld[@type='slidenum']/a:t/text()", namespaces=N), ["2"])
    text = "".join(slide.itertext())
    assert "23 novembre 2026" in text
    assert "/4" in text
    _same([s.get("show") for s in files.slides()], [None, None, "0", None])
    _same(len(slide.xpath("//p:pic", namespaces=N)), 1)
    _same(files.html("//section")[2].get("data-visibility"), "hidden")
    _same(files.html("//section")[3].get("class"), "speciale")


@row(
    "text of all kinds", markdown="`- [x]`, `Term` / `: meaning`, `~~s~~`, `H~2~O`, `x^2^`, `==mark==`, `[…]{.smallcaps}`, `*[HTML]: …`",
    pptx="runs and paragraphs", html="`<dl>`-elements, `<s> <sub> <sup> <mark> <abbr>`",
    limits="what an abbreviation means is shown in the page only; LibreOffice sets small capitals as large ones",
)  # fmt: skip
def text(files: Files) -> None:
    _same(files.slide(2).xpath("//a:buChar/@char", namespaces=N), ["☑", "☐"])
    last = files.slide(4)
    for path in ("//a:rPr[@strike]", "//a:rPr[@baseline<0]", "//a:rPr[@baseline>0]", "//a:highlight",
                 "//a:rPr[@cap='small']", "//a:rPr[@u]"):  # fmt: skip
        assert last.xpath(path, namespaces=N), path
    _same(len(files.html("//section[3]//dt")), 2)
    _same(len(files.html("//section[3]//dd")), 3)
    _same([e.get("title") for e in files.html("//abbr")], ["HyperText Markup Language"])


@row(
    "languages and direction", markdown="`lang`, `dir` on the deck, a slide (`{lang=ar dir=rtl}`), a fence, a span",
    pptx="`lang`, `altLang`, `rtl`, fonts for eastern and complex scripts", html="`lang`, `dir`",
)  # fmt: skip
def languages(files: Files) -> None:
    runs = {
        r.findtext("a:t", namespaces=N): r.find("a:rPr", N) for r in files.slide(2).iter(f"{{{N['a']}}}r")
    }
    _same(runs["in English"].get("lang"), "en-US")
    _same(runs["עברית"].get("lang"), "he-IL")
    assert any(p.get("altLang") == "en-US" and p.find("a:ea", N) is not None for p in runs.values())
    _same(len(files.slide(3).xpath("//a:pPr[@rtl='1']", namespaces=N)), 3)
    _same(files.html("//section")[2].get("dir"), "rtl")
    _same(files.html("//section")[2].get("lang"), "ar")
    _same(len(files.html("//span[@lang='he' and @dir='rtl']")), 1)


@row(
    "includes and variables", markdown="`{{include: part.md}}`, `{{< include part.md >}}`; `{{ title }}` with `jinja: true`",
    pptx="the text", html="the text",
    limits="a deck includes only what lies in its project; variables run in Jinja's sandbox, in a process of their own",
)  # fmt: skip
def includes(files: Files) -> None:
    _same(files.codes, ("image-missing",))
    _same([s.xpath("//p:sp[1]//a:t/text()", namespaces=N)[0] for s in files.slides()],
          ["Parties et variables", "Pour ACME", "Une partie"])  # fmt: skip
    assert "Préparé pour acme." in files.html("//section[2]")[0].text_content()


DECK_OF = {"html_in_markdown": "html"}
"""Row → its deck, where that has another name."""


def deck_of(name: str) -> Path:
    """The deck of a row."""
    return DECKS / f"{DECK_OF.get(name, name)}.md"


def built(name: str, folder: Path) -> Files:
    """Build a row's deck into `folder` and open what came of it."""
    path = deck_of(name)
    result = build(path, output=folder)
    codes = tuple(d.code for d in result.diagnostics if d.severity != "note")
    page = html.fromstring((folder / f"{path.stem}.html").read_text(encoding="utf-8"))
    return Files(zipfile.ZipFile(folder / f"{path.stem}.pptx"), page, codes)


def unmatched() -> set[str]:
    """Decks without a row and rows without a deck."""
    decks = {path.stem for path in DECKS.glob("*.md")} - set(PARTS)
    return decks ^ {DECK_OF.get(row.name, row.name) for row in ROWS}


def page() -> str:
    """`docs/features.md`."""
    head = (
        "# What slides hold\n\n"
        "Generated by `python -m tests.features` from the decks in `tests/golden/features/`; each row's check looks for\n"
        "the native objects in both files, and fails here and in the tests if they are not there. Left: PowerPoint, shown\n"
        "by LibreOffice. Right: reveal.js, shown by Chromium, every fragment out.\n"
    )
    parts = [head]
    for entry in ROWS:
        deck = deck_of(entry.name)
        parts.append(
            f"\n## {entry.what[0].upper()}{entry.what[1:]}\n\n"
            f"| in Markdown | in PowerPoint | in HTML | what one of them can't do |\n| --- | --- | --- | --- |\n"
            f"| {_cell(entry.markdown)} | {_cell(entry.pptx)} | {_cell(entry.html)} | {_cell(entry.limits)} |\n\n"
            f"[`{deck.name}`](../{deck.relative_to(ROOT)})\n\n"
            f"![{entry.what} in both decks](pictures/features/{deck.stem}.png)\n"
        )
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Check every row, render both files, write the page."""
    if missing := unmatched():
        sys.exit(f"a deck without a row, or a row without a deck: {', '.join(sorted(missing))}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for entry in ROWS:
            entry.check(built(entry.name, folder))
        from tests.instruments.contact import contact_sheet

        PICTURES.mkdir(parents=True, exist_ok=True)
        for entry in ROWS:
            stem = deck_of(entry.name).stem
            contact_sheet(folder / f"{stem}.pptx", folder / f"{stem}.html", PICTURES / f"{stem}.png")
    PAGE.write_text(page(), encoding="utf-8")
    subprocess.run(["git", "-C", str(ROOT), "status", "--short", "docs"], check=False)


if __name__ == "__main__":
    main()
