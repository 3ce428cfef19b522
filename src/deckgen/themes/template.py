"""A .pptx template → `Theme`. Layouts are told apart by what they hold, never by their names alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.model import fingerprint
from deckgen.themes.art import Art, Fill, Words
from deckgen.themes.as_masters import as_masters
from deckgen.themes.colors import applied, roles_of
from deckgen.themes.derived import derived_tokens, with_table
from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.drawingml.parts import Part, part_of
from deckgen.themes.drawingml.shapes import drawn
from deckgen.themes.drawingml.table_styles import TableStyle, default_style
from deckgen.themes.drawingml.text_styles import styles_of
from deckgen.themes.drawingml.words import words_of
from deckgen.themes.enlarged import enlargement
from deckgen.themes.free import with_free_places
from deckgen.themes.grown import grown
from deckgen.themes.layouts import Master, ReadLayout, master_of, read_layout
from deckgen.themes.model import FontRole, LayoutKind, Placeholder, Scheme, SlideLayout, TemplateError, Theme
from deckgen.themes.names import EMU_PER_POINT, A, P, R
from deckgen.themes.package import TemplateFile, read_file
from deckgen.themes.places import for_purpose
from deckgen.themes.purposes import Seen, by_purpose
from deckgen.themes.rescaled import on_slide, rescaled
from deckgen.themes.scheme import branded
from deckgen.themes.stand_ins import font_for
from deckgen.themes.text_style import TextStyle
from deckgen.themes.theme_fonts import Font
from deckgen.themes.under import Drawn, color_under, readable_places

_BROKEN = (
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    ValueError,
    ArithmeticError,
    StopIteration,
    etree.XMLSyntaxError,
)


def read_template(
    path: Path, name: str, scheme: Scheme | None = None, layouts: Mapping[LayoutKind, str] | None = None
) -> Theme:
    """Read the template at `path`, in a brand's colours and fonts if there is a `scheme`, its layouts for some purposes
    those of the names in `layouts`.

    Raises `TemplateError` if it is not a PowerPoint file with a slide master and layouts.
    """
    package = read_file(path)
    try:
        package = branded(package, scheme) if scheme else package
        return replace(
            _read(package, path, name, layouts or {}, scheme), left_out=package.left_out, scheme=scheme
        )
    except _BROKEN as error:
        raise TemplateError(f"{path} is not a PowerPoint template: {_said(error)}") from error


def _said(error: BaseException) -> str:
    if isinstance(error, AttributeError | TypeError | StopIteration):
        return "it lacks what every presentation has"
    if isinstance(error, KeyError):
        return f"it lacks {error.args[0]}"
    return " ".join(str(error).split())[:120]


def _settled(
    content: SlideLayout, shown: _Drawn, behind: Drawn, inks: Sequence[str], layout: SlideLayout
) -> SlideLayout:
    """A layout with its places where there is room, in colours that can be read there."""
    free = with_free_places(layout, shown.art, shown.words, behind.size)
    place = next(iter(free.bodies or content.bodies), None)
    below = color_under(place, free, behind) if place else free.background
    return replace(readable_places(free, behind, inks), text_ground=below)


def _read(
    package: TemplateFile, path: Path, name: str, wanted: Mapping[LayoutKind, str], scheme: Scheme | None
) -> Theme:
    presentation = part_of(package, "ppt/presentation.xml")
    size = presentation.root.find(f"{P}sldSz")
    width, height = (int(size.get(key)) / EMU_PER_POINT for key in ("cx", "cy"))
    unread: set[str] = set()
    masters = list(_masters(presentation, unread))
    read = [layout for master in masters for layout in _layouts_of(master)]
    if not read:
        raise TemplateError(f"{path} has no slide layouts")
    read = on_slide(as_masters(read, masters), inf, inf)  # beside its upper or left edge
    read, made_for = rescaled(read, width, height)
    read = grown(on_slide(read, width, height), height)
    shown = _drawings(masters, read)
    behind = Drawn(art=shown.art, grounds=shown.grounds, size=(width, height))
    samples = tuple(_samples(presentation))
    home = {each.layout.part: each.master for each in read}
    # The first may be its cover.
    used = Counter(home[part] for part in samples[1:] or samples if part in home)
    usual = used.most_common(1)[0][0] if used else masters[0].part.name
    layouts = by_purpose(read, Seen((width, height), samples, usual)) | _named(wanted, read, (width, height))
    content = layouts[LayoutKind.CONTENT]
    main = next(master for master in masters if master.part.name == home[content.part])
    palette = {name: main.palette[main.slot(name)] for name in main.palette}
    below = color_under(content.bodies[0], content, behind) if content.bodies else content.background
    shapes = [shape.bounds for shape in content.drawn(shown.art)]
    tokens = derived_tokens(palette, content, below, enlargement(width, height), shapes)
    style = _table_style(presentation, main)
    tokens = with_table(tokens, style, palette) if style else tokens
    roles = roles_of(tokens.colors, palette)
    inks = _inks(roles, palette)
    settled = partial(_settled, content, shown, behind, inks)
    layouts = {kind: settled(layout) for kind, layout in layouts.items()}
    every = tuple(settled(each.layout) for each in read)
    theme = main.part.related("theme")
    free = _free_text(presentation, main)
    fonts = _fonts(theme.root if theme else None, content, path.parent / "fonts", free)
    title_style = main.part.root.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr")
    return Theme(
        name=name,
        path=str(path),
        width=width,
        height=height,
        palette=palette,
        slots={name: main.slot(name) for name in main.palette},
        fonts=fonts,
        layouts=layouts,
        every=every,
        digest=fingerprint(path.read_bytes() + encode((fonts, scheme, sorted(wanted.values())))),
        tokens=tokens,
        table_style=style.id if style else "",
        roles=roles,
        right_to_left=title_style is not None and title_style.get("rtl", "0") in ("1", "true"),
        free_text=free,
        art=shown.art,
        grounds=shown.grounds,
        words=shown.words,
        undrawn=tuple(sorted(unread)),
        made_for=made_for,
    )


def _masters(presentation: Part, unread: set[str]) -> Iterator[Master]:
    defaults = presentation.root.find(f"{P}defaultTextStyle")
    ids = presentation.root.findall(f"{P}sldMasterIdLst/{P}sldMasterId")
    for element in ids:
        part = part_of(presentation.package, presentation.targets[element.get(f"{R}id")])
        yield master_of(part, defaults, unread)


def _layouts_of(master: Master) -> Iterator[ReadLayout]:
    for element in master.part.root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
        name = master.part.targets[element.get(f"{R}id")]
        yield read_layout(part_of(master.part.package, name), master)


def _named(
    wanted: Mapping[LayoutKind, str], read: list[ReadLayout], size: tuple[float, float]
) -> dict[LayoutKind, SlideLayout]:
    """The layouts that somebody names for a purpose."""
    known = {each.layout.name.casefold(): each.layout for each in reversed(read)}
    return {
        kind: for_purpose(known[name.strip().casefold()], kind, size)
        for kind, name in wanted.items()
        if name.strip().casefold() in known
    }


def _inks(roles: Mapping[str, str], palette: Mapping[str, str]) -> list[str]:
    """What words may be written in where their own colour can't be read."""
    own = [applied(roles[name], palette) for name in ("text", "title", "ground")]
    return [*own, *(palette[name] for name in ("dk2", "lt1", "dk1") if name in palette), "000000", "FFFFFF"]


def _table_style(presentation: Part, main: Master) -> TableStyle | None:
    part = presentation.related("tableStyles")
    return default_style(part.root, main.fills(main.part)) if part else None


class _Drawn(Struct, frozen=True):
    """What masters and layouts draw, by the name of their part."""

    art: dict[str, tuple[Art, ...]]
    grounds: dict[str, Fill]
    """Those that are more than a colour."""
    words: dict[str, tuple[Words, ...]]


def _drawings(masters: list[Master], read: list[ReadLayout]) -> _Drawn:
    found = _Drawn(
        {each.layout.part: each.art for each in read if each.art},
        {each.layout.part: each.ground for each in read if each.ground is not None},
        {each.layout.part: each.words for each in read if each.words},
    )
    for master in masters:
        tree = master.part.root.find(f"{P}cSld/{P}spTree")
        fills = master.fills(master.part)
        if shapes := drawn(tree, fills):
            found.art[master.part.name] = shapes
        if words := words_of(tree, fills, master.defaults):
            found.words[master.part.name] = words
    return found


def _samples(presentation: Part) -> Iterator[str]:
    """The layouts of the template's own slides, in their order."""
    for element in presentation.root.iterfind(f"{P}sldIdLst/{P}sldId"):
        name = presentation.targets.get(element.get(f"{R}id", ""), "")
        if name in presentation.package.parts:
            layouts = part_of(presentation.package, name).targets.values()
            yield next((target for target in layouts if "/slideLayout" in target), "")


def _free_text(presentation: Part, main: Master) -> TextStyle | None:
    """How text outside of places is set; None where it is plain."""
    defaults = presentation.root.find(f"{P}defaultTextStyle")
    (style,) = styles_of((defaults,), Inks(main.palette, main.mapping), "", levels=1)
    return None if style.is_plain else style


def _fonts(theme: Any, content: SlideLayout, beside: Path, free: TextStyle | None) -> dict[FontRole, Font]:
    """The theme's fonts, or those that the places for titles and text name themselves."""
    other = free is not None and free.font not in ("", "+mn-lt")

    def font(kind: str, said: str = "") -> Font:
        latin = theme.find(f".//{A}{kind}/{A}latin") if theme is not None else None
        at: Mapping[str, str] = latin.attrib if latin is not None else {}
        found = font_for(
            said or at.get("typeface") or "Calibri", "" if said else at.get("panose", ""), beside
        )
        return replace(found, named=other or (bool(said) and said != at.get("typeface")))

    def own(place: Placeholder | None) -> str:
        said = place.styles[0].font if place and place.styles else ""
        return "" if said.startswith("+") else said

    return {
        "title": font("majorFont", own(content.title)),
        "body": font("minorFont", own(content.bodies[0] if content.bodies else None)),
        "mono": Font("Courier New", "cousine"),
    }
