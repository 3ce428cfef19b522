"""Slides that are added, copied, moved or deleted in a file come back in the signs of the deck's own tool."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deckgen.memory import Memory
from deckgen.revisions.pull import pull, write
from tests.test_pull import slide_away, slide_to
from tests.test_pull_losses import Pull, copied_slide

REMARK = (
    "class: center, middle\n\n# Talk\n\n---\n\n# Two\n\n- a\n\n--\n\n- b\n\n???\nNotes for two\n\n---\n"
    "layout: false\n# Three\n\n- c\n\n---\nname: last\n\n# Four\n\nwords\n"
)
COMMENTS = (
    "---\nseparator: <!--s-->\nrevealOptions: {}\n---\n\n# Talk\n\nHi\n\n<!--s-->\n\n## Two\n\n- a\n\nNote:\nSlowly\n\n"
    "<!--s-->\n\n## Three\n\n- b\n\n<!--s-->\n\n## Four\n\nwords\n"
)
VERTICAL = (
    "---\ntheme: black\nrevealOptions: {}\n---\n\n# Talk\n\nHi\n\n---\n\n## Two\n\n- a\n\nNote:\nSlowly\n\n----\n\n"
    "## Three\n\n- b\n\n---\n\n## Four\n\nwords\n"
)
MARP = "---\nmarp: true\n---\n\n# Talk\n\n***\n\n## Two\n\n- a\n\n___\n\n## Three\n\n- b\n\n* * *\n\n## Four\n\n- c\n"
PRESENTERM = (
    "---\ntitle: T\nauthor: J\n---\n\nTwo\n===\n\n- a\n\n<!-- end_slide -->\n\nThree\n===\n\n"
    "<!-- speaker_note: say it -->\n\n- b\n\n<!-- end_slide -->\n\nFour\n===\n\nwords\n"
)  # fmt: skip
DECKSET = (
    "slidenumbers: true\ntheme: Fira\n\n# Talk\n\n---\n\n## Two\n\n- a\n\n^ note\n\n---\n\n"
    "[.background-color: #112233]\n\n# [fit] Three\n\n- b\n\n---\n\n## Four\n\nwords\n"
)
HUGO = (
    '+++\ntitle = "T"\noutputs = ["Reveal"]\n+++\n\n# Talk\n\n---\n\n{{< slide background-color="#112233" >}}\n\n'
    "## Two\n\n- a\n\n{{% note %}}\nhere\n{{% /note %}}\n\n---\n\n## Three\n\n- b\n\n---\n\n## Four\n\nwords\n"
)
SLIDEV = (
    "---\ntheme: default\n---\n\n# Talk\n\n---\n\n# Two\n\n- a\n\n---\nlayout: image\nimage: >-\n  x.png\n"
    "class: text-center\n---\n\n# Three\n\ntext\n\n---\n\n# Four\n\nend\n"
)
DECKS = {
    "remark": REMARK, "comments": COMMENTS, "vertical": VERTICAL, "marp": MARP, "presenterm": PRESENTERM,
    "deckset": DECKSET, "hugo": HUGO, "slidev": SLIDEV,
}  # fmt: skip


def _new(deck: Any, place: int) -> None:
    layout = next(each for each in deck.slide_layouts if len(each.placeholders) > 1 and "ontent" in each.name)
    slide = deck.slides.add_slide(layout)
    slide.shapes.title.text, slide.placeholders[1].text = "Brand new", "some words"
    slide_to(deck, len(deck.slides) - 1, place)


def _copied(deck: Any) -> None:
    copied_slide(deck, 1)
    slide_to(deck, len(deck.slides) - 1, 2)


EDITS = {
    "new after one": lambda deck: _new(deck, 1),
    "new after two": lambda deck: _new(deck, 2),
    "new after three": lambda deck: _new(deck, 3),
    "new at the end": lambda deck: _new(deck, len(deck.slides)),
    "copied": _copied,
    "second gone": lambda deck: slide_away(deck, 1),
    "third gone": lambda deck: slide_away(deck, 2),
    "swapped": lambda deck: slide_to(deck, 2, 1),
    "last before": lambda deck: slide_to(deck, 3, 2),
}


def _said(deck: Any) -> list[tuple[str, str]]:
    """The titles of slides, and what their notes say."""
    return [
        (
            slide.shapes.title.text if slide.shapes.title is not None else "",
            slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
        )
        for slide in deck.slides
    ]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("name", DECKS)
def test_slides_are_those_of_the_file_in_every_dialect(tmp_path: Path, name: str, edit: str) -> None:
    """New ones became notes of the one before or parts of their neighbours, without a word."""
    pulled = Pull(tmp_path, DECKS[name], EDITS[edit])
    assert pulled.said == []
    wanted = _said(Presentation(str(pulled.file)))
    found = _said(pulled.again())
    assert [title for title, _ in found] == [title for title, _ in wanted]
    assert [said for _, said in found] == [said for _, said in wanted]


@pytest.mark.parametrize("name", DECKS)
def test_what_was_pulled_is_not_pulled_again(tmp_path: Path, name: str) -> None:
    pulled = Pull(tmp_path, DECKS[name], EDITS["third gone"])
    memory = Memory(None)
    write(pulled.done, memory)
    again = pull(pulled.file, pulled.deck, memory)
    assert not again.conflicts
    assert again.text == again.ours


def test_an_edit_beside_a_comment_comes_back_once(tmp_path: Path) -> None:
    """The second pull of a file was a conflict over `<!---->`."""

    def edit(deck: Any) -> None:
        for paragraph in deck.slides[0].placeholders[1].text_frame.paragraphs:
            paragraph.runs[-1].text += " Edited."

    text = "## A\n\nSome words <!-- TODO: check --> here.\n\nMore of them to say.\n\nAnd more.\n\n- b\n"
    pulled = Pull(tmp_path, text, edit)
    write(pulled.done, Memory(None))
    again = pull(pulled.file, pulled.deck, Memory(None))
    assert not again.conflicts
    assert again.text == again.ours
    assert "<!-- TODO: check -->" in again.text


def test_a_section_slide_that_is_gone_leaves_other_changes_alone(tmp_path: Path) -> None:
    """Its line stayed as a slide, and before that nothing else was done since it counted as one slide more."""
    text = "---\ntitle: Talk\n---\n\n--- One\n\n## A\n\n- a\n\n## B\n\n- b\n\n--- Two\n\n## C\n\n- c\n"
    away = Pull(tmp_path, text, lambda deck: [slide_away(deck, place) for place in (3, 1)])
    assert away.said == ["the section `One` is gone with its first slide"]
    assert away.done.text == text.replace("--- One\n\n", "").replace("## B\n\n- b\n\n", "")


@pytest.mark.parametrize(("name", "place", "other"), [("ONE", 1, "---\n\n"), ("TWO", 3, "")])
def test_the_first_slide_of_a_section_goes_alone(tmp_path: Path, name: str, place: int, other: str) -> None:
    """Its title opens the section as well: it stayed, since the line alone would be a slide. Below a cover, a rule
    keeps what comes from being its subtitle."""
    heads = {"ONE": "--- ONE\n- one\n\n", "TWO": "--- TWO\n\n- two\n\n"}
    text = f"# Talk\n\n{heads['ONE']}## A\n\nSome text.\n\n{heads['TWO']}## B\n\nThe end.\n"
    away = Pull(tmp_path, text, lambda deck: slide_away(deck, place))
    assert away.said == [f"the section `{name}` is gone with its first slide"]
    assert away.done.text == text.replace(heads[name], other)
    assert _said(Presentation(str(away.file))) == _said(away.again())


FIRST = "### Talk\n\n- one\n- two\n\n--- PART\n\nThree lines\n\n- a\n- b\n\n--- OTHER\n\nLast words here.\n"


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (lambda deck: _new(deck, 2), ("--- PART", "---\n\n### Brand new\n\n- some words\n\n--- PART")),
        (lambda deck: _new(deck, 4), ("words here.\n", "words here.\n\n---\n\n### Brand new\n\n- some words\n")),
        (lambda deck: slide_away(deck, 3), ("\n--- OTHER\n\nLast words here.\n", "")),
        (lambda deck: _titled(deck, 0, "Lecture"), ("### Talk", "### Lecture")),
        (lambda deck: None, ("", "")),
    ],
    ids=["new before a section", "new at the end", "gone", "the cover's title", "nothing"],
)  # fmt: skip
def test_a_cover_made_of_a_heading_keeps_no_edit_away(
    tmp_path: Path, edit: Any, after: tuple[str, str]
) -> None:
    """Both counted as slides of the same lines: each pull said that slides stay, and no slide came, went or moved."""
    pulled = Pull(tmp_path, FIRST, edit)
    assert (pulled.done.text, pulled.said) == (FIRST.replace(*after), [])


def test_no_slide_takes_the_cover(tmp_path: Path) -> None:
    """One that was new behind it became the first heading, of which the cover is made."""
    pulled = Pull(tmp_path, FIRST, lambda deck: _new(deck, 1))
    assert pulled.done.text == FIRST
    assert pulled.said[0] == "slides that are new or elsewhere: they would be read as others there"


def _titled(deck: Any, place: int, title: str) -> None:
    deck.slides[place].shapes.title.text_frame.paragraphs[0].runs[0].text = title


def test_slides_move_over_settings_that_hold_from_there_on(tmp_path: Path) -> None:
    """All stayed where they were."""
    text = (
        "---\nmarp: true\n---\n\n# Talk\n\n---\n\n<!-- class: lead -->\n\n# A\n\n---\n\n# B\n\n---\n\n# C\n"
    )
    moved = Pull(tmp_path, text, lambda deck: slide_to(deck, 3, 0))
    assert _said(Presentation(str(moved.file))) == _said(moved.again())
    assert moved.said == ["`C` looks as slides at its new place do"]


def test_a_cover_of_metadata_stays_the_first_and_that_is_said(tmp_path: Path) -> None:
    moved = Pull(tmp_path, "---\ntitle: Talk\n---\n\n## A\n\n- a\n", lambda deck: slide_to(deck, 1, 0))
    assert moved.said == ["the slide that metadata make stays the first"]


def test_new_slides_have_titles_like_the_others(tmp_path: Path) -> None:
    """With a `#` they would have been parts of the slide above."""
    text = (
        "---\ntitle: T\noptions:\n  implicit_slide_ends: true\n---\n\nTwo\n===\n\n- a\n\nThree\n===\n\n- b\n"
    )
    new = Pull(tmp_path, text, lambda deck: _new(deck, 2))
    assert not new.said
    assert "Brand new\n=========" in new.done.text


def test_the_last_slide_of_an_included_file_goes_once_and_leaves_other_files_alone(tmp_path: Path) -> None:
    """An empty line of the deck's own went with it, and the same file once more was a conflict over another one."""
    text = "---\ntitle: Inc\n---\n\n## A\n\n- a\n\n{{include: part.md}}\n\n## Z\n\n- z\n"
    part = b"## P1\n\n- p\n\n## P2\n\n- q\n"
    away = Pull(tmp_path, text, lambda deck: slide_away(deck, 3), part_md=part)
    write(away.done, Memory(None))
    assert (tmp_path / "t.md").read_text("utf-8") == text
    assert "P2" not in (tmp_path / "part.md").read_text("utf-8")
    assert pull(away.file, away.deck, Memory(None)).conflicts == 0


@pytest.mark.parametrize("edit", ["swapped", "last before", "third gone"])
def test_slides_between_equal_comments_come_back_once(tmp_path: Path, edit: str) -> None:
    """A file that was pulled once more wrote a slide a second time, or was a conflict."""
    text = (
        "# Talk\n\n## Two\n\n- a\n\n<!-- todo -->\n\n## Three\n\n- b\n\n<!-- todo -->\n\n## Four\n\nwords\n"
    )
    pulled = Pull(tmp_path, text, EDITS[edit])
    write(pulled.done, Memory(None))
    again = pull(pulled.file, pulled.deck, Memory(None))
    assert again.conflicts == 0
    assert again.text == again.ours


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("## A\n\n- a\n\n## B\n\n- b\n", "## B\n", "## B {.hidden}\n"),
        ("---\nformat: revealjs\n---\n\n## A\n\n- a\n\n## B\n\n- b\n", "## B\n", '## B {visibility="hidden"}\n'),
        ("---\ntheme: seriph\n---\n\n# A\n\n- a\n\n---\n\n# B\n\n- b\n", "---\n\n# B", "---\nhide: true\n---\n\n# B"),
        ("---\ntheme: seriph\n---\n\n# A\n\na\n\n---\nclass: x\n---\n\n# B\n\nb\n", "class: x", "hide: true\nclass: x"),
        (
            "---\nrevealOptions: {}\n---\n\n# A\n\n- a\n\n---\n\n## B\n\n- b\n",
            "## B\n", '## B\n\n<!-- .slide: data-visibility="hidden" -->\n',
        ),
    ],
)  # fmt: skip
def test_a_hidden_slide_is_hidden_as_its_tool_has_it(
    tmp_path: Path, text: str, before: str, after: str
) -> None:
    """Everywhere it was `{.hidden}` behind the heading, which most tools show as words."""
    hidden = text.replace(before, after)
    done = Pull(tmp_path / "a", text, lambda deck: deck.slides[-1]._element.set("show", "0"))
    assert not done.said
    again = done.again()
    assert done.deck.read_text("utf-8") == hidden
    assert again.slides[len(again.slides) - 1]._element.get("show") == "0"
    back = Pull(tmp_path / "b", hidden, lambda deck: deck.slides[-1]._element.attrib.pop("show"))
    assert not back.said
    assert back.again().slides[len(again.slides) - 1]._element.get("show") is None


def test_a_slide_that_its_tool_can_not_hide_is_listed(tmp_path: Path) -> None:
    text = "---\nmarp: true\n---\n\n# A\n\n- a\n\n---\n\n# B\n\n- b\n"
    done = Pull(tmp_path, text, lambda deck: deck.slides[-1]._element.set("show", "0"))
    assert done.said == ["hidden"]
    assert done.done.text == text
