"""A new project: a deck that looks finished, builds at once, and says what to change."""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping
from pathlib import Path

from deckgen.resources import shipped

LANGUAGES = ("en", "fr", "de", "es")
TEMPLATES: Mapping[str, str] = {
    "talk": "stage", "lecture": "seminar", "review": "board", "pitch": "board", "readme": "quiet",
}  # fmt: skip
"""What a deck may be made after → the theme that suits it."""


class ProjectError(Exception):
    """Why there is no new project, in words for its author."""


def users_language() -> str:
    """The language that this machine is set to, if we write it; otherwise English."""
    said = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    said = said or (locale.getlocale()[0] or "")
    return next((lang for lang in LANGUAGES if said.lower().startswith(lang)), "en")


def new_project(folder: Path, lang: str, template: str = "", theme: str = "") -> tuple[Path, ...]:
    """Make the project `folder`, and say what is in it: a deck after one of the `TEMPLATES`, that of the folder's name
    if none is asked for, in a theme. Raises `ProjectError` if something stands there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectError(f"{folder} is there already and not empty")
    called = folder.resolve().name
    template = template or (called if called in TEMPLATES else "talk")
    name = re.sub(r"[^\w-]+", "-", called).strip("-") or "talk"
    title = called.replace("-", " ").replace("_", " ").strip()
    words = {
        "NAME": name, "TITLE": (title[:1].upper() + title[1:]).replace('"', "'"), "AUTHOR": _author(),
        "THEME": theme or TEMPLATES[template],
    }  # fmt: skip
    texts = {
        folder / "README.md": _filled(f"README.{lang}.md", words),
        folder / "slides" / f"{name}.md": _filled(f"{template}.{lang}.md", words),
        folder / ".gitignore": "build/\n",
        folder / "deckgen.toml": "# The root of this project: its decks read files from here and below.\n",
    }
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (folder / "assets").mkdir()
    except OSError as error:
        raise ProjectError(f"{folder} can't be written: {error.strerror}") from error
    return tuple(texts)


def _author() -> str:
    """The name that git knows, or the system: a person's, not an account's."""
    import subprocess

    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=2, check=False
        )
        if name := asked.stdout.strip():
            return name.replace('"', "'")
    except (OSError, subprocess.SubprocessError):
        pass
    try:
        import pwd

        name = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except (ImportError, KeyError, OSError):
        return ""
    return "" if name.lower() in ("", "root") else name.replace('"', "'")


def _filled(template: str, words: Mapping[str, str]) -> str:
    text = shipped("templates", "project", template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda match: words.get(match[1], match[0]), text)
