"""The compiled modules of the commands in one file, beside the `.pyc` files that it is made of: to find, open and check
some four hundred of those takes an eighth of a small build.

A process that has imported what is not in it writes it anew. As with a `.pyc` file, a module is taken from it only
while its source has the size and time that it had; whoever can write the one can write the other.
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType
from typing import TypeAlias

_Entry: TypeAlias = tuple[str, str, bool, int, int, int, int]
"""A module's source and `.pyc` file, whether it is a package, its source's time and size, and where its code begins and
how long it is."""
_LENGTH = 8
"""Bytes that say how long the index is with which the file begins."""


def use(path: str) -> None:
    """Import from the bundle at `path` what is there as it would be found; nothing where there is none."""
    if hasattr(os, "pread") and not any(isinstance(finder, _Bundle) for finder in sys.meta_path):
        try:
            sys.meta_path.insert(0, _Bundle(path))
        except (OSError, ValueError, EOFError, TypeError):
            return


def keep(path: str) -> None:
    """Write a bundle with what is imported and what the last one has, if that is more and may be kept here."""
    if sys.dont_write_bytecode or not hasattr(os, "pread"):
        return
    last = next((finder for finder in sys.meta_path if isinstance(finder, _Bundle)), None)
    known = last.index if last is not None else {}
    new = [(name, spec) for name, spec in _imported() if name not in known or not _is_as_it_was(known[name])]
    if not new or not os.access(os.path.dirname(path), os.W_OK):
        return
    entries = {}
    if last is not None:
        entries = {name: (entry, last.data(entry)) for name, entry in known.items() if _is_as_it_was(entry)}
    try:
        _write(path, entries | {name: _compiled(name, spec) for name, spec in new})
    except (OSError, ImportError, SyntaxError):  # somebody is at work on them
        return


def name_of(folder: str, what: str = "bundle") -> str:
    """The bundle's path in a package's `folder`, or that of what lies beside it: for this Python, with its path."""
    from zlib import crc32

    told = repr((sys.version, sys.prefix, _roots())).encode("utf-8", "surrogatepass")
    return os.path.join(folder, "__pycache__", f"{what}.{sys.implementation.cache_tag}-{crc32(told):08x}.bin")


class _Loader(SourceFileLoader):
    """Has a module's code from a bundle, and all else from its source."""

    bundle: _Bundle
    entry: _Entry

    def get_code(self, fullname: str) -> CodeType | None:
        try:
            code = marshal.loads(self.bundle.data(self.entry))
        except (OSError, ValueError, EOFError, TypeError):
            return super().get_code(fullname)
        return code if isinstance(code, CodeType) else super().get_code(fullname)


class _Bundle:
    """Finds modules in an open bundle."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDONLY)
        length = int.from_bytes(os.pread(self._file, _LENGTH, 0), "little")
        if length > os.fstat(self._file).st_size:
            raise ValueError("it is no bundle")
        self._start = _LENGTH + length
        self.index: dict[str, _Entry] = dict(marshal.loads(os.pread(self._file, length, _LENGTH)))

    def data(self, entry: _Entry) -> bytes:
        """The code of a module, marshalled."""
        *_, place, length = entry
        return os.pread(self._file, length, self._start + place)

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        entry = self.index.get(name)
        if entry is None or not _is_as_it_was(entry):
            return None
        loader = _Loader(name, entry[0])
        loader.bundle, loader.entry = self, entry
        spec = ModuleSpec(name, loader, origin=entry[0], is_package=entry[2])
        spec.has_location, spec.cached = True, entry[1]
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(entry[0]))
        return spec


def _is_as_it_was(entry: _Entry) -> bool:
    try:
        state = os.stat(entry[0])
    except OSError:
        return False
    return (state.st_mtime_ns, state.st_size) == entry[3:5]


def _roots() -> list[str]:
    """Folders of this package, of Python's and of installed modules: what lies elsewhere is somebody's data."""
    own, standard = os.path.dirname(os.path.dirname(__file__)), os.path.dirname(os.__file__)
    installed = (each for each in sys.path if os.path.basename(each) in ("site-packages", "dist-packages"))
    return [os.path.join(folder, "") for folder in (own, standard, *installed)]


def _imported() -> list[tuple[str, ModuleSpec]]:
    """What is imported from a source below those; what came from a bundle is in it."""
    roots = tuple(_roots())
    found = []
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if not (isinstance(spec, ModuleSpec) and spec.name == name and type(spec.loader) is SourceFileLoader):
            continue
        if spec.origin and spec.cached and spec.origin.startswith(roots):
            found.append((name, spec))
    return found


def _compiled(name: str, spec: ModuleSpec) -> tuple[_Entry, bytes]:
    source, package = str(spec.origin), spec.submodule_search_locations is not None
    state = os.stat(source)
    data = marshal.dumps(SourceFileLoader(name, source).get_code(name))
    return (source, str(spec.cached), package, state.st_mtime_ns, state.st_size, 0, len(data)), data


def _write(path: str, entries: dict[str, tuple[_Entry, bytes]]) -> None:
    index, place = {}, 0
    for name, (entry, data) in entries.items():
        index[name] = (*entry[:5], place, len(data))
        place += len(data)
    head = marshal.dumps(index)
    part = f"{path}.{os.getpid()}"
    with open(part, "wb") as file:
        file.write(len(head).to_bytes(_LENGTH, "little") + head)
        file.writelines(data for _, data in entries.values())
    os.replace(part, path)
