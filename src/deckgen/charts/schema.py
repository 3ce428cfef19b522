"""What a chart block may say, and what is wrong where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deckgen.diagnostics import Diagnostic, closest, nearest
from deckgen.source import Span
from deckgen.yaml_values import Value, YamlError
from deckgen.yaml_values import parse as parse_yaml

__all__ = ["Value", "check_keys", "choice", "flag", "parse"]


def parse(text: str, start: Span, findings: list[Diagnostic]) -> Value | None:
    """Read `text`, whose first line stands at `start`; a diagnostic if it is no mapping."""
    try:
        return parse_yaml(text, start)
    except YamlError as error:
        hint = error.hint or "begin with `kind: line`"
        findings.append(Diagnostic("broken-chart", "error", str(error), error.span, hint))
        return None


MEANT: Mapping[str, str] = {
    **dict.fromkeys(("color", "colors", "colour", "palette"), "colours are the theme's; see `highlight`"),
    **dict.fromkeys(
        ("xlabel", "x-label", "x_label", "xaxis", "x-title"), "write `x: {column: NAME, label: TEXT}`"
    ),
    **dict.fromkeys(
        ("ylabel", "y-label", "y_label", "yaxis", "y-title"), "write `y: {column: NAME, label: TEXT}`"
    ),
    **dict.fromkeys(("unit", "format", "min", "max", "scale", "log"), "it belongs to an axis: `y: {…}`"),
    **dict.fromkeys(
        ("trend", "trendline", "regression"), "give its values in a column, or draw it with `lines`"
    ),
    **dict.fromkeys(("sort", "order"), "rows are drawn in the order of the data"),
    **dict.fromkeys(
        ("y2", "secondary"), "there is one axis on each side: make two charts, or use `line: NAME`"
    ),
    **dict.fromkeys(("stacked", "stack"), "write `kind: stacked`"),
    "type": "write `kind`",
    "horizontal": "write `kind: bar`",
    "caption": "write `source` for small print below, `title` for what stands above",
    "alt": "what a chart is called is its `title`",
}
"""What people try → what to write."""


def check_keys(value: Value, known: Sequence[str], findings: list[Diagnostic]) -> None:
    """Report the keys that nobody reads, and those that stand there twice."""
    for span in value.again:
        message = "this key stands here twice: only the last is read"
        findings.append(Diagnostic("unknown-chart-key", "error", message, span, "delete one"))
    for key, span in value.keys.items():
        if key not in known:
            message = f"a chart has no `{key}`"
            findings.append(Diagnostic("unknown-chart-key", "error", message, span, _meant(key, known)))


_CLOSE = 0.75
"""How much a key is like one that there is, if it is misspelt."""


def _meant(key: str, known: Sequence[str]) -> str:
    """What to write in place of a key that there is not."""
    names = tuple(dict.fromkeys(known))
    close = closest(key, names, _CLOSE)
    if close:
        return f"did you mean `{close}`?"
    return MEANT.get(key.lower()) or f"there are {', '.join(sorted(names))}"


def choice(
    value: Value | None, known: Sequence[str], default: str, what: str, findings: list[Diagnostic]
) -> str:
    """One word out of `known`."""
    if value is None:
        return default
    if value.scalar and value.text in known:
        return value.text
    message = f"`{value.text}` is no {what}" if value.scalar else f"{what} is one word"
    findings.append(
        Diagnostic("unknown-chart-value", "error", message, value.span, nearest(value.text, known))
    )
    return default


def flag(value: Value | None, findings: list[Diagnostic]) -> bool | None:
    """Yes, no, or nothing said."""
    if value is None:
        return None
    word = value.text.lower()
    if word in ("true", "yes", "on", "oui", "false", "no", "off", "non"):
        return word in ("true", "yes", "on", "oui")
    message = f"`{value.text}` is neither `true` nor `false`"
    findings.append(Diagnostic("unknown-chart-value", "error", message, value.span))
    return None
