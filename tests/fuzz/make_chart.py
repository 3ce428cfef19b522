"""Chart blocks and flows: extreme numbers, empty and short rows, keys of the wrong kind."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.fuzz.case import Case, Corpus, Maker, deck

KINDS = (
    "line", "scatter", "column", "bar", "stacked", "area", "pie", "doughnut", "bubble", "histogram",
    "range", "band",
    "", "pizza", "[line]",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "1", "-1", "0.1", "-0.1", "1e16", "1e17", "10000000000000002", "1e-99", "1e-100", "1e99",
    "1e100", "-1e100",
    "1e101", "1e308", "1e309", "-1e309", "5e-324", "nan", "NaN", "inf", "-inf", "Infinity", "", " ", "x",
    "1,5", "1 234,5",
    "1.234,5", "1,234.5", "12 %", "−3", "٣", "½", "0x10", "1_000", "1e", "1e400", "--1", "2020-05-28",
    "2020-05", "1900-01-01",
    "1899-12-31", "2999-12-31", "3000-01-01", "0001-01-01", "9999-12-31", "2020-02-30", "31/12/2020",
    "2020", "null", "true",
    "0.3333333333333333", "123456789012345678901234567890", "1e15", "1e15", "1e12", "1e-12", "1e-7",
    "99999.5", "-",
)  # fmt: skip
WORDS = (
    "a", "b", "c", "", " ", "x" * 300, "é", "A & B", "<b>", "=1+1", "@SUM(A1)", "'", '"', "a,b", "a;b",
    "漢字", "مرحبا", "\\n",
    "[Red]0", "%", "°", "$", "#", "null", "~", "*a", "&a b", "!tag c", "? d", "|", ">", "W" * 90,
    "mot mot " * 30, "\u202e",
)  # fmt: skip
LANGS = (
    "en",
    "fr",
    "de",
    "ar",
    "he",
    "zh-Hant",
    "ja",
    "tr",
    "xx",
    "e",
    "en_US",
    "fr-",
    "hi",
    "fa",
    "",
    "12",
    "x" * 99,
)
EXTRA = ("[]", "{}", "[a, b]", "{a: 1}", "[[1]]", "null", "~", "-1", "0", "1e400", "true", "''",
    "|\n   a\n   b", "[{}]",
         "{x: {y: z}}", "[null]", "!!int x", "!!binary x", "2020-01-01", "9" * 400)  # fmt: skip


def _numbers(rng: random.Random, count: int) -> list[str]:
    """A column: all equal, one point apart, evenly spread, or anything."""
    if rng.random() < 0.5:
        tens = rng.choice((1e-99, 1e-30, 1e-7, 1, 1, 1e9, 1e16, 1e17, 1e60, 1e99))
        return [f"{rng.uniform(-0.2, 1) * tens * rng.choice((1, 1, 1, 0, 1000)):.9g}" for _ in range(count)]
    match rng.randrange(9):
        case 0:
            return [rng.choice(NUMBERS)] * count
        case 1:
            usual = rng.choice(NUMBERS)
            return [usual] * (count - 1) + [rng.choice(NUMBERS)]
        case 2:
            base = rng.choice((0, 1e16, 1e17, -1e16, 1e99, 1e-99, 1e15, 4e15, 9e15))
            step = rng.choice((1, 1e-3, 0.1, 2, 1e-17, 1e-300, 1e80))
            return [repr(base + step * n) for n in range(count)]
        case 3:
            return [f"{rng.uniform(-1, 1) * 10.0 ** rng.randint(-102, 102):g}" for _ in range(count)]
        case 4:
            return [
                f"{rng.randint(1890, 3010)}-{rng.randint(0, 13):02}-{rng.randint(0, 32):02}"
                for _ in range(count)
            ]
        case 5:
            return [f"{abs(rng.gauss(0, 1)):.3f}" for _ in range(count)]
        case 6:
            return [str(rng.randint(-5, 5)) for _ in range(count)]
        case 7:
            return [rng.choice(("", "0", "1e-99", "1e99"))] * count
        case _:
            return [rng.choice(NUMBERS) for _ in range(count)]


def _table(rng: random.Random, names: Sequence[str]) -> list[list[str]]:
    count = rng.choice((1, 1, 2, 2, 3, 5, 8, 13, 40, 200 if rng.random() < 0.1 else 3))
    columns = [_numbers(rng, count) for _ in names]
    if rng.random() < 0.7:
        columns[0] = [rng.choice(WORDS) if rng.random() < 0.3 else f"n{n}" for n in range(count)]
    rows = [list(row) for row in zip(*columns, strict=True)] if count else []
    for row in rows:
        if rng.random() < 0.06:
            del row[rng.randrange(len(row) + 1) :]
        if rng.random() < 0.03:
            row += ["7"] * rng.randint(1, 3)
    return rows


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _csv(names: Sequence[str], rows: Sequence[Sequence[str]], sign: str) -> list[str]:
    return [sign.join(row) for row in (names, *rows)]


def _rows(rng: random.Random, names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    match rng.randrange(5):
        case 0:
            items = [
                "{" + ", ".join(f"{_quoted(n)}: {_quoted(c)}" for n, c in zip(names, r, strict=False)) + "}"
                for r in rows
            ]
            return "rows: [" + ", ".join(items) + "]"
        case 1:
            return "rows: [" + ", ".join("[" + ", ".join(map(_quoted, r)) + "]" for r in (names, *rows)) + "]"
        case 2:
            sign = " | "
            lines = ["| " + sign.join(row) + " |" for row in (names, *rows)]
            return "rows: |\n" + "\n".join(f"  {line}" for line in lines)
        case _:
            return "rows: |\n" + "\n".join(f"  {line}" for line in _csv(names, rows, rng.choice(",,;\t")))


def _axis(rng: random.Random, name: str, names: Sequence[str]) -> str:
    if rng.random() < 0.4:
        return f"{name}: {_column(rng, names)}"
    entries = [f"column: {_column(rng, names)}"] if rng.random() < 0.8 else []
    for key, values in (
        ("scale", ("log", "log", "date", "category", "linear", "x")), ("min", NUMBERS), ("max", NUMBERS),
        ("format", ("plain", "compact", "scientific", "x")), ("unit", WORDS), ("label", WORDS),
    ):  # fmt: skip
        if rng.random() < 0.35:
            value = rng.choice(values)
            entries.append(f"{key}: {_quoted(value) if rng.random() < 0.9 else rng.choice(EXTRA[:12])}")
    return f"{name}: {{{', '.join(entries)}}}"


def _column(rng: random.Random, names: Sequence[str]) -> str:
    if rng.random() < 0.03:
        return rng.choice(EXTRA[:10])
    if rng.random() < 0.15:
        return "[" + ", ".join(_quoted(rng.choice(names)) for _ in range(rng.randint(0, 4))) + "]"
    return _quoted(rng.choice(names))


def _remark(rng: random.Random, key: str, cells: Sequence[str]) -> str:
    def value() -> str:
        return _quoted(rng.choice(cells) if cells and rng.random() < 0.6 else rng.choice(NUMBERS))

    items = []
    for _ in range(rng.randint(0, 4)):
        entries = []
        for axis in ("x", "y"):
            if rng.random() < 0.6:
                two = rng.random() < (0.9 if key == "bands" else 0.1)
                entries.append(f"{axis}: [{value()}, {value()}]" if two else f"{axis}: {value()}")
        if rng.random() < 0.7:
            entries.append(f"text: {_quoted(rng.choice(WORDS))}")
        items.append("{" + ", ".join(entries) + "}")
    return f"{key}: [{', '.join(items)}]"


def chart(rng: random.Random) -> tuple[str, str, str]:
    """The lines of a block, its kind, and the data file it may name."""
    kind = rng.choice(KINDS if rng.random() < 0.1 else KINDS[:-3])
    some = ("a", "b", "c", "d", "e", "é", "2020", "x y")
    names = rng.sample(some, rng.randint(2, 5))
    if rng.random() < 0.1:
        names = [rng.choice((*some, "")) for _ in range(rng.randint(1, 5))]
    rows = _table(rng, names)
    cells = [cell for row in rows for cell in row]
    lines = [f"kind: {kind}"] if rng.random() < 0.95 else []
    data = ""
    if rng.random() < 0.25:
        lines.append("data: data.csv")
        data = "\n".join(_csv(names, rows, rng.choice(",;\t")))
    else:
        lines.append(_rows(rng, names, rows))
    likely = {("size", "bubble"), ("low", "range"), ("low", "band")}
    lines += [_axis(rng, key, names) for key in ("x", "y") if rng.random() < 0.6]
    lines += [
        f"{key}: {_column(rng, names)}"
        for key in ("series", "size", "low", "error", "labels")
        if rng.random() < (0.9 if (key, kind) in likely else 0.15)
    ]
    if rng.random() < 0.2:
        lines.append(f"highlight: [{_quoted(rng.choice(cells or names))}, {_quoted(rng.choice(names))}]")
    lines += [_remark(rng, key, cells) for key in ("notes", "lines", "bands") if rng.random() < 0.25]
    lines += [f"{key}: {_quoted(rng.choice(WORDS))}" for key in ("title", "source") if rng.random() < 0.15]
    choices: tuple[tuple[str, Sequence[str]], ...] = (
        ("values", ("true", "false")), ("percent", ("true",)), ("bins", NUMBERS), ("aspect", NUMBERS),
        ("decimal", (",", ".")),
    )  # fmt: skip
    lines += [f"{key}: {_quoted(rng.choice(some))}" for key, some in choices if rng.random() < 0.18]
    if rng.random() < 0.08:
        key = rng.choice(
            (
                "kind",
                "rows",
                "x",
                "notes",
                "bands",
                "lines",
                "highlight",
                "title",
                "bins",
                "size",
                "low",
                "foo",
            )
        )
        lines.append(f"{key}: {rng.choice(EXTRA)}")
    return "\n".join(lines), kind or "none", data


def _charts(rng: random.Random) -> Case:
    text, kind, data = chart(rng)
    blocks = [f"# T\n\n```chart\n{text}\n```\n"]
    if rng.random() < 0.3:
        text = rng.choice(("mot " * 30, "- a\n- b\n" * 6, "![](wide.png)\n\n", "a\n\n" * 9))
        blocks.append(f"## U {{layout=figure-left}}\n\n{text}\n\n```chart\n{chart(rng)[0]}\n```\n")
    if rng.random() < 0.15:
        half = f"::: {{.column width={rng.choice(('1%', '0%', '99%', '50%'))}}}\n```chart\n{chart(rng)[0]}\n```\n:::\n"
        blocks.append(f"## C\n\n::: columns\n{half}{half}:::\n")
    body = "\n".join(blocks)
    return deck(f"chart-{kind}", f"---\nlang: {_quoted(rng.choice(LANGS))}\n---\n\n{body}", data__csv=data)


def _broken(rng: random.Random) -> Case:
    """Blocks whose YAML is odd: aliases, tags, nesting, merges."""
    rows = "rows: |\n  a,b\n  1,2\n  2,3\n"
    deep = rng.choice((10, 200, 900, 1100, 3000, 20_000))
    text = rng.choice((
        "kind: line\n" + rows + f"x: {'[' * deep}{']' * deep}",
        "kind: line\n" + rows + "x: " + "{a: " * deep + "b" + "}" * deep,
        "kind: line\n" + rows + "x: &a [*a, *a]",
        "kind: line\n&a x: *a\n" + rows,
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1,
        min(deep, 30))),
        "<<: {kind: pie}\n" + rows,
        "? [a, b]\n: c\n" + rows,
        "kind: !!python/object:os.system line\n" + rows,
        "%YAML 9.9\n---\nkind: line\n" + rows,
        "---\n---\n", "- kind: line", "x", "", "kind: line\n...\nkind: bar", "\tkind: line", "kind: 'line",
        "kind: line\n" * deep,
        "data: /etc/passwd", "data: ../../..", "data: .", "data: '\\0'", "data: " + "x" * 5000, "data: ~",
        "data: /dev/null",
        "data: data.csv\nx: {column: a}\nx: {column: b}", "rows: [[a, b]" + ", [1, 2]" * deep + "]",
        "kind: histogram\nrows: |\n  a\n" + "".join(f"  {rng.gauss(0, 9):.4f}\n" for _ in range(min(deep,
        3000))),
        "kind: line\nrows: |\n  " + ",".join(f"c{n}" for n in range(min(deep,
        900))) + "\n  " + ",".join("1" * min(deep, 900)),
        "kind: column\nseries: b\nx: a\ny: a\nrows: |\n  a,b\n" + "".join(f"  {n},s{n}\n"
        for n in range(min(deep, 1200))),
        "kind: pie\nrows: |\n  a,b\n" + "".join(f"  n{n},{n}\n" for n in range(min(deep, 3000))),
        "kind: scatter\nrows: |\n  a,b\n" + "".join(f"  {n},{n}\n" for n in range(min(deep, 3000))),
        "kind: bar\nrows: |\n  a,b\n" + "".join(f"  n{n},{n}\n" for n in range(min(deep, 3000))),
        "kind: line\nlabels: a\nrows: |\n  a,b\n" + "".join(f"  n{n},{n}\n" for n in range(min(deep, 500))),
    ))  # fmt: skip
    data = rng.choice(
        (
            b"",
            b"\xff\xfe",
            b'a,b\n"1,2',
            b"\x00,\x00\n1,2",
            b"a\n" + b"x" * 200_000,
            b"a,b\r1,2\r",
            b"a|b\n|-|-|\n",
        )
    )
    return deck("chart-block", f"# T\n\n```chart\n{text}\n```\n", data__csv=data)


def _flow(rng: random.Random) -> Case:
    count = rng.choice(
        (1, 2, 3, 5, 9, 30, 120 if rng.random() < 0.3 else 6, 400 if rng.random() < 0.1 else 6)
    )
    words = [f"n{n}" for n in range(count)] + [rng.choice(WORDS)]
    lines = []
    for _ in range(rng.randint(0, count * 2)):
        chain = " -> ".join(rng.choice(words) for _ in range(rng.choice((1, 2, 2, 2, 3, 7))))
        lines.append(chain + rng.choice(("", "", f": {rng.choice(WORDS)}", " ->", "-> ", ":", ": : ")))
    lines += rng.choice(([], ["direction: down"], ["direction: up"], ["direction:"]))
    rng.shuffle(lines)
    return deck("flow", "# T\n\n```flow\n" + "\n".join(lines) + "\n```\n")


def chart_makers(corpus: Corpus) -> Sequence[Maker]:
    return (_charts,) * 10 + (_broken, _flow)
