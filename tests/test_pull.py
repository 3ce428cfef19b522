"""`deckgen pull`: what is edited in a .pptx file comes back into its Markdown, and nothing else changes."""

from __future__ import annotations

import copy
import difflib
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.util import Inches

from deckgen import DeckgenError, build
from deckgen.carried import comments, without
from deckgen.memory import Memory
from deckgen.revisions.merge import merge
from deckgen.revisions.pull import Pulled, carried_in, pull, write
from tests.conftest import DATA, FEATURES, ROOT
from tests.instruments.renderers import soffice

BASE = """---
title: Bilan 2024
author: Farid
lang: fr
---

# Résultats {#res}

Un **bon** exercice, avec [le site](https://exemple.fr)
et une suite.

* Chiffre d’affaires : *12 M€*
* Marge
    * brute
    * nette
* Effectifs `stables`

<!-- à moi -->

::: notes
Parler lentement.

Finir vite.
:::

---

# Étapes

1. Recruter
2. Former
3. Livrer

> Une citation
> sur deux lignes

---

# Tableau

| Mois | Valeur | Note |
|:-----|-------:|------|
| Janvier | 12 | **bien** |
| Février | 14 | moyen |
| Mars | 9 | faible |

---

# Formule et H~2~O

Soit $E = mc^2$ pour tous.

![Un carré](carre.png)

---

# Graphique

```chart
kind: column
x: mois
y: ventes
decimal: ","
rows: |
  mois;ventes
  Jan;12,5
  Fév;14
  Mar;9
```
"""
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Edit = Callable[[Any], None]


BUILT: dict[str, bytes] = {}
"""Files of the decks that many tests begin with."""


class Folder:
    """A deck's folder with the file that was built of it."""

    def __init__(self, path: Path, text: str = BASE) -> None:
        self.deck, self.file = path / "t.md", path / "t.pptx"
        self.deck.write_text(text, "utf-8")
        Pixels.new("RGB", (40, 40), "red").save(path / "carre.png")
        if text not in BUILT:
            assert build(self.deck, to="pptx", output=path).ok
            BUILT[text] = self.file.read_bytes()
        self.file.write_bytes(BUILT[text])

    def edit(self, change: Edit) -> None:
        deck = Presentation(str(self.file))
        change(deck)
        deck.save(str(self.file))

    def pulled(self, memory: Memory | None = None, **given: Any) -> Pulled:
        return pull(self.file, self.deck, memory or Memory(None), **given)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def shape(deck: Any, slide: int, name: str) -> Any:
    return next(each for each in deck.slides[slide].shapes if each.name.startswith(name))


def line(deck: Any, slide: int, number: int) -> Any:
    return shape(deck, slide, "Text").text_frame.paragraphs[number]


def run(deck: Any, slide: int, number: int, text: str) -> Any:
    return next(each for each in line(deck, slide, number).runs if each.text == text)


def added(deck: Any, slide: int, number: int, text: str) -> None:
    """A copy of a paragraph behind it, with other words."""
    frame = shape(deck, slide, "Text").text_frame
    first = frame.paragraphs[number]
    first._p.addnext(copy.deepcopy(first._p))
    new = frame.paragraphs[number + 1]
    for each in new.runs[1:]:
        each._r.getparent().remove(each._r)
    new.runs[0].text = text


def gone(element: Any) -> None:
    element.getparent().remove(element)


def split_run(deck: Any) -> None:
    """The last word of a run in italics."""
    paragraph = line(deck, 1, 0)
    last = paragraph.runs[-1]
    last._r.addnext(copy.deepcopy(last._r))
    last._r.getnext().addnext(copy.deepcopy(last._r))
    one, two, three = paragraph.runs[-3:]
    one.text, two.text, three.text = " et une ", "suite", "."
    two.font.italic = True


def row(deck: Any) -> None:
    table = shape(deck, 3, "Table").table
    last = table._tbl.tr_lst[-1]
    last.addnext(copy.deepcopy(last))
    for column, text in enumerate(("Avril", "11", "a|b")):
        table.cell(4, column).text_frame.paragraphs[0].runs[0].text = text


def slide_away(deck: Any, number: int) -> None:
    entries = deck.slides._sldIdLst
    entry = list(entries)[number]
    deck.part.drop_rel(entry.rId)
    entries.remove(entry)


def slide_to(deck: Any, number: int, place: int) -> None:
    entries = deck.slides._sldIdLst
    entry = list(entries)[number]
    entries.remove(entry)
    entries.insert(place, entry)


def new_slide(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Nouvelle", "un point"
    slide_to(deck, len(deck.slides) - 1, 2)


def formula(deck: Any) -> None:
    for text in deck.slides[4]._element.iter(f"{M}t"):
        text.text = "n" if text.text == "m" else text.text


def beside_formula(deck: Any) -> None:
    for text in deck.slides[4]._element.iter(f"{A}t"):
        text.text = (text.text or "").replace("pour tous", "pour chacun")


def quotation(deck: Any) -> None:
    for text in deck.slides[2]._element.iter(f"{A}t"):
        text.text = (text.text or "").replace("deux", "trois")


def picture(deck: Any) -> None:
    data = BytesIO()
    Pixels.new("RGB", (50, 50), "blue").save(data, "PNG")
    found = shape(deck, 4, "Picture")
    deck.slides[4].part.related_part(found._element.blipFill.blip.rEmbed)._blob = data.getvalue()


def number(deck: Any) -> None:
    chart = shape(deck, 5, "Chart").chart
    data = CategoryChartData()
    data.categories = ["Jan", "Fév", "Mar"]
    data.add_series(next(iter(chart.plots[0].series)).name, (13.25, 14, 9))
    chart.replace_data(data)


def set_text(paragraph: Any, text: str) -> None:
    paragraph.runs[0].text = text


def title_of(deck: Any, slide: int) -> Any:
    return deck.slides[slide].shapes.title.text_frame.paragraphs[0]


def cell(deck: Any, across: int, down: int) -> Any:
    return shape(deck, 3, "Table").table.cell(down, across).text_frame.paragraphs[0]


def notes(deck: Any, slide: int) -> Any:
    return deck.slides[slide].notes_slide.notes_text_frame


TABLE = BASE[BASE.index("# Tableau") : BASE.index("# Formule")].rstrip()


def marked(text: str, sign: str) -> str:
    """Lines as a diff has them."""
    return "\n".join(sign + each for each in text.split("\n"))


EDITS: dict[str, tuple[Edit, str]] = {
    "a word": (lambda d: setattr(line(d, 1, 0).runs[-1], "text", " et une fin."), "-et une suite.\n+et une fin."),
    "a word in bold": (lambda d: setattr(run(d, 1, 0, "bon"), "text", "excellent"),
                       "-Un **bon** exercice, avec [le site](https://exemple.fr)\n"
                       "+Un **excellent** exercice, avec [le site](https://exemple.fr)"),
    "bold": (lambda d: setattr(line(d, 1, 2).runs[0].font, "bold", True), "-* Marge\n+* **Marge**"),
    "no longer bold": (lambda d: setattr(run(d, 1, 0, "bon").font, "bold", False),
                       "-Un **bon** exercice, avec [le site](https://exemple.fr)\n"
                       "+Un bon exercice, avec [le site](https://exemple.fr)"),
    "a word in italics": (split_run, "-et une suite.\n+et une *suite*."),
    "words of a link": (lambda d: setattr(run(d, 1, 0, "le site"), "text", "notre site"),
                        "-Un **bon** exercice, avec [le site](https://exemple.fr)\n"
                        "+Un **bon** exercice, avec [notre site](https://exemple.fr)"),
    "where a link leads": (lambda d: setattr(run(d, 1, 0, "le site").hyperlink, "address", "https://autre.fr/x"),
                           "-Un **bon** exercice, avec [le site](https://exemple.fr)\n"
                           "+Un **bon** exercice, avec [le site](https://autre.fr/x)"),
    "a new link": (lambda d: setattr(line(d, 1, 2).runs[0].hyperlink, "address", "https://marge.fr"),
                   "-* Marge\n+* [Marge](https://marge.fr)"),
    "a colour": (lambda d: setattr(line(d, 1, 2).runs[0].font.color, "rgb", RGBColor(0, 0, 255)),
                 "-* Marge\n+* [Marge]{color=#0000FF}"),
    "a title": (lambda d: set_text(title_of(d, 1), "Nos résultats"), "-# Résultats {#res}\n+# Nos résultats {#res}"),
    "the cover's title": (lambda d: set_text(title_of(d, 0), "Bilan 2025 : suite"),
                          '-title: Bilan 2024\n+title: "Bilan 2025 : suite"'),
    "a title with a subscript": (lambda d: set_text(title_of(d, 4), "Une formule et H"),
                                 "-# Formule et H~2~O\n+# Une formule et H~2~O"),
    "a bullet": (lambda d: added(d, 1, 2, "Trésorerie"), "+* Trésorerie"),
    "a bullet below": (lambda d: added(d, 1, 4, "opérationnelle"), "+    * opérationnelle"),
    "a bullet less": (lambda d: gone(line(d, 1, 2)._p), "-* Marge"),
    "a bullet below less": (lambda d: gone(line(d, 1, 4)._p), "-    * nette"),
    "bullets in another order": (lambda d: line(d, 1, 2)._p.addnext(line(d, 1, 1)._p), "+* Marge\n-* Marge"),
    "a bullet further in": (lambda d: setattr(line(d, 1, 5), "level", 1),
                            "-* Effectifs `stables`\n+    * Effectifs `stables`"),
    "a bullet further out": (lambda d: setattr(line(d, 1, 3), "level", 0), "-    * brute\n+* brute"),
    "an item with a number": (lambda d: added(d, 2, 2, "Mesurer"), "+4. Mesurer"),
    "a quotation": (quotation, "-> sur deux lignes\n+> sur trois lignes"),
    "a paragraph": (lambda d: added(d, 1, 0, "Nouvelle * phrase."), "+\n+Nouvelle \\* phrase."),
    "a note": (lambda d: set_text(notes(d, 1).paragraphs[0], "Parler très lentement."),
               "-Parler lentement.\n+Parler très lentement."),
    "one more note": (lambda d: setattr(notes(d, 1).add_paragraph(), "text", "Et merci."), "+\n+Et merci."),
    "the first note": (lambda d: setattr(notes(d, 2), "text", "Une note"), "+\n+::: notes\n+Une note\n+:::"),
    "no notes": (lambda d: setattr(notes(d, 1), "text", ""),
                 "-\n-::: notes\n-Parler lentement.\n-\n-Finir vite.\n-:::"),
    "a cell": (lambda d: set_text(cell(d, 1, 1), "13"), "-| Janvier | 12 | **bien** |\n+| Janvier | 13 | **bien** |"),
    "a bold cell": (lambda d: set_text(cell(d, 2, 1), "très bien"),
                    "-| Janvier | 12 | **bien** |\n+| Janvier | 12 | **très bien** |"),
    "a row": (row, "+| Avril | 11 | a\\|b |"),
    "a row less": (lambda d: gone(shape(d, 3, "Table").table._tbl.tr_lst[2]), "-| Février | 14 | moyen |"),
    "a header": (lambda d: set_text(cell(d, 0, 0), "Période"),
                 "-| Mois | Valeur | Note |\n+| Période | Valeur | Note |"),
    "a formula": (formula, "-Soit $E = mc^2$ pour tous.\n+Soit $E=nc^{2}$ pour tous."),
    "words beside a formula": (beside_formula, "-Soit $E = mc^2$ pour tous.\n+Soit $E = mc^2$ pour chacun."),
    "a picture": (picture, "-![Un carré](carre.png)\n+![Un carré](media/image1.png)"),
    "an alternative text": (
        lambda d: shape(d, 4, "Picture")._element.nvPicPr.cNvPr.set("descr", "Un carré bleu"),
        "-![Un carré](carre.png)\n+![Un carré bleu](carre.png)"),
    "a chart's number": (number, "-  Jan;12,5\n+  Jan;13,25"),
    "a slide less": (lambda d: slide_away(d, 3), marked(TABLE, "-")),
    "a slide elsewhere": (lambda d: slide_to(d, 3, 2), f"{marked(TABLE, '-')}\n{marked(TABLE, '+')}"),
    "a new slide": (new_slide, "+# Nouvelle\n+\n+* un point\n+\n+---\n+"),
    "a hidden slide": (lambda d: d.slides[2]._element.set("show", "0"), "-# Étapes\n+# Étapes {.hidden}"),
    "a shape elsewhere": (lambda d: setattr(shape(d, 4, "Picture"), "left", Inches(1)), ""),
}  # fmt: skip


def changes(done: Pulled) -> str:
    """The lines that have become others, in any order of blank lines."""
    lines = difflib.unified_diff(done.ours.split("\n"), done.text.split("\n"), lineterm="", n=0)
    return "\n".join(each for each in list(lines)[2:] if not each.startswith("@@"))


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back_as_its_author_would_have_written_it(name: str, folder: Folder) -> None:
    change, expected = EDITS[name]
    folder.edit(change)
    done = folder.pulled()
    assert done.left_out == ()
    found = [
        sorted(each for each in text.split("\n") if each.strip("+-")) for text in (changes(done), expected)
    ]
    assert found[0] == found[1], changes(done)


@pytest.mark.parametrize("name", EDITS)
def test_what_is_pulled_builds_what_was_edited(name: str, folder: Folder) -> None:
    folder.edit(EDITS[name][0])
    done = folder.pulled()
    for path, data in done.files.items():
        (folder.deck.parent / path).parent.mkdir(exist_ok=True)
        (folder.deck.parent / path).write_bytes(data)
    folder.deck.write_text(done.text, "utf-8")
    shutil.copy(folder.file, folder.file.with_name("edited.pptx"))
    assert build(folder.deck, to="pptx", output=folder.deck.parent).ok
    again = pull(folder.file.with_name("edited.pptx"), folder.deck, Memory(None), prefer="theirs")
    assert again.text == done.text


DECKS = [
    path for path in (*sorted(FEATURES.glob("*.md")), DATA / "stress.md", DATA / "charts.md", DATA / "llm-note.md",
                      ROOT / "slides" / "farid.md")
    if path.stem != "part"
]  # fmt: skip


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_a_file_that_was_only_saved_changes_nothing(path: Path, tmp_path: Path) -> None:
    build(path, to="pptx", output=tmp_path)
    file = tmp_path / f"{path.stem}.pptx"
    Presentation(str(file)).save(str(file))
    done = pull(file, path, Memory(None))
    assert changes(done) == ""
    assert (done.left_out, done.files) == ((), {})


def saved_by_libreoffice(files: Sequence[Path], folder: Path) -> Path:
    """A folder with the files as LibreOffice saves them."""
    profile, saved = (folder / "profile").as_uri(), folder / "saved"
    command = [soffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pptx"]
    subprocess.run([*command, "--outdir", str(saved), *files], capture_output=True, check=True)
    return saved


def test_a_file_that_libreoffice_has_saved_changes_nothing(tmp_path: Path) -> None:
    paths = [
        FEATURES / f"{name}.md" for name in ("text", "tables", "images", "maths", "code", "callouts", "links")
    ]
    paths.append(ROOT / "slides" / "farid.md")
    for path in paths:
        build(path, to="pptx", output=tmp_path)
    files = [tmp_path / f"{path.stem}.pptx" for path in paths]
    saved = saved_by_libreoffice(files, tmp_path)
    for path in paths:
        done = pull(saved / f"{path.stem}.pptx", path, Memory(None))
        assert changes(done) == "", path
        assert done.files == {}


UNTOLD = ("a formula",)
"""What it shows only as a picture."""


def test_edits_come_back_from_what_libreoffice_saved(tmp_path: Path) -> None:
    files = []
    for name, (change, _) in EDITS.items():
        (tmp_path / name).mkdir()
        folder = Folder(tmp_path / name)
        folder.edit(change)
        files.append(shutil.copy(folder.file, tmp_path / f"{name}.pptx"))
    saved = saved_by_libreoffice(files, tmp_path)
    wrong = {}
    for name, (_, expected) in EDITS.items():
        done = pull(saved / f"{name}.pptx", tmp_path / name / "t.md", Memory(None))
        found = [
            sorted(each for each in text.split("\n") if each.strip("+-"))
            for text in (changes(done), expected)
        ]
        if name not in UNTOLD and (found[0] != found[1] or done.left_out):
            wrong[name] = changes(done), done.left_out
    assert wrong == {}


MORE = """---
title: Migration
subtitle: Un plan
author: Hélène Dubois
theme: board
---

# Options

1. Renouveler
2. Cloud
3. Hybride

# Promesse

We promise _200 ms_ at the 99th percentile[^1], i.e. H~2~O.

[^1]: Measured at the balancer.

# Code

```yaml {title="values.yaml"}
replicas: 3
image:
  tag: "1.4"
```

# Comparaison

| Coût | Gain |
|------|------|
| 1 | 2 |

Table: Les coûts

# Marques

Text with **bold *and italic* words** and [link **bold**](https://e.org), ==mark== :smile: and ~~gone~~.

# Niveaux

* Logs
    * structured
    * sampled
        * one
        * all

# Conseil

> [!TIP]
> Bien faire.

# Schéma

Voici.

![Vue](carre.png "Figure 1")

- point
"""


def everywhere(slide: int, old: str, new: str) -> Edit:
    """Other words in all of a slide's text."""

    def change(deck: Any) -> None:
        for text in deck.slides[slide]._element.iter(f"{A}t"):
            text.text = (text.text or "").replace(old, new)

    return change


def without_shapes(slide: int, *names: str) -> Edit:
    def change(deck: Any) -> None:
        for name in names:
            gone(shape(deck, slide, name)._element)

    return change


def without_lines(slide: int, *numbers: int) -> Edit:
    def change(deck: Any) -> None:
        for element in [line(deck, slide, number)._p for number in numbers]:
            gone(element)

    return change


def code_line(deck: Any) -> None:
    frame = shape(deck, 3, "Code").text_frame
    last = frame.paragraphs[-1]
    last._p.addnext(copy.deepcopy(last._p))
    for each in frame.paragraphs[-1].runs[1:]:
        gone(each._r)
    frame.paragraphs[-1].runs[0].text = "  pull: always"


def copied_slide(deck: Any) -> None:
    slide = deck.slides[7]
    new = deck.slides.add_slide(slide.slide_layout)
    for each in list(new.shapes):
        gone(each._element)
    for each in slide.shapes:
        new.shapes._spTree.append(copy.deepcopy(each._element))
    new.shapes.title.text_frame.paragraphs[0].runs[0].text = "Conseil bis"


def column(deck: Any, source: int, texts: tuple[str, ...]) -> None:
    """A copy of a column behind it, with other words; without any, the column is gone."""
    table = shape(deck, 4, "Table").table._tbl
    grid = list(table.tblGrid)
    if texts:
        grid[source].addnext(copy.deepcopy(grid[source]))
    else:
        gone(grid[source])
    for row_, text in zip(table.tr_lst, texts or ("", ""), strict=True):
        own = row_.tc_lst[source]
        if not texts:
            gone(own)
            continue
        own.addnext(copy.deepcopy(own))
        for number, each in enumerate(row_.tc_lst[source + 1].iter(f"{A}t")):
            each.text = text if number == 0 else ""


MORE_EDITS: dict[str, tuple[Edit, str]] = {
    "the first item less": (without_lines(1, 0), "-1. Renouveler\n-2. Cloud\n-3. Hybride\n+1. Cloud\n+2. Hybride"),
    "the first item last": (lambda d: line(d, 1, 2)._p.addnext(line(d, 1, 0)._p),
                            "-1. Renouveler\n-2. Cloud\n-3. Hybride\n+1. Cloud\n+2. Hybride\n+3. Renouveler"),
    "words before a note's number": (
        everywhere(2, "promise", "guarantee"),
        "-We promise _200 ms_ at the 99th percentile[^1], i.e. H~2~O.\n"
        "+We guarantee _200 ms_ at the 99th percentile[^1], i.e. H~2~O."),
    "words of a footnote": (everywhere(2, "Measured", "Seen"),
                            "-[^1]: Measured at the balancer.\n+[^1]: Seen at the balancer."),
    "a line of code": (code_line, "+  pull: always"),
    "other code": (lambda d: setattr(shape(d, 3, "Code").text_frame, "text", "kind: Pod\nspec:\n  a: 1"),
                   '-replicas: 3\n-image:\n-  tag: "1.4"\n+kind: Pod\n+spec:\n+  a: 1'),
    "no title": (lambda d: setattr(title_of(d, 4)._parent, "text", ""), "-# Comparaison\n+---"),
    "no table": (without_shapes(4, "Table"),
                 "-| Coût | Gain |\n-|------|------|\n-| 1 | 2 |\n-\n-Table: Les coûts\n-"),
    "a column": (lambda d: column(d, 0, ("Délai", "3")),
                 "-| Coût | Gain |\n-|------|------|\n-| 1 | 2 |\n+| Coût | Délai | Gain |\n+|------| --- |------|\n"
                 "+| 1 | 3 | 2 |"),
    "columns exchanged": (
        lambda d: [row_.tc_lst[1].addnext(row_.tc_lst[0]) for row_ in shape(d, 4, "Table").table._tbl.tr_lst],
        "-| Coût | Gain |\n-| 1 | 2 |\n+| Gain | Coût |\n+| 2 | 1 |"),
    "two lines of a title": (lambda d: setattr(title_of(d, 4)._parent, "text", "Compa\vraison"),
                             "-# Comparaison\n+# Compa<br>raison"),
    "a column less": (lambda d: column(d, 0, ()),
                      "-| Coût | Gain |\n-|------|------|\n-| 1 | 2 |\n+| Gain |\n+|------|\n+| 2 |"),
    "two lines in a cell": (lambda d: setattr(shape(d, 4, "Table").table.cell(1, 0), "text", "1\n(k€)"),
                            "-| 1 | 2 |\n+| 1<br>(k€) | 2 |"),
    "a word among nested marks": (
        everywhere(5, "Text with", "Words with"),
        "-Text with **bold *and italic* words** and [link **bold**](https://e.org), ==mark== :smile: and ~~gone~~.\n"
        "+Words with **bold *and italic* words** and [link **bold**](https://e.org), ==mark== :smile: and ~~gone~~."),
    "an item further out": (lambda d: setattr(line(d, 6, 3), "level", 0),
                            "-        * one\n-        * all\n+* one\n+    * all"),
    "items without their parents": (
        without_lines(6, 0, 2),
        "-* Logs\n-    * structured\n-    * sampled\n-        * one\n-        * all\n"
        "+* structured\n+    * one\n+    * all"),
    "a copied slide": (copied_slide, "+# Conseil bis\n+\n+> [!TIP]\n+> Bien faire.\n+"),
    "no picture": (without_shapes(8, "Picture", "Caption"), '-![Vue](carre.png "Figure 1")\n-'),
    "no subtitle": (without_shapes(0, "Subtitle"), "-subtitle: Un plan"),
    "another author": (everywhere(0, "Dubois", "Durand"), "-author: Hélène Dubois\n+author: Hélène Durand"),
    "notes of two paragraphs": (lambda d: setattr(notes(d, 8), "text", "Un.\n\nDeux."),
                                "+\n+::: notes\n+Un.\n+\n+Deux.\n+:::"),
}  # fmt: skip


@pytest.mark.parametrize("name", MORE_EDITS)
def test_edits_that_were_wrong_once(name: str, tmp_path: Path) -> None:
    """What a tester found, each kind in the smallest deck that shows it."""
    folder = Folder(tmp_path, MORE)
    change, expected = MORE_EDITS[name]
    folder.edit(change)
    done = folder.pulled()
    found = [
        sorted(each for each in text.split("\n") if each.strip("+-")) for text in (changes(done), expected)
    ]
    assert found[0] == found[1], changes(done)
    assert done.left_out == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "nettement",
            "très nettement",
            "- Il a **très nettement progressé** ; [le *plein* rapport](https://e.org)",
        ),
        ("le ", "le tout ", "- Il a **nettement progressé** ; [le tout *plein* rapport](https://e.org)"),
        (
            " rapport",
            " gros rapport",
            "- Il a **nettement progressé** ; [le *plein* gros rapport](https://e.org)",
        ),
    ],
)
def test_words_go_where_they_look_as_their_neighbours(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    line_ = "- Il a **nettement progressé** ; [le *plein* rapport](https://e.org)"
    folder = Folder(tmp_path, f"# Un\n\n{line_}\n- Fin\n")
    folder.edit(everywhere(0, old, new))
    assert changes(folder.pulled()) == f"-{line_}\n+{expected}"


def test_an_item_that_is_none_any_more_is_said(folder: Folder) -> None:
    def plain(deck: Any) -> None:
        properties = line(deck, 1, 2)._p.get_or_add_pPr()
        for each in list(properties):
            properties.remove(each)
        properties.append(properties.makeelement(f"{A}buNone", {}))
        properties.set("marL", "0")
        properties.set("indent", "0")

    folder.edit(plain)
    done = folder.pulled()
    assert changes(done) == ""
    assert [words for _, words in done.left_out] == ["no longer an item of a list: Marge"]


def test_what_was_pulled_is_not_pulled_again(tmp_path: Path) -> None:
    folder, memory = Folder(tmp_path), Memory(tmp_path / "kept")
    folder.edit(new_slide)
    folder.edit(lambda d: setattr(notes(d, 3), "text", "Une note."))
    write(folder.pulled(memory=memory), memory)
    first = folder.deck.read_text("utf-8")
    assert first.count("# Nouvelle") == first.count("Une note.") == 1
    folder.edit(lambda d: set_text(title_of(d, 1), "Nos résultats"))
    done = folder.pulled(memory=memory)
    assert changes(done) == "-# Résultats {#res}\n+# Nos résultats {#res}"
    folder.deck.write_text(BASE, "utf-8")  # it was not wanted
    again = folder.pulled(memory=memory)
    assert "# Nouvelle" in again.text
    assert "# Nos résultats" in again.text


def test_a_file_keeps_its_line_ends(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.deck.write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    folder.edit(lambda d: set_text(title_of(d, 1), "Nos résultats"))
    memory = Memory(None)
    write(folder.pulled(memory=memory), memory)
    expected = BASE.replace("# Résultats", "# Nos résultats").replace("\n", "\r\n")
    assert folder.deck.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


MARP = """---
marp: true
footer: ACME 2026
---

<!-- _class: lead -->

# Quarterly review

---

# Two

- a
- b

<!-- Speak slowly. -->

---

<!-- _backgroundColor: #123 -->

# Three

- c
"""


def test_comments_go_with_their_slides(tmp_path: Path) -> None:
    folder = Folder(tmp_path, MARP)
    folder.edit(lambda d: slide_to(d, 2, 1))
    done = folder.pulled()
    assert "---\n\n<!-- _backgroundColor: #123 -->\n\n# Three\n\n- c\n\n---\n\n# Two" in done.text
    assert done.text.startswith(
        "---\nmarp: true\nfooter: ACME 2026\n---\n\n<!-- _class: lead -->\n\n# Quarterly"
    )


def test_notes_in_comments_stay_there(tmp_path: Path) -> None:
    folder = Folder(tmp_path, MARP)
    folder.edit(lambda d: setattr(notes(d, 1), "text", "Un\nDeux"))
    assert changes(folder.pulled()) == "-<!-- Speak slowly. -->\n+<!--\n+Un\n+\n+Deux\n+-->"


def test_a_footer_that_changes_is_written_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path, MARP)

    def later(deck: Any) -> None:
        for slide in range(3):
            everywhere(slide, "2026", "2027")(deck)

    folder.edit(later)
    done = folder.pulled()
    assert changes(done) == "-footer: ACME 2026\n+footer: ACME 2027"
    assert done.left_out == ()


def test_slides_with_settings_of_their_own_stay_in_their_order(tmp_path: Path) -> None:
    text = "---\ntheme: seriph\n---\n\n# Un\n\n---\nlayout: center\n---\n\n# Deux\n\n---\nlayout: end\n---\n\n# Trois\n"
    folder = Folder(tmp_path, text)
    folder.edit(lambda d: slide_to(d, 2, 0))
    done = folder.pulled()
    assert changes(done) == ""
    assert "they would be read as others" in done.left_out[0][1]


def test_new_text_boxes_are_listed_or_kept(folder: Folder) -> None:
    def post_it(deck: Any) -> None:
        box = deck.slides[1].shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
        box.text_frame.text = "À revoir !"

    folder.edit(post_it)
    assert folder.pulled().left_out == ((2, "a new text box: À revoir !"),)
    kept = folder.pulled(keep_extras=True)
    assert kept.left_out == ()
    assert "::: {.aside}\nÀ revoir !\n:::" in kept.text


def test_both_may_have_changed(folder: Folder) -> None:
    folder.edit(lambda d: set_text(title_of(d, 1), "Nos résultats"))
    folder.deck.write_text(
        BASE.replace("2. Former", "2. Former bien").replace("à moi", "à moi seul"), "utf-8"
    )
    done = folder.pulled()
    assert done.merged.conflicts == 0
    assert "# Nos résultats {#res}" in done.text
    assert "2. Former bien" in done.text
    assert "<!-- à moi seul -->" in done.text


def test_where_both_have_changed_the_same_nothing_is_guessed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.edit(lambda d: set_text(title_of(d, 1), "Nos résultats"))
    ours = BASE.replace("# Résultats", "# Les résultats")
    folder.deck.write_text(ours, "utf-8")
    monkeypatch.chdir(folder.deck.parent)
    command = [sys.executable, "-m", "deckgen", "pull", "t.pptx"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "1 conflict" in done.stderr
    assert folder.deck.read_text("utf-8") == ours
    marked = Path("t.conflict.md").read_text("utf-8")
    assert "<<<<<<< ours\n# Les résultats {#res}\n=======\n# Nos résultats {#res}\n>>>>>>> theirs" in marked
    assert "# Les résultats {#res}" in folder.pulled(prefer="ours").text
    assert "# Nos résultats {#res}" in folder.pulled(prefer="theirs").text


def test_there_is_a_copy_before_anything_is_written_over(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.edit(lambda d: set_text(title_of(d, 1), "Nos résultats"))
    monkeypatch.chdir(folder.deck.parent)
    command = [sys.executable, "-m", "deckgen", "pull", "t.pptx"]
    shown = subprocess.run(
        [*command, "--dry-run"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "+# Nos résultats {#res}" in shown.stdout
    assert folder.deck.read_text("utf-8") == BASE
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "written: t.md" in done.stdout
    assert Path("t.md.bak").read_text("utf-8") == BASE
    assert "# Nos résultats {#res}" in folder.deck.read_text("utf-8")
    again = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "nothing to change" in again.stdout


@pytest.mark.parametrize("within", ["build", "build/more"])
def test_the_markdown_of_a_file_is_found_from_within_its_folder(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, within: str
) -> None:
    inside = folder.deck.parent / within
    inside.mkdir(parents=True)
    (folder.deck.parent / "build" / "t.pptx").write_bytes(folder.file.read_bytes())
    monkeypatch.chdir(inside)
    built = Path("t.pptx") if within == "build" else Path("../t.pptx")
    assert pull(built, None, Memory(None)).into.resolve() == folder.deck.resolve()


def test_a_file_without_its_source_is_held_against_the_markdown_beside_it(folder: Folder) -> None:
    assert build(folder.deck, to="pptx", output=folder.file.parent, carries=False).ok
    assert carried_in(folder.file.read_bytes()) is None
    folder.edit(lambda d: set_text(title_of(d, 1), "Nos résultats"))
    done = folder.pulled()
    assert not done.from_source
    assert changes(done) == "-# Résultats {#res}\n+# Nos résultats {#res}"


def test_what_it_was_built_from_is_found_in_git(folder: Folder) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git = [
        "git",
        "-C",
        str(folder.deck.parent),
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@y",
        "-c",
        "commit.gpgsign=false",
    ]
    for words in (["init", "-q"], ["add", "t.md"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True)
    assert build(folder.deck, to="pptx", output=folder.file.parent, carries=False).ok
    folder.edit(lambda d: set_text(title_of(d, 1), "Nos résultats"))
    folder.deck.write_text(BASE.replace("2. Former", "2. Former longtemps, et bien, et encore"), "utf-8")
    done = folder.pulled()
    assert changes(done) == "-# Résultats {#res}\n+# Nos résultats {#res}"


def test_included_files_have_their_own_edits(tmp_path: Path) -> None:
    (tmp_path / "part.md").write_text("# Deux\n\n- c\n- d\n", "utf-8")
    folder = Folder(tmp_path, "# Un\n\n- a\n- b\n\n{{include: part.md}}\n\n# Trois\n\n- e\n")

    def louder(deck: Any) -> None:
        for slide in deck.slides:
            for each in (each for each in slide.shapes if each.name.startswith("Text")):
                first = each.text_frame.paragraphs[0].runs[0]
                first.text = first.text.upper()

    folder.edit(louder)
    done = folder.pulled()
    assert changes(done) == "-- a\n+- A\n-- e\n+- E"
    assert done.files == {"part.md": b"# Deux\n\n- C\n- d\n"}


def _upper(*wanted: str) -> Edit:
    """The lines that say one of these, in capitals."""

    def change(deck: Any) -> None:
        for slide in deck.slides:
            for each in (each for each in slide.shapes if each.has_text_frame):
                for paragraph in (one for one in each.text_frame.paragraphs if one.text in wanted):
                    paragraph.runs[0].text = paragraph.text.upper()

    return change


_PARTED = "# Un\n\n- a\n\n{{include: part.md}}\n\n# Trois\n\n- e\n"


@pytest.mark.parametrize(
    ("edit", "since", "wanted"),
    [
        (_upper(), "# Deux\n\n- c\n- delta\n", None),
        (_upper("e"), "# Deux\n\n- c\n- delta\n\n# Plus\n\n- g\n", None),
        (_upper("c"), "# Deux\n\n- c\n- d\n- x\n", "# Deux\n\n- C\n- d\n- x\n"),
        (_upper("c"), "<!-- à moi -->\n# Deux\n\n- c\n- d\n", "<!-- à moi -->\n# Deux\n\n- C\n- d\n"),
        (_upper("c"), "# Deux\n\n- C\n- d\n", "# Deux\n\n- C\n- d\n"),
    ],
    ids=["nothing edited", "edited elsewhere", "both", "comments", "alike"],
)
def test_what_an_author_has_changed_in_an_included_file_stays(
    tmp_path: Path, edit: Edit, since: str, wanted: str | None
) -> None:
    part = tmp_path / "part.md"
    part.write_text("# Deux\n\n- c\n- d\n", "utf-8")
    folder = Folder(tmp_path, _PARTED)
    folder.edit(edit)
    part.write_text(since, "utf-8")
    done = folder.pulled()
    assert done.files == ({} if wanted is None else {"part.md": wanted.encode()})
    assert (done.conflicts, done.left_out) == (0, ())
    write(done, Memory(None))
    assert part.read_text("utf-8") == (wanted or since)


def test_both_versions_of_an_included_line_go_into_a_file_of_their_own(tmp_path: Path) -> None:
    part = tmp_path / "part.md"
    part.write_text("# Deux\n\n- c\n- d\n", "utf-8")
    folder = Folder(tmp_path, _PARTED)
    folder.edit(_upper("c"))
    part.write_text("# Deux\n\n- ci\n- d\n", "utf-8")
    done = folder.pulled()
    assert done.conflicts == 1
    (name,) = done.files
    assert name == "part.conflict.md"
    assert done.files[name].decode() == ("# Deux\n\n<<<<<<< ours\n- ci\n=======\n- C\n>>>>>>> theirs\n- d\n")
    assert folder.pulled(prefer="theirs").files == {"part.md": b"# Deux\n\n- C\n- d\n"}


@pytest.mark.parametrize(
    "change",
    [lambda deck: slide_away(deck, 1), lambda deck: slide_to(deck, 2, 3), lambda deck: slide_to(deck, 0, 3)],
    ids=["gone", "moved", "around it"],
)
def test_included_slides_go_and_move_with_their_lines(tmp_path: Path, change: Edit) -> None:
    """In whichever of the files that may be."""
    (tmp_path / "zwei.md").write_text("# Deux\n\n- c\n- d\n\n# Deux bis\n\n- f\n", "utf-8")
    folder = Folder(tmp_path, _PARTED.replace("part.md", "zwei.md"))
    folder.edit(change)
    write(folder.pulled(), Memory(None))
    assert "{{include: zwei.md}}" in folder.deck.read_text("utf-8")
    assert build(folder.deck, to="pptx", output=tmp_path / "again").ok
    texts = [
        [[each.text_frame.text for each in slide.shapes if each.name.startswith("T")] for slide in one.slides]
        for one in (Presentation(str(folder.file)), Presentation(str(tmp_path / "again" / "t.pptx")))
    ]
    assert texts[0] == texts[1]


def test_a_slide_that_goes_takes_no_other_ones_lines_along(tmp_path: Path) -> None:
    """In a deck of headings with a single line between slides, no more lines come."""
    text = "# Un\n\n- a\n\n# Deux\n\n- b\n\n---\n\nSans titre.\n\n# Trois\n\n- c\n"
    folder = Folder(tmp_path, text)
    folder.edit(lambda deck: slide_away(deck, 1))
    assert folder.pulled().text == "# Un\n\n- a\n\n---\n\nSans titre.\n\n# Trois\n\n- c\n"


@pytest.mark.parametrize("is_same", [True, False])
def test_a_new_picture_is_not_written_over_another(folder: Folder, is_same: bool) -> None:
    """The names of pictures in files are the same in all of them: a second deck in the folder has its own."""
    folder.edit(picture)
    (new,) = folder.pulled().files.values()
    kept = folder.deck.with_name("media") / "image1.png"
    kept.parent.mkdir()
    kept.write_bytes(new if is_same else b"another deck's")
    done = folder.pulled()
    write(done, Memory(None))
    name = "image1.png" if is_same else "image1-2.png"
    assert f"![Un carré](media/{name})" in done.text
    assert kept.with_name(name).read_bytes() == new
    assert sorted(each.name for each in kept.parent.iterdir()) == sorted({"image1.png", name})
    assert is_same or kept.read_bytes() == b"another deck's"


def test_data_and_pictures_that_are_others_now_are_no_edits(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("m,v\nJan,1\nFeb,2\n", "utf-8")
    chart = "```chart\nkind: column\nx: m\ny: v\ndata: d.csv\n```"
    folder = Folder(tmp_path, f"# Un\n\n{chart}\n\n# Deux\n\n![c](carre.png)\n\nUn texte.\n")
    folder.edit(_upper("Un texte."))
    (tmp_path / "d.csv").write_text("m,v\nJan,1\nFeb,5\n", "utf-8")
    Pixels.new("RGB", (40, 40), "blue").save(tmp_path / "carre.png")
    done = folder.pulled()
    assert changes(done) == "-Un texte.\n+UN TEXTE."
    assert done.files == {}
    assert [words for _, words in done.left_out] == [
        "a chart: `d.csv` has changed since the file was built",
        "the picture `carre.png` has changed since the file was built",
    ]


def test_nothing_travels_with_a_file_that_its_readers_do_not_see(folder: Folder) -> None:
    carried = carried_in(folder.file.read_bytes())
    assert carried is not None
    assert carried.name == "t.md"
    assert "à moi" not in carried.text
    assert carried.text == BASE.replace("<!-- à moi -->", "<!---->")
    with zipfile.ZipFile(folder.file) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert str(folder.deck.parent).encode() not in whole


def test_it_costs_little_to_carry_the_source(tmp_path: Path) -> None:
    sizes = []
    for carries in (True, False):
        build(DATA / "stress.md", to="pptx", output=tmp_path, carries=carries)
        sizes.append((tmp_path / "stress.pptx").stat().st_size)
    assert sizes[0] < 1.05 * sizes[1]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a file"])
def test_what_is_no_powerpoint_file_is_said(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(data)
    with pytest.raises(DeckgenError):
        pull(tmp_path / "a.pptx", None, Memory(None))


LINES = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(LINES, LINES, LINES)
def test_merging(base: list[str], ours: list[str], theirs: list[str]) -> None:
    assert list(merge(base, ours, base).lines) == ours
    assert list(merge(base, base, theirs).lines) == theirs
    assert list(merge(base, ours, ours).lines) == ours
    both = merge(base, ours, theirs)
    if not both.conflicts:
        assert both.lines == merge(base, theirs, ours).lines
    assert not merge(base, ours, theirs, "ours").conflicts
    assert merge(base, ours, theirs, ask=lambda a, b: "theirs") == merge(base, ours, theirs, "theirs")


def test_comments_and_code() -> None:
    text = "a <!-- un\ndeux --> b\n\n```html\n<!-- code -->\n```\n\n<!-- trois -->\n"
    assert without(text, comments(text)) == "a <!--\n--> b\n\n```html\n<!-- code -->\n```\n\n<!---->\n"


WORDS = re.compile(r"(?:neuf|ajout)\d+")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_no_word_is_lost_whatever_both_have_changed(
    tmp_path_factory: pytest.TempPathFactory, dice: Any
) -> None:
    folder = Folder(tmp_path_factory.mktemp("p"))

    def change(deck: Any) -> None:
        for step in range(dice.randint(1, 6)):
            slide = dice.choice(list(deck.slides))
            frames = [
                s.text_frame
                for s in slide.shapes
                if s.has_text_frame and not s.name.startswith("Slide Number")
            ]
            lines = [p for frame in frames for p in frame.paragraphs if p.runs]
            kind = dice.choice(("word", "copy", "drop", "bold", "move", "delete"))
            if kind == "move":
                slide_to(deck, dice.randrange(len(deck.slides)), dice.randrange(len(deck.slides)))
            elif kind == "delete" and len(deck.slides) > 2:
                slide_away(deck, dice.randrange(1, len(deck.slides)))
            elif lines and kind == "word":
                dice.choice(dice.choice(lines).runs).text += f" neuf{step}"
            elif lines and kind == "bold":
                dice.choice(dice.choice(lines).runs).font.bold = True
            elif lines and kind in ("copy", "drop"):
                chosen = dice.choice(lines)
                if kind == "drop":
                    gone(chosen._p)
                else:
                    new = copy.deepcopy(chosen._p)
                    chosen._p.addnext(new)
                    texts = list(new.iter(f"{A}t"))
                    for text in texts[1:]:
                        text.text = ""
                    if texts:
                        texts[0].text = f"ajout{step}"

    folder.edit(change)
    ours = BASE.replace("Recruter", "Recruter mienne") if dice.random() < 0.5 else BASE
    folder.deck.write_text(ours, "utf-8")
    done = folder.pulled()
    said = done.text + " ".join(what for _, what in done.left_out)
    edited = " ".join(
        text.text or ""
        for slide in Presentation(str(folder.file)).slides
        for text in slide._element.iter(f"{A}t")
    )
    assert all(word in said for word in WORDS.findall(edited))
    if "mienne" in ours and "Recruter" in edited:
        assert "mienne" in done.text


def _each(*pairs: tuple[str, str]) -> Edit:
    """Words of any slide that become others."""

    def change(deck: Any) -> None:
        for text in [each for page in deck.slides for each in page._element.iter(f"{A}t")]:
            for old, new in pairs:
                text.text = (text.text or "").replace(old, new)

    return change


def _without(words: str, slide: int = 0) -> Edit:
    def change(deck: Any) -> None:
        for paragraph in list(deck.slides[slide]._element.iter(f"{A}p")):
            if "".join(text.text or "" for text in paragraph.iter(f"{A}t")) == words:
                gone(paragraph)

    return change


@pytest.mark.parametrize(
    ("text", "change", "pulled"),
    [
        ("<p>Hello world</p><p>two</p>", _each(("world", "planet"), ("two", "too")),
         "<p>Hello planet</p><p>too</p>"),
        ("<ul><li>one</li><li>two</li><li>three</li></ul>", _each(("one", "eins"), ("three", "drei")),
         "<ul><li>eins</li><li>two</li><li>drei</li></ul>"),
        ("<div><p>one text</p>\n<p>two text</p></div>", _each(("one", "eins"), ("two", "zwei")),
         "<div><p>eins text</p>\n<p>zwei text</p></div>"),
        ("<p>Hello world</p><p>two</p>", _without("two"), "<p>Hello world</p>"),
        ("> [!WARNING] Mind the gap\n> Words.", _each(("Mind the gap", "Look out"), ("Words", "New words")),
         "> [!WARNING] Look out\n> New words."),
        ("> [!WARNING] Mind the gap\n> Words.", _without("Words."), "> [!WARNING] Mind the gap\n>"),
        ("> Words of wisdom here.\n> — Anonymous", _each(("here", "there"), ("Anonymous", "Somebody")),
         "> Words of wisdom there.\n> — Somebody"),
        ("- All Bs\n\n```flow\nA -> B\nB -> C: go\n```", _each(("go", "run"), ("All Bs", "All"), ("B", "Beta")),
         "- All\n\n```flow\nA -> Beta\nBeta -> C: run\n```"),
    ],
)  # fmt: skip
def test_several_edits_in_the_same_lines_all_come_back(
    tmp_path: Path, text: str, change: Edit, pulled: str
) -> None:
    folder = Folder(tmp_path, f"# Un\n\n{text}\n")
    folder.edit(change)
    done = folder.pulled()
    assert done.text == f"# Un\n\n{pulled}\n"
    assert done.left_out == ()


@pytest.mark.parametrize(
    ("text", "change", "slide"),
    [
        ("## Plan {.agenda}\n\n--- Un\n\n## A\n\n- a\n\n--- Deux\n\n## B\n\n- b\n", _without("Deux", 1), 1),
        ("## Flow\n\n```flow\nA -> B\nB -> C\n```\n", _without("C", 1), 1),
    ],
)
def test_what_is_made_from_elsewhere_is_said_not_written(
    tmp_path: Path, text: str, change: Edit, slide: int
) -> None:
    folder = Folder(tmp_path, f"---\ntitle: T\n---\n\n{text}")
    folder.edit(change)
    done = folder.pulled()
    assert changes(done) == ""
    assert len(done.left_out) == 1


TALK = (
    "# Talk\n\n## One\n\n- text[^1]\n\n[^1]: A note.\n\n"
    "## Two {#two transition=fade}\n\n<!-- mine -->\n\n- words\n\n# Thank you!\n"
)


STEPS = (
    '---\nseparator: ^---$\n---\n\n# One\n\n- a <!-- .element: class="fragment" -->\n\n---\n\n# Two\n\n'
    '1. <!-- .element: class="fragment" --> lead item\n2. b\n'
)


def _last(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title and content"))
    slide.shapes.title.text, slide.placeholders[1].text = "Backup", "numbers"


def _copy(number: int) -> Edit:
    def change(deck: Any) -> None:
        source = deck.slides[number]
        slide = deck.slides.add_slide(source.slide_layout)
        for each in list(slide.shapes):
            gone(each._element)
        for each in source.shapes:
            slide.shapes._spTree.append(copy.deepcopy(each._element))
        slide_to(deck, len(deck.slides) - 1, number + 1)

    return change


@pytest.mark.parametrize(
    ("text", "change", "pulled"),
    [
        pytest.param(
            TALK, _each(("Two", "Three"), ("words", "others")),
            TALK.replace("Two", "Three").replace("words", "others"),
            id="a slide all of whose words are others keeps its settings",
        ),
        pytest.param(
            TALK, lambda deck: slide_away(deck, 1), TALK.replace("## One\n\n- text[^1]\n\n[^1]: A note.\n\n", ""),
            id="a note goes with what refers to it",
        ),
        pytest.param(
            TALK, _last, TALK.replace("you!", "you! {layout=closing}") + "\n## Backup\n\n- numbers\n",
            id="thanks with a slide behind them still close",
        ),
        pytest.param(
            TALK + "\n## References\n\n- numbers\n", _each(("words", "others")),
            TALK.replace("words", "others") + "\n## References\n\n- numbers\n",
            id="thanks before what is there to be looked up need no word for it",
        ),
        pytest.param(
            STEPS, _each(("lead", "first")), STEPS.replace("lead", "first"),
            id="a comment that the file does not carry, with the words of one that it does",
        ),
        pytest.param(
            TALK, _copy(1),
            TALK.replace("## Two", "## One\n\n- text[^1-2]\n\n[^1-2]: A note.\n\n## Two"),
            id="the notes of a copy are its own",
        ),
        pytest.param(
            TALK.replace("words", "see [it](#one)"), _each(("One", "First part")),
            TALK.replace("words", "see [it](#first-part)").replace("## One", "## First part"),
            id="links follow a title",
        ),
    ],
)  # fmt: skip
def test_what_hangs_together_stays_together(tmp_path: Path, text: str, change: Edit, pulled: str) -> None:
    folder = Folder(tmp_path, text)
    folder.edit(change)
    done = folder.pulled()
    assert done.text == pulled
    assert done.left_out == ()


def test_what_moves_without_its_slide_is_said(tmp_path: Path) -> None:
    items = "".join(
        f"- item number {n} with quite some words, long enough for two lines of a slide\n" for n in range(24)
    )
    folder = Folder(tmp_path, f"# Long\n\n{items}\n## Other\n\n- x\n")
    folder.edit(lambda deck: slide_to(deck, 1, 3))
    done = folder.pulled()
    assert changes(done) == ""
    assert ["a part of a slide" in what for _, what in done.left_out] == [True]


def test_cells_that_were_merged_are_said(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")

    def merged(deck: Any) -> None:
        table = next(each.table for each in deck.slides[0].shapes if each.has_table)
        table.cell(1, 0).merge(table.cell(2, 0))

    folder.edit(merged)
    done = folder.pulled()
    assert done.left_out == ((1, "cells of a table that were merged"),)


FILLED = """---
title: Plan
jinja: true
---

# One

- plain words
- {{ 6 * 7 }} numbers
- more words
{% for n in range(2) %}
- row {{ n }}
{% endfor %}

# Two

- last
"""


@pytest.mark.parametrize(
    ("change", "pulled", "lost"),
    [
        (_each(("plain", "simple"), ("last", "lost")), {"- plain words": "- simple words", "- last": "- lost"}, []),
        (_each(("42", "43")), {}, ["in a line that is filled in: - 43 numbers"]),
        (_each(("more", "most"), ("row 1", "row 9")), {"- more words": "- most words"},
         ["in a line that is filled in: - row 9"]),
        (_without("more words", 1), {"- more words\n": ""}, []),
    ],
)  # fmt: skip
def test_plain_lines_of_a_template_come_back(
    tmp_path: Path, change: Edit, pulled: dict[str, str], lost: list[str]
) -> None:
    folder = Folder(tmp_path, FILLED)
    folder.edit(change)
    done = folder.pulled()
    expected = FILLED
    for old, new in pulled.items():
        expected = expected.replace(old, new)
    assert done.text == expected
    assert [what for _, what in done.left_out] == lost


def _notes(text: str, slide: int = 0) -> Edit:
    def change(deck: Any) -> None:
        deck.slides[slide].notes_slide.notes_text_frame.text = text

    return change


def _cover_text(deck: Any) -> None:
    deck.slides[0].placeholders[1].text_frame.text = "Findings\nBerta"


@pytest.mark.parametrize(
    ("text", "change", "pulled"),
    [
        pytest.param("## T\n\n- x\n\nNote: Old.\n", _notes("One\nTwo"), "## T\n\n- x\n\nNote: One\n\nTwo\n",
                     id="what the speaker says stays unseen"),
        pytest.param('## T\n\n![A](carre.png "View")\n', _each(("View", 'View "North"')),
                     "## T\n\n![A](carre.png 'View \"North\"')\n", id="a caption with quotation marks"),
        pytest.param("## T\n\n| a | b |\n|---|---|\n| ![](carre.png) | bold |\n| x | 2 |\n",
                     _each(("bold", "strong"), ("2", "3")),
                     "## T\n\n| a | b |\n|---|---|\n| ![](carre.png) | strong |\n| x | 3 |\n", id="pictures in cells"),
        pytest.param("## T\n\n```chart\nkind: column\nx: J\ny: N\nrows: |\n  J,N\n  a,1\n  b,2\nsource: Us\n```\n",
                     _each(("Us", "Source: us")),
                     "## T\n\n```chart\nkind: column\nx: J\ny: N\nrows: |\n  J,N\n  a,1\n  b,2\n"
                     'source: "Source: us"\n```\n', id="a chart's source with a colon"),
    ],
)  # fmt: skip
def test_nothing_is_lost_beside_what_was_edited(tmp_path: Path, text: str, change: Edit, pulled: str) -> None:
    folder = Folder(tmp_path, text)
    folder.edit(change)
    done = folder.pulled()
    assert done.text == pulled
    assert done.left_out == ()


def test_notes_of_a_cover_have_no_place_and_that_is_said(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "---\ntitle: A\n---\n\n## T\n\n- x\n")
    folder.edit(_notes("Welcome"))
    done = folder.pulled()
    assert changes(done) == ""
    assert done.left_out == ((1, "notes: Welcome"),)


def test_a_slide_whose_picture_is_not_here_stays(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "## T\n\nWords.[^1]\n\n[^1]: A note.\n\n![A](carre.png)\n\n## U\n\n- u\n")
    (tmp_path / "carre.png").unlink()
    folder.edit(_each(("u", "v")))
    done = folder.pulled()
    assert "- v" in done.text
    assert "![A](carre.png)" in done.text
    assert "Words.[^1]" in done.text
    assert [number for number, _ in done.left_out] == [1]


def test_lines_of_a_cover_are_told_by_their_order(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "---\ntitle: T\nsubtitle: Results\nauthor: Anna\n---\n\n## A\n\n- a\n")
    folder.edit(_cover_text)
    done = folder.pulled()
    assert "subtitle: Findings\nauthor: Anna\n" in done.text
    assert done.left_out == ((1, "Berta"),)


def test_a_cell_beside_code_with_a_bar_comes_back(tmp_path: Path) -> None:
    text = "## T\n\n| `a|b` | c |\n|--|--|\n| ddd | `x|y` |\n"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    (target,) = build(tmp_path / "deck.md", to=("pptx",), output=tmp_path).written
    shown = Presentation(str(target))
    (table,) = (shape.table for shape in shown.slides[0].shapes if shape.has_table)
    table.cell(1, 0).text_frame.paragraphs[0].runs[0].text = "edited"
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].text = "x|z"
    shown.save(str(target))
    memory = Memory(None)
    write(pull(target, tmp_path / "deck.md", memory), memory)
    after = text.replace("ddd", "edited").replace("`x|y`", "`x\\|z`")
    assert (tmp_path / "deck.md").read_text("utf-8") == after
