"""A look → its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.themes.layouts import layouts, master
from scripts.themes.looks import LOOKS, Look, Palette
from scripts.themes.package import packed, parts
from scripts.themes.shapes import HEAD


def files() -> Iterator[tuple[str, bytes]]:
    """Path below `templates/` → content, for all looks."""
    for look in LOOKS:
        for mode, palette in look.modes.items():
            stem = "theme" if mode == look.first else f"theme-{mode}"
            pages = layouts(look)
            drawn = parts(
                master(look, len(pages)),
                pages,
                _theme(look, palette, mode),
                _theme(look, look.modes["light"], "notes"),
            )
            yield f"{look.name}/{stem}.pptx", packed(drawn)
            if mode != look.first:
                yield (
                    f"{look.name}/{stem}.toml",
                    _toml(f"What the {mode} one has of its own.", _own(palette)).encode(),
                )
        said = (
            "What this theme decides beside its template. Every key that there is stands in docs/themes.md."
        )
        tokens = {**look.tokens}
        own = _own(look.modes[look.first])
        merged = {group: {**own.get(group, {}), **tokens.pop(group, {})} for group in ("colors", "chart")}
        merged["chart"] |= own.get("chart", {})
        yield f"{look.name}/theme.toml", _toml(said, {**merged, **tokens}).encode()


def _own(palette: Palette) -> dict[str, dict[str, object]]:
    """Colours of a mode that are no slots of the format."""
    found: dict[str, dict[str, object]] = {"colors": {"rule": palette.rule, "muted": "accent6"}}
    return found | ({"chart": {"palette": list(palette.series)}} if palette.series else {})


def _theme(look: Look, palette: Palette, mode: str) -> str:
    name = f"deckgen {look.name}" + ("" if mode == "light" else f" {mode}")
    colors = "".join(
        f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in palette.slots().items()
    )
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface="{font}"/></a:{kind}>'
        for kind, font in (("majorFont", look.titles), ("minorFont", look.body))
    )
    fills = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    lines = "".join(
        f'<a:ln w="{w}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
        for w in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{fonts}</a:fontScheme><a:fmtScheme name="{name}">'
        f"<a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _toml(comment: str, groups: Mapping[str, Mapping[str, object]]) -> str:
    lines = [f"# {comment}"]
    for group, values in groups.items():
        lines += ["", f"[{group}]", *(f"{key} = {_value(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return f"{value}"
