"""Nothing of an author's that could run reaches either file: 844 known vectors, in a real browser."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from deckgen.memory import default_memory
from deckgen.pipeline import prepare
from deckgen.writers.html.writer import write_html
from deckgen.writers.pptx.writer import write_pptx
from tests.conftest import DATA
from tests.instruments.renderers import blank_page


def vectors() -> dict[str, list[tuple[str, str]]]:
    """Kind → name and Markdown of each."""
    found: dict[str, list[tuple[str, str]]] = {}
    text = (DATA / "xss.txt").read_text(encoding="utf-8")
    for part in re.split(r"(?m)^%%%% ", text)[1:]:
        head, _, body = part.partition("\n")
        kind, _, name = head.partition(": ")
        found.setdefault(kind, []).append((name, body))
    return found


VECTORS = vectors()


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert sum(map(len, VECTORS.values())) > 800


_FOUND = """
() => {
  const found = window.xss === undefined ? [] : ['it ran'];
  const address = /^[\\u0000-\\u0020]*(javascript:|vbscript:|data:(?!image\\/|video\\/|audio\\/|font\\/))/i;
  for (const element of document.querySelectorAll('*')) {
    if (/^(script|iframe|object|embed|base|form|link|meta|applet|frame|frameset|use|foreignobject)$/i
        .test(element.localName) && !element.dataset.own) found.push(`<${element.localName}>`);
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.name)) found.push(attribute.name);
      if (/^(href|src|xlink:href|action|formaction|poster|data|srcdoc)$/i.test(attribute.name)
          && address.test(attribute.value.replace(/[\\t\\r\\n]/g, ''))) found.push(attribute.value.slice(0, 60));
      if (attribute.name === 'style' && /url\\(|expression|@import|behavior/i.test(attribute.value)
          && !/url\\(data:image/.test(attribute.value)) found.push(attribute.value.slice(0, 80));
    }
  }
  return found;
}
"""


def _without_our_own(page: str, tail: str) -> str:
    """The page without reveal.js, our style sheets and the tags of the head that we write ourselves."""
    page = page.replace('<meta charset="utf-8">', "", 1)
    page = re.sub(r'<meta name="(?:viewport|generator)" content="[^"]*">', "", page, count=2)
    head, _, rest = page.partition("<body>")
    head = re.sub(r"<style>.*?</style>", "", head, flags=re.DOTALL)
    assert rest.endswith(tail)
    return f"{head}<body>{rest.removesuffix(tail)}</div></div></body></html>"


@pytest.mark.parametrize("kind", list(VECTORS))
def test_nothing_runs_in_the_page(kind: str, tmp_path: Path) -> None:
    memory = default_memory()
    wrong = []
    path = tmp_path / "deck.md"
    path.write_text("# T\n", encoding="utf-8")
    _, plain, _ = prepare(path, memory=memory)
    assert plain
    tail = b"".join(write_html(plain, memory)).decode("utf-8").rpartition("</section>")[2]
    with blank_page() as browser:
        for name, text in VECTORS[kind]:
            path.write_text(text, encoding="utf-8")
            _, laid, _ = prepare(path, memory=memory)
            if laid is None:
                continue
            page = b"".join(write_html(laid, memory)).decode("utf-8")
            browser.set_content(_without_our_own(page, tail), wait_until="load")
            if found := browser.evaluate(_FOUND):
                wrong.append(f"{name}: {found[:3]}")
    assert wrong == []


@pytest.mark.parametrize("kind", list(VECTORS))
def test_nothing_runs_from_the_powerpoint_file(kind: str, tmp_path: Path) -> None:
    memory = default_memory()
    wrong = []
    for name, text in VECTORS[kind]:
        path = tmp_path / "deck.md"
        path.write_text(text, encoding="utf-8")
        _, laid, _ = prepare(path, memory=memory)
        if laid is None:
            continue
        with zipfile.ZipFile(BytesIO(b"".join(write_pptx(laid, memory)))) as package:
            for part in package.namelist():
                data = package.read(part)
                if part.endswith(".rels"):
                    targets = (rel.get("Target", "") for rel in etree.fromstring(data))
                    wrong += [
                        f"{name}: {t[:60]}"
                        for t in targets
                        if re.match(r"(?i)\s*(javascript|vbscript|data):", t)
                    ]
                if part.endswith(".svg") and re.search(
                    rb"(?i)<script|\son\w+\s*=|javascript:|<foreignObject", data
                ):
                    wrong.append(f"{name}: {part}")
    assert wrong == []
