"""What `deckgen build` does, once it is known what is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.cli.decks import check_formats, chosen_decks, print_findings

if TYPE_CHECKING:
    from deckgen.building import BuildResult
    from deckgen.memory import Memory
    from deckgen.options import Options


def build_decks(
    decks: Sequence[Path] | None = None,
    to: Sequence[str] | None = None,
    output: Path = Path("build"),
    theme: str = "",
    outline: str = "",
    dialect: str = "",
    trust: bool = False,
    allow: Sequence[Path] | None = None,
    strict: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    watch: bool = False,
    no_source: bool = False,
) -> tuple[bool, Memory | None]:
    """Build the decks and say how it went; False if one has errors (with `strict`, warnings). Gives, too, what the last
    one was made with, and all that came of it: where the process ends, it is not taken down, which takes a while.
    Raises `UsageError` before anything is done."""
    from deckgen.memory import memory_of_one
    from deckgen.options import Options

    formats = to or ["pptx", "html"]
    check_formats(formats)
    chosen = chosen_decks(decks, output)
    if output.suffix and not output.is_dir():
        _check_file(output, to, len(chosen))
    options = Options(theme, outline, trust, tuple(allow or ()), dialect, not no_source)
    is_well, memory = True, None
    for number, path in enumerate(chosen, 1):
        progress = "" if quiet else f"{number}/{len(chosen)} "
        memory = memory_of_one()
        done = _built(path, formats, output, options, memory, progress, quiet=quiet, verbose=verbose)
        warns = any(each.severity == "warning" for each in done.diagnostics)
        is_well = is_well and done.ok and not (strict and warns)
    if watch:
        from deckgen.serve.rebuild import rebuild

        def again(path: Path) -> object:
            return _built(path, formats, output, options, memory_of_one(), quiet=quiet, verbose=verbose)

        rebuild(chosen, options, again)
    return is_well, memory


def _check_file(output: Path, to: Sequence[str] | None, decks: int) -> None:
    """A file is of one deck, in the format that its name ends in."""
    from deckgen.cli.decks import UsageError
    from deckgen.writers.registry import FORMATS

    kind = output.suffix[1:].lower()
    if kind in FORMATS and (decks > 1 or (to and list(to) != [kind])):
        several = "several decks" if decks > 1 else f"{', '.join(to or ())}"
        raise UsageError(f"{output} is one file: name a folder for {several}", "--output")


def _built(
    path: Path,
    formats: Sequence[str],
    output: Path,
    options: Options,
    memory: Memory,
    progress: str = "",
    *,
    quiet: bool,
    verbose: bool,
) -> BuildResult:
    """Build one deck and say how it went."""
    from deckgen.building import build

    shows = bool(progress) and sys.stderr.isatty()
    if shows:
        print(f"\r\033[K{progress}{path} …", end="", file=sys.stderr, flush=True)
    result = build(
        path, to=formats, output=output, theme=options.theme, outline=options.outline, dialect=options.dialect,
        trust=options.trust, allow=options.allow, carries=options.carries, memory=memory,
    )  # fmt: skip
    if shows:
        print("\r\033[K", end="", file=sys.stderr)
    print_findings(result.diagnostics, result.source, quiet=quiet, verbose=verbose)
    if result.written and not quiet:
        files = ", ".join(map(str, result.written))
        slides = f"{result.slides} slide{'s' if result.slides != 1 else ''}"
        print(f"{path}: {slides} → {files} ({result.seconds:.2f} s)", flush=True)
    return result
