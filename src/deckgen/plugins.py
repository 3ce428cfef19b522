"""What other packages add: dialects, chart kinds, components, output formats, themes, by their entry points.

A package is asked only for a name that is not ours, and which packages there are is remembered for as long as the
folders that Python imports from stay the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import ParamSpec, TypeVar

from msgspec.msgpack import encode

from deckgen.diagnostics import Diagnostic, Warned
from deckgen.errors import DeckgenError
from deckgen.memory import Memory
from deckgen.model import Model, key_of
from deckgen.source import Span
from deckgen.store import UNVERSIONED

DIALECTS = "deckgen.dialects"
CHARTS = "deckgen.charts"
COMPONENTS = "deckgen.components"
WRITERS = "deckgen.writers"
THEMES = "deckgen.themes"
GROUPS = (DIALECTS, CHARTS, COMPONENTS, WRITERS, THEMES)
T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")


class PluginError(Exception):
    """A plug-in has failed while it was used: which, of what package, how and where, in words for the author."""

    def __init__(self, said: str, name: str) -> None:
        super().__init__(said)
        self.name = name

    def diagnostic(self, span: Span | None = None) -> Diagnostic:
        """What is said about it."""
        return Diagnostic("broken-plugin", "error", str(self), span, "update that package, or uninstall it")


class Plugin(Model, frozen=True):
    """An entry point."""

    group: str
    name: str
    place: str
    """Module and attribute: `package.module:name`."""
    package: str
    """The distribution that has it, with its version."""


def plugins(memory: Memory) -> tuple[Plugin, ...]:
    """All that are installed."""
    return memory.recall(UNVERSIONED + _where(), tuple[Plugin, ...], lambda: tuple(_scan()))


def state(memory: Memory) -> bytes:
    """Tells these plug-ins, and their files as they are now, from any others; nothing if there are none."""
    found = plugins(memory)
    return key_of(encode((found, [_stamps(each.place) for each in found]))) if found else b""


def _stamps(place: str) -> list[int]:
    """When the files of a plug-in's package were changed."""
    from importlib.util import find_spec

    try:
        spec = find_spec(place.partition(":")[0].partition(".")[0])
    except (ImportError, ValueError):
        return []
    if spec is None or not (spec.origin or spec.submodule_search_locations):
        return []
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    files = files if folders else [Path(spec.origin or "")]
    return [file.stat().st_mtime_ns for file in files if file.is_file()]


def names(group: str, memory: Memory) -> tuple[str, ...]:
    """What the plug-ins of a group are called."""
    return tuple(each.name for each in plugins(memory) if each.group == group)


def plugin(
    group: str, name: str, kind: type[T], memory: Memory, span: Span | None = None
) -> Warned[T | None]:
    """The plug-in of that name; None if there is none, and a diagnostic that names its package if it can't be loaded
    or is no `kind`."""
    found = next((each for each in plugins(memory) if (each.group, each.name) == (group, name)), None)
    if found is None:
        return Warned(None)
    try:
        value = load(found.place)
    except (Exception, SystemExit) as error:  # whatever another package may raise
        reason = _reason(error)
    else:
        called = getattr(value, "name", name)
        if isinstance(value, kind) and called == name:
            return Warned(value)
        reason = f"`{found.place}` is no {kind.__name__}"
        if isinstance(value, kind):
            reason = f"`{found.place}` calls itself `{called}`"
    message = f"the plug-in `{name}` of {found.package} can't be loaded: {reason}"
    hint = "update that package, or uninstall it"
    return Warned(None, (Diagnostic("broken-plugin", "error", message, span, hint),))


def guarded(
    group: str, name: str, memory: Memory, call: Callable[P, R], given: type | tuple[type, ...]
) -> Callable[P, R]:
    """A plug-in's function, which raises `PluginError` for whatever it raises, or if what it gives is not of the
    types `given`."""
    package = next(
        (p.package for p in plugins(memory) if (p.group, p.name) == (group, name)), "another package"
    )

    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            done = call(*args, **kwargs)
        except (DeckgenError, PluginError):
            raise
        except (Exception, SystemExit) as error:
            raise PluginError(f"the plug-in `{name}` of {package} failed: {_reason(error)}", name) from error
        if not isinstance(done, given):
            raise PluginError(f"the plug-in `{name}` of {package} gave {type(done).__name__}", name)
        return done

    return called


def _reason(error: BaseException) -> str:
    """What was raised, and where in the package."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:160]
    where, trace = "", error.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        where = f" ({path.parent.name}/{path.name}:{trace.tb_lineno})" if path.is_file() else where
        trace = trace.tb_next
    return said + where


def load(place: str) -> object:
    """What stands at `package.module:name`."""
    module, _, name = place.partition(":")
    found: object = import_module(module)
    for part in name.split(".") if name else ():
        found = getattr(found, part)
    return found


def _where() -> bytes:
    """Tells the folders that Python imports from, as they are now: a package that comes or goes changes one of them."""
    stamps = []
    for folder in sys.path:
        try:
            stamps.append(f"{folder}|{os.stat(folder or '.').st_mtime_ns}")
        except OSError:
            stamps.append(folder)
    return key_of("\n".join(stamps).encode("utf-8", "surrogatepass"))


def _has_any() -> bool:
    """Whether some package may have plug-ins. (Where none has, which is nearly everywhere, the library that finds them
    need not be imported, which takes longer than this.)"""
    for folder in (each or "." for each in sys.path):
        if not os.path.isdir(folder):
            if not os.path.exists(folder):
                continue
            return True  # an archive
        for file in Path(folder).glob("*-info/entry_points.txt"):
            try:
                if b"[deckgen." in file.read_bytes():
                    return True
            except OSError:
                return True
    return False


def _scan() -> Iterator[Plugin]:
    if not _has_any():
        return
    from importlib.metadata import distributions

    seen: set[str] = set()
    for package in distributions():
        found = [point for point in package.entry_points if point.group in GROUPS]
        if not found or package.name in seen:  # the first one that Python finds is the one that it imports
            continue
        seen.add(package.name)
        for point in found:
            yield Plugin(point.group, point.name, point.value, f"{package.name} {package.version}")
