"""A short program in a process of its own, with bounds of time and memory: what could go on without end ends there."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_BOUNDS = """
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass  # Windows has none; the time is bounded from outside, too
sys.path[:0] = json.loads(sys.argv[1])
"""


class OutOfBoundsError(Exception):
    """The program took more time, or more memory, than it may have."""


def run_bounded(
    program: str, given: bytes, modules: Sequence[str], *, memory: int, seconds: float,
    arguments: Sequence[str] = (),
) -> subprocess.CompletedProcess[bytes]:  # fmt: skip
    """Run `program` (Python; `sys.argv[2:]` are its `arguments`) on the bytes `given` with at most `memory` bytes
    and `seconds`.

    It imports nothing but the standard library and these `modules`, so it starts in some 30 ms. Raises
    `OutOfBoundsError` if it is not done in time.
    """
    specs = [importlib.util.find_spec(name) for name in modules]
    folders = [str(Path(spec.origin).parent.parent) for spec in specs if spec and spec.origin]
    bounds = _BOUNDS.format(memory=memory, seconds=round(seconds) + 1)
    command = [sys.executable, "-I", "-S", "-c", bounds + program, json.dumps(folders), *arguments]
    environment = {name: os.environ[name] for name in ("SYSTEMROOT", "HOME") if name in os.environ}
    try:
        return subprocess.run(
            command, input=given, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise OutOfBoundsError from error
