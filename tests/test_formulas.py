"""LaTeX as people write it: 160 formulas from talks and lectures."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from time import sleep
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from resvg_py import svg_to_bytes

from deckgen import pdfium
from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import PLAIN, Run
from deckgen.deck.mathml import mathml
from deckgen.deck.maths import Formula, MathNode
from deckgen.deck.walk import blocks_of
from deckgen.imports.folder import import_file
from deckgen.layout.maths import measure
from deckgen.layout.model import EquationFrame, Rule, TextFrame
from deckgen.media.formulas import draw_formula
from deckgen.media.outlines import draw_outlines
from deckgen.memory import Memory
from deckgen.readers.formulas import read_formula
from deckgen.writers.pptx.maths import linear, math_xml
from tests.conftest import DATA, Built
from tests.instruments.renderers import page_of

LINES = (DATA / "formulas.txt").read_text(encoding="utf-8").split("\n")
DRAWN = Memory(None)
"""Each formula is drawn once for all tests."""
FORMULAS = [line for line in LINES if line and not line.startswith("## ")]


def test_nearly_all_become_mathml_and_equations() -> None:
    unread = [
        (line, found) for line in FORMULAS if isinstance(found := read_formula(line, display=True), str)
    ]
    assert len(FORMULAS) == 160
    assert len(unread) <= 0.02 * len(FORMULAS), unread


@pytest.mark.parametrize("display", [True, False])
def test_what_is_read_is_whole_in_both(display: bool) -> None:
    for line in FORMULAS:
        formula = read_formula(line, display=display)
        if not isinstance(formula, Formula):
            continue
        page = etree.fromstring(mathml(formula))
        equation = etree.fromstring(math_xml(formula, "<rPr/>"))
        shown = "".join(page.itertext())
        assert shown.strip(), line
        assert "\\" not in shown.replace("∖", ""), line
        assert "".join(equation.itertext()).strip(), line
        extent = measure(formula)
        assert 0.2 < extent.width < 80, line
        assert 0.5 < extent.height < 16, line


def test_each_can_be_drawn_for_programs_without_equations() -> None:
    formulas = [
        found for line in FORMULAS[::8] if isinstance(found := read_formula(line, display=True), Formula)
    ]
    assert all(draw_formula(formula, "1B2430", 28.0, DRAWN) for formula in formulas)


def test_the_layout_keeps_room_for_them() -> None:
    """A formula's predicted width and height, against the drawing in the same font."""
    apart = []
    for line in FORMULAS:
        formula = read_formula(line, display=True)
        drawn = draw_formula(formula, "1B2430", 28.0, DRAWN) if isinstance(formula, Formula) else None
        if isinstance(formula, Formula) and drawn:
            extent = measure(formula)
            width, height = drawn.width / 40, drawn.height / 40
            if extent.width < 0.8 * width - 0.5 or extent.height < 0.75 * height - 0.4:
                apart.append(
                    f"{extent.width:.1f}×{extent.height:.1f} for {width:.1f}×{height:.1f}: {line[:60]}"
                )
    assert len(apart) <= 0.05 * len(FORMULAS), apart


def test_macros_of_the_front_matter_and_of_the_text(make) -> None:
    text = (
        "---\nmacros:\n  \\E: \\mathbb{E}\n  \\abs: '\\left|#1\\right|'\n---\n# T\n\n---\n\n"
        "## A\n\n$\\newcommand{\\norm}[1]{\\|#1\\|}$\n\n$\\E[X]$, $\\abs{x}$\n\n---\n\n## B\n\n$$\\norm{x}$$\n"
    )
    built = make(text)
    assert built.codes == []
    page = built.html.read_text(encoding="utf-8")
    assert len(re.findall("<math", page)) == 3
    assert "𝔼" in page


def test_backticks_within_dollars_are_githubs(make: Callable[..., Built]) -> None:
    """They were drawn."""
    built = make("# A\n\nThat is $`a_1 + b`$.\n")
    with ZipFile(built.pptx) as package:
        slide = package.read("ppt/slides/slide1.xml").decode()
    (equation,) = re.findall(r"<m:oMath\b(?!Para).*?</m:oMath>", slide)
    assert re.findall(r"<m:t>([^<]*)", equation) == ["a", "1", "+", "b"]


def test_numbers_stand_at_the_right_of_what_they_count(make: Callable[..., Built]) -> None:
    """Those of references, and those that their author gave: none of them is in the formula."""
    text = (
        "---\nformat: revealjs\nlang: fr\n---\n\n## A\n\nVoir @eq-b et @eq-c.\n\n$$\na = 1 \\tag{A.3}\n$$\n\n"
        "$$\nb = 2\n$$ {#eq-b}\n\n$$\nc = 3 \\tag{9}\n$$ {#eq-c}\n"
    )
    built = make(text)
    frames = built.laid.slides[0].frames
    formulas = [frame for frame in frames if isinstance(frame, EquationFrame)]
    numbers = [frame for frame in frames if isinstance(frame, TextFrame) and frame.text.startswith("(")]
    assert [frame.text for frame in numbers] == ["(A.3)", "(1)", "(9)"]
    for formula, number in zip(formulas, numbers, strict=True):
        assert formula.box.right <= number.box.x
        assert number.box.right == max(
            frame.box.right for frame in frames if isinstance(frame, TextFrame) and frame.role == "body"
        )
        assert (number.box.y, number.box.height) == (formula.box.y, formula.box.height)
    (slide,) = Presentation(built.pptx).slides
    shown = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Équation 1 et Équation 9" in shown.replace("\u00a0", " ")
    drawn = re.findall(r"<math.*?</math>", built.html.read_text(encoding="utf-8"), re.DOTALL)
    assert len(drawn) == 3
    assert not any("A.3" in re.sub("<[^>]*>", "", formula) for formula in drawn)


def _drawings(extension: str) -> list[str]:
    """All of them by ziamath with an extension of ours, in a process of its own: it keeps what it was given last."""
    program = (
        "import sys, warnings; warnings.simplefilter('ignore')\n"
        "from ziamath.config import config; from ziamath.zmath import Math\n"
        f"config.svg2 = False; import deckgen.media{extension}\n"
        "for line in sys.stdin: print(Math(line.strip(), size=40.0).svg())\n"
    )
    lines = [
        mathml(found, color="112233")
        for display in (True, False)
        for line in FORMULAS
        if isinstance(found := read_formula(line, display=display), Formula)
    ]
    run = subprocess.run(
        [sys.executable, "-c", program], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    drawings = [f"<svg{drawing}" for drawing in run.stdout.split("<svg")[1:]]
    assert len(drawings) == len(lines) == 318
    return drawings


def test_rows_that_are_set_once_are_drawn_as_those_that_are_set_twice() -> None:
    assert _drawings("") == _drawings(".formula_rows")


def test_glyphs_that_are_moved_stand_where_their_outlines_are_written() -> None:
    for written, moved in zip(_drawings(""), _drawings(".formula_glyphs"), strict=True):
        assert "translate" in moved
        assert len(moved) < 1.3 * len(written)
        theirs, ours = _places(written), _places(moved)
        assert [command for command, _ in theirs] == [command for command, _ in ours]
        apart = [abs(a - b) for (_, one), (_, other) in zip(theirs, ours, strict=True)
                 for a, b in zip(one, other, strict=True)]  # fmt: skip
        assert max(apart) < 0.02  # of a pixel, forty of which are an em


def _places(svg: str) -> list[tuple[str, list[float]]]:
    """The commands of all paths with where they lead."""
    found = []
    for path in etree.fromstring(svg.encode()).iter("{*}path"):
        numbers = [float(number) for number in re.findall(r"[-\d.]+", path.get("transform", ""))] or [
            0.0,
            0.0,
            1.0,
        ]
        for command, given in re.findall(r"([A-Z]) ([^A-Z]*)", path.get("d", "")):
            found.append((command, [float(number) * numbers[2] + numbers[place % 2]
                                    for place, number in enumerate(given.split())]))  # fmt: skip
    return found


def test_their_pictures_show_what_their_drawings_do() -> None:
    """Another program draws the same outlines: as much of them, within what edges differ by."""
    apart = []
    for line in FORMULAS[::4]:
        formula = read_formula(line, display=True)
        drawn = draw_formula(formula, "B22222", 20.0, DRAWN) if isinstance(formula, Formula) else None
        if drawn is None or drawn.fallback is None:
            continue
        svg = drawn.data.read().decode()
        assert "black" not in svg, line
        with Image.open(BytesIO(drawn.fallback.read())) as file:
            ours = file.convert("RGBA")
        theirs = Image.open(BytesIO(svg_to_bytes(svg_string=svg, width=ours.width)))
        assert {color[:3] for _, color in ours.getcolors() or () if color[3]} == {(0xB2, 0x22, 0x22)}
        assert ours.getpixel((0, 0))[3] == 0  # type: ignore[index]
        ink = [sum(image.getchannel("A").tobytes()) for image in (ours, theirs)]
        if abs(ink[0] / ink[1] - 1) > 0.1 or abs(ours.height - theirs.height) > 1:
            apart.append((line, ink, ours.size, theirs.size))
    assert not apart


@pytest.mark.parametrize(
    "inside", ['<path d="M 1 2 l 3 4 Z"/>', '<circle r="2"/>', '<path d="M 1 2 A 1 1 0 0 0 3 4"/>']
)
def test_what_is_no_outline_is_not_drawn_as_one(inside: str) -> None:
    with pytest.raises(ValueError, match=r"outline|in a path"):
        draw_outlines(f'<svg viewBox="0 0 9 9">{inside}</svg>', 9, "000000")


def test_one_thread_draws_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium knows nothing of threads; those of a server and a batch do."""
    open_now, most = set[int](), 0

    class Document:
        def __init__(self, data: bytes) -> None:
            nonlocal most
            open_now.add(id(self))
            most = max(most, len(open_now))
            sleep(0.001)

        def close(self) -> None:
            open_now.remove(id(self))

    def use(_: int) -> None:
        with pdfium.opened(b""):
            sleep(0.001)

    monkeypatch.setattr("pypdfium2.PdfDocument", Document)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(40)))
    assert (most, open_now) == (1, set())


@pytest.mark.parametrize(
    ("latex", "shown"),
    [("20\\,\\% + x\n", "20%+x"), ("a &= 5\\% \\\\ % rien\nb &= 7\n", "a=5%b=7"), ("a % dit\n+ b\n", "a+b")],
)
def test_a_per_cent_sign_is_no_comment_where_it_is_escaped(latex: str, shown: str) -> None:
    wrapped = f"\\begin{{aligned}}\n{latex}\\end{{aligned}}" if "&" in latex else latex
    formula = read_formula(wrapped, display=True)
    assert isinstance(formula, Formula)
    assert re.sub(r"[\s\u2009\u202f]", "", "".join(etree.fromstring(mathml(formula)).itertext())) == shown


def test_lines_through_and_around_formulas_are_lines_in_their_pictures() -> None:
    for latex, most in (("\\cancel{x}+y", 0.2), ("\\boxed{E=mc^2}", 0.3)):
        formula = read_formula(latex, display=True)
        assert isinstance(formula, Formula)
        drawn = draw_formula(formula, "1B2430", 28.0, DRAWN)
        assert drawn is not None
        assert drawn.fallback is not None
        assert "stroke" in drawn.data.read().decode()
        with Image.open(BytesIO(drawn.fallback.read())) as file:
            ink = file.convert("RGBA").getchannel("A").tobytes()
        assert 0.02 < sum(ink) / 255 / len(ink) < most, latex


def test_a_formula_with_letters_that_its_font_lacks_is_shown_as_text() -> None:
    formula = read_formula("\\text{数学}+x", display=True)
    assert isinstance(formula, Formula)
    assert draw_formula(formula, "1B2430", 28.0, DRAWN) is None


def test_colours_and_rules_that_are_not_shown_are_named(make) -> None:
    built = make("# T\n\n$\\color{nope}{x}$\n\n$$\\begin{array}{|c|c}a&b\\\\c&d\\end{array}$$\n\n$x | y$\n")
    found = [each.message for each in built.diagnostics if each.code == "formula-plain"]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\begin{cases} 1 & x>0 \\[4pt] 0 & \text{else} \end{cases}", "{1x>00else"),
        (r"\begin{aligned} a &= 1 \\[0.5em] b &= 2 \\ [c] &= 3 \end{aligned}", "a=1b=2[c]=3"),
        (r"\text{if $y>0$ then}", "if y>0 then"),
        (r"\text{x \& y, 50\%, \$5, a_b}", "x & y, 50%, $5, a_b"),
        (r"\text{\textbf{bold} and \emph{em}}", "bold and em"),
        (r"a \& b\_c \#1", "a&b_c#1"),
        (r"\arg z + \arg\max_\theta f", "argz+arg maxθf"),
    ],
)
def test_words_and_signs_are_shown_as_they_are_meant(latex: str, shown: str) -> None:
    formula = read_formula(latex, display=True)
    assert isinstance(formula, Formula)
    text = "".join(etree.fromstring(mathml(formula)).itertext())
    assert re.sub("[\u2061\u2062]", "", normalize("NFKC", text)) == shown


@pytest.mark.parametrize(
    "latex", [r"x\log x", r"2\ln 3", r"f(x)\sin b", r"\partial_\theta\log f", r"\text{si}\sin x"]
)
def test_a_functions_name_stands_apart_from_what_is_before_and_behind_it(latex: str) -> None:
    formula = read_formula(latex, display=False)
    assert isinstance(formula, Formula)
    assert [node.name for node in formula.root.children].count("space") == 2


@pytest.mark.parametrize(
    ("latex", "signs"),
    [("-x", 1), ("a - b", 0), ("I = -x", 1), ("|-3|", 1), ("|x| - 1", 0), ("a \\pm (-b)", 1), ("x^{-1}", 1),
     ("f(x) - g", 0), ("\\frac{-1}{2} - 3", 1), ("a, -b", 1), ("\\qquad -y", 1)],
)  # fmt: skip
def test_a_sign_stands_close_to_its_number(make, latex: str, signs: int) -> None:
    """And is no operator between two, as browsers take it for."""
    page = make(f"## F\n\n$${latex}$$\n").html.read_text(encoding="utf-8")
    assert page.count('<mo form="prefix" lspace="0em" rspace="0em">') == signs


@pytest.mark.parametrize(
    ("environment", "scripts", "kind"),
    [("pmatrix", "^{-1}", "msup"), ("vmatrix", "_{p}", "msub"), ("bmatrix", "^{T}_{k}", "msubsup")],
)
def test_a_matrix_has_its_power_with_its_brackets(environment: str, scripts: str, kind: str) -> None:
    latex = f"\\begin{{{environment}}} a & b \\\\ c & d \\end{{{environment}}}{scripts}"
    formula = read_formula(latex, display=True)
    assert isinstance(formula, Formula)
    shown = etree.fromstring(mathml(formula))
    (script,) = [each for each in shown.iter() if etree.QName(each).localname == kind]
    assert "mtable" in [etree.QName(each).localname for each in script[0].iter()]


def _rows(latex: str) -> list[list[str]]:
    """What the cells of each row of the page's tables hold."""
    formula = read_formula(latex, display=True)
    assert isinstance(formula, Formula), formula
    page = etree.fromstring(mathml(formula))
    return [["".join(cell.itertext()).strip() for cell in row] for row in page.iter("{*}mtr")]


def test_an_empty_row_is_none() -> None:
    assert _rows(r"\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \end{pmatrix}") == [["1", "0"], ["0", "1"]]
    assert _rows(r"\begin{align*} a &= 1 \\\\ b &< 2 \end{align*}") == [["a", "=1"], ["b", "<2"]]


def test_equations_side_by_side_stand_apart() -> None:
    beside = read_formula(r"\begin{align*} x &= 1 & y &= 2 \end{align*}", display=True)
    below = read_formula(r"\begin{align*} x &= 1y \end{align*}", display=True)
    assert isinstance(beside, Formula)
    assert isinstance(below, Formula)
    assert measure(beside).width > measure(below).width + 2


@pytest.mark.parametrize("latex", [r"\mathrm{d}t", r"\mathrm dt", r"t^{\mathrm{d}}", r"\mathrm{ d }"])
def test_a_letter_that_is_to_be_upright_is(latex: str) -> None:
    formula = read_formula(latex, display=False)
    assert isinstance(formula, Formula)
    page, office = etree.fromstring(mathml(formula)), etree.fromstring(math_xml(formula, "<rPr/>"))
    assert [each.text for each in page.iter("{*}mtext")] == ["d"]
    upright = [run for run in office.iter("{*}r") if run.find("{*}rPr/{*}nor") is not None]
    assert ["".join(run.itertext()) for run in upright] == ["d"]


def test_a_rule_between_columns_is_a_bar() -> None:
    formula = read_formula(
        r"\left(\begin{array}{cc|c} 1 & 2 & 3 \\ 4 & 5 & 6 \end{array}\right)", display=True
    )
    assert isinstance(formula, Formula)
    page, office = etree.fromstring(mathml(formula)), etree.fromstring(math_xml(formula, "<rPr/>"))
    assert "".join(page.itertext()) == "(1245|36)"
    assert [each.get("stretchy") for each in page.iter("{*}mo") if each.text == "|"] == ["true"]
    inner = office.findall(".//{*}d")[-1]  # with bars between its parts, which grow
    assert ["".join(part.itertext()) for part in inner.findall("{*}e")] == ["1245", "36"]


def test_a_script_of_a_script_is_one_without_equations_too() -> None:
    shown = {
        r"e^{-t^2/2}": "e^(−t²/2)", r"2^{2^n}": "2^(2ⁿ)", r"x_{n_k}": "x_(n_k)", r"a^{b_{12}}": "a^(b₁₂)",
        r"a^{b_{ij}}": "a^(b_(ij))",
    }  # fmt: skip
    for latex, expected in shown.items():
        formula = read_formula(latex, display=False)
        assert isinstance(formula, Formula)
        parts = linear(formula, PLAIN)
        text = (
            "".join(
                f"^({run.text})"
                if run.marks.superscript
                else f"_({run.text})"
                if run.marks.subscript
                else run.text
                for run in parts
                if isinstance(run, Run)
            )
            .replace(")^(", "")
            .replace(")_(", "")
        )  # letters and numbers are runs of their own
        assert text == expected


def test_a_caption_has_its_formulas(make) -> None:
    built = make('## T\n\n![A](missing.png "The mass beyond $\\mu + t$ for $5 and $6")\n')
    (figure,) = [block for block in blocks_of(built.deck.sections[0].slides[0]) if isinstance(block, Figure)]
    marks = [(item.text, item.marks.math is not None) for item in figure.caption if isinstance(item, Run)]
    assert [text for text, is_formula in marks if is_formula] == [r"$\mu + t$"]
    assert marks[-1] == (" for $5 and $6", False)


@pytest.mark.parametrize("theme", ["seminar", "board"])
def test_a_formula_in_a_quotation_stands_in_its_box(make, theme: str) -> None:
    text = "> **Theorem.** For every $t$,\n> $$a \\le \\frac{b}{c}.$$\n>\n> It is tight."
    built = make(f"---\ntheme: {theme}\n---\n\n## T\n\n{text}\n\nMore.\n")
    frames = built.laid.slides[0].frames
    ground = max((each for each in frames if isinstance(each, Rule)), key=lambda each: each.box.width)
    inside = [each for each in frames if isinstance(each, EquationFrame | TextFrame) and each.box.y > 100]
    within = [
        each for each in inside if ground.box.y <= each.box.y and each.box.bottom <= ground.box.bottom + 0.5
    ]
    assert len([each for each in within if isinstance(each, EquationFrame)]) == 1
    said = " ".join(each.text for each in within if isinstance(each, TextFrame))
    assert "Theorem" in said
    assert "tight" in said
    assert "More" not in said


@pytest.mark.parametrize(
    ("latex", "page", "plain"),
    [
        (r"\begin{array}{c||c}a&b\end{array}", "a|b", "a | b"),
        (r"\begin{array}{|c|c|}a&b\end{array}", "a|b", "a | b"),
        (r"\begin{array}{cc|c}1&2&3\\4&5&6\end{array}", "1245|36", "1 2 | 3; 4 5 | 6"),
        (r"\begin{array}{c|c}\frac{a}{b} & c\\ d & e\end{array}", "abcde", "a∕b c; d e"),
        (r"\begin{array}{c:c}a&b\end{array}", "a|b", "a | b"),
        (r"\begin{array}[t]{r@{}l}a&b\end{array}", "ab", "a b"),
        (r"\begin{array}{*{2}{c}p{3cm}}a&b&d\end{array}", "abd", "a b d"),
        (r"\begin{array}{>{\displaystyle}c!{:}X}a&b\end{array}", "ab", "a b"),
    ],
)
def test_bars_stand_between_columns_whose_rows_are_alike(latex: str, page: str, plain: str) -> None:
    """Where rows are of different heights, they would not be in line on both sides of a bar."""
    formula = read_formula(latex, display=True)
    assert isinstance(formula, Formula)
    assert "".join(etree.fromstring(mathml(formula)).itertext()) == page
    shown = "".join(run.text for run in linear(formula, PLAIN) if isinstance(run, Run))
    assert shown.replace("\u2002", " ") == plain


def test_a_long_quotation_with_formulas_is_one_on_each_of_its_slides(make) -> None:
    parts = "\n>\n".join(
        f"> A sentence number {n} that takes a line or so.\n>\n> $$a_{n} \\le \\frac{{b}}{{c}}$$"
        for n in range(7)
    )
    slides = make(f"## T\n\n{parts}\n").laid.slides
    assert len(slides) > 1
    for slide in slides:
        quoted = [
            frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "quotation"
        ]
        assert quoted


@pytest.mark.parametrize(
    ("latex", "arrow"),
    [
        (r"A \xrightarrow{\text{lumière}} B", "⟶"), (r"A \xleftarrow[\text{froid}]{\Delta} B", "⟵"),
        (r"A \xrightarrow{k} B", "→"),
    ],
)  # fmt: skip
def test_arrows_are_as_long_as_what_is_said_of_them_and_have_room(make, latex: str, arrow: str) -> None:
    """No program draws them out: the words touched their neighbours."""
    built = make(f"## T\n\n$${latex}$$\n")
    page = built.html.read_text(encoding="utf-8")
    maths = page[page.index("<math") : page.index("</math>")]
    assert f'<mo stretchy="false">{arrow}</mo>' in maths
    assert maths.count('<mspace width="0.278em">') == 2


@pytest.mark.parametrize(
    ("latex", "colored"),
    [
        (r"a &= \color{red}{O_1} b \\ c &= d", {"O": "FF0000", "1": "FF0000", "b": "", "d": ""}),
        (r"\textcolor{blue!50!black}{E} &= m", {"E": "000080", "m": ""}),
        (r"x &= \frac{\color{red} y + 1}{z}", {"y": "FF0000", "1": "FF0000", "z": ""}),
        (r"x &= \color[HTML]{FF8800}{y}\color{red}{z}", {"x": "", "y": "FF8800", "z": "FF0000"}),
        (r"x &= \color{red} y \\ z &= 1", {"x": "", "y": "FF0000", "z": ""}),
        (
            r"\color{red} x &= y \left( a + \color{blue} b \right) c",
            {"x": "FF0000", "y": "", "b": "0000FF", "c": ""},
        ),
        (r"x &= \color{nope}{y}", {"y": ""}),
    ],
)
def test_colours_are_those_of_their_words(make, latex: str, colored: dict[str, str]) -> None:
    built = make(f"## A\n\n$$\\begin{{aligned}} {latex} \\end{{aligned}}$$\n")
    (frame,) = [each for each in built.laid.slides[0].frames if isinstance(each, EquationFrame)]
    found: dict[str, str] = {}

    def note(node: MathNode) -> None:
        found.setdefault(node.text, node.color.upper())
        for child in node.children:
            note(child)

    note(frame.formula.root)
    assert {text: found[text] for text in colored} == colored
    shown = {color for color in colored.values() if color}
    page = built.html.read_text("utf-8").upper()
    assert all(f'MATHCOLOR="#{color}"' in page for color in shown)
    with ZipFile(built.pptx) as file:
        slide = file.read("ppt/slides/slide1.xml").decode()
        drawn = "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".svg"))
    assert all(f'<a:srgbClr val="{color}"/>' in slide.replace(color.lower(), color) for color in shown)
    assert all(color in drawn.upper() for color in shown)


def test_greek_capitals_are_upright_and_small_letters_are_not(make) -> None:
    built = make("## A\n\n$$\\begin{aligned} \\Delta x &= \\Omega \\alpha \\end{aligned}$$\n")
    page = built.html.read_text("utf-8")
    assert all(f'<mi mathvariant="normal">{letter}</mi>' in page for letter in "ΔΩ")
    assert "<mi>α</mi>" in page


@pytest.mark.parametrize(
    ("latex", "page", "plain"),
    [
        ("f'(x)", '<mrow><mi>f</mi><mo lspace="0em" rspace="0em">′</mo></mrow>', "f′(x)"),
        (
            "g_n''",
            '<msub><mrow><mi>g</mi><mo lspace="0em" rspace="0em">′′</mo></mrow><mi>n</mi></msub>',
            "gn′′",
        ),
        ("x^{2'}", "<msup>", "x2′"),
    ],
)
def test_primes_are_as_large_as_the_font_has_them(latex: str, page: str, plain: str) -> None:
    """Raised once more they were specks; of two behind an index, one stood above the other."""
    formula = read_formula(latex, display=False)
    assert isinstance(formula, Formula)
    assert page in mathml(formula)
    runs = [run for run in linear(formula, PLAIN) if isinstance(run, Run)]
    assert "".join(run.text for run in runs).replace("\u2009", "") == plain
    assert not any(run.marks.superscript for run in runs if run.text.startswith("′"))


def test_a_prime_that_begins_a_row_belongs_to_no_row_above() -> None:
    """Two rows became one, and the prime another letter's."""
    formula = read_formula(r"\begin{aligned} 1 &: Int \\ 'a' &: Char \\ b &: 'c \end{aligned}", display=True)
    assert isinstance(formula, Formula)
    assert mathml(formula).count("<mtr>") == 3


@pytest.mark.parametrize(
    ("latex", "classes"),
    [
        (r"\overline{AB}", "mark line over"),
        (r"\underline{abc}", "mark line under"),
        (r"\overrightarrow{AB}", "mark right over"),
        (r"\overbrace{a+b+c}^{n}", "mark brace over"),
        (r"\underbrace{a+b}_{n}", "mark brace under"),
    ],
)
def test_long_marks_are_as_long_as_what_they_mark(make, latex: str, classes: str) -> None:
    """Browsers draw few of them out: a bar stood above the middle letter, half a brace above a sum."""
    with page_of(make(f"## One\n\n$${latex}$$\n").html) as (page, _):
        ink = page.evaluate(
            """() => { const mark = document.querySelector('.mark'), style = getComputedStyle(mark);
            return [mark.className, mark.getBoundingClientRect().width,
              style.backgroundImage !== 'none' ||
              parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth) > 0]; }"""
        )
    assert ink[0] == classes
    assert ink[1] > 20
    assert ink[2]


@pytest.mark.parametrize(
    ("latex", "sign"), [(r"\sim", "∼"), (r"\perp", "⊥"), (r"\setminus", "∖"), (r"\preceq", "⪯")]
)
def test_a_sign_between_two_others_is_one(make, tmp_path: Path, latex: str, sign: str) -> None:
    """`\\sim` was a tilde of text: without room around it, and in imported files LaTeX's space, which shows nothing."""
    built = make(f"## A\n\n$$y {latex} z$$\n")
    assert f"<mo>{sign}</mo>" in re.sub(r"<mo [^>]*>", "<mo>", built.html.read_text("utf-8"))
    import_file(built.pptx, tmp_path / "in")
    again = next((tmp_path / "in").glob("*.md")).read_text("utf-8")
    assert re.search(rf"y\s*(?:{re.escape(latex)}|{sign})\s*z", again), again


@pytest.mark.parametrize(
    ("latex", "said"), [(r"\frac{a}{b", "is not closed"), ("a}b", "closes nothing"), (r"\{a\}", "")]
)
def test_a_brace_that_is_missing_is_said(make, latex: str, said: str) -> None:
    built = make(f"## A\n\n$${latex}$$\n")
    found = [each.message for each in built.diagnostics if each.code == "formula-braces"]
    assert bool(found) == bool(said)
    assert all(said in each for each in found)


def test_a_macro_in_the_argument_of_another_is_read(make) -> None:
    front = "---\nmacros:\n  \\w: \\mathbf{w}\n  \\nrm: '\\lVert #1 \\rVert'\n---\n\n"
    assert make(front + "# T\n\n- $\\nrm{\\w}$ and $\\nrm{\\nrm{x} + \\w}$\n- b\n").codes == []
