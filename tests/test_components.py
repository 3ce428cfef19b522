"""Components, as laid out."""

from __future__ import annotations

import pytest

from deckgen.layout.model import FigureFrame, Rule, TextFrame


def test_cards_with_nothing_in_them_are_nothing(make) -> None:
    built = make("# T\n\n::: cards\n. . .\n:::\n\n# U\n\ntext\n")
    assert built.laid.slides[-1].title == "U"


def test_cards_keep_what_a_list_says_beside_its_words(make) -> None:
    """Boxes of tasks and numbers are content; bullets are not."""
    tasks = make("# T\n\n::: cards\n- [x] fait\n- [ ] à faire\n:::\n").laid.slides[0]
    shown = [
        p.marker.text for f in tasks.frames if isinstance(f, TextFrame) for p in f.paragraphs if p.marker
    ]
    assert shown == ["☑", "☐"]
    numbers = make("# T\n\n::: cards\n1. un\n2. deux\n:::\n").laid.slides[0]
    shown = [
        p.marker.text for f in numbers.frames if isinstance(f, TextFrame) for p in f.paragraphs if p.marker
    ]
    assert shown == ["1.", "2."]


def test_clicks_in_cards_are_those_of_the_same_list(make) -> None:
    items = '- a\n- b <!-- .element: class="fragment" -->\n- c\n'
    steps = []
    for text in (f"::: cards\n{items}:::\n", items):
        slide = make(f"# T\n\n{text}\nafter\n").laid.slides[0]
        found = {
            word: (frame.step or paragraph.step).comes
            for frame in slide.frames
            if isinstance(frame, TextFrame) and frame.role == "body"
            for paragraph, word in zip(frame.paragraphs, frame.text.split("\n"), strict=True)
        }
        steps.append([found[word] for word in ("a", "b", "c", "after")])
    assert steps[0] == steps[1] == [0, 1, 0, 0]


def test_cards_stand_side_by_side(make) -> None:
    slide = make("# T\n\n::: cards\n- un\n- deux\n- trois\n:::\n").laid.slides[0]
    boxes = [f.box for f in slide.frames if isinstance(f, TextFrame) and f.role == "body"]
    assert len({box.y for box in boxes}) == 1
    assert [box.x for box in boxes] == sorted(box.x for box in boxes)
    assert not any(isinstance(f, FigureFrame) for f in slide.frames)


def test_all_cards_are_equally_high(make) -> None:
    items = "- **One**: short\n- Two\n- Three\n- Four is the longest of them all and takes several lines\n- Five\n"
    (slide,) = make(f"---\ncover: false\n---\n\n## T\n\n::: cards\n{items}:::\n").laid.slides
    grounds = [frame.box for frame in slide.frames if isinstance(frame, Rule) and frame.box.height > 20]
    assert len(grounds) == 5
    assert len({round(box.height, 3) for box in grounds}) == 1
    assert len({round(box.y, 3) for box in grounds}) == 2


EVENTS = (
    "- 1980: Modèles statistiques\n- **2003** — Réseaux de neurones\n- Mai 2017 – **Transformers**\n"
    "- 2020: GPT-3\n"
)


def _events(make, items: str, theme: str = "board") -> list[TextFrame]:
    (slide,) = make(f"## Quarante ans\n\n::: timeline\n{items}:::\n", theme=theme).laid.slides
    texts = (frame for frame in slide.frames if isinstance(frame, TextFrame))
    return [frame for frame in texts if frame.role not in ("title", "number")]


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_events_stand_along_a_line(make, theme: str) -> None:
    frames = {frame.text: frame.box for frame in _events(make, EVENTS, theme)}
    dates = [frames[text] for text in ("1980", "2003", "Mai 2017", "2020")]
    words = [
        frames[text] for text in ("Modèles statistiques", "Réseaux de neurones", "Transformers", "GPT-3")
    ]
    assert [box.x for box in dates] == [box.x for box in words] == sorted(box.x for box in dates)
    assert len({round(box.bottom) for box in dates}) == len({round(box.y) for box in words}) == 1
    assert dates[0].bottom < words[0].y


def test_more_events_than_a_line_holds_stand_below_each_other(make) -> None:
    items = "".join(f"- 19{n}0: Something of importance happens in the town\n" for n in range(9))
    frames = _events(make, items)
    dates, words = frames[::2], frames[1::2]
    assert [frame.text for frame in dates] == [f"19{n}0" for n in range(9)]
    assert len({frame.box.x for frame in dates}) == len({frame.box.x for frame in words}) == 1
    assert all(one.box.y == pytest.approx(other.box.y) for one, other in zip(dates, words, strict=True))


def test_events_without_dates_keep_their_words(make) -> None:
    items = (
        "- November 2025 – January 2026: **Tests**\n- Now\n- 12:30 lunch, then more\n"
        "- At https://example.org: a talk\n"
    )
    shown = [frame.text for frame in _events(make, items)]
    assert shown[:2] == ["November 2025 – January 2026", "Tests"]
    for words in ("Now", "12:30 lunch, then more", "https://example.org", "a talk"):
        assert any(words in text.replace("\n", " ") for text in shown)


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_no_event_is_torn_before_a_sign(make, theme: str) -> None:
    """`Ingenhousz:` had room for its letters, and the colon stood on the next line, in other programs a letter, too."""
    names = (
        "Van Helmont pèse",
        "Hales: les feuilles",
        "Priestley",
        "Ingenhousz: il faut",
        "Mayer: l'énergie",
    )
    items = "".join(f"- 17{n}1: {name}\n" for n, name in enumerate(names))
    (slide,) = make(f"---\ntheme: {theme}\n---\n\n## T\n\n::: timeline\n{items}:::\n").laid.slides
    lines = [
        line.text
        for frame in slide.frames
        if isinstance(frame, TextFrame)
        for paragraph in frame.paragraphs
        for line in paragraph.lines
    ]
    assert not [text for text in lines if text[:1] in ":.,"]
    assert any("Ingenhousz:" in text for text in lines)


def test_times_of_day_are_dates_of_a_timeline(make) -> None:
    items = "- 22:05: Batch 14 starts\n- Mon 9:00 – Kick-off\n- 2025: Next: a word\n- 11:30 - Talk: why\n"
    (slide,) = make(f"## T\n\n::: timeline\n{items}:::\n").laid.slides
    texts = [
        line.text for f in slide.frames if isinstance(f, TextFrame) for p in f.paragraphs for line in p.lines
    ]
    assert texts[1:-1] == [
        "22:05",
        "Batch 14 starts",
        "Mon 9:00",
        "Kick-off",
        "2025",
        "Next: a word",
        "11:30",
        "Talk: why",
    ]
