"""Pictures in SVG and pieces of HTML that a browser would bear."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.fuzz.case import ODD, Case, Corpus, Maker, altered, deck

LENGTHS = (
    "0", "1", "-1", "100", "1e9", "1e38", "1e39", "1e308", "1e400", "-1e9", "0.0001", "1e-30", "100%", "0%",
    "-5%", "1em", "1ex", "10in",
    "10cm", "10mm", "10pt", "10pc", "1e9em", "nan", "inf", "", "x", "auto", "1 2", "1,2", "99999",
    "4294967296", "2147483648", "0x10", "1px",
    ".5", "5.", "+5", "1e", "1e+", "10vw", "calc(1px + 2px)", "999999999999999999999999", "16384", "50000",
)  # fmt: skip
SHAPES = (
    "rect", "circle", "ellipse", "line", "path", "polygon", "polyline", "text", "tspan", "g", "use",
    "image", "svg", "symbol", "defs", "pattern",
    "mask", "clipPath", "filter", "linearGradient", "radialGradient", "stop", "marker", "foreignObject",
    "style", "switch", "a", "title", "desc",
    "textPath", "animate", "set", "script", "metadata", "font-face", "view", "x:y", "feGaussianBlur",
    "feTurbulence", "feMorphology", "feTile",
    "feImage", "feFlood", "feOffset", "feConvolveMatrix", "feDisplacementMap", "feComponentTransfer",
    "feColorMatrix", "feSpecularLighting",
)  # fmt: skip
NAMES = (
    "x", "y", "width", "height", "r", "rx", "cx", "cy", "x1", "x2", "d", "points", "transform", "fill",
    "stroke", "stroke-width", "opacity", "id",
    "href", "xlink:href", "filter", "mask", "clip-path", "viewBox", "preserveAspectRatio", "font-size",
    "font-family", "stdDeviation", "offset",
    "gradientTransform", "patternUnits", "patternTransform", "marker-end", "stroke-dasharray", "style",
    "class", "onload", "baseFrequency", "radius",
    "numOctaves", "order", "kernelMatrix", "refX", "markerWidth", "spreadMethod", "gradientUnits",
    "text-anchor", "letter-spacing", "visibility",
    "display", "xml:space", "xml:base", "lang", "src", "dx", "rotate", "textLength", "in", "result",
    "scale", "attributeName", "overflow",
)  # fmt: skip
CHOICES = {
    "d": ("M0 0L9 9", "M0,0", "M", "L1 1", "M0 0" + "L1 1" * 5000, "M0 0A1e9 1e9 0 0 1 5 5",
    "M0 0C1e38 1e38 1e38 1e38 1e38 1e38", "Mnan nan"),
    "points": ("0,0 9,9", "0", "", "1e38,1e38 0,0", "0,0 " * 5000), "id": ("a", "b", "c", ""),
    "fill": ("red", "url(#a)", "url(#b)", "none", "#1", "url(http://x)"),
    "transform": ("scale(0)", "scale(1e30)", "rotate(1e9)", "matrix(0 0 0 0 0 0)",
    "matrix(1e30 0 0 1e30 0 0)", "translate(1e38)", "skewX(90)", "x("),
    "href": ("#a", "#b", "#c", "x.png", "wide.png", "data:image/png;base64,AAAA", "data:,", "javascript:x",
    "http://a/b"), "viewBox":
    ("0 0 10 10", "0 0 0 0", "0 0 1e9 1e9", "0 0 -1 5", "0 0 1e-9 1e9", "1e38 1e38 1 1", "0 0 nan 1", "0",
    "0,0,10,10", "0 0 1 1e6", "0 0 1e6 1", "0 0 1.2.3 4"),
    "style": ("fill:red", "font-size:1e9px", "width:1e9px;height:5px", "filter:url(#a)", "}",
    "display:none", "fill:url(#b)"), "font-size": ("12", "0", "1e9", "-3", "1em"),
}  # fmt: skip
CHOICES |= {"xlink:href": CHOICES["href"], "filter": ("url(#a)", "url(#b)", "blur(1e9px)", "blur(5px)"),
    "mask": ("url(#a)", "url(#b)"),
            "clip-path": ("url(#a)", "url(#c)"), "stroke": CHOICES["fill"], "stroke-dasharray": ("1", "0",
            "5 2", "1 0 -1", "x"),
            "patternTransform": CHOICES["transform"], "gradientTransform": CHOICES["transform"]}  # fmt: skip


_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def _attributes(rng: random.Random, most: int) -> str:
    names = rng.sample(NAMES, rng.randint(0, most))
    if rng.random() < 0.5:
        names = [name for name in names if name not in ("filter", "stroke-width", "transform")]
    return "".join(f' {name}="{rng.choice(CHOICES.get(name, LENGTHS))}"' for name in names)


def _element(rng: random.Random, depth: int = 0) -> str:
    name = rng.choice(SHAPES)
    inner = "".join(_element(rng, depth + 1) for _ in range(rng.choice((0, 0, 1, 2, 3)) if depth < 4 else 0))
    text = rng.choice(
        (
            "",
            "",
            "texte",
            "&#10;",
            "<![CDATA[x]]>",
            "<!-- < -->",
            "rect{fill:url(#a)}",
            "@import 'x';",
            "漢字",
        )
    )
    return f"<{name}{_attributes(rng, 6)}>{text}{inner}</{name}>"


def _root(rng: random.Random) -> str:
    if rng.random() < 0.85:
        return f' {_SPACES} width="9" height="6" viewBox="0 0 9 6"'
    found = f" {_SPACES}" if rng.random() < 0.95 else ""
    for name in ("width", "height"):
        if rng.random() < 0.6:
            found += f' {name}="{rng.choice(LENGTHS)}"'
    if rng.random() < 0.6:
        found += f' viewBox="{rng.choice(CHOICES["viewBox"])}"'
    return found


def _svg_text(rng: random.Random) -> str:
    inner = "".join(_element(rng) for _ in range(rng.randint(0, 4)))
    head = rng.choice(
        (
            "",
            "",
            '<?xml version="1.0"?>',
            '<?xml version="1.0" encoding="latin-1"?>',
            '<!DOCTYPE svg [<!ENTITY a "b">]>',
            "\ufeff",
            "<!-- x -->",
        )
    )
    return f"{head}<svg{_root(rng)}>{inner}</svg>"


def _placed(label: str, svg: str, rng: random.Random) -> Case:
    text = rng.choice((
        "# T\n\n![a](pic.svg)\n", "# T\n\n![a](pic.svg)\n", "---\nlogo: pic.svg\n---\n\n# T\n\nx\n",
        "# T {background-image=pic.svg}\n\nx\n",
        "# T\n\nx\n\n![bg right:40%](pic.svg)\n", "# T\n\n![a](pic.svg){width=1%}\n\n- a\n- b\n",
        f"# T\n\n{svg.lstrip(chr(0xFEFF))}\n\nx\n",
        "# T\n\n| a |\n|-|\n| ![x](pic.svg) |\n", "# T\n\na ![x](pic.svg) b\n",
        "---\nbackground-image: pic.svg\nbackground-opacity: 0.4\n---\n\n# T\n\nx\n",
    ))  # fmt: skip
    return deck(label, text, pic__svg=svg)


def _svg(rng: random.Random) -> Case:
    return _placed("svg", _svg_text(rng), rng)


def _nested(rng: random.Random) -> Case:
    deep = rng.choice((10, 100, 250, 1000, 5000, 50_000))
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'
    doubled = '<g id="a0"><rect width="1" height="1"/></g>' + "".join(
        f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>'
        for n in range(1, rng.choice((8, 14, 18, 24)))
    )
    body = rng.choice((
        "<g>" * deep + "</g>" * deep, "<svg>" * deep + "</svg>" * deep, doubled,
        '<g id="a"><use href="#a"/></g>', "<a>" * deep,
        "<text>" + "<tspan>" * deep + "x" + "</tspan>" * deep + "</text>",
        '<rect width="1" height="1" filter="url(#f)"/>' * min(deep, 200)
        + '<filter id="f"><feGaussianBlur stdDeviation="1e4"/></filter>',
            '<pattern id="p" width="1e-5" height="1e-5"><rect width="1" height="1"/>'
        '</pattern><rect width="10" height="10" fill="url(#p)"/>',
        "<style>" + "rect{fill:red}" * deep + "</style><rect/>" * 20,
        '<line x2="10" stroke="red" stroke-dasharray="0.00001"/>', "<text>" + "x" * deep + "</text>",
        "<!--" + "-" * deep + "-->",
        '<filter id="f" x="-1e6" y="-1e6" width="1e9" height="1e9">'
        '<feTurbulence baseFrequency="9" numOctaves="2000000000"/></filter>'
        '<rect width="9" height="9" filter="url(#f)"/>',
        '<rect width="9" height="9" filter="url(#f)"/><filter id="f"><feMorphology radius="500"/></filter>',
        "<rect/>" * deep, '<rect width="1e38" height="1e38" stroke="red" stroke-width="1e38"/>',
        "&a;" * deep, '<a x="' + "1" * deep + '"/>',
        '<mask id="m"><rect mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>',
        '<clipPath id="c" clip-path="url(#c)"/><g clip-path="url(#c)"/>',
        "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>x</div></foreignObject>" * min(deep, 900),
        '<filter id="f"><feConvolveMatrix order="999" kernelMatrix="1"/></filter>'
        '<rect width="9" height="9" filter="url(#f)"/>',
    ))  # fmt: skip
    return _placed("svg-nested", head + body + "</svg>", rng)


def svg_makers(corpus: Corpus) -> Sequence[Maker]:
    some = [path.read_text("utf-8", "replace") for path in corpus.files(".svg")]

    def mutated(rng: random.Random) -> Case:
        return _placed("svg-mutated", altered(rng.choice(some), rng, some), rng)

    return (_svg, _svg, _svg, _nested, mutated) if some else (_svg, _svg, _svg, _nested)


TAGS = (
    "div", "p", "span", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "mark", "code", "pre",
    "kbd", "a", "img", "br", "hr", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "col",
    "colgroup", "h1", "h2", "h3", "h6", "blockquote",
    "q", "cite", "details", "summary", "figure", "figcaption", "video", "audio", "source", "track",
    "iframe", "embed", "object", "script", "style",
    "svg", "math", "mi", "mfrac", "aside", "section", "article", "center", "font", "picture", "input",
    "form", "button", "select", "option",
    "textarea", "label", "template", "slot", "noscript", "canvas", "meta", "link", "title", "head", "body",
    "html", "ruby", "rt", "wbr", "abbr",
    "v-click", "v-clicks", "grid", "split", "Component", "x-y", "time", "del", "ins", "bdo", "address",
    "main", "nav", "footer", "header", "row",
)  # fmt: skip
ATTRIBUTES = (
    "class", "id", "style", "title", "lang", "dir", "href", "src", "alt", "width", "height", "colspan",
    "rowspan", "align", "valign", "start", "type",
    "value", "size", "color", "bgcolor", "border", "data-x", "data-background-color", "data-line-numbers",
    "data-fragment-index", "poster", "controls",
    "open", "hidden", "reversed", "checked", "srcset", "name", "content", "target", "onclick", "at",
    "depth", "every", "v-click", "face", "data-src",
    "data-background-image", "data-transition", "data-state", "data-markdown", "loading", "cols",
    "markdown", "allowfullscreen", "span", "scope",
)  # fmt: skip
WORTHS = (
    "", "1", "0", "-1", "99999", "9999999999999999999", "1e9", "50%", "100px", "x", "notes", "fragment",
    "column", "columns", "rtl", "fr", "#123", "red",
    "rgb(1,2,3)", "rgb(999,-1,1e9)", "hsl(0,0%,0%)", "left", "center", "#a", "http://a/b", "javascript:x",
    "wide.png", "clip.mp4", "data:image/png;base64,x",
    "color:red;font-size:1e9px", "width:50%;height:-5px", "text-align:center;margin:0 auto",
    "background:url(wide.png)", "color:rgba(0,0,0,0.5", "{{x}}",
    "font-size:0", "font-size:nan", "text-align:justify;direction:rtl;color:#12345;font-weight:900",
    "display:none", ";;;:::", "é", "a b c", "1,2|3-4", "I",
    "[click]", "+1", "http://[::1", "http://a b", "mailto:", "file:///etc/passwd", "//x", "%00", "%zz",
    "\\", "<", "font-size: 1e400em", "hsl(1e400, 5%, 5%)",
    "color: hsl(nan 1% 2%)", "rgb(1e400 0 0)", "oklch(0.5 0.1 1e9)", "font-size:calc(1px)",
    "float:left;width:1e400%", "٣", "²", "1²", "10,5", "½", "٣٣px",
)  # fmt: skip
ENTITIES = (
    "&amp;",
    "&lt;",
    "&#0;",
    "&#xD800;",
    "&#1114112;",
    "&#99999999999;",
    "&nbsp;",
    "&notanentity;",
    "&",
    "&#",
    "&#x;",
    "&#x80;",
    "&Tab;",
    "&NewLine;",
)


def _tag(rng: random.Random) -> str:
    def attribute() -> str:
        name, value, quote = rng.choice(ATTRIBUTES), rng.choice(WORTHS), rng.choice(('"', '"', "'", ""))
        return f" {name}={quote}{value}{quote}" if rng.random() < 0.9 else f" {name}"

    name = rng.choice(TAGS)
    match rng.randrange(9):
        case 0 | 1:
            return f"</{name}>"
        case 2:
            return f"<{name}" + "".join(attribute() for _ in range(rng.randint(0, 3)))
        case 3:
            return f"<{name}{attribute()}/>"
        case _:
            return f"<{name}" + "".join(attribute() for _ in range(rng.choice((0, 0, 1, 1, 2, 4)))) + ">"


def _html(rng: random.Random) -> Case:
    parts: list[str] = []
    while len(parts) < rng.choice((1, 3, 6, 12, 40)):
        parts.append(_tag(rng) if rng.random() < 0.6 else rng.choice((
            "text", " ", "\n", "\n\n", "**b**", "- a\n", "# H\n", "`c`", "$x$", "| a |\n|-|\n",
            "```\nc\n```\n", "![x](wide.png)", "<!-- c -->", "<!--",
            "-->", "<!DOCTYPE html>", "<![CDATA[", "]]>", "<?php ?>", rng.choice(ENTITIES), rng.choice(ODD),
            "\n---\n", "::: x\n", "<", ">", "</", "<!",
        )))  # fmt: skip
    return deck("html", "# T\n\n" + "".join(parts) + "\n")


def _closed(rng: random.Random, depth: int = 0) -> str:
    name = rng.choice(TAGS)
    value = f' {rng.choice(ATTRIBUTES)}="{rng.choice(WORTHS)}"' if rng.random() < 0.5 else ""
    inner = "".join(_closed(rng, depth + 1) for _ in range(rng.choice((0, 1, 1, 2, 3)) if depth < 5 else 0))
    line = rng.choice(("", "", "\n", "\n\n"))
    return f"<{name}{value}>{line}{rng.choice(('', 'texte', '**b**', '&nbsp;'))}{inner}{line}</{name}>{line}"


def _well_formed(rng: random.Random) -> Case:
    return deck("html-closed", "# T\n\n" + "".join(_closed(rng) for _ in range(rng.randint(1, 4))) + "\n")


def _tables(rng: random.Random) -> Case:
    rows = []
    for _ in range(rng.choice((0, 1, 3, 8))):
        cells = ""
        for _ in range(rng.choice((0, 1, 3, 8))):
            spans = "".join(
                f' {key}="{rng.choice(WORTHS[:10])}"' for key in ("colspan", "rowspan") if rng.random() < 0.3
            )
            inner = rng.choice(
                (
                    "x",
                    "",
                    "<ul><li>a",
                    "<table><tr><td>n</table>",
                    "<p>a<p>b",
                    "<img src=wide.png>",
                    "a<br>b",
                    "<pre>c",
                    "<h2>h</h2>",
                    "<b>",
                )
            )
            cells += f"<{rng.choice(('td', 'td', 'th'))}{spans}>{inner}" + rng.choice(("</td>", ""))
        rows.append(f"<tr>{cells}" + rng.choice(("</tr>", "")))
    frame = rng.choice(
        (
            "<table>{}</table>",
            "<table>{}",
            "<table><thead>{}</thead></table>",
            "{}",
            "<table><caption>x{}</table>",
            "<div><table>{}</div>",
        )
    )
    return deck("html-table", "# T\n\n" + frame.format(rng.choice(("", "\n", "\n\n")).join(rows)) + "\n")


def _deep(rng: random.Random) -> Case:
    deep = rng.choice((5, 50, 200, 500, 1000, 3000, 20_000))
    name = rng.choice(TAGS)
    value = f" {rng.choice(ATTRIBUTES)}='{rng.choice(WORTHS)}'" if rng.random() < 0.3 else ""
    line = rng.choice(("", "\n", "\n\n", " "))
    opened = f"<{name}{value}>{line}" * deep
    return deck(
        f"html-deep-{name}",
        "# T\n\n"
        + opened
        + rng.choice(("x", ""))
        + f"</{name}>{line}" * rng.choice((0, deep, deep, deep * 2))
        + "\n",
    )


def html_makers(corpus: Corpus) -> Sequence[Maker]:
    pages = [text for text in corpus.texts() if text.count("</") > 3]

    def mutated(rng: random.Random) -> Case:
        text = rng.choice(pages)
        for _ in range(rng.randint(1, 4)):
            place = rng.randint(0, len(text))
            text = text[:place] + _tag(rng) + text[place:]
        return deck("html-mutated", text)

    return (_html,) * 4 + (_well_formed,) * 3 + (_tables, _deep) + ((mutated,) if pages else ())
