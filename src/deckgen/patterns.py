"""Regular expressions that are compiled when they are first used: a build uses few of those that its modules name, and
to compile them all takes an eighth of the time of a small one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import AnyStr, Generic, cast

_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
_FACTS = ("flags", "groups", "groupindex")


class _Regex(Generic[AnyStr]):
    """Stands for a pattern. At first use its methods become the instance's own, so that later calls cost nothing."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name not in _METHODS and name not in _FACTS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in (*_METHODS, *_FACTS):
            setattr(self, each, getattr(compiled, each))
        return cast(Callable[..., object], getattr(compiled, name))


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile` for what a module defines: nothing is compiled, and no mistake found, before it is used."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
