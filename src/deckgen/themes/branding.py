"""A theme in a brand's colours and fonts: native ones, in the template's own parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.diagnostics import Diagnostic, Warned
from deckgen.model import fingerprint
from deckgen.source import Source
from deckgen.themes.brand import Brand, Shade
from deckgen.themes.brand_files import Branding
from deckgen.themes.colors import LEAST_CONTRAST, contrast, deepened, is_dark, mixed, roles_of, told_apart
from deckgen.themes.model import FontRole, Scheme, Theme
from deckgen.themes.template import read_template
from deckgen.themes.theme_fonts import Font

ACCENTS = ("primary", "secondary", "tertiary", "info", "success", "warning", "danger")
"""In this order they become the template's accents …"""
MOST_ACCENTS = 5
APART = 15.0
"""… but those that can't be told (ΔE*ab) from the text, the ground or one that is there already."""
TINT, DARK_TINT = 0.07, 0.14
"""How much of the accent the ground of code and quotations has."""
MUTED = 0.72
"""How much of the text's colour has text that matters less."""


def with_brand(theme: Theme, branding: Branding, fonts: Mapping[FontRole, Font]) -> Warned[Theme]:
    """The theme as the brand has it; what can't be had is said at its line."""
    brand, found = branding.brand, list[Diagnostic]()
    dark = is_dark(theme.palette["lt1"])
    scheme = _scheme(brand, theme, fonts, branding.source, found)
    colors = {name: theme.color(name) for name in ("positive", "negative")}
    for name, said in (("positive", "success"), ("negative", "danger")):
        if said in brand.colors:
            colors[name] = brand.colors[said].on(dark=dark)
    ground = scheme.slots.get("lt1", theme.palette["lt1"])
    roles = replace(
        theme.tokens.colors, **{name: deepened(digits, ground) for name, digits in colors.items()}
    )
    tokens = replace(theme.tokens, colors=roles)
    if "code" in brand.colors:
        tokens = replace(tokens, code=replace(tokens.code, ground=brand.colors["code"].on(dark=dark)))
    made = read_template(Path(theme.path), theme.name, scheme)
    shades = {**brand.palette, **brand.colors}
    named = {f"brand-{name}": shade.on(dark=dark) for name, shade in shades.items()}
    key = encode((theme.digest, scheme, tokens, fonts, named))
    branded = replace(
        made,
        tokens=tokens,
        roles=roles_of(roles, made.palette),
        fonts={**made.fonts, **fonts},
        named=named,
        digest=fingerprint(key),
    )
    return Warned(branded, tuple(found))


# -- colours -----------------------------------------------------------------------------------


def _scheme(
    brand: Brand, theme: Theme, fonts: Mapping[FontRole, Font], source: Source, found: list[Diagnostic]
) -> Scheme:
    """The format's twelve slots, as far as the brand says something about them."""
    dark = is_dark(theme.palette["lt1"])
    text, ground = _paper(brand, theme, source, found)
    slots = {"dk1": text, "dk2": text, "lt1": ground}
    accents: list[str] = []
    for shade, name in _candidates(brand):
        if len(accents) == MOST_ACCENTS:
            break
        digits = shade.on(dark=dark)
        drawn = deepened(digits, ground)
        clear = all(told_apart(digits, other) > APART for other in (text, ground))
        if clear and all(told_apart(drawn, other) > APART for other in (text, *accents)):
            accents.append(drawn)
            if drawn != digits and name:
                message = f"`{name}` is drawn as #{drawn} where words need it, to be read on #{ground}"
                found.append(Diagnostic("brand", "note", message, shade.span, "", source))
    slots |= {f"accent{number}": digits for number, digits in enumerate(accents, 1)}
    for number in range(len(accents) + 1, MOST_ACCENTS + 2):  # as easy to see as before, on another ground
        old = theme.palette[f"accent{number}"]
        least = min(LEAST_CONTRAST, contrast(old, theme.palette["lt1"]))
        slots[f"accent{number}"] = deepened(old, ground, least)
    primary = accents[0] if "primary" in brand.colors and accents else ""
    if primary or ground != theme.palette["lt1"]:
        slots["lt2"] = mixed(primary or text, ground, DARK_TINT if dark else TINT)
    if theme.roles["muted"].partition("@")[0] == "accent6":
        slots["accent6"] = deepened(mixed(text, ground, MUTED), slots.get("lt2", ground))
    if link := brand.colors.get("link"):
        slots["hlink"] = deepened(link.on(dark=dark), ground)
    elif primary:
        slots["hlink"] = primary
    title = brand.colors.get("headings")
    return Scheme(
        slots=slots,
        titles=fonts["title"].name if "title" in fonts else "",
        body=fonts["body"].name if "body" in fonts else "",
        title_color=deepened(title.on(dark=dark), ground) if title else "",
        bold_titles=brand.bold_titles,
        shape=theme.scheme.shape if theme.scheme else 0.0,
    )


def _paper(brand: Brand, theme: Theme, source: Source, found: list[Diagnostic]) -> tuple[str, str]:
    """Text and ground. What is meant for light ground changes sides in a dark theme."""
    dark = is_dark(theme.palette["lt1"])
    text, ground = (
        shade.on(dark=dark) if (shade := brand.colors.get(name)) else ""
        for name in ("foreground", "background")
    )
    known = ground or text
    if known and is_dark(known) != (dark == bool(ground)):
        light, deep = (
            brand.colors[name].on(dark=dark) if name in brand.colors else "" for name in ("light", "dark")
        )
        text, ground = (light or ground, deep or text) if dark else (deep or ground, light or text)
    text, ground = text or theme.palette["dk1"], ground or theme.palette["lt1"]
    if contrast(text, ground) >= LEAST_CONTRAST:
        return text, ground
    shade = brand.colors.get("foreground") or brand.colors["background"]
    message = f"#{text} can't be read on #{ground}: the theme's own text and ground are used"
    found.append(Diagnostic("brand", "warning", message, shade.span, "", source))
    return theme.palette["dk1"], theme.palette["lt1"]


def _candidates(brand: Brand) -> Iterator[tuple[Shade, str]]:
    """Colours for accents: what they are for, then the palette's own."""
    for name in ACCENTS:
        if name in brand.colors:
            yield brand.colors[name], name
    if "primary" in brand.colors or not brand.colors:
        for shade in brand.palette.values():
            yield shade, ""
