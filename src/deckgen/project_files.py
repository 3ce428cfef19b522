"""Which files a deck may have, and where they are looked for.

A deck that somebody else wrote is data: it reads regular files of its own project and no others. The project is the
nearest folder above the deck that looks like one (`deckgen.toml`, `.git`, `package.json` …), or the deck's own folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path, PurePath
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

MARKS = (
    "deckgen.toml", ".git", ".hg", ".jj", "package.json", "pyproject.toml", "_brand.yml", "mkdocs.yml", "_config.yml",
)  # fmt: skip
"""What stands at the root of a project, beside what tools for slides put there."""
SITE_FOLDERS = ("public", "static", "assets")
"""Where tools for slides and sites keep what an address such as `/photo.png` names."""
LARGEST_TEXT = 50_000_000
"""Bytes of a file of text or data."""
LARGEST_MEDIA = 1_000_000_000
"""Bytes of a picture, film or sound."""


MOST_LOOKED_AT = 20_000
"""Files and folders of a project in which one is looked for by its name."""


class FileError(Exception):
    """Why a file can't be had, in words for the author of the deck."""

    def __init__(self, message: str, hint: str | Callable[[], str] = "") -> None:
        super().__init__(message)
        self._hint = hint

    @property
    def hint(self) -> str:
        """What to do; found out when it is asked for, as many a file may well be missing."""
        return self._hint if isinstance(self._hint, str) else self._hint()


class ProjectFiles(Struct, frozen=True):
    """What one deck may read."""

    folder: Path
    """The deck's."""
    root: Path
    """The project's, without links in it."""
    allowed: tuple[Path, ...] = ()
    """Folders elsewhere that the person who builds the deck allows, without links in them."""
    anywhere: bool = False
    """For a deck that is trusted."""
    resources: tuple[str, ...] = ()
    """`resource-path`."""
    given: Mapping[str, bytes] = {}
    """Files by their absolute paths, as they were at another time: that counts, not what is there now."""
    asked: dict[str, None] = field(default_factory=dict)
    """Whatever was looked for, in order."""
    by_name: bool = False
    """What is nowhere else may lie in any folder of the project."""
    index: dict[str, list[str]] = field(default_factory=dict)
    """Where files of a name lie there, once one was looked for so."""

    def afresh(self) -> ProjectFiles:
        """The same, of which nothing has been asked."""
        return replace(self, asked={})

    def _candidates(self, name: str, near: Sequence[Path]) -> Iterator[str]:
        """Where `name` may be, in order: beside the deck, `near` it (beside an included file), in its resource paths,
        then in each folder up to the project's root, its folders for sites first."""
        names = _spellings(name)
        for folder in (self.folder, *near, *(self.folder / path for path in self.resources)):
            yield from (os.path.join(folder, each) for each in names)
        relative = [each for each in dict.fromkeys(each.lstrip("/\\") for each in names) if each]
        for above in map(str, self._upwards()):
            for site in (*SITE_FOLDERS, ""):
                yield from (os.path.join(above, site, each) for each in relative)

    def _anywhere(self, name: str) -> Iterator[str]:
        """The files of that name in the project, the nearest to the deck first; where one may come to lie is asked,
        too."""
        if not self.by_name or "/" in name or "\\" in name:
            return
        if not self.index:
            seen = 0
            for folder, inner, files in os.walk(self.root):
                inner[:] = sorted(
                    each for each in inner if not each.startswith(".") and each != "node_modules"
                )
                self.asked[folder] = None
                for each in files:
                    self.index.setdefault(each, []).append(os.path.join(folder, each))
                seen += len(files) + len(inner)
                if seen > MOST_LOOKED_AT:
                    break
        found = [path for each in _spellings(name) for path in self.index.get(each, ())]
        yield from sorted(
            found, key=lambda path: (len(os.path.relpath(path, self.folder).split(os.sep)), path)
        )

    def _upwards(self) -> Iterator[Path]:
        folder = _real(self.folder)
        while True:
            yield folder
            if folder == self.root or folder == folder.parent or not folder.is_relative_to(self.root):
                return
            folder = folder.parent

    def find(self, name: str, near: Sequence[Path] = ()) -> Path:
        """The file that `name` means. Raises `FileError` if there is none, or none that this deck may read."""
        outside = is_folder = False
        seen: dict[str, None] = {}
        for place in chain(self._candidates(name, near), self._anywhere(name)):
            seen[os.path.dirname(place)] = None
            self.asked[place] = None
            kind = stat.S_IFREG if os.path.abspath(place) in self.given else _kind(place)
            if kind is None or stat.S_ISDIR(kind):
                is_folder = is_folder or kind is not None
                continue
            path = Path(place)
            if not self.may_read(path):
                outside = True
            elif not stat.S_ISREG(kind):
                raise FileError(f"`{short(name)}` is no regular file")
            else:
                return path
        if outside:
            raise FileError(
                f"`{short(name)}` lies outside the project, which ends at {shown(self.root)}",
                "copy it there, or allow its folder with `--allow DIR`",
            )
        if is_folder:
            raise FileError(f"`{short(name)}` is a folder", "name a file in it")
        typed = unquote(name)
        called = short(typed if typed.isprintable() else name)
        raise FileError(f"there is no file `{called}`", partial(self._hint, name, tuple(seen)))

    def _hint(self, name: str, folders: Sequence[str]) -> str:
        """Where it was looked for, and what was perhaps meant, of what the deck may read."""
        wanted = Path(unquote(re.sub(r"[?#].*$", "", name))).name.casefold()
        there: dict[str, Path] = {}
        known: list[Path] = []
        is_outside = False
        for folder in map(Path, folders):
            if not self.may_read(folder):
                is_outside = True
                continue
            try:
                entries = list(folder.iterdir())
            except OSError:
                continue
            if folder.resolve() not in [one.resolve() for one in known]:
                known.append(folder)
            there = {entry.name.casefold(): entry for entry in entries[:2000]} | there
        from difflib import get_close_matches

        close = get_close_matches(wanted, there, n=1, cutoff=0.6)
        places = ", ".join(f"{shown(folder)}/" for folder in known[:4]) + (" …" if len(known) > 4 else "")
        nowhere = "nothing outside the project is looked for" if is_outside else "there is no such folder"
        looked = f"looked for in {places}" if places else nowhere
        if not close:
            return looked
        meant = there[close[0]]
        self.asked[str(meant)] = None  # once it is gone, something else is said
        return f"did you mean `{meant.name}`? ({looked})"

    def may_read(self, path: Path) -> bool:
        """True for what lies in the project, or where it is allowed, once links are followed."""
        if self.anywhere:
            return True
        real = _real(path)
        return any(real.is_relative_to(folder) for folder in (self.root, *self.allowed))

    def read(self, path: Path, name: str, most: int = LARGEST_TEXT) -> bytes:
        """The bytes of a file that `find` gave. Raises `FileError`."""
        if (given := self.given.get(os.path.abspath(path))) is not None:
            return given
        try:
            with path.open("rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise FileError(f"`{short(name)}` is no regular file")
                data = file.read(most + 1)
        except OSError as error:
            raise FileError(f"`{short(name)}` can't be read: {error.strerror}") from error
        if len(data) > most:
            raise FileError(f"`{short(name)}` has more than {most // 1_000_000} MB")
        return data

    def text(self, name: str, near: Sequence[Path] = ()) -> tuple[Path, str]:
        """A file of text and where it was found. Raises `FileError`."""
        path = self.find(name, near)
        try:
            return path, self.read(path, name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileError(f"`{short(name)}` is not UTF-8", "save the file as UTF-8") from error


def project_files(
    folder: Path,
    *,
    allow: Sequence[Path] = (),
    anywhere: bool = False,
    resources: Sequence[str] = (),
    marks: Sequence[str] = (),
    given: Mapping[str, bytes] = {},
) -> ProjectFiles:
    """What a deck in `folder` may read; `marks` are further names that tell a project's root. Of files that are
    `given`, that counts."""
    allowed = tuple(map(_real, allow))
    return ProjectFiles(folder, project_root(folder, marks), allowed, anywhere, tuple(resources), given)


def deciding(folder: Path, root: Path, marks: Sequence[str] = ()) -> Iterator[str]:
    """Whatever makes `root` the root of the project that `folder` lies in, by being there or not."""
    start = _real(folder)
    for place in _above(start):
        yield from _inside(place, (*MARKS, *marks))
        if place == root != start:
            return


def project_root(folder: Path, marks: Sequence[str] = ()) -> Path:
    """The nearest folder from `folder` upwards that looks like a project's, by what stands in it (`marks`, too);
    `folder` itself if there is none.

    A home folder is no project, whatever stands in it, and nothing above it is.
    """
    start = _real(folder)
    names = (*MARKS, *marks)
    found = (place for place in _above(start) if any(map(os.path.exists, _inside(place, names))))
    return next(found, start)


def _inside(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """The paths of things of these names in a folder."""
    before = os.path.join(folder, "")  # with each edit of a deck that is served: `/` would take a fifth of it
    return (before + name for name in names)


def _above(start: Path) -> Iterator[Path]:
    """Folders that may be a project's root, from `start` upwards."""
    home = _home(os.environ.get("HOME", ""))
    for place in (start, *start.parents):
        if place == place.parent or (home is not None and home.is_relative_to(place)):
            return
        yield place


@lru_cache(maxsize=1)
def _home(said: str) -> Path | None:
    """The home folder, without links; `said` is what the environment has for it."""
    return _real(Path.home()) if said or os.name == "nt" else None


def short(name: str) -> str:
    """A name as it is shown in messages."""
    return name if len(name) <= 60 else name[:57] + "…"


def shown(path: Path) -> str:
    """A path as short as it can be said."""
    try:
        here = Path.cwd()
    except OSError:
        return str(path)
    return str(path.relative_to(here)) if path.is_relative_to(here) and path != here else str(path)


@lru_cache(maxsize=64)
def _spellings(name: str) -> tuple[str, ...]:
    """A name as it is, as one in an address would be on disk, and with its accents apart or not, as some systems
    have them."""
    bare = re.sub(r"[?#].*$", "", name)
    names: tuple[str, ...] = (name, unquote(name), bare, unquote(bare))
    if not all(each.isascii() for each in names):
        names += tuple(unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in names)
    return tuple(dict.fromkeys(str(PurePath(each)) for each in names if each and "\0" not in each))


def _kind(path: str) -> int | None:
    """The mode of what stands there; None for nothing, or for what may not be asked."""
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return None


def _real(path: Path) -> Path:
    """Without links; as it is where that can't be known."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        with contextlib.suppress(OSError):  # the present folder may be gone
            return path.absolute()
        return path
