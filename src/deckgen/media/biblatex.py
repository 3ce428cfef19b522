"""BibLaTeX's types and fields, and what BibTeX's old ones leave out, in terms of those that citeproc-py reads.

From BibLaTeX's manual, 2.1 (types) and 2.2 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from citeproc.source import Date
from citeproc.source.bibtex import BibTeX
from citeproc.types import BOOK, CHAPTER, PATENT, WEBPAGE

from deckgen.patterns import regex

_DATE = regex(r"\s*(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?.*")
_TYPES = {
    "collection": "book", "mvbook": "book", "mvcollection": "book", "reference": "book", "mvreference": "book",
    "proceedings": "proceedings", "mvproceedings": "proceedings", "periodical": "book",
    "bookinbook": "inbook", "suppbook": "inbook", "suppcollection": "inbook", "inreference": "inbook",
    "suppperiodical": "article", "review": "article", "electronic": "online", "www": "online", "webpage": "online",
    "legislation": "misc", "jurisdiction": "misc", "presentation": "unpublished", "talk": "unpublished",
}  # fmt: skip
_KNOWN = frozenset(("online", "patent", *_TYPES, *BibTeX.types))
_FIELDS = {
    "journaltitle": "journal", "location": "address", "annotation": "annote", "maintitle": "booktitle",
    "eventtitle": "booktitle", "issue": "number",
}  # fmt: skip
_PUBLISHERS = ("institution", "school", "organization", "howpublished")
"""Who has brought it out, if nobody else is named."""


def renamed(kind: str, fields: dict[str, str]) -> tuple[str, dict[str, str]]:
    """An entry's type and fields under the names that citeproc-py knows; keys are small letters."""
    kind = kind.lower()
    kind = _TYPES.get(kind, kind) if kind in _KNOWN else "misc"
    found = {name: value for name, value in fields.items() if name not in _FIELDS}
    for name, value in fields.items():
        found.setdefault(_FIELDS.get(name, name), value)
    for name in ("author", "editor"):
        if "family=" in found.get(name, "").replace(" ", ""):
            found[name] = " and ".join(map(_person, found[name].split(" and ")))
    if "subtitle" in found and "title" in found:
        found["title"] += f": {found['subtitle']}"
    if (date := _DATE.fullmatch(found.get("date", ""))) and "year" not in found:
        month = BibTeX.MONTHS[min(int(date[2]), 12) - 1] if date[2] and int(date[2]) else ""
        found["year"] = date[1]
        if month:
            found["month"] = f"{int(date[3])} {month}" if date[3] else month
    if not re.match(r"\s*\d{4}", found.get("year", "")):
        found.pop("year", None)  # `n.d.`, `in press`
    if kind in ("phdthesis", "mastersthesis", "thesis"):
        said = found.get("type", "phdthesis" if kind == "phdthesis" else "")
        found["type"] = {"phdthesis": "PhD thesis", "mathesis": "Master’s thesis"}.get(said, said)
    publisher = next((found[name] for name in _PUBLISHERS if name in found and kind != "online"), "")
    if publisher and "publisher" not in found:
        found["publisher"] = publisher
    return kind, found


def _person(said: str) -> str:
    """`family=Berg, given=Al, prefix=van` as BibTeX has names."""
    parts = dict(part.strip().split("=", 1) for part in said.split(",") if "=" in part)
    parts = {key.strip(): value.strip() for key, value in parts.items()}
    if "family" not in parts:
        return said
    return f"{parts.get('prefix', '')} {parts['family']}, {parts.get('given', '')}".strip()


class Reader(BibTeX):  # type: ignore[misc]
    """citeproc-py's reader, which knows of pages on the web, too."""

    fields: ClassVar[Mapping[str, str]] = {**BibTeX.fields, "url": "URL", "type": "genre"}
    types: ClassVar[Mapping[str, str]] = {
        **BibTeX.types,
        "online": WEBPAGE,
        "inbook": CHAPTER,
        "incollection": CHAPTER,
        "patent": PATENT,
        "book": BOOK,
    }

    def create_reference(self, key: str, bibtex_entry: Any) -> Any:
        """An entry, with the day on which somebody looked at its page."""
        reference = super().create_reference(key, bibtex_entry)
        if seen := _DATE.fullmatch(str(bibtex_entry.get("urldate", ""))):
            parts = zip(("year", "month", "day"), seen.groups(), strict=True)
            reference["accessed"] = Date(**{name: int(part) for name, part in parts if part})
        return reference
