"""Colours as authors write them."""

from __future__ import annotations


def hex_of(value: str) -> str:
    """Six digits for a colour as CSS writes it; nothing for none, or one that is seen through."""
    import tinycss2.color3

    color = tinycss2.color3.parse_color(value)
    if color is None or isinstance(color, str) or color.alpha < 1:
        return ""
    return "".join(f"{round(255 * share):02X}" for share in (color.red, color.green, color.blue))
