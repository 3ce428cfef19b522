"""A short program in a process of its own, with bounds of time and memory: what could go on without end ends there."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_BOUNDS = """
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds} + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass  # Windows has none; the time is bounded from outside, too
sys.path[:0] = json.loads(sys.argv[1])
"""


PATIENCE = 5 if importlib.util.find_spec("resource") else 1
"""Times its seconds that a program may take by the clock, where the system counts what it has worked: on a busy machine
it waits more than it works."""


class OutOfBoundsError(Exception):
    """The program took more time, or more memory, than it may have."""


def run_bounded(
    program: str, given: bytes, modules: Sequence[str], *, memory: int, seconds: float,
    arguments: Sequence[str] = (),
) -> subprocess.CompletedProcess[bytes]:  # fmt: skip
    """Run `program` (Python; `sys.argv[2:]` are its `arguments`) on the bytes `given` with at most `memory` bytes
    and `seconds` of work.

    It imports nothing but the standard library and these `modules`, so it starts in some 30 ms. Raises
    `OutOfBoundsError` if it is not done in time.
    """
    specs = [importlib.util.find_spec(name) for name in modules]
    folders = [str(Path(spec.origin).parent.parent) for spec in specs if spec and spec.origin]
    bounds = _BOUNDS.format(memory=memory, seconds=max(1, round(seconds)))
    command = [sys.executable, "-I", "-S", "-c", bounds + program, json.dumps(folders), *arguments]
    environment = {name: os.environ[name] for name in ("SYSTEMROOT", "HOME") if name in os.environ}
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=PATIENCE * seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise OutOfBoundsError from error
    if done.returncode == -getattr(signal, "SIGXCPU", 0) != 0:
        raise OutOfBoundsError
    return done
