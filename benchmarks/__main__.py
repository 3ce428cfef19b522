"""All speed figures in one table, against their goals.

    pip install '.[test]'
    python -m benchmarks [--pairs 15] [--only WORD] [--json FILE] [--against FILE] [--profile DIR]

Whole processes, from start to end, beside pandoc in turns: medians. "From nothing" is with an empty cache. pandoc has
the same decks with tables for charts, and the outline without them. Memory is that of the largest process, or of it
and its children together where that is more. Where others use the machine, wall times say little (the JSON has its
load).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import report
from benchmarks.bench import ROOT, Bench
from benchmarks.figures import ROWS


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pairs", type=int, default=15, help="how often short runs are measured; long ones a fifth"
    )
    parser.add_argument("--only", metavar="WORD", default="", help="the rows whose name has this in it")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures, too")
    parser.add_argument("--against", metavar="FILE", type=Path, help="compare with what --json wrote before")
    parser.add_argument("--profile", metavar="DIR", type=Path, help="write profiles, and no table")
    given = parser.parse_args()
    if given.pairs < 1:
        parser.error("--pairs wants 1 or more")
    earlier = report.load(given.against) if given.against else None
    with tempfile.TemporaryDirectory(prefix="deckgen-benchmarks-") as name:
        bench = Bench(Path(name), given.pairs)
        if given.profile:
            from benchmarks.profiles import write_profiles

            print("\n".join(write_profiles(bench, given.profile)))
            return
        print(report.HEAD)
        figures = []
        for row in ROWS:
            if given.only.casefold() in row.name.casefold():
                figures.append(row.figure(bench))
                print(report.line(figures[-1]), flush=True)
    if given.json:
        report.save(figures, given.pairs, given.json)
    if earlier is not None:
        print(f"\n{report.compared(earlier, figures)}")
        said = report.stated((ROOT / "README.md").read_text(encoding="utf-8"))
        lines = report.outdated(said, figures) or ["nothing"]
        print(f"\nOf what README.md states, changed by more than {report.NOISE:.0%}:\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
