"""Tokens as somebody wants them: `theme.toml` beside a template, `theme-options` in a deck."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import asdict, replace

from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.model import Model
from deckgen.source import Source, Span
from deckgen.themes.token_values import Color, NoColor
from deckgen.themes.tokens import Tokens

Where = Callable[[str, str], Span]
"""The place of a key in its group."""
LARGEST = 200_000
"""Bytes of a `theme.toml`."""


def read_options(source: Source) -> Warned[Mapping[str, object]]:
    """The tables of a `theme.toml`."""
    text = "\n".join(source.lines)
    try:
        if len(text) > LARGEST:
            raise ValueError(f"it has more than {LARGEST // 1000} kB")
        return Warned(tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:160]
        line = re.search(r"at line (\d+)", reason)
        span = Span(int(line[1]) if line else 1)
        return Warned(
            {}, (Diagnostic("broken-theme", "error", f"this is not TOML: {reason}", span, "", source),)
        )


def with_options(
    tokens: Tokens, options: Mapping[str, object], palette: Mapping[str, str], where: Where,
    source: Source | None = None,
) -> Warned[Tokens]:  # fmt: skip
    """The tokens with `options` (group → key → value) in their places. What there is no such token for, or what is no
    value for it, is reported at its place and left as it was."""
    found: list[Diagnostic] = []
    groups = {field.name: field for field in msgspec.structs.fields(Tokens)}
    for name, given in options.items():
        key = name.replace("-", "_")
        if key not in groups or not isinstance(given, Mapping):
            message = f"a theme has no `{name}`" if key not in groups else f"`{name}` is a group of settings"
            found.append(_wrong(message, where(name, ""), nearest(key, list(groups)), source))
            continue
        tokens, more = _in_group(tokens, key, given, palette, partial(where, name), source)
        found += more
    return Warned(tokens, tuple(found))


def _in_group(
    tokens: Tokens, name: str, given: Mapping[str, object], palette: Mapping[str, str],
    where: Callable[[str], Span], source: Source | None,
) -> tuple[Tokens, list[Diagnostic]]:  # fmt: skip
    group: Model = getattr(tokens, name)
    hints = get_type_hints(type(group), include_extras=True)
    known = {*palette, *asdict(tokens.colors)}
    found: list[Diagnostic] = []
    for key, value in given.items():
        field = key.replace("-", "_")
        if field not in hints:
            found.append(_wrong(f"`{name}` has no `{key}`", where(key), nearest(field, list(hints)), source))
            continue
        try:
            new = msgspec.convert(_plain(value), hints[field], strict=False)
        except msgspec.ValidationError as error:
            found.append(
                _wrong(f"`{key}` is {_wanted(hints[field])}, not that", where(key), _reason(error), source)
            )
            continue
        if unknown := next((c for c in _colors(new, hints[field]) if not _is_color(c, known)), ""):
            hint = nearest(unknown.partition("@")[0], sorted(known))
            found.append(_wrong(f"there is no colour `{unknown}`", where(key), hint, source))
            continue
        group = replace(group, **{field: new})
    return replace(tokens, **{name: group}), found


def _wanted(hint: Any) -> str:
    """What a token is, in words."""
    if hint in (Color, NoColor):
        return "a colour: `accent1`, a role such as `muted`, or six digits such as `C2410C`"
    if get_origin(hint) is Annotated:
        return _wanted(get_args(hint)[0])
    if get_origin(hint) is tuple:
        inner = [each for each in get_args(hint) if each is not Ellipsis]
        return "a list" if len(inner) == 1 else f"a list of {len(inner)}"
    return {bool: "`true` or `false`", str: "text"}.get(hint, "a number")


def _reason(error: msgspec.ValidationError) -> str:
    """Its bounds, where these are what is wrong."""
    said = str(error).partition(" - at")[0]
    match = re.search(r"(<=|>=) (-?[\d.]+)", said)
    return f"at {'most' if match[1] == '<=' else 'least'} {match[2]}" if match else ""


def _wrong(message: str, span: Span, hint: str, source: Source | None) -> Diagnostic:
    return Diagnostic("theme-option", "warning", message, span, hint, source)


def _plain(value: object) -> object:
    """Colours as they are known here: without `#`, of six digits, in capitals."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, str) and (match := re.fullmatch(r"#?([0-9A-Fa-f]{6})|#([0-9A-Fa-f]{3})", value)):
        return (match[1] or "".join(2 * digit for digit in match[2])).upper()
    return value


def _colors(value: Any, hint: Any) -> Iterator[str]:
    """The colours in a value."""
    if hint in (Color, NoColor):
        yield value
    elif get_origin(hint) is tuple:
        inner = get_args(hint)
        each = (inner[0],) * len(value) if inner[-1] is Ellipsis else inner
        for part, kind in zip(value, each, strict=True):
            yield from _colors(part, kind)
    elif get_origin(hint) is Annotated:
        yield from _colors(value, get_args(hint)[0])


def _is_color(value: str, known: set[str]) -> bool:
    base = value.partition("@")[0]
    return not value or base in known or bool(re.fullmatch("[0-9A-F]{6}", base))


def place_in(lines: tuple[str, ...] | list[str], header: str) -> Where:
    """Where a key stands in a text of groups, each opened by its name as `header` has it (`[{}]`, `{}:`)."""

    def where(group: str, key: str) -> Span:
        inside = False
        for number, line in enumerate(lines, 1):
            stripped = line.strip()
            if stripped.startswith(header.format(group)):
                inside = True
                if key and (at := re.search(rf"(?<![\w-]){re.escape(key)}[\"']?\s*[:=]", line)):
                    return Span(number, at.start() + 1, length=len(key))
                if not key:
                    return Span(number, line.index(stripped) + 1, length=len(stripped))
            elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[:=]", line):
                return Span(number, len(line) - len(line.lstrip()) + 1, length=len(key))
        named = (n for n, line in enumerate(lines, 1) if header == "{}:" and line.startswith("theme-options"))
        return Span(next(named, 1))

    return where
