"""`_brand.yml`: a house's colours, fonts and logo in both decks; `mode: auto`: a page with both faces."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from deckgen import build
from deckgen.layout.model import FigureFrame, TextFrame
from deckgen.pipeline import prepare
from deckgen.resources import shipped
from deckgen.source import Source
from deckgen.themes.brand import read_brand
from deckgen.themes.colors import contrast, deepened
from tests.instruments.contrast import faint
from tests.instruments.renderers import page_of
from tests.instruments.validators import audit_findings, structural_findings

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BRAND = """\
meta: {name: Acme}
logo:
  images:
    icon: {path: logos/icon.svg, alt: Acme}
  small: icon
color:
  palette: {teal: "#0F766E", orange: "#FF6F20", ink: "#20242B", sand: "#F6EFE4"}
  foreground: ink
  background: sand
  primary: teal
  secondary: orange
  success: rgb(20, 110, 60)
  danger: crimson
typography:
  fonts:
    - family: House Serif
      source: file
      files: [{path: fonts/house.ttf, weight: 400}, {path: fonts/house-bold.ttf, weight: 700}]
  base: Arial
  headings: {family: House Serif, color: teal, weight: bold}
  monospace: {family: Courier New}
  link: {color: orange}
"""
DECK = """\
---
title: A talk
author: Ada
---

## What we do

- A [word]{color=brand-orange}, <span style="color:var(--brand-teal)">another</span>, a [link](https://example.org)

```python
print("code")
```

## A chart

```chart
kind: column
rows: |
  q, A, B
  1, 3, 4
  2, 4, 5
```

## On the house's colour {background=brand-teal}

Words on it.
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A project with a brand, and a deck in a folder below it."""
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / "icon.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    )
    (tmp_path / "fonts").mkdir()
    for ours, theirs in (("gelasio-latin-400-normal", "house"), ("gelasio-latin-700-normal", "house-bold")):
        path = shipped("web", "fonts", f"{ours}.ttf")
        (tmp_path / "fonts" / f"{theirs}.ttf").write_bytes(path.read_bytes())
    (tmp_path / "_brand.yml").write_text(BRAND, encoding="utf-8")
    (tmp_path / "talks").mkdir()
    deck = tmp_path / "talks" / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    return deck


def _built(deck: Path, theme: str = ""):
    result = build(deck, output=deck.parent / "out", theme=theme)
    laid = prepare(deck)[1]
    assert laid is not None
    return result, laid


def test_both_decks_have_the_colours_of_the_house(house: Path) -> None:
    result, laid = _built(house)
    assert [d.code for d in result.diagnostics if d.severity != "note"] == []
    pptx, html = result.written
    with zipfile.ZipFile(pptx) as package:
        scheme = etree.fromstring(package.read("ppt/theme/theme1.xml")).find(f".//{A}clrScheme")
        slides = [package.read(n) for n in sorted(package.namelist()) if n.startswith("ppt/slides/slide")]
    slots = {etree.QName(slot).localname: slot[0].get("val") for slot in scheme}
    assert (slots["lt1"], slots["dk1"], slots["accent1"]) == ("F6EFE4", "20242B", "0F766E")
    assert any(b'val="FF6F20"' in xml for xml in slides), "a palette's colour by its name"
    page = html.read_text(encoding="utf-8")
    assert "#F6EFE4" in page
    assert "color:#FF6F20" in page
    assert 'data-background-color="#0F766E"' in page
    theme = laid.theme
    assert (theme.color("positive"), theme.layouts[laid.slides[1].layout].background) == ("146E3C", "F6EFE4")
    assert audit_findings(pptx) == []
    assert structural_findings(pptx) == []


def test_fonts_in_files_are_measured_and_travel_in_the_page(house: Path) -> None:
    result, laid = _built(house)
    pptx, html = result.written
    with zipfile.ZipFile(pptx) as package:
        fonts = etree.fromstring(package.read("ppt/theme/theme1.xml")).find(f".//{A}fontScheme")
    assert fonts.find(f"{A}majorFont/{A}latin").get("typeface") == "House Serif"
    assert fonts.find(f"{A}minorFont/{A}latin").get("typeface") == "Arial"
    title = next(f for f in laid.slides[1].frames if isinstance(f, TextFrame) and f.role == "title")
    with page_of(html) as (page, _):
        page.evaluate("Reveal.slide(1)")
        page.evaluate("document.fonts.ready")
        loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
        shown = page.evaluate(
            """() => { const range = document.createRange();
            range.selectNodeContents(Reveal.getCurrentSlide().querySelector('h2'));
            return range.getBoundingClientRect().width / Reveal.getScale() * 0.75; }"""
        )
        color = page.evaluate("getComputedStyle(Reveal.getCurrentSlide().querySelector('h2')).color")
    assert any(name.startswith("own-house-serif") for name in loaded)
    (line,) = title.paragraphs[0].lines
    assert shown == pytest.approx(line.width, abs=0.6)
    assert color == "rgb(15, 118, 110)"


def test_every_word_can_be_read_in_every_face(house: Path) -> None:
    # A word whose colour its author says has it.
    named = r'\[word\]\{color=brand-orange\}|style="color:var\(--brand-teal\)"'
    house.write_text(re.sub(named, "", DECK), encoding="utf-8")
    for theme in ("board", "stage-dark", "quiet"):
        result, _ = _built(house, theme)
        assert faint(result.written[1]) == [], theme


def test_what_is_not_said_follows_the_ground(house: Path) -> None:
    """A theme that is dark first is light on a brand's light ground, and dark where its author says so."""
    house.write_text(DECK.replace("author: Ada", "author: Ada\ntheme: stage"), encoding="utf-8")
    assert _built(house)[1].theme.color("ground") == "F6EFE4"
    house.write_text(DECK.replace("author: Ada", "author: Ada\ntheme: stage\nmode: dark"), encoding="utf-8")
    theme = _built(house)[1].theme
    assert (theme.color("ground"), theme.color("text")) == ("20242B", "F6EFE4")


def test_the_logo_stands_on_the_slides_with_its_words(house: Path) -> None:
    _, laid = _built(house)
    logos = [
        f for slide in laid.slides for f in slide.frames if isinstance(f, FigureFrame) and f.alt == "Acme"
    ]
    assert len(logos) == 3


def test_a_house_template_and_a_deck_without_brand_stay_as_they_are(house: Path) -> None:
    house.write_text(DECK.replace("author: Ada", "author: Ada\nbrand: false"), encoding="utf-8")
    result, laid = _built(house)
    assert laid.theme.color("ground") == "FFFFFF"
    assert "no-such-color" in {d.code for d in result.diagnostics}
    template = house.parent / "own.pptx"
    template.write_bytes(shipped("templates", "seminar", "theme.pptx").read_bytes())
    house.write_text(DECK.replace("author: Ada", "author: Ada\ntheme: own.pptx"), encoding="utf-8")
    assert _built(house)[1].theme.color("ground") == "FFFDF8"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("color: {primary: bluu}", 1, "`bluu` is no colour"),
        ("color:\n  palette: {a: b, b: a}\n  primary: a", 2, "is no colour"),
        ("color: {foreground: '#EEE', background: '#FFF'}", 1, "can't be read on"),
        ("color: {primry: red}", 1, "`color` has no `primry`"),
        ("colour: {}", 1, "a brand has no `colour`"),
        ("typography:\n  base: Rubik", 2, "`Rubik` can't be measured here"),
        ("typography:\n  base: {family: Arial, line-height: 1.4}", 2, "`line-height` of base"),
        (
            "typography:\n  fonts:\n    - family: X\n      files: [gone.ttf]\n  base: X",
            4,
            "no file `gone.ttf`",
        ),
        ("typography:\n  fonts:\n    - family: X\n      files: [_brand.yml]\n  base: X", 4, "no TrueType"),
        ("logo: https://example.org/logo.png", 1, "is not fetched"),
        ("defaults: {x: 1}", 1, "for other tools"),
        ("a: b: c", 1, "no YAML"),
        ("- a", 1, "no list of"),
    ],
)
def test_what_cannot_be_had_is_said_at_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / "_brand.yml").write_text(text, encoding="utf-8")
    (tmp_path / "deck.md").write_text("## One\n\n- Two\n", encoding="utf-8")
    result = build(tmp_path / "deck.md", output=tmp_path / "out")
    found = [d for d in result.diagnostics if said in d.message]
    assert found, [d.message for d in result.diagnostics]
    assert found[0].source is not None
    assert found[0].source.path.endswith("_brand.yml")
    assert found[0].span is not None
    assert found[0].span.line == line
    assert len(result.written) == 2


def test_a_color_that_the_brand_lacks_is_said_where_it_stands(house: Path) -> None:
    house.write_text("## One\n\n- A [word]{color=brand-oragne}\n", encoding="utf-8")
    (found,) = (d for d in _built(house)[0].diagnostics if d.code == "no-such-color")
    assert (found.span.line, found.span.column, found.hint) == (3, 18, "did you mean `brand-orange`?")


def test_a_changed_font_or_brand_is_seen_at_once(house: Path) -> None:
    before = _built(house)[1].theme.digest
    font = house.parent.parent / "fonts" / "house.ttf"
    font.write_bytes(shipped("web", "fonts", "carlito-latin-400-normal.ttf").read_bytes())
    after = _built(house)[1].theme.digest
    brand = house.parent.parent / "_brand.yml"
    brand.write_text(BRAND.replace("0F766E", "0F5A8E"), encoding="utf-8")
    assert len({before, after, _built(house)[1].theme.digest}) == 3


@given(st.text(max_size=300))
def test_any_text_is_a_brand_or_a_message(text: str) -> None:
    done = read_brand(Source.from_text("_brand.yml", text))
    assert done.value is not None


@given(st.from_regex("[0-9A-F]{6}", fullmatch=True), st.from_regex("[0-9A-F]{6}", fullmatch=True))
def test_any_colour_can_be_made_to_be_read(value: str, ground: str) -> None:
    made = deepened(value, ground)
    assert contrast(made, ground) >= 4.5
    assert made == value or contrast(value, ground) < 4.5


AUTO = "---\ntitle: A talk\nmode: auto\n---\n" + DECK.partition("---\n\n")[2].replace("brand-teal", "#0F766E")


@pytest.mark.parametrize("theme", ["board", "stage"])
def test_a_page_follows_the_system_of_whoever_sees_it(tmp_path: Path, theme: str) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text(AUTO.replace("brand-orange", "#777777"), encoding="utf-8")
    pptx, html = build(deck, output=tmp_path, theme=theme).written
    text = html.read_text(encoding="utf-8")
    grounds = {}
    with page_of(html) as (page, _):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Reveal.slide(1)")
            page.wait_for_timeout(50)
            grounds[scheme] = page.evaluate(
                "[getComputedStyle(document.querySelector('.slide-background.present')).backgroundColor, "
                "getComputedStyle(Reveal.getCurrentSlide().querySelector('h2')).color]"
            )
    own = {
        "board": ("rgb(255, 255, 255)", "rgb(16, 32, 47)"),
        "stage": ("rgb(251, 250, 247)", "rgb(11, 13, 18)"),
    }
    assert (grounds["light"][0], grounds["dark"][0]) == own[theme]
    assert grounds["light"][1] != grounds["dark"][1]
    assert len(re.findall("<section ", text)) == 4
    with zipfile.ZipFile(pptx) as package:
        scheme = etree.fromstring(package.read("ppt/theme/theme1.xml")).find(f".//{A}clrScheme/{A}lt1")
    assert scheme[0].get("val") == {"board": "FFFFFF", "stage": "FBFAF7"}[theme]


DAMAGED = {
    "four bytes": lambda font: font[:4],
    "noise": lambda font: font[:4] + b"\xff" * 1000,
    "cut": lambda font: font[:5000],
    "scratched": lambda font: bytes(
        b ^ 0x5A if at > 600 and at % 97 == 0 else b for at, b in enumerate(font)
    ),
}


@pytest.mark.parametrize("how", list(DAMAGED))
def test_a_damaged_font_stops_nothing(house: Path, how: str) -> None:
    font = house.parent.parent / "fonts" / "house.ttf"
    font.write_bytes(DAMAGED[how](font.read_bytes()))
    assert len(_built(house)[0].written) == 2


@pytest.mark.parametrize(
    ("color", "digits"), [("rgb(999,0,0)", "FF0000"), ("hsl(10,300%,50%)", "FF0000"), ("rgb(-4, 0, 0)", "")]
)
def test_colours_out_of_range_are_the_nearest_that_there_are(color: str, digits: str) -> None:
    done = read_brand(Source.from_text("_brand.yml", f'color: {{primary: "{color}"}}'))
    said = done.value.colors["primary"].light if "primary" in done.value.colors else ""
    assert re.fullmatch("[0-9A-F]{6}|", said)
    assert said[:2] == digits[:2]


def test_a_palette_may_have_a_colour_for_either_ground(house: Path) -> None:
    text = 'color: {palette: {x: {light: "#880000", dark: "#ffaaaa"}}}'
    (house.parent.parent / "_brand.yml").write_text(text, encoding="utf-8")
    for mode, wanted in (("light", "#880000"), ("dark", "#FFAAAA")):
        house.write_text(f"---\nmode: {mode}\n---\n## A\n\n- [w]{{color=brand-x}}\n", encoding="utf-8")
        assert wanted in _built(house)[0].written[1].read_text(encoding="utf-8")


def test_a_very_large_palette_is_bounded(house: Path) -> None:
    many = ", ".join(f'c{n}: "#{n:06x}"' for n in range(20_000))
    (house.parent.parent / "_brand.yml").write_text(f"color: {{palette: {{{many}}}}}", encoding="utf-8")
    assert any("300 colours" in d.message for d in _built(house)[0].diagnostics)


def test_what_only_looks_like_a_brands_colour_is_no_message(house: Path) -> None:
    house.write_text(
        "## A\n\n- `color=brand-nope`\n\n```css\na{color: var(--brand-nope)}\n```\n", encoding="utf-8"
    )
    assert "no-such-color" not in {d.code for d in _built(house)[0].diagnostics}


def test_an_empty_brand_is_none(house: Path) -> None:
    (house.parent.parent / "_brand.yml").write_text("# nothing yet\n", encoding="utf-8")
    house.write_text("## A\n\n- b\n", encoding="utf-8")
    assert _built(house)[0].diagnostics == ()
