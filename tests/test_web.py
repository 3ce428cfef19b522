"""Our own JavaScript and CSS: linted, formatted, and its functions tried without a browser."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.conftest import ROOT
from tests.instruments.validators import node_program

BIOME = ROOT / "tests" / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"


def test_scripts_and_style_sheets_are_linted_and_formatted() -> None:
    if not BIOME.is_file():
        message = "biome is not installed: npm install --prefix tests"
        if os.environ.get("DECKGEN_RENDERERS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    command = [
        node_program(),
        str(BIOME),
        "check",
        "--error-on-warnings",
        "templates",
        "tests/web",
        "biome.json",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_their_functions_do_what_they_say() -> None:
    files = sorted(str(path) for path in (ROOT / "tests" / "web").glob("*.test.js"))
    command = [node_program(), "--no-warnings", "--test", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pass 16" in done.stdout
