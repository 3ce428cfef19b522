"""Reviewers' comments, of both kinds that PowerPoint has had ([MS-PPTX] 2.1; ECMA-376, §19.4)."""

from __future__ import annotations

import re
from typing import Any

from deckgen.powerpoint.model import ReviewComment
from deckgen.powerpoint.names import A, P, local
from deckgen.powerpoint.parts import xml_of


def comments_of(part: Any, presentation: Any) -> tuple[ReviewComment, ...]:
    """Those on a slide, in their order; an author is named by initials, or else by name."""
    authors = _authors(presentation)
    found: list[ReviewComment] = []
    for relation in part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/comments"):
            continue
        root = xml_of(relation.target_part)
        for each in root.iter() if root is not None else ():
            if local(each) in ("cm", "reply"):
                text = each.findtext(f"{P}text") or _own_text(each)
                if text.strip():
                    author = authors.get(each.get("authorId", ""), "")
                    date = _date(each.get("dt") or each.get("created") or "")
                    found.append(ReviewComment(author, date, " ".join(text.split())))
    return tuple(found)


def _date(moment: str) -> str:
    """A moment's day; nothing for what is none (LibreOffice writes `00-00-00T…` for an unknown one)."""
    day = moment[:10]
    return day if re.fullmatch(r"[1-9]\d{3}-\d\d-\d\d", day) else ""


def _own_text(comment: Any) -> str:
    """Of a threaded comment, without its answers."""
    body = next((each for each in comment if local(each) == "txBody"), None)
    return "\n".join("".join(p.itertext(f"{A}t")) for p in body.iter(f"{A}p")) if body is not None else ""


def _authors(presentation: Any) -> dict[str, str]:
    found = {}
    for relation in presentation.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/commentAuthors", "/authors")):
            root = xml_of(relation.target_part)
            for each in root if root is not None else ():
                found[each.get("id", "")] = each.get("initials") or each.get("name") or ""
    return found
