"""What the speaker says in comments, and values with no-break spaces: nothing changes but what is edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.test_pull_losses import A, Edit, Pull, replaced, words

FORMS = {
    "marp": "---\nmarp: true\n---\n\n# A\n\n- a\n\n<!--\n{}\n-->\n\n---\n\n# B\n\n- b\n",
    "slidev": "---\ntheme: seriph\n---\n\n# A\n\n- a\n\n<!--\n{}\n-->\n\n---\n\n# B\n\n- b\n",
    "own": "---\ntitle: T\ncover: false\n---\n\n# A\n\n- a\n\n::: notes\n{}\n:::\n\n# B\n\n- b\n",
    "quarto": "---\nformat: revealjs\n---\n\n## A\n\n- a\n\n::: {{.notes}}\n{}\n:::\n\n## B\n\n- b\n",
}
NOTES = {
    "emphasis": "Une note **ici** et *là*.",
    "code": "Une `note`, snake_case_name et 2*3*4.",
    "a link": "Une [note](https://a.b), voir https://example.com/a_b_c.",
    "lists": "Intro :\n\n- un\n- **deux**\n\n1. x\n2. y",
    "HTML": "<b>gras</b> texte -- fin",
    "spaces": "«\u00a0Dire\u00a0» cela\u202f!",
    "a formula": "La perte $x^2$.",
    "lines": "ligne **un**\nligne deux",
}


def _spoken(old: str, new: str) -> Edit:
    """Words of all notes in place of others."""

    def edit(deck: Any) -> None:
        for slide in deck.slides:
            for each in slide.notes_slide._element.iter(f"{A}t") if slide.has_notes_slide else ():
                each.text = (each.text or "").replace(old, new)

    return edit


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NOTES)
def test_notes_that_nobody_edits_stay_as_they_are(tmp_path: Path, form: str, name: str) -> None:
    text = FORMS[form].format(NOTES[name])
    pulled = Pull(tmp_path, text, replaced("b", "bb"))
    assert pulled.done.text == text.replace("- b\n", "- bb\n")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("note", "old", "new"),
    [
        ("Une note **ici** et *là*.", "Une note", "Deux notes"),
        ("Une note en `code`.", "Une note", "Deux notes"),
        ("Un\u00a0mot **gras**\u202f!", "mot", "terme"),
        ("- un\n- **deux** trois", "trois", "quatre"),
    ],
)
def test_a_word_of_notes_is_edited_where_it_stands(
    tmp_path: Path, form: str, note: str, old: str, new: str
) -> None:
    """The comment was written anew, without marks, links and line ends."""
    text = FORMS[form].format(note)
    pulled = Pull(tmp_path, text, _spoken(old, new))
    assert pulled.done.text == text.replace(old, new)


@pytest.mark.parametrize(
    ("front", "old", "new"),
    [
        ("title: Étude\u00a0Alpha", "Étude", "Étude nouvelle"),
        ("title: Étude\u202fAlpha\u202f!", "Étude", "Étude nouvelle"),
        ("title: Étude *Alpha*", "Étude", "Étude nouvelle"),
        ("title: T\nsubtitle: Un sous\u00a0titre", "Un sous", "Un autre sous"),
        ("title: T\nauthor: Zoé\u00a0B", "Zoé", "Zoé A"),
        ("title: T\nfooter: Un pied\u00a0!", "Un pied", "Un autre pied"),
    ],
)
def test_a_value_with_spaces_that_do_not_break_comes_back(
    tmp_path: Path, front: str, old: str, new: str
) -> None:
    text = f"---\n{front}\n---\n\n# A\n\n- x\n\n# B\n\n- y\n"
    pulled = Pull(tmp_path, text, replaced(old, new))
    assert pulled.done.text == text.replace(old, new)
    assert new in "\n".join(map(words, pulled.again().slides))


@pytest.mark.parametrize(
    "text",
    [
        '::: note {title="À\u00a0voir"}\nMot.\n:::',
        "> [!NOTE] À\u00a0voir\n> Mot.",
        "```python {title=\"À\u00a0voir\"}\nx\n```",
        "| a |\n| - |\n| 1 |\n\n: À\u00a0voir",
    ],
)  # fmt: skip
def test_so_does_a_title_of_a_box(tmp_path: Path, text: str) -> None:
    text = f"## A\n\n{text}\n\nFin\n"
    pulled = Pull(tmp_path, text, replaced("voir", "revoir"))
    assert pulled.done.text == text.replace("voir", "revoir")


def test_a_comment_with_an_empty_line_stays_as_it_is(tmp_path: Path) -> None:
    """Its first line stood in place of the empty one, too."""
    text = "## A\n\n- b\n\n<!--\n## No slide\n\n- no list\n-->\n\nEnd.\n"
    assert Pull(tmp_path, text).done.text == text
    assert Pull(tmp_path, text, replaced("b", "bb")).done.text == text.replace("- b", "- bb")


@pytest.mark.parametrize("separator", ["^\\n(?=## )", "(?=^## )"])
def test_edits_come_back_where_separators_look_at_what_comes(tmp_path: Path, separator: str) -> None:
    text = f'---\nseparator: "{separator}"\n---\n\n## A\n\ntext a\n\n## B\n\ntext b\n'
    pulled = Pull(tmp_path, text, replaced("text b", "text bb"))
    assert len(pulled.again().slides) == 2
    assert pulled.done.text == text.replace("text b", "text bb")
