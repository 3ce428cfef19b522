"""Look for what deckgen can't bear: exceptions that escape, processes that die, builds that take too long.

    python -m tests.fuzz KIND --count N --seed S [--keep DIR]

KIND is `deck`, `chart`, `yaml`, `jinja`, `bib`, `svg`, `html` or `all`. An input is made from its number alone, so
a finding can be had again with `--seed S --count 1`. Every kind of fault is kept once, made as small as it gets.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz.case import DECK, Case, Corpus, Maker
from tests.fuzz.make_bib import bib_makers
from tests.fuzz.make_chart import chart_makers
from tests.fuzz.make_deck import deck_makers
from tests.fuzz.make_front import jinja_makers, yaml_makers
from tests.fuzz.make_markup import html_makers, svg_makers

HERE = Path(__file__).parent
LIMIT = 5.0
"""Seconds of work for one input."""
PATIENCE = 7.0
"""Seconds after which the process is ended."""
MUCH = 2000
"""Megabytes."""
KINDS: dict[str, Callable[[Corpus], Sequence[Maker]]] = {
    "deck": deck_makers, "chart": chart_makers, "yaml": yaml_makers, "jinja": jinja_makers, "bib": bib_makers,
    "svg": svg_makers, "html": html_makers,
}  # fmt: skip


@dataclass(slots=True)
class Runner:
    """A worker process, started again when it dies."""

    folder: Path
    assets: Sequence[Path]
    process: subprocess.Popen[str] | None = None

    def _start(self) -> subprocess.Popen[str]:
        arguments = [sys.executable, str(HERE / "worker.py"), str(self.folder / "trace")]
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=self.folder,
            stderr=(self.folder / "stderr").open("w"), env={**os.environ, "DECKGEN_CACHE": ""},
        )  # fmt: skip
        return self.process

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
            self.process = None

    def run(self, case: Case, *, build: bool) -> dict[str, Any]:
        """What comes of `case`."""
        place = self.folder / "deck"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for path in self.assets:
            (place / path.name).symlink_to(path)
        for name, data in case.files.items():
            (place / name).unlink(missing_ok=True)
            (place / name).write_bytes(data)
        process = self.process or self._start()
        assert process.stdin
        assert process.stdout
        started = time.perf_counter()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(
                json.dumps({"folder": str(place), "build": build, "outline": case.outline}) + "\n"
            )
            process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        line = process.stdout.readline() if ready else ""
        if line:
            answer: dict[str, Any] = json.loads(line)
            if answer["memory"] > MUCH / 2 or answer.get("error") == "MemoryError":
                self.stop()  # what it has taken it may not give back
            return answer
        code = process.wait() if ready else None
        if code is None:
            process.send_signal(signal.SIGUSR1)  # it says where it is
            time.sleep(0.3)
        self.stop()
        trace = "".join(
            (self.folder / name).read_text(errors="replace")[-6000:] for name in ("stderr", "trace")
        )
        stack = re.findall(r'File "(.*?)", line (\d+) in (.*)', trace)
        frames = [f"{file}:{number}:{name}" for file, number, name in reversed(stack)]
        error = "slow" if code is None else f"died({code})"
        seconds = time.perf_counter() - started
        return {"ok": False, "error": error, "text": "", "frames": frames, "trace": trace[-2500:],
                "cpu": seconds, "wall": seconds, "memory": 0}  # fmt: skip


def where(frames: Sequence[str]) -> str:
    """The innermost frame of deckgen, without its line."""
    ours = [frame for frame in frames if "/deckgen/" in frame]
    if not ours:
        return "?"
    file, _, name = ours[-1].rsplit(":", 2)
    return f"{file.rpartition('/deckgen/')[2]}:{name}"


def fault(case: Case, answer: dict[str, Any]) -> str:
    """A name for the kind of fault; empty if all is well."""
    sort = case.label.partition(" after ")[0]
    if not answer["ok"]:
        error = answer["error"]
        if error in ("slow",) or error.startswith("died") or error in ("MemoryError", "RecursionError"):
            return f"{error} {sort} {where(answer['frames'])}"
        return f"{error} {where(answer['frames'])}"
    if answer["cpu"] > LIMIT:
        return f"slow {sort}"
    if answer["memory"] > MUCH:
        return f"memory {sort}"
    if problem := answer.get("pptx"):
        return f"pptx {re.sub('[0-9]+', 'N', problem)[:90]}"
    return ""


def minimal(case: Case, same: Callable[[Case], bool], seconds: float) -> Case:
    """`case` with all lines and pieces left out without which the fault is still there."""
    end = time.perf_counter() + seconds
    for name in sorted(case.files, key=lambda n: n == DECK):
        if name != DECK and same(
            without := Case(case.label, {n: d for n, d in case.files.items() if n != name})
        ):
            case = without
            continue
        for separator in (b"\n", b""):
            case = _reduced(case, name, separator, same, end)
    return case


def _reduced(case: Case, name: str, separator: bytes, same: Callable[[Case], bool], end: float) -> Case:
    data = case.files[name]
    parts = data.split(separator) if separator else [data[i : i + 1] for i in range(len(data))]
    size = max(1, len(parts) // 2)
    while time.perf_counter() < end:
        place, changed = 0, False
        while place < len(parts) and time.perf_counter() < end:
            fewer = parts[:place] + parts[place + size :]
            smaller = case.with_file(name, separator.join(fewer))
            if same(smaller):
                case, parts, changed = smaller, fewer, True
            else:
                place += size
        if size == 1 and not changed:
            break
        size = max(1, size // 2) if not changed or size > 1 else 1
    return case


@dataclass(slots=True)
class Findings:
    """The faults seen so far, each kind once."""

    folder: Path
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.glob("*/key"):
            self.seen[path.read_text()] += 1

    def keep(self, key: str, number: str, case: Case, small: Case, answer: dict[str, Any]) -> Path:
        folder = self.folder / re.sub(r"[^\w.-]+", "_", key)[:110]
        folder.mkdir(exist_ok=True)
        for name, data in small.files.items():
            (folder / name).write_bytes(data)
        (folder / "whole").mkdir(exist_ok=True)
        for name, data in case.files.items():
            (folder / "whole" / name).write_bytes(data)
        (folder / "trace").write_text(f"{number}\n{answer['cpu']:.1f} s, {answer['memory']} MB\n"
                                      f"{answer.get('trace', '')}{answer.get('pptx', '')}")  # fmt: skip
        (folder / "key").write_text(key)
        return folder


def fuzz(
    kind: str, numbers: range, corpus: Corpus, runner: Runner, found: Findings, *, seconds: float = 3600.0,
    largest: int = 1 << 30,
) -> None:  # fmt: skip
    """Run the inputs of one kind that have these `numbers`, or as many as there is time for."""
    end = time.perf_counter() + seconds
    count = 0
    makers = KINDS[kind](corpus)
    codes: Counter[str] = Counter()
    slowest = (0.0, "")
    for number in numbers:
        if time.perf_counter() > end:
            break
        rng = random.Random(f"{kind} {number}")
        case = rng.choice(makers)(rng)
        if len(case.files[DECK]) > largest:
            continue
        count += 1
        build = rng.random() < 0.5
        answer = runner.run(case, build=build)
        codes.update(answer.get("codes", ()))
        slowest = max(slowest, (answer["cpu"], f"{number} {case.label}"))
        key = fault(case, answer)
        if not key:
            continue
        found.seen[key] += 1
        if found.seen[key] > 1:
            continue
        slow = key.startswith(("slow", "memory"))

        def same(smaller: Case, key: str = key, build: bool = build) -> bool:
            return fault(smaller, runner.run(smaller, build=build)) == key

        small = minimal(case, same, 0.0 if slow and len(case.files[DECK]) > 5000 else 25.0)
        folder = found.keep(key, f"{kind} --seed {number} build={build}", case, small, answer)
        size = sum(map(len, small.files.values()))
        said = f"{answer.get('text', '')[:80]!r} {answer['cpu']:.1f} s, {size} B in {folder.name}"
        print(f"{kind} {number}: {key}: {said}",
              flush=True)  # fmt: skip
    print(f"{kind}: {count} inputs, slowest {slowest[0]:.1f} s ({slowest[1]})", flush=True)
    print(f"   said: {', '.join(f'{code} {times}' for code, times in codes.most_common(60))}", flush=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=[*KINDS, "all"])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=3600.0, help="the most that one kind may take")
    parser.add_argument("--largest", type=int, default=1 << 30, help="bytes of a deck")
    parser.add_argument("--keep", type=Path, default=Path("findings"))
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    options = parser.parse_args()
    corpus = Corpus(tuple(options.corpus))
    assets = {
        path.name: path
        for path in corpus.files(".png", ".svg", ".gif", ".webp", ".jpg", ".mp4", ".wav", ".csv")
    }
    with tempfile.TemporaryDirectory() as name:
        runner = Runner(Path(name), list(assets.values()))
        try:
            for kind in KINDS if options.kind == "all" else [options.kind]:
                numbers = range(options.seed, options.seed + options.count)
                fuzz(kind, numbers, corpus, runner, Findings(options.keep), seconds=options.seconds,
                     largest=options.largest)  # fmt: skip
        finally:
            runner.stop()


if __name__ == "__main__":
    main()
