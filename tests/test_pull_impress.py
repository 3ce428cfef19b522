"""What a colleague edits in LibreOffice Impress itself comes back by `deckgen pull`."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

from tests.instruments import renderers
from tests.test_pull import EDITS, Folder, changes

SCRIPT = Path(__file__).parent / "instruments" / "impress.py"
OWN = {
    "bullets below the other way round": "+    * nette\n-    * nette",
    "a column": """\
-| Mois | Valeur | Note |
-|:-----|-------:|------|
-| Janvier | 12 | **bien** |
-| Février | 14 | moyen |
-| Mars | 9 | faible |
+| Mois | Valeur | Note | Suite |
+|:-----|-------:|------| --- |
+| Janvier | 12 | **bien** | x |
+| Février | 14 | moyen | y |
+| Mars | 9 | faible | z |""",
    "a column less": """\
-| Mois | Valeur | Note |
-|:-----|-------:|------|
-| Janvier | 12 | **bien** |
-| Février | 14 | moyen |
-| Mars | 9 | faible |
+| Mois | Valeur |
+|:-----|-------:|
+| Janvier | 12 |
+| Février | 14 |
+| Mars | 9 |""",
    "a new slide of text": "+---\n+# Nouvelle\n+un point",
    "a slide twice": "+---\n+# Étapes\n+1. Recruter\n+2. Former\n+3. Livrer\n+> Une citation\n+> sur deux lignes",
    "a text box": "",
    "a comment": "+<!-- Z: À vérifier -->",
}
"""The lines that become others, for edits that `EDITS` has not."""
LISTED = {"a text box": ((3, "a new text box: Une idée en passant"),)}


def names() -> list[str]:
    """The edits that the script makes, read without running it: it needs another Python."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    table = next(each for each in tree.body if isinstance(each, ast.AnnAssign))
    assert isinstance(table.value, ast.Dict)
    return [
        key.value for key in table.value.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A deck's folder with the edited files in `edited`."""
    python = renderers.impress()
    folder = Folder(tmp_path_factory.mktemp("impress"))
    target = folder.deck.parent / "edited"
    target.mkdir()
    subprocess.run([python, SCRIPT, folder.file, target], capture_output=True, check=True, timeout=300)
    return folder


def sorted_lines(text: str) -> list[str]:
    return sorted(each for each in text.split("\n") if each.strip("+-") or each == "+---")


def test_edits_made_in_impress_come_back(edited: Folder) -> None:
    wrong = {}
    assert len(names()) >= 40
    for name in names():
        edited.file = edited.deck.parent / "edited" / f"{name}.pptx"
        done = edited.pulled()
        expected = OWN[name] if name in OWN else EDITS[name][1]
        if sorted_lines(changes(done)) != sorted_lines(expected) or done.left_out != LISTED.get(name, ()):
            wrong[name] = changes(done), done.left_out
    assert wrong == {}
