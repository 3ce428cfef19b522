"""Edits as a colleague makes them in LibreOffice Impress, by its own interface (UNO).

    python3 tests/instruments/impress.py FILE.pptx FOLDER NAME …

writes FOLDER/NAME.pptx for each named edit of FILE. UNO belongs to the system's Python (Debian's `python3-uno`), not to
our environment, so this file imports nothing of ours and is run as a program of its own.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import uno
from com.sun.star.awt import Point
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

BOLD, PLAIN = 150.0, 100.0
"""com.sun.star.awt.FontWeight"""


def shapes(page: Any) -> Iterator[Any]:
    return (page.getByIndex(number) for number in range(page.Count))


def shape(deck: Any, slide: int, name: str) -> Any:
    return next(one for one in shapes(deck.DrawPages.getByIndex(slide)) if one.Name.startswith(name))


def each(container: Any) -> Iterator[Any]:
    members = container.createEnumeration()
    while members.hasMoreElements():
        yield members.nextElement()


def line(deck: Any, slide: int, number: int, name: str = "Text") -> Any:
    return list(each(shape(deck, slide, name)))[number]


def add_line(text: Any, after: Any, words: str) -> None:
    """A paragraph behind another, as the Enter key makes it: with that one's level and look."""
    cursor = text.createTextCursorByRange(after.End)
    text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    text.insertString(cursor, words, False)


def drop_line(text: Any, number: int) -> None:
    """Mark a paragraph with the break before it, and press Delete."""
    lines = list(each(text))
    cursor = text.createTextCursorByRange(lines[number - 1].End)
    cursor.gotoRange(lines[number].End, True)
    cursor.String = ""


def select(text: Any, words: str) -> Any:
    """A cursor around words that look alike."""
    for paragraph in each(text):
        for part in each(paragraph):
            at = part.String.find(words)
            if at >= 0:
                cursor = text.createTextCursorByRange(part.Start)
                if part.TextPortionType == "TextField":
                    cursor.gotoRange(part.End, True)
                else:
                    cursor.goRight(at, False)
                    cursor.goRight(len(words), True)
                return cursor
    raise LookupError(words)


def type_over(text: Any, old: str, new: str) -> None:
    select(text, old).String = new


def mark(text: Any, words: str, **looks: Any) -> None:
    cursor = select(text, words)
    for name, value in looks.items():
        setattr(cursor, name, value)


def link(deck: Any, text: Any, old: str, words: str, address: str) -> None:
    field = deck.createInstance("com.sun.star.text.TextField.URL")
    field.Representation, field.URL = words, address
    text.insertTextContent(select(text, old), field, True)


def swap(text: Any, first: int, second: int) -> None:
    """Two paragraphs that have no looks of their own beside their words."""
    lines = list(each(text))
    one, other = lines[first].String, lines[second].String
    lines[first].String, lines[second].String = other, one


def notes(deck: Any, slide: int) -> Any:
    page = deck.DrawPages.getByIndex(slide).NotesPage
    return next(one for one in shapes(page) if one.ShapeType.endswith("NotesShape"))


def table(deck: Any) -> Any:
    return shape(deck, 3, "Table").Model


def type_into_cell(cell: Any, words: str) -> None:
    """What is typed into a cell with one look keeps it."""
    cursor = cell.createTextCursor()
    cursor.gotoEnd(True)
    cursor.String = words


def add_row(deck: Any) -> None:
    model = table(deck)
    model.Rows.insertByIndex(model.Rows.Count, 1)
    for column, words in enumerate(("Avril", "11", "a|b")):
        model.getCellByPosition(column, model.Rows.Count - 1).String = words


def add_column(deck: Any) -> None:
    model = table(deck)
    model.Columns.insertByIndex(model.Columns.Count, 1)
    for row, words in enumerate(("Suite", "x", "y", "z")):
        model.getCellByPosition(model.Columns.Count - 1, row).String = words


def number(deck: Any) -> None:
    data = shape(deck, 5, "Chart").Model.getData()
    rows = [list(row) for row in data.getData()]
    rows[0][-1] = 13.25
    data.setData(tuple(tuple(row) for row in rows))


def new_slide(deck: Any) -> None:
    page = deck.DrawPages.insertNewByIndex(1)
    page.Layout = 1  # a title and an outline
    page.getByIndex(0).String, page.getByIndex(1).String = "Nouvelle", "un point"


def picture(deck: Any) -> None:
    """Replace it by a blue one of 50 × 50 pixels."""
    with tempfile.NamedTemporaryFile(suffix=".ppm") as file:
        file.write(b"P6 50 50 255\n" + b"\0\0\xff" * 2500)
        file.flush()
        shape(deck, 4, "Picture").GraphicURL = Path(file.name).as_uri()


def text_box(deck: Any) -> None:
    box = deck.createInstance("com.sun.star.drawing.TextShape")
    deck.DrawPages.getByIndex(2).add(box)
    box.Position, box.String = Point(2000, 12000), "Une idée en passant"


def comment(deck: Any) -> None:
    note = deck.DrawPages.getByIndex(2).createAndInsertAnnotation()
    note.Author, note.Initials, note.TextRange.String = "Zoé", "Z", "À vérifier"


EDITS: dict[str, Callable[[Any], object]] = {
    "a word": lambda d: type_over(shape(d, 1, "Text"), "suite", "fin"),
    "a word in bold": lambda d: type_over(shape(d, 1, "Text"), "bon", "excellent"),
    "bold": lambda d: mark(shape(d, 1, "Text"), "Marge", CharWeight=BOLD),
    "no longer bold": lambda d: mark(shape(d, 1, "Text"), "bon", CharWeight=PLAIN),
    "a word in italics": lambda d: mark(shape(d, 1, "Text"), "suite", CharPosture=uno.Enum(
        "com.sun.star.awt.FontSlant", "ITALIC")),
    "words of a link": lambda d: link(d, shape(d, 1, "Text"), "le site", "notre site", "https://exemple.fr"),
    "where a link leads": lambda d: link(d, shape(d, 1, "Text"), "le site", "le site", "https://autre.fr/x"),
    "a new link": lambda d: link(d, shape(d, 1, "Text"), "Marge", "Marge", "https://marge.fr"),
    "a colour": lambda d: mark(shape(d, 1, "Text"), "Marge", CharColor=0x0000FF),
    "a title": lambda d: type_over(shape(d, 1, "Title"), "Résultats", "Nos résultats"),
    "the cover's title": lambda d: setattr(shape(d, 0, "Title"), "String", "Bilan 2025 : suite"),
    "a title with a subscript": lambda d: type_over(shape(d, 4, "Title"), "Formule", "Une formule"),
    "a bullet": lambda d: add_line(shape(d, 1, "Text"), line(d, 1, 2), "Trésorerie"),
    "a bullet below": lambda d: add_line(shape(d, 1, "Text"), line(d, 1, 4), "opérationnelle"),
    "a bullet less": lambda d: drop_line(shape(d, 1, "Text"), 2),
    "a bullet below less": lambda d: drop_line(shape(d, 1, "Text"), 4),
    "bullets below the other way round": lambda d: swap(shape(d, 1, "Text"), 3, 4),
    "a bullet further in": lambda d: setattr(line(d, 1, 5), "NumberingLevel", 1),
    "a bullet further out": lambda d: setattr(line(d, 1, 3), "NumberingLevel", 0),
    "an item with a number": lambda d: add_line(shape(d, 2, "Text"), line(d, 2, 2), "Mesurer"),
    "a quotation": lambda d: type_over(shape(d, 2, "Quotation"), "deux", "trois"),
    "a paragraph": lambda d: add_line(shape(d, 1, "Text"), line(d, 1, 0), "Nouvelle * phrase."),
    "a note": lambda d: type_over(notes(d, 1), "Parler lentement.", "Parler très lentement."),
    "one more note": lambda d: add_line(notes(d, 1), list(each(notes(d, 1)))[-1], "Et merci."),
    "the first note": lambda d: setattr(notes(d, 2), "String", "Une note"),
    "no notes": lambda d: setattr(notes(d, 1), "String", ""),
    "a cell": lambda d: setattr(table(d).getCellByPosition(1, 1), "String", "13"),
    "a bold cell": lambda d: type_into_cell(table(d).getCellByPosition(2, 1), "très bien"),
    "a row": add_row,
    "a row less": lambda d: table(d).Rows.removeByIndex(2, 1),
    "a column": add_column,
    "a column less": lambda d: table(d).Columns.removeByIndex(2, 1),
    "a header": lambda d: setattr(table(d).getCellByPosition(0, 0), "String", "Période"),
    "words beside a formula": lambda d: type_over(shape(d, 4, "Text"), "pour tous", "pour chacun"),
    "a picture": picture,
    "an alternative text": lambda d: setattr(shape(d, 4, "Picture"), "Description", "Un carré bleu"),
    "a chart's number": number,
    "a slide less": lambda d: d.DrawPages.remove(d.DrawPages.getByIndex(3)),
    "a new slide of text": new_slide,
    "a hidden slide": lambda d: setattr(d.DrawPages.getByIndex(2), "Visible", False),
    "a shape elsewhere": lambda d: setattr(shape(d, 4, "Picture"), "Position", Point(1000, 9000)),
    "a slide twice": lambda d: d.duplicate(d.DrawPages.getByIndex(2)),
    "a text box": text_box,
    "a comment": comment,
}  # fmt: skip


def given(name: str, value: Any) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def desktop(process: Any, pipe: str) -> Any:
    """LibreOffice's own root object, as soon as it answers."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(600):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except Exception:
            if process.poll() is not None:
                raise
            time.sleep(0.1)
    raise TimeoutError("LibreOffice does not answer")


def main(file: str, folder: str, names: Sequence[str]) -> None:
    """Make the edits, each in a copy of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pipe = Path(profile).name
        process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
             f"--accept=pipe,name={pipe};urp;"],
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            root = desktop(process, pipe)
            copies = (given("Hidden", True), given("AsTemplate", True))
            for name in names:
                deck = root.loadComponentFromURL(Path(file).absolute().as_uri(), "_blank", 0, copies)
                EDITS[name](deck)
                target = (Path(folder) / f"{name}.pptx").absolute().as_uri()
                deck.storeToURL(target, (given("FilterName", "Impress MS PowerPoint 2007 XML"),))
                # They stay open until the process ends: LibreOffice 7.4 falls over when one with comments is closed.
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # what is started is a script, LibreOffice its child
            process.wait()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:] or list(EDITS))
