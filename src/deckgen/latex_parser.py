"""latex2mathml, without what it imports in passing: for its own version number the modules of mail and of archives, and
for one function that undoes three escapes those of HTTP, with OpenSSL. That is 20 ms and 8 MB of each process that
reads a formula."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

_PARSER = "latex2mathml.converter"


def load_parser() -> None:
    """Import it, if it is not there yet; these modules are then as if it had not asked for them."""
    if _PARSER in sys.modules:
        return
    stand_ins = [_stand_in("xml.sax.saxutils", _unescape), _stand_in("importlib.metadata", _version)]
    ours = {each.__name__: each for each in stand_ins if each.__name__ not in sys.modules}
    sys.modules.update(ours)
    try:
        import_module(_PARSER)
    finally:
        for name in ours:
            del sys.modules[name]


def _stand_in(name: str, function: Callable[[str], str]) -> ModuleType:
    module = ModuleType(name)
    setattr(module, function.__name__.removeprefix("_"), function)
    return module


def _unescape(text: str) -> str:
    """As `xml.sax.saxutils` has it."""
    return text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")


def _version(_name: str) -> str:
    """Nobody reads it."""
    return "unknown"
