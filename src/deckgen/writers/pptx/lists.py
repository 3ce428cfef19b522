"""Bullets and numbers of lists."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layout.model import LaidParagraph
from deckgen.themes.model import Theme
from deckgen.writers.pptx.xml import attribute
from deckgen.writers.pptx.xml import color as color_xml

_SCHEMES: Mapping[str, str] = {
    f"{sign}{delimiter}": f"{kind}{name}"
    for sign, kind in (
        ("1", "arabic"),
        ("a", "alphaLc"),
        ("A", "alphaUc"),
        ("i", "romanLc"),
        ("I", "romanUc"),
    )
    for delimiter, name in ((".", "Period"), (")", "ParenR"), ("()", "ParenBoth"))
}
"""How a list's numbers are written → `ST_TextAutonumberScheme` (ECMA-376, 20.1.10.61)."""


def bullet_xml(paragraph: LaidParagraph, start: int, theme: Theme, code: bool, *, whole: bool) -> str:
    """What stands before it; `whole` where it would be of another size than its text."""
    marker = paragraph.marker
    if marker is None:
        return "<a:buNone/>"
    usual_color = theme.tokens.bullets.color
    tint = color_xml(marker.color or (theme.readable(usual_color) if theme.dark else usual_color), theme)
    color = f"<a:buClr>{tint}</a:buClr>" + ('<a:buSzPct val="100000"/>' if whole else "")
    if code:
        first = f' startAt="{start}"' if start != 1 else ""
        return f'{color}<a:buFont typeface="Courier New"/><a:buAutoNum type="arabicPlain"{first}/>'
    if marker.number:
        first = f' startAt="{start}"' if start != 1 else ""
        scheme = _SCHEMES.get(marker.scheme, "arabicPeriod")
        return f'{color}<a:buFont typeface="+mn-lt"/><a:buAutoNum type="{scheme}"{first}/>'
    usual = theme.body_style(paragraph.level, "item")
    own = usual.marker_font if usual and usual.marker == marker.text else ""
    font = "Segoe UI Symbol" if marker.text in "☐☑" else attribute(own or theme.fonts["body"].name)
    return f'{color}<a:buFont typeface="{font}"/><a:buChar char="{marker.text}"/>'


APART = (
    '<a:p><a:pPr marL="0" indent="0"><a:lnSpc><a:spcPts val="100"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    '<a:buFont typeface="Arial"/><a:buChar char=" "/></a:pPr><a:r><a:rPr sz="100"/><a:t> </a:t></a:r></a:p>'
)
"""A space, a point high, with a space for a bullet: there programs end one list and begin the next. LibreOffice counts
on over all that has no bullet, and over empty paragraphs."""


class Numbering:
    """PowerPoint counts a run of numbered paragraphs from the number that each of them names.

    So all paragraphs of an unbroken run name the same start; after a paragraph without a number at
    the same level, or one at a higher level, the count begins anew from the item's own number.
    """

    def __init__(self) -> None:
        self.starts: dict[int, tuple[int, tuple[int, str]]] = {}
        """By level: the number that a run of paragraphs names, and what would go on with it, written how."""
        self.last: dict[int, int] = {}
        """The last number at a level, with no bullet at it and nothing above it since."""

    def begins_anew(self, paragraph: LaidParagraph) -> bool:
        """True for the first item of a list below another one, which programs would go on counting."""
        level, marker = paragraph.level, paragraph.marker
        number = marker.number if marker else 0
        before = self.last.get(level, 0)
        self.last = {
            known: last
            for known, last in self.last.items()
            if known < level or (known == level and not marker)
        }
        if number:
            self.last[level] = number
        return bool(number and before) and number != before + 1

    def start(self, paragraph: LaidParagraph) -> int:
        """The start to write on this paragraph."""
        level = paragraph.level
        for deeper in [known for known in self.starts if known > level]:
            del self.starts[deeper]
        number, scheme = (marker.number, marker.scheme) if (marker := paragraph.marker) else (0, "")
        if not number or not 0 < number < 32768:
            self.starts.pop(level, None)
            return 1
        first, expected = self.starts.get(level, (number, (number, scheme)))
        if expected != (number, scheme):
            first = number
        self.starts[level] = (first, (number + 1, scheme))
        return first
