"""Each dialect as its own tool reads it: tables of small cases in `tests/dialects/`, with the model that is right.

A case is `=== its name`, the source, `>>>`, and the deck as `tests/instruments/outline.py` prints it; a finding `! *`
is any one. `@file NAME` names the file, `@with NAME` … `@end` is another one beside it.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deckgen.diagnostics import Warned
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.pipeline import opened
from tests.dialects.later import LATER
from tests.instruments.outline import outline_of

TABLES = Path(__file__).parent / "dialects"


@dataclass(frozen=True)
class Case:
    dialect: str
    name: str
    file: str
    source: str
    expected: str
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.dialect}: {self.name}"


def cases() -> Iterator[Case]:
    for table in sorted(TABLES.glob("*.txt")):
        for part in re.split(r"^=== ", table.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = part.partition("\n")
            source, _, expected = rest.partition("\n>>>\n")
            beside, file = {}, "deck.md"
            while match := re.match(r"@with (\S+)\n(.*?)^@end\n", source, re.DOTALL | re.MULTILINE):
                beside[match[1]] = match[2]
                source = source[match.end() :]
            if match := re.match(r"@file (\S+)\n", source):
                file, source = match[1], source[match.end() :]
            yield Case(table.stem, name.strip(), file, source, expected.strip("\n"), beside)


def read(case: Case, folder: Path) -> str:
    for name, text in {**case.beside, case.file: case.source}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = opened(folder / case.file, Options(dialect=case.dialect), Memory(None))
    return outline_of(Warned(done.deck, done.found))


def same(found: str, expected: str) -> bool:
    """Alike, line by line; any finding will do for `! *`."""
    have, want = found.split("\n"), expected.split("\n")
    return len(have) == len(want) and all(
        a == b or (b.startswith("! ") and fnmatch.fnmatchcase(a, b)) for a, b in zip(have, want, strict=True)
    )


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case.id,
            marks=[pytest.mark.xfail(reason=LATER[case.id], strict=True)] if case.id in LATER else [],
        )
        for case in cases()
    ],
)  # fmt: skip
def test_it_is_read_as_its_tool_reads_it(case: Case, tmp_path: Path) -> None:
    found = read(case, tmp_path)
    if not same(found, case.expected):
        assert found == case.expected, f"\n{case.source}\n"


def test_no_case_stands_twice() -> None:
    names = [case.id for case in cases()]
    assert len(names) == len(set(names))
    assert set(LATER) <= set(names), "a case that is to come later has gone"
