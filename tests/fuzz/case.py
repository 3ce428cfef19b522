"""What is fed to deckgen: a deck with the files beside it, and how such inputs are altered at random."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

DECK = "deck.md"


@dataclass(frozen=True, slots=True)
class Case:
    """One input."""

    label: str
    """Which maker made it, and of what sort it is."""
    files: dict[str, bytes] = field(default_factory=dict)
    outline: str = ""

    def with_file(self, name: str, data: bytes) -> Case:
        return replace(self, files={**self.files, name: data})


Maker = Callable[[random.Random], Case]


def deck(label: str, text: str, **files: bytes | str) -> Case:
    """A case of a deck and files whose names are written with `__` for the point."""
    beside = {
        name.replace("__", "."): data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        for name, data in files.items()
    }
    return Case(label, {DECK: text.encode("utf-8", "replace"), **beside})


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files to start from, read only."""

    roots: tuple[Path, ...]

    def files(self, *endings: str, largest: int = 40_000) -> list[Path]:
        return list(_files(self.roots, endings, largest))

    def texts(self) -> list[str]:
        return [path.read_text("utf-8", "replace") for path in self.files(".md", ".qmd")]


@cache
def _files(roots: tuple[Path, ...], endings: tuple[str, ...], largest: int) -> tuple[Path, ...]:
    found = (path for root in roots for path in _below(root) if path.suffix.lower() in endings)
    return tuple(path for path in found if path.stat().st_size <= largest)


def _below(root: Path) -> Iterator[Path]:
    yield from sorted(path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)


ODD = (
    "\x00", "\x0b", "\x1f", "\x7f", "\u0085", "\u2028", "\u200b", "\u202e", "\ufeff", "\ufffe", "\U0010ffff",
    "é" * 40, "́" * 50, "👩‍👩‍👧‍👦", "مرحبا", "漢字" * 30, "\t", "\r", "\r\n", " \n", "x" * 3000, "W" * 400, "\\",
)  # fmt: skip
TOKENS = (
    "# ", "## ", "###### ", "---\n", "\n---\n", "--- A\n", "***", "___", "* ", "- [x] ", "1. ", "999999999. ",
    "0) ", "> ", "> [!TIP]\n", ":::\n", "::: columns\n", "::: {.column width=0%}\n", "::: notes\n", "```",
    "~~~",
    "```chart\n", "```flow\nA -> A: x\n```\n", "$", "$$", "\\(", "\\[", "\\begin{align}", "&", "\\\\", "|",
    "|-|-|\n",
    "| a |\n|:-:|\n", "![", "](", "![](chart:emergence)", "![bg right:40%](wide.png)", "[^1]", "[^1]: x\n",
    "[[", "]]",
    "<!-- ", "-->", "<div>", "</div>", "<aside class=notes>", "<svg>", "<table><tr><td colspan=9999>",
    "<br>", "&#0;",
    "&#x110000;", "&nbsp;", "{.hidden}", "{layout=cover}", "{.incremental}", "{background-color=#12}",
    ". . .\n", "^ ",
    "Note:\n", "???\n", "--\n", ".pull-left[", "]", "{{include: deck.md}}\n", "{{ title }}", "{% raw %}",
    "~x~", "^x^",
    "==", "~~", "*[HTML]: x\n", ": def\n", "Table: x\n", ":smile:", "@key", "[@key]", "http://a.b/(",
    "mailto:", "www.",
    "<http://", "[a]: <b>\n", "- \n  - \n    - \n", "    code\n", "\\newcommand{\\x}[9]{\\x}",
    "<x> = NAME\n", "![[a]]",
    "#+TITLE: x\n", "- #+BEGIN_QUOTE\n", "key:: value\n", "%%", "::: fragment\n", "[x]{.fragment index=-1}",
    "\\pause",
    "<!-- _class: lead -->\n", "<!-- backgroundImage: url(wide.png) -->\n", "::right::\n",
    "layout: two-cols\n",
)  # fmt: skip
"""What means something to one of the readers."""
OPENERS = (
    "<!-- ", "http://a.b/(", "[", "*", "_", ":::", "$$", "|", "> ", "![", "[^", "<", "</", "<a ",
    "<a href='", "<div>",
    "<b>", "<svg>", "`", "```\n", "~~~\n", "==", "~", "^", "~~", "**a ", "*a _b ", "[a](", "[a](<", "[[",
    "]]", "{", "{{",
    "{%", "{{<", "{#", "\\(", "\\[", "\\begin{a}", "$", "$a", "\\", "&", "&#", "- ", "* ", "1. ", "+ ",
    "# ", "#", "--- ",
    "---\n", ":", ": ", ":a", "::: a\n", "::: notes\n", "@", "@a", "[@", "[@a;", "www.", "mailto:", "a@b",
    "Note: ", "^ ",
    ". . .\n", "| a ", "|-", "-|", "\t", " ", "\u00a0", "\n", "\r", "a ", "a", "é", "👍", "<x>", "<x> = A\n",
    "!", "?", '"',
    "'", "«", "](", ")", "]{", "{.a}", "%%", "^^", "<?", "<![CDATA[", "<!A", "<script>", "<style>", "<p",
    "<img ", "&amp;",
    "[a]: b\n", "*[a]: b\n", "[^a]: b\n", "[^a]", "a\n: b\n", "- a\n  - ", "> - ", "- > ", "<details>",
    "<ul><li>", "<td>",
    "<table>", "===\n", "a\n===\n", "[a][", "[a][a]", "~x~", "^x^", "x^", "H~", ".pull-left[", "???\n",
    "--\n", "<v-click>",
    "{{include: a}}\n", "{{ ", "$x$ ", "$$x$$\n", "\\frac{", "key:: a\n", "- key:: a\n", "#+A: b\n", "::",
    ":smile:", "http:",
)  # fmt: skip


def altered(text: str, rng: random.Random, others: Sequence[str]) -> str:
    """`text` after a few random changes."""
    for _ in range(rng.choice((1, 1, 2, 3, 5, 9))):
        text = rng.choice(_CHANGES)(text, rng, others)
    return text


def _at(text: str, rng: random.Random) -> int:
    return rng.randint(0, len(text))


def _insert(text: str, rng: random.Random, _: Sequence[str]) -> str:
    place = _at(text, rng)
    return text[:place] + rng.choice(rng.choice((TOKENS, TOKENS, ODD))) + text[place:]


def _insert_line(text: str, rng: random.Random, _: Sequence[str]) -> str:
    lines = text.split("\n")
    lines.insert(rng.randint(0, len(lines)), rng.choice(TOKENS).rstrip("\n"))
    return "\n".join(lines)


def _cut(text: str, rng: random.Random, _: Sequence[str]) -> str:
    start = _at(text, rng)
    return text[:start] + text[start + rng.choice((1, 2, 5, 40, 400)) :]


def _truncate(text: str, rng: random.Random, _: Sequence[str]) -> str:
    return text[: _at(text, rng)]


def _splice(text: str, rng: random.Random, others: Sequence[str]) -> str:
    other = rng.choice(others) if others else text
    start = _at(other, rng)
    place = _at(text, rng)
    return text[:place] + other[start : start + rng.choice((40, 400, 4000))] + text[place:]


def _shuffle(text: str, rng: random.Random, _: Sequence[str]) -> str:
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    some = lines[start : start + 12]
    rng.shuffle(some)
    return "\n".join((*lines[:start], *some, *lines[start + 12 :]))


def _repeat(text: str, rng: random.Random, _: Sequence[str]) -> str:
    start = _at(text, rng)
    piece = text[start : start + rng.choice((1, 3, 10, 80))]
    return text[:start] + piece * rng.choice((2, 10, 100)) + text[start:]


def _indent(text: str, rng: random.Random, _: Sequence[str]) -> str:
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    end = start + rng.randint(1, 30)
    mark = rng.choice(("> ", "- ", "  ", "    ", "1. ", "\t", "> > > ", "- - - ")) * rng.choice((1, 1, 3, 30))
    return "\n".join((*lines[:start], *(mark + line for line in lines[start:end]), *lines[end:]))


def _number(text: str, rng: random.Random, _: Sequence[str]) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if not places:
        return text
    place = rng.choice(places)
    return (
        text[:place]
        + rng.choice(("-1", "0", "1e309", "9" * 30, "0.0000001", "NaN", "99999"))
        + text[place + 1 :]
    )


_CHANGES = (
    _insert, _insert, _insert, _insert_line, _insert_line, _cut, _cut, _truncate, _splice, _shuffle,
        _repeat, _indent,
    _number,
)  # fmt: skip


def altered_bytes(data: bytes, rng: random.Random) -> bytes:
    """`data` after a few random changes of bytes."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 2, 4, 16))):
        place = rng.randrange(len(found) + 1)
        match rng.randrange(5):
            case 0:
                found[place : place + 1] = bytes([rng.randrange(256)])
            case 1:
                found[place : place + 4] = rng.choice((b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff"))
            case 2:
                del found[place : place + rng.choice((1, 4, 100))]
            case 3:
                del found[place:]
            case _:
                found[place:place] = bytes(found[place : place + rng.choice((1, 8, 64))])
    return bytes(found)
