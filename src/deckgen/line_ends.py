"""Line ends and byte order marks of a file that is written anew: they stay as they are."""

from __future__ import annotations

from deckgen.patterns import regex

END = regex(r"(\r\n|\r|\n)")
MARK = b"\xef\xbb\xbf"


def as_before(text: str, old: bytes) -> bytes:
    """`text` as the bytes of a file that held `old`: with its mark, and its line ends where the lines are the same.
    Raises `UnicodeDecodeError` if that was not UTF-8."""
    mark = MARK if old.startswith(MARK) else b""
    text = "\n".join(END.split(text)[::2])
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
    head, tail = min(head, len(ends)), min(tail, len(ends))
    kept = [*ends[:head], *[""] * (len(lines) - 1 - head - tail), *ends[len(ends) - tail :]]
    found: list[str] = []
    for line, end, below, following in zip(lines, kept, lines[1:], [*kept[1:], "."], strict=False):
        # Of an end and an empty line's below it, `\r` and `\n` would be one line end: a new one gives way.
        met = (end or usual) == "\n" and not line and found and found[-1].endswith("\r")
        meets = not end and usual == "\r" and not below and (following or usual) == "\n"
        if met or meets:
            found.append(line + ("\r" if end else "\r\n"))
        else:
            found.append(line + (end or usual))
    return "".join(found) + lines[-1]


def _same(one: list[str], other: list[str]) -> int:
    """How many lines the two begin with in common."""
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return count
