"""A new project: a deck that builds at once, its theme, its assets."""

from __future__ import annotations

import locale
import os
import re
import shutil
from pathlib import Path

from deckgen.resources import DEFAULT_THEME, shipped

LANGUAGES = ("en", "fr")
_NAMES = {"en": ("picture.svg", "visitors.csv"), "fr": ("image.svg", "visiteurs.csv")}
_ROWS = {
    "en": "quarter,visitors\nQ1,120\nQ2,210\nQ3,330\nQ4,460\n",
    "fr": "trimestre;visiteurs\nT1;120\nT2;210\nT3;330\nT4;460\n",
}


class ProjectError(Exception):
    """Why there is no new project, in words for its author."""


def users_language() -> str:
    """The language that this machine is set to, if we write it; otherwise English."""
    said = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    said = said or (locale.getlocale()[0] or "")
    return next((lang for lang in LANGUAGES if said.lower().startswith(lang)), "en")


def new_project(folder: Path, lang: str) -> tuple[Path, ...]:
    """Make the project `folder`, and say what is in it. Raises `ProjectError` if something stands there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProjectError(f"{folder} is there already and not empty")
    name = re.sub(r"[^\w-]+", "-", folder.resolve().name).strip("-") or "talk"
    title = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    title = (title[:1].upper() + title[1:]).replace('"', "'")
    words = {"name": name, "title": title, "author": _author()}
    picture, numbers = _NAMES[lang]
    texts = {
        folder / "README.md": _filled(f"README.{lang}.md", words),
        folder / "slides" / f"{name}.md": _filled(f"deck.{lang}.md", words),
        folder / "assets" / numbers: _ROWS[lang],
        folder / ".gitignore": "build/\n",
        folder / "deckgen.toml": "# The root of this project: its decks read files from here and below.\n",
    }
    copies = {
        folder / "assets" / picture: shipped("templates", "project", "picture.svg"),
        folder / "theme" / "theme.pptx": shipped("templates", DEFAULT_THEME, "theme.pptx"),
        folder / "theme" / "theme.toml": shipped("templates", DEFAULT_THEME, "theme.toml"),
    }
    try:
        for path in (*texts, *copies):
            path.parent.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
        for path, source in copies.items():
            shutil.copyfile(source, path)
    except OSError as error:
        raise ProjectError(f"{folder} can't be written: {error.strerror}") from error
    return (*texts, *copies)


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


def _filled(template: str, words: dict[str, str]) -> str:
    text = shipped("templates", "project", template).read_text(encoding="utf-8")
    return text.format(**words) if template.startswith("deck") else re.sub(
        r"\{(\w+)\}", lambda match: words.get(match[1], match[0]), text
    )  # fmt: skip
