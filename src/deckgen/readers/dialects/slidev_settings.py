"""Settings of Slidev's slides: between two `---` lines, or in a block of code at the top of a slide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Part

KEYS = (
    "layout|class|background|backgroundSize|image|transition|clicks|level|hideInToc|src|routeAlias|zoom|"
    "preload|color|url|disabled|hide|dragPos|clicksStart|monaco|layoutClass|mdc|favicon|defaults"
)
_FIRST = regex(rf"(?:[A-Za-z][\w-]*|(?:{KEYS})[ \t]*):(?:[ \t].*)?|#.*")
"""`Note : …` is French."""
_RULE = regex(r"---(?:[ \t]+#.*)?")
"""With what its author notes behind it."""
_LATER = regex(r"[A-Za-z][\w-]*[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|#.*|- .*|")
_AFTER_BLANK = regex(r"[A-Za-z][\w-]*[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|")


def may_be_setting(line: str) -> bool:
    """True for a line that settings may begin with."""
    return bool(_FIRST.fullmatch(line.rstrip()))


def settings_end(lines: Sequence[str], first: int) -> int:
    """The line of the `---` that closes the settings which the `---` of line `first` opens; 0 if it opens none."""

    def text(number: int) -> str:
        return lines[number].rstrip()

    if first + 2 >= len(lines) or not _RULE.fullmatch(text(first)) or not may_be_setting(text(first + 1)):
        return 0
    last = next(
        (n for n in range(first + 2, min(len(lines), first + LONGEST_SETTINGS)) if text(n) == "---"), 0
    )
    inside = [text(number) for number in range(first + 1, last)]
    if not last or not any(":" in line and line[:1] != "#" for line in inside):
        return 0
    return last if _are_settings(inside) else 0


def _are_settings(lines: Sequence[str]) -> bool:
    """True for lines that look like settings, one below the other; or that are a mapping in YAML."""
    plain = all(
        (_LATER if above else _AFTER_BLANK).fullmatch(line)  # a heading below a blank line is the slide's
        for above, line in itertools.pairwise(lines)
    )
    return plain or _is_mapping("\n".join(lines))


@lru_cache(maxsize=64)
def _is_mapping(text: str) -> bool:
    import yaml

    try:
        found = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and all(re.fullmatch(r"[A-Za-z][\w-]*", str(key)) for key in found)


_SOURCE = regex(r"src[ \t]*:[ \t]*[\"']?([^\s\"']+)[\"']?[ \t]*")
FENCE = regex(r"(`{3,})")


def parts(lines: Sequence[str]) -> list[Part]:
    """The slides of a file, its head's settings those of the first."""
    starts: list[tuple[int, tuple[int, int], int]] = []
    at, fence = 0, ""
    if lines and lines[0].rstrip() == "---" and (last := settings_end(lines, 0)):
        starts.append((0, (1, last), last + 1))
        at = last + 1
    else:
        starts.append((0, (0, 0), 0))
    while at < len(lines):
        line = lines[at]
        mark = FENCE.match(line)
        if mark and (not fence or line.rstrip() == fence):
            fence = "" if fence else mark[1]
        elif not fence and re.fullmatch(r"-{3,}[ \t]*", line):
            last = settings_end(lines[at : at + LONGEST_SETTINGS], 0)
            inside = (at + 1, at + last) if last else _block_below(lines, at + 1) or (at, at)
            starts.append((at, inside, at + last + 1))
            at += last
        at += 1
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    found = []
    for (start, inside, _), end in zip(starts, ends, strict=True):
        sources = (_SOURCE.fullmatch(line) for line in lines[inside[0] : inside[1]])
        source = next((match[1] for match in sources if match), "")
        found.append(Part(start, inside, end, source))
    return found


LONGEST_SETTINGS = 200
"""Lines of a slide's."""


def _block_below(lines: Sequence[str], at: int) -> tuple[int, int] | None:
    """The lines of settings that a slide has in a block of code at its top (```` ```yaml ````)."""
    opens = next((n for n in range(at, min(len(lines), at + LONGEST_SETTINGS)) if lines[n].strip()), at)
    if opens == len(lines) or lines[opens].strip() not in ("```yaml", "```yml"):
        return None
    ends = (
        n for n in range(opens + 1, min(len(lines), opens + LONGEST_SETTINGS)) if lines[n].rstrip() == "```"
    )
    end = next(ends, 0)
    return (opens + 1, end) if end else None
