"""Lengths and styles of ziamath that are worked out once: for every sign of a formula it writes down all lengths that
have a name, and copies the style with all that is in it. A fifth of a formula's time."""

from __future__ import annotations

from functools import lru_cache

from ziamath import styles
from ziamath.nodes.mnode import Mnode

_in_pixels = vars(Mnode)["size_px"]


@lru_cache(maxsize=1000)
def _length(size: str, em: float) -> float:
    return float(_in_pixels(None, size, em))  # the node is only asked for its em


def _size_px(node: Mnode, size: str, fontsize: float | None = None) -> float:
    return _length(size, node.glyphsize if fontsize is None else fontsize)


type.__setattr__(Mnode, "size_px", _size_px)
vars(styles)["asdict"] = vars
