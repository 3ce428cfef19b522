"""Design tokens: what a theme decides, where it says so, and that it says so nowhere else."""

from __future__ import annotations

import ast
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pptx
import pytest
from msgspec.structs import replace

from deckgen import build
from deckgen.diagnostics import Diagnostic
from deckgen.layout.model import LaidOutDeck, TextFrame
from deckgen.memory import Memory
from deckgen.pipeline import prepare
from deckgen.source import Source
from deckgen.themes.colors import contrast
from deckgen.themes.model import Theme
from deckgen.themes.registry import load_theme
from deckgen.themes.tokens import Tokens
from tests.conftest import ROOT
from tests.instruments.renderers import page_of
from tests.instruments.validators import structural_findings

OFFICE = Path(pptx.__file__).parent / "templates" / "default.pptx"
_NAMES = re.compile(r"(?:accent[1-6]|[dl][kt][12]|hlink|folHlink)(?:@.*)?|[0-9A-F]{6}(?:[0-9A-F]{2})?")
_NOT_OURS = {
    "readers/html_tags.py": "CSS's own names of colours",
    "readers/type_sizes.py": "other tools' pixels",
    "writers/pptx/slide.py": "the format's colour map",
    "writers/pptx/xml.py": "the format's colour map",
    "writers/pptx/text.py": "the format's name for links",
    "layout/backgrounds.py": "the format's names for links on a ground",
    "layout/model.py": "the format's name for links",
    "writers/html/sections.py": "a page is white by itself",
    "charts/builtin/": "drawings with coordinates of their own",
    "writers/html/charts/": "where office suites set words",
    "writers/pptx/charts/axes.py": "where office suites set words",
    "writers/pdf/": "paper",
    "layout/maths.py": "TeX's own distances",
    "media/films.py": "a stand-in for the first picture of a film",
    "media/formulas.py": "pixels of a stand-in",
    "media/labels.py": "SVG's own default",
}
"""Files in which a colour or a size is no theme's, and what it is."""
_DESIGN = re.compile(r"SIZES?\b|GAP|INSET|MARGIN|PADDING|INDENT|RADIUS|COLOU?R|BAR\b")
_KEYWORDS = {"size", "insets", "gap", "radius", "padding", "color", "fill", "stroke"}


def _literals(path: Path) -> Iterator[str]:
    """Colours by name or digits, constants named after a size, sizes and insets given as numbers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAMES.fullmatch(node.value):
            yield f"{node.lineno}: {node.value}"
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                given = isinstance(keyword.value, ast.Constant | ast.Tuple)
                if keyword.arg in _KEYWORDS and given and any(n > 1 for n in _numbers(keyword.value)):
                    yield f"{node.lineno}: {keyword.arg}={ast.unparse(keyword.value)}"
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, values = node.targets[0].id, [n for n in _numbers(node.value) if isinstance(n, float)]
            if _DESIGN.search(name) and values:
                yield f"{node.lineno}: {name} = {values}"


def _numbers(node: ast.AST) -> list[float]:
    found = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return [value for value in found if isinstance(value, int | float) and not isinstance(value, bool)]


def test_no_colour_or_size_of_a_design_stands_outside_themes() -> None:
    source = ROOT / "src" / "deckgen"
    found = []
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).as_posix()
        if not name.startswith(("themes/", *_NOT_OURS)):
            found += [f"{name}:{literal}" for literal in _literals(path)]
    assert found == []


_OPTIONS = """---
title: T
theme: mine
theme-options:
  colors: {accent: "#B4410D", text: "123456"}
  bullets: {markers: ["■"]}
  table: {header: accent}
  quotation: {bar: 9}
---

# Liste

- un

# Table

| a | b |
|---|---|
| 1 | 2 |

# Citation

> Des mots.
"""


def _themed(folder: Path, toml: str, deck: str = _OPTIONS) -> tuple[LaidOutDeck, tuple[Diagnostic, ...]]:
    """A deck in a theme that is ours but for its `theme.toml`."""
    (folder / "mine").mkdir(exist_ok=True)
    shutil.copy(ROOT / "templates" / "board" / "theme.pptx", folder / "mine")
    (folder / "mine" / "theme.toml").write_text(toml, encoding="utf-8")
    (folder / "deck.md").write_text(deck, encoding="utf-8")
    _, laid, found = prepare(folder / "deck.md", memory=Memory(None))
    assert laid is not None
    return laid, found


def _theme(wanted: str) -> Theme:
    theme = load_theme(wanted, Source.from_text("", ""), Memory(None)).value
    assert theme is not None
    return theme


def test_a_theme_changed_in_one_file_changes_both_decks(tmp_path: Path) -> None:
    """First what follows from the template, then its `theme.toml`, then the deck's own options."""
    toml = '[colors]\naccent = "00AA00"\nemphasis = "E11D48"\n[type]\nbody = [30, 20, 16]\n'
    laid, found = _themed(tmp_path, toml)
    assert found == ()
    colors = [laid.theme.color(role) for role in ("accent", "emphasis", "text")]
    assert colors == ["B4410D", "E11D48", "123456"]
    texts = [f for s in laid.slides for f in s.frames if isinstance(f, TextFrame) and f.role == "body"]
    assert {paragraph.size for frame in texts for paragraph in frame.paragraphs} == {30.0}
    deck, page = build(tmp_path / "deck.md", output=tmp_path / "out").written
    with zipfile.ZipFile(deck) as package:
        slides = "".join(package.read(f"ppt/slides/slide{number}.xml").decode() for number in (2, 3, 4))
    for color in ("B4410D", "E11D48"):  # bullets and the table's header; the quotation's bar
        assert f'<a:srgbClr val="{color}"/>' in slides
    assert '<a:buChar char="■"/>' in slides
    assert structural_findings(deck) == []
    with page_of(page) as (browser, _):
        shown = browser.evaluate(
            """() => [...document.querySelectorAll('.m, thead tr')].map(element => {
                 const style = getComputedStyle(element);
                 return element.matches('tr') ? style.backgroundColor : style.color; })"""
        )
        markers = browser.evaluate("[...document.querySelectorAll('.m')].map(element => element.textContent)")
    assert set(shown) == {"rgb(180, 65, 13)"}
    assert markers == ["■"]


_WRONG = """[colors]
accent = "nowhere"
mutd = "text"

[table]
rule-width = -3
header = "<b>"

[type]
body = []

[tables]
header = "text"
"""


def test_what_a_theme_cannot_be_is_said_at_its_place_and_changes_nothing(tmp_path: Path) -> None:
    options = "theme-options:\n  bullets:\n    markers: ['<x>']\n  type:\n    fact: huge\n"
    deck = f"---\ntheme: mine\n{options}---\n\n# T\n\nx\n"
    laid, found = _themed(tmp_path, _WRONG, deck)
    assert {each.code for each in found} == {"theme-option"}
    places = [(each.source is not None, each.span.line if each.span else 0) for each in found]
    assert places == [(True, line) for line in (2, 3, 6, 7, 10, 12)] + [(False, 5), (False, 7)]
    tokens = Tokens()
    assert replace(laid.theme.tokens.colors, muted=tokens.colors.muted) == tokens.colors
    own = replace(laid.theme.tokens.type, body=(), title_lines=0)  # what its layouts say
    assert (own, laid.theme.tokens.table) == (tokens.type, tokens.table)


def test_a_theme_file_that_is_not_toml_is_said(tmp_path: Path) -> None:
    _, found = _themed(tmp_path, "[colors\n")
    assert [(each.code, each.severity) for each in found] == [("broken-theme", "error")]


def test_a_theme_file_has_the_name_of_its_template(tmp_path: Path) -> None:
    shutil.copy(OFFICE, tmp_path / "acme.pptx")
    (tmp_path / "acme.toml").write_text('[colors]\naccent = "accent4"\n', encoding="utf-8")
    assert _theme(str(tmp_path / "acme.pptx")).roles["accent"] == "accent4"
    assert _theme(str(OFFICE)).roles["accent"] == "accent1"


def test_muted_text_is_the_texts_own_colour_nearer_to_the_ground() -> None:
    """And no accent, which is orange in Office's own theme."""
    theme = _theme(str(OFFICE))
    for face in (theme, theme.twin()):
        assert face.roles["muted"].startswith("dk1@")
        assert face.color("muted") != face.color("text")
        assert contrast(face.color("muted"), face.color("ground")) >= 4.5


@pytest.mark.parametrize(
    "tokens", [{"colors": {"muted": "rule", "rule": "muted"}}, {"colors": {"text": "text@50"}}]
)
def test_roles_that_name_one_another_come_to_an_end(tokens: dict[str, dict[str, str]]) -> None:
    from deckgen.themes.registry import with_tokens

    changed = with_tokens(_theme(""), tokens, lambda group, key: None).value  # type: ignore[arg-type,return-value]
    assert set(changed.roles) == set(_theme("").roles)


def test_the_page_of_all_tokens_is_true(request: pytest.FixtureRequest) -> None:
    from tests.tokens_page import PAGE, page

    if request.config.getoption("--update"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
