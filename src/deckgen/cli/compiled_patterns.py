"""The regular expressions that modules define, as they were compiled the last time: of a small build they take a tenth,
and most are other packages'.

They lie beside the bundle of modules, and what is said there of who may write it holds here. What is made of a deck's
words is not kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from importlib import import_module
from re import Pattern
from typing import Any, TypeAlias

_Key: TypeAlias = tuple[bool, str | bytes, int]
"""Whether it is text, the expression, and its flags as they were given."""
_MOST = 2_000
"""Expressions that are kept: more than all commands have."""
CO_OPTIMIZED = 1
"""`inspect`'s name for what the code of functions has, that of modules and classes has not."""
_DEBUG = 128
"""The flag that asks the compiler to say what it does."""


class Patterns:
    """Stands before the compiler of `re`, whose last step it calls with what that one worked out before."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._known = _read(path)
        self._new: list[_Key] = []
        self._compiler = import_module("re._compiler")
        self._last_step: Callable[..., Pattern[Any]] = import_module("_sre").compile
        self._anew: Callable[..., Pattern[Any]] = self._compiler.compile
        self._compiler.compile = self._compiled  # type: ignore[attr-defined]

    def _compiled(self, pattern: Any, flags: int = 0) -> Pattern[Any]:
        if not isinstance(pattern, str | bytes) or flags & _DEBUG:
            return self._anew(pattern, flags)
        key = (isinstance(pattern, str), pattern, int(flags))
        known = self._known.get(key)
        if known is not None:
            try:
                return self._last_step(pattern, *marshal.loads(known))
            except (ValueError, EOFError, TypeError, RuntimeError):  # it is spoilt
                del self._known[key]
        compiled = self._anew(pattern, flags)
        if _is_defined(pattern):
            self._new.append(key)
        return compiled

    def keep(self) -> None:
        """Write those that were compiled, if there are any and they may be kept here."""
        self._compiler.compile = self._anew  # type: ignore[attr-defined]
        may_write = not sys.dont_write_bytecode and os.access(os.path.dirname(self._path), os.W_OK)
        if not self._new or not may_write or len(self._known) + len(self._new) > _MOST:
            return
        part = f"{self._path}.{os.getpid()}"
        try:
            found = self._known | {key: marshal.dumps(self._worked_out(key)) for key in self._new}
            with open(part, "wb") as file:
                marshal.dump(found, file)
            os.replace(part, self._path)
        except (
            OSError,
            AttributeError,
            TypeError,
            ValueError,
        ):  # another Python's compiler, no room on the disk
            return

    def _worked_out(self, key: _Key) -> tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]:
        """What the compiler's last step is called with behind the expression."""
        _, pattern, flags = key
        parsed = import_module("re._parser").parse(pattern, flags)
        code = list(map(int, self._compiler._code(parsed, flags)))
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


def _read(path: str) -> dict[_Key, bytes]:
    try:
        with open(path, "rb") as file:
            known = marshal.load(file)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known if isinstance(known, dict) else {}


def _is_defined(pattern: str | bytes) -> bool:
    """True if it stands in some module's source: there alone, in a function or for `deckgen.patterns`."""
    frame = sys._getframe(2)
    while frame.f_globals.get("__name__") == "re" and frame.f_back is not None:
        frame = frame.f_back
    code = frame.f_code
    is_function = code.co_flags & CO_OPTIMIZED
    return (
        not is_function or pattern in code.co_consts or frame.f_globals.get("__name__") == "deckgen.patterns"
    )
