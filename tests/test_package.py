"""The wheel alone, in a fresh environment away from the repository, builds a deck: with the libraries that it names."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from tests.conftest import ROOT


def test_the_wheel_alone_builds_a_deck(tmp_path: Path) -> None:
    quiet = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path), str(ROOT)],
        check=True, env=quiet,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "deckgen/templates/board/theme.pptx" in names
    assert "deckgen/web/reveal/reveal.js" in names
    assert "deckgen/web/fonts/carlito-latin-400-normal.woff2" in names
    assert "deckgen/assets/data/scaling_laws.csv" in names

    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    _link_what_it_needs(site)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "talk.md").write_text("# Salut\n\n---\n\n## Lois\n\n![x](chart:emergence)\n")
    environment = {
        key: value for key, value in quiet.items() if key not in ("PYTHONPATH", "DECKGEN_CACHE")
    } | {"DECKGEN_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [str(python), "-m", "deckgen", "build", "talk.md"], cwd=elsewhere, env=environment,
        capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(p.name for p in (elsewhere / "build").iterdir()) == ["talk.html", "talk.pptx"]


def _link_what_it_needs(site: Path) -> None:
    """Of the libraries that are installed here, those that the wheel depends on, and no other."""
    (own,) = site.glob("deckgen-*.dist-info")
    waiting, known = metadata.Distribution.at(own).requires or [], set[str]()
    while waiting:
        needed = Requirement(waiting.pop())
        if needed.name not in known and (needed.marker is None or needed.marker.evaluate({"extra": ""})):
            known.add(needed.name)
            waiting += metadata.requires(needed.name) or ()
    for name in known:
        files = metadata.files(name) or []
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            there = site / top
            if not there.exists():
                there.symlink_to(Path(str(metadata.distribution(name).locate_file(top))).resolve())


def test_nothing_of_npm_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0:
        theirs = ("src/deckgen/web/", "tests/node_modules/")
        assert not [name for name in listed.stdout.split() if name.startswith(theirs)]
