"""Regular expressions that are kept as compiled: the same as compiled anew, none of a deck's words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from deckgen.cli.compiled_patterns import Patterns
patterns = Patterns(sys.argv[1])
known = len(patterns._known)
import re
import told
found = told.WORD.match("Café 12"), told.OPEN.search("x(y"), told.words("b a-b", "a-b")
print(known, *(each.span() for each in found), found[0].groupdict(), told.WORD.flags, told.BYTES.match(b"a1").end())
print(re.compile(told.WORD.pattern, told.FLAGS) == re._compiler.compile(told.WORD.pattern, int(told.FLAGS)))
patterns.keep()
print(len(Patterns(sys.argv[1])._known))
"""

TOLD = r"""
import re
FLAGS = re.VERBOSE | re.IGNORECASE
WORD = re.compile("(?P<word> [a-zà-ÿ]+ ) \\s (?P<number>\\d+)", FLAGS)
BYTES = re.compile(rb"\w+")
class Of:
    OPEN = re.compile(r"\w*[(]")
OPEN = Of.OPEN
def words(text, word):
    assert re.search(r"\s", text)
    return re.search(r"\b" + re.escape(word), text)
"""


def _run(folder: Path, **surroundings: str) -> list[str]:
    (folder / "told.py").write_text(TOLD, encoding="utf-8")
    outer = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = os.pathsep.join([str(folder), *filter(None, [outer.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder / "patterns.bin")],
        capture_output=True, text=True, check=False, env=outer | {"PYTHONPATH": paths} | surroundings,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_they_find_what_they_found(tmp_path: Path) -> None:
    first, second = _run(tmp_path), _run(tmp_path)
    assert first[0].startswith("0 ")
    assert not second[0].startswith("0 ")
    assert first[0].split(" ", 1)[1] == second[0].split(" ", 1)[1]
    assert first[1] == second[1] == "True"


def test_none_is_made_of_a_decks_words(tmp_path: Path) -> None:
    _run(tmp_path)
    kept = (tmp_path / "patterns.bin").read_bytes()
    assert rb"\w*[(]" in kept
    assert rb"a\-b" not in kept


@pytest.mark.parametrize("spoilt", [b"", b"deckgen", bytes(range(256)) * 40])
def test_a_spoilt_file_is_none(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "patterns.bin").write_bytes(spoilt)
    assert _run(tmp_path)[0].startswith("0 ")
    assert not _run(tmp_path)[0].startswith("0 ")


def test_code_of_another_compiler_is_compiled_anew(tmp_path: Path) -> None:
    import marshal

    whole = _run(tmp_path)
    path = tmp_path / "patterns.bin"
    known = marshal.loads(path.read_bytes())
    broken = marshal.dumps((0, [99_999, 1], 7, {}, ()))
    path.write_bytes(marshal.dumps(dict.fromkeys(known, broken)))
    assert _run(tmp_path)[0].split(" ", 1)[1] == whole[0].split(" ", 1)[1]


def test_nothing_is_written_where_python_may_not(tmp_path: Path) -> None:
    _run(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert not (tmp_path / "patterns.bin").exists()
