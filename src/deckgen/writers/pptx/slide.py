"""What belongs to a slide as a whole: background, colour map, transition."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from deckgen.deck.slides import Gradient, Transition
from deckgen.layout.model import LaidOutSlide
from deckgen.themes.model import TWIN_COLORS, SlideLayout, Theme
from deckgen.writers.pptx.xml import color as color_xml
from deckgen.writers.pptx.xml import gradient, solid, towards

_MAP = (
    "bg1",
    "tx1",
    "bg2",
    "tx2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_NAMES = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_TRANSITIONS: Mapping[Transition, str] = {
    "fade": "<p:fade/>", "push": '<p:push dir="l"/>', "slide": '<p:push dir="l"/>', "wipe": '<p:wipe dir="l"/>',
    "cover": '<p:cover dir="l"/>', "zoom": '<p:zoom dir="in"/>', "convex": '<p:push dir="l"/>',
    "concave": '<p:push dir="l"/>',
}  # fmt: skip
"""reveal.js's words → PowerPoint's; its cubes are a push."""


def background_xml(slide: LaidOutSlide, theme: Theme, embed: str) -> str:
    """`<p:bg>`; `embed` is the relation of its picture, if it has one."""
    background = slide.background
    if background is None:
        return ""
    if embed:
        fill = f'<a:blipFill><a:blip r:embed="{embed}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    elif background.gradient:
        fill = gradient_xml(background.gradient, theme)
    else:
        fill = solid(background.color, theme)
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def gradient_xml(background: Gradient, theme: Theme) -> str:
    """`<a:gradFill>` of a slide's background."""
    way = towards(background.angle)
    if background.radial:
        way = '<a:path path="circle"><a:fillToRect l="50000" t="50000" r="50000" b="50000"/></a:path>'
    return gradient(((share, color_xml(color, theme)) for share, color in sorted(background.stops)), way)


def own_map(slide: LaidOutSlide, layout: SlideLayout, theme: Theme) -> Mapping[str, str]:
    """The map of colours of a slide whose layout, or whose master, has another one than most; else nothing."""
    own = layout.mapping
    same = all(
        own.get(name, slot) == slot
        for name in _NAMES
        if (slot := theme.slots.get(_NAMES[name], _NAMES[name]))
    )
    return {} if slide.dark or same else own


def named_by(theme: Theme, own: Mapping[str, str]) -> Theme:
    """The theme with the names of its base colours on slides with a map of their own."""
    if not own:
        return theme
    slots = {base: theme.slots.get(base, base) for base in _NAMES.values()}
    names = {slot: name for name, slot in reversed([*own.items()]) if name in _NAMES}
    return replace(theme, names={base: names.get(slot, slot) for base, slot in slots.items()})


def color_map_xml(slide: LaidOutSlide, theme: Theme, own: Mapping[str, str]) -> str:
    """The master's colours; or its layout's `own`, or light and dark exchanged, or links in another colour."""
    if own:
        mapped = {name: own.get(name, name) for name in _MAP}
        mapped["hlink"] = theme.slots.get(slide.links, slide.links)
        said = " ".join(f'{name}="{slot}"' for name, slot in mapped.items())
        return f"<p:clrMapOvr><a:overrideClrMapping {said}/></p:clrMapOvr>"
    if not slide.dark and slide.links == "hlink":
        return "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    rows = []
    for name in _MAP:
        usual = slide.links if name == "hlink" else _NAMES.get(name, name)
        seen = TWIN_COLORS.get(usual, usual) if slide.dark else usual
        rows.append(f'{name}="{theme.slots.get(seen, seen)}"')
    return f"<p:clrMapOvr><a:overrideClrMapping {' '.join(rows)}/></p:clrMapOvr>"


def transition_xml(transition: Transition) -> str:
    """`<p:transition>`; nothing for a cut."""
    effect = _TRANSITIONS.get(transition, "")
    return f'<p:transition spd="med">{effect}</p:transition>' if effect else ""
