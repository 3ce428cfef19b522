"""Office's formulas (OMML, ECMA-376 part 1, §22.1) as LaTeX that deckgen reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from deckgen.powerpoint.names import M, children, local

_SIGNS: Mapping[str, str] = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "vartheta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "ϱ": "varrho", "σ": "sigma", "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda",
    "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "∞": "infty", "∂": "partial", "∇": "nabla", "ℓ": "ell", "ℏ": "hbar", "ℜ": "Re", "ℑ": "Im", "∅": "emptyset",
    "×": "times", "÷": "div", "±": "pm", "∓": "mp", "⋅": "cdot", "·": "cdot", "∗": "ast", "∘": "circ", "•": "bullet",
    "≤": "le", "≥": "ge", "≠": "ne", "≈": "approx", "≡": "equiv", "∼": "sim", "≃": "simeq", "≅": "cong", "∝": "propto",
    "≪": "ll", "≫": "gg", "→": "to", "←": "leftarrow", "↔": "leftrightarrow", "⇒": "Rightarrow", "⇐": "Leftarrow",
    "⇔": "Leftrightarrow", "↦": "mapsto", "∈": "in", "∉": "notin", "∋": "ni", "⊂": "subset", "⊆": "subseteq",
    "⊃": "supset", "⊇": "supseteq", "∪": "cup", "∩": "cap", "∖": "setminus", "∧": "wedge", "∨": "vee", "¬": "neg",
    "∀": "forall", "∃": "exists", "⊕": "oplus", "⊗": "otimes", "⊥": "perp", "∥": "parallel", "∣": "mid", "…": "ldots",
    "⋯": "cdots", "⋮": "vdots", "⋱": "ddots", "⟨": "langle", "⟩": "rangle", "⌊": "lfloor", "⌋": "rfloor",
    "⌈": "lceil", "⌉": "rceil", "‖": "|", "′": "prime", "°": "circ",
    "∑": "sum", "∏": "prod", "∐": "coprod", "∫": "int", "∬": "iint", "∭": "iiint", "∮": "oint", "⋃": "bigcup",
    "⋂": "bigcap", "⨁": "bigoplus", "⨂": "bigotimes", "⋁": "bigvee", "⋀": "bigwedge",
}  # fmt: skip
_PLAIN = {"−": "-", "\u2061": "", "\u200b": "", "\u2062": "", "\u00a0": "~", "\u2009": r"\,", "\u2003": r"\quad ",
          "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
          "\\": r"\backslash ", "~": r"\sim ", "⪯": r"\preceq ", "⪰": r"\succeq ", "⟹": r"\implies ",
          "⟺": r"\iff ", "⟶": r"\longrightarrow "}  # fmt: skip
_ACCENTS = {"\u0302": "hat", "^": "hat", "\u0303": "tilde", "~": "tilde", "\u0304": "bar", "\u0305": "overline",
            "¯": "bar", "\u20d7": "vec", "→": "vec", "\u0307": "dot", "˙": "dot", "\u0308": "ddot", "¨": "ddot",
            "\u030c": "check", "\u0306": "breve", "\u0301": "acute", "\u0300": "grave"}  # fmt: skip
_NAMED = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min"
    " Pr sec sin sinh sup tan tanh"
)
_FUNCTIONS = frozenset(_NAMED.split())
_FENCES = {"⟨": r"\langle", "⟩": r"\rangle", "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil",
           "‖": r"\|", "{": r"\{", "}": r"\}", "": "."}  # fmt: skip
_VARIANTS = (("DOUBLE-STRUCK", "mathbb"), ("SCRIPT", "mathcal"), ("FRAKTUR", "mathfrak"), ("BLACK-LETTER", "mathfrak"),
             ("SANS-SERIF", "mathsf"), ("MONOSPACE", "mathtt"), ("BOLD", "mathbf"))  # fmt: skip


def latex_of(math: Any) -> str:
    """A formula (`m:oMath`) as LaTeX, without its signs; what has no LaTeX here is written as its text."""
    return re.sub(r"\s+", " ", _row(math)).strip()


def _row(element: Any) -> str:
    return "".join(_node(child) for child in children(element)) if element is not None else ""


def _node(element: Any) -> str:
    if not isinstance(element.tag, str) or not element.tag.startswith(M):
        return ""
    name = local(element)
    if name in _WRITERS:
        return _WRITERS[name](element)
    return "" if name.endswith("Pr") else _row(element)


def _part(element: Any, name: str) -> str:
    return _row(element.find(f"{M}{name}"))


def _property(element: Any, name: str, default: str = "") -> str:
    """A setting of an element; `default` where it is not said."""
    found = element.find(f"{M}{local(element)}Pr/{M}{name}")
    return str(found.get(f"{M}val", "")) if found is not None else default


def _is_on(element: Any, name: str) -> bool:
    return _property(element, name, "0") not in ("0", "false", "off")


def _run(element: Any) -> str:
    text = "".join(element.itertext(f"{M}t"))
    look = element.find(f"{M}rPr")
    if look is not None and look.find(f"{M}nor") is not None:
        return (
            r"\text{" + text.replace("\\", "").replace("{", "").replace("}", "") + "}"
            if text.strip()
            else text
        )
    style = look.find(f"{M}sty") if look is not None else None
    kind = style.get(f"{M}val", "") if style is not None else ""
    if kind == "p" and len(text) > 1 and text.isalpha() and text.isascii():
        return f"\\{text} " if text in _FUNCTIONS else r"\mathrm{" + text + "}"
    if kind in ("b", "bi") and text.strip():
        return (r"\mathbf{" if kind == "b" else r"\boldsymbol{") + _signs(text) + "}"
    return _signs(text)


def _signs(text: str) -> str:
    return "".join(map(_sign, text))


def _sign(char: str) -> str:
    if char in _SIGNS:
        return "\\" + _SIGNS[char] + ("" if _SIGNS[char] == "|" else " ")
    if char in _PLAIN:
        return _PLAIN[char]
    plain = unicodedata.normalize("NFKC", char)
    if char.isalnum() and plain != char and len(plain) == 1 and plain.isalnum():
        name = unicodedata.name(char, "")
        command = next((command for word, command in _VARIANTS if word in name), "")
        plain = _sign(plain)
        return f"\\{command}{{{plain.strip()}}}" if command else plain
    return char


def _group(text: str) -> str:
    return "{" + text.strip() + "}"


def _base(element: Any) -> str:
    """What scripts stand at, in braces if it is more than one sign."""
    text = _part(element, "e").strip()
    return (
        text
        if re.fullmatch(r"\\?[A-Za-z]+|[^\\{}]|\\\w+\{[^{}]*\}", text)
        and (text.startswith("\\") or len(text) == 1)
        else _group(text)
    )


def _fraction(element: Any) -> str:
    top, bottom = _group(_part(element, "num")), _group(_part(element, "den"))
    kind = _property(element, "type")
    if kind == "noBar":
        return rf"\genfrac{{}}{{}}{{0pt}}{{}}{top}{bottom}"
    return f"{top}/{bottom}" if kind in ("lin", "skw") else rf"\frac{top}{bottom}"


def _radical(element: Any) -> str:
    degree = _part(element, "deg").strip()
    return (
        rf"\sqrt[{degree}]{_group(_part(element, 'e'))}" if degree else rf"\sqrt{_group(_part(element, 'e'))}"
    )


def _nary(element: Any) -> str:
    sign = _sign(_property(element, "chr", "∫")).strip()
    below, above = _part(element, "sub").strip(), _part(element, "sup").strip()
    limits = (f"_{_group(below)}" if below else "") + (f"^{_group(above)}" if above else "")
    return f"{sign}{limits} {_part(element, 'e')}"


def _fenced(element: Any) -> str:
    opening, closing = _property(element, "begChr", "("), _property(element, "endChr", ")")
    between = _sign(_property(element, "sepChr", "|"))
    inside = between.join(_row(each) for each in element.findall(f"{M}e"))
    if (
        "\\binom" not in inside
        and inside.startswith(r"\genfrac{}{}{0pt}{}")
        and (opening, closing) == ("(", ")")
    ):
        return inside.replace(r"\genfrac{}{}{0pt}{}", r"\binom", 1)
    if not opening and not closing:
        return inside
    return rf"\left{_FENCES.get(opening, opening)} {inside}\right{_FENCES.get(closing, closing)} "


def _function(element: Any) -> str:
    name = re.sub(r"\\mathrm\{(\w+)\}", r"\1", _part(element, "fName")).strip()
    head = f"\\{name}" if name in _FUNCTIONS else name
    return f"{head} {_part(element, 'e')}"


def _accent(element: Any) -> str:
    command = _ACCENTS.get(_property(element, "chr", "\u0302"), "hat")
    return rf"\{command}{_group(_part(element, 'e'))}"


def _bar(element: Any) -> str:
    command = "overline" if _property(element, "pos", "bot") == "top" else "underline"
    return rf"\{command}{_group(_part(element, 'e'))}"


def _brace(element: Any) -> str:
    sign, top = _property(element, "chr", "⏟"), _property(element, "pos", "bot") == "top"
    if sign in "⏞⏟":
        return rf"\{'over' if top else 'under'}brace{_group(_part(element, 'e'))}"
    command = "overset" if top else "underset"
    return rf"\{command}{_group(_sign(sign))}{_group(_part(element, 'e'))}"


def _limit(element: Any) -> str:
    base, limit = _part(element, "e").strip(), _group(_part(element, "lim"))
    low = local(element) == "limLow"
    name = re.sub(r"\\mathrm\{(\w+)\}", r"\\\1", base)
    if name.removeprefix("\\") in _FUNCTIONS or re.match(r"\\(?:sum|prod|int|under|over)", name):
        return f"{name if name.startswith(chr(92)) else chr(92) + name}{'_' if low else '^'}{limit}"
    return rf"\{'underset' if low else 'overset'}{limit}{_group(base)}"


def _matrix(element: Any) -> str:
    rows = (
        " & ".join(_row(cell).strip() for cell in row.findall(f"{M}e")) for row in element.findall(f"{M}mr")
    )
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _aligned(element: Any) -> str:
    rows = (_row(row).strip().replace(r"\&", "&") for row in element.findall(f"{M}e"))
    return r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}"


def _boxed(element: Any) -> str:
    inside = _group(_part(element, "e"))
    if _is_on(element, "strikeBLTR") or _is_on(element, "strikeTLBR"):
        return rf"\cancel{inside}"
    return rf"\boxed{inside}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "r": _run, "f": _fraction, "rad": _radical, "nary": _nary, "d": _fenced, "func": _function, "acc": _accent,
    "bar": _bar, "groupChr": _brace, "limLow": _limit, "limUpp": _limit, "m": _matrix, "eqArr": _aligned,
    "borderBox": _boxed,
    "sSub": lambda e: f"{_base(e)}_{_group(_part(e, 'sub'))}",
    "sSup": lambda e: f"{_base(e)}^{_group(_part(e, 'sup'))}",
    "sSubSup": lambda e: f"{_base(e)}_{_group(_part(e, 'sub'))}^{_group(_part(e, 'sup'))}",
    "sPre": lambda e: f"{{}}_{_group(_part(e, 'sub'))}^{_group(_part(e, 'sup'))}{_part(e, 'e')}",
    "phant": lambda e: rf"\phantom{_group(_part(e, 'e'))}",
}  # fmt: skip
