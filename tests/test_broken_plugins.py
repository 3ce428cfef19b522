"""Plug-ins that fail while they are used: one message that names package, file and line, and the deck is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen import build

DECK = """# Before

text

# Here

::: ladder
- 2017: un mot
- 2020: deux
:::

# After

```chart
kind: waterfall
x: n
y: v
rows: |
  n;v
  a;1
  b;2
```
"""
_COMPONENT = """from deckgen.layout.components.component import Component
from deckgen.layout.model import Placed, Rule
from deckgen.themes.model import Box

def place(item, box, body, setter, place):
    {0}

LADDER = Component(name="ladder", place=place)
"""
_CHART = """from deckgen.charts.kind import ChartKind
from deckgen.deck.charts import Bars

def finish(columns, chart):
    {0}

WATERFALL = ChartKind(name="waterfall", marks=Bars(), finish=finish)
"""
_FORMAT = """from deckgen.writers.format import Format

def write(deck, memory):
    {0}

WORDS = Format("words", write)
"""
_DIALECT = """from deckgen.readers.dialects.dialect import Dialect

def recognise(evidence):
    {0}

DOWN = Dialect(name="down", recognise=recognise)
"""
FAILURES = [
    ("components", "ladder", "LADDER", _COMPONENT, "raise KeyError('boo')"),
    ("components", "ladder", "LADDER", _COMPONENT, "return None"),
    ("components", "ladder", "LADDER", _COMPONENT, "raise SystemExit(3)"),
    ("components", "ladder", "LADDER", _COMPONENT,
     "return Placed((Rule(box=box, fill='rde', span=item.span),), 9)"),
    ("components", "ladder", "LADDER", _COMPONENT,
     "return Placed((Rule(box=Box(float('nan'), 0, 1, 1), fill='text', span=item.span),), 9)"),
    ("charts", "waterfall", "WATERFALL", _CHART, "return 3"),
    ("charts", "waterfall", "WATERFALL", _CHART, "return chart.boo"),
    ("writers", "words", "WORDS", _FORMAT, "yield '.words', 'text'"),
    ("writers", "words", "WORDS", _FORMAT, "return None"),
    ("dialects", "down", "DOWN", _DIALECT, "raise ValueError('boo')"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("group", "name", "attribute", "code", "body"), FAILURES, ids=[f"{f[0]}-{f[4][:22]}" for f in FAILURES]
)
def test_what_fails_is_named_and_the_rest_is_built(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    group: str,
    name: str,
    attribute: str,
    code: str,
    body: str,
) -> None:
    module = f"acme_{group}_{abs(hash(body))}"
    folder = tmp_path / "lib"
    info = folder / f"{module}-2.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 2.0\n")
    (info / "entry_points.txt").write_text(f"[deckgen.{group}]\n{name} = {module}:{attribute}\n")
    (folder / f"{module}.py").write_text(code.format(body))
    monkeypatch.syspath_prepend(folder)
    (tmp_path / "deck.md").write_text(DECK)
    result = build(
        tmp_path / "deck.md", to=("words", "txt") if group == "writers" else ("txt",), output=tmp_path
    )
    said = [each for each in result.diagnostics if each.code == "broken-plugin"]
    assert len(said) == 1, result.diagnostics
    assert f"`{name}` of {module} 2.0" in said[0].message
    text = (tmp_path / "deck.txt").read_text()
    assert "un mot" in text
    assert "After" in text


def test_a_chart_of_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "lib" / "acme_none-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-none\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[deckgen.charts]\nwaterfall = acme_none:WATERFALL\n")
    (tmp_path / "lib" / "acme_none.py").write_text(_CHART.format("return None"))
    monkeypatch.syspath_prepend(tmp_path / "lib")
    (tmp_path / "deck.md").write_text(DECK)
    found = build(tmp_path / "deck.md", to=("txt",), output=tmp_path).diagnostics
    assert [each.message for each in found if each.code == "no-data"] == [
        "there is nothing to draw for a waterfall chart"
    ]
