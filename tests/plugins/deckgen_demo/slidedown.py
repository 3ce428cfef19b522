"""A dialect: slides between `===`, notes behind `??`, titles that a star begins."""

import re

from deckgen.readers.dialects.dialect import Dialect, Evidence


def _recognise(evidence: Evidence) -> bool:
    return "slidedown" in evidence.keys or bool(re.search(r"\n===[ \t]*\n", evidence.text))


def _rules(md) -> None:
    md.block.ruler.before("hr", "slidedown", _line, {"alt": ["paragraph"]})


def _line(state, line, end, silent) -> bool:
    text = state.src[state.bMarks[line] : state.eMarks[line]].strip()
    if state.level or text not in ("===", "??"):
        return False
    if not silent:
        state.push("hr" if text == "===" else "notes_below", "", 0).map = [line, line + 1]
        state.line = line + 1
    return True


SLIDEDOWN = Dialect(
    name="slidedown", recognise=_recognise, rules=_rules, is_strict=True, comments="notes", own_theme=True
)
