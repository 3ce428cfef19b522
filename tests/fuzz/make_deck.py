"""Whole decks: those of the corpus altered, openers that repeat, very large ones, formulas, media, themes, parts."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.case import ODD, OPENERS, TOKENS, Case, Corpus, Maker, altered, altered_bytes, deck

TEX = (
    "\\frac", "{", "}", "^", "_", "&", "\\\\", "\\left(", "\\right)", "\\left.", "\\sqrt", "[3]",
    "\\begin{matrix}", "\\end{matrix}", "\\begin{cases}",
    "\\end{cases}", "\\begin{array}{c|c}", "\\end{array}", "\\sum", "\\int", "\\limits", "\\text{é}",
    "\\mathbb{R}", "\\mathrm", "x", "1", "'", "\\prime",
    "\\overline", "\\underbrace", "\\xrightarrow{a}", "\\color{red}", "\\hspace{1em}", "\\hspace{1e99em}",
    "\\binom", "\\over", "\\not", "\\operatorname{a}",
    "\\substack", "\\tag{1}", "\\label{a}", "\\newcommand{\\y}[1]{#1#1}", "\\y", "\\def\\z{\\z}", "\\z",
    "#1", "%", "$", "\\$", "\\,", "\\quad", "~", "\\!",
    "\\middle|", "\\big", "\\Bigg(", "\\hline", "\\cdots", "\\ddot", "\\vec", "\\boxed", "\\cancel",
    "\\phantom", "\\stackrel", "\\rule{1em}{1em}", "\\char",
    "\\unicode", "\\mathcal", "\\displaystyle", "\\tfrac", "\\sideset", "\\iiint", "\\begin", "\\end", "\\",
    "é", "漢", "👍", "<", ">", "\\lt", "\\unknown",
    "\\ce{H2O}", "\\SI{1}{m}", "\\begin{align*}", "\\end{align*}", "\\nonumber", "\\intertext{a}", "^^",
    "__", "{}", "\\&", "\\#", "\\{", "\\rangle", "\\dots",
)  # fmt: skip
SETTINGS = (
    "layout=cover", "layout=x", "layout=columns", "layout=picture", "layout=statement", "layout=quotation",
    "layout=figure-left", ".hidden", ".incremental",
    "background-color=red", 'background-color="rgb(1e9,0,0)"', "background-image=wide.png",
    "background-image=x", "background-opacity=1e400", "background-opacity=-1",
    'background-gradient="linear-gradient(to right, #fff, #000)"',
    'background-gradient="conic-gradient(x)"',
    'background-gradient="linear-gradient(nandeg,red,blue 1e400%)"',
    "background-size=contain", "background-size=1e9px", "background-size=0%", "transition=zoom", "dir=rtl",
    "lang=ar", "lang=xx", "#a", ".unnumbered", "width=0%",
    "width=1e9px", "width=-5%", "width=nan", "height=1e400cm", "width=50%", ".fragment", "index=1e9",
    "index=-1", ".column", "background-position=x", "background-video=clip.mp4",
    "background-iframe=http://x", 'style="color:red;font-size:1e400px"', "start=99999999999",
    "startFrom=-5", ".numberLines", "visibility=hidden", "background-repeat=repeat",
)  # fmt: skip


def _settings(rng: random.Random) -> str:
    return "{" + " ".join(rng.choice(SETTINGS) for _ in range(rng.randint(1, 4))) + "}"


def _attributed(rng: random.Random) -> Case:
    kinds = ("# T {}\n\nx\n\n", "## U {}\n\n- a\n- b\n\n![](wide.png)\n\n", "![a](wide.png){}\n\n",
        "[x]{} y\n\n", "::: {}\na\n\nb\n:::\n\n", "```python {}\na\nb\n```\n\n",
             "::: columns\n::: {}\na\n:::\n::: {}\nb\n:::\n:::\n\n", "- a {}\n- b\n\n",
             "| a |\n|-|\n| b |\n{}\n\n", "`c`{}\n\n", "$x${}\n\n", "--- T {}\n\n", "![a](clip.mp4){}\n\n",
             "> q {}\n\n", "[a](b){}\n\n", ":::: {}\n::: {}\nx\n:::\n::::\n")  # fmt: skip
    text = "".join(rng.choice(kinds).replace("{}", _settings(rng)) for _ in range(rng.randint(1, 5)))
    return deck("deck-settings", text)


def _code(rng: random.Random) -> Case:
    spec = rng.choice(("{1,3-4|6}", "{0}", "{-1}", "{1-}", "{99999999}", "{1-99999999}",
        "{1-9999999999999999}", "{|||}", "{3-1}", "{a}", "{1,,2}", "{all|none}", "{*}", "{٣}", "{1²}",
                       "{1|" * 500 + "}", "{.numberLines startFrom=99999999999999}",
                       "{startFrom=-9 .numberLines}", "{lines: true, start: x}", "{1}{maxHeight:'1px'}",
                       ""))  # fmt: skip
    lang = rng.choice(
        (
            "python",
            "",
            "c++",
            "x" * 500,
            "html",
            "mermaid",
            "plantuml",
            "chart",
            "flow",
            "math",
            "latex",
            "{r}",
            "{python}",
            "text",
            "diff",
            "json",
            "../x",
            "é",
            "brainfuck",
            "console",
        )
    )
    body = rng.choice(("a\nb\nc\n", "", "\n" * 50, "x" * 20_000 + "\n", "\t" * 300 + "\n", "<b>&\n",
        "def f(:\n" * 200, "\x0b\x0c\n", "\u2028\n", '"' * 5000 + "\n", "(" * 5000 + "\n", "漢" * 300 + "\n",
                       "/*" * 3000 + "\n", "a\n" * 3000, "{{ x }}\n", "'" * 3001 + "\n"))  # fmt: skip
    return deck("deck-code", f"# T\n\n```{lang} {spec}\n{body}```\n\nx\n")


def _repeated(rng: random.Random) -> Case:
    opener = rng.choice(OPENERS)
    size = rng.choice((2_000, 20_000, 100_000, 100_000))
    count = max(1, size // len(opener.encode()))
    shape = rng.randrange(6)
    body = opener * count
    if shape == 1:
        body = (opener + "a") * (count // 2)
    elif shape == 2:
        body = (opener + "\n") * (count // 2)
    elif shape == 3:
        body = (opener + "a\n\n") * (count // 4)
    elif shape == 4:
        body = (opener + rng.choice(OPENERS)) * (count // 4)
    head = rng.choice(
        (
            "# T\n\n",
            "# T\n\n",
            "",
            "- ",
            "> ",
            "| a |\n|-|\n| ",
            "# ",
            "[x](",
            "Note:\n",
            "::: columns\n::: column\n",
            "---\ntitle: T\n---\n",
            "[^1]\n\n[^1]: ",
            "a",
        )
    )
    return deck(
        f"opener {opener!r} {shape if shape else ''} after {head!r}",
        head + body + rng.choice(("", "\n", "x\n")),
    )


def _large(rng: random.Random) -> Case:
    n = rng.choice((50, 200))
    many = rng.choice((300, 3000, 10_000))
    name, text = rng.choice((
        ("table", "| a " * n + "|\n" + "|-" * n + "|\n" + ("| x " * n + "|\n") * n), ("empty-sections",
        "--- A\n\n" * many), ("empty-slides", "---\n\n" * many),
        ("headings", "# A\n\n" * many), ("sections-text", "# A\n\nx\n\n" * min(many, 1500)), ("wide-table",
        "| a " * 1000 + "|\n" + "|-" * 1000 + "|\n"), ("table-long-cells",
        "| a | b |\n|-|-|\n" + f"| {'mot ' * 300} | {'x' * 500} |\n" * min(n, 20)), ("items",
        "- a\n" * many), ("nested-items", "".join("  " * k + "- a\n" for k in range(min(many, 300)))),
        ("long-paragraph", "mot " * many), ("long-word", "x" * many), ("long-sentence", "Un mot. " * many),
        ("footnotes", "".join(f"a[^{k}]\n\n[^{k}]: b\n\n" for k in range(min(many, 3000)))),
        ("links", "".join(f"[a{k}](#a{k}) " for k in range(many))), ("pictures",
        "![](wide.png)\n\n" * min(many, 300)), ("formulas", "$x^2$ " * min(many, 1000)), ("code",
        "```\nx\n" + "y\n" * many + "```\n"),
        ("quotes", "> " * min(many, 900) + "x"), ("columns",
        "::: columns\n" + "::: column\na\n:::\n" * min(many, 300) + ":::\n"), ("divs",
        "".join(f"{':' * (min(many, 300) - k + 3)} a\n" for k in range(min(many, 300)))),
        ("fragments", "::: fragment\na\n:::\n" * min(many, 900)), ("pauses", "a\n\n. . .\n\n" * min(many,
        900)), ("notes", "Note: " + "a\n" * many), ("definitions", "a\n: b\n\n" * many), ("refs",
            "".join(f"[a{k}]: b\n" for k in range(many))),
        ("abbreviations", "".join(f"*[a{k}]: b\n" for k in range(min(many,
        3000))) + "\n\n" + "a1 a2 a3 " * 300), ("emoji", ":smile: " * many), ("figures",
            "".join(f"<x> = A{k}\n\n" for k in range(min(many, 900)))),
        ("callouts", "> [!TIP]\n> a\n\n" * min(many, 900)), ("nested-callouts",
        "".join("> " * k + "[!TIP]\n" for k in range(1, min(many, 120)))), ("spans", "[a]{.x} " * many),
        ("marks", "==a== ~~b~~ ^c^ ~d~ " * many),
        ("titles-long", "# " + "mot " * min(many, 3000)), ("same-title",
        "# Même titre\n\n[x](#même-titre)\n\n" * min(many, 900)), ("comments", "<!-- a -->\n\n" * many),
        ("tables", "| a |\n|-|\n| b |\n\n" * min(many, 500)), ("charts", "![](chart:emergence)\n\n" * 40),
        ("numbered", "".join(f"{k}. a\n" for k in range(many))), ("mixed-rtl", "abc مرحبا 123 " * min(many,
        2000)), ("cjk", "漢字かな交じり文。" * min(many, 2000)), ("breaks", "a\\\n" * min(many, 3000)), ("nbsp",
            "a\u00a0" * many),
    ))  # fmt: skip
    head = "" if rng.random() < 0.3 or name.startswith("empty") else "# T\n\n"
    return deck(f"large-{name}", head + text + "\n")


def _maths(formulas: Sequence[str]) -> Maker:
    def make(rng: random.Random) -> Case:
        if rng.random() < 0.5:
            text = "".join(
                rng.choice(TEX) + rng.choice(("", "", " ")) for _ in range(rng.choice((1, 2, 3, 5, 9, 20)))
            )
        else:
            text = rng.choice(formulas)
            for _ in range(rng.randint(1, 4)):
                at = rng.randint(0, len(text))
                text = text[:at] + rng.choice(TEX) + text[at + rng.choice((0, 0, 1, 4)) :]
        if rng.random() < 0.08:
            deep = rng.choice((30, 100, 300, 1000, 5000))
            text = (
                rng.choice(
                    (
                        "{",
                        "\\frac{a}{",
                        "x^{",
                        "\\sqrt{",
                        "\\left(",
                        "\\begin{matrix}",
                        "x_",
                        "x^",
                        "\\text{",
                        "\\mathrm{",
                        "\\overline{",
                        "(",
                        "\\y",
                        "a&",
                        "\\\\",
                        "{a\\over ",
                    )
                )
                * deep
            )
            text += rng.choice(("", "}" * deep))
        left, right = rng.choice(
            (
                ("$", "$"),
                ("$$", "$$"),
                ("\\(", "\\)"),
                ("\\[", "\\]"),
                ("$$\n", "\n$$"),
                ("\\begin{align}\n", "\n\\end{align}"),
                ("\\begin{equation}", "\\end{equation}"),
                ("```math\n", "\n```"),
            )
        )
        place = rng.choice(
            (
                "# T\n\n{}\n",
                "# T {}\n\nx\n",
                "# T\n\n- {}\n",
                "# T\n\n| a |\n|-|\n| {} |\n",
                "# T\n\n**{}**\n",
                "Note:\n{}\n",
                "# T\n\na {} b {} c\n",
            )
        )
        return deck("maths", place.replace("{}", left + text + right))

    return make


def _grammar(rng: random.Random) -> Case:
    text = "".join(
        rng.choice((*TOKENS, *TOKENS, *ODD, "mot ", "mot ", "\n", "\n\n", "  ", "a", "x"))
        for _ in range(rng.choice((3, 8, 20, 60, 200)))
    )
    head = rng.choice(
        (
            "",
            "",
            "---\ntitle: T\n---\n",
            "---\nmarp: true\n---\n",
            "---\ntheme: seriph\nlayout: cover\n---\n",
            "---\njinja: true\n---\n",
            "class: center\n\n",
            "---\nincremental: true\n---\n",
        )
    )
    return deck("deck-tokens", head + text)


def _parts(rng: random.Random) -> Case:
    names = (
        "a.md",
        "b.md",
        "deck.md",
        "none.md",
        "../x.md",
        ".",
        "/etc/hosts",
        "a.md ",
        "é.md",
        "wide.png",
        "x" * 300,
        "a\x00.md",
    )

    def part() -> str:
        lines = [
            rng.choice(
                (
                    f"{{{{include: {rng.choice(names)}}}}}",
                    "text",
                    "# H",
                    "```",
                    "---",
                    "title: x",
                    "",
                    f"{{{{< include {rng.choice(names)} >}}}}",
                    "{{ x }}",
                    "![](wide.png)",
                )
            )
            for _ in range(rng.randint(0, 6))
        ]
        return "\n".join(lines)

    many = rng.random() < 0.1
    a = "{{include: b.md}}\n" * 200 if many else part()
    b = "x\n" * 2000 if many else part()
    return deck(
        "deck-parts",
        rng.choice(("", "---\njinja: true\ntitle: T\n---\n")) + "# T\n\n{{include: a.md}}\n\n" + part(),
        a__md=a,
        b__md=b,
    )


def _theme(templates: Sequence[Path]) -> Maker:
    def make(rng: random.Random) -> Case:
        data = rng.choice(templates).read_bytes()
        if rng.random() < 0.15:
            data = altered_bytes(data, rng)
        else:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = {name: archive.read(name) for name in archive.namelist()}
            for _ in range(rng.choice((1, 1, 2))):
                name = rng.choice([n for n in members if n.endswith((".xml", ".rels"))])
                match rng.randrange(5):
                    case 0:
                        del members[name]
                    case 1:
                        members[name] = altered_bytes(members[name], rng)
                    case 2:
                        pieces = members[name].split(b"<")
                        del pieces[rng.randrange(len(pieces))]
                        members[name] = b"<".join(pieces)
                    case 3:
                        pieces = members[name].split(b'"')
                        place = rng.randrange(len(pieces) // 2 + 1) * 2 - 1
                        pieces[place] = rng.choice(
                            (
                                b"",
                                b"0",
                                b"-1",
                                b"x",
                                b"99999999999999",
                                b"1e9",
                                b"title",
                                b"body",
                                b"rId1",
                                b"FFFFFF",
                            )
                        )
                        members[name] = b'"'.join(pieces)
                    case _:
                        members[name] = rng.choice((b"", b"<a/>", members[rng.choice(list(members))]))
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w") as archive:
                for name, content in members.items():
                    archive.writestr(name, content)
            data = target.getvalue()
        head = (
            "---\ntitle: T\ntheme: own.pptx\nfooter: F\n---\n\n--- S\n\n## U\n\n- a\n- b\n\n![](wide.png)\n\n"
        )
        text = head + "## V\n\n| a |\n|-|\n| b |\n\nNote: n\n"
        return deck("theme", text, own__pptx=data)

    return make


def _media(files: Sequence[Path]) -> Maker:
    def make(rng: random.Random) -> Case:
        path = rng.choice(files)
        data = altered_bytes(path.read_bytes(), rng)
        name = "pic" + rng.choice((path.suffix, path.suffix, path.suffix, ".png", ".mp4", ".svg", ".jpg", ""))
        text = rng.choice(("# T\n\n![a]({})\n", "# T {background-image={}}\n\nx\n",
            "---\nlogo: {}\n---\n# T\n\nx\n", "# T\n\n![a](clip.mp4){poster={}}\n",
            "# T\n\nx\n\n![bg left blur:9px]({})\n",
                           "# T\n\nx\n\n![bg opacity:.2 brightness:1e9]({})\n![bg]({})\n",
                           "# T\n\n| a |\n|-|\n| ![]({}) |\n", "<video src={}></video>\n"))  # fmt: skip
        return deck("media", text.replace("{}", name)).with_file(name, data)

    return make


def deck_makers(corpus: Corpus) -> Sequence[Maker]:
    texts = corpus.texts()
    lines = [
        line
        for path in corpus.files(".txt")
        for line in path.read_text("utf-8", "replace").split("\n")
        if "\\" in line
    ]
    templates = corpus.files(".pptx", largest=400_000)
    media = corpus.files(".png", ".gif", ".webp", ".jpg", ".mp4", ".wav")

    def mutated(rng: random.Random) -> Case:
        return deck("deck-mutated", altered(rng.choice(texts), rng, texts))

    def raw(rng: random.Random) -> Case:
        case = deck("deck-bytes", rng.choice(texts)[:3000])
        return case.with_file("deck.md", altered_bytes(case.files["deck.md"], rng))

    makers: list[Maker] = [
        *[mutated] * 6,
        *[_grammar] * 3,
        *[_repeated] * 3,
        _large,
        _parts,
        _code,
        _attributed,
        _attributed,
        raw,
    ]
    makers += [_maths(lines or ["x^2"])] * 3
    return makers + ([_theme(templates)] if templates else []) + ([_media(media)] if media else [])
