"""Whole-process timings against pandoc, pair by pair, so that a slow machine slows both.

    python benchmarks/run.py [--pairs 15]

Prints a table. pandoc comes from PyPI (`pypandoc-binary`, part of the `test` extra).
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.decks import chart_deck, text_deck  # noqa: E402


def seconds(commands: list[list[str]], environment: dict[str, str]) -> float:
    """Wall time of the commands, one after the other."""
    started = time.perf_counter()
    for command in commands:
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def compare(
    ours: list[list[str]], theirs: list[list[str]], pairs: int, environment: dict[str, str]
) -> tuple[float, float, float]:
    """Median seconds of both and the median of the pairs' ratios, after one run of each."""
    seconds(ours, environment), seconds(theirs, environment)
    runs = [(seconds(ours, environment), seconds(theirs, environment)) for _ in range(pairs)]
    return (
        statistics.median(a for a, _ in runs),
        statistics.median(b for _, b in runs),
        statistics.median(a / b for a, b in runs),
    )


def rebuilt(deck: Path, deckgen: list[str], folder: Path, pairs: int) -> tuple[float, float]:
    """Median processor seconds of a build from nothing, and of one after an edit of a slide."""
    text, full, again = deck.read_text(encoding="utf-8"), [], []
    for number in range(max(3, pairs // 3)):
        environment = {**os.environ, "DECKGEN_CACHE": str(folder / f"edits{number}")}
        for times, edited in ((full, text), (again, text.replace("## Diapositive 500\n", "## Une autre\n"))):
            deck.write_text(edited, encoding="utf-8")
            before = os.times()
            subprocess.run([*deckgen, str(deck)], check=True, env=environment, stdout=subprocess.DEVNULL)
            after = os.times()
            times.append(
                after.children_user + after.children_system - before.children_user - before.children_system
            )
    deck.write_text(text, encoding="utf-8")
    return statistics.median(full), statistics.median(again)


def main() -> None:
    """Print the table."""
    import pypandoc

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    pandoc = pypandoc.get_pandoc_path()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "DECKGEN_CACHE": str(folder / "cache")}
        deckgen = [sys.executable, "-m", "deckgen", "build", "-o", name]
        farid = str(ROOT / "slides" / "farid.md")
        # What pandoc can't read, it need not: without its charts the deck is a third of the work.
        plain = folder / "plain.md"
        text = Path(farid).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines(True) if not line.startswith("![")]
        plain.write_text("".join(lines), encoding="utf-8")
        alone = [[*deckgen, str(plain)]]
        theirs = [
            [pandoc, str(plain), "-o", f"{name}/x.pptx"],
            [pandoc, str(plain), "-t", "revealjs", "-s", "-o", f"{name}/x.html"],
        ]
        cold = {**environment, "DECKGEN_CACHE": ""}
        rows = [
            ("the outline alone, .pptx and HTML, for the first time", *compare(alone, theirs, pairs, cold)),
            ("the same once more", *compare(alone, theirs, pairs, environment)),
            ("slides/farid.md once more", *compare([[*deckgen, farid]], theirs, pairs, environment)),
        ]
        decks = {}
        for count in (100, 1000, 3000):
            decks[count] = folder / f"text{count}.md"
            decks[count].write_text(text_deck(count), encoding="utf-8")
        big = str(decks[1000])
        ours = [[*deckgen, "--to", "pptx", big]]
        theirs = [[pandoc, big, "-o", f"{name}/y.pptx"]]
        rows.append(("1,000 slides of text, .pptx", *compare(ours, theirs, max(3, pairs // 4), cold)))
        print("| what | deckgen | pandoc | ratio |\n| --- | --- | --- | --- |")
        for what, a, b, ratio in rows:
            print(f"| {what} | {a:.2f} s | {b:.2f} s | {ratio:.2f} |")
        times = {
            count: min(seconds([[*deckgen, "--to", "pptx", str(path)]], cold) for _ in range(3))
            for count, path in decks.items()
        }
        charts = {}
        for count in (100, 200, 800):
            path = folder / f"charts{count}.md"
            path.write_text(chart_deck(count), encoding="utf-8")
            charts[count] = min(seconds([[*deckgen, "--to", "pptx", str(path)]], cold) for _ in range(2))
        full, again = rebuilt(decks[1000], deckgen, folder, pairs)
        print(f"\n1,000 slides {full:.2f} s, with one of them edited {again:.2f} s: {again / full:.2f} of it")
        grows = math.log(charts[800] / charts[200]) / math.log(4)
        listed = ", ".join(f"{count} charts {value:.2f} s" for count, value in charts.items())
        print(f"\n{listed}, nothing cached: cost ∝ charts^{grows:.2f} from 200 to 800")
        exponent = math.log(times[3000] / times[100]) / math.log(30)
        shown = ", ".join(f"{count:,} slides {value:.2f} s" for count, value in times.items())
        print(f"\n{shown}: cost ∝ slides^{exponent:.2f} from 100 to 3,000")


if __name__ == "__main__":
    main()
