"""Line ends and byte order marks of a file that is written anew: they stay as they are."""

from __future__ import annotations

from deckgen.patterns import regex

END = regex(r"(\r\n|\r|\n)")
MARK = b"\xef\xbb\xbf"


def as_before(text: str, old: bytes) -> bytes:
    """`text` as the bytes of a file that held `old`: with its mark, and its line ends where the lines are the same.
    Raises `UnicodeDecodeError` if that was not UTF-8."""
    mark = MARK if old.startswith(MARK) else b""
    return mark + with_line_ends(text, old.decode("utf-8-sig")).encode("utf-8")


def with_line_ends(text: str, old: str) -> str:
    """`text` with the line ends of `old`, wherever the lines around them are the same."""
    parts = END.split(old)
    was, ends = parts[::2], parts[1::2]
    usual = max(sorted(set(ends)), key=ends.count, default="\n")
    if set(ends) <= {"\n"}:
        return text
    lines = text.split("\n")
    head = _same(lines, was)
    tail = min(_same(lines[::-1], was[::-1]), len(lines) - head, len(was) - head)
    found: list[str] = []
    for index, line in enumerate(lines[:-1]):
        behind = len(lines) - 1 - index
        end = usual
        if index < min(head, len(ends)):
            end = ends[index]
        elif behind <= min(tail, len(ends)):
            end = ends[-behind]
        if not line and end == "\n" and found and found[-1].endswith("\r"):
            end = "\r"  # the two would be one line end
        found.append(line + end)
    return "".join(found) + lines[-1]


def _same(one: list[str], other: list[str]) -> int:
    """How many lines the two begin with in common."""
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return count
