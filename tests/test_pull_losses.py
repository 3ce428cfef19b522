"""What `deckgen pull` once lost, or brought back as something else; each was found in somebody's file."""

from __future__ import annotations

import copy
import re
import textwrap
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor

from deckgen import build
from deckgen.memory import Memory
from deckgen.revisions.cells import is_same
from deckgen.revisions.pull import Pulled, pull, write

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Edit = Callable[[Any], object]


class Pull:
    """A deck that is built, edited and pulled."""

    def __init__(self, folder: Path, text: str, edit: Edit = lambda _: None, **files: bytes) -> None:
        folder.mkdir(exist_ok=True)
        self.deck, self.file = folder / "t.md", folder / "t.pptx"
        self.deck.write_text(text, "utf-8")
        for name, data in files.items():
            (folder / name.replace("_", ".")).write_bytes(data)
        assert build(self.deck, to="pptx", output=folder).ok
        deck = Presentation(str(self.file))
        edit(deck)
        deck.save(str(self.file))
        self.done: Pulled = pull(self.file, self.deck, Memory(None))
        self.said = [words for _, words in self.done.left_out]

    def again(self) -> Any:
        """The file that is built of what was pulled."""
        write(self.done, Memory(None))
        assert build(self.deck, to="pptx", output=self.deck.parent / "again").ok
        return Presentation(str(self.deck.parent / "again" / "t.pptx"))


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def shapes(deck: Any, kind: str) -> list[Any]:
    return [s for slide in deck.slides for s in slide.shapes if s._element.tag.endswith(f"}}{kind}")]


def gone(element: Any) -> None:
    element.getparent().remove(element)


@pytest.mark.parametrize(
    "text",
    [
        "---\nmarp: true\n---\n\n# Un\n\nMots\n\n<!-- Secret -->\n",
        "---\ntheme: seriph\n---\n\n# Un\n\nMots\n\n<!--\nSecret\n-->\n\n---\n\n# Deux\n",
        '# Un\n\nMots\n\n<aside class="notes">Secret</aside>\n',
    ],
)
@pytest.mark.parametrize("new", ["Secret : 1 --> 5000", "Secret : 1 --> 5000\nEt fin"])
def test_notes_stay_notes_whatever_is_typed_into_them(tmp_path: Path, text: str, new: str) -> None:
    """What closes a comment, or a second paragraph behind a tag on its line, would stand on the slide."""
    pulled = Pull(tmp_path, text, lambda d: setattr(d.slides[0].notes_slide.notes_text_frame, "text", new))
    slide = pulled.again().slides[0]
    notes = slide.notes_slide.notes_text_frame.text
    assert "5000" in notes
    assert ("fin" in notes) == ("fin" in new)
    assert "5000" not in words(slide)
    assert "fin" not in words(slide)


LOOP = """---
title: Bilan
jinja: true
---

## Un

- Point
{% for x in ["rouge", "vert"] %}
- Couleur {{ x }}
{% endfor %}
"""


def test_an_unedited_loop_stays_one(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, LOOP)
    assert pulled.done.text == LOOP
    assert pulled.said == []


def test_a_line_beside_a_loop_comes_back(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        paragraph = deck.slides[1].shapes[1].text_frame.paragraphs[0]
        paragraph.runs[0].text = "Autre point"

    assert Pull(tmp_path, LOOP, edit).done.text == LOOP.replace("- Point", "- Autre point")


CHART = '```chart {alt="Ventes"}\nkind: column\ndata: d.csv\n```\n'
BODY = "kind: column\ndata: d.csv\n"
DATA = b"an,Ventes\r\nA,10.5\r\nB,12\r\n"


def test_the_line_ends_of_data_stay(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        data = CategoryChartData()
        data.categories = ["A", "B"]
        data.add_series("Ventes", (10.5, 12.25))
        next(s for s in deck.slides[0].shapes if s.has_chart).chart.replace_data(data)

    pulled = Pull(tmp_path, f"## Un\n\n{CHART}", edit, d_csv=DATA)
    pulled.again()
    assert (tmp_path / "d.csv").read_bytes() == DATA.replace(b"12\r", b"12.25\r")


def test_words_about_a_chart_come_back(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        shapes(deck, "graphicFrame")[0]._element.xpath(".//p:cNvPr")[0].set("descr", "Ventes par an")

    pulled = Pull(tmp_path, f"## Un\n\n{CHART}", edit, d_csv=DATA)
    assert pulled.done.text == f"## Un\n\n{CHART}".replace('alt="Ventes"', 'alt="Ventes par an"')


@pytest.mark.parametrize(
    ("source", "now"),
    [
        (f"```chart\n{BODY}```\n", f'```chart {{alt="Ventes par an"}}\n{BODY}```\n'),
        (f"~~~chart {{#v}}\n{BODY}~~~\n", f'~~~chart {{#v alt="Ventes par an"}}\n{BODY}~~~\n'),
        ("![](chart:model-sizes)\n", "![Ventes par an](chart:model-sizes)\n"),
    ],
)
def test_first_words_about_a_chart_come_back(tmp_path: Path, source: str, now: str) -> None:
    """Until then they were made of its data."""

    def edit(deck: Any) -> None:
        shapes(deck, "graphicFrame")[0]._element.xpath(".//p:cNvPr")[0].set("descr", "Ventes par an")

    pulled = Pull(tmp_path, f"## Un\n\n{source}", edit, d_csv=DATA)
    assert pulled.done.text == f"## Un\n\n{now}"


def test_a_picture_without_words_goes(tmp_path: Path) -> None:
    file = BytesIO()
    Pixels.new("RGB", (40, 40), "red").save(file, "PNG")
    text = "## Un\n\nMots.\n\n![](carre.png){width=30%}\n\n## Deux\n\nx\n"
    pulled = Pull(tmp_path, text, lambda d: gone(shapes(d, "pic")[0]._element), carre_png=file.getvalue())
    assert pulled.done.text == "## Un\n\nMots.\n\n## Deux\n\nx\n"


LONG = "## Un\n\n" + "".join(
    f"- Point {n}, avec bien des mots pour que la page soit pleine\n" for n in range(40)
)


def test_parts_that_change_places_are_named(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        ids = deck.slides._sldIdLst
        ids.insert(0, ids[1])

    pulled = Pull(tmp_path, LONG, edit)
    assert pulled.done.text == LONG
    assert pulled.said == ["a part of a slide stands before another: they stay in order"]


def test_the_count_of_parts_is_no_text(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        one = deck.slides[1]
        new = deck.slides.add_slide(one.slide_layout)
        for shape in list(new.shapes):
            gone(shape._element)
        for shape in one.shapes:
            new.shapes._spTree.append(copy.deepcopy(shape._element))

    pulled = Pull(tmp_path, LONG, edit)
    assert pulled.done.text.count("- Point") > 40
    assert "2/" not in pulled.done.text


def test_a_card_goes_on(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        frame = next(s for s in deck.slides[0].shapes if s.has_text_frame and "Bleu" in s.text_frame.text)
        first = frame.text_frame.paragraphs[0]._p
        second = copy.deepcopy(first)
        first.addnext(second)
        for text in second.iter(f"{A}t"):
            text.text = "Suite"

    pulled = Pull(tmp_path, "## C\n\n::: cards\n- Rouge\n- Bleu\n- Vert\n:::\n", edit)
    assert "- Bleu\n\n  Suite\n- Vert" in pulled.done.text
    cards = [s.text_frame.text for s in pulled.again().slides[0].shapes if s.has_text_frame]
    assert "Bleu\nSuite" in cards


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ('Un <kbd>Ctrl</kbd> <span style="color:red">red</span> mot', ">red<", ">green<"),
        ("Un <kbd>red</kbd> [red](red.html) mot", "[red]", "[green]"),
        ("Un `<b red>` et red", "et red", "et green"),
    ],
)
def test_words_are_edited_where_they_are_seen(tmp_path: Path, text: str, old: str, new: str) -> None:
    """Not in a tag, and not where a link leads."""

    def edit(deck: Any) -> None:
        runs = [r for s in deck.slides[0].shapes for p in s.text_frame.paragraphs for r in p.runs]
        last = [r for r in runs if "red" in r.text][-1]
        last.text = last.text.replace("red", "green")

    pulled = Pull(tmp_path, f"## Titre\n\n{text}\n\nFin\n", edit)
    assert pulled.done.text == f"## Titre\n\n{text.replace(old, new)}\n\nFin\n"
    assert "green" in words(pulled.again().slides[0])


def _png(color: str) -> bytes:
    data = BytesIO()
    Pixels.new("RGB", (40, 30), color).save(data, "PNG")
    return data.getvalue()


def _notes(text: str) -> Edit:
    return lambda deck: setattr(deck.slides[0].notes_slide.notes_text_frame, "text", text)


def replaced(old: str, new: str) -> Edit:
    """Words of all slides in place of others."""

    def edit(deck: Any) -> None:
        for slide in deck.slides:
            for each in slide._element.iter(f"{A}t"):
                each.text = (each.text or "").replace(old, new)

    return edit


def _behind(name: str, text: str) -> Edit:
    """Another paragraph behind the first of a shape."""

    def edit(deck: Any) -> None:
        (shape,) = [each for each in shapes(deck, "sp") if each.name.startswith(name)]
        first = shape.text_frame.paragraphs[0]
        new = copy.deepcopy(first._p)
        first._p.addnext(new)
        for run in new.findall(f"{A}r")[1:]:
            gone(run)
        new.find(f"{A}r").find(f"{A}t").text = text

    return edit


def test_words_about_a_picture_are_one_line(tmp_path: Path) -> None:
    """PowerPoint writes an empty line before what it says of its own words."""

    def edit(deck: Any) -> None:
        shapes(deck, "pic")[0]._element.nvPicPr.cNvPr.set("descr", "Un chat\n\nGénéré par l’IA.")

    pulled = Pull(tmp_path, "# T\n\n![Carré](a.png)\n\n- a\n", edit, a_png=_png("red"))
    assert "![Un chat Généré par l’IA.](a.png)" in pulled.done.text
    assert len(shapes(pulled.again(), "pic")) == 1


def test_of_two_pictures_on_a_line_one_goes(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        gone(shapes(deck, "pic")[0]._element)

    pulled = Pull(
        tmp_path, "# T\n\n![x](a.png) ![y](b.png)\n\nmots\n", edit, a_png=_png("red"), b_png=_png("blue")
    )
    assert "\n![y](b.png)\n" in pulled.done.text
    assert "a.png" not in pulled.done.text


REVEAL = "---\ndialect: reveal-md\n---\n\n"


@pytest.mark.parametrize(
    ("text", "edit", "wanted"),
    [
        (
            "--- Bilan\n\n## Un\n\n- un\n\nNote: a\n\n---\n\n## Deux\n\n- deux\n",
            _notes("dire ceci"),
            "::: notes\ndire ceci\n:::",
        ),
        ("# T\n\n- a\n\nNote: b\n", _notes("Note: ne rien dire\nplus tard"), "ne rien dire"),
        (f"{REVEAL}# T\n\n- a\n- bb\nNote: c\n", replaced("bb", "dd"), "\n- dd\nNote: c"),
        (f"{REVEAL}# T\n\n- a\n\n---\n\n## Two\nNote: c\n", replaced("Two", "Zwei"), "\n## Zwei\nNote: c"),
    ],
)  # fmt: skip
def test_what_is_said_stays_said_and_what_is_shown_shown(
    tmp_path: Path, text: str, edit: Edit, wanted: str
) -> None:
    pulled = Pull(tmp_path, text, edit)
    assert wanted in pulled.done.text
    before = len(Presentation(str(pulled.file)).slides)
    again = pulled.again()
    assert len(again.slides) == before
    assert "ne rien dire" not in words(again.slides[0])


def test_comments_that_mean_something_are_where_they_were(tmp_path: Path) -> None:
    text = "---\nmarp: true\n---\n\n## A\n\na\n\n<!-- One. -->\n\n- b\n\n<!--\nTwo.\n\nThree.\n-->\n"
    pulled = Pull(tmp_path, text)
    assert (pulled.done.text, pulled.done.conflicts, pulled.said) == (text, 0, [])


SOURCED = "# G\n\n```chart\nkind: column\nx: n\ny: v\nrows: |\n  n,v\n  A,10\n  B,20\nsource: Insee\n```\n"


def test_a_line_more_in_a_source_leaves_the_chart_alone(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, SOURCED, _behind("Source", "Calculs propres"))
    assert pulled.done.text == SOURCED
    assert pulled.said == ["Calculs propres"]


def test_the_caption_of_a_table_is_words_and_goes_whole(tmp_path: Path) -> None:
    table = "# A\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: Les coûts\n"
    pulled = Pull(tmp_path, table, replaced("Les coûts", "Tableau 1 : les coûts"))
    assert "\nTable: Tableau 1 : les coûts\n" in pulled.done.text
    none = Pull(tmp_path / "none", table, lambda deck: gone(shapes(deck, "sp")[-2]._element))
    assert "Table" not in none.done.text


def test_code_that_holds_a_fence_stays_in_its_own(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, "# C\n\n- a\n\n```md\nx\n```\n\n# D\n\n- d\n", _behind("Code", "```"))
    assert "````md\nx\n```\n````\n" in pulled.done.text
    assert len(pulled.again().slides) == 2


@pytest.mark.parametrize("title", ["B", "Bé {#b}"])
def test_a_link_to_a_slide_leads_there(tmp_path: Path, title: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def edit(deck: Any) -> None:
        first, second = deck.slides
        run = (
            next(s for s in shapes(deck, "sp") if s.text_frame.text == "aller")
            .text_frame.paragraphs[0]
            .runs[0]
        )
        click = run._r.get_or_add_rPr().add_hlinkClick(first.part.relate_to(second.part, f"{kind}/slide"))
        click.set("action", "ppaction://hlinksldjump")

    pulled = Pull(tmp_path, f"# A\n\n- aller\n\n# {title}\n\n- b\n", edit)
    assert "- [aller](#b)\n" in pulled.done.text


TWO = "# G\n\n```chart\nkind: column\nx: n\ny: [v, w]\nrows: |\n  n,v,w\n  A,10,1\n  B,20,2\n```\n"


def _data(names: list[str], **series: tuple[float, ...]) -> Edit:
    def edit(deck: Any) -> None:
        data = CategoryChartData()
        data.categories = names
        for name, values in series.items():
            data.add_series(name, values)
        next(s for s in deck.slides[0].shapes if s.has_chart).chart.replace_data(data)

    return edit


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (_data(["Nord", "B"], v=(10, 20), w=(1, 2)), [("  A,10,1", "  Nord,10,1")]),
        (_data(["Nord", "B"], v=(11, 20), w=(1, 2)), [("  A,10,1", "  Nord,11,1")]),
        (
            _data(["A", "B"], Ventes=(10, 20), w=(1, 2)),
            [("y: [v, w]", "y: [Ventes, w]"), ("  n,v,w", "  n,Ventes,w")],
        ),
    ],
)
def test_names_in_a_chart_come_back(tmp_path: Path, edit: Edit, changes: list[tuple[str, str]]) -> None:
    pulled = Pull(tmp_path, TWO, edit)
    wanted = TWO
    for old, new in changes:
        wanted = wanted.replace(old, new)
    assert pulled.done.text == wanted
    assert pulled.said == []


@pytest.mark.parametrize(
    ("edit", "rows"),
    [
        (_data(["A", "B", "C"], v=(10, 20, 30.5), w=(1, 2, 3)), ["A,10,1", "B,20,2", "C,30.5,3"]),
        (_data(["Z", "A", "B"], v=(5, 11, 20), w=(0, 1, 2)), ["Z,5,0", "A,11,1", "B,20,2"]),
        (_data(["A", "M, N", "B"], v=(10, 5, 21), w=(1, 0, 2)), ["A,10,1", '"M, N",5,0', "B,21,2"]),
        (_data(["B"], v=(20,), w=(7,)), ["B,20,7"]),
        (_data(["B", "C"], v=(20, 4), w=(2, 5)), ["B,20,2", "C,4,5"]),
    ],
)
@pytest.mark.parametrize("place", ["block", "file"])
def test_rows_more_and_less_of_a_chart_come_back(
    tmp_path: Path, edit: Edit, rows: list[str], place: str
) -> None:
    written = "n,v,w\nA,10,1\nB,20,2\n"
    text = TWO if place == "block" else re.sub(r"rows: \|\n(  .*\n)*", "data: d.csv\n", TWO)
    pulled = Pull(tmp_path, text, edit, d_csv=written.encode())
    now = "\n".join(["n,v,w", *rows])
    assert pulled.said == []
    if place == "file":
        assert (pulled.done.text, pulled.done.files["d.csv"].decode().strip()) == (text, now)
    else:
        assert pulled.done.text == text[: text.index("  n,v")] + textwrap.indent(now, "  ") + "\n```\n"
    chart = next(s for s in pulled.again().slides[0].shapes if s.has_chart).chart
    assert [*chart.plots[0].categories] == [row.rsplit(",", 2)[0].strip('"') for row in rows]


def test_what_a_chart_of_series_in_rows_has_more_is_named(tmp_path: Path) -> None:
    rows = "".join(
        f"  {n},{s},{v}\n" for n, s, v in (("A", "v", 1), ("A", "w", 2), ("B", "v", 3), ("B", "w", 4))
    )
    text = f"# G\n\n```chart\nkind: column\nx: n\ny: z\nseries: s\nrows: |\n  n,s,z\n{rows}```\n"
    pulled = Pull(tmp_path, text, _data(["A", "B", "C"], v=(1, 3, 30), w=(2, 4, 5)))
    assert (pulled.done.text, pulled.said) == (text, ["a chart: C more (30, 5)"])


def test_a_series_is_renamed_below_its_rows_too(tmp_path: Path) -> None:
    text = (
        "# G\n\n```chart\nkind: column\nrows: |\n  n,v\n  A,10\n  B,20\nx: n\ny: {column: v, label: L}\n```\n"
    )
    pulled = Pull(tmp_path, text, _data(["A", "B"], part=(10, 20)))
    assert pulled.done.text == text.replace("n,v", "n,part").replace("column: v", "column: part")


def _copy_with_chart(deck: Any) -> None:
    """As PowerPoint copies a slide: its chart is a part of its own."""
    copied_slide(deck, 0)
    shape = next(s for s in deck.slides[1].shapes if s.has_chart)
    data = CategoryChartData()
    data.categories = ["A", "B"]
    data.add_series("v", (10, 25))
    data.add_series("w", (1, 2))
    box = shape.left, shape.top, shape.width, shape.height
    kind = shape.chart.chart_type
    gone(shape._element)
    deck.slides[1].shapes.add_chart(kind, *box, data)


def copied_slide(deck: Any, number: int) -> None:
    first = deck.slides[number]
    second = deck.slides.add_slide(first.slide_layout)
    for shape in [*second.shapes]:
        gone(shape._element)
    for relation in first.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/chart"):
            name = second.part.relate_to(relation._target, relation.reltype)
            for shape in first.shapes:
                element = copy.deepcopy(shape._element)
                for each in element.iter():
                    for key, value in each.attrib.items():
                        if value == relation.rId and key.endswith("}id"):
                            each.set(key, name)
                second.shapes._spTree.append(element)


def test_a_copied_slide_has_numbers_of_its_own(tmp_path: Path) -> None:
    """The numbers of the slide that it was copied from were written over."""
    text = "# G\n\n```chart {#g}\nkind: column\nx: n\ny: [v, w]\ndata: d.csv\n```\n"
    pulled = Pull(tmp_path, text, _copy_with_chart, d_csv=b"n,v,w\nA,10,1\nB,20,2\n")
    assert pulled.done.files == {"d-2.csv": b"n,v,w\nA,10,1\nB,25,2\n"}
    assert pulled.done.text.count("# G") == 2
    assert pulled.done.text.count("{#g}") == 1
    assert pulled.done.text.count("data: d-2.csv") == 1


SPOKEN = (
    "## A\n\n- a\n\nNotes:\nJane presents.\n\n- Mention it\n- Be short\n\n1. One\n2. Two\n\n## B\n\n- b\n"
)


def _notes(*lines: str) -> Edit:
    return lambda deck: setattr(deck.slides[0].notes_slide.notes_text_frame, "text", "\n".join(lines))


@pytest.mark.parametrize(
    ("edit", "now"),
    [
        (_notes("• Mention it", "• Be short", "1. One", "2. Two"), ("Jane presents.", "")),
        (_notes("Jane presents.", "• Be short", "1. One", "2. Two"), ("- Mention it\n", "")),
        (
            _notes("Jane presents.", "• Mention it", "• New", "• Be short", "1. One", "2. Two"),
            ("- Mention it\n", "- Mention it\n- New\n"),
        ),
        (
            _notes("Jane presents.", "• Mention it", "• Be short", "1. One", "2. Two", "End"),
            ("2. Two\n", "2. Two\n\nEnd\n"),
        ),
        (
            _notes("Jane presents.", "• Mention it", "• Be brief", "1. One", "2. Two"),
            ("Be short", "Be brief"),
        ),
    ],
)
def test_lists_in_notes_are_edited_in_their_places(tmp_path: Path, edit: Edit, now: tuple[str, str]) -> None:
    """What was behind a paragraph that had the mark stood on the slide, and what was new before the list."""
    pulled = Pull(tmp_path, SPOKEN, edit)
    assert re.sub(r"\s+", " ", pulled.done.text) == re.sub(r"\s+", " ", SPOKEN.replace(*now))
    assert pulled.said == []
    before = Presentation(str(tmp_path / "t.pptx")).slides[0]
    slide = pulled.again().slides[0]
    assert words(slide) == words(before)
    assert slide.notes_slide.notes_text_frame.text == before.notes_slide.notes_text_frame.text


def test_notes_that_are_all_deleted_or_written_anew(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, SPOKEN, _notes("All", "new"))
    slide = pulled.again().slides[0]
    assert slide.notes_slide.notes_text_frame.text == "All\nnew"
    none = Pull(tmp_path / "none", SPOKEN, _notes(""))
    assert "Jane" not in none.done.text
    slide = none.again().slides[0]
    assert not slide.has_notes_slide
    assert "Mention" not in words(slide)


def test_a_number_over_a_number_comes_back(tmp_path: Path) -> None:
    text = "# G\n\n```chart\nkind: line\nx: n\ny: v\nrows: |\n  n,v\n  2020,10\n  2021,20\n```\n"

    def edit(deck: Any) -> None:
        chart = next(s for s in deck.slides[0].shapes if s.has_chart).chart
        for value in chart._chartSpace.iter(f"{{{chart._chartSpace.nsmap['c']}}}v"):
            value.text = "25" if value.text == "20.0" else value.text

    assert Pull(tmp_path, text, edit).done.text == text.replace("2021,20", "2021,25")


def test_a_section_that_is_called_otherwise_is_named(tmp_path: Path) -> None:
    kind = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"

    def edit(deck: Any) -> None:
        for section in deck.part._element.iter(kind):
            section.set("name", section.get("name").replace("Deux", "Zwei"))

    text = '## A {section="Un"}\n\n- a\n\n## C {section="Deux"}\n\n- c\n'
    pulled = Pull(tmp_path, text, edit)
    assert (pulled.done.text, pulled.done.left_out) == (text, ((2, "a section: Deux → Zwei"),))


def test_lists_in_notes_that_another_program_has_saved_are_as_they_were(tmp_path: Path) -> None:
    """LibreOffice writes on each run how it looks: the sign of an item is then no plain one."""

    def edit(deck: Any) -> None:
        frame = deck.slides[0].notes_slide.notes_text_frame
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.bold = False
                run.font.color.rgb = RGBColor(0, 0, 0)
        deck.core_properties.title = "saved"

    pulled = Pull(tmp_path, SPOKEN, edit)
    for line in ("- Mention it", "- Be short", "1. One", "2. Two"):
        assert f"\n{line}\n" in re.sub(r"\[([^\]]*)\]\{[^}]*\}", r"\1", pulled.done.text).replace("\\", "")


def test_a_series_that_stands_out_is_renamed_there_too(tmp_path: Path) -> None:
    rows = "".join(
        f"  {n},{s},{v}\n" for n, s, v in (("A", "v", 1), ("A", "w", 2), ("B", "v", 3), ("B", "w", 4))
    )
    text = f"# G\n\n```chart\nkind: line\nrows: |\n  n,s,z\n{rows}x: n\ny: z\nseries: s\nhighlight: v\n```\n"
    pulled = Pull(tmp_path, text, _data(["A", "B"], Part=(1, 3), w=(2, 5)))
    assert pulled.done.text == text.replace(",v,", ",Part,").replace("light: v", "light: Part").replace(
        "w,4", "w,5"
    )
    assert pulled.said == []


def test_numbers_beside_a_series_that_is_new_come_back(tmp_path: Path) -> None:
    text = TWO
    pulled = Pull(tmp_path, text, _data(["A", "B"], v=(11, 20), w=(1, 2), u=(5, 6)))
    assert pulled.said == ["a chart: a series more: u"]
    assert pulled.done.text == text.replace("A,10", "A,11")


def test_rows_above_what_is_asked_of_them_are_reshaped_too(tmp_path: Path) -> None:
    text = "# G\n\n```chart\nkind: column\nrows: |\n  n,v\n  A,10\n  B,20\nx: n\ny: v\n```\n"
    pulled = Pull(tmp_path, text, _data(["B", "C"], v=(21, 3)))
    assert pulled.done.text == text.replace("  A,10\n  B,20\n", "  B,21\n  C,3\n")


FOOTED = "---\ntitle: T\nfooter: Old words\n---\n\n## A\n\n- a\n\n## B\n\n- b\n"


def _foot(*texts: str) -> Edit:
    def edit(deck: Any) -> None:
        shown = [s for slide in deck.slides for s in slide.placeholders if "Old" in s.text_frame.text]
        for shape, text in zip(shown, texts, strict=False):
            shape.text_frame.text = text

    return edit


def test_a_footer_that_is_changed_everywhere_is_the_front_matters(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, FOOTED, _foot(*["New: words"] * 9))
    assert pulled.done.text == FOOTED.replace("footer: Old words", 'footer: "New: words"')
    assert pulled.said == []


def test_a_footer_that_is_changed_on_one_slide_is_named(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, FOOTED, _foot("New words"))
    assert pulled.done.text == FOOTED
    assert pulled.said == ["the footer: Old words → New words"]


def test_a_chart_that_is_deleted_takes_its_block_along(tmp_path: Path) -> None:
    text = TWO.replace("# G\n", "# G\n\n- a\n") + "\n# H\n\n- h\n"
    pulled = Pull(tmp_path, text, lambda d: gone(next(s for s in d.slides[0].shapes if s.has_chart)._element))
    assert pulled.done.text == "# G\n\n- a\n\n# H\n\n- h\n"
    assert pulled.said == []


def _retyped(old: str, new: str) -> Edit:
    """Other words in place of a paragraph's, or of a cell's."""

    def edit(deck: Any) -> None:
        shown = [s for slide in deck.slides for s in slide.shapes]
        frames = [s.text_frame for s in shown if s.has_text_frame]
        frames += [
            cell.text_frame for s in shown if s.has_table for row in s.table.rows for cell in row.cells
        ]
        for paragraph in (each for frame in frames for each in frame.paragraphs):
            if paragraph.text == old:
                for run in paragraph.runs[1:]:
                    gone(run._r)
                paragraph.runs[0].text = new

    return edit


@pytest.mark.parametrize(
    ("old", "new"), [("One meaning", "Another sense"), ("Term", "Word"), ("Other", "Third")]
)
def test_definitions_come_back(tmp_path: Path, old: str, new: str) -> None:
    text = "## A\n\nTerm\n: One meaning\n\nOther\n: Two meanings\n"
    pulled = Pull(tmp_path, text, _retyped(old, new))
    assert (pulled.done.text, pulled.said) == (text.replace(old, new), [])


GRID = "## A\n\n+---+-----+\n| a | b   |\n+===+=====+\n| 1 | two |\n+---+-----+\n"
HTML = "## A\n\n<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>two</td></tr>\n</table>\n"


@pytest.mark.parametrize(("text", "new"), [(HTML, "six & more"), (GRID, "six"), (GRID, "and two more")])
def test_cells_of_drawn_tables_and_of_htmls_come_back(tmp_path: Path, text: str, new: str) -> None:
    pulled = Pull(tmp_path, text, _retyped("two", new))
    assert pulled.said == []
    assert new.replace("&", "&amp;" if text == HTML else "&") in pulled.done.text
    lines = pulled.done.text.split("\n")
    if text == GRID:
        assert len({len(line) for line in lines if line[:1] in ("+", "|")}) == 1
    tables = [s.table for s in pulled.again().slides[0].shapes if s.has_table]
    assert [cell.text for cell in tables[0].rows[1].cells] == ["1", new]


@pytest.mark.parametrize(
    ("text", "old", "new", "wanted"),
    [
        ("The speed $v$ of it", "speed ", "speed 5", "The speed 5<!-- -->$v$ of it"),
        ("The mass $m$ of it", " of it", "2 kg", "The mass $m$<!-- -->2 kg"),
    ],
)
def test_a_digit_beside_a_formula_leaves_it_one(
    tmp_path: Path, text: str, old: str, new: str, wanted: str
) -> None:
    """The slide showed the source: `5$v$`."""
    pulled = Pull(tmp_path, f"## A\n\n{text}\n\nWords below it.\n", replaced(old, new))
    assert wanted in pulled.done.text
    assert "$" not in words(pulled.again().slides[0])


def test_a_paragraph_above_text_right_below_its_heading_is_one(tmp_path: Path) -> None:
    """It was glued to that text."""

    def edit(deck: Any) -> None:
        first = deck.slides[0].placeholders[1].text_frame.paragraphs[0]
        new = copy.deepcopy(first._p)
        first._p.addprevious(new)
        deck.slides[0].placeholders[1].text_frame.paragraphs[0].runs[0].text = "Typed above"

    text = "## Tight\nThe first line of it\n\nAnother paragraph that is longer than the first.\n\n- and an item\n"
    pulled = Pull(tmp_path, text, edit)
    assert "## Tight\n\nTyped above\n\nThe first line of it\n" in pulled.done.text


def test_small_signs_for_their_own_sake_are_elements(tmp_path: Path) -> None:
    """`~low~` was text on the slide."""

    def edit(deck: Any) -> None:
        run = deck.slides[0].placeholders[1].text_frame.paragraphs[0].runs[0]
        low = copy.deepcopy(run._r)
        run._r.addnext(low)
        run.text, low.text = "It is ", "low"
        low.get_or_add_rPr().set("baseline", "-25000")

    pulled = Pull(tmp_path, "## A\n\n- It is so\n- b\n", edit)
    assert "<sub>low</sub>" in pulled.done.text


QUARTERS = "quarter,emea,apac\nQ1,4.2,3\nQ2,4.4,3.1\nQ3,4.9,\n"
OF_FILE = "# G\n\n```chart\nkind: line\ndata: rev.csv\nx: quarter\ny: [emea, apac]\n```\n"
OF_ROWS = (
    "# G\n\n```chart\nkind: line\nx: quarter\nrows: |\n"
    + "".join(f"  {row}\n" for row in QUARTERS.split())
    + "```\n"
)


@pytest.mark.parametrize("order", [("Q3", "Q2", "Q1"), ("Q2", "Q1", "Q3")])
@pytest.mark.parametrize("text", [OF_FILE, OF_ROWS])
def test_rows_that_are_sorted_are_the_same_rows(tmp_path: Path, text: str, order: tuple[str, ...]) -> None:
    """One row got the name of another, and the deck was built no more."""
    values = {"Q1": (4.2, 3), "Q2": (4.4, 3.1), "Q3": (4.9, None)}
    emea, apac = zip(*(values[name] for name in order), strict=True)
    pulled = Pull(tmp_path, text, _data([*order], emea=emea, apac=apac), rev_csv=QUARTERS.encode())
    again = pulled.again()
    chart = next(shape.chart for shape in again.slides[0].shapes if shape.has_chart)
    assert [*chart.plots[0].categories] == [*order]
    assert [[*series.values] for series in chart.plots[0].series] == [[*emea], [*apac]]


def test_a_series_that_was_renamed_stays_so_when_its_file_is_pulled_again(tmp_path: Path) -> None:
    """The block got the old name back, the data did not, and the deck was built no more."""
    edit = _data(["Q1", "Q2", "Q3"], EMEA=(4.2, 4.4, 4.9), apac=(3, 3.1, None))
    pulled = Pull(tmp_path, OF_FILE, edit, rev_csv=QUARTERS.encode())
    memory = Memory(None)
    write(pulled.done, memory)
    again = pull(pulled.file, pulled.deck, memory)
    assert "[EMEA, apac]" in again.text == again.ours
    assert not again.conflicts


def test_rows_that_are_sorted_where_others_are_gone_are_said(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, OF_ROWS, _data(["Q3", "Q1"], emea=(4.9, 4.2), apac=(None, 3)))
    assert pulled.said == ["a chart's order: Q3, Q1"]
    assert "Q2" not in pulled.done.text


def test_what_a_figure_shows_is_not_a_part_of_what_it_is_called(tmp_path: Path) -> None:
    """Another number went into the picture's alternative text, and the figure showed the old one."""
    text = "# G\n\n![63,41 % de réponses, de plus en plus](chart:reasoning)\n"

    def edit(deck: Any) -> None:
        for shape in deck.slides[0].shapes:
            for each in shape._element.iter(f"{A}t"):
                each.text = (each.text or "").replace("63", "64")

    pulled = Pull(tmp_path, f"---\nlang: fr\n---\n\n{text}", edit)
    assert "63,41" in pulled.done.text
    assert any("64" in said for said in pulled.said)


def test_a_section_that_is_called_otherwise_on_two_slides_is_said(tmp_path: Path) -> None:
    text = "# D\n\n--- PART\n\n- a\n- c\n\n---\n\n- b\n- c\n\n---\n\n- d\n- e\n"

    def edit(deck: Any) -> None:
        for slide, name in zip([*deck.slides][2:], ("ONE", "TWO"), strict=False):
            for each in slide._element.iter(f"{A}t"):
                each.text = name if each.text == "PART" else each.text

    pulled = Pull(tmp_path, text, edit)
    assert "--- ONE" in pulled.done.text
    assert pulled.said == ["PART → TWO"]


@pytest.mark.parametrize("digits", ["1.73755115718712E+024", "1.73755115718712e24"])
def test_a_number_in_as_many_digits_as_a_program_keeps_is_the_same(digits: str) -> None:
    assert is_same("1.737551157187121e+24", digits)
    assert not is_same("1.7375511e+24", digits)


def test_a_table_with_a_formula_is_one(tmp_path: Path) -> None:
    """An edit of any other cell was only said, and that of an untouched file, too."""
    text = "## T\n\n| a | b |\n|---|---|\n| 1 | $x^2$ |\n| k | 33 |\n"

    def edit(deck: Any) -> None:
        for each in deck.slides[0]._element.iter(f"{A}t"):
            each.text = "44" if each.text == "33" else each.text

    assert Pull(tmp_path / "a", text).said == []
    pulled = Pull(tmp_path / "b", text, edit)
    assert pulled.done.text == text.replace("33", "44")
    assert pulled.said == []


@pytest.mark.parametrize(
    ("gone_words", "kept"),
    [("Second", "<p>First para.</p>\n<ul><li>one</li><li>two</li></ul>"),
     ("two", "<p>First para.</p>\n<p>Second para.</p>\n<ul><li>one</li></ul>")],
)  # fmt: skip
def test_a_part_of_an_element_that_goes_leaves_the_others(tmp_path: Path, gone_words: str, kept: str) -> None:
    """An element with a heading in it went as a whole, and its slide."""
    text = (
        "## T\n\n<div>\n<h3>Head</h3>\n<p>First para.</p>\n<p>Second para.</p>\n"
        "<ul><li>one</li><li>two</li></ul>\n</div>\n\nafter\n"
    )

    def edit(deck: Any) -> None:
        for slide in deck.slides:
            for shape in slide.shapes:
                if shape.has_text_frame:
                    for each in list(shape.text_frame.paragraphs):
                        if gone_words in each.text:
                            gone(each._p)

    pulled = Pull(tmp_path, text, edit)
    assert pulled.done.text == f"## T\n\n<div>\n<h3>Head</h3>\n{kept}\n</div>\n\nafter\n"


def _say(old: str, new: str) -> Edit:
    def edit(deck: Any) -> None:
        for slide in deck.slides:
            for each in slide._element.iter(f"{A}t"):
                each.text = (each.text or "").replace(old, new)

    return edit


def test_a_note_of_two_places_holds_up_no_other_edit(tmp_path: Path) -> None:
    text = "# Six\n\nVoir[^a] et là[^b].\n\n- point[^a]\n- autre\n\n[^a]: Note A.\n[^b]: Note B.\n"
    pulled = Pull(tmp_path, text, _say("autre", "encore"))
    assert pulled.done.text == text.replace("autre", "encore")


@pytest.mark.parametrize("fence", ["flow\n{} -> Livraison", "mermaid\nflowchart LR\nA[{}] --> B[Livraison]"])
def test_a_word_in_any_line_of_a_box_comes_back(tmp_path: Path, fence: str) -> None:
    """Each line was a paragraph, and only the last one was looked for."""
    text = f"## F\n\n```{fence.format('Amélioration continue du prompt')}\n```\n"
    pulled = Pull(tmp_path, text, _say("Amélioration", "Optimisation"))
    assert pulled.done.text == text.replace("Amélioration", "Optimisation")


def _gone(words_: str, on: int | None = None) -> Edit:
    """Delete the paragraphs that are just these words, on a slide or on all."""

    def edit(deck: Any) -> None:
        for number, slide in enumerate(deck.slides):
            for shape in slide.shapes if on in (None, number) else ():
                for each in list(shape.text_frame.paragraphs) if shape.has_text_frame else ():
                    if each.text.strip() == words_ and len(shape.text_frame.paragraphs) > 1:
                        gone(each._p)
                    elif each.text.strip() == words_:
                        gone(shape._element)

    return edit


@pytest.mark.parametrize(
    ("html", "words_", "left"),
    [
        ("<div><p>li</p><p>p</p><p>div</p></div>", "p", "<div><p>li</p><p>div</p></div>"),
        ("<div><p>li</p><p>p</p><p>div</p></div>", "div", "<div><p>li</p><p>p</p></div>"),
        ('<div class="first"><p>first</p><p>second</p></div>', "first", '<div class="first"><p>second</p></div>'),
        ("<div><p>alpha beta</p><p>alpha</p><p>beta</p></div>", "alpha",
         "<div><p>alpha beta</p><p>beta</p></div>"),
        ("<div><h3>Head</h3><p>para one</p><p>para two</p></div>", "Head", "<div><p>para one</p><p>para two</p></div>"),
    ],
)  # fmt: skip
def test_words_of_an_element_are_sought_between_its_tags(
    tmp_path: Path, html: str, words_: str, left: str
) -> None:
    """Names of tags and of classes were deleted, or a part of other words."""
    pulled = Pull(tmp_path, f"## T\n\nintro\n\n{html}\n", _gone(words_))
    assert pulled.done.text in (f"## T\n\nintro\n\n{left}\n", f"## T\n\nintro\n\n{html}\n")
    assert pulled.done.text == f"## T\n\nintro\n\n{left}\n" or pulled.said


def test_words_in_quotation_marks_are_not_sought_in_tags(tmp_path: Path) -> None:
    html = '<div class="first"><p>first</p><p>second</p></div>'
    pulled = Pull(tmp_path, f"## T\n\nintro\n\n{html}\n", _say("first", "First one"))
    assert 'class="first"' in pulled.done.text
    assert "<p>First one</p>" in pulled.done.text or pulled.said


def test_a_note_that_one_slide_no_longer_has_stays_on_others(tmp_path: Path) -> None:
    """The reference on the other slide was deleted, and the note."""
    text = "# D\n\n## B\n\ntext[^1] here\n\n## C\n\nmore[^1] there\n\n[^1]: note one words\n"

    def edit(deck: Any) -> None:
        slide = [*deck.slides][2]
        for shape in list(slide.shapes):
            for each in list(shape.text_frame.paragraphs) if shape.has_text_frame else ():
                for run in each.runs:
                    if run.text == "1" and "more" in each.text:
                        gone(run._r)
            if shape.has_text_frame and "note one" in shape.text_frame.text:
                gone(shape._element)

    pulled = Pull(tmp_path, text, edit)
    assert "text[^1] here" in pulled.done.text
    assert "[^1]: note one words" in pulled.done.text
    assert "more there" in pulled.done.text


def test_a_line_over_bars_that_is_renamed_is_so_wherever_it_is_named(tmp_path: Path) -> None:
    text = (
        "# G\n\n```chart\nkind: column\nline: [ratio]\nrows: |\n  name,bars,ratio\n  Q1,4,3\n  Q2,5,4\n```\n"
    )
    pulled = Pull(tmp_path, text, _data(["Q1", "Q2"], bars=(4, 5), Rate=(3, 4)))
    assert "line: [Rate]" in pulled.done.text
    assert "name,bars,Rate" in pulled.done.text
    assert len(pulled.again().slides) == 1


def test_days_of_a_chart_that_another_program_counts_are_the_same_days(tmp_path: Path) -> None:
    """LibreOffice says only of the axis that its numbers are days; each became Excel's number of it."""

    def edit(deck: Any) -> None:
        for frame in shapes(deck, "graphicFrame"):
            for code in frame.chart._chartSpace.iterfind(".//{*}xVal//{*}formatCode"):
                code.text = "General"

    rows = "  date,v\n  2024-01-15,10\n  2024-02-15,12\n  2024-03-15,9\n"
    text = f"## A\n\n- x\n\n## B\n\n```chart\nkind: line\nrows: |\n{rows}x: date\ny: v\n```\n"
    done = Pull(tmp_path, text, edit)
    assert not done.said
    done.again()
    assert done.deck.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("# One\n\na\n\n# Two\n\nb\n", "# One\n\na\n\n---\n\nb\n"),
        ("## One\n\na\n\n---\n\n## Two\n\nb\n", "## One\n\na\n\n---\n\nb\n"),
        (
            "---\nmarp: true\n---\n\n# One\n\na\n\n---\n\nTwo\n===\n\nb\n",
            "---\nmarp: true\n---\n\n# One\n\na\n\n---\n\nb\n",
        ),
        (
            "class: center\n\n# One\n\na\n\n---\nclass: left\nname: x\n\n# Two\n\nb\n",
            "class: center\n\n# One\n\na\n\n---\nclass: left\nname: x\n\nb\n",
        ),
        (
            '---\nrevealOptions: {}\n---\n\n# One\n\na\n\n---\n\n## Two <!-- .slide: data-background="#eef" -->\n\nb\n',
            '---\nrevealOptions: {}\n---\n\n# One\n\na\n\n---\n\n<!-- .slide: data-background="#eef" -->\n\nb\n',
        ),
    ],
)
def test_a_title_goes_without_its_slide_and_what_stands_beside_it(
    tmp_path: Path, text: str, now: str
) -> None:
    def edit(deck: Any) -> None:
        deck.slides[1].shapes.title.text_frame.text = ""

    assert Pull(tmp_path, text, edit).done.text == now


@pytest.mark.parametrize("also", [False, True])
def test_a_last_link_that_an_office_suite_loses_stays(tmp_path: Path, also: bool) -> None:
    """LibreOffice 7 leaves a blank of it, on slides with steps."""
    text = "# T {.incremental}\n\n- alpha words\n- beta with a [link](https://example.org)\n"

    def edit(deck: Any) -> None:
        frame = next(s for s in deck.slides[0].placeholders if "beta" in s.text_frame.text).text_frame
        run = frame.paragraphs[1].runs[1]
        run.text = " "
        run._r.rPr.clear()
        for paragraph in frame.paragraphs:
            for each in paragraph.runs:
                each.font.color.rgb = RGBColor.from_string("1C2833")
        if also:
            frame.paragraphs[0].runs[0].text = "alpha other"
        app = next(part for part in deck.part.package.iter_parts() if str(part.partname).endswith("app.xml"))
        app._blob = re.sub(
            rb"<Application>.*?</Application>", b"<Application>LibreOffice/7.4</Application>", app.blob
        )

    assert Pull(tmp_path, text, edit).done.text == (
        text.replace("alpha words", "alpha other") if also else text
    )


@pytest.mark.parametrize("front", ["---\nmarp: true\n---\n\n", "---\nrevealOptions: {}\n---\n\n"])
def test_attributes_are_not_written_where_they_would_be_words(tmp_path: Path, front: str) -> None:
    def edit(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slides[1].slide_layout)
        slide.shapes.title.text_frame.text = "Fresh"
        drawn = BytesIO()
        Pixels.new("RGB", (300, 200), "#336699").save(drawn, "PNG")
        slide.shapes.add_picture(BytesIO(drawn.getvalue()), 3000000, 2000000, 2500000)

    now = Pull(tmp_path, f"{front}# One\n\na\n\n---\n\n# Two\n\n- b\n\n---\n\n# Thanks\n", edit).done.text
    assert "Fresh" in now
    assert "![](" in now
    assert "{" not in now.removeprefix(front)
