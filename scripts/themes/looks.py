"""The four looks: their colours, fonts, sizes and places. Lengths are points on a slide of 960 × 540."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Rect = tuple[float, float, float, float]
"""Left, top, width, height."""
WIDTH, HEIGHT = 960.0, 540.0
GUTTER = 20.0
COLUMN_GAP = 2 * GUTTER


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Colours of one mode: the format's twelve slots, and what is none of them."""

    ground: str
    text: str
    muted: str
    shade: str
    rule: str
    accents: tuple[str, str, str, str, str]
    series: tuple[str, ...] = ()
    """Of charts, where a mode has its own."""

    def slots(self) -> dict[str, str]:
        """The format's names for them."""
        numbered = {f"accent{number}": color for number, color in enumerate(self.accents, 1)}
        return {
            "dk1": self.text, "lt1": self.ground, "dk2": self.text, "lt2": self.shade, **numbered,
            "accent6": self.muted, "hlink": self.accents[0], "folHlink": self.accents[4],
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Words:
    """A place for words: where, how large, in which of the format's colours."""

    box: Rect
    size: float
    color: str = "tx1"
    bold: bool = False
    italic: bool = False
    align: str = "l"
    anchor: str = "t"
    face: str = "mn"
    """`mj` for the titles' font."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A rectangle of one colour."""

    box: Rect
    color: str


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A cover, a section or a closing slide."""

    title: Words
    text: Words
    ground: str = "bg1"
    bars: tuple[Bar, ...] = ()
    more: Mapping[str, Words] = ()  # type: ignore[assignment]
    """Further places, by name."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """All of a theme."""

    name: str
    titles: str
    """Office's font for titles …"""
    body: str
    """… and for all else."""
    modes: Mapping[str, Palette]
    first: str = "light"
    """The mode of `theme: NAME`."""
    eyebrow: Words
    kicker: Words
    """A title above something large."""
    title: Words
    content: Rect
    size: float
    """Of body text."""
    footer: Rect
    date: Rect
    number: Words
    bullets: tuple[str, ...]
    indent: float
    cover: Opening
    section: Opening
    closing: Opening
    statement: Words
    quotation: Words
    fact: Words
    fact_words: Words
    bars: tuple[Bar, ...] = ()
    """Of the master."""
    tokens: Mapping[str, Mapping[str, object]]
    """What `theme.toml` says."""

    def halves(self, share: float = 0.5) -> tuple[Rect, Rect]:
        """The content's place in two, the first with that share."""
        x, y, width, height = self.content
        left = (width - COLUMN_GAP) * share
        return (x, y, left, height), (x + left + COLUMN_GAP, y, width - left - COLUMN_GAP, height)


def _sizes(*values: float) -> list[float]:
    return list(values)


_SMALL = 12.0
_CHARTS = {
    "grid": "rule",
    "dark_grid": "rule",
    "palette": ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6"],
}


BOARD = Look(
    name="board",
    titles="Calibri",
    body="Calibri",
    modes={
        "light": Palette(
            ground="FFFFFF", text="1C2833", muted="51606E", shade="EEF3F8", rule="accent6@35+65",
            accents=("00539B", "C2410C", "1F7A5C", "9A6700", "7A4FA3"),
        ),
        "dark": Palette(
            ground="10202F", text="F2F6FA", muted="A8B7C6", shade="1B3044", rule="accent6@45",
            accents=("6CB6FF", "FF9D5C", "5FD0A5", "F0C36A", "C6A3F0"),
        ),
    },
    eyebrow=Words(box=(48, 30, 864, 20), size=14, color="accent1", bold=True, anchor="b"),
    kicker=Words(box=(48, 34, 864, 30), size=20, color="accent1", bold=True, anchor="t"),
    title=Words(box=(48, 50, 864, 44), size=34, bold=True, face="mj"),
    content=(48, 104, 864, 388),
    size=22,
    footer=(48, 506, 560, 18),
    date=(632, 506, 200, 18),
    number=Words(box=(852, 506, 60, 18), size=_SMALL, color="accent6", align="r"),
    bullets=("•", "–"),
    indent=26,
    cover=Opening(
        bars=(Bar(box=(0, 0, 320, 540), color="accent1"),),
        title=Words(box=(376, 96, 536, 190), size=54, bold=True, anchor="b", face="mj"),
        text=Words(box=(376, 302, 536, 110), size=24, color="accent6"),
        more={
            "Author": Words(box=(376, 452, 536, 44), size=18, bold=True, anchor="b"),
            "Event": Words(box=(48, 48, 240, 200), size=18, color="bg1"),
            "Day": Words(box=(48, 452, 240, 44), size=18, color="bg1", anchor="b"),
        },
    ),
    section=Opening(
        title=Words(box=(198, 150, 714, 150), size=44, bold=True, anchor="ctr", face="mj"),
        text=Words(box=(198, 330, 714, 140), size=22, color="accent6"),
        bars=(Bar(box=(48, 314, 864, 1.5), color="accent1"),),
        more={"Number": Words(box=(48, 150, 140, 150), size=120, color="accent1", bold=True, anchor="ctr", face="mj")},
    ),
    closing=Opening(
        bars=(Bar(box=(0, 0, 320, 540), color="accent1"),),
        title=Words(box=(376, 130, 536, 130), size=64, bold=True, anchor="b", face="mj"),
        text=Words(box=(376, 276, 536, 200), size=22, color="accent6"),
    ),
    statement=Words(box=(48, 104, 800, 388), size=48, bold=True, anchor="ctr", face="mj"),
    quotation=Words(box=(88, 96, 760, 388), size=38, bold=True),
    fact=Words(box=(48, 120, 864, 180), size=150, color="accent1", bold=True, anchor="b", face="mj"),
    fact_words=Words(box=(48, 312, 720, 160), size=30),
    tokens={
        "type": {
            "grown": _sizes(30, 26), "title_lines": 2, "comfortable": 22.0,
            "fact": 150.0, "fact_words": 30.0, "facts": _sizes(150, 120, 96, 80, 66),
            "statement": _sizes(54, 48, 44, 40, 36, 32, 28), "quotation": _sizes(38, 34, 30, 26, 22),
        },
        "space": {"bleeds": True, "frame_gap": 16.0, "gutter": COLUMN_GAP, "indent": 26.0},
        "colors": {"positive": "accent3", "negative": "accent2", "emphasis": "accent4"},
        "bullets": {"markers": ["•", "–"]},
        "table": {
            "header": "", "header_text": "muted", "header_size": 0.73, "header_rule": 2.0, "band": "", "ground": "",
            "rule_width": 0.75, "padding": [14.0, 7.0],
        },
        "quotation": {"bar": 6.0, "bar_color": "accent1", "indent": 34.0, "bold": True},
        "chart": {**_CHARTS, "line": 3.0},
    },
)  # fmt: skip

STAGE = Look(
    name="stage",
    titles="Arial",
    body="Arial",
    first="dark",
    modes={
        "light": Palette(
            ground="FBFAF7", text="14161B", muted="565D69", shade="F0EDE4", rule="accent6@35+65",
            accents=("9A5B00", "0B6E99", "C2382B", "1F7A52", "6B48B8"),
            series=("accent1", "muted", "muted@70+30", "text", "accent2", "accent3"),
        ),
        "dark": Palette(
            ground="0B0D12", text="F7F5F0", muted="A9B0BC", shade="181C24", rule="accent6@38",
            accents=("FFB000", "4CC9F0", "FF6B5E", "7BE0AD", "C39BFF"),
            series=("accent1", "muted", "muted@55", "text", "accent2", "accent3"),
        ),
    },
    eyebrow=Words(box=(64, 40, 832, 22), size=14, color="accent1", bold=True, anchor="b"),
    kicker=Words(box=(64, 46, 832, 32), size=22, color="accent1", bold=True, anchor="t"),
    title=Words(box=(64, 62, 832, 54), size=40, bold=True, face="mj"),
    content=(64, 124, 832, 360),
    size=26,
    footer=(64, 502, 540, 18),
    date=(620, 502, 200, 18),
    number=Words(box=(836, 502, 60, 18), size=_SMALL, color="accent6", align="r"),
    bullets=("—", "–"),
    indent=44,
    cover=Opening(
        title=Words(box=(64, 130, 832, 290), size=84, bold=True, anchor="b", face="mj"),
        text=Words(box=(64, 432, 832, 60), size=24, color="accent6"),
        more={
            "Author": Words(box=(64, 48, 400, 30), size=18, color="accent1", bold=True),
            "Day": Words(box=(600, 48, 296, 30), size=18, color="accent1", bold=True, align="r"),
            "Event": Words(box=(64, 78, 832, 30), size=18, color="accent6"),
        },
    ),
    section=Opening(
        ground="accent1",
        title=Words(box=(64, 170, 800, 300), size=72, color="bg1", bold=True, anchor="b", face="mj"),
        text=Words(box=(64, 92, 800, 70), size=22, color="bg1"),
        more={"Number": Words(box=(64, 52, 200, 32), size=24, color="bg1", bold=True)},
    ),
    closing=Opening(
        ground="accent1",
        title=Words(box=(64, 120, 832, 280), size=110, color="bg1", bold=True, anchor="b", face="mj"),
        text=Words(box=(64, 412, 832, 90), size=24, color="bg1"),
    ),
    statement=Words(box=(64, 112, 832, 372), size=64, bold=True, anchor="ctr", face="mj"),
    quotation=Words(box=(64, 100, 832, 384), size=54, bold=True),
    fact=Words(box=(64, 110, 832, 190), size=150, color="accent1", bold=True, anchor="b", face="mj"),
    fact_words=Words(box=(64, 316, 780, 150), size=32),
    tokens={
        "type": {
            "grown": _sizes(34, 30), "title_lines": 2, "comfortable": 26.0,
            "split": 24.0, "common": 24.0, "column_list": 24.0,
            "fact": 150.0, "fact_words": 32.0, "facts": _sizes(180, 150, 120, 96, 80, 66),
            "statement": _sizes(64, 58, 54, 48, 44, 40, 36, 32), "titled_statement": 64.0,
            "quotation": _sizes(54, 48, 44, 40, 36, 32, 28, 24),
        },
        "space": {"bleeds": True, "gutter": COLUMN_GAP, "indent": 44.0},
        "bullets": {"markers": ["—", "–"]},
        "colors": {"positive": "accent4", "negative": "accent3", "emphasis": "accent1"},
        "table": {
            "header": "", "header_text": "muted", "header_size": 0.7, "header_rule": 2.0, "band": "", "ground": "",
            "rule_width": 0.75, "padding": [14.0, 8.0],
        },
        "quotation": {"bar": 0.0, "bar_color": "ground", "indent": 0.0, "bold": True},
        "chart": {**_CHARTS, "line": 4.0, "grid_line": 0.0},
    },
)  # fmt: skip

SEMINAR = Look(
    name="seminar",
    titles="Georgia",
    body="Calibri",
    modes={
        "light": Palette(
            ground="FFFDF8", text="1F1B16", muted="5E564B", shade="F5EFE2", rule="accent6@35+65",
            accents=("7A1F2B", "1F4E79", "3E6B3A", "9A6A12", "5B4A8A"),
        ),
        "dark": Palette(
            ground="1C1A17", text="F3EDE2", muted="BDB3A3", shade="2A2722", rule="accent6@40",
            accents=("F0959F", "8FBDE8", "A3CF9B", "E5BE6B", "BFAEEA"),
        ),
    },
    eyebrow=Words(box=(56, 34, 848, 20), size=14, color="accent6", anchor="b", face="mj"),
    kicker=Words(box=(56, 40, 848, 32), size=20, color="accent6", anchor="t", face="mj"),
    title=Words(box=(56, 56, 848, 46), size=34, face="mj"),
    content=(56, 116, 848, 372),
    size=24,
    footer=(56, 506, 560, 18),
    date=(624, 506, 200, 18),
    number=Words(box=(844, 506, 60, 18), size=_SMALL, color="accent6", align="r"),
    bullets=("•", "–"),
    indent=26,
    cover=Opening(
        title=Words(box=(80, 92, 800, 170), size=54, align="ctr", anchor="b", face="mj"),
        text=Words(box=(80, 276, 800, 62), size=24, color="accent6", align="ctr", face="mj"),
        bars=(Bar(box=(430, 350, 100, 1.5), color="accent1"),),
        more={
            "Author": Words(box=(80, 366, 800, 32), size=20, align="ctr"),
            "Event": Words(box=(80, 400, 800, 52), size=18, color="accent6", align="ctr"),
            "Day": Words(box=(80, 454, 800, 30), size=18, color="accent6", align="ctr"),
        },
    ),
    section=Opening(
        title=Words(box=(80, 160, 800, 130), size=44, align="ctr", anchor="b", face="mj"),
        text=Words(box=(80, 332, 800, 130), size=22, color="accent6", align="ctr"),
        bars=(Bar(box=(280, 308, 400, 2), color="accent1"),),
        more={"Number": Words(box=(80, 110, 800, 40), size=24, color="accent1", align="ctr", face="mj")},
    ),
    closing=Opening(
        title=Words(box=(80, 130, 800, 130), size=54, align="ctr", anchor="b", face="mj"),
        text=Words(box=(80, 300, 800, 170), size=22, color="accent6", align="ctr"),
        bars=(Bar(box=(430, 276, 100, 1.5), color="accent1"),),
    ),
    statement=Words(box=(56, 116, 848, 372), size=44, anchor="ctr", align="ctr", face="mj"),
    quotation=Words(box=(120, 108, 720, 380), size=34, align="ctr", face="mj"),
    fact=Words(box=(56, 116, 848, 180), size=140, color="accent1", anchor="b"),
    fact_words=Words(box=(56, 308, 720, 160), size=30),
    tokens={
        "type": {"numbered_captions": True,
            "grown": _sizes(30, 27), "title_lines": 2, "comfortable": 24.0,
            "fact": 140.0, "fact_words": 30.0, "facts": _sizes(140, 120, 96, 80, 66),
            "statement": _sizes(48, 44, 40, 36, 32, 28), "quotation": _sizes(36, 32, 28, 24, 22),
        },
        "space": {"progress": 3.0, "gutter": COLUMN_GAP, "indent": 26.0, "measure": 30.0},
        "bullets": {"markers": ["•", "–"]},
        "colors": {"positive": "accent3", "negative": "accent1", "emphasis": "accent4"},
        "table": {
            "header": "", "header_text": "text", "header_size": 0.8, "header_rule": 1.0, "header_rule_color": "text",
            "frame_rule": 2.0, "band": "", "ground": "", "rule_width": 0.0, "padding": [14.0, 7.0],
        },
        "quotation": {"bar": 0.0, "bar_color": "ground", "indent": 0.0},
        "chart": {**_CHARTS, "line": 3.0},
    },
)  # fmt: skip

QUIET = Look(
    name="quiet",
    titles="Arial",
    body="Arial",
    modes={
        "light": Palette(
            ground="FFFFFF", text="111111", muted="595959", shade="F4F4F4", rule="accent6@25+75",
            accents=("D0021B", "6E6E6E", "111111", "8E8E8E", "404040"),
        ),
        "dark": Palette(
            ground="111111", text="F5F5F5", muted="ADADAD", shade="1E1E1E", rule="accent6@35",
            accents=("FF5A4F", "8E8E8E", "F5F5F5", "6E6E6E", "C8C8C8"),
        ),
    },
    eyebrow=Words(box=(120, 52, 780, 20), size=14, color="accent1", anchor="b"),
    kicker=Words(box=(120, 72, 780, 30), size=20, color="accent1", anchor="t"),
    title=Words(box=(120, 72, 780, 40), size=28, face="mj"),
    content=(120, 148, 780, 332),
    size=24,
    footer=(120, 504, 500, 18),
    date=(640, 504, 260, 18),
    number=Words(box=(60, 78, 48, 20), size=_SMALL, color="accent6"),
    bullets=("–", "–"),
    indent=24,
    cover=Opening(
        title=Words(box=(120, 120, 720, 196), size=56, anchor="b", face="mj"),
        text=Words(box=(120, 332, 720, 70), size=22, color="accent6"),
        more={
            "Author": Words(box=(120, 440, 400, 52), size=18, color="accent6", anchor="b"),
            "Event": Words(box=(120, 72, 720, 40), size=18, color="accent6"),
            "Day": Words(box=(540, 440, 360, 52), size=18, color="accent6", anchor="b", align="r"),
        },
    ),
    section=Opening(
        title=Words(box=(120, 180, 720, 180), size=40, anchor="ctr", face="mj"),
        text=Words(box=(120, 372, 720, 110), size=22, color="accent6"),
        more={"Number": Words(box=(60, 180, 56, 180), size=40, color="accent1", anchor="ctr", face="mj")},
    ),
    closing=Opening(
        title=Words(box=(120, 120, 720, 196), size=56, anchor="b", face="mj"),
        text=Words(box=(120, 332, 720, 150), size=22, color="accent6"),
    ),
    statement=Words(box=(120, 148, 780, 332), size=48, anchor="ctr", face="mj"),
    quotation=Words(box=(120, 132, 760, 348), size=36),
    fact=Words(box=(120, 130, 780, 170), size=120, color="accent1", anchor="b", face="mj"),
    fact_words=Words(box=(120, 314, 700, 150), size=30),
    tokens={
        "type": {
            "grown": _sizes(26), "title_lines": 2, "comfortable": 24.0,
            "fact": 120.0, "fact_words": 30.0, "facts": _sizes(120, 96, 80, 66),
            "statement": _sizes(48, 44, 40, 36, 32, 28), "quotation": _sizes(38, 34, 30, 26, 22),
        },
        "space": {"bleeds": True, "gutter": COLUMN_GAP, "indent": 24.0},
        "bullets": {"markers": ["–", "–"], "color": "muted"},
        "colors": {"positive": "text", "negative": "accent1", "emphasis": "accent1"},
        "table": {
            "header": "", "header_text": "muted", "header_size": 0.75, "header_rule": 1.5, "band": "", "ground": "",
            "rule_width": 0.0, "padding": [14.0, 7.0], "header_rule_color": "text",
        },
        "callout": {"ground": "ground"},
        "code": {"ground": "ground", "keyword": "accent1", "string": "muted", "number": "muted", "name": "text"},
        "quotation": {"ground": "ground", "bar": 0.0, "bar_color": "ground", "indent": 0.0},
        "chart": {
            "palette": ["text", "accent1", "accent2", "accent4", "accent5", "accent6"], "line": 3.0, "grid_line": 0.0,
        },
    },
)  # fmt: skip

LOOKS = (BOARD, STAGE, SEMINAR, QUIET)
