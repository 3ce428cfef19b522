"""LaTeX that latex2mathml does not know, said in what it knows."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.readers.formula_arrays import plain_arrays
from deckgen.readers.formula_colors import colored
from deckgen.readers.formula_words import rows_without_gaps, words_apart
from deckgen.readers.quantities import measured

TAG = regex(r"\\tag\*?\{([^{}]*)\}")
_ENVIRONMENTS = {
    "aligned": "align*", "alignedat": "align*", "alignat": "align*", "alignat*": "align*", "eqnarray": "align*",
    "eqnarray*": "align*", "align": "align*", "flalign": "align*", "flalign*": "align*", "split": "align*",
    "gathered": "matrix", "gather": "matrix", "gather*": "matrix", "multline": "matrix", "multline*": "matrix",
    "dcases": "cases", "rcases": "cases", "equation": "", "equation*": "", "displaymath": "", "math": "",
}  # fmt: skip
_DROPPED = regex(
    r"\\(?:label|eqref|vspace|hspace\*?)\{[^{}]*\}|\\(?:nonumber|notag|displaylimits|hfill|allowbreak|noindent"
    r"|textstyle|scriptstyle|displaystyle|centering|strut|smash|mathstrut|hline)(?![A-Za-z])"
    r"|(?:(?<!\\)|(?<=(?<!\\)\\\\))%[^\n]*(?=\n)"  # a sign that is not itself behind a backslash
)
_RENAMED = {
    r"\operatorname*": r"\operatorname", r"\lvert": "|", r"\rvert": "|", r"\middle": "", r"\mathop": "",
    r"\bm": r"\boldsymbol", r"\pmb": r"\boldsymbol", r"\symbf": r"\mathbf", r"\mathds": r"\mathbb",
    r"\mathbbm": r"\mathbb", r"\mathnormal": r"\mathit", r"\textnormal": r"\text", r"\mbox": r"\text",
    r"\textup": r"\text", r"\dotsc": r"\ldots", r"\dotsb": r"\cdots", r"\dots": r"\ldots", r"\colon": ":",
    r"\coloneqq": ":=", r"\eqqcolon": "=:", r"\implies": r"\Longrightarrow", r"\iff": r"\Longleftrightarrow",
    r"\impliedby": r"\Longleftarrow", r"\argmax": r"\operatorname{arg\,max}",
    r"\argmin": r"\operatorname{arg\,min}", r"\tfrac": r"\frac", r"\emph": r"\textit", r"\mathbfit": r"\boldsymbol",
    r"\lang": r"\langle", r"\rang": r"\rangle", r"\R": r"\mathbb{R}", r"\textsf": r"\text", r"\vcentcolon": ":",
    r"\bcancel": r"\cancel", r"\xcancel": r"\cancel", r"\mathllap": "", r"\mathrlap": "", r"\mathclap": "",
    r"\arg": r"\operatorname{arg}", r"\nolimits": "",
    r"\bold": r"\mathbf", r"\degree": r"{}^{\circ}", r"\lbrace": r"\{", r"\rbrace": r"\}",
}  # fmt: skip


_FIRST_BRACKET = regex(r"(\\begin\{(?!array\b|[A-Za-z]*matrix\*)[A-Za-z]+\*?\})\s*(?:(\[[tbc]\])|(?=\[))")
"""How an environment stands in its line, or a bracket of its first cell, which is no such option (amsmath, §3.7)."""


def plain(latex: str) -> str:
    """`latex` in words that latex2mathml knows."""

    def environment(match: re.Match[str]) -> str:
        name = _ENVIRONMENTS.get(match[2], match[2])
        columns = match[3] or ""
        if match[2] in _ENVIRONMENTS and "at" in match[2]:
            columns = ""  # its number of columns
        return f"\\{match[1]}{{{name}}}{columns}" if name else columns

    defined = set(
        re.findall(r"\\(?:newcommand|renewcommand|def|DeclareMathOperator)\*?\s*\{?(\\[A-Za-z]+)", latex)
    )
    latex = plain_arrays(colored(latex) if "color" in latex else latex)
    latex = TAG.sub(r"\\qquad\\text{(\1)}", latex)
    latex = words_apart(rows_without_gaps(_DROPPED.sub(" ", latex)))
    latex = re.sub(r"\\[bB]igg?[lrm]?\s*(?=\\[{}|])", "", latex)
    latex = re.sub(r"\\arg\s*\\(max|min)(?![A-Za-z])", r"\\arg\1", latex)
    latex = _UPRIGHT.sub(r"\\text{\1\2}", latex)
    latex = re.sub(r"\d+(?:\{,\}\d+)+", lambda number: f"\\text{{{number[0].replace('{,}', ',')}}}", latex)
    latex = re.sub(r"('+)_(\{[^{}]*\}|.)", r"_\2\1", latex)  # a prime before the index
    latex = re.sub(r"(_(?:\{[^{}]*\}|.))('{2,})", _primed, latex)
    latex = re.sub(
        r"(\A|\\\\|&)(\s*)(?=')", r"\1\2{}", latex
    )  # one that begins a row belongs to nothing before it
    latex = re.sub(r"\\(begin|end)\{([A-Za-z]+\*?)\}(\{\d+\})?", environment, latex)
    latex = _FIRST_BRACKET.sub(lambda match: match[1] + ("" if match[2] else "{}"), latex)

    def renamed(match: re.Match[str]) -> str:
        name = match[0]
        if name in defined or name not in _RENAMED:
            return name
        new = _RENAMED[name]
        return new + " " if new[-1:].isalpha() else new

    latex = re.sub(r"\\operatorname\*|\\[A-Za-z]+", renamed, measured(latex))
    return re.sub(r"\\operatorname\s*\{([^{}]*)\}", _operator, latex)


def _primed(match: re.Match[str]) -> str:
    """Several primes behind an index, of which latex2mathml raises each over the one before."""
    return f"{match[1]}^{{{len(match[2]) * _PRIME}}}"


_PRIME = r"\prime "
_UPRIGHT = regex(r"\\mathrm(?:\s*\{\s*([A-Za-z])\s*\}|\s+([A-Za-z]))")
"""A single letter, which would be oblique."""


def _operator(match: re.Match[str]) -> str:
    """A name that is more than letters is set as text."""
    inner = re.sub(r"\\[,;: !]|\\quad|~", " ", match[1])
    if inner.isalpha():
        return f"\\operatorname{{{inner}}}"
    return f"\\text{{{' '.join(re.sub(r'[^A-Za-z0-9 -]', '', inner).split())}}}"
