"""Opening a file in its author's editor, at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from urllib.parse import quote

_AT_LINE = {
    "code": ("--goto", "{path}:{line}"), "code-insiders": ("--goto", "{path}:{line}"),
    "codium": ("--goto", "{path}:{line}"), "cursor": ("--goto", "{path}:{line}"),
    "subl": ("{path}:{line}",), "zed": ("{path}:{line}",), "mate": ("-l", "{line}", "{path}"),
    "gvim": ("+{line}", "{path}"), "mvim": ("+{line}", "{path}"), "emacsclient": ("-n", "+{line}", "{path}"),
    "gedit": ("+{line}", "{path}"), "kate": ("-l", "{line}", "{path}"), "geany": ("-l", "{line}", "{path}"),
    "idea": ("--line", "{line}", "{path}"), "pycharm": ("--line", "{line}", "{path}"),
    "notepad++": ("-n{line}", "{path}"),
}  # fmt: skip
"""Editors with a window of their own → how they are told the line. (Those of a terminal can't be started here.)"""


def opened(path: Path, line: int) -> dict[str, str]:
    """Start `$VISUAL` or `$EDITOR` at `line` of `path`; otherwise an address that Visual Studio Code answers to."""
    absolute = str(path.absolute())
    for variable in ("VISUAL", "EDITOR"):
        words = shlex.split(os.environ.get(variable, ""))
        name = Path(words[0]).name.removesuffix(".exe") if words else ""
        if name in _AT_LINE:
            # The flag that makes an editor wait is for commits.
            own = [word for word in words[1:] if word not in ("--wait", "-w")]
            given = [part.format(path=absolute, line=line) for part in _AT_LINE[name]]
            try:
                subprocess.Popen([words[0], *own, *given], stdin=subprocess.DEVNULL, start_new_session=True)
            except OSError:
                continue
            return {"editor": name}
    return {
        "address": f"vscode://file{quote(absolute if absolute.startswith('/') else '/' + absolute)}:{line}"
    }
