"""The bundle of compiled modules: what is in it is as its source says, and it stands in nobody's way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from deckgen.cli import bundle
sys.path.insert(0, sys.argv[2])
bundle._roots = lambda: [sys.argv[2] + "/"]
bundle.use(sys.argv[1])
import told
from told import deep
print(told.WORD, deep.WORD, type(told.__loader__).__name__, told.__file__, told.__path__, told.__cached__)
bundle.keep(sys.argv[1])
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "installed" / "told"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text('WORD = "one"\n', encoding="utf-8")
    (folder / "deep.py").write_text('WORD = "two"\n', encoding="utf-8")
    return folder


MAY_WRITE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _run(package: Path, *options: str) -> list[str]:
    command = [sys.executable, *options, "-c", PROGRAM, str(_bundle(package)), str(package.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=MAY_WRITE)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def _bundle(package: Path) -> Path:
    return package.parent.parent / "modules.bin"


def test_a_module_in_it_is_the_same_module(package: Path) -> None:
    first, second = _run(package), _run(package)
    assert (first[2], second[2]) == ("SourceFileLoader", "_Loader")
    assert first[:2] == second[:2] == ["one", "two"]
    assert first[3:] == second[3:]


def test_a_source_that_has_changed_is_read(package: Path) -> None:
    _run(package)
    (package / "deep.py").write_text('WORD = "three"\n', encoding="utf-8")
    assert _run(package)[:3] == ["one", "three", "_Loader"]
    written = _bundle(package).stat().st_mtime_ns
    assert _run(package)[:2] == ["one", "three"]
    assert _bundle(package).stat().st_mtime_ns == written  # it has all there is


def test_a_module_that_is_gone_is_gone(package: Path) -> None:
    _run(package)
    (package / "deep.py").unlink()
    command = [sys.executable, "-c", PROGRAM, str(_bundle(package)), str(package.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=MAY_WRITE)
    assert "ImportError" in done.stderr


@pytest.mark.parametrize("data", [b"", b"\0" * 8, b"\xff" * 40, (30).to_bytes(8, "little") + b"x" * 30])
def test_one_that_is_spoilt_is_none(package: Path, data: bytes) -> None:
    _bundle(package).write_bytes(data)
    assert _run(package)[:3] == ["one", "two", "SourceFileLoader"]


def test_code_that_is_spoilt_is_read_from_its_source(package: Path) -> None:
    _run(package)
    kept = _bundle(package).read_bytes()
    start = 8 + int.from_bytes(kept[:8], "little")
    _bundle(package).write_bytes(kept[:start] + b"\xff" * (len(kept) - start))
    assert _run(package)[:2] == ["one", "two"]


def test_nothing_is_written_where_python_may_not_write(package: Path) -> None:
    _run(package, "-B")
    assert not _bundle(package).exists()


def test_what_lies_elsewhere_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("", encoding="utf-8")
    program = (
        "import sys; from deckgen.cli import bundle; sys.path.insert(0, sys.argv[2]); import own, json, msgspec.json\n"
        "bundle.keep(sys.argv[1]); bundle.use(sys.argv[1]); print(*sys.meta_path[0].index)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "modules.bin"), str(tmp_path)],
        capture_output=True, text=True, check=True, env=MAY_WRITE,
    )  # fmt: skip
    kept = done.stdout.split()
    assert {"json", "deckgen.cli.bundle", "msgspec.json"} <= set(kept)
    assert "own" not in kept
