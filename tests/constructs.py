"""Small constructs as authors of every dialect write them, for `test_constructs.py`.

Marker words say themselves where they belong: `see1` on a slide, `say1` in the speaker's notes, `off1` in neither (a
setting), `any1` on a slide or in the notes, `cmt1` where the dialect puts the words of a comment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Construct:
    """A few lines as authors write them."""

    name: str
    text: str
    only: str = ""
    """Dialects in which they mean anything; nothing for all."""
    slides: int | None = 1
    """How many they make; None for whatever the dialect makes of them."""
    unseen: tuple[str, ...] = ()
    """Markup that nobody should see."""
    whole: bool = False
    """They bring their own slide break."""
    but: Mapping[str, str] = field(default_factory=dict)
    """Words that belong elsewhere in a dialect: `{"marp": "off1=see"}`."""
    ordered: bool = True

    def place(self, word: str, dialect: str) -> str:
        """Where `word` belongs, as the first three letters say."""
        for pair in self.but.get(dialect, "").split():
            name, _, place = pair.partition("=")
            if name == word:
                return place
        return word[:3]


RULES = "own marp slidev reveal remark obsidian"
"""Dialects whose slides are divided by rules."""
PANDOC = "pandoc quarto"
C = Construct

CONSTRUCTS = (
    # words
    C("paragraphs", "see1 and see2\nsee3\n\nsee4, see5."),
    C("emphasis", "**see1** *see2* ***see3*** __see4__ _see5_ ~~see6~~ ==see7== `see8`"),
    C("emphasis that is none", "**see1 * see2_see3 see4* ** see5** (*see6*) snake_case_see7 ~see8 ~~ see9"),
    C("escapes and entities", "\\*see1\\* &lt;see2&gt; \\<see3> &amp;see4 &nosuch; see5 &#8212; see6 \\see7"),
    C(
        "blanks to fill in",
        "The see1 is ____ and the see2 is ______.\n\n____ see3 ___ see4\n\n\\_\\_\\_ see5",
    ),
    C("line breaks", "see1  \nsee2\\\nsee3<br>see4<br/>see5<BR />see6</br>see7"),
    C("odd white space", "see1\u2028see2\xa0see3\u200bsee4 see5\tsee6\x0csee7\x0bsee8\x85see9"),
    C("right to left", "مرحبا see1 بالعالم see2\n\n- שלום see3\n\n\u200fsee4\u200e <bdo dir=rtl>see5</bdo>"),
    C("emoji names", ":smile: see1 :no_such_name: see2 :tada:see3 :+1: 10:30:45 see4 :see5:"),
    C("dashes and quotes", "see1 --- see2 -- see3 ... «see4» 'see5' \"see6\" (c) see7"),
    C("a rule of stars", "see1\n\n***\n\nsee2\n\n___\n\nsee3", slides=None),
    C("spans and classes", '[see1]{.smallcaps} [see2]{style="color:red"} [see3]{.off1 .off2 lang=fr} see4'),
    C("sub and sup", "H~2~O see1 x^2^ see2 2-^see3^ b.~see4~ 3^see5 ~see6"),
    C("an abbreviation", "The see1 is here.\n\n*[see1]: Long words\n\nsee2"),
    C("a dollar", "It costs $5 see1 and $6 see2. $see3$ US$ see4"),
    C("percent signs", "50% see1 100%% see2, see3 %d %s"),
    C(
        "percent comments",
        "see1 %%see2%% see3\n\n%%\nsee4\n%%",
        only="marp slidev pandoc quarto remark",
    ),
    C("comments of Obsidian", "see1 %%off1%% see2\n\n%%\noff2\n\noff3\n%%\n\nsee3", only="obsidian"),
    C("braces", "{see1} {{see2}} {{ see3 }} {% see4 %} ${see5} #{see6} {.see7 no} see8"),
    C(
        "angle words",
        "use <see1> or <see2/> and a<see3 b>see4 << see5 >> <- see6 -> <3 see7",
        but={"slidev": "see1=nil see2=nil see3=nil"},
    ),
    C("an at sign", "@see1 me@see2.org [@see3] [see4 @see5, p. 3; @see6] \\@see7"),
    C("tags", "#see1 #see2/see3 word#see4\n\n#see5"),
    # headings
    C(
        "attributes of a heading",
        '### see1 {#off1 .off2 data-x="off3"}\n\nsee2\n\n### see3 {-}\n\nsee4',
        slides=None,
    ),
    C("closed headings", "### see1 ###\n\nsee2 #\n\n#### see3 #see4", slides=None),
    C("underlined headings", "see1\nsee2\n====\n\nsee3\n", slides=None),
    C("a picture in a heading", "### ![see1](a.png) see2\n\nsee3", slides=None, ordered=False),
    C("a heading of a picture", "### ![see1](a.png)\n\nsee2", slides=None),
    C(
        "marks in a heading",
        "### **see1** `see2` [see3](x.html) $a$ see4<br>see5 <kbd>see6</kbd> :tada:",
        slides=None,
    ),
    C("a comment in a heading", "### see1 <!-- cmt1 --> see2\n\nsee3", slides=None),
    C("a heading in a quotation", "> ## see1\n> see2\n\nsee3"),
    C("headings without a blank line", "see1\n### see2\nsee3\n#### see4\n- see5", slides=None),
    C("a heading to fit", "### <!-- fit --> see1\n\nsee2", only="marp", unseen=("fit",)),
    C("two headings of one level", "see1\n\n## see2\n\nsee3", slides=None),
    C("a heading in an item", "- ## see1\n  see2\n- see3\n\nsee4", slides=None),
    C("a heading of level one", "see1\n\n# see2\n\nsee3", only=RULES, slides=None),
    C("a heading of dots", "### ...\n\nsee1\n\n### 1. see2\n\n### `see3`", slides=None),
    C(
        "a heading in HTML",
        '<h3>see1</h3>\n\n<h2 align="center">see2</h2>\n\n<h4>\nsee3\n</h4>\nsee4',
        slides=None,
    ),
    # lists
    C("nested lists", "- see1\n  - see2\n    1. see3\n       * see4\n  - see5\n+ see6\n\n7) see7\n8) see8"),
    C("four spaces and tabs", "* see1\n    * see2\n\t* see3\n        * see4\n\n1. see5\n    - see6"),
    C(
        "what items hold",
        "- see1\n\n  see2\n\n  > see3\n\n  ```\n  see4\n  ```\n\n  | a | b |\n  |---|---|\n"
        "  | see5 | see6 |\n\n  ![see7](a.png)\n\n- see8",
    ),
    C("tasks", "- [ ] see1\n- [x] see2\n- [X] see3\n- [/] see4\n- [ ]see5\n- []  see6"),
    C(
        "lists of Pandoc's",
        "#. see1\n#. see2\n\n(@) see3\n(@x) see4\n\na) see5\nb) see6\n\niv. see7\n\n(2) see8",
    ),
    C("lazy lines", "- see1\nsee2\n  - see3\nsee4\n\n> see5\nsee6"),
    C("empty items", "-\n- see1\n-\n  see2\n*\n\nsee3"),
    C("a list behind a paragraph", "see1\n- see2\n- see3\nsee4\n1. see5"),
    C(
        "definitions",
        "see1\n: see2\n: see3\n\n    see4\n\n**see5**\n\n:   see6\n\n    - see7\n\nsee8\n~ see9",
    ),
    C("a line block", "| see1\n|    see2\n| see3\n  see4", only=PANDOC + " own"),
    # tables
    C(
        "a table",
        "| see1 | **see2** |\n|:---|---:|\n| see3 | `a\\|see4` |\n| see5 |\n"
        "| [see6](x) | ![see7](a.png) |\n",
    ),
    C("a table without edges", "see1 | see2\n--- | ---\nsee3 | see4\n\nsee5"),
    C("a table after words", "see1\n| see2 | b |\n|---|---|\n| see3 | <br>see4<br>see5 |\nsee6"),
    C(
        "a comment in a cell",
        "| a <!-- cmt1 --> | see1 |\n|---|---|\n| <!-- cmt2 --> see2 | see3 <!-- cmt3 --> |\n",
    ),
    C(
        "captions of tables",
        "| see1 |\n|---|\n| see2 |\n\n: see3 {#tbl-off1}\n\nsee4\n\nTable: see5\n\n| a |\n|---|\n"
        "| see6 |",
        only=PANDOC, ordered=False,
    ),
    C(
        "a table of Pandoc's",
        "+------+------+\n| see1 | see2 |\n+======+======+\n| see3 | - see4|\n|      | - see5|\n"
        "+------+------+\n\nsee6",
    ),
    C("a simple table", "  a       b\n-----   -----\nsee1    see2\nsee3    see4\n\nsee5", only=PANDOC),
    C(
        "a table over lines",
        "-------------------\n a       b\n------- -----------\nsee1    see2\n        see3\n\n"
        "see4    see5\n-------------------\n\nsee6",
        only=PANDOC,
    ),
    C(
        "a table in HTML",
        "<table><caption>see1</caption><thead><tr><th>see2</th></tr></thead><tb"
        "ody><tr><td colspan=2>see3<ul><li>see4</li></ul></td></tr>\n"
        "<tr><td>see5<br>see6<td><img src=a.png "
        "alt=see7></tr></tbody><tfoot><tr><td>see8</td></tr></tfoot></table>",
        ordered=False,
    ),
    C(
        "a table with blank lines",
        "<table>\n<tr>\n<td>\n\nsee1 **see2**\n\n- see3\n\n</td>\n<td>\n\n```\nsee4\n```\n\n"
        "</td>\n</tr>\n</table>\n\nsee5",
        unseen=("<td", "</t"),
    ),
    C(
        "a table as a layout",
        "<table><tr><td width=50%>\n\nsee1\n\n</td><td>\n\n![see2](a.png)\n\n</td></tr></table>",
        unseen=("<td", "</t"),
    ),
    C("rows with too many cells", "| a | b |\n|---|---|\n| see1 | see2 | see3 |\n|see4||\n"),
    C(
        "a table in a table",
        "<table><tr><td>see1<table><tr><td>see2</td></tr></table>see3</td></tr></table>see4",
        ordered=False,
    ),
    # comments
    C(
        "comments beside words",
        "see1 <!-- cmt1 --> see2\n\n<!-- cmt2 --> see3\n\n"
        "<!-- cmt3 --> <!-- cmt4 --> **see4**\n\nsee5<!--cmt5-->",
    ),
    C("a comment over lines", "see1\n\n<!--\ncmt1\n\ncmt2\n\n## cmt3\n\n---\n\ncmt4\n-->\n\nsee2"),
    C("words behind a comment's end", "<!-- cmt1\ncmt2 --> see1 **see2**\nsee3\n\nsee4"),
    C(
        "a comment between items",
        "- see1\n<!-- cmt1 -->\n- see2\n\n<!-- cmt2 -->\n\n- see3 <!-- cmt3 -->\n"
        "  <!-- cmt4 -->\n- see4",
    ),
    C(
        "a comment above things",
        "<!-- cmt1 -->\n| a |\n|---|\n| see1 |\n\n<!-- cmt2 -->\n- see2\n\n<!-- cmt3 -->\n"
        "> see3\n\n<!-- cmt4 -->\n```\nsee4\n```\n",
    ),
    C(
        "a script in a comment",
        "see1 <!-- use <script>cmt1</script> here --> see2\n\n<!-- <script> cmt2 -->\n\nsee3\n\n"
        "<!-- <div> cmt3 -->\n\nsee4 <!-- </div> --> see5",
    ),
    C(
        "a comment of dashes",
        "see1 <!-- cmt1 -- cmt2 -> --> see2 <!----> see3 <!--> see4 --> see5",
        ordered=False,
    ),
    C("a comment in a paragraph", "see1\n<!-- cmt1 -->\nsee2\n<!--\ncmt2\n-->\nsee3"),
    C("comments in code", "`<!-- see1 -->` see2\n\n```html\n<!-- see3 -->\n```\n\n    <!-- see4 -->"),
    C(
        "a comment in HTML",
        "<div><!-- off1 -->see1</div>\n\n<ul>\n<!-- off2 -->\n<li>see2<!-- off3 --></li>\n"
        "</ul>\n\nsee3",
    ),
    C("a comment beside a picture", "![see1](a.png) <!-- cmt1 -->\n\n<!-- cmt2 -->![see2](b.png)\n\nsee3"),
    C(
        "settings of reveal.js",
        '<!-- .slide: data-background="#123456" data-off1="off2" -->\n\n'
        'see1 <!-- .element: class="fragment off3" -->\n\n'
        '- see2 <!-- .element: class="off4" -->\n- see3\n<!-- .element: class="off5" -->',
        only="own reveal obsidian",
    ),
    C(
        "settings of Marp",
        "<!-- _class: off1 -->\n<!-- _backgroundColor: #123 -->\n<!-- _paginate: false -->\n\n"
        "see1\n\n<!--\n_color: red\n_class:\n  - off2\n-->\n\nsee2",
        only="marp",
    ),
    C(
        "header and footer of Marp",
        "<!-- _header: see1 -->\n<!-- _footer: 'see2' -->\n\nsee3",
        only="marp", ordered=False,
    ),
    C(
        "a comment with a colon",
        "see1\n\n<!-- say1: say2 -->\n\n<!-- To say: say3 -->\n\n<!-- say4\n_class: x -->",
        only="marp",
    ),
    C(
        "a comment that looks like one of an editor's",
        "see1\n\n<!-- prettier-ignore off1 -->\n\n<!-- TODO say1 -->",
        only="marp",
    ),
    # pictures
    C(
        "pictures",
        '![see1](a.png)\n\n![see2](b.png "x"){width=40%}\n\nsee3 ![see4](c.png) see5',
        ordered=False,
    ),
    C("pictures by reference", "![see1][p]\n\n![see2]\n\n![p][] see3\n\n[p]: a.png\n[see2]: b.png"),
    C("pictures on one line", "![see1](a.png) ![see2](b.png)\n![see3](c.png)"),
    C(
        "a picture that leads",
        "[![see1](a.png)](https://off1.org)\n\nsee2 [![see3](b.png)](x) see4",
        ordered=False,
    ),
    C(
        "pictures in cells",
        "| ![see1](a.png) | ![see2](b.png) |\n|---|---|\n| see3 | ![see4](c.png) see5 |\n",
        ordered=False,
    ),
    C(
        "pictures in HTML",
        '<img src="a.png" alt="see1" width=50%>\n\nsee2 <img src=b.png alt=see3/> see4\n\n'
        '<figure><img src=c.png alt="see5"><figcaption>see6 '
        "<b>see7</b></figcaption></figure>\n\n"
        "<picture><source srcset=d.webp><img src=d.png alt=see8></picture>",
        ordered=False,
    ),
    C(
        "a row of pictures",
        '<p align="center">\n<img src=a.png alt=see1>\n<img src=b.png alt=see2>\n</p>\n\n'
        '<div style="display:flex"><img src=c.png alt=see3><div>see4</div></div>',
    ),
    C(
        "pictures of Marp",
        "![bg left:40%](off1.png)\n\n![w:200 see1](a.png)\n\nsee2 ![h:1em](b.png) see3",
        only="marp own",
    ),
    C("a background that says what it is", "![bg off1 right](a.png)\n\nsee2", only="marp"),
    C(
        "pictures of Obsidian",
        "![[x.png|300]]\n\n![[a.png|see1]]\n\nsee2 ![[b.png]] see3\n\n![[see4]]",
        only="own obsidian",
    ),
    C(
        "pictures of remark",
        "![:scale 50%](a.png)\n\n.center[![see1](a.png)]\n\n.pull-left[![see2](b.png)]\n\nsee3",
        only="remark",
    ),
    C(
        "pictures of Quarto",
        "::: {layout-ncol=2}\n![see1](a.png)\n\n![see2](b.png){#fig-off1}\n\nsee3\n:::\n\n"
        '![see4](c.png){.absolute top=0 fig-align="off2"}\n\n![](d.png){fig-alt="see5"}\n\n'
        "See @fig-see6.",
        only=PANDOC,
    ),
    C("an empty picture", "![](a.png)\n\n![]() see1\n\n![see2]()\n\n![see3](a b.png)\n\n![see4](a.png"),
    C("marks in alternative text", "![**see1** see2 [see3](x)](a.png)\n\n![see4 `see5` $x$](b.png)"),
    # HTML
    C(
        "a box",
        '<div class="off1">\nsee1 **see2**\n</div>\n\n<div>\n\nsee3 **see4**\n\n</div>\n\n'
        "<div>see5</div>see6\nsee7",
        unseen=("<div", "</div"),
    ),
    C(
        "boxes in boxes",
        "<div class=grid>\n<div>\n\nsee1\n\n</div>\n<div>\n\n- see2\n\n<div>\n\nsee3\n\n</div>\n"
        "</div>\n</div>\n\nsee4",
        unseen=("<div", "</div"),
    ),
    C("a box not closed", 'see1\n\n<div class="off1">\n\nsee2\n\n- see3', unseen=("<div",)),
    C("a box closed too often", "see1\n\n</div>\n\nsee2\n\n</div></div>\n\nsee3"),
    C(
        "a box around a list",
        '<div class="off1">\n\n1. see1\n   <div>\n\n   see2\n\n   </div>\n2. see3\n\n</div>\n\n'
        "see4",
        unseen=("<div", "</div"),
    ),
    C(
        "a tag around a list without blank lines",
        "<div>\n- see1\n- see2\n</div>\n\n<center>\nsee3\n</center>\nsee4",
    ),
    C(
        "tags in text",
        "<b>see1</b> <i>see2</i> <u>see3</u> <sub>see4</sub> <kbd>see5</kbd> "
        "<mark>see6</mark> <small>see7</small> <span "
        'style="color:off1">see8</span> <font color=off2>see9</font>',
        unseen=("<b", "</", "<font"),
    ),
    C(
        "old and rare tags",
        "<center>see1</center>\n\n"
        "<big>see2</big> <tt>see3</tt> <marquee>see4</marquee> <q>see5</q> "
        "<ruby>漢<rt>see6</rt></ruby> <time>see7</time> <cite>see8</cite> <var>see9</var>",
    ),
    C(
        "what can be folded",
        "<details><summary>see1</summary>see2\n\nsee3\n\n</details>\n\n<details open>\n"
        "<summary>see4</summary>\n\n- see5\n\n</details>\n\nsee6",
        unseen=("<details", "summary>"),
    ),
    C(
        "preformatted",
        '<pre>\nsee1\n\nsee2\n</pre>\n\n<pre><code class="off1">see3\n\n  see4 &lt;see5&gt;\n'
        "</code></pre>see6\n\nsee7",
        unseen=("<pre", "<code"),
    ),
    C(
        "a form",
        "<textarea>see1\n\nsee2</textarea>\n\n"
        '<button>see3</button> <label>see4 <input value="any1"></label>\n\n'
        "<select><option>see5</option></select>\n\n"
        "<form><fieldset><legend>see6</legend>see7</fieldset></form>",
    ),
    C(
        "sections of a page",
        "<section>see1</section>\n\n<header>see2</header>\n<article>\n\nsee3\n\n</article>\n"
        "<footer>see4</footer>\n<address>see5</address><nav>see6</nav><main>see7</main>",
    ),
    C(
        "lists in HTML",
        "<ul><li>see1<li>see2<ol><li>see3</ol></ul>\n\n<ul>\n<li>\n\nsee4\n\n</li>\n</ul>\n\n"
        "<dl><dt>see5<dd>see6</dl>\n\nsee7",
    ),
    C(
        "quotations in HTML",
        "<blockquote>see1<p>see2</p><footer>see3</footer></blockquote>\n\n<blockquote>\n\n"
        "see4\n\n</blockquote>",
    ),
    C(
        "paragraphs in HTML",
        '<p>see1<p>see2 <p class="off1" align=center>see3</p>see4\n\n<p>\n\nsee5\n\n</p>\n\n'
        "<hr>\n\nsee6",
    ),
    C(
        "a program",
        "see1 <script>off1()</script> see2\n\n<script>\noff2\n\noff3\n</script>\n\nsee3\n\n"
        "<script>off4</script>see4\nsee5",
    ),
    C(
        "a style sheet",
        "<style>\n.off1 {\n\n  color: off2;\n}\n</style>\n\nsee1\n\n"
        "<style scoped>off3{}</style> see2\n\nsee3",
    ),
    C(
        "drawn in place",
        '<svg width=9 height=9><text>any1</text></svg> see1\n\n<svg\n  viewBox="0 0 9 9">\n\n'
        "<circle r=1 />\n\n</svg>\n\nsee2",
    ),
    C(
        "something embedded",
        '<iframe src="https://x.org/" title="any1"></iframe>see1\n\n'
        "<object data=x.pdf>any2</object>\n\n<embed src=x.pdf>\n\n"
        "<video src=clip.mp4 controls>off2</video>\n\nsee2",
        ordered=False,
    ),
    C(
        "unknown tags",
        '<my-box data-x="1">see1</my-box>\n\n<MyBox title="see6">\n\nsee2\n\n</MyBox>\n\n'
        "see3 <Foo>see4</Foo> <x-y>see5</x-y>",
        unseen=("</foo",),
    ),
    C(
        "hidden in HTML",
        '<p hidden>off1</p>\n\n<div style="display: none">\n\noff2\n\n</div>\n\n'
        "see1 <span hidden>off3</span> see2\n\n<template>off4</template>\n\nsee3",
    ),
    C("declarations", '<!DOCTYPE html>\n\n<?xml version="1.0"?>\n\nsee1 <![CDATA[see2]]> see3'),
    C(
        "attributes with a greater-than sign",
        "<div data-x=\"a > b\" class='off1'>see1</div>\n\n<span title=\"x>y\">see2</span> see3",
        unseen=('b"', 'y"'),
    ),
    C(
        "a tag over lines",
        '<div\n  class="off1"\n  style="off2"\n>\n\nsee1\n\n</div>\n\n<img\n  src="a.png"\n'
        '  alt="see2"\n/>\n\nsee3 <span\nclass=off3>see4</span>',
    ),
    C(
        "a line of tags in a paragraph",
        "see1\n<div>see2</div>\nsee3\n<p>see4</p>\n\n**see5**<br><br>\n<b>see6</b>\n\n"
        '<a href="x">\nsee7\n</a>',
    ),
    C("MathML", "<math><mi>x</mi><mo>=</mo><mn>1</mn></math> see1\n\nsee2"),
    # columns
    C(
        "columns of Pandoc",
        ':::: {.columns}\n::: {.column width="40%"}\nsee1\n:::\n::: {.column}\n- see2\n:::\n'
        "::::\n\nsee3",
        unseen=(":::",),
    ),
    C(
        "columns without blank lines and with more colons",
        "see1\n::::::: columns\n:::: column\nsee2\n\n::: incremental\n- see3\n:::\n::::\n"
        ":::: column\n![see4](a.png)\n::::\n:::::::\nsee5",
        only=PANDOC + " own", unseen=(":::",),
    ),
    C(
        "words between columns",
        "::: columns\nsee1\n\n::: column\nsee2\n:::\n\nsee3\n\n::: column\nsee4\n:::\n:::",
        ordered=False, unseen=(":::",),
    ),
    C(
        "columns in HTML",
        '<div class="columns">\n<div class="column">\n\nsee1\n\n</div>\n'
        '<div class="column">\nsee2\n</div>\n</div>\n\nsee3',
        unseen=("<div", "</div"),
    ),
    C(
        "a grid",
        '<div class="grid grid-cols-2 gap-4">\n<div>\n\n### see1\n\n- see2\n\n</div>\n<div>\n\n'
        "![see3](a.png)\n\n</div>\n</div>\n\nsee4",
        slides=None, unseen=("<div", "</div"),
    ),
    C(
        "a grid on one line",
        '<div style="display:grid"><div>see1</div><div>see2 <b>see3</b></div></div>\n\nsee4',
    ),
    C("slots of Slidev", "see1\n\n::right::\n\nsee2\n\n- see3", only="slidev", unseen=("::right",)),
    C(
        "slots of Slidev beside words",
        "see1\n::left::\nsee2\n::right::\n## see3\nsee4\n::bottom::\nsee5",
        only="slidev", unseen=("::",),
    ),
    C(
        "columns of remark",
        ".left-column[\n## see1\n### see2\n]\n.right-column[\nsee3\n\n```js\nsee4[0]\n```\n]\n\n"
        "see5",
        only="remark", unseen=("column[",),
    ),
    C(
        "columns of remark on a line",
        ".pull-left[see1]\n.pull-right[see2 .red[see3]]\n\n.pull-left[\n.small[\nsee4\n]\n]\n"
        ".pull-right[see5\nsee6]",
        only="remark", unseen=("pull",),
    ),
    C("a fence not closed", "see1\n\n::: {.off1}\n\nsee2", only=PANDOC + " own"),
    C(
        "fences of any name",
        "::: {#off1 .off2}\nsee1\n:::\n\n::: see2\nsee3\n:::\n\n:::{.off3}\nsee4\n:::",
        only=PANDOC + " own",
        unseen=(":::",),
        but={"own": "see2=nil", "pandoc": "see2=nil", "quarto": "see2=nil"},
    ),
    C(
        "tabs",
        "::: {.panel-tabset}\n\n### see1\n\nsee2\n\n### see3\n\nsee4\n\n:::\n\nsee5",
        only=PANDOC, unseen=(":::",),
    ),
    C(
        "asides of Quarto",
        "see1\n\n::: aside\nsee2\n:::\n\n::: footer\nsee3\n:::\n\n[see4]{.aside}\n\n"
        "::: {.r-stack}\nsee5\n:::\n\n::: {.r-fit-text}\nsee6\n:::",
        only="quarto", ordered=False,
    ),
    C(
        "boxes of Obsidian's slides",
        '<grid drag="60 55" drop="5 10" bg="off1">\nsee1\n</grid>\n\n<split even>\n\n'
        "see2\n\nsee3\n\n</split>\n\n::: block\nsee4\n:::",
        only="obsidian", unseen=("<grid", "<split"),
    ),
    # callouts
    C(
        "callouts",
        "> [!NOTE]\n> see1\n\n> [!tip]- see2\n> see3\n>\n> - see4\n\n> [!custom] see5\n> see6\n\n"
        "> [!WARNING] see7",
    ),
    C("callouts in callouts", "> [!note] see1\n> see2\n> > [!tip] see3\n> > see4\n>\n> see5"),
    C(
        "callouts of Quarto",
        '::: {.callout-note collapse="true" title="see1"}\nsee2\n:::\n\n::: {.callout-tip}\n'
        '## see3\n\nsee4\n:::\n\n:::{.callout-warning appearance="off1"}\nsee5\n:::',
        only=PANDOC + " own", unseen=(":::",),
    ),
    C(
        "callouts of other tools",
        '::: tip see1\nsee2\n:::\n\n!!! note "see3"\n    see4\n\n:::warning[see5]\nsee6\n:::',
    ),
    C("a quotation", "> see1\n> see2\n>\n> — see3\n\n> see4\n\n> > see5\n\n>see6"),
    # code
    C(
        "fences",
        "```python\nsee1\n```\n\n~~~\nsee2\n~~~\n\n````md\n```\nsee3\n```\n````\n\n"
        "``` see4 ```\n\n```{.js .off1}\nsee5\n```",
    ),
    C("a fence with a blank first line", "```\n\nsee1\n\n\nsee2\n```\n\nsee3"),
    C("an empty fence", "```\n```\n\nsee1\n\n```js\n\n```\n\nsee2"),
    C("indented code", "see1\n\n    see2\n\n        see3\n\n\tsee4\n\nsee5"),
    C(
        "a fence in a list",
        "1. see1\n   ```\n   see2\n   ```\n2. see3\n\n    ```js\n    see4\n\n    see5\n    ```\n"
        "- see6\n```\nsee7\n```",
    ),
    C("a fence right below words", "see1\n```\nsee2\n```\nsee3\n~~~\nsee4\n~~~\nsee5"),
    C(
        "markup in code",
        "```md\n---\n\n# see1\n\nNote: see2\n\n???\n\n::: see3\n\n<!-- see4 -->\n\n$$ see5\n\n"
        "{{ see6 }}\n\n.red[see7]\n\n%% see8 %%\n\n::right::\n```\n\nsee9",
    ),
    C(
        "settings of fences",
        "```js {1,3|2} twoslash\nsee1\n```\n\n```ts {monaco}\nsee2\n```\n\n"
        '```python title="see3" linenums="off1"\nsee4\n```\n\n'
        '```{.python filename="see5" code-line-numbers="1|2"}\nsee6\n```\n\n```diff\n- see7\n'
        "+ see8\n```",
    ),
    C(
        "cells of Quarto",
        "```{python}\n#| echo: true\n#| label: off1\nany1 = 1\n```\n\n```{r, echo=FALSE}\noff2\n"
        "```\n\n```{mermaid}\nany3 --> b\n```\n\nInline `{r} off4` and `r off5` see1",
        only="quarto", ordered=False,
    ),
    C(
        "diagrams",
        "```mermaid\ngraph TD\n  A[any1] --> B\n```\n\n```plantuml\nany2\n```\n\n```dot\n"
        "digraph { any3 }\n```\n\nsee1",
    ),
    C(
        "raw parts of Pandoc",
        "```{=html}\n<b>see1</b>\n```\n\n```{=latex}\noff1\n```\n\n"
        "see2 `<b>see3</b>`{=html} `\\off2`{=latex} see4",
        only=PANDOC, but={"pandoc": "off1=nil off2=nil", "quarto": "off1=nil off2=nil"},
    ),
    C("code in text", "`see1` ``see2 ` see3`` `see4\nsee5` ` see6 ` `unclosed see7\n\nsee8"),
    C(
        "magic",
        "````md magic-move\n```js\noff1\n```\n```js\nsee2\n```\n````\n\n"
        "<<< @/snippets/any1.js {2,3}\n\nsee3",
        only="slidev",
    ),
    # TeX and maths
    C(
        "TeX's commands",
        "see1\n\n\\pause\n\nsee2 \\LaTeX{} see3 \\textbf{see4} \\\\ see5\n\n\\newpage\n\n"
        "see6 \\vspace{1em} see7",
        only=PANDOC,
    ),
    C(
        "TeX's environments",
        "\\begin{center}\nsee1\n\\end{center}\n\nsee2\n\n"
        "\\begin{tabular}{ll} see3 & see4 \\\\ \\end{tabular}\n\nsee5",
        only=PANDOC + " own",
    ),
    C(
        "TeX's columns",
        "\\begin{columns}\n\\begin{column}{0.5\\textwidth}\n\nsee1\n\n\\end{column}\n"
        "\\begin{column}{0.5\\textwidth}\n\nsee2\n\n\\end{column}\n\\end{columns}\n\nsee3",
        only=PANDOC,
    ),
    C(
        "formulas",
        "see1 $x_1$ see2 $$y$$ see3\n\n$$\na_1 \\text{see4}\n$$\n\nsee5\n$$\nb\n$$\nsee6\n\n"
        "\\[ c \\] see7 \\(d\\) see8",
    ),
    C(
        "formulas with blank lines and numbers",
        "$$\na\n\nb\n$$ {#eq-x}\n\nsee1\n\n\\begin{align}\nx &= 1 \\\\\ny &= \\mbox{see2}\n"
        "\\end{align}\n\nsee3",
    ),
    C("a formula not closed", "see1 $x + see2\n\nsee3\n\n$$\nsee4\n\nsee5"),
    C(
        "formulas in places",
        "| $a$ see1 | $|b|$ |\n|---|---|\n| see2 | see3 |\n\n- $$c$$ see4\n\n> $$\n> d\n> $$\n"
        "> see5\n\n### $e$ see6",
        slides=None,
    ),
    C("a command that is unknown", "see1 $\\nosuch{see2}$ see3\n\n$$\\nosuch see4$$\n\nsee5"),
    # footnotes and links
    C(
        "footnotes",
        "see1[^1] see2[^n]\n\n[^1]: see3\n\n    see4\n\n[^n]: - see5\n\nsee6[^none7] see7",
        ordered=False,
    ),
    C("notes in line", "see1^[see2 *see3*] see4", only=PANDOC + " own obsidian", unseen=("^[",), ordered=False),
    C(
        "a footnote in places",
        "| see1[^a] | b |\n|---|---|\n| see2 | see3 |\n\n- see4[^b]\n\n[^a]: see5\n[^b]:\n"
        "    see6\n\n[^unused]: any1",
        ordered=False,
    ),
    C(
        "links",
        '[see1](x.html) [see2](<a b> "x") [see3][r] [see4][] [see5] [r] '
        "https://see6.org/a_b <https://see7.org> <me@see8.org>\n\n[r]: off1.html 'off2'\n"
        "[see4]: x\n[see5]: <y>",
    ),
    C(
        "links that are none",
        "[see1] [see2][nowhere3] [see3]() [](off4.html) [see5](a b) [see6 (x)] "
        "[x](see7.org see8 [see9](",
        ordered=False,
    ),
    C(
        "addresses",
        "www.see1.org http://see2.org/?a=b&c=(d) mailto:a@see3.org "
        "ftp://see4.org see5.com //see6.org https://x.org/see7.",
    ),
    C(
        "links in HTML",
        "<a href=\"x\">see1</a> <a name=\"off1\"></a>see2 <a href='y'><b>see3</b> "
        "<img src=a.png alt=see4></a>\n\n<a id=off2>\n\nsee5",
    ),
    C(
        "definitions of links",
        'see1\n[off1]: x\n\n[off2]: y\nsee2\n\n[off3]:\nz\n"off4"\n\nsee3',
        but=dict.fromkeys(f"{RULES} {PANDOC}".split(), "off1=see"),
    ),
    C("links to slides", "[see1](#last-zulu) [see2](#/2) [see3](#/last-zulu) [see4](#p4) [see5](?#6)"),
    C(
        "dangerous links",
        '[see1](javascript:off1) <a href="javascript:off2()" '
        "onclick=off3>see2</a> [see3](vbscript:x) ![see4](javascript:x)",
        but=dict.fromkeys(f"{RULES} {PANDOC}".split(), "off1=nil"),
    ),
    C(
        "wiki links",
        "[[see1]] [[off1|see2]] [[see3#see4]] [[see5]]-s [[see6|]] [[#see7]] [see8]]",
        only="own obsidian",
    ),
    C(
        "leftovers of Obsidian",
        "see1 ^off1\n\nkey:: see2\n\n(any1:: see3)\n\n- see4 ^off2",
        only="obsidian", but={"obsidian": "off1=nil off2=nil"},
    ),
    # notes
    C(
        "notes in a fence",
        "see1\n\n::: notes\nsay1\n\n- say2\n\n```\nsay3\n```\n:::\n\nsee2",
        only=PANDOC + " own", unseen=(":::",),
    ),
    C(
        "notes in braces",
        "see1\n\n::: {.notes}\nsay1\n:::\n\n:::notes\nsay2\n:::\n\n:::: {.notes}\n::: {.off1}\n"
        "say3\n:::\n::::\nsee2",
        only=PANDOC + " own",
    ),
    C(
        "notes in a column",
        "::: columns\n::: column\nsee1\n\n::: notes\nsay1\n:::\n:::\n:::\n\nsee2",
        only=PANDOC + " own",
    ),
    C(
        "notes in HTML",
        'see1\n\n<aside class="notes">say1</aside>\n\n<aside class="notes">\n\n'
        "say2 **say3**\n\n- say4\n</aside>\nsee2\n\n<div class='notes'>\nsay5\n</div>\n\nsee3",
        only="own reveal pandoc quarto obsidian",
    ),
    C("notes behind words", "see1 <aside class=notes>say1</aside> see2", only="own reveal"),
    C(
        "an aside that holds no notes",
        '<aside>see1</aside>\n\n<aside class="off1">\n\nsee2\n\n</aside>\n\nsee3',
    ),
    C("Note", "see1\n\nNote: say1\nsay2\n\nsay3\n\n- say4", only="own reveal obsidian"),
    C(
        "Notes alone",
        "see1\n\nNotes:\n\n- say1\n\n| say2 |\n|---|\n| say3 |\n\n### say4",
        only="own reveal obsidian",
    ),
    C("Note below a list", "- see1\n- see2\n\nnote: say1\n\n![say2](a.png)", only="own reveal obsidian"),
    C("Note right below words", "see1\nNote: say1\nsay2", only="reveal"),
    C("Note right below an item", "- see1\n- see2\nNote: say1", only="reveal"),
    C("Note right below a table", "| a |\n|---|\n| see1 |\nNote: say1", only="reveal"),
    C("Note right below a fence", "```\nsee1\n```\nNotes: say1", only="own reveal"),
    C(
        "a paragraph that begins with Note",
        "see1\n\nNote: see2\n\nsee3",
        only="marp slidev pandoc quarto remark",
    ),
    C("a bold Note", "see1\n\n**Note:** see2\n\n*Note*: see3\n\n> Note: see4\n\n- Note: see5\n\nNoted: see6"),
    C("a caret", "see1\n\n^ say1\nsay2\n\nsee2", only="own"),
    C(
        "a caret in other tools",
        "see1\n\n^ see2\n\nsee3",
        only="marp slidev pandoc quarto remark",
    ),
    C("notes of remark", "see1\n\n???\n\nsay1\n\n- say2\n\n## say3\n\n```\nsay4\n```", only="remark own"),
    C("notes of remark right below", "- see1\n???\nsay1 .red[say2]", only="remark", unseen=("???",)),
    C(
        "notes of Marp",
        "see1\n\n<!--\nsay1 **say2**\n\n- say3\n\nsay4: say5\n-->\n\n<!-- say6 -->\n\n- see2\n\n"
        "<!-- say7 -->",
        only="marp",
    ),
    C(
        "notes of Slidev",
        "see1\n\n<!--\nsay1 **say2**\n\n[click] say3\n\n- say4\n\n<b>say5</b>\n-->",
        only="slidev",
    ),
    C("question marks", "see1\n\n??? see2\n\nsee3 ???\n\n????\n\nsee4"),
    # steps
    C("pauses", "see1\n\n. . .\n\nsee2\n\n. . .\n\n- see3", only=PANDOC + " own", unseen=(". .",)),
    C(
        "fragments",
        "::: fragment\nsee1\n:::\n\n::: {.fragment .fade-in}\n- see2\n:::\n\n"
        '[see3]{.fragment} <span class="fragment">see4</span>\n\n<p class="fragment">see5</p>',
        only=PANDOC + " own",
    ),
    C("steps of remark", "see1\n--\n\n- see2\n--\n- see3\n\n--\nsee4", only="remark", unseen=("--",)),
    C(
        "lists that come",
        "::: incremental\n- see1\n- see2\n:::\n\n::: nonincremental\n- see3\n:::\n\n> - see4",
        only=PANDOC + " own",
    ),
    C("stars of Marp", "* see1\n* see2\n  1) see3\n  2) see4", only="marp"),
    # Slidev
    C(
        "clicks",
        '<v-click>see1</v-click>\n\n<v-clicks depth="2">\n\n- see2\n  - see3\n\n</v-clicks>\n\n'
        '<div v-click="3">see4</div>\n\n<div v-click>\n\nsee5\n\n</div>\n\n'
        '<p v-after>see6</p> <span v-mark.red="1">see7</span>',
        only="slidev", unseen=("<v-", "</"),
    ),
    C(
        "components",
        '<Tweet id="any1" />\n\n<Youtube id="any2"/>\n\n'
        'see1 <carbon-arrow class="off3"/> see2 <mdi-x /> see3\n\n'
        '<Link to="2">see4</Link>\n\n<Transform :scale="0.5">\n\nsee5\n\n</Transform>\n\n'
        '<Arrow x1="1" />',
        only="slidev",
    ),
    C(
        "a switch",
        "<v-switch>\n<template #1>see1</template>\n<template #2> see2 </template>\n"
        "</v-switch>\n\n<Comp>\n<template v-slot:x>\n\nsee3\n\n</template>\n</Comp>\n\nsee4",
        only="slidev",
    ),
    C(
        "attributes of Vue",
        '<div @click="off1++" :class="{ a: b > 1 }" grid="~ cols-2" absolute '
        "bottom-0>see1</div>\n\n"
        '<button v-on:click="off2">see2</button> {{ $nav.see3 }} {{ 1 + see4 }}\n\nsee5',
        only="slidev", unseen=("1 }",),
    ),
    C(
        "a script of Vue",
        "<script setup lang=\"ts\">\nimport { off1 } from 'x'\n\nconst off2 = ref(0)\n"
        "</script>\n\nsee1\n\n<style>\n\nh1 { off3 }\n\n</style>\n\nsee2",
        only="slidev",
    ),
    C(
        "MDC",
        "see1 :inline[see2]{color=off1} [see3]{.off2}\n\n::block{.off3}\nsee4\n::\n\n"
        "![see5](a.png){width=20px}",
        only="slidev",
    ),
    C(
        "front matter of a slide",
        "---\nlayout: two-cols\nclass: off1\n---\n\n## see1\n\nsee2\n\n::right::\n\nsee3",
        only="slidev", whole=True,
    ),
    C(
        "front matter with lists",
        "---\ntitle: off1\nlayout: image-right\nimage: off2.png\ndefaults:\n  a: off3\n  b:\n"
        "    - off4\n---\n\n## see1\n\nsee2",
        only="slidev", whole=True,
    ),
    C(
        "front matter of an own key",
        "---\nname: off1\nmyProp: off2\n---\n\n## see1\n\nsee2",
        only="slidev", whole=True,
    ),
    C(
        "front matter with remarks and blank lines",
        "---\n# off1\nlayout: center\n\nclass: off2\nsrcx: |\n  off3\n\n  off4\n---\n\n"
        "## see1\n\nsee2",
        only="slidev", whole=True,
    ),
    C(
        "front matter in a fence",
        "---\n\n```yaml\nlayout: quote\nclass: off1\n```\n\n## see1\n\nsee2",
        only="slidev", whole=True,
    ),
    C(
        "front matter without a blank line",
        "---\nlayout: center\n---\n## see1\nsee2\n\n---\nclass: off1\nlayout: quote\n---\nsee3",
        only="slidev", slides=2, whole=True,
    ),
    C(
        "a line like a setting",
        "layout: see1\n\nclass: see2\n\nimage: see3",
        only=RULES, but={"remark": "see1=nil see2=nil see3=nil"},
    ),
    C(
        "a slide that is a sentence with a colon",
        "---\n\nTitle: see1\nColor: see2\n\n---\n\ncolor: see3",
        only=RULES, slides=2, whole=True, but={"slidev": "see3=nil"},
    ),
    C(
        "a slide that is only key and value",
        "---\nsee1: see2\n---\n\nsee3",
        only="own marp reveal obsidian", slides=None, whole=True,
    ),
    C(
        "a slide that is disabled",
        "---\n\n## see1\n\nsee2\n\n---\nlayout: end\nhideInToc: true\n---\n\nsee3",
        only="slidev", slides=2, whole=True,
    ),
    # remark
    C(
        "settings of remark",
        "---\nclass: off1, middle\nname: off2\nbackground-image: url(off3.png)\n\n## see1\n\nsee2",
        only="remark", whole=True,
    ),
    C(
        "settings of remark below a blank line",
        "---\n\nclass: off1\ncount: false\n\n## see1\n\nsee2",
        only="remark", whole=True,
    ),
    C("settings of one's own", "---\nname: off1\nmyprop: off2\n\n## see1\n\nsee2", only="remark", whole=True),
    C(
        "boxes of remark",
        ".red[see1] .big.bold[see2 *see3*] see4 .small[see5] .see6[ see7\n\n.footnote[.red[*] see8]",
        only="remark", but={"remark": "see7=nil"},
    ),
    C(
        "boxes over lines",
        ".center[\n\nsee1\n\n- see2\n\n]\n\n.small[see3\nsee4\n]\n\n.a[\n.b[see5]\nsee6\n]\n\n"
        "# .c[see7] see8",
        only="remark", slides=None,
    ),
    C(
        "boxes in places",
        "- .red[see1]\n- see2 .red[see3 [see4](x)]\n\n| .red[see5] | b |\n|---|---|\n"
        "| see6 | .x[see7] |\n\n> .y[see8]",
        only="remark",
    ),
    C(
        "a template",
        "---\nlayout: true\n\n.footer[see3]\n\n---\n\n## see1\n\nsee2\n\n---\nlayout: false\n\nany1",
        only="remark", slides=None, whole=True, ordered=False,
    ),
    C(
        "two columns of a list",
        ".column[\n* see1\n* see2\n]\n.column[\n1. see3\n]\n.clear[]\nsee4",
        only="remark",
    ),
    # slides
    C("two slides", "see1\n\n---\n\nsee2", slides=2),
    C("a slide without a blank line", "see1\n\n---\n## see2\nsee3\n\n---\nsee4", slides=3),
    C("spaces around a rule", "see1\n\n---  \n\nsee2\n\n - - -\n\nsee3", slides=None),
    C("vertical slides", "see1\n\n----\n\n## see2\n\nsee3", only="reveal", slides=2),
    C("vertical slides of two dashes", "see1\n\n--\n\n## see2\n\nsee3", only="obsidian reveal", slides=2),
    C("an empty slide", "see1\n\n---\n\n---\n\nsee2", slides=None),
    C("a slide of a heading alone", "see1\n\n---\n\n## see2\n\n---\n\n### see3", only=RULES, slides=3),
    C(
        "a slide of a picture",
        "see1\n\n---\n\n![see2](a.png)\n\n---\n\n<img src=b.png alt=see3>",
        only=RULES, slides=3,
    ),
    C("a slide of notes alone", "see1\n\n---\n\n<!-- say1 -->\n\n---\n\nsee2", only="marp", slides=None),
    C("a section of deckgen's", "see1\n\n--- see2 see3\n\nsee4", only="own", slides=2),
    C(
        "a section for another format",
        '::: {.content-visible when-format="html"}\nsee1\n:::\n\n'
        '::: {.content-hidden when-format="html"}\noff1\n:::\n\n'
        '::: {.content-visible when-format="docx"}\noff2\n:::\n\nsee2',
        only="quarto",
    ),
    C(
        "short codes",
        "{{< fa github >}} see1\n\n{{< video https://x.org/any1.mp4 >}}\n\n{{< pagebreak >}}\n\n"
        "see2 {{< meta any2 >}}",
        only="quarto",
    ),
    C(
        "a heading with a background",
        '## see1 {background-color="#123" background-image="off1.png" .off2}\n\nsee2\n\n'
        "## {.off3}\n\nsee3",
        only=PANDOC, slides=None,
    ),
    C(
        "sections of Pandoc",
        "see1\n\n# see2\n\n## see3\n\nsee4\n\n### see5\n\nsee6",
        only=PANDOC, slides=None,
    ),
    # found by trying neighbours
    C(
        "HTML right above a fence's end",
        "::: columns\n::: column\n<img src=a.png alt=see1>\n:::\n::: column\n<div>see2</div>\n"
        ":::\n:::\n\nsee3",
        only=PANDOC + " own", unseen=(":::",),
    ),
    C(
        "HTML at the end of notes",
        "see1\n\n::: notes\nsay1\n<div>say2</div>\n:::\n\nsee2",
        only=PANDOC + " own", unseen=(":::",),
    ),
    C("a fence in HTML", "<div>\n::: notes\nsay1\n:::\n</div>\n\nsee1", only=PANDOC),
    C(
        "notes in an item",
        "- see1\n\n  ::: notes\n  say1\n  :::\n\nsee2",
        only=PANDOC + " own", unseen=(":::",),
    ),
    C(
        "fences in an item",
        "1. see1\n\n    ::: {.callout-tip}\n    see2\n    :::\n\n2. see3\n\n> ::: notes\n> say1\n"
        "> :::",
        only=PANDOC, unseen=(":::",),
    ),
    C(
        "an indented fence",
        "see1\n\n  ::: {.fragment}\n  see2\n  :::\n\nsee3",
        only=PANDOC + " own", unseen=(":::",),
    ),
    C(
        "notes in other HTML",
        '<section>\n<p>see1</p>\n<aside class="notes">say1</aside>\n</section>\n\n'
        "<div><aside class=notes>say2</aside></div>\n\n"
        '<ul><li>see2</li></ul><aside class="notes">say3</aside>\n\n'
        '- see3 <aside class="notes">say4</aside>',
        only="own reveal",
    ),
    C("a heading in notes of Note", "see1\n\nNote: say1\n\n## say2\n\nsay3", only="own reveal obsidian"),
    C("a footnote in notes", "see1\n\nNote: say1[^1]\n\n[^1]: say2", only="own reveal obsidian"),
    C("an empty quotation", "see1\n\n<blockquote></blockquote>\n\n>\n\nsee2"),
    C(
        "conditions of Word's",
        "<p class=MsoNormal><![if !supportLists]>see1<![endif]></p>\n\n"
        "<div><![see2](a.png)</div>\n\nsee3",
        slides=None,
    ),
    C("a formula open over slides", "see1\n\n$$\na\n\n---\n\n## see2\n\nsee3\n\n$$\nb\n$$\n\nsee4", slides=2),
    C(
        "a picture in the slide's title", "---\n\n## [![see1](a.png)](x) see2\n\nsee3",
        only=RULES, whole=True, ordered=False,
    ),
    C(
        "marks of remark with a hyphen",
        ".pull-left[see1] .my-class[see2]\n\n.a[see3].b[see4]\n\n.foo[see5\n\nsee6]",
        only="remark", unseen=("pull-left", "my-class", ".b[", "foo["),
    ),
    C(
        "words with a colon in Marp's comments",
        "<!-- Remember: say1 -->\n\n<!-- Note: say2 -->\n\n<!-- https://say3.org: say4 -->\n\n"
        "see1",
        only="marp",
    ),
    C(
        "captions in attributes",
        '![see1](a.png){#fig-a fig-cap="see2"}\n\n![](b.png){fig-alt="see3"}',
        only="quarto",
    ),
    C(
        "hidden from a format",
        '::: {.content-visible unless-format="revealjs"}\noff1\n:::\n\n'
        '[off2]{.content-hidden when-format="html"} see1\n\n::: {style="display:none"}\n'
        "off3\n:::\n",
        only="quarto",
    ),
    C(
        "a column that closes two",
        '<div class="columns">\n<div class="column">\n\nsee1\n\n</div>\n'
        '<div class="column">\nsee2\n</div>\n</div>\n\nsee3',
    ),
    C(
        "leftovers of boxes",
        '<split left="2" right="1">\nsee1\n\nsee2\n</split>',
        only="obsidian", unseen=("</split",),
    ),
)  # fmt: skip

LATER: Mapping[str, str] = {
    "remark-marks of remark with a hyphen": "a mark that is closed in another paragraph"
}
"""Constructs that are not yet read as their own tool reads them → what is missing. Their words all arrive but for those
that are in the wrong place."""
