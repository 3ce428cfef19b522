"""Bibliographies of the wrong shape: BibTeX, CSL-JSON and citation styles."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from tests.fuzz.case import ODD, Case, Corpus, Maker, altered, deck

TYPES = (
    "article",
    "book",
    "misc",
    "inproceedings",
    "phdthesis",
    "online",
    "string",
    "comment",
    "preamble",
    "xdata",
    "",
    "é",
)
FIELDS = (
    "author", "title", "year", "journal", "publisher", "pages", "volume", "number", "month", "editor",
    "doi", "url", "isbn", "date",
    "crossref", "booktitle", "edition", "note", "address", "keywords", "urldate", "type", "key", "school",
    "howpublished", "",
)  # fmt: skip
VALUES = (
    "A", "Doe, J. and Roe, R.", "{Doe and {Roe}}", "and", "and and", ", , ,", "Doe, , J",
    "von der Leyen, U.", "", "{", "}", "{}", "2020",
    "-5", "99999999999999", "MMXX", "2020--2021", "jan", "jan # feb", "13", "1--2--3", "--", "10",
    "a" * 2000, "\\LaTeX", "{\\'e}",
    "\\'{\\i}", "\\\"u", "$x^2$", "\\", "%", "#", '"', "@", "~", "\\textbf{a}", "\\emph{", "<i>x</i>",
    "<b>", "&amp;", "&", "https://a.b/%20",
    "2020-13-45", "2020/21", "circa 1900", "others", "Doe and others", "{a} and {b} and {c}" * 20,
    "\\u0000", "é", "漢字", "A.~B.",
)  # fmt: skip
CITED = (
    "[@k0]", "@k0", "[@k0, p. 3]", "[@k0; @k1]", "[-@k0]", "@k0 [p. 3]",
    "[see @k0, pp. 3-5, and more; @k1 chap. 2]", "[@]", "[@k0",
    "[@k0, p. ]", "[@K0]", "@k0 @k1 @k2", "[@k0; @k0; @k0]", "**@k0**", "[@k0](x)", "# @k0",
    "[^1]\n\n[^1]: @k1", "| @k0 |\n|-|\n| @k1 |",
    "[@k0, fig. 99999999999999999999]", "[@k0, p. 1, 2, 3–5]", "[@nokey]", "[@k0;]", "[;@k0]", "[a@b]",
    "@k0's", "[@k0, §3]", "`@k0`",
)  # fmt: skip
JSON_KEYS = (
    "id", "type", "title", "author", "editor", "issued", "accessed", "page", "volume", "issue", "DOI",
    "URL", "container-title", "publisher",
    "edition", "number", "ISBN", "language", "note", "genre", "collection-number", "original-date",
    "page-first", "x", "",
)  # fmt: skip


def _entry(rng: random.Random, key: str) -> str:
    wild = rng.random() < 0.06
    opening, closing = rng.choice(("{}", "{}", "()", "{)", "{ ", "{}")) if wild else "{}"
    fields = []
    for _ in range(rng.randint(0, 8)):
        value = rng.choice(VALUES)
        left, right = rng.choice(("{}", "{}", '""', "  ", "{ ")) if wild else rng.choice(("{}", "{}", '""'))
        if not wild and value in ("{", "}", "\\emph{", '"'):
            value = "x"
        fields.append(f"  {rng.choice(FIELDS)} = {left}{value}{right}")
    return (
        f"@{rng.choice(TYPES[: rng.choice((6, 12))])}{opening}{key},\n"
        + ",\n".join(fields)
        + f"\n{closing}\n"
    )


def _anything(rng: random.Random, depth: int = 0) -> Any:
    if depth > 4 or rng.random() < 0.55:
        return rng.choice((None, True, False, 0, -1, 1.5, 1e308, 10**30, "", "x", "2020", "2020-01-01",
            "article-journal", "k0", "<i>",
                           "1-5", "é", [], {}, float("nan"), "a" * 500, "\x00", "\ud800"))  # fmt: skip
    if rng.random() < 0.4:
        return [_anything(rng, depth + 1) for _ in range(rng.randint(0, 3))]
    keys = (
        *JSON_KEYS,
        "family",
        "given",
        "literal",
        "date-parts",
        "raw",
        "season",
        "circa",
        "suffix",
        "non-dropping-particle",
    )
    return {rng.choice(keys): _anything(rng, depth + 1) for _ in range(rng.randint(0, 4))}


def _item(rng: random.Random, key: str) -> dict[str, Any]:
    kinds = ("article-journal", "book", "chapter", "webpage", "thesis", "x", "", None, 3)
    item: dict[str, Any] = {"id": key, "type": rng.choice(kinds)}
    usual: dict[str, tuple[Any, ...]] = {
        "title": ("T", "", None, 5, [], "<i>a", "a" * 999), "page": ("1-2", "", 5, "1–", "-", "x-y",
        "1-2-3", None),
        "author": ([], [{}], [{"family": "D", "given": "J"}], [{"literal": "L"}], "x", None, [None],
        [{"family": None}], [{"given": "J"}],
                   [{"family": 3}], [{"family": "D", "given": ""}], {"family": "D"}, [{"family": "",
                       "given": ""}]),
        "issued": ({}, {"date-parts": [[2020]]}, {"date-parts": [[]]}, {"date-parts": []},
        {"date-parts": [["2020", "x"]]}, {"raw": "x"},
                   {"date-parts": [[2020, 13, 45]]}, {"date-parts": [[2020, 0]]}, {"date-parts": None},
                       "2020", None, {"date-parts": [2020]},
                   {"date-parts": [[2020, 1, 1], [2019]]}, {"date-parts": [[-5]]}, {"season": 1},
                       {"date-parts": [[2020], [2021], [2022]]},
                   {"date-parts": [[10**20]]}, {"literal": "x"}, {"date-parts": [[None]]},
                       {"date-parts": [[2020.5]]}),
        "volume": (1, "1", "x", None, [], "", "0"), "issue": (1, "x", {}, ""), "edition": (1, "1st", "",
        None, 10**30, -1), "URL": ("x", None, 5),
        "container-title": ("J", None, ["J"], ""), "accessed": ({"date-parts": [[2020, 1, 1]]}, "x", {},
        {"date-parts": [["a"]]}),
    }  # fmt: skip
    for name, values in usual.items():
        if rng.random() < 0.6:
            item[name] = rng.choice(values)
    if rng.random() < 0.2:
        item[rng.choice(JSON_KEYS)] = _anything(rng)
    return item


def _text(rng: random.Random) -> str:
    parts = [rng.choice(CITED) for _ in range(rng.randint(1, 6))]
    end = rng.choice(("", "\n\n# References\n", "\n\n# Bibliographie\n\ntext\n"))
    return "\n\n# T\n\n" + "\n\n".join(parts) + end


def _bibtex(rng: random.Random) -> Case:
    entries = [
        _entry(rng, rng.choice((f"k{n}", f"k{n}", "k0", "", "é", "a b"))) for n in range(rng.randint(0, 4))
    ]
    lang = rng.choice(("fr", "en", "de", "es", "xx", "", "fr-CA"))
    text = f"---\ntitle: T\nbibliography: refs.bib\nlang: '{lang}'\n---\n{_text(rng)}"
    bib = rng.choice(("", "", "@string{a = {b}}\n", "% x\n", "\ufeff")) + "\n".join(entries)
    return deck("bibtex", text, refs__bib=bib)


def _csl_json(rng: random.Random) -> Case:
    if rng.random() < 0.25:
        data = _anything(rng)
    else:
        data = [_item(rng, rng.choice((f"k{n}", f"k{n}", "k0"))) for n in range(rng.randint(0, 3))]
    if rng.random() < 0.06:
        deep = rng.choice((900, 1100, 20_000, 200_000))
        return deck(
            "csl-json-deep",
            f"---\nbibliography: refs.json\n---\n{_text(rng)}",
            refs__json="[" * deep + "]" * deep,
        )
    text = json.dumps(data, ensure_ascii=rng.random() < 0.7)
    return deck("csl-json", f"---\ntitle: T\nbibliography: refs.json\n---\n{_text(rng)}", refs__json=text)


def _large(rng: random.Random) -> Case:
    count = rng.choice((500, 5000, 20_000))
    text = f"---\ntitle: T\nbibliography: refs.bib\n---\n{_text(rng)}"
    piece = rng.choice(("@article{}\n", "@article{k0,}\n", "@article{k0, title={x}}\n", "@", "@a{",
        "@article{k, title={", "{", "\\'{", '"', "@a(\n",
                        "@article{k0, author={A and B}}", "a" * 99 + "\n", "@string{a = b}\n",
                        "@comment{\n", "\\a{", "x = # ", "\\'"))  # fmt: skip
    cited = " ".join(f"[@k{n}]" for n in range(rng.choice((1, 100, 400))))
    if rng.random() < 0.3:
        many = "".join(
            f"@article{{k{n}, author={{A{n}, B}}, title={{T}}, year={{2020}}}}\n"
            for n in range(min(count, 3000))
        )
        return deck("bib-many", f"{text}\n\n## X\n\n{cited}\n", refs__bib=many)
    if rng.random() < 0.3:
        return deck("bib-one", text, refs__bib="@article{k0, title={" + piece * (count // 4) + "}}")
    return deck("bib-large", text, refs__bib=piece * count)


def _cited(rng: random.Random) -> Case:
    """Citations that are strange themselves."""
    pieces = (
        "@",
        "k0",
        "[",
        "]",
        ";",
        ",",
        " ",
        "p. ",
        "-",
        "3",
        "see",
        "{",
        "}",
        "*",
        "\n",
        "é",
        ":",
        "<i>",
        "@k0",
        "[@k0",
        "(",
        "§",
        "–",
        "'",
    )
    text = "".join(
        rng.choice(pieces) for _ in range(rng.choice((5, 20, 60, 20_000 if rng.random() < 0.05 else 9)))
    )
    repeated = rng.choice(
        ("[@k0;", "[@k0, p. 3; ", "@k0 ", "[@k0]", "[a @k0 ", "@k0 [", "[-@", "@k-", "@k0.")
    ) * rng.choice((1, 100, 8000))
    text = repeated if rng.random() < 0.1 else text
    bib = "@article{k0, author={Doe, J}, title={T}, year={2020}, journal={J}}\n@book{k1, title={U}}\n"
    return deck("bib-cited", f"---\ntitle: T\nbibliography: refs.bib\n---\n\n# T\n\n{text}\n", refs__bib=bib)


def bib_makers(corpus: Corpus) -> Sequence[Maker]:
    from citeproc import STYLES_PATH

    style = (__import__("pathlib").Path(STYLES_PATH) / "harvard-cite-them-right.csl").read_text("utf-8")
    base = (
        "@article{k0, author={Doe, J and Roe, R}, title={T}, year={2020}, journal={J}, pages={1--9}}\n"
        "@book{k1, title={U}}\n"
    )

    def styled(rng: random.Random) -> Case:
        lines = style.split("\n")
        for _ in range(rng.choice((1, 1, 2, 5))):
            place = rng.randrange(len(lines))
            match rng.randrange(4):
                case 0:
                    del lines[place]
                case 1:
                    lines[place] = altered(lines[place], rng, lines)
                case 2:
                    start = rng.randrange(len(lines))
                    lines[place:place] = lines[start : start + rng.randint(1, 5)]
                case _:
                    for old in (
                        '"text"',
                        '"author"',
                        '"issued"',
                        '"title"',
                        '"short"',
                        '"page"',
                        "macro=",
                        "variable=",
                        "<text",
                        "<names",
                        "<date",
                    ):
                        if old in lines[place]:
                            lines[place] = lines[place].replace(
                                old,
                                rng.choice(
                                    ('""', '"x"', "<choose", "<group", '"number"', "term=", "<number")
                                ),
                            )
                            break
        text = f"---\nbibliography: refs.bib\ncsl: style.csl\nlang: {rng.choice(('fr', 'en'))}\n---\n{_text(rng)}"
        return deck("csl-style", text, refs__bib=base, style__csl="\n".join(lines))

    bibs = [path.read_text("utf-8", "replace") for path in corpus.files(".bib")] or [base]

    def mutated(rng: random.Random) -> Case:
        text = f"---\nbibliography: refs.bib\n---\n{_text(rng)}"
        data = altered(rng.choice((*bibs, base)), rng, (*bibs, *ODD))
        return deck("bib-mutated", text, refs__bib=data.encode("utf-8", "surrogatepass"))

    return (_bibtex,) * 6 + (_csl_json,) * 6 + (_cited, _cited, styled, styled, styled, mutated, _large)
