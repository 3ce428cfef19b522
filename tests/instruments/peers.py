"""How other tools read a deck, and how deckgen does, in the same words: a title, what it shows and what is said."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypandoc
import yaml
from lxml import etree
from msgspec import Struct

from deckgen.deck.blocks import CodeBlock, Equation, Figure, Footnote
from deckgen.deck.inlines import LineBreak, Run, plain_text
from deckgen.deck.slides import Deck, Slide
from tests.instruments.renderers import blank_page, npm_file
from tests.instruments.validators import node_program

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reading:
    """One slide."""

    title: str
    words: frozenset[str]
    said: frozenset[str]


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}|\d+", text.lower()))


def by_node(tool: str, decks: Sequence[str]) -> list[list[Reading] | str]:
    """By marp-core, or by Slidev's parser (whose text is Markdown)."""
    given = json.dumps([{"tool": tool, "text": deck} for deck in decks])
    done = subprocess.run(
        [node_program(), str(HERE / "peers.mjs")],
        input=given,
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        check=True,
    )
    return [
        found
        if isinstance(found, str)
        else [Reading(_line(one["title"]), words(one["text"]), words(one["notes"])) for one in found]
        for found in json.loads(done.stdout)
    ]


@cache
def by_pandoc(deck: str) -> list[Reading]:
    """By Pandoc, as a deck for reveal.js: each innermost section is a slide."""
    page = pypandoc.convert_text(deck, "revealjs", "markdown-smart", extra_args=["--standalone", "--mathml"])
    root = etree.HTML(page)
    found = []
    for section in root.iter("section"):
        if section.find(".//section") is not None or "footnotes" in (section.get("class") or ""):
            continue
        said = [note for note in section.iter("aside") if "notes" in (note.get("class") or "")]
        notes = " ".join(_text(note) for note in said)
        for note in said:
            note.getparent().remove(note)
        heads = [head for level in range(1, 7) for head in section.iter(f"h{level}")]
        title = _text(heads[0]) if heads else ""
        found.append(Reading(_line(title), words(_text(section)), words(notes)))
    return found


_SEPARATORS = {
    "separator": r"\r?\n---\r?\n",
    "verticalSeparator": r"\r?\n----\r?\n",
    "notesSeparator": "note:",
}
"""As reveal-md has them (its `lib/defaults.json`)."""
_READ = """async ([text, options]) => {
  const slides = document.querySelector('.slides');
  slides.innerHTML = '<section data-markdown><textarea data-template></textarea></section>';
  const section = slides.firstChild;
  for (const [name, value] of Object.entries(options)) section.setAttribute(name, value);
  slides.querySelector('textarea').textContent = text;
  const deck = new Reveal(document.querySelector('.reveal'), { plugins: [RevealMarkdown], hash: false });
  await deck.initialize();
  const found = [...slides.querySelectorAll('section')].filter(one => !one.querySelector('section')).map(one => {
    const notes = [...one.querySelectorAll('aside.notes')];
    const said = [one.dataset.notes ?? '', ...notes.map(note => note.textContent)].join(' ');
    notes.forEach(note => note.remove());
    one.querySelectorAll('script, style').forEach(each => each.remove());
    one.querySelectorAll('br, p, li, h1, h2, h3, h4, h5, h6, td, th, div, pre').forEach(each => each.after(' '));
    const title = one.querySelector('h1, h2, h3, h4, h5, h6');
    return [title ? title.textContent : '', one.textContent, said];
  });
  deck.destroy();
  return found;
}"""


def by_reveal(decks: Sequence[str]) -> list[list[Reading] | str]:
    """By reveal.js' own plug-in for Markdown in Chromium, with the separators that reveal-md gives it."""
    scripts = [npm_file(f"reveal.js/dist/{name}.js") for name in ("reveal", "plugin/markdown")]
    found: list[list[Reading] | str] = []
    with blank_page() as page:
        page.set_content('<div class="reveal"><div class="slides"></div></div>')
        for script in scripts:
            page.add_script_tag(content=script)
        for deck in decks:
            front, text = _front(deck)
            given = {key: str(front.get(key, usual)) for key, usual in _SEPARATORS.items()}
            options = {
                "data-separator": given["separator"],
                "data-separator-vertical": given["verticalSeparator"],
                "data-separator-notes": given["notesSeparator"],
            }
            slides = page.evaluate(_READ, [text, options])
            found.append([Reading(_line(title), words(shown), words(said)) for title, shown, said in slides])
    return found


def _front(deck: str) -> tuple[dict[str, object], str]:
    match = re.match(r"---\n(.*?)\n---\n", deck, re.DOTALL)
    if not match:
        return {}, deck
    return yaml.safe_load(match[1]) or {}, deck[match.end() :]


def _text(element: etree._Element) -> str:
    for gone in element.xpath(".//annotation | .//style | .//script"):
        gone.getparent().remove(gone)
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return html.unescape(re.sub(r"<[^>]*>", "", _BREAKS.sub(" ", written)))


_BREAKS = re.compile(r"</?(?:br|p|li|h\d|t[dhr]|div|pre|d[dt]|figcaption)\b[^>]*>")


def _line(text: str) -> str:
    return " ".join(text.split())


def by_deckgen(deck: Deck) -> list[Reading]:
    """By deckgen."""
    slides = [slide for section in deck.sections for slide in section.slides]
    return [_reading(slide) for slide in slides]


def _reading(slide: Slide) -> Reading:
    shown = f"{plain_text(slide.title)} {_words_in(slide.groups)}"
    return Reading(_line(plain_text(slide.title)), words(shown), words(_words_in(slide.notes)))


def _words_in(value: object) -> str:
    match value:
        case str() | bytes():
            return ""
        case Run():
            return value.text
        case LineBreak():
            return " "
        case CodeBlock():
            return f" {value.title} {value.text} "
        case Equation():
            return f" {value.text} "
        case Footnote():
            return ""
        case Figure():
            return f" {_words_in(value.caption)} "
        case tuple():
            glue = "" if value and isinstance(value[0], Run | LineBreak) else " "
            return glue.join(map(_words_in, value))
        case Struct():
            return " ".join(_words_in(getattr(value, name)) for name in value.__struct_fields__)
        case _:
            return ""


def differences(
    theirs: Sequence[Reading], ours: Sequence[Reading], *, compares_words: bool = True
) -> list[str]:
    """How two readings differ, in words."""
    if len(theirs) != len(ours):
        return [f"{len(theirs)} slides there, {len(ours)} here: {[one.title for one in ours]}"]
    found = []
    for number, (there, here) in enumerate(zip(theirs, ours, strict=True), 1):
        if there.title != here.title:
            found.append(f"slide {number} is called {there.title!r} there, {here.title!r} here")
        if compares_words and there.words != here.words:
            missing, more = sorted(there.words - here.words), sorted(here.words - there.words)
            found.append(f"slide {number}: {missing} missing, {more} more")
        if there.said != here.said:
            missing, more = sorted(there.said - here.said), sorted(here.said - there.said)
            found.append(f"notes of slide {number}: {missing} missing, {more} more")
    return found
