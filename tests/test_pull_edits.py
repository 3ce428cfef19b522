"""Edits of paragraphs as people make them in PowerPoint, and what they come to in the Markdown."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.text.text import _Paragraph

from deckgen import build
from deckgen.errors import DeckgenError
from deckgen.memory import Memory
from deckgen.revisions.pull import pull
from tests.test_pull_losses import A, Edit, Pull, gone


def paragraphs(deck: Any) -> Iterator[Any]:
    """Those beside formulas, too, which python-pptx does not look for."""
    for slide in deck.slides:
        for element in slide._element.iter(f"{A}p"):
            if not any(each.tag.endswith("}Fallback") for each in element.iterancestors()):
                yield _Paragraph(element, None)


def paragraph(deck: Any, text: str) -> Any:
    return next(each for each in paragraphs(deck) if text in each.text)


def typed_before(at: str, new: str) -> Edit:
    """Words in front of a paragraph."""

    def edit(deck: Any) -> None:
        run = paragraph(deck, at).runs[0]
        run.text = new + run.text

    return edit


def retyped(*pairs: tuple[str, str]) -> Edit:
    """Whole paragraphs, in their first runs."""

    def edit(deck: Any) -> None:
        for old, new in pairs:
            first, *rest = paragraph(deck, old).runs
            first.text = new
            for run in rest:
                run._r.getparent().remove(run._r)

    return edit


def broken(at: str, *, enter: bool) -> Edit:
    """Enter, or Shift and Enter, before a word: the space stays where it was."""

    def edit(deck: Any) -> None:
        old = paragraph(deck, at)
        (run,) = old.runs
        before, behind = run.text.split(at, 1)
        if enter:
            new = copy.deepcopy(old._p)
            old._p.addnext(new)
            run.text = before
            next(new.iter(f"{run._r.tag[:-1]}t")).text = at + behind
            return
        run.text = before
        old.add_line_break()
        old.add_run().text = at + behind

    return edit


def italic(word: str) -> Edit:
    def edit(deck: Any) -> None:
        old = paragraph(deck, word)
        run = next(each for each in old.runs if word in each.text)
        before, behind = run.text.split(word, 1)
        for text, is_lit in ((behind, False), (word, True)):
            new = copy.deepcopy(run._r)
            run._r.addnext(new)
            new.text = text
            if is_lit:
                new.get_or_add_rPr().set("i", "1")
        run.text = before

    return edit


def without(text: str) -> Edit:
    """A text box that is deleted."""

    def edit(deck: Any) -> None:
        shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
        element = next(shape for shape in shapes if text in shape.text_frame.text)._element
        element.getparent().remove(element)

    return edit


NUMBERED = f'<a:buAutoNum xmlns:a="{A[1:-1]}" type="arabicPeriod"/>'
INK = "1C2833"
"""In which the theme has its text anyway."""
CASES: dict[str, tuple[str, Edit, str]] = {
    "a space that stays before a break": (
        "# A\n\nUn assez long texte.\n",
        broken("texte", enter=False),
        "# A\n\nUn assez long\\\ntexte.\n",
    ),
    "a break in a heading": (
        "# A\n\n### Un assez long titre\n\nMots.\n",
        broken("titre", enter=False),
        "# A\n\n### Un assez long<br>titre\n\nMots.\n",
    ),
    "words before a formula that would be notes": (
        "# A\n\nAll $E=mc^2$ is.\n",
        typed_before("All", "Note: "),
        "# A\n\nNote\\: All $E=mc^2$ is.\n",
    ),
    "a number before a footnote's mark": (
        "# A\n\nAll[^1] is.\n\n[^1]: So.\n",
        typed_before("All", "2026. "),
        "# A\n\n2026\\. All[^1] is.\n\n[^1]: So.\n",
    ),
    "a short word that looks like an item's letters": (
        "# A\n\nText.\n\nMore.\n",
        typed_before("Text", "- "),
        "# A\n\n\\- Text.\n\nMore.\n",
    ),
    "a title in two": (
        "# T\n\n---\n\n## Bilan : les ventes de 2025 en France\n\nMots.\n",
        broken("les", enter=True),
        "# T\n\n---\n\n## Bilan :\n\nles ventes de 2025 en France\n\nMots.\n",
    ),
    "a heading in two": (
        "# T\n\n### Sous titre long\n\nMots.\n",
        broken("titre", enter=True),
        "# T\n\n### Sous\n\ntitre long\n\nMots.\n",
    ),
    "both paragraphs of a quotation": (
        "# A\n\n> First words.\n>\n> Then others.\n>\n> — Ada\n",
        retyped(("First words.", "Nobody knows"), ("Then others.", "Who can say?")),
        "# A\n\n> Nobody knows\n>\n> Who can say?\n>\n> — Ada\n",
    ),
    "a footnote with its number typed over": (
        "# A\n\nAll[^1] is.\n\n[^1]: Insee, 2025.\n",
        retyped(("Insee", "Insee, 2026, p. 3")),
        "# A\n\nAll[^1] is.\n\n[^1]: Insee, 2026, p. 3\n",
    ),
    "a footnote that is gone": (
        "# A\n\nAll[^1] is.\n\n[^1]: Insee, 2025.\n\nMore.\n",
        without("Insee"),
        "# A\n\nAll is.\n\nMore.\n",
    ),
    "signs in an attribute": (
        '---\ndialect: slidev\n---\n\n# A\n\n<Card title="Words here">\n\ntext\n\n</Card>\n',
        retyped(("Words here", "5 * 3 < 6")),
        '---\ndialect: slidev\n---\n\n# A\n\n<Card title="5 * 3 < 6">\n\ntext\n\n</Card>\n',
    ),
    "the last word behind a shortcode": (
        "---\ndialect: quarto\n---\n\n## A\n\nPress {{< kbd Ctrl-C >}} now.\n",
        lambda deck: setattr(paragraph(deck, "Press").runs[-1], "text", ""),
        "---\ndialect: quarto\n---\n\n## A\n\nPress {{< kbd Ctrl-C >}}\n",
    ),
    "items that are numbered now": (
        "# A\n\n- un\n- deux\n  - deux a\n- trois\n",
        lambda deck: [
            (each._p.get_or_add_pPr().clear(), each._p.get_or_add_pPr().append(parse_xml(NUMBERED)))
            for each in paragraphs(deck)
            if each.text in ("un", "deux", "trois")
        ],
        "# A\n\n1. un\n1. deux\n   - deux a\n1. trois\n",
    ),
    "no-break spaces": (
        "# A\n\nMarge : 34 % net.\n",
        retyped(("Marge", "Marge\u00a0: 34\u202f% net.")),
        "# A\n\nMarge\u00a0: 34\u202f% net.\n",
    ),
    "signs in the title of a section": (
        "# T\n\nMots.\n\n--- Bilan\n\n## A\n\nMots.\n",
        retyped(("Bilan", "R&D <2026> $5 *")),
        "# T\n\nMots.\n\n--- R&D \\<2026> \\$5 \\*\n\n## A\n\nMots.\n",
    ),
    "emphasis in a section's title": (
        "# T\n\nMots.\n\n--- Bilan final\n\n## A\n\nMots.\n",
        italic("final"),
        "# T\n\nMots.\n\n--- Bilan *final*\n\n## A\n\nMots.\n",
    ),
    "a program that gives every word a colour": (
        "# A\n\nMarge : 34 % net.\n\n- un\n- deux\n",
        lambda deck: [
            setattr(run.font.color, "rgb", RGBColor.from_string(INK))
            for each in paragraphs(deck)
            for run in each.runs
        ],
        "# A\n\nMarge : 34 % net.\n\n- un\n- deux\n",
    ),
    "an italic word in a table's caption": (
        "# A\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nTable: Grand clients\n",
        italic("Grand"),
        "# A\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nTable: *Grand* clients\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_comes_back_as_its_author_would_have_written_it(name: str, tmp_path: Path) -> None:
    text, edit, expected = CASES[name]
    pulled = Pull(tmp_path, text, edit)
    assert pulled.done.text == expected
    assert pulled.said == []


def test_a_mark_for_which_there_is_no_place_is_said(tmp_path: Path) -> None:
    """The picture went with its caption."""
    Pixels.new("RGB", (40, 30), "red").save(tmp_path / "p.png")
    text = '# A\n\nMots.\n\n![Une](p.png "La plage de Biarritz")\n'
    pulled = Pull(tmp_path, text, italic("plage"))
    assert pulled.done.text == text
    assert pulled.said == ["La plage de Biarritz → La plage de Biarritz"]


DATA = "an,ventes,marge\nA,10,1\nB,12,2\n"
CHART = "# A\n\n```chart\nkind: column\ndata: d.csv\nx: an\ny: [ventes, marge]\n```\n"


def charted(edit: Callable[[Any], object]) -> Edit:
    return lambda deck: edit(next(s.chart for slide in deck.slides for s in slide.shapes if s.has_chart))


def test_series_in_another_order_are_asked_for_in_it(tmp_path: Path) -> None:
    """Their numbers changed columns below the old names."""

    def edit(chart: Any) -> None:
        data = CategoryChartData()
        data.categories = ["A", "B"]
        data.add_series("marge", (1, 2))
        data.add_series("ventes", (10, 12.5))
        chart.replace_data(data)

    pulled = Pull(tmp_path, CHART, charted(edit), d_csv=DATA.encode())
    assert pulled.done.text == CHART.replace("[ventes, marge]", "[marge, ventes]")
    assert {name: data.decode() for name, data in pulled.done.files.items()} == {
        "d.csv": DATA.replace("12,2", "12.5,2")
    }


def test_what_a_chart_s_axis_is_called_is_said(tmp_path: Path) -> None:
    def edit(chart: Any) -> None:
        chart.value_axis.has_title = True
        chart.value_axis.axis_title.text_frame.text = "M€"

    assert Pull(tmp_path, CHART, charted(edit), d_csv=DATA.encode()).said == ["a chart's y axis: M€"]


def test_what_is_cut_off_a_picture_is_said(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        picture = next(s for slide in deck.slides for s in slide.shapes if s.shape_type == 13)
        picture.crop_left = 0.25

    Pixels.new("RGB", (400, 300), "red").save(tmp_path / "p.png")
    pulled = Pull(tmp_path, "# A\n\nMots.\n\n![Une](p.png)\n", edit)
    assert pulled.said == ["what is cut off a picture (Une)"]


def noted(text: str) -> Edit:
    return lambda deck: setattr(deck.slides[-1].notes_slide.notes_text_frame, "text", text)


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        ("deckgen", "::: notes\nOne.\n\nTwo --> three.\n:::\n"),
        ("marp", "<!--\nOne.\n\nTwo → three.\n-->\n"),
        ("slidev", "<!--\nOne.\n\nTwo → three.\n-->\n"),
        ("remark", "???\n\nOne.\n\nTwo --> three.\n"),
        ("presenterm", "<!-- speaker_note: One. -->\n\n<!-- speaker_note: Two → three. -->\n"),
        ("deckset", "^ One.\n\n^ Two --> three.\n"),
        ("reveal-md", "Note:\nOne.\n\nTwo --> three.\n"),
        ("hugo", "{{% note %}}\nOne.\n\nTwo --> three.\n{{% /note %}}\n"),
    ],
)
def test_new_notes_are_in_the_signs_of_the_deck_s_tool(dialect: str, written: str, tmp_path: Path) -> None:
    """In the others' signs, the tool shows them to everybody."""
    text = f"---\ndialect: {dialect}\n---\n\n# A\n\ntext\n\n---\n\n# B\n\nmore\n"
    pulled = Pull(tmp_path, text, noted("One.\nTwo --> three."))
    assert pulled.done.text.rstrip() == f"{text}\n{written}".rstrip()
    again = pulled.again().slides[-1]
    assert "Two" in again.notes_slide.notes_text_frame.text
    assert not any("Two" in shape.text_frame.text for shape in again.shapes if shape.has_text_frame)


def commented(number: int, text: str) -> Edit:
    """What a reviewer says of a slide."""

    def edit(deck: Any) -> None:
        office = "http://schemas.microsoft.com/office"
        names = f'xmlns:a="{A[1:-1]}" xmlns:p188="{office}/powerpoint/2018/8/main"'
        of = 'authorId="{1}" created="2026-05-01T10:00:00.000"'
        said = f"<p188:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p188:txBody>"
        for owner, name, kind, xml in (
            (deck.part, "authors.xml", "authors",
             f'<p188:authorLst {names}><p188:author id="{{1}}" name="Zoé" initials="Z"/></p188:authorLst>'),
            (deck.slides[number].part, "comments/c1.xml", "comments",
             f'<p188:cmLst {names}><p188:cm id="{{2}}" {of}>{said}</p188:cm></p188:cmLst>'),
        ):  # fmt: skip
            uri, mime = PackURI(f"/ppt/{name}"), f"application/vnd.ms-powerpoint.{kind}+xml"
            part = Part(uri, mime, deck.part.package, xml.encode())
            owner.relate_to(part, f"{office}/2018/10/relationships/{kind}")

    return edit


@pytest.mark.parametrize(
    ("front", "written"),
    [
        ("title: T", "<!-- Z 2026-05-01: Titre : à revoir -->"),
        ("marp: true", '[//]: # "Z 2026-05-01: Titre : à revoir"'),
        ("dialect: presenterm", "<!-- // Z 2026-05-01: Titre : à revoir -->"),
    ],
)
def test_a_reviewer_s_comment_is_shown_to_nobody(front: str, written: str, tmp_path: Path) -> None:
    """On a cover it stood within the front matter, which was none any more; in Marp's it was said aloud."""
    text = f"---\n{front}\n---\n\n## A\n\ntext\n"
    pulled = Pull(tmp_path, text, commented(0, "Titre : à revoir"))
    assert written in pulled.done.text.split("\n")[3:]
    again = pulled.again()
    assert not any("revoir" in each.text for each in paragraphs(again))
    assert not any(
        slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in again.slides
    )


def test_a_page_takes_no_edits(tmp_path: Path) -> None:
    """Its slides are read from other lines than it has; that was a traceback."""
    page = tmp_path / "t.html"
    page.write_text(
        '<div class="reveal"><section><h2>One</h2><p>a</p></section>\n<section><p>b</p></section></div>'
    )
    assert build(page, to="pptx", output=tmp_path).ok
    with pytest.raises(DeckgenError, match="is a page: edits do not come back into it"):
        pull(tmp_path / "t.pptx", page, Memory(None))


@pytest.mark.parametrize(
    ("edit", "line", "expected"),
    [
        (retyped(("Trimestre", "Deuxième trimestre")), "subtitle: Trimestre", "subtitle: Deuxième trimestre"),
        (retyped(("Anne", "Anne Durand")), "author: Anne", "author: Anne Durand"),
        (lambda deck: gone(paragraph(deck, "Trimestre")._p), "subtitle: Trimestre\n", ""),
    ],
)
def test_the_lines_of_a_cover_may_stand_in_one_place(
    edit: Edit, line: str, expected: str, tmp_path: Path
) -> None:
    """A date that is written out kept all of them from coming back."""
    Presentation().save(str(tmp_path / "office.pptx"))
    keys = "title: Rapport\nsubtitle: Trimestre\nauthor: Anne\ndate: 2026-04-01\nlang: fr\ntheme: office.pptx"
    text = f"---\n{keys}\n---\n\n## A\n\n- un\n"
    assert Pull(tmp_path, text, edit).done.text == text.replace(line, expected)


VALUE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"


def numbered_otherwise(old: float, new: float) -> Edit:
    """Another number in what a chart shows, and in its workbook."""

    def edit(chart: Any) -> None:
        values = [v for v in chart._chartSpace.iter(VALUE) if v.text in (f"{old:g}", f"{old:.1f}")]
        assert values
        for each in values:
            each.text = f"{new:g}"

    return charted(edit)


@pytest.mark.parametrize(
    ("block", "data", "edit", "expected"),
    [
        ("kind: line\nx: {column: d, scale: date}\ny: v", "d,v\n2025-01-01,5\n2025-02-01,7\n",
         numbered_otherwise(7, 8), "d,v\n2025-01-01,5\n2025-02-01,8\n"),
        ("kind: bubble\nx: n\ny: v\nsize: z", "n,v,z\n1,12,30\n2,20,40\n",
         numbered_otherwise(30, 33), "n,v,z\n1,12,33\n2,20,40\n"),
    ],
    ids=["dates", "sizes"],
)  # fmt: skip
def test_numbers_of_all_kinds_come_back(
    block: str, data: str, edit: Edit, expected: str, tmp_path: Path
) -> None:
    text = f"# A\n\n```chart\n{block}\ndata: d.csv\n```\n"
    pulled = Pull(tmp_path, text, edit, d_csv=data.encode())
    assert pulled.done.files["d.csv"].decode() == expected
    assert pulled.said == []


def test_a_deck_in_another_colour_is_an_edit(tmp_path: Path) -> None:
    """Where most words had a colour of their own, none came back."""

    def edit(deck: Any) -> None:
        for each in paragraphs(deck):
            for run in each.runs:
                run.font.color.rgb = RGBColor(255, 0, 0)

    pulled = Pull(tmp_path, "# A\n\nMarge net.\n", edit)
    assert "[Marge net.]{color=#FF0000}" in pulled.done.text


def test_a_break_in_a_term_is_said(tmp_path: Path) -> None:
    text = "# A\n\nUn terme long\n: Ce que c'est.\n"
    pulled = Pull(tmp_path, text, broken("long", enter=False))
    assert pulled.done.text == text
    assert pulled.said == ["Un terme long → Un terme long"]


def test_notes_stand_before_the_comment_that_ends_a_slide(tmp_path: Path) -> None:
    """Behind the last one they were a slide's that nobody has, and the next pull met them again."""
    text = "---\ndialect: presenterm\n---\n\nA\n===\n\ntext\n\n<!-- end_slide -->\n"
    pulled = Pull(tmp_path, text, noted("Said."))
    assert pulled.done.text == text.replace("text\n", "text\n\n<!-- speaker_note: Said. -->\n")
