"""Themes: ours is reproducible, and any other template is a theme as it is."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pptx
import pytest
from scripts.themes.build import files

from deckgen.themes.model import LayoutKind
from deckgen.themes.template import TemplateError, read_template
from tests.conftest import DATA, ROOT
from tests.instruments.text import altered, pptx_slides
from tests.instruments.validators import audit_findings, structural_findings

PYTHON_PPTX = Path(pptx.__file__).parent / "templates" / "default.pptx"


def test_our_themes_are_what_their_script_writes() -> None:
    written = dict(files())
    assert {path: (ROOT / "templates" / path).read_bytes() for path in written} == written
    there = {f"{path.parent.name}/{path.name}" for path in (ROOT / "templates").glob("*/theme*")}
    assert there == set(written)


def test_layouts_are_found_by_what_they_hold(tmp_path: Path) -> None:
    """With all names and declared types taken away, the same layouts are picked."""
    import re
    import zipfile

    plain = ROOT / "templates" / "board" / "theme.pptx"
    bare = tmp_path / "bare.pptx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if "slideLayout" in name and name.endswith(".xml"):
                text = re.sub(r'(<p:sldLayout [^>]*?) type="\w+"', r"\1", data.decode())
                data = re.sub(r'<p:cSld name="[^"]*"', '<p:cSld name="Разметка"', text).encode()
            target.writestr(name, data)
    ours, theirs = read_template(plain, "a").layouts, read_template(bare, "b").layouts
    same = [kind for kind in LayoutKind if ours[kind].part == theirs[kind].part]
    assert set(same) >= {LayoutKind.COVER, LayoutKind.CONTENT, LayoutKind.TWO, LayoutKind.TITLE_ONLY}


def test_a_foreign_template_is_a_theme(make) -> None:
    built = make(DATA / "wild" / "messy.md", theme=str(PYTHON_PPTX))
    assert altered(built.deck, pptx_slides(built.pptx)) == []
    assert structural_findings(built.pptx) == []
    assert built.laid.theme.width == 720
    assert [f for f in audit_findings(built.pptx) if "printerSettings" not in f] == []


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all"])
def test_what_is_no_template_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.pptx"
    path.write_bytes(data)
    with pytest.raises(TemplateError):
        read_template(path, "x")


@pytest.mark.parametrize("theme", ["stage", "board"])
def test_links_in_plain_text_have_the_themes_colour_in_both_decks(make, theme: str) -> None:
    built = make("# T\n\n- a\n\n---\n\n## A\n\n- voir [un lien](https://example.org)\n", theme=theme)
    with zipfile.ZipFile(built.pptx) as package:
        xml = package.read("ppt/slides/slide2.xml").decode()
    (run,) = [each for each in re.findall(r"<a:r>.*?</a:r>", xml) if "un lien" in each]
    assert '<a:schemeClr val="hlink"/>' in run
    page = built.html.read_text(encoding="utf-8")
    assert "--hlink:currentColor" not in page
