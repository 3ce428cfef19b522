"""Decks of any size for the benchmarks, the same at every call."""

from __future__ import annotations

_WORDS = [
    "le",
    "modèle",
    "apprend",
    "une",
    "représentation",
    "du",
    "texte",
    "et",
    "la",
    "taille",
    "des",
    "données",
    "compte",
    "autant",
    "que",
    "le",
    "nombre",
    "de",
    "paramètres",
    "quand",
    "le",
    "calcul",
    "augmente",
    "mais",
    "la",
    "perte",
    "décroît",
    "lentement",
    "selon",
    "une",
    "loi",
    "de",
    "puissance",
]


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


def linked_deck(slides: int) -> str:
    """Slides that each link to the next."""
    return "\n".join(
        f"## Page {n} {{#p{n}}}\n\n[suivante](#p{n % slides + 1})\n" for n in range(1, slides + 1)
    )


def chart_deck(count: int) -> str:
    """A deck of `count` slides with a chart each, all different, of five kinds in turn."""
    kinds = ("column", "line", "stacked", "area", "bar")
    slides = []
    for number in range(count):
        rows = "".join(f"  {2018 + row};{1 + (number * row) % 17};{2 + row}\n" for row in range(4))
        block = f"kind: {kinds[number % 5]}\nx: a\ny: {{columns: [b, c], label: V}}\nrows: |\n  a;b;c\n{rows}"
        slides.append(f"# Slide {number}\n\n```chart\n{block}```\n")
    return "\n".join(slides)
