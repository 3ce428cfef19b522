"""Pictures, drawings and formulas as their author meant them, in both decks; slides that run from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from deckgen import build
from deckgen.deck.figures import Picture
from deckgen.layout.model import FigureFrame, LaidOutSlide, Rule, TableFrame, TextFrame
from deckgen.media.stand_ins import stand_in
from deckgen.memory import Memory
from tests.instruments.renderers import chromium_words, libreoffice_words, page_of
from tests.instruments.text import html_slides, pptx_slides

MARP = "---\nmarp: true\n---\n\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
RED = (200, 0, 0)


def _written(folder: Path, text: str, **drawings: str) -> Path:
    """A deck with its drawings beside it."""
    for name, drawing in drawings.items():
        (folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
    path = folder / "deck.md"
    path.write_text(text, encoding="utf-8")
    return path


def _png(path: Path, size: tuple[int, int]) -> None:
    from PIL import Image

    Image.new("RGB", size, RED).save(path)


def _art(slide: LaidOutSlide) -> Picture:
    arts = [frame.art for frame in slide.frames if isinstance(frame, FigureFrame)]
    assert len(arts) == 1
    assert isinstance(arts[0], Picture)
    return arts[0]


def _png_of(picture: Picture, width: float = 480.0) -> bytes:
    """What stands in for a drawing where SVG is not understood."""
    return stand_in(picture, width, Memory(None)).read()


def _red_box(data: bytes) -> tuple[float, float, float, float]:
    """Where red is in an image: left, top, right, bottom as shares of its size."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        red, green, _ = image.convert("RGB").split()
        box = (
            Image.composite(red, red.point(lambda _: 0), green.point(lambda value: 255 * (value < 60)))
            .point(lambda value: 255 * (value > 150))
            .getbbox()
        )
        assert box is not None
        left, top, right, bottom = box
        return left / image.width, top / image.height, right / image.width, bottom / image.height


def _formulas(path: Path) -> str:
    """The characters of all formulas, without spaces."""
    from pptx import Presentation

    kind = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
    slides = Presentation(str(path)).slides
    return re.sub(
        r"\s+", "", "".join(each.text or "" for slide in slides for each in slide._element.iter(kind))
    )


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\ang{30}", "30∘"),
        (r"\num{1.5e3}", "1.5×103"),
        (r"\SI{5}{\metre\per\second}", "5m/s"),
        (r"\num{1234}", "1234"),
    ],
)
def test_numbers_and_quantities_in_formulas_mean_what_they_say(make, latex: str, shown: str) -> None:
    built = make(f"# T\n\n---\n\n## S\n\n$$x = {latex}$$\n")
    assert built.codes == []
    assert f"x={shown}" in _formulas(built.pptx)


def test_a_struck_out_term_is_struck_out(make) -> None:
    built = make("# T\n\n---\n\n## S\n\n$$\\cancel{x} + y$$\n")
    assert built.codes == []
    assert _formulas(built.pptx) == "x+y"
    assert "<m:strike" in ZipFile(built.pptx).read("ppt/slides/slide2.xml").decode()
    page = built.html.read_text(encoding="utf-8")
    formula = page[page.index("<math display") : page.index("</math>")]
    assert re.search(r"(linear-gradient|line-through|menclose)[^>]*>.*<mi>x</mi>.*<mi>y</mi>", formula)


def test_rows_of_a_table_get_lower_before_the_slide_is_cut(make) -> None:
    rows = "".join(f"| {2**n} | 0 | | |\n" for n in range(8))
    table = f"| Weight | Bit | Sum | Result |\n|:-:|:-:|:-|:-:|\n{rows}| | | Total | |\n"
    lines = "> In the table of letters\n>\n> ?? stands for the letter ?\n"
    slides = make(f"# Weights\n\n{table}\n{lines}").laid.slides
    assert len(slides) == 1
    frames = [frame for frame in slides[0].frames if isinstance(frame, TableFrame)]
    assert [len(frame.rows) for frame in frames] == [10]
    assert max(frame.box.bottom for frame in slides[0].frames) <= 540


def test_a_blank_line_at_the_beginning_of_code_makes_no_empty_box(make) -> None:
    items = "- a\n" * 7
    deck = "# T\n" + "".join(
        f"\n---\n\n## S{lines}\n\n{items}\n```\n\n{chr(10).join(['y = 2'] * lines)}\n```\n"
        for lines in (8, 20)
    )
    boxes = [
        frame.text
        for slide in make(deck).laid.slides
        for frame in slide.frames
        if isinstance(frame, TextFrame) and frame.role == "code"
    ]
    assert sum(box.count("y = 2") for box in boxes) == 28
    assert [box for box in boxes if not box.strip()] == []


@pytest.mark.parametrize(
    ("unit", "pixels"), [("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96.0), ("pt", 96 / 72), ("pc", 16.0)]
)
def test_drawings_are_measured_in_every_unit(make, tmp_path: Path, unit: str, pixels: float) -> None:
    size = f'width="60{unit}" height="30{unit}" viewBox="0 0 60 30"'
    drawing = f'{SVG} {size}><rect width="60" height="30" fill="#c80000"/></svg>'
    built = make(_written(tmp_path, "# D\n\n![A box](d.svg)\n", d=drawing))
    assert built.codes == []
    art = _art(built.laid.slides[0])
    assert (art.width, art.height) == pytest.approx((60 * pixels, 30 * pixels), rel=0.01)
    assert _red_box(_png_of(art)) == pytest.approx((0, 0, 1, 1), abs=0.002)


def test_a_thin_drawing_is_bounded_by_its_longer_side(make, tmp_path: Path) -> None:
    """One so thin that nothing could be seen of it is a frame and a warning."""
    from PIL import Image

    thin = f'{SVG} width="10" height="200"><rect width="10" height="200" fill="#c80000"/></svg>'
    art = _art(make(_written(tmp_path, "# D\n\n![Thin](d.svg)\n", d=thin)).laid.slides[0])
    with Image.open(BytesIO(_png_of(art))) as image:
        assert max(image.size) <= 2000
        assert image.height / image.width == pytest.approx(20, rel=0.05)
    thread = f'{SVG} width="1" height="1000000"><rect width="1" height="1000000"/></svg>'
    built = make(_written(tmp_path, "# D\n\n![A thread](d.svg)\n", d=thread))
    assert built.codes == ["image-missing"]
    assert "A thread" in pptx_slides(built.pptx)[0]
    assert "A thread" in html_slides(built.html)[0]


def test_a_drawing_that_takes_too_long_is_a_frame_and_a_warning(
    make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckgen.media.drawn.TIME", 0.4)
    noise = '<filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="900"/></filter>'
    drawing = f'{SVG} width="900" height="900">{noise}<rect width="900" height="900" filter="url(#f)"/></svg>'
    built = make(_written(tmp_path, "# D\n\n![Much noise](d.svg)\n\n---\n\n# Next\n", d=drawing))
    assert built.codes == ["image-missing"]
    for slides in (pptx_slides(built.pptx), html_slides(built.html)):
        assert "Much noise" in slides[-2]
        assert "Next" in slides[-1]


def test_labels_of_html_in_a_drawing_are_drawn(make, tmp_path: Path) -> None:
    """As Mermaid writes them, and as draw.io does with a `switch`; none of them twice."""
    html = 'xmlns="http://www.w3.org/1999/xhtml"'
    drawing = (
        f'{SVG} width="400" height="100" viewBox="0 0 400 100"><rect width="400" height="100" fill="#fff"/>'
        f'<g class="label"><foreignObject x="10" y="30" width="180" height="40"><div {html} style="color:#c80000">'
        '<span class="nodeLabel">First<br/>label</span></div></foreignObject></g>'
        '<switch><foreignObject x="210" y="30" width="180" height="40" '
        f'requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div {html}>Second</div></foreignObject>'
        '<text x="210" y="50">Second</text></switch></svg>'
    )
    built = make(_written(tmp_path, "# D\n\n![Two boxes](d.svg)\n", d=drawing))
    art = _art(built.laid.slides[0])
    words = re.sub(r"<[^>]*>", " ", art.data.read().decode()).split()
    assert words == ["First", "label", "Second"]
    assert b"foreignObject" not in art.data.read()
    left, _, right, _ = _red_box(_png_of(art))
    assert 0.02 < left < right < 0.5


@pytest.mark.parametrize(
    "said",
    [
        'fill="#fff" style="fill: light-dark(rgb(200, 0, 0), var(--dark, rgb(1, 2, 3)))"',
        'fill="var(--of-a-page, #c80000)"',
        'style="--red: #c80000; fill: var(--red, blue)"',
    ],
)
def test_colours_by_functions_are_those_that_they_stand_for(make, tmp_path: Path, said: str) -> None:
    """As diagrams.net writes them: PowerPoint and LibreOffice drew black boxes."""
    drawing = f'{SVG} width="60" height="30"><rect width="60" height="30" {said}/></svg>'
    art = _art(make(_written(tmp_path, "# D\n\n![A box](d.svg)\n", d=drawing)).laid.slides[0])
    assert _red_box(_png_of(art)) == pytest.approx((0, 0, 1, 1), abs=0.01)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A PDF file of a red page, twice as wide as high, and a square blue one; one that is broken."""
    streams = [b"0.78 0 0 rg 0 0 100 100 re f", b"0 0 1 rg 0 0 50 50 re f"]
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>"]
    for number, size in ((5, b"200 100"), (6, b"100 100")):
        parts.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents %d 0 R>>" % (size, number))
    parts += [b"<</Length %d>>stream\n%s\nendstream" % (len(each), each) for each in streams]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    (tmp_path / "fig.pdf").write_bytes(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF\n")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\nand no more")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "aspect", "place"),
    [
        ("![It](fig.pdf)", 2, (0, 0, 0.5, 1)),
        ("![It](fig.pdf#page=1)", 2, (0, 0, 0.5, 1)),
        ("![[fig.pdf#page=2|300]]", 1, None),
    ],
)
def test_a_page_of_a_pdf_file_is_a_picture(
    make, papers: Path, written: str, aspect: float, place: tuple[float, ...] | None
) -> None:
    """What LaTeX, R and matplotlib give as figures: it was "not an image that can be read"."""
    built = make(_written(papers, f"# D\n\n{written}\n"))
    art = _art(built.laid.slides[0])
    assert built.diagnostics == ()
    assert art.width / art.height == pytest.approx(aspect, abs=0.01)
    if place:
        assert _red_box(art.data.read()) == pytest.approx(place, abs=0.01)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("broken.pdf", "`broken.pdf` is not a PDF file that can be drawn"),
        ("fig.pdf#page=7", "`fig.pdf` has no page 7: it has 2"),
    ],
)
def test_a_page_that_can_not_be_drawn_is_reported(make, papers: Path, name: str, message: str) -> None:
    found = make(_written(papers, f"# D\n\n![It]({name})\n")).diagnostics
    assert [(each.code, each.message) for each in found] == [("image-missing", message)]


BOX = f'{SVG} width="60" height="30"><rect width="60" height="30" fill="#c80000"/></svg>'


def test_a_page_draws_no_pixels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are for programs without SVG: a browser knows it."""
    monkeypatch.setattr("deckgen.media.svg.draw_svg", None)
    deck = _written(tmp_path, "# D\n\n![A box](d.svg)\n", d=BOX)
    result = build(deck, to="html", output=tmp_path, memory=Memory(None))
    assert result.diagnostics == ()
    assert "data:image/svg+xml" in result.written[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "pixels"), [("40px", 60), ("400px", 600), ("900px", 900)])
def test_pixels_are_as_many_as_a_drawing_is_large(make, tmp_path: Path, width: str, pixels: int) -> None:
    """Two for each point of a small one; a large one has as many as a page has at its natural size."""
    from PIL import Image

    deck = _written(tmp_path, f"# D\n\n![A box](d.svg){{width={width}}}\n", d=BOX)
    with ZipFile(make(deck).pptx) as package:
        pictures = [name for name in package.namelist() if "/media/" in name and name.endswith(".png")]
        data = package.read(pictures[0])
    with Image.open(BytesIO(data)) as image:
        assert len(pictures) == 1
        assert image.size == (pixels, pixels // 2)
    assert _red_box(data) == pytest.approx((0, 0, 1, 1), abs=0.01)


@pytest.mark.parametrize(("most", "size"), [(200, (150, 75)), (100, (1, 1))])
def test_a_drawing_that_takes_too_long_at_its_size_has_fewer_pixels(
    monkeypatch: pytest.MonkeyPatch, most: int, size: tuple[int, int]
) -> None:
    from PIL import Image

    from deckgen.media import svg

    draw = svg.draw_svg

    def slowly(text: str, width: int, height: int) -> bytes:
        if width > most:
            raise svg.DrawingError("too long")
        return draw(text, width, height)

    picture = svg.read_svg(BOX.encode(), "d.svg", Memory(None))
    monkeypatch.setattr("deckgen.media.svg.draw_svg", slowly)
    with Image.open(BytesIO(_png_of(picture, 300.0))) as image:
        assert image.size == size


def test_a_drawing_behind_a_slide_that_can_not_be_drawn_is_reported(
    make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        make(_written(tmp_path, f"{MARP}![bg](d.svg)\n\n# Words\n", d=BOX)).laid.slides[0].background.picture
    )
    deck = _written(tmp_path, f"{MARP}![bg](e.svg)\n\n# Words\n", e=BOX.replace("c8", "c9"))  # not known
    monkeypatch.setattr("deckgen.media.drawn._is_tame", lambda _: False)
    monkeypatch.setattr("deckgen.media.drawn.MEMORY", 1)
    built = make(deck)
    assert built.codes == ["image-missing"]
    assert "Words" in pptx_slides(built.pptx)[0]


SIZES = {
    "bg h:80%": (288, 864),
    "bg fit": (360, 1080),
    "bg contain": (360, 1080),
    "bg w:100px": (150, 450),
    "bg auto": (150, 450),
    "bg 10%": (192, 576),
    "bg h:300px": (150, 450),
}
"""What Marp says, and how large a picture of 100 × 300 pixels is then on a slide of 1920 × 1080."""


@pytest.mark.parametrize("words", list(SIZES))
def test_backgrounds_of_marp_have_the_size_that_is_written(make, tmp_path: Path, words: str) -> None:
    _png(tmp_path / "tall.png", (100, 300))
    built = make(_written(tmp_path, f"{MARP}![{words}](tall.png)\n"))
    background = built.laid.slides[0].background
    assert background is not None
    assert background.picture is not None
    left, top, right, bottom = _red_box(background.picture.data.read())
    width, height = SIZES[words]
    assert (1920 * (right - left), 1080 * (bottom - top)) == pytest.approx((width, height), abs=4)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((0.5, 0.5), abs=0.005)


def test_a_background_of_half_the_height_is_whole_in_the_browser(make, tmp_path: Path) -> None:
    """Neither cut off nor under the words of the next slide."""
    _png(tmp_path / "tall.png", (100, 300))
    built = make(
        _written(tmp_path, f"{MARP}![bg h:50%](tall.png)\n\n---\n\n![bg right h:50%](tall.png)\n\n# Two\n")
    )
    with page_of(built.html, viewport={"width": 960, "height": 540}) as (page, _):
        boxes = []
        for number in range(2):
            page.evaluate(f"Reveal.slide({number})")
            boxes.append(_red_box(page.screenshot()))
    sizes = [(960 * (right - left), 540 * (bottom - top)) for left, top, right, bottom in boxes]
    assert sizes == [pytest.approx((90, 270), abs=6)] * 2
    middles = [(left + right) / 2 for left, _, right, _ in boxes]
    assert middles == pytest.approx([0.5, 0.75], abs=0.01)


def _logos(count: int) -> str:
    cells = "".join(f'<div><img src="p.png" class="w-10"><span>L{n}</span></div>\n' for n in range(count))
    return f'---\ntheme: default\n---\n\n# Logos\n\n<div class="grid grid-cols-4 gap-4">\n{cells}</div>\n'


@pytest.mark.parametrize(("count", "slides"), [(8, 1), (59, 5)])
def test_small_pictures_with_labels_stand_in_a_grid(make, tmp_path: Path, count: int, slides: int) -> None:
    """Each keeps its size, and its own label stands below it."""
    _png(tmp_path / "p.png", (400, 200))
    laid = make(_written(tmp_path, _logos(count))).laid
    assert len(laid.slides) <= slides
    labels: list[str] = []
    for slide in laid.slides:
        frames = [f for f in slide.frames if isinstance(f, FigureFrame) or getattr(f, "role", "") == "body"]
        for figure, label in zip(frames[::2], frames[1::2], strict=True):
            assert isinstance(figure, FigureFrame)
            assert isinstance(label, TextFrame)
            assert (figure.box.width, figure.box.height) == pytest.approx((30, 15), abs=0.5)
            assert label.box.x <= figure.box.x <= figure.box.right <= label.box.right
            assert 0 <= label.box.y - figure.box.bottom < 20
            labels.append(label.text)
    assert labels == [f"L{n}" for n in range(count)]


SENTENCE = "Press ![A key](p.png) and then ![h:20px Another](p.png) to go on with it.\n"


def test_a_picture_in_a_sentence_stands_in_its_gap_in_the_browser(make, tmp_path: Path) -> None:
    _png(tmp_path / "p.png", (64, 40))
    built = make(_written(tmp_path, f"{MARP}## S\n\n- {SENTENCE}- more\n"))
    assert len(built.laid.slides) == 1
    words, _ = chromium_words(built.html)
    line = [word for word in words if word.text in ("Press", "and", "then", "to")]
    with page_of(built.html) as (page, _):
        script = "e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] }"
        found = [image.evaluate(script) for image in page.query_selector_all(".slides img")]
    boxes = [[0.75 * side for side in box] for box in found]
    assert len(boxes) == 2
    for box, before, after in ((boxes[0], line[0], line[1]), (boxes[1], line[2], line[3])):
        assert before.right < box[0] < box[2] < after.left
        assert before.top - 4 < box[1] < box[3] < before.bottom + 4
    assert len({round(word.baseline) for word in line}) == 1


def test_a_picture_in_a_sentence_stands_in_its_gap_in_powerpoint(
    make, pdf: Callable[[Path], Path], tmp_path: Path
) -> None:
    from pptx import Presentation

    _png(tmp_path / "p.png", (64, 40))
    built = make(_written(tmp_path, f"{MARP}## S\n\n- {SENTENCE}- more\n"))
    pictures = [shape for shape in Presentation(str(built.pptx)).slides[0].shapes if shape.shape_type == 13]
    boxes = [(shape.left / 12700, (shape.left + shape.width) / 12700) for shape in pictures]
    assert [shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures] == ["A key", "Another"]
    words, _ = libreoffice_words(pdf(built.pptx))
    at = {word.text: word for word in words}
    assert at["Press"].right < boxes[0][0] < boxes[0][1] < at["and"].left
    assert at["then"].right < boxes[1][0] < boxes[1][1] < at["to"].left
    assert at["Press"].baseline == pytest.approx(at["to"].baseline, abs=1)


RTL = """# عنوان

> LLMها گروهی از مدل‌ها هستند.

- الف
- API یک رابط است

---

# جدول

| الف | ب |
|---|---|
| یک | دو |
"""


def test_a_deck_from_right_to_left_is_mirrored(make) -> None:
    """Bars at the right, the direction that of the deck and not of a paragraph's first word, columns from the right."""
    from pptx import Presentation

    built = make(f"{MARP}{RTL}")
    first, second = built.laid.slides
    quotation = next(f for f in first.frames if isinstance(f, TextFrame) and f.role == "quotation")
    bar = next(f for f in first.frames if isinstance(f, Rule))
    assert bar.box.right == pytest.approx(quotation.box.right, abs=1)
    texts = [
        f
        for slide in (first, second)
        for f in slide.frames
        if isinstance(f, TextFrame) and f.role != "number"
    ]
    assert all(paragraph.right_to_left for frame in texts for paragraph in frame.paragraphs)
    table = next(f for f in second.frames if isinstance(f, TableFrame))
    assert table.box.right == pytest.approx(quotation.box.right, abs=1)
    slides = list(Presentation(str(built.pptx)).slides)
    assert slides[1].element.xpath("//a:tblPr/@rtl") == ["1"]
    words = [
        each.get("rtl") for each in slides[0].element.xpath("//p:sp[not(.//p:ph[@type='sldNum'])]//a:p/a:pPr")
    ]
    assert words
    assert set(words) == {"1"}


def test_the_browser_shows_a_deck_from_right_to_left_mirrored(make) -> None:
    built = make(f"{MARP}{RTL}")
    with page_of(built.html) as (page, _):
        bars = page.evaluate(
            "[...Reveal.getSlide(0).querySelectorAll('.f[aria-hidden]')].map(e => e.getBoundingClientRect())"
            ".map(b => [b.left, b.right])"
        )
        page.evaluate("Reveal.slide(1)")
        cells = page.evaluate(
            "[...Reveal.getSlide(1).querySelectorAll('th')].map(e => e.getBoundingClientRect().left)"
        )
    assert len(bars) == 1
    assert all(left > 640 and right == pytest.approx(1216, abs=2) for left, right in bars)
    assert cells == sorted(cells, reverse=True)


def test_direction_and_language_of_slidev_are_read(make) -> None:
    head = "---\ntheme: default\nhtmlAttrs:\n  dir: rtl\n  lang: fa\n---\n\n"
    built = make(f"{head}# API\n\n---\n\n## Two\n\n- one\n")
    assert [slide.direction for slide in built.laid.slides] == ["rtl", "rtl"]
    assert built.laid.lang == "fa"


def test_attributes_that_are_read_are_not_said_to_mean_nothing(make) -> None:
    built = make("---\ntheme: default\nhtmlAttrs:\n  dir: rtl\n---\n\n# API\n")
    assert built.laid.slides[0].direction == "rtl"
    assert [finding.message for finding in built.diagnostics if "htmlAttrs" in finding.message] == []


LINKS = "# A talk\n\n[A. Author](https://example.org)\n\n---\n\n## Words\n\n- [a link](https://example.org)\n"


def _contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_links_on_dark_slides_can_be_read_in_powerpoint(make) -> None:
    """Slides map the theme's colour for links to one that stands out from their ground."""
    from pptx import Presentation

    built = make(f"{LINKS}\n---\n\n# See [the page](https://example.org)\n")
    found = []
    for slide, laid in zip(Presentation(str(built.pptx)).slides, built.laid.slides, strict=True):
        mapped = slide.element.xpath("p:clrMapOvr/a:overrideClrMapping/@hlink") or ["hlink"]
        ground = built.laid.layout_of(laid).background
        theme = ZipFile(built.pptx).read("ppt/theme/theme1.xml").decode()
        color = re.search(rf"<a:{mapped[0]}>.*?(?:val|lastClr)=\"([0-9A-F]{{6}})\"", theme, re.DOTALL)
        assert color is not None
        found.append(_contrast(color[1], ground))
    assert len(found) == 3
    assert min(found) >= 4.5


def test_links_on_dark_slides_can_be_read_in_the_browser(make) -> None:
    built = make(LINKS)
    with page_of(built.html) as (page, _):
        colors = page.evaluate(
            "[...document.querySelectorAll('.slides a')].map(e => getComputedStyle(e).color)"
        )
    shown = ["".join(f"{int(part):02X}" for part in re.findall(r"\d+", color)[:3]) for color in colors]
    grounds = [built.laid.layout_of(slide).background for slide in built.laid.slides]
    assert min(map(_contrast, shown, grounds)) >= 4.5


@pytest.mark.parametrize("more", ["", ' xmlns:x="urn:x"'])
def test_a_drawing_that_forgets_what_it_is_is_shown(make, tmp_path: Path, more: str) -> None:
    """As SVG stands in HTML, without a namespace: browsers show nothing of it in a file of its own."""
    drawing = f'<svg{more} width="60" height="30"><rect width="60" height="30" fill="#c80000"/></svg>'
    built = make(_written(tmp_path, "# D\n\n![A box](d.svg)\n", d=drawing))
    assert built.codes == []
    assert _red_box(_png_of(_art(built.laid.slides[0]))) == pytest.approx((0, 0, 1, 1), abs=0.002)
    with page_of(built.html) as (page, _):
        page.evaluate("Reveal.slide(1)")
        assert page.evaluate("document.querySelector('section.present img').naturalWidth") == 60


def test_a_picture_is_found_without_its_ending(tmp_path: Path) -> None:
    """As LaTeX has it."""
    (tmp_path / "plan.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8"
    )
    (tmp_path / "deck.md").write_text("## Un\n\n![Le plan](plan)\n\n![Rien](rien)\n", "utf-8")
    done = build(tmp_path / "deck.md", output=tmp_path, to="pptx")
    assert [each.message for each in done.diagnostics] == ["there is no file `rien`"]
