"""Write `templates/*/theme.pptx`, `theme-dark.pptx` and their `.toml`, from the figures in `looks.py`:

    python -m scripts.themes

They are ordinary files then, which can be opened and restyled by hand. A test compares them with what this writes.
"""

from __future__ import annotations

from pathlib import Path

from scripts.themes.build import files

TEMPLATES = Path(__file__).parent.parent.parent / "templates"


def main() -> None:
    for path, data in files():
        target = TEMPLATES / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    main()
