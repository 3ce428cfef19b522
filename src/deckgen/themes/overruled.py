"""What a `theme.toml` says of a template's layouts and of what its colours are for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from deckgen.diagnostics import Diagnostic, nearest
from deckgen.patterns import regex
from deckgen.source import Source
from deckgen.themes.colors import is_dark
from deckgen.themes.model import LayoutKind
from deckgen.themes.options import Where

LAYOUTS, ROLES = "layouts", "roles"
"""Its tables."""
_SLOTS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_SHARE = regex(r"(\S+)\s+(\d{1,2})\s*%")


def layouts_wanted(options: Mapping[str, object]) -> dict[LayoutKind, str]:
    """Purposes and the names of the layouts that are to serve them."""
    given = options.get(LAYOUTS)
    kinds = {kind.value: kind for kind in LayoutKind}
    if not isinstance(given, Mapping):
        return {}
    return {kinds[key]: str(value) for key, value in given.items() if key in kinds}


def layout_faults(
    options: Mapping[str, object], names: Sequence[str], where: Where, source: Source
) -> Iterator[Diagnostic]:
    """Purposes that there are not, and layouts that the template has not."""
    given = options.get(LAYOUTS)
    purposes = [kind.value for kind in LayoutKind]
    known = {name.casefold() for name in names}
    for key, value in given.items() if isinstance(given, Mapping) else ():
        span = where(LAYOUTS, str(key))
        if key not in purposes:
            message, hint = f"no layout is for `{key}`", nearest(str(key), purposes) or ", ".join(purposes)
            yield Diagnostic("theme-option", "warning", message, span, hint, source)
        elif str(value).strip().casefold() not in known:
            hint = "there are " + ", ".join(f"`{name}`" for name in dict.fromkeys(names) if name)
            message = f"the template has no layout `{value}`"
            yield Diagnostic("theme-option", "warning", message, span, hint, source)


def as_tokens(options: Mapping[str, object], palette: Mapping[str, str]) -> dict[str, object]:
    """The tables that are tokens; roles are colours, written as PowerPoint says them (`tx2 60%`: lighter by that if it
    is dark, else darker)."""
    found = {name: given for name, given in options.items() if name not in (LAYOUTS, ROLES)}
    roles = options.get(ROLES)
    if isinstance(roles, Mapping):
        own = found.get("colors")
        colors = dict(own) if isinstance(own, Mapping) else {}
        found["colors"] = colors | {key: _color(value, palette) for key, value in roles.items()}
    return found


def _color(value: object, palette: Mapping[str, str]) -> object:
    if not isinstance(value, str):
        return value
    match = _SHARE.fullmatch(value.strip())
    name = match[1] if match else value.strip()
    slot = _SLOTS.get(name, name)
    if match is None:
        return slot
    digits = palette.get(slot, slot.removeprefix("#"))
    share = int(match[2])
    dark = bool(re.fullmatch("[0-9A-Fa-f]{6}", digits)) and is_dark(digits)
    return f"{slot}@{100 - share}+{share}" if dark else f"{slot}@{100 - share}"
