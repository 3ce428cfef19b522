"""Names of HTML's elements, by what they do to the text around them."""

from __future__ import annotations

WRAPPERS = frozenset(
    ("div", "section", "article", "aside", "main", "header", "footer", "center", "span", "p", "figure", "details",
     "v-click", "v-clicks", "v-after", "transition", "template", "nav", "body", "html", "hgroup", "grid", "slot",
     "row", "col", "column", "columns", "font", "small", "b", "strong", "em", "i", "u")
)  # fmt: skip
"""Elements that may stand around Markdown."""
BLOCKS = frozenset(
    ("address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
     "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
     "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
     "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option",
     "p", "param", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr",
     "track", "ul")
)  # fmt: skip
"""Those that begin a block of HTML wherever they stand (CommonMark 0.31, §4.6, kind 6)."""
RULE_BELOW = "deckgen-rule-below"
"""In the environment of a parser: a rule follows the text that is being parsed."""
