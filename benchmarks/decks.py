"""Decks of any size for the benchmarks, the same at every call."""

from __future__ import annotations

_TEXT = (
    "le modèle apprend une représentation du texte et la taille des données compte autant que le nombre de paramètres "
    "quand le calcul augmente mais la perte décroît lentement selon une loi de puissance"
)
_WORDS = _TEXT.split()


def sentence(seed: int, length: int) -> str:
    """A sentence of `length` words."""
    words = [_WORDS[(seed * 7 + 3 * i + i * i) % len(_WORDS)] for i in range(length)]
    return " ".join(words).capitalize() + "."


def text_deck(slides: int) -> str:
    """Titles, paragraphs and nested bullets: about 90 words a slide."""
    parts = ["---\ntitle: Banc d'essai\nlang: fr\n---\n"]
    parts += [
        f"## Diapositive {number + 1}\n\n{sentence(number, 14)}\n\n"
        f"- {sentence(number + 1, 11)}\n- **{sentence(number + 2, 4)}** {sentence(number + 3, 8)}\n"
        f"  - {sentence(number + 4, 9)}\n  - {sentence(number + 5, 7)}\n- {sentence(number + 6, 12)}\n"
        for number in range(slides)
    ]
    return "\n".join(parts)


def chart_deck(count: int) -> str:
    """A deck of `count` slides with a chart each, all different, of five kinds in turn."""
    kinds = ("column", "line", "stacked", "area", "bar")
    slides = []
    for number in range(count):
        rows = "".join(f"  {2018 + row};{1 + (number * row) % 17};{2 + row}\n" for row in range(4))
        block = f"kind: {kinds[number % 5]}\nx: a\ny: {{columns: [b, c], label: V}}\nrows: |\n  a;b;c\n{rows}"
        slides.append(f"# Slide {number}\n\n```chart\n{block}```\n")
    return "\n".join(slides)


def linked_deck(slides: int) -> str:
    """Slides that each link to the next."""
    return "\n".join(
        f"## Page {n} {{#p{n}}}\n\n[suivante](#p{n % slides + 1})\n" for n in range(1, slides + 1)
    )


def mixed_deck(slides: int, dialect: str = "deckgen") -> str:
    """Text, tables, code, pictures, charts, formulas, links and notes in turn, as a long talk has them.

    In pandoc's dialect the charts, which it does not know, are tables of the same numbers. The pictures are
    `photo0.jpg` and so on, `PHOTOS` of them, beside the deck.
    """
    parts = ["---\ntitle: Banc mixte\nlang: fr\n---\n"]
    for number in range(slides):
        body = _BODIES[number % len(_BODIES)](number, dialect)
        parts.append(f"## Diapositive {number + 1}\n\n{body}")
    return "\n".join(parts)


def illustrated_deck(slides: int) -> str:
    """A chart, a picture and a table on every slide."""
    parts = ["---\ntitle: Banc illustré\nlang: fr\n---\n"]
    for number in range(slides):
        chart, picture = _chart(number, "deckgen"), _picture(number)
        beside = f":::: columns\n::: column\n{chart}:::\n::: column\n{picture}:::\n::::\n"
        parts.append(f"## Diapositive {number + 1}\n\n{beside}\n{_grid(number, 3)}")
    return "\n".join(parts)


def gallery_deck(names: list[str]) -> str:
    """A slide for each picture."""
    return "\n".join(
        f"## Vue {number}\n\n![Une vue, la {number}e]({name})\n" for number, name in enumerate(names, 1)
    )


PHOTOS = 20
"""Pictures that mixed and illustrated decks show in turn."""


def _text(number: int, dialect: str) -> str:
    return (
        f"{sentence(number, 14)}\n\n- {sentence(number + 1, 11)}\n"
        f"- **{sentence(number + 2, 4)}** {sentence(number + 3, 8)}\n  - {sentence(number + 4, 9)}\n"
        f"- {sentence(number + 6, 12)}\n"
    )


def _grid(number: int, rows: int) -> str:
    lines = "".join(
        f"| {sentence(number + row, 2)[:-1]} | {number * 7 % 100 + row} "
        f"| {sentence(number + row + 3, 4)[:-1]} | {number % 13},{row} |\n"
        for row in range(rows)
    )
    return f"| Modèle | Taille | Remarque | Perte |\n| --- | ---: | --- | ---: |\n{lines}"


def _table(number: int, dialect: str) -> str:
    return f"{sentence(number, 9)}\n\n{_grid(number, 5)}"


def _code(number: int, dialect: str) -> str:
    return (
        f"{sentence(number, 8)}\n\n```python\ndef pas_{number}(x, lr={number % 10}e-3):\n"
        '    """Un pas de descente."""\n    for w in x:\n        w.data -= lr * w.grad\n'
        "    return sum(x) / len(x)  # moyenne\n```\n"
    )


def _picture(number: int) -> str:
    return f"![Une photo {number}](photo{number % PHOTOS}.jpg)\n"


def _photo(number: int, dialect: str) -> str:
    return f"{sentence(number, 10)}\n\n{_picture(number)}"


def _chart(number: int, dialect: str) -> str:
    rows = [(2018 + row, 1 + number * (row + 1) % 17, 2 + row) for row in range(4)]
    if dialect == "pandoc":
        return "| a | b | c |\n| --- | --- | --- |\n" + "".join(f"| {a} | {b} | {c} |\n" for a, b, c in rows)
    kind = ("column", "line", "stacked", "area", "bar")[number // len(_BODIES) % 5]
    listed = "".join(f"  {a};{b};{c}\n" for a, b, c in rows)
    return f"```chart\nkind: {kind}\nx: a\ny: {{columns: [b, c], label: V}}\nrows: |\n  a;b;c\n{listed}```\n"


def _told_chart(number: int, dialect: str) -> str:
    return f"{sentence(number, 6)}\n\n{_chart(number, dialect)}"


def _formula(number: int, dialect: str) -> str:
    return (
        f"{sentence(number, 7)}\n\n$$L(N, D) = E + \\frac{{A_{{{number}}}}}{{N^\\alpha}}"
        f" + \\frac{{B}}{{D^{{{number % 9}}}}}$$\n\n"
        f"où $N_{{{number}}}$ compte les paramètres et $\\alpha = 0{{,}}{number % 90}$.\n"
    )


def _noted(number: int, dialect: str) -> str:
    return (
        f"- {sentence(number, 10)}\n- [{sentence(number + 1, 3)}](https://exemple.fr/{number})\n"
        f"- `code_{number}` et *{sentence(number + 2, 3)}*\n\n::: notes\n{sentence(number + 3, 20)}\n:::\n"
    )


_BODIES = (_text, _table, _code, _photo, _text, _told_chart, _formula, _noted)
