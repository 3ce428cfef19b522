"""Words of drawn diagrams that somebody has changed in PowerPoint: the source says the same with them, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.test_pull import Folder, changes
from tests.test_pull_losses import A, Edit, gone


def _words(old: str, new: str, number: int = 0) -> Edit:
    """The paragraph that says `old`, or another one of them."""

    def change(deck: Any) -> None:
        found = [
            each for page in deck.slides for each in page._element.iter(f"{A}p")
            if "".join(text.text or "" for text in each.iter(f"{A}t")) == old
        ]  # fmt: skip
        texts = list(found[number].iter(f"{A}t"))
        if not new:
            gone(found[number])
            return
        for text in texts[1:]:
            text.text = ""
        texts[0].text = new

    return change


EDITS = {
    "a label": ("graph LR\n  A[One] --> B[Two]", ("One", "Eins"), "graph LR\n  A[Eins] --> B[Two]"),
    "a label with signs": ("graph LR\n  A[One] --> B[Two]", ("One", "Eins (1)"),
                           'graph LR\n  A["Eins (1)"] --> B[Two]'),
    "in quotation marks": ('graph LR\n  A["One"] --> B[Two]', ("One", "Eins; (1)"),
                           'graph LR\n  A["Eins; (1)"] --> B[Two]'),
    "of an arrow": ("graph LR\n  A -->|go| B -->|on| C", ("go", "run"), "graph LR\n  A -->|run| B -->|on| C"),
    "a name": ("graph LR\n  Foo --> Bar\n  Foo --> Baz", ("Foo", "Foolish"),
               "graph LR\n  Foolish --> Bar\n  Foolish --> Baz"),
    "a name of two words": ("graph LR\n  Foo --> Bar\n  Foo --> Baz", ("Foo", "The fool"),
                            'graph LR\n  Foo["The fool"] --> Bar\n  Foo --> Baz'),
    "two boxes": ("graph LR\n  A[Box] --> B[Box]", ("Box", "Zeta"), None),
    "a party": ("sequenceDiagram\n  Alice->>Bob: Hi\n  Bob-->>Alice: Hello", ("Alice", "Alicia"),
                "sequenceDiagram\n  Alicia->>Bob: Hi\n  Bob-->>Alicia: Hello"),
    "a message": ("sequenceDiagram\n  A->>B: Hi", ("Hi", "Hello, you"), "sequenceDiagram\n  A->>B: Hello, you"),
    "a message that would be two": ("sequenceDiagram\n  A->>B: Hi", ("Hi", "Hi; B->>C: Ho"), None),
    "a state": ("stateDiagram-v2\n  [*] --> Idle\n  Idle --> Run", ("Idle", "Waiting"),
                "stateDiagram-v2\n  [*] --> Waiting\n  Waiting --> Run"),
    "a state of two words": ("stateDiagram-v2\n  [*] --> Idle\n  Idle --> Run", ("Idle", "State one"), None),
    "a subgraph": ("graph LR\n  subgraph one\n  A\n  end\n  B --> one", ("one", "first"),
                   "graph LR\n  subgraph first\n  A\n  end\n  B --> first"),
    "a box that is gone": ("graph LR\n  A[One] --> B[Two]", ("Two", ""), None),
    "a thought that is gone": ("mindmap\n  Root\n    One\n      Deep\n    Two", ("One", ""), None),
    "a date": ("timeline\n  2002 : One\n  2004 : Two", ("2002", "2003"), "timeline\n  2003 : One\n  2004 : Two"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_words_of_diagrams_come_back(tmp_path: Path, name: str) -> None:
    text, (old, new), pulled = EDITS[name]
    folder = Folder(tmp_path, f"# Un\n\n```mermaid\n{text}\n```\n")
    folder.edit(_words(old, new))
    done = folder.pulled()
    if pulled is None:
        assert changes(done) == ""
        assert len(done.left_out) == 1
    else:
        assert done.text == f"# Un\n\n```mermaid\n{pulled}\n```\n"
        assert done.left_out == ()


@pytest.mark.parametrize(
    ("first", "arrow", "last"), [("::: mermaid", "-->", ":::"), ('<div class="mermaid">', "--&gt;", "</div>")]
)
def test_words_of_diagrams_in_other_frames_come_back(
    tmp_path: Path, first: str, arrow: str, last: str
) -> None:
    text = "# Un\n\n{first}\ngraph LR\n  Foo {arrow} Bar[One]\n  Foo {arrow} Baz\n{last}\n"
    folder = Folder(tmp_path, text.format(first=first, arrow=arrow, last=last))
    folder.edit(_words("Foo", "Foolish"))
    folder.edit(_words("One", "Small (5 %)"))
    done = folder.pulled()
    wanted = text.replace("Foo", "Foolish").replace("[One]", '["Small (5 %)"]')
    assert done.text == wanted.format(first=first, arrow=arrow, last=last)
