"""Who gives a talk, and where they are, in the forms that front matter has for it.

Names and one institute for all (`author: [A, B]`, `institute: X`); mappings with `name` and `affiliations`, which may
be names, mappings, or references to a list of the deck's own; `A\\inst{1} \\and B\\inst{2}`, as in LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.source_files import printable

_PLACES = ("affiliations", "affiliation", "institute", "institution", "institutions")
_INST = regex(r"\\inst\{([^}]*)\}")
_AND = regex(r"\\and\b")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Person(Model, frozen=True):
    """A name, the names of institutions, and where mail reaches them."""

    name: str
    places: tuple[str, ...] = ()
    email: str = ""


_KEYS = frozenset(
    (
        "name",
        "literal",
        "given",
        "family",
        "email",
        "affiliation",
        "affiliations",
        "institute",
        "url",
        "orcid",
        "id",
    )
)
"""By which a mapping says something of somebody."""


def as_typed(value: object) -> object:
    """Authors with those as they are typed whose names hold a colon, of which YAML makes a mapping (`Jean: dit Jo`)."""
    if isinstance(value, list):
        return [as_typed(each) for each in value]
    if isinstance(value, dict) and len(value) == 1:
        ((key, said),) = value.items()
        if key not in _KEYS and isinstance(said, str):
            return f"{key}: {said}"
    return value


def people_of(front: Mapping[object, object]) -> tuple[Person, ...]:
    """The authors of a deck, if its front matter says where they are."""
    given = [*_people(front.get("author")), *_people(front.get("authors"))]
    known = {_said(each, "id"): _name(each) for key in _PLACES for each in _listed(front.get(key))}
    known.pop("", None)
    if len(given) == 1 and isinstance(given[0], str) and _INST.search(given[0]):
        return tuple(_latex(given[0], front.get("institute")))
    found = [Person(_name(each), tuple(_places(each, known)), _email(each)) for each in given]
    people = tuple(person for person in found if person.name)
    return people if any(person.places or person.email for person in people) else ()


def _email(author: object) -> str:
    said = _said(author, "email").strip()
    return said if re.fullmatch(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+", said) else ""


def addresses(people: tuple[Person, ...]) -> str:
    """Where mail reaches the authors, as words: links in a cover's own colours could not be read."""
    return " · ".join(each.email.replace("_", "\\_") for each in people if each.email)


def in_lines(people: tuple[Person, ...]) -> tuple[str, str]:
    """The authors and their institutions on a line each; numbers tell who is where, unless all are at one."""
    people = tuple(Person(_literal(each.name), tuple(map(_literal, each.places))) for each in people)
    same = len({person.places for person in people}) == 1
    places = list(dict.fromkeys(place for person in people for place in person.places))
    if (len(places) == 1 and same) or len(people) == 1 or not places:
        return ", ".join(person.name for person in people), ", ".join(places)
    names = []
    for person in people:
        marks = "\u202f".join(str(places.index(place) + 1) for place in person.places)
        names.append(person.name + marks.translate(_DIGITS))
    listed = (f"{number}".translate(_DIGITS) + f"\u202f{place}" for number, place in enumerate(places, 1))
    return ", ".join(names), "\u00a0· ".join(listed)


def _literal(text: str) -> str:
    """A name as Markdown that says just that: a star behind it is a mark, not emphasis up to the next one's."""
    return text.replace("*", "\\*")


def _people(value: object) -> list[object]:
    """A list of authors; a mapping of names to what is said of each is one, too."""
    if isinstance(value, dict) and value and all(isinstance(each, dict) for each in value.values()):
        return [{"name": name, **each} for name, each in value.items()] if "name" not in value else [value]
    return _listed(value)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: object) -> str:
    """A name that is text, or in parts (`given`, `family`; of an institution also its `department`)."""
    if isinstance(value, dict):
        name = value.get("name", value.get("literal"))
        if isinstance(name, dict):
            return _name({"name": name.get("literal"), **name} if name.get("literal") else _joined(name))
        return _name(name) if name else _name(_joined(value))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    return printable(" ".join(str(value or "").split()))


def _joined(parts: Mapping[object, object]) -> str:
    return " ".join(str(parts[key]) for key in ("given", "family", "suffix", "department") if parts.get(key))


def _said(value: object, key: str) -> str:
    return str(value.get(key) or "") if isinstance(value, dict) else ""


def _places(author: object, known: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(author, dict):
        return
    for key in _PLACES:
        for each in _listed(author.get(key)):
            named = known.get(_said(each, "ref")) or known.get(str(each)) or _name(each)
            if named:
                yield named


def _latex(authors: str, institute: object) -> Iterator[Person]:
    """`A\\inst{1,2} \\and B\\inst{2}` with `\\inst{1} X \\and \\inst{2} Y`."""
    text = " \\and ".join(_name(each) for each in _listed(institute))
    places = {}
    for number, part in enumerate(_AND.split(text), 1):
        mark = _INST.search(part)
        places[mark[1].strip() if mark else str(number)] = " ".join(_INST.sub("", part).split())
    for part in _AND.split(authors):
        marks = [mark.strip() for match in _INST.finditer(part) for mark in match[1].split(",")]
        name = _name(_INST.sub("", part))
        if name:
            yield Person(name, tuple(places[mark] for mark in marks if places.get(mark)))
