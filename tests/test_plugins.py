"""What another package adds by its entry points; the packages are in `tests/plugins/`."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from deckgen import DeckgenError, build
from deckgen.memory import Memory
from deckgen.plugins import GROUPS, plugins
from tests.conftest import ROOT

PLUGINS = ROOT / "tests" / "plugins"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(PLUGINS)


def _build(folder: Path, text: str, *formats: str) -> tuple[list[str], dict[str, str]]:
    """What was said, and what was written, by name."""
    (folder / "deck.md").write_text(text, encoding="utf-8")
    result = build(folder / "deck.md", to=formats or ("txt",), output=folder / "out")
    found = [f"{each.code}: {each.message} ({each.hint})" for each in result.diagnostics]
    return found, {path.name: path.read_text(encoding="utf-8", errors="replace") for path in result.written}


def test_without_plug_ins_there_are_none() -> None:
    assert [each for each in plugins(Memory(None)) if "demo" in each.package] == []


@pytest.mark.usefixtures("installed")
def test_every_group_has_one() -> None:
    found = [each for each in plugins(Memory(None)) if each.package == "deckgen-demo 1.0"]
    assert {each.group for each in found} == set(GROUPS)


CHART = """# Une chute

```chart
kind: {kind}
x: n
y: v
rows: |
  n;v
  départ;10
  perte;-4
  gain;2
```
"""


@pytest.mark.usefixtures("installed")
def test_a_kind_of_chart(make) -> None:
    from deckgen.layout.charts.model import ChartFrame

    built = make(CHART.format(kind="waterfall"))
    assert built.codes == []
    (frame,) = (f for slide in built.laid.slides for f in slide.frames if isinstance(f, ChartFrame))
    (series,) = frame.panels[0].chart.series
    assert list(zip(series.low, series.y, strict=True)) == [(0.0, 10.0), (6.0, 10.0), (6.0, 8.0)]
    assert built.html.read_text(encoding="utf-8").count('data-series="v"') == 1


@pytest.mark.usefixtures("installed")
def test_an_output_format(tmp_path: Path) -> None:
    found, files = _build(tmp_path, "# One two three\n\nfour\n\n# Five\n", "words")
    assert found == []
    assert files == {"deck-1.words": "4\n", "deck-2.words": "2\n"}


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("kind", ["broken", "no-kind"])
def test_a_plug_in_that_cannot_be_loaded_is_named(tmp_path: Path, kind: str) -> None:
    found, files = _build(tmp_path, CHART.format(kind=kind))
    (one,) = (each for each in found if each.startswith("broken-plugin"))
    assert f"`{kind}` of deckgen-demo 1.0" in one
    assert list(files) == ["deck.txt"]
    assert "Une chute" in files["deck.txt"]


@pytest.mark.usefixtures("installed")
def test_a_format_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    found, files = _build(tmp_path, "# T\n", "broken", "txt")
    assert ["`broken` of deckgen-demo 1.0" in each for each in found] == [True]
    assert list(files) == ["deck.txt"]
    with pytest.raises(DeckgenError, match="known: pptx, html, pdf, png, txt, words, broken"):
        build(tmp_path / "deck.md", to=("odp",))


def test_which_packages_there_are_is_looked_for_once(tmp_path: Path) -> None:
    """Then it is remembered, for as long as the folders that Python imports from stay the same. Where none has
    plug-ins, the library that finds them is not even imported."""
    code = (
        "import sys\nfrom deckgen import build\n"
        f"build({str(ROOT / 'slides' / 'farid.md')!r}, output={str(tmp_path / 'out')!r})\n"
        "print('importlib.metadata' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    for path, expected in (("", ["False", "False"]), (str(PLUGINS), ["True", "False"])):
        cache = tmp_path / f"cache{len(path)}"
        env = {**os.environ, "DECKGEN_CACHE": str(cache), "PYTHONPATH": os.pathsep.join([*sys.path, path])}
        said = [
            subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout for _ in "12"
        ]
        assert [text.strip() for text in said] == expected


def test_what_was_made_with_a_plug_in_is_not_remembered_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Frise\n\n::: ladder\n- a\n- b\n:::\n"
    without = _build(tmp_path, text)
    with monkeypatch.context() as patched:
        patched.syspath_prepend(PLUGINS)
        assert _build(tmp_path, text) != without
    assert _build(tmp_path, text) == without


_LADDER = """# Frise

::: {kind}
- **2017** : Transformers
- 2020 : GPT-3[^1]
- 2022 : « ChatGPT »
:::

[^1]: Brown et al.
"""


@pytest.mark.usefixtures("installed")
def test_a_component(make) -> None:
    from tests.instruments.text import altered, html_slides, pptx_slides

    built = make(_LADDER.replace("{kind}", "ladder"))
    assert built.codes == []
    assert altered(built.deck, pptx_slides(built.pptx)) == altered(built.deck, html_slides(built.html)) == []
    texts = [f for slide in built.laid.slides for f in slide.frames if getattr(f, "role", "") == "body"]
    assert [frame.text[:4] for frame in texts] == ["2017", "2020", "2022"]
    assert len({frame.box.y for frame in texts}) == 1  # side by side


@pytest.mark.usefixtures("installed")
def test_a_component_that_cannot_be_loaded_is_named_and_its_content_shown(make) -> None:
    built = make(_LADDER.replace("{kind}", "broken"))
    assert built.codes == ["broken-plugin"]
    assert "ChatGPT" in built.html.read_text(encoding="utf-8")


def test_without_the_package_its_content_is_shown(make) -> None:
    built = make(_LADDER.replace("{kind}", "ladder"))
    assert [d.code for d in built.diagnostics] == ["unknown-class"]
    assert "ChatGPT" in built.html.read_text(encoding="utf-8")


_SLIDEDOWN = """Bonjour

===

# Deux

Du texte.

??

À dire.

===

# Trois

- « un »
"""


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("head", ["", "---\ndialect: slidedown\n---\n\n"])
def test_a_dialect(make, head: str) -> None:
    built = make(head + _SLIDEDOWN)
    assert built.codes == []
    assert [slide.title for slide in built.laid.slides] == ["", "Deux", "Trois"]
    assert [bool(slide.notes) for slide in built.laid.slides] == [False, True, False]


@pytest.mark.usefixtures("installed")
def test_a_theme(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("---\ntheme: corporate\n---\n\n# T\n\n- x\n", encoding="utf-8")
    result = build(tmp_path / "deck.md", output=tmp_path / "out")
    assert result.diagnostics == ()
    assert "7A1F2B" in (tmp_path / "out" / "deck.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "out" / "deck.pptx") as package:
        assert '<a:srgbClr val="7A1F2B"/>' in package.read("ppt/slides/slide1.xml").decode()


@pytest.mark.usefixtures("installed")
def test_a_theme_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    found, files = _build(tmp_path, "---\ntheme: broken\n---\n\n# T\n")
    assert ["`broken` of deckgen-demo 1.0" in each for each in found] == [True]
    assert files == {}


def test_a_dialect_or_theme_that_there_is_not_is_said(tmp_path: Path) -> None:
    found, _ = _build(tmp_path, "---\ndialect: slidedown\n---\n\n# T\n")
    assert [each.partition(":")[0] for each in found] == ["unknown-dialect"]
    found, files = _build(tmp_path, "---\ntheme: corporate\n---\n\n# T\n")
    assert [each.partition(":")[0] for each in found] == ["unknown-theme"]
    assert files == {}
