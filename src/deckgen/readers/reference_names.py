"""Names that cross-references know: `fig-coast`, `tbl-values`, `eq-mass`."""

from __future__ import annotations

import re

NAME = r"(?:fig|tbl|tab|eq|lst|thm|lem|cor|prp|def|exm|exr|cnj|rem|sol|alg|sec|nte|tip|wrn|imp|cau)[-:](?:[\w.:-]*\w)"
"""As a pattern."""
REFERRED = re.sub(r"\b([a-z])(?=[a-z]+[|)])", lambda match: f"[{match[1].upper()}{match[1]}]", NAME)
"""As it is referred to: `@Fig-coast` begins a sentence."""
CALLOUTS = {"nte": "note", "tip": "tip", "wrn": "warning", "imp": "important", "cau": "caution"}
"""Those of boxes: what a box of that name is, as its class says it."""
_ALIASES = {"tab": "tbl"}


def kind_of(name: str) -> str:
    """`fig` of `fig-coast`; nothing for a name of no kind."""
    kind = re.split("[-:]", name)[0] if re.fullmatch(NAME, name) else ""
    return _ALIASES.get(kind, kind)
