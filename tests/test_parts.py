"""What a deck takes from other files: included parts, values, pictures, sources."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from deckgen.building import build
from deckgen.diagnostics import Diagnostic
from deckgen.media.svg import safe_svg
from tests.conftest import ROOT


def built(folder: Path, text: str, **files: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """Build `deck.md` in `folder`, where `files` lie (`_` for `.`): words of the slides, the page, findings."""
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "deck.md").write_text(text, encoding="utf-8")
    result = build(folder / "deck.md", output=folder / "out")
    with zipfile.ZipFile(folder / "out" / "deck.pptx") as package:
        slides = [n for n in package.namelist() if n.startswith("ppt/slides/slide")]
        words = " ".join("".join(etree.fromstring(package.read(name)).itertext()) for name in slides)
    return words, (folder / "out" / "deck.html").read_text(encoding="utf-8"), result.diagnostics


# -- includes --------------------------------------------------------------------------------


def test_a_fault_in_an_included_file_is_shown_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.md").write_text("## Un\n\nmot\n\n![x](absent.png)\n", encoding="utf-8")
    _, _, found = built(tmp_path, "# T\n\n{{include: parts/one.md}}\n\n## Deux\n\n![y](perdu.png)\n")
    places = [(Path(d.source.path).name if d.source else "deck.md", d.span.line) for d in found]
    assert places == [("one.md", 5), ("deck.md", 7)]
    assert "parts" in found[0].source.path  # type: ignore[union-attr]


def test_pictures_of_an_included_file_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    Image.new("RGB", (40, 30), "#0A6C9B").save(tmp_path / "parts" / "p.png")
    (tmp_path / "parts" / "one.md").write_text("## Un\n\n![Une image](p.png)\n", encoding="utf-8")
    _, _, found = built(tmp_path, "# T\n\n{{include: parts/one.md}}\n")
    assert found == ()


def test_what_cannot_be_included_is_shown_as_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.md").write_text("## Geheim\n", encoding="utf-8")
    text = "# T\n\n{{include: ../secret.md}}\n\n{{include: absent.md}}\n\n{{include: deck.md}}\n"
    words, page, found = built(tmp_path / "in", text)
    assert "Geheim" not in words + page
    assert [d.span.line for d in found if d.code == "include"] == [3, 5, 7]
    for name in ("../secret.md", "absent.md", "deck.md"):
        assert f"{{{{include: {name}}}}}" in words


def test_files_that_include_each_other_end(tmp_path: Path) -> None:
    words, _, found = built(tmp_path, "# T\n\n{{include: a.md}}\n", a_md="eins\n\n{{include: b.md}}\n",
                            b_md="zwei\n\n{{include: a.md}}\n")  # fmt: skip
    assert "eins" in words
    assert "zwei" in words
    assert [Path(d.source.path).name for d in found if d.source and d.code == "include"] == ["b.md"]


def test_an_include_in_code_is_code(tmp_path: Path) -> None:
    words, _, found = built(tmp_path, "# T\n\n```\n{{include: a.md}}\n```\n", a_md="nicht hier\n")
    assert found == ()
    assert "{{include: a.md}}" in words


def test_variables_only_where_they_are_switched_on(tmp_path: Path) -> None:
    text = "---\ntitle: Été\n{}---\n\n## A\n\nPour {{{{ title }}}}.\n"
    assert "Pour {{ title }}." in built(tmp_path, text.format(""))[0]
    assert "Pour Été." in built(tmp_path, text.format("jinja: true\n"))[0]


def test_lists_and_mappings_are_what_they_are(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Été\njinja: true\nnoms: [rouge, vert]\ngens:\n  - {nom: Ann, an: 3}\ncours: {nom: Arts, an: 2}\n"
        "---\n\n## A\n\n{% for n in noms %}\n- Point {{ n }}\n{% endfor %}\n{% for g in gens %}\n"
        "- {{ g.nom }} {{ g.an + 1 }}\n{% endfor %}\n\nTous : {{ noms }} ; {{ cours.nom }} {{ cours.an * 2 }}.\n"
    )
    words, _, found = built(tmp_path, text)
    assert not found
    for said in ("Point rouge", "Point vert", "Ann 4", "Tous : rouge, vert ; Arts 4."):
        assert said in words


@pytest.mark.parametrize("more", ["", "{# rien #}"])
def test_a_name_of_a_slide_is_no_comment(tmp_path: Path, more: str) -> None:
    text = f"---\ntitle: Été\njinja: true\n---\n\n## A {{{{ title }}}} {{#a}}\n\nPour{more} [lien](#a)\n"
    words, page, found = built(tmp_path, text)
    assert not found
    assert "A Été" in words
    assert 'id="a"' in page
    assert "rien" not in words


def test_an_unknown_variable_is_reported_at_its_line_and_the_text_stays(tmp_path: Path) -> None:
    words, _, found = built(tmp_path, "---\njinja: true\n---\n\n## A\n\nPour {{ client }}.\n")
    assert [d.code for d in found] == ["variables"]
    assert "Pour {{ client }}." in words


@pytest.mark.parametrize("text", ["{{ ''.__class__.__mro__ }}", "{{ cycler.__init__.__globals__ }}"])
def test_the_sandbox_shows_nothing_of_the_machine(tmp_path: Path, text: str) -> None:
    words, page, found = built(tmp_path, f"---\njinja: true\n---\n\n## A\n\n{text}\n")
    assert [d.code for d in found] == ["variables"]
    assert "class '" not in words + page


# -- pictures --------------------------------------------------------------------------------


def test_a_huge_photo_is_stored_as_large_as_the_slide_shows_it(tmp_path: Path) -> None:
    Image.effect_noise((6000, 4000), 40).convert("RGB").save(tmp_path / "photo.jpg", quality=92)
    huge = (tmp_path / "photo.jpg").stat().st_size
    _, page, found = built(tmp_path, "# T\n\n## A\n\n- Text\n\n![Du bruit](photo.jpg)\n")
    assert [d for d in found if d.severity != "note"] == []
    with zipfile.ZipFile(tmp_path / "out" / "deck.pptx") as package:
        media = [n for n in package.namelist() if n.startswith("ppt/media/")]
        assert len(media) == 1
        data = package.read(media[0])
    with Image.open(BytesIO(data)) as image:
        assert 800 < image.width < 3000
        assert image.width / image.height == pytest.approx(1.5, abs=0.01)
    assert len(data) < huge / 3
    assert len(page) < huge


def test_the_same_picture_is_stored_once(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "#C8453B").save(tmp_path / "p.png")
    built(tmp_path, "# T\n\n## A\n\n![Un](p.png) ![Deux](p.png)\n\n## B\n\n- x\n\n![Trois](p.png)\n")
    with zipfile.ZipFile(tmp_path / "out" / "deck.pptx") as package:
        assert len([n for n in package.namelist() if n.startswith("ppt/media/")]) == 1


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


@pytest.mark.parametrize(
    "content",
    [
        b"<script>alert(1)</script><path d='M0 0'/>",
        b"<path onclick='alert(1)' d='M0 0'/>",
        b"<a xlink:href='javascript:alert(1)'><path d='M0 0'/></a>",
        b"<image href='https://example.org/a.png'/><path d='M0 0'/>",
        b"<style>@import 'https://example.org/a.css';</style><path d='M0 0'/>",
        b"<style>&lt;/style>&lt;img onerror=alert(1)></style><path d='M0 0'/>",
        b"<style><!--</style><img onerror=alert(1)>--></style><path d='M0 0'/>",
        b"<foreignObject><p onclick='alert(1)'/></foreignObject><path d='M0 0'/>",
        b"<animate attributeName='href' values='javascript:alert(1)'/><path d='M0 0'/>",
        b"<path d='M0 0' style='fill:url(https://example.org/a)'/>",
    ],
)
def test_vector_images_lose_what_runs_and_what_is_fetched(content: bytes) -> None:
    clean = safe_svg(SVG % content)
    assert b"M0 0" in clean
    for word in (b"alert", b"example.org", b"javascript"):
        assert word not in clean


def test_harmless_vector_images_stay_byte_for_byte() -> None:
    plain = SVG % b"<!-- a pen --><style>.a{fill:url(#g)}</style><use xlink:href='#a'/><text>a&lt;b</text>"
    assert safe_svg(plain) == plain


def test_text_around_a_script_in_a_vector_image_stays() -> None:
    clean = safe_svg(SVG % b"<text>un <tspan>deux</tspan><script>x</script> trois</text>")
    assert "".join(etree.fromstring(clean).itertext()) == "un deux trois"


# -- sources ---------------------------------------------------------------------------------

BIB = (ROOT / "tests" / "golden" / "features" / "refs.bib").read_text(encoding="utf-8")
CITING = "---\nlang: {}\nbibliography: refs.bib\n---\n\n# T\n\n## A\n\nSelon @vaswani2017 et [@hoffmann2022, p. 3].\n"


def test_citations_are_set_and_listed_once(tmp_path: Path) -> None:
    text = CITING.format("fr") + "\n## B\n\nEncore [@hoffmann2022], [@inconnu], moi@example.org.\n"
    words, page, found = built(tmp_path, text, refs_bib=BIB)
    assert [d.code for d in found] == ["unknown-citation"]
    assert "[@inconnu]" in words
    assert "moi@example.org" in words
    assert "@vaswani2017" not in words
    assert "@hoffmann2022" not in words
    assert words.count("Attention") == 1
    assert page.count("Attention") >= 1


@pytest.mark.parametrize("content", ["", "@article{", "\x00\x01", "just text"])
def test_a_broken_bibliography_is_reported_and_the_keys_stay(tmp_path: Path, content: str) -> None:
    words, _, found = built(tmp_path, CITING.format("en"), refs_bib=content)
    assert found
    assert {d.severity for d in found} <= {"warning", "error"}
    assert "@vaswani2017" in words
    assert "@hoffmann2022, p. 3" in words


def test_entries_of_biblatex_are_read(tmp_path: Path) -> None:
    """As Zotero writes them: other names of types and fields, dates in one piece, pages on the web."""
    entries = (
        "@online{o, title={Tides}, author={{ACME Corp}}, url={http://x.org/a}, date={2020-05-12}, urldate={2021-03}}",
        "@article{a, author={Doe, Jane and others}, title={Waves}, journaltitle={Sea Letters}, date={2019-11}}",
        "@thesis{t, author={Moor, Ada}, title={Ebb}, type={phdthesis}, institution={Harbour School}, date={2018}}",
        "@software{s, author={Fenner, M.}, title={Flow}, date={n.d.}}",
    )
    text = "---\nlang: fr\nbibliography: refs.bib\n---\n\n# T\n\n## A\n\n@o, @a, @t, @s\n"
    words, _, found = built(tmp_path, text, refs_bib="\n".join(entries))
    assert not found
    assert "ACME Corp (2020), Doe et al. (2019), Moor (2018)" in words
    for part in ("http://x.org/a", "2021", "Sea Letters", "Harbour School", "Fenner"):
        assert part in words


def test_what_is_cited_is_listed_where_its_author_asks_for_it(tmp_path: Path) -> None:
    text = "---\nbibliography: refs.bib\n---\n\n## A\n\n@b\n\n## Sources\n\n::: {#refs}\n:::\n\n## Thanks\n\nbye\n"
    (tmp_path / "refs.bib").write_text(
        "@book{b, author={Doe, J.}, title={Tides}, year={2001}}", encoding="utf-8"
    )
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    assert build(tmp_path / "deck.md", output=tmp_path).ok
    slides = Presentation(str(tmp_path / "deck.pptx")).slides
    said = {slide.shapes.title.text: slide for slide in slides if slide.shapes.title}
    assert list(said)[-3:] == ["A", "Sources", "Thanks"]
    assert any("Tides" in shape.text_frame.text for shape in said["Sources"].shapes if shape.has_text_frame)


def test_latex_in_a_bibliography_is_text(tmp_path: Path) -> None:
    entries = (
        '@string{jml = "Journal of Sea"}',
        r"@article{a, author={Garc{\'\i}a, X.}, title={Die Stra{\ss}e nach Troms{\o} --- na\"{\i}ve}, journal=jml,",
        "year=2000}",
        r"@book{b, author={Doe, J.}, title={10$^{-3}$ of $\mathbb{R}^n$ \& S < 5 > 3 <b>}, year={2001}}",
        r"@misc{c, author={family=Berg, given=Al, prefix=van}, title={\enquote{W}}, year={2002},",
        r"howpublished={\url{http://x.example/~me}}}",
    )
    text = "---\nbibliography: refs.bib\n---\n\n# T\n\n## A\n\n@a, @b, @c\n"
    words, _, found = built(tmp_path, text, refs_bib="\n".join(entries))
    assert not found
    for part in (
        "García", "Die Straße nach Tromsø — naïve", "Journal of Sea", "10⁻³ of ℝⁿ & S < 5 > 3 <b>", "van Berg, A.",
        "“W”", "http://x.example/~me",
    ):  # fmt: skip
        assert part in words


def test_a_missing_bibliography_is_reported(tmp_path: Path) -> None:
    words, _, found = built(tmp_path, CITING.format("en"))
    assert len(found) == 1
    assert "refs.bib" in found[0].message
    assert "@vaswani2017" in words
