"""What stands beside a deck says whose it is, and what its cells gave when they were run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PIL import Image

from deckgen.diagnostics import Warned
from deckgen.layout.model import TextFrame
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.pipeline import opened, prepare
from tests.instruments.outline import outline_of


def _opened(folder: Path, files: dict[str, str], deck: str = "deck.md") -> tuple[str, str]:
    """The dialect and the outline of a deck among files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = opened(folder / deck, Options(), Memory(None))
    return done.deck.dialect, outline_of(Warned(done.deck, done.found))


@pytest.mark.parametrize(
    ("name", "text", "dialect"),
    [
        ("package.json", '{"devDependencies": {"@slidev/cli": "52"}}', "slidev"),
        ("package.json", '{"dependencies": {"reveal-md": "6"}}', "reveal-md"),
        ("package.json", '{"dependencies": {"@marp-team/marp-cli": "4"}}', "marp"),
        ("package.json", '{"dependencies": ["@slidev/cli"]}', "deckgen"),
        ("package.json", "{ not JSON", "deckgen"),
        ("_quarto.yml", "project: {type: website}\n", "quarto"),
        (".marprc.yml", "html: true\n", "marp"),
    ],
)
def test_a_deck_without_evidence_is_its_project_s(tmp_path: Path, name: str, text: str, dialect: str) -> None:
    assert _opened(tmp_path, {name: text, "deck.md": "# One\n\nWords.\n\n---\n\n# Two\n"})[0] == dialect


HEADINGS = "# Part\n\n## One\n\n- a\n\n## Two\n\n- b\n"
RULES = "# One\n\n---\n\n## Two\n\n- b\n"


@pytest.mark.parametrize(
    ("front", "text", "beside", "dialect"),
    [
        ("title: T\ntheme: moon", HEADINGS, "", "pandoc"),
        ("title: T\ntheme: default", HEADINGS, "", "pandoc"),
        ("title: T\ntheme: black\nslide-level: 2", HEADINGS + "\n---\n\nMore\n", "", "pandoc"),
        ("title: T\nrevealjs-url: https://unpkg.com/reveal.js", HEADINGS, "", "pandoc"),
        ("title: T\ntheme: moon", RULES, "", "reveal-md"),
        ("theme: default", RULES, "", "slidev"),
        ("theme: default\npaginate: true", RULES, "", "marp"),
        ("theme: night", RULES, ".obsidian/app.json", "obsidian"),
        ("theme: night", RULES, "hugo.toml", "hugo"),
        ("theme: seriph", RULES, ".obsidian/app.json", "slidev"),
        ("theme: gaia", "# One\n\nWords.\n", "", "marp"),
        ("title: T", "# [fit] One\n\n---\n\n## Two\n\n- b\n", "", "deckset"),
        ("title: T", "# One\n\n![right](a.png)\n\n---\n\n![inline 10%](b.png)\n", "", "deckset"),
        ("title: T", "# One\n\nSome .red[words].\n\n---\n\n## Two\n\n.footnote[foot]\n", "", "remark"),
        ("title: T", "# One\n\n`.red[words]` and `.a[b]`\n\n---\n\n## Two\n", "", "deckgen"),
        ("title: T\nframework: io2012\nmode: selfcontained\nhighlighter: highlight.js", RULES, "", "slidify"),
        ("title: T\nslideOptions:\n  theme: white", RULES, "", "hedgedoc"),
        ("title: T\ntype: slide", RULES, "", "hedgedoc"),
        ("title: T", "# One\n\n###### tags: `a`\n\n---\n\n## Two\n\n- b\n", "", "hedgedoc"),
        ("title: T", "###### tags: `a`\n\n" + HEADINGS, "", "deckgen"),
    ],
)
def test_a_theme_of_several_tools_is_that_of_the_one_whose_deck_it_may_be(
    tmp_path: Path, front: str, text: str, beside: str, dialect: str
) -> None:
    """Ten slides became one where only rules divide them."""
    files = {"deck.md": f"---\n{front}\n---\n\n{text}", **({beside: ""} if beside else {})}
    known, outline = _opened(tmp_path, files)
    assert known == dialect
    if text == HEADINGS:
        assert [line for line in outline.split("\n") if line.startswith("slide")][-2:] == [
            "slide One",
            "slide Two",
        ]


def test_a_toml_head_says_whose_slides_they_are(tmp_path: Path) -> None:
    files = {"deck.md": '+++\ntitle = "T"\noutputs = ["Reveal"]\n+++\n\n## A\n\nText.\n\n---\n\nMore.\n'}
    assert _opened(tmp_path, files)[0] == "hugo"


def test_presenterm_includes_files_and_has_themes_of_its_own(tmp_path: Path) -> None:
    head = "---\ntheme:\n  name: dark\n---\n\n"
    deck = head + "One\n===\n\n<!-- include: part.md -->\n\n<!-- end_slide -->\n\nTwo\n===\n"
    known, outline = _opened(tmp_path, {"deck.md": deck, "part.md": "- from **there**\n"})
    assert known == "presenterm"
    assert "- from **there**" in outline
    assert "!" not in outline


def test_a_note_beside_a_deck_of_a_tool_s_has_its_slides_by_its_headings(tmp_path: Path) -> None:
    files = {".obsidian/app.json": "{}", "deck.md": "# One\n\nWords.\n\n# Two\n\nMore.\n"}
    assert _opened(tmp_path, files) == ("deckgen", "slide One (cover)\n  p Words.\nslide Two\n  p More.")


def test_what_a_file_shows_itself_is_surer_than_what_stands_beside_it(tmp_path: Path) -> None:
    package = '{"devDependencies": {"@slidev/cli": "52"}}'
    deck = "---\nfigures: {A: chart:x}\n---\n\n--- PART\n\n# One\n\nWords.\n"
    assert _opened(tmp_path, {"package.json": package, "deck.md": deck})[0] == "deckgen"
    deck = "---\nmarp: true\n---\n\n# One\n\nWords.\n"
    assert _opened(tmp_path, {"package.json": package, "deck.md": deck})[0] == "marp"


QMD = "---\ntitle: Talk\nformat: revealjs\n---\n\n## Plot\n\n```{python}\n1 + 1\n```\n"
RUN = (
    "---\ntitle: Talk\nformat: revealjs\n---\n\n## Plot\n\n::: {.cell}\n"
    "::: {.cell-output .cell-output-stdout}\n```\n2\n```\n:::\n:::\n"
)


def test_outputs_that_are_kept_are_shown_if_the_deck_is_still_the_same(tmp_path: Path) -> None:
    kept = {"hash": hashlib.md5(QMD.encode()).hexdigest(), "result": {"markdown": RUN}}
    files = {
        "_quarto.yml": "project: {}\n",
        "deck.qmd": QMD,
        "_freeze/deck/execute-results/html.json": json.dumps(kept),
    }
    shown = "slide Talk (cover)\nslide Plot\n  code\n    | 2"
    assert _opened(tmp_path, files, "deck.qmd") == ("quarto", shown)
    edited = QMD.replace("## Plot", "## Other plot")
    _, outline = _opened(tmp_path, {"deck.qmd": edited}, "deck.qmd")
    assert outline == "slide Talk (cover)\nslide Other plot\n  code python\n    | 1 + 1"


CELLS = """---
title: Talk
format: revealjs
---

## Plot

```{python}
#| label: fig-line
#| fig-cap: "A *line*"
draw()
```

See @fig-line.

## Sum

```{python}
#| echo: true
1 + 1
```

## Later

```{python}
changed()
```
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_outputs_in_the_notebook_beside_a_deck_are_shown(tmp_path: Path) -> None:
    def cell(source: str, *outputs: dict[str, object]) -> dict[str, object]:
        return {"cell_type": "code", "source": source.splitlines(keepends=True), "outputs": list(outputs)}

    drawn = {"output_type": "display_data", "data": {"image/png": PIXEL, "text/plain": "<Figure>"}}
    summed = {"output_type": "execute_result", "data": {"text/plain": ["2"]}}
    said = {"output_type": "stream", "name": "stdout", "text": ["said\n"]}
    cells = [
        {"cell_type": "markdown", "source": ["## Plot"]},
        cell('#| label: fig-line\n#| fig-cap: "A *line*"\ndraw()', drawn),
        cell("#| echo: true\n1 + 1", said, summed),
        cell("was()", summed),
    ]
    files = {"deck.qmd": CELLS, "deck.ipynb": json.dumps({"cells": cells, "nbformat": 4})}
    dialect, outline = _opened(tmp_path, files, "deck.qmd")
    assert dialect == "quarto"
    assert outline.replace(PIXEL, "…") == (
        "slide Talk (cover)\n"
        "slide Plot\n"
        "  figure data:image/png;base64,… alt='A line' caption='Figure 1: A *line*'\n"
        "  p See [Figure 1](#plot).\n"
        "slide Sum\n  code python\n    | 1 + 1\n  code\n    | said\n  code\n    | 2\n"
        "slide Later\n  code python\n    | changed()"
    )


def test_outputs_in_the_page_beside_a_deck_are_shown(tmp_path: Path) -> None:
    """Code that the page shows tells its cell; where it shows none, the cells' order does."""

    def cell(outputs: str, code: str = "") -> str:
        shown = f'<div class="sourceCode"><pre class="sourceCode python cell-code"><code>{code}</code></pre></div>'
        return f'<div class="cell" data-execution_count="1">{shown if code else ""}{outputs}</div>'

    image = f'<figure><img src="data:image/png;base64,{PIXEL}"></figure>'
    picture = f'<div class="cell-output cell-output-display">{image}</div>'
    said = '<div class="cell-output cell-output-stdout"><pre><code>said &lt;\n</code></pre></div>'
    table = '<div class="cell-output cell-output-display"><table><tr><td>7</td></tr></table></div>'
    page = f"<html><body><section>{cell(picture)}{cell(said, '1 + 1')}{cell(table)}</section></body></html>"
    _, outline = _opened(tmp_path, {"deck.qmd": CELLS, "deck.html": page}, "deck.qmd")
    assert outline.replace(PIXEL, "…") == (
        "slide Talk (cover)\n"
        "slide Plot\n"
        "  figure data:image/png;base64,… alt='A line' caption='Figure 1: A *line*'\n"
        "  p See [Figure 1](#plot).\n"
        "slide Sum\n  code python\n    | 1 + 1\n  code\n    | said <\n"
        "slide Later\n  table -\n    row 7"
    )


@pytest.mark.parametrize("notebook", ["", "{", "[]", '{"cells": 1}', '{"cells": [{"cell_type": "code"}]}'])
def test_a_notebook_that_is_none_changes_nothing(tmp_path: Path, notebook: str) -> None:
    _, outline = _opened(tmp_path, {"deck.qmd": QMD, "deck.ipynb": notebook}, "deck.qmd")
    assert outline == "slide Talk (cover)\nslide Plot\n  code python\n    | 1 + 1"


def test_each_cell_that_misses_what_it_gives_is_said_and_no_other(tmp_path: Path) -> None:
    text = (
        "---\nformat: revealjs\n---\n\n## A\n\n```{python}\nimport a\n```\n\n```{python}\nplt.plot([1])\n```\n\n"
        "```{r}\n#| include: false\nprint(1)\n```\n\n```{r}\n#| echo: false\nplot(cars)\n```\n\n```{css}\na {}\n```\n"
        "\n```{r}\n#| echo: false\nshinyApp(ui = page, server = server)\n```\n"
        "\n```{r}\n#| echo: false\nnames(a) <- b\n```\n"
    )
    (tmp_path / "deck.qmd").write_text(text)
    done = opened(tmp_path / "deck.qmd", Options(), Memory(None))
    found = [each.span.line for each in done.found if each.code == "cell-not-shown" and each.span]
    assert found == [11, 20, 29]


def _files_of(folder: Path, deck: str, text: str, places: list[str]) -> list[str]:
    """What a deck says is missing, with pictures in these places."""
    for place in places:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (300, 200), "#336699").save(folder / place)
    (folder / deck).parent.mkdir(parents=True, exist_ok=True)
    (folder / deck).write_text(text, encoding="utf-8")
    _, laid, found = prepare(folder / deck, Options(), memory=Memory(None))
    assert laid is not None
    return [finding.code for finding in found]


def test_obsidian_means_a_picture_by_its_name_wherever_it_lies(tmp_path: Path) -> None:
    """Attachments have a folder of their own in most vaults."""
    (tmp_path / ".obsidian").mkdir()
    text = "# A\n\n![[bild.png]]\n\n---\n\n# B\n\n![](other/bild.png)\n"
    assert _files_of(tmp_path, "Notes/deck.md", text, ["Anhänge/sub/bild.png"]) == ["image-missing"]


def test_a_deck_elsewhere_means_a_path_by_it(tmp_path: Path) -> None:
    text = "# A\n\n![](bild.png)\n"
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    assert _files_of(tmp_path, "notes/deck.md", text, ["pictures/sub/bild.png"]) == ["image-missing"]


def test_a_page_of_a_graph_of_logseq_has_its_pictures_beside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "logseq").mkdir()
    (tmp_path / "logseq" / "config.edn").write_text("{}", encoding="utf-8")
    text = "- # Talk\n\t- a\n\t- ![image.png](../assets/image_1.png)\n- ## Two\n\t- b\n"
    assert _files_of(tmp_path, "pages/deck.md", text, ["assets/image_1.png"]) == []
    assert opened(tmp_path / "pages" / "deck.md", Options(), Memory(None)).deck.dialect == "logseq"


@pytest.mark.parametrize("head", ["theme: seriph\nsrc: ./pages/01.md", "src: pages/01.md"])
def test_the_first_slide_of_all_may_be_another_file_s(tmp_path: Path, head: str) -> None:
    """An empty one stood before it."""
    deck = f"---\n{head}\n---\n\n---\nlayout: center\n---\n\n# After\n\nmore\n"
    files = {"deck.md": deck, "pages/01.md": "# One\n\nwords\n\n---\n\n# Two\n\nmore\n"}
    dialect, outline = _opened(tmp_path, files)
    assert dialect == "slidev"
    slides = [line.split()[1] for line in outline.split("\n") if line.startswith("slide")]
    assert slides == ["One", "Two", "After"]


def test_notes_of_a_vault_and_their_parts_stand_where_they_are_embedded(tmp_path: Path) -> None:
    """The slides were empty, or gone, and a note that says who speaks had no cover."""
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "others").mkdir()
    note = "---\ntags: [x]\n---\n# Attention\n\nIntro.\n\n## Définition\n\nLe mot.\n\n## Suite\n\nUn bloc. ^bloc\n"
    (tmp_path / "others" / "Attention.md").write_text(note, "utf-8")
    slides = [
        "# Un\n\n![[Attention#Définition]]",
        "# Deux\n\n![[Attention#^bloc]]",
        "![[Attention]]",
        "![[Rien]]\n\nz",
    ]
    path = tmp_path / "deck.md"
    path.write_text("---\ntitle: Exposé\nauthor: Jean\n---\n\n" + "\n\n---\n\n".join(slides) + "\n", "utf-8")
    _, laid, found = prepare(path, Options())
    assert laid is not None
    assert [slide.title for slide in laid.slides] == ["Exposé", "Un", "Deux", "Attention", ""]
    said = [" ".join(f.text for f in slide.frames if isinstance(f, TextFrame)) for slide in laid.slides]
    assert "Le mot." in said[1]
    assert "Suite" not in said[1]
    assert "Un bloc." in said[2]
    assert "^bloc" not in said[2]
    assert "Intro." in said[3]
    assert [each.message for each in found if each.severity == "warning"] == [
        "`![[Rien]]` shows nothing here: there is no such note"
    ]
