"""One pipeline, remembered slide by slide: whatever is known from before, a deck is what it would be from nothing."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from benchmarks.decks import text_deck
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckgen import store
from deckgen.building import build
from deckgen.file_states import FileStates
from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.options import Options
from deckgen.pipeline import run
from deckgen.serve.live import live_deck
from deckgen.store import FILE, groups
from deckgen.writers.html.writer import written
from tests.conftest import DATA, ROOT

SEPARATED = """---
title: Une présentation
lang: fr
---

--- PREMIÈRE PARTIE

Un texte, puis un autre[^n], et [un lien][l] vers [B](#un-titre).

---

## Un titre

- un
- deux

---

Sans titre, mais dans la partie. HTML et $\\E[x]$.

[l]: https://example.org "Titre"
*[HTML]: langage

--- DEUXIÈME PARTIE

Encore.

[^n]: Une note.

---

## Un tableau

| a | b |
|---|---|
| 1 | 2 |

$$\\newcommand{\\E}{\\mathbb{E}}$$

---

La fin.
"""
MARP = """---
marp: true
---

# Un

<!-- class: invert -->

---

## Deux

![bg right](wide.png)

<!-- dit -->

---

Trois
"""
WORDS = (
    "mot", "- point", "# Titre", "## Autre", "---", "--- PARTIE", "```", "> dit", "", "| a | b |", "::: columns", ":::",
    "![x](absent.png)", "![x](wide.png)", "Note: secret", "1. un", "  - dessous", "**gras", "<div>", "</div>", "$x$",
    "$$", "<!-- c -->", "<!--", "-->", "%%", "~~~", "[l]: autre.html", "[^n]: autre note", "voir[^n]", "[un lien][l]",
    "*[mot]: un mot", "\\newcommand{\\E}{\\mathbb{F}}", "[B](#un-titre)", "<!-- backgroundColor: navy -->", "<pre>",
    "::: notes", "***", "----", "<details>", "</details>", ". . .", "lang: en", "title: Autre",
)  # fmt: skip
FEATURES = ROOT / "tests" / "golden" / "features"
TEXTS: dict[str, Callable[[], str]] = {
    "text": lambda: text_deck(12),
    "separated": lambda: SEPARATED,
    "marp": lambda: MARP,
    "messy": (DATA / "wild" / "messy.md").read_text,
    "callouts": (FEATURES / "callouts.md").read_text,
    "footnotes": (FEATURES / "footnotes.md").read_text,
    "images": (FEATURES / "images.md").read_text,
}


def _plain(value: object) -> object:
    return value.digest if isinstance(value, Content) else repr(value)


def _all(path: Path, memory: Memory, states: FileStates) -> dict[str, object]:
    """Whatever a deck comes to."""
    memory.turn()
    done = run(path, Options(), memory, states)
    slides = done.laid.slides if done.laid else ()
    sections = written(done.laid, memory, live=True) if done.laid else []
    return {
        "findings": [(f.code, f.severity, f.message, f.hint, repr(f.span)) for f in done.found],
        "lines": [slide.line for slide in slides],
        "slides": [msgspec.json.encode(slide, enc_hook=_plain) for slide in slides],
        "sections": [msgspec.json.encode(section, enc_hook=_plain) for section in sections],
        "files": sorted(done.files),
    }


def _edited(text: str, place: float, kind: int, word: str) -> str:
    lines = text.split("\n")
    at = min(int(place * len(lines)), len(lines) - 1)
    match kind:
        case 0:
            lines[at] += f" {word}"
        case 1:
            lines.insert(at, word)
        case 2:
            lines[at : at + 1] = ["", word, ""]
        case 3:
            del lines[at : at + 2]
        case 4:
            moved = lines[at : at + 5]
            del lines[at : at + 5]
            there = len(word) * 7 % (len(lines) + 1)
            lines[there:there] = moved
        case _:
            lines[at] = lines[at][: len(lines[at]) // 2]
    return "\n".join(lines)


EDITS = st.tuples(st.floats(0, 0.999), st.integers(0, 5), st.sampled_from(WORDS))


@pytest.mark.parametrize("name", list(TEXTS))
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDITS, min_size=20, max_size=20))
def test_after_any_edits_a_deck_is_what_it_is_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[float, int, str]]
) -> None:
    """840 edits in all: slides, findings, lines and pages, at every step."""
    path = tmp_path_factory.mktemp("edits") / "deck.md"
    for file in ("wide.png", "tall.png", "square.png"):
        shutil.copy(FEATURES / file, path.parent / file)
    text = TEXTS[name]()
    memory, states = Memory(None), FileStates()
    for edit in edits:
        text = _edited(text, *edit)
        path.write_text(text, encoding="utf-8")
        assert _all(path, memory, states) == _all(path, Memory(None), FileStates())


# -- nothing is stale ------------------------------------------------------------------------

INPUTS = """---
title: T
lang: fr
theme: own.pptx
theme-options:
  bullets: {color: accent2}
bibliography: b.bib
---

# T

## A

Voir [ici][l], l'HTML, $\\E$ et [@a].

- Un point

## B

![Une image](p.png)

## C

```chart
kind: line
data: d.csv
```

## D

{{include: part.md}}

[l]: https://example.org/un
*[HTML]: langage

$$\\newcommand{\\E}{\\mathbb{E}}$$
"""


def _folder(folder: Path) -> Path:
    (folder / "deck.md").write_text(INPUTS, encoding="utf-8")
    shutil.copy(FEATURES / "wide.png", folder / "p.png")
    shutil.copy(ROOT / "templates" / "board" / "theme.pptx", folder / "own.pptx")
    (folder / "own.toml").write_text('[colors]\nmuted = "accent6"\n')
    (folder / "d.csv").write_text("x,y\n1,2\n2,3\n")
    (folder / "part.md").write_text("Une partie.\n")
    (folder / "b.bib").write_text("@article{a, title={Un}, author={Deux, Trois}, year={2020}}\n")
    return folder / "deck.md"


def _replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def _other_picture(folder: Path) -> None:
    shutil.copy(FEATURES / "tall.png", folder / "p.png")


def _other_theme(folder: Path) -> None:
    import zipfile

    source = ROOT / "templates" / "board" / "theme.pptx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(folder / "own.pptx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if "theme/theme1" in name:
                assert b"Calibri" in data
                data = data.replace(b"Calibri", b"Georgia")
            new.writestr(name, data)


CHANGES: dict[str, Callable[[Path], None]] = {
    "text": _replaced("deck.md", "Voir", "Regarder"),
    "definition of a link": _replaced("deck.md", "example.org/un", "example.org/deux"),
    "abbreviation": _replaced("deck.md", "langage", "langue"),
    "macro": _replaced("deck.md", "\\mathbb{E}}", "\\mathbf{F}}"),
    "front matter": _replaced("deck.md", "lang: fr", "lang: en"),
    "picture": _other_picture,
    "data": _replaced("d.csv", "2,3", "2,4"),
    "included file": _replaced("part.md", "Une", "Autre"),
    "bibliography": _replaced("b.bib", "2020", "2021"),
    "template, with its fonts": _other_theme,
    "tokens of the theme": _replaced("own.toml", "accent6", "accent5"),
    "tokens of the deck": _replaced("deck.md", "accent2", "accent4"),
}


def _bytes(path: Path, memory: Memory) -> tuple[bytes, bytes]:
    done = build(path, output=path.parent / "out", memory=memory)
    assert done.ok, done.diagnostics
    return done.written[0].read_bytes(), done.written[1].read_bytes()


@pytest.mark.parametrize("what", list(CHANGES))
def test_a_change_of_anything_is_seen(tmp_path: Path, what: str) -> None:
    """In this process, and by the next one that finds what this one kept; just as a build from nothing sees it."""
    path, kept = _folder(tmp_path), tmp_path / "kept"
    here = Memory(None)
    before = _bytes(path, here)
    assert _bytes(path, Memory(kept)) == before
    assert _bytes(path, Memory(kept)) == before
    CHANGES[what](tmp_path)
    true = _bytes(path, Memory(None))
    assert true != before
    assert _bytes(path, here) == true
    assert _bytes(path, Memory(kept)) == true


def test_a_picture_that_was_looked_for_in_vain_is_seen_when_it_comes(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("# T\n\n## A\n\n![Une image](p.png)\n", encoding="utf-8")
    memory = Memory(tmp_path / "kept")
    assert build(tmp_path / "deck.md", output=tmp_path / "out", memory=memory).diagnostics != ()
    shutil.copy(FEATURES / "wide.png", tmp_path / "p.png")
    done = build(tmp_path / "deck.md", output=tmp_path / "out", memory=Memory(tmp_path / "kept"))
    assert done.diagnostics == ()


def test_other_code_remembers_nothing(tmp_path: Path) -> None:
    """A module is changed: what the old code kept is not the new code's."""
    source = tmp_path / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "deck.md").write_text("# T\n\n## A\n\n- un\n- deux\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(source), "DECKGEN_CACHE": str(tmp_path / "kept")}

    def page() -> str:
        command = [sys.executable, "-m", "deckgen", "build", "deck.md", "-q", "--to", "html"]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        return (tmp_path / "build" / "deck.html").read_text(encoding="utf-8")

    before = page()
    assert page() == before
    module = source / "deckgen" / "readers" / "outline.py"
    text = module.read_text(encoding="utf-8")
    assert "title=draft.title," in text
    module.write_text(text.replace("title=draft.title,", 'title=(Run("Autre titre"),),'), encoding="utf-8")
    assert "Autre titre" in page()


# -- the memory ------------------------------------------------------------------------------


def _values(memory: Memory, count: int, made: list[int]) -> list[int]:
    def make(number: int) -> Callable[[], int]:
        def now() -> int:
            made.append(number)
            return number * number

        return now

    return [memory.remember("square", (number,), int, make(number)) for number in range(1, count)]


def test_what_one_process_made_the_next_one_has(tmp_path: Path) -> None:
    made: list[int] = []
    first = Memory(tmp_path)
    assert _values(first, 20, made) == _values(first, 20, made)
    first.close()
    assert len(made) == 19
    assert _values(Memory(tmp_path), 20, made) == [number * number for number in range(1, 20)]
    assert len(made) == 19


@given(
    keys=st.lists(st.binary(min_size=16, max_size=16), max_size=200),
    new=st.binary(min_size=16, max_size=16),
    place=st.integers(0, 200),
)
def test_a_new_slide_makes_its_own_group_anew_and_no_other(keys: list[bytes], new: bytes, place: int) -> None:
    """As long as none of them is at its largest, wherever the slide is put."""
    before = [tuple(group) for _, group in groups(keys)]
    after = [tuple(group) for _, group in groups([*keys[:place], new, *keys[place:]])]
    assert [key for group in before for key in group] == keys
    if max(map(len, after), default=0) < 32:
        assert len(set(before) - set(after)) <= 1


@pytest.mark.parametrize(("way", "most"), [("each", 1), ("in_groups", 33)])
def test_what_one_process_made_of_many_the_next_one_has(tmp_path: Path, way: str, most: int) -> None:
    """A new one among them costs itself alone, or its group."""
    keys = [random.Random(n).randbytes(16) for n in range(300)]
    memory, made = Memory(tmp_path), list[int]()

    def make(index: int) -> int:
        made.append(index)
        return index

    assert list(getattr(memory, way)(b"step", keys, int, make)) == list(range(300))
    memory.turn()
    assert list(getattr(memory, way)(b"step", [*keys[:7], b"x" * 16, *keys[7:]], int, make))[7] == 7
    assert 300 < len(made) <= 300 + most
    memory.close()
    made.clear()
    memory = Memory(tmp_path)
    found = list(getattr(memory, way)(b"step", [*keys[:200], b"y" * 16, *keys[200:]], int, make))
    assert found[:150] == list(range(150))
    assert 0 < len(made) <= most
    assert list(getattr(memory, way)(b"other", keys[:1], int, make)) == [0]


def test_what_is_looked_up_is_found_though_others_write_meanwhile(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep(b"old", 1)
    memory.close()
    memory = Memory(tmp_path)
    memory.look_up([b"old", b"new", b"none"])
    memory.keep(b"new", 2)
    memory.turn()
    memory.flush()
    assert [memory.known(name, int) for name in (b"old", b"new", b"none")] == [1, 2, None]


def test_few_that_are_unknown_are_not_looked_for_one_by_one(tmp_path: Path) -> None:
    memory = Memory(tmp_path, processes=2)
    names = [b"%d" % number for number in range(400)]
    for name in names:
        memory.keep(name, 1)
    memory.close()
    memory = Memory(tmp_path, processes=2)
    assert memory.unknown([*names, b"one more"]) == [400]
    assert memory.much_unknown([*names, b"one more"]) == []
    more = [b"new %d" % number for number in range(400)]
    if memory.may_be_helped(400):
        assert memory.much_unknown([*names, *more]) == list(range(400, 800))


def test_bytes_that_many_results_have_are_held_once(tmp_path: Path) -> None:
    first = Memory(tmp_path)
    for name in (b"a", b"b"):
        first.keep(name, (Content.of(b"a picture"), name))
    first.close()
    next_one = Memory(tmp_path)
    one, other = (next_one.known(name, tuple[Content, bytes]) for name in (b"a", b"b"))
    assert one[0] is other[0]
    assert one[0].read() == b"a picture"


def test_an_altered_or_broken_memory_is_none(tmp_path: Path) -> None:
    made: list[int] = []
    memory = Memory(tmp_path)
    _values(memory, 20, made)
    memory.close()
    data = bytearray((tmp_path / FILE).read_bytes())
    pick = random.Random(3)
    for _ in range(400):
        data[pick.randrange(4096, len(data))] ^= 1 << pick.randrange(8)
    for broken in (bytes(data), data[:5000], b"no database", b""):
        (tmp_path / FILE).write_bytes(broken)
        memory = Memory(tmp_path)
        assert _values(memory, 20, made) == [number * number for number in range(1, 20)]
        memory.close()


def test_an_entry_under_another_ones_name_is_none(tmp_path: Path) -> None:
    """What a spoilt index gives: one wrong bit leads to another row, whose value is whole."""
    made: list[int] = []
    memory = Memory(tmp_path)
    _values(memory, 3, made)
    memory.close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as store, store:
        (first, one), (second, two) = store.execute("select name, value from steps")
        store.executemany("update steps set value = ? where name = ?", [(two, first), (one, second)])
    assert _values(Memory(tmp_path), 3, made) == [1, 4]


def test_a_row_that_nobody_asked_for_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a spoilt index gives, too; on some days of the fuzzer's."""
    made: list[int] = []
    memory = Memory(tmp_path)
    _values(memory, 3, made)
    memory.close()
    as_it_is = store._rows
    monkeypatch.setattr(store, "_rows", lambda *asked: [(b"another", *row[1:]) for row in as_it_is(*asked)])
    assert _values(Memory(tmp_path), 3, made) == [1, 4]


def test_two_processes_may_keep_things_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from deckgen.memory import Memory\n"
        "for turn in range(30):\n"
        "    memory = Memory(Path(sys.argv[1]))\n"
        "    for n in range(1, 40):\n"
        "        assert memory.remember('square', (n, turn), int, lambda: n * n) == n * n\n"
        "    memory.close()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    made: list[int] = []
    memory = Memory(tmp_path)
    for turn in range(30):  # what one of them could not write for seconds is left out
        memory.remember("square", (7, turn), int, lambda: made.append(7) or 49)
    assert len(made) <= 3


def test_what_was_not_used_for_long_is_dropped(tmp_path: Path) -> None:
    import sqlite3

    made: list[int] = []
    memory = Memory(tmp_path)
    _values(memory, 5, made)
    memory.close()
    with sqlite3.connect(tmp_path / FILE) as store:
        store.execute("update steps set used = used - 86400 * 40")
        store.execute("pragma user_version = 0")
    memory = Memory(tmp_path)
    memory.remember("other", (1,), int, lambda: 1)
    memory.close()
    with sqlite3.connect(tmp_path / FILE) as store:
        assert store.execute("select count(*) from steps").fetchone() == (1,)


def test_every_command_remembers(tmp_path: Path) -> None:
    """Not only a build."""
    (tmp_path / "deck.md").write_text("# T\n\n## A\n\n- un\n", encoding="utf-8")
    environment = {**os.environ, "DECKGEN_CACHE": str(tmp_path / "kept")}
    subprocess.run([sys.executable, "-m", "deckgen", "inspect", "deck.md"], cwd=tmp_path, env=environment, check=True,
                   capture_output=True)  # fmt: skip
    assert (tmp_path / "kept" / FILE).is_file()


def test_a_title_is_read_as_its_notes_tool_has_it(tmp_path: Path) -> None:
    """Wiki links name their label first in Dendron: its keys are what the title's reading depends on."""
    memory = Memory(tmp_path / "kept")
    titles = []
    for keys in ("date: a\nkeywords: 1\nauthor: 1\n", "id: a\nupdated: 1\ncreated: 1\n"):
        (tmp_path / "deck.md").write_text(
            f"---\n{keys}title: Le [[un|deux]]\n---\n\n## A\n\nx\n", encoding="utf-8"
        )
        live = live_deck(tmp_path / "deck.md", Options(), memory, FileStates())
        titles.append(live.prepared.deck.title)
    assert titles[0] != titles[1]


def test_other_lines_fade_while_a_step_of_code_is_presented(make) -> None:
    """In the page a veil lies over them; in PowerPoint, where all steps show while one edits, a band below."""
    from tests.instruments.renderers import page_of

    built = make("## C\n\n```python {1|3}\nfirst = 1\nsecond = 2\nthird = 3\n```\n")
    visible = (
        "[...document.querySelectorAll('.veil')].filter(v => getComputedStyle(v).visibility === 'visible')"
    )
    with page_of(built.html) as (page, _):
        veiled = f"{visible}.map(v => [v.offsetTop, v.offsetHeight])"
        first = page.evaluate(veiled)
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
        second = page.evaluate(veiled)
        line = page.evaluate("document.querySelector('.code pre').offsetHeight") / 3
        assert [round(height / line) for _, height in first] == [2]
        assert [round(height / line) for _, height in second] == [2]
        assert second[0][0] < first[0][0]
        page.emulate_media(media="print")
        assert page.evaluate("[...document.querySelectorAll('.veil')].every(v => !v.offsetHeight)")
