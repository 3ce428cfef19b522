"""The process that runs deckgen on one input after the other: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import contextlib
import faulthandler
import io
import json
import os
import re
import resource
import shutil
import signal
import sys
import time
import traceback
import warnings
import zipfile
from pathlib import Path
from typing import Any

MEMORY = 3 << 30
_STRANGE = re.compile(rb'(?:cx|cy|w|sz|val)="(?:[nN]a[nN]|-?[iI]nf|-?\d+\.\d+e\d+|None)"|c[xy]="-\d')
"""Lengths and values that PowerPoint does not read."""


def frames(error: BaseException) -> list[str]:
    """The frames of a traceback, outermost first."""
    return [f"{f.filename}:{f.lineno}:{f.name}" for f in traceback.extract_tb(error.__traceback__)]


def check(path: Path) -> str:
    """What is wrong with a PowerPoint file; nothing if python-pptx opens it."""
    from lxml import etree
    from pptx import Presentation

    with zipfile.ZipFile(path) as archive:
        if broken := archive.testzip():
            return f"broken member {broken}"
        names = archive.namelist()
        if len(names) != len(set(names)):
            return "two members of one name"
        for name in names:
            if name.endswith((".xml", ".rels")):
                data = archive.read(name)
                try:
                    etree.fromstring(data, etree.XMLParser(huge_tree=True))
                except etree.XMLSyntaxError as error:
                    return f"not well-formed: {re.sub('[0-9]+', 'N', name)}: {error}"
                if "slides/" in name or "charts/chart" in name:
                    found = _STRANGE.search(re.sub(rb"<a:t>.*?</a:t>|descr=\"[^\"]*\"", b"", data))
                    if found:
                        return f"strange value in {re.sub('[0-9]+', 'N', name)}: {found[0].decode()}"
    for slide in Presentation(str(path)).slides:
        list(slide.shapes)
    return ""


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Build the deck of a job and say what came of it."""
    from deckgen.building import build
    from deckgen.diagnostics import human
    from deckgen.memory import Memory
    from deckgen.options import Options
    from deckgen.pipeline import prepare

    folder = Path(job["folder"])
    output = folder / "out"
    path = folder / "deck.md"
    found: dict[str, Any] = {"ok": True}
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    wall, cpu = time.perf_counter(), seconds()
    try:
        outline = job.get("outline", "")
        if job["build"]:
            result = build(path, to=("pptx", "html"), output=output, outline=outline, memory=Memory(None))
            source, diagnostics = result.source, result.diagnostics
        else:
            source, _, diagnostics = prepare(path, Options(outline=outline), memory=Memory(None))
        found["codes"] = sorted({d.code for d in diagnostics})
        for diagnostic in diagnostics[:200]:
            human(diagnostic, source)
    except BaseException as error:
        text = "".join(traceback.format_exception(error))
        found = {"ok": False, "error": type(error).__name__, "text": str(error)[:300],
            "frames": frames(error),
                 "trace": text[-2500:]}  # fmt: skip
    found["cpu"], found["wall"] = seconds() - cpu, time.perf_counter() - wall
    found["memory"] = high_water()
    if job["build"] and found["ok"]:
        try:
            for pptx in output.glob("*.pptx"):
                found["pptx"] = check(pptx)
        except Exception as error:
            found["pptx"] = f"{type(error).__name__}: {error}"
    shutil.rmtree(output, ignore_errors=True)
    return found


def seconds() -> float:
    """What this process and those that it has waited for have worked."""
    return sum(os.times()[:4])


def high_water() -> int:
    """The most memory that this process has held since it was reset, in MB."""
    with contextlib.suppress(OSError):
        match = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
        if match:
            return int(match[1]) // 1024
    return 0


def main() -> None:
    """Read jobs until there are no more."""
    trace = open(sys.argv[1], "w")  # noqa: SIM115
    answers = os.fdopen(os.dup(1), "w")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    faulthandler.enable(trace)
    faulthandler.register(signal.SIGUSR1, file=trace)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    sys.stderr = io.StringIO()
    for line in sys.stdin:
        trace.seek(0)
        trace.truncate()
        answer = run(json.loads(line))
        sys.stderr = io.StringIO()
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
