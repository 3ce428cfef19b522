"""Where a build spends its time, call by call, as https://www.speedscope.app shows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.measure import Command
from benchmarks.sessions import FARID, FARIDS_LINE, talk

_RATES = {"small": "1000", "large": "200"}
"""Samples a second."""


def write_profiles(bench: Bench, folder: Path) -> list[str]:
    """Profile the small and the large deck, from nothing and after an edit; a line for each file.

    py-spy looks at the process from outside. Where it is missing, or may not look (it needs the right to trace, as
    root has), cProfile counts inside.
    """
    folder.mkdir(parents=True, exist_ok=True)
    small = bench.place("small") / "farid.md"
    shutil.copy(FARID, small)
    large = talk(bench, "mixed", 1000)
    lines = []
    for name, deck, line in (("small", small, FARIDS_LINE), ("large", large, "## Diapositive 500\n")):
        cache = bench.place(f"profile-{name}")
        for state in ("first", "edited"):
            if state == "edited":
                text = deck.read_text(encoding="utf-8")
                deck.write_text(text.replace(line, f"{line.strip()} mot\n", 1), encoding="utf-8")
            lines.append(_profile(bench.build(deck), cache, folder / f"{name}-{state}", _RATES[name]))
    return lines


def _profile(command: Command, cache: Path, target: Path, rate: str) -> str:
    environment = {**os.environ, "DECKGEN_CACHE": str(cache)}
    spy, seen = shutil.which("py-spy"), target.with_suffix(".speedscope.json")
    why = "py-spy is not installed"
    if spy:
        options = ("record", "--format", "speedscope", "--rate", rate, "--output", str(seen), "--")
        done = subprocess.run([spy, *options, *command], env=environment, capture_output=True, text=True)
        if done.returncode == 0 and seen.is_file():
            return f"{seen} (drop it on https://www.speedscope.app)"
        why = f"py-spy said: {(done.stderr.strip() or 'nothing').splitlines()[-1]}"
    counted = target.with_suffix(".prof")
    inside = (sys.executable, "-m", "cProfile", "-o", str(counted), *command[1:])
    subprocess.run(inside, env=environment, stdout=subprocess.DEVNULL, check=True)
    return f"{counted} (by cProfile, for `python -m pstats`, as {why})"
