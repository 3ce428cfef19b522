"""A theme of one's own to change: a template, and a `theme.toml` that names every token."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import asdict

from deckgen.errors import DeckgenError
from deckgen.resources import shipped
from deckgen.themes.registry import theme_names
from deckgen.themes.tokens import Tokens

_HEAD = """# The tokens of this theme: colours, sizes and distances that its template does not say.
# What stands behind # is as deckgen has it; take the # away to change it. Lengths are points.
"""


def new_theme(folder: Path, like: str) -> tuple[Path, ...]:
    """Make the theme `folder` after one of deckgen's own; the files that were written. Raises `DeckgenError` if
    something stands there, or there is no such theme."""
    if like not in theme_names():
        raise DeckgenError(f"there is no theme `{like}`; there are {', '.join(theme_names())}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DeckgenError(f"{folder} is there already and not empty")
    source = shipped("templates", like)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.glob("theme*")):
            target = folder / path.name
            shutil.copyfile(path, target)
            if path.name == "theme.toml":
                target.write_text(with_defaults(path.read_text(encoding="utf-8")), encoding="utf-8")
            written.append(target)
    except OSError as error:
        raise DeckgenError(f"{folder} can't be written: {error.strerror}") from error
    return tuple(written)


def with_defaults(text: str) -> str:
    """A `theme.toml` with all that it does not say, as comments."""
    import tomllib

    said = tomllib.loads(text)
    lines = [_HEAD]
    for group, tokens in asdict(Tokens()).items():
        own = said.get(group, {})
        lines.append(f"[{group}]")
        for name, default in asdict(tokens).items():
            mark = "" if name in own else "# "
            lines.append(f"{mark}{name} = {_toml(own.get(name, default))}")
        lines.append("")
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f"{value}"
