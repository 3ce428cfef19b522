"""What appears at a click: how many clicks there are, in which order, in both files."""

from __future__ import annotations

import re
import zipfile

import pypdfium2
import pytest
from lxml import etree
from lxml import html as lxml_html

from deckgen.memory import default_memory
from deckgen.writers.pdf.sheets import Printout
from deckgen.writers.pdf.writer import printed
from tests.instruments.renderers import page_of
from tests.instruments.text import squeeze

P = {"p": "http://schemas.openxmlformats.org/presentationml/2006/main"}
CLICK = "//p:par/p:cTn[@fill='hold']/p:stCondLst/p:cond[@delay='indefinite']"


def _clicks(built) -> list[list[tuple[int, str]]]:
    """For each slide of the page, the clicks and what appears at them; the file has as many."""
    page = lxml_html.fromstring(built.html.read_bytes())
    found = []
    for section in page.xpath("//section[not(.//section)]"):
        shown: dict[int, str] = {}
        for each in section.xpath(".//*[@data-fragment-index]"):
            at = int(each.get("data-fragment-index"))
            shown[at] = shown.get(at, "") + each.text_content()
        found.append([(at, " ".join(shown[at].replace("•", "").split())) for at in sorted(shown)])
    with zipfile.ZipFile(built.pptx) as package:
        slides = [
            etree.fromstring(package.read(f"ppt/slides/slide{n}.xml")) for n in range(1, len(found) + 1)
        ]
    assert [len(slide.xpath(CLICK, namespaces=P)) for slide in slides] == list(map(len, found))
    return found


@pytest.mark.parametrize(
    ("text", "dialect", "clicks"),
    [
        ("[one **two** three]{.fragment} and [x^2^ y]{.fragment}", "quarto", ["one two three", "x2 y"]),
        (
            "<v-click>one **two** `three`</v-click>\n\n<span v-click>a *b*</span>",
            "slidev",
            ["one two three", "a b"],
        ),
        ('<p class="fragment">a <b>bold</b> c</p>', "reveal-md", ["a bold c"]),
        ("{{% fragment %}}no variable is <u>inst</u>.{{% /fragment %}}", "hugo", ["no variable is inst."]),
        ("[a]{.fragment}[b]{.fragment}", "deckgen", ["a", "b"]),
        ("[a [b]{.fragment} c]{.fragment}", "deckgen", ["a c", "b"]),
    ],
)
def test_a_part_of_a_line_appears_as_a_whole(make, text: str, dialect: str, clicks: list[str]) -> None:
    """Each mark, piece of code or formula in it was a click of its own."""
    built = make(f"---\ndialect: {dialect}\n---\n## Slide\n\n{text}\n")
    assert _clicks(built) == [list(enumerate(clicks))]


SECOND = '<!-- .element: class="fragment" data-fragment-index="2" -->'
FIRST = '<!-- .element: class="fragment" data-fragment-index="1" -->'


@pytest.mark.parametrize(
    ("text", "clicks"),
    [
        (f"late {SECOND}\n\nearly {FIRST}", ["early", "late"]),
        (f"one {FIRST}\n\ntwo {FIRST}", ["onetwo"]),
        (f"first of others <!-- .element: class=\"fragment\" -->\n\nindexed {SECOND}", ["indexed", "first of others"]),
        (f"- b {SECOND}\n- a {FIRST}", ["a", "b"]),
        ('<b class="fragment" data-fragment-index="2">b</b> <i class="fragment" data-fragment-index="1">a</i>',
         ["a", "b"]),
    ],
)  # fmt: skip
def test_fragments_come_in_the_order_of_their_index(make, text: str, clicks: list[str]) -> None:
    """It was not heeded: they came as they stand, and what comes together came apart."""
    built = make(f"---\ndialect: reveal-md\n---\n## Slide\n\n{text}\n")
    assert _clicks(built) == [list(enumerate(clicks))]


@pytest.mark.parametrize(
    "text",
    ["::: {.fragment fragment-index=2}\nlate\n:::\n\n::: {.fragment fragment-index=1}\nearly\n:::\n",
     "[late]{.fragment fragment-index=2} [early]{.fragment fragment-index=1}\n"],
)  # fmt: skip
def test_an_index_stands_in_fences_and_spans(make, text: str) -> None:
    assert _clicks(make(f"## Slide\n\n{text}")) == [[(0, "early"), (1, "late")]]


def test_the_number_of_a_click_is_that_of_the_others(make) -> None:
    text = '<div v-click="3">c</div>\n\n<div v-click="1">a</div>\n\n<div v-click="2">b</div>\n'
    built = make(f"---\ndialect: slidev\n---\n# Slide\n\n{text}")
    assert _clicks(built) == [[(0, "a"), (1, "b"), (2, "c")]]


def test_a_word_that_is_the_title_of_a_slide_keeps_its_attributes(make) -> None:
    """`[results]{.fragment}` was a link to the slide `Results`."""
    built = make("---\ndialect: pandoc\n---\n## Results\n\nOur [results]{.fragment} and [Results].\n")
    assert _clicks(built) == [[(0, "results")]]
    (paragraph,) = next(f for f in built.laid.slides[0].frames if f.role == "statement").paragraphs
    assert [run.marks.link for run in paragraph.inlines if run.text.lower() == "results"] == ["", "#results"]


@pytest.mark.parametrize(
    ("text", "clicks"),
    [
        ("---\nmarp: true\n---\n# A\n\n* a\n  - b\n  - c\n* d\n", ["a–b–c", "d"]),
        ("---\nmarp: true\n---\n# A\n\n1) a\n   1. b\n2) c\n", ["1)a1.b", "2)c"]),
        ("---\ndialect: pandoc\nincremental: true\n---\n## A\n\n>- c\n>- d\n", []),
        ("---\ndialect: pandoc\n---\n## A\n\n>- c\n>- d\n", ["c", "d"]),
        ('---\ndialect: reveal-md\n---\n## A\n\ntext\n\n### Sub <!-- .element: class="fragment" -->\n', ["Sub"]),
        ("---\ndialect: reveal-md\n---\n## A\n\n**Fetch** it\n{: .fragment .caption}\n\n- b {: .fragment}\n",
         ["Fetch it", "b"]),
    ],
)  # fmt: skip
def test_what_appears_is_what_appears_in_the_tool(make, text: str, clicks: list[str]) -> None:
    """Lists in lists that appear came item by item, and headings and Jekyll's attributes not at all."""
    (found,) = _clicks(make(text))
    shown: list[str] = []
    for _, words in found:
        own = "".join(words.split())
        shown += [own] if not shown or own not in shown[-1] else []
    assert [re.sub(r"\s", "", each) for each in clicks] == [
        own[: len(re.sub(r"\s", "", each))] for own, each in zip(shown, clicks, strict=True)
    ]


@pytest.mark.parametrize(
    ("before", "after", "clicks"),
    [
        ("::: fragment\nfirst\n:::", "::: fragment\nlast\n:::", ["first", "", "", "last"]),
        ("::: incremental\n- x\n- y\n:::", "end", ["x", "y", "", ""]),
        ("", "::: fragment\nlast\n:::", ["", "", "last"]),
    ],
)
def test_the_states_of_code_come_in_their_turn(make, before: str, after: str, clicks: list[str]) -> None:
    """They began at the first click, together with what stands above."""
    built = make(f"## A\n\n{before}\n\n```python {{1|2|3}}\na\nb\nc\n```\n\n{after}\n")
    assert [said for _, said in _clicks(built)[0]] == clicks


def test_two_pieces_of_code_come_one_after_the_other(make) -> None:
    code = "```python {1|2|3}\na\nb\nc\n```\n"
    assert len(_clicks(make(f"## A\n\n{code}\n{code}"))[0]) == 4


GOES = "---\ndialect: {}\n---\n## Slide\n\n{}\n"


@pytest.mark.parametrize(
    ("dialect", "text", "shown"),
    [
        (
            "quarto",
            "::: {.fragment .fade-out}\none\n:::\n\n::: {.fragment .current-visible}\ntwo\n:::\n\n"
            "::: fragment\nthree\n:::\n",
            ["one", "", "two", "three"],
        ),
        (
            "reveal-md",
            '- one <!-- .element: class="fragment fade-in-then-out" -->\n'
            '- two <!-- .element: class="fragment" -->\n',
            ["", "one", "two"],
        ),
        (
            "reveal-md",
            'a <b class="fragment fade-out">one</b> <i class="fragment fade-in-then-out">two</i>\n\n'
            'three <!-- .element: class="fragment" -->\n',
            ["one", "", "two", "three"],
        ),
        (
            "slidev",
            '<div v-click="[2,4]">\n\none\n\n</div>\n\n<v-click at="1">two</v-click>\n\n'
            '<div v-click.hide="3">three</div>\n',
            ["three", "twothree", "onetwothree", "onetwo", "two"],
        ),
        (
            "slidev",
            '<img v-click="[1,3]" src="no.png" alt="one">\n\n<v-click at="2">two</v-click>\n',
            ["", "one", "onetwo", "two"],
        ),
    ],
    ids=["blocks", "items", "words", "ranges", "a picture"],
)
def test_what_goes_at_a_click_goes_in_both_files(make, dialect: str, text: str, shown: list[str]) -> None:
    """It was there from the start, or stayed once it had come; on paper and on a phone all of it is there."""
    built = make(GOES.format(dialect, text))
    with page_of(built.html) as (page, _):
        found = []
        for _ in shown:
            page.wait_for_timeout(300)
            found.append([word for word in ("one", "two", "three") if page.evaluate(SEEN, word)])
            page.evaluate("Reveal.nextFragment()")
    assert ["".join(words) for words in found] == shown
    slide = etree.fromstring(zipfile.ZipFile(built.pptx).read("ppt/slides/slide1.xml"))
    clicks = slide.xpath(CLICK, namespaces=P)
    assert len(clicks) == len(shown) - 1
    exits = slide.xpath("//p:cTn[@presetClass='exit']", namespaces=P)
    assert exits
    paper = pypdfium2.PdfDocument(printed(built.laid, Printout(), default_memory()))
    said = squeeze(paper[0].get_textpage().get_text_range())
    words = ("one", "two", "three")
    assert [word for word in words if word in said] == [word for word in words if word in "".join(shown)]


SEEN = """word => [...document.querySelectorAll('section.present *')].some(each =>
  [...each.childNodes].some(n => n.nodeType === 3 && n.data.includes(word)) &&
  each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))"""


@pytest.mark.parametrize(
    "sign", ["1. {}\n2. {}\n\n<!-- -->\n\n1. {}\n2. {}\n", "1. {}\n2. {}\n\n1) {}\n2) {}\n"]
)
def test_steps_are_those_of_their_own_paragraphs_whatever_stands_between_lists(make, sign: str) -> None:
    """What parts two lists of numbers in a box was not counted: a click showed nothing, and an item was there."""
    names = ["one", "two", "three", "four"]
    built = make(f"## T {{.incremental}}\n\n{sign.format(*names)}\nand [five]{{.fragment}}\n")
    slide = etree.fromstring(zipfile.ZipFile(built.pptx).read("ppt/slides/slide1.xml"))
    bodies = {
        shape.find("p:nvSpPr/p:cNvPr", P).get("id"): [
            "".join(paragraph.itertext(f"{A}t")) for paragraph in shape.iter(f"{A}p")
        ]
        for shape in slide.iterfind(".//p:sp", P)
    }
    come = []
    for target in slide.iterfind(".//p:spTgt", P):
        texts, span, characters = (
            bodies[target.get("spid")],
            target.find(".//p:pRg", P),
            target.find(".//p:charRg", P),
        )
        if span is not None:
            come.append(texts[int(span.get("st"))])
        elif characters is not None:
            come.append("\n".join(texts)[int(characters.get("st")) : int(characters.get("end"))])
    assert list(dict.fromkeys(come)) == [*names, "five"]


A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
