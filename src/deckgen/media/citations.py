"""Citations from a BibTeX or CSL-JSON file: `[@key, p. 3]`, `@key`, and a slide of references.

citeproc-py sets them in a CSL style; what it does not know stays as its author typed it.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from html import unescape
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph
from deckgen.deck.inlines import PLAIN, Inline, Inlines, Marks, Run, plain_text
from deckgen.deck.slides import Deck, Group, Section, Slide, SlideKind, keyed
from deckgen.deck.walk import blocks_of, map_inlines
from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.media.bib_text import with_signs
from deckgen.media.citation_items import KEY, Cited, apart, in_one_run, items_of
from deckgen.patterns import regex
from deckgen.project_files import FileError, ProjectFiles
from deckgen.source import Source, Span
from deckgen.source_files import printable

MOST_CITATIONS = 2000
"""Different ones, in a deck."""
_ENTRY = regex(r"\s*@(\w+)\s*[{(]\s*([^,\s{}()]*)")
LONGEST_ENTRY = 20_000
"""Characters of an entry of BibTeX's."""
STYLE = "harvard-cite-them-right"
"""The CSL style that citeproc-py brings."""
_CITATION = regex(
    rf"\[([^\[\]]{{0,500}}?-?@(?:{KEY}|\{{[^{{}}]+\}})[^\[\]]{{0,2000}})\]|(?<![\w@/.])@({KEY})(?:[ ]\[([^\[\]@]+)\])?"
)
_CROSS = regex(r"(?:fig|tbl|eq|sec|lst|thm|exm|def|tip|nte|wrn)-")
"""Cross-references look like citations."""
_AUTHOR = regex(r"^[^()]*?,\s*(?=(?:\d{4}|n\.\s?d))")
_TITLES = regex(
    r"r[ée]f[ée]rences|bibliograph(?:y|ie)|references|works cited|literatur(?:e|verzeichnis)?", re.I
)
_HEADINGS = {
    "fr": "Références",
    "de": "Literatur",
    "es": "Referencias",
    "it": "Riferimenti",
    "pt": "Referências",
}
REFERENCES = "references"
"""Id of the slide that lists what is cited."""


def cite(deck: Deck, files: ProjectFiles, source: Source) -> Warned[Deck]:
    """The deck with its citations set, and a slide of references; as it is if it names no bibliography."""
    if not deck.bibliography:
        return Warned(deck)
    line = next((n for n, text in enumerate(source.lines[:80], 1) if text.startswith("bibliography")), 1)
    citer = _Citer(deck=deck, files=files, source=source, span=Span(line))
    try:
        return Warned(citer.deck_with_citations(), tuple(citer.findings))
    except _BibliographyError as error:
        problem = Diagnostic("bibliography", "warning", str(error), Span(line), error.hint)
        return Warned(deck, (*citer.findings, problem))


class _BibliographyError(FileError):
    """Why there is no bibliography."""


class _Citer(Struct, eq=False, kw_only=True):
    deck: Deck
    files: ProjectFiles
    source: Source
    span: Span
    findings: list[Diagnostic] = field(default_factory=list)
    known: Any = None
    """citeproc's bibliography."""
    keys: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    """The same in small letters."""
    there: list[str] = field(default_factory=list)
    """Every key in the files, cited or not."""
    wanted: frozenset[str] = frozenset()
    """Keys that the deck may cite, in small letters: other entries are not read."""
    said: dict[str, list[Run] | None] = field(default_factory=dict)
    """Citations that have been set."""
    held: list[Marks] = field(default_factory=list)
    """Of what is marked within them."""
    strings: dict[str, str] = field(default_factory=dict)
    """Words that the files define."""
    used: bool = False
    target: str = REFERENCES

    def deck_with_citations(self) -> Deck:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # citeproc warns of fields that a style does not use
            self.wanted = frozenset(key.lower() for key in re.findall(rf"@\{{?({KEY})", self.source.text))
            self._load()
            home = self._home()
            if home:
                self.target = home.id
            sections = tuple(
                replace(section, slides=tuple(map(self._slide, section.slides)))
                for section in self.deck.sections
            )
            self._list_uncited()
            entries = self._entries()
        if not self.used or not entries:
            return replace(self.deck, sections=sections)
        title = self.deck.references_title or _HEADINGS.get(self.deck.lang.partition("-")[0], "References")
        return replace(self.deck, sections=_with_references(sections, home, entries, title))

    def _list_uncited(self) -> None:
        """What is to be listed though nobody cites it (`nocite`)."""
        wanted = set(re.findall(rf"@\{{?({KEY}|\*)", self.deck.uncited.lower()))
        for key in self.keys:
            if "*" in wanted or key.lower() in wanted:
                self._text((Cited(key),))
                self.used = True

    def _entries(self) -> tuple[Paragraph, ...]:
        """The list of what is cited."""
        try:
            self.known.sort()
            return tuple(Paragraph(_inlines(str(entry)), Span(0)) for entry in self.known.bibliography())
        except Exception as error:  # citeproc stumbles over styles and entries in many ways
            raise _BibliographyError("the list of references can't be set in this style") from error

    def _load(self) -> None:
        from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter

        sources: dict[str, Any] = {}
        for name in filter(None, re.split(r"\s*,\s*", self.deck.bibliography)):
            sources.update(self._read(name))
        style = STYLE
        if self.deck.csl:
            try:
                style = str(self.files.find(self.deck.csl))
            except FileError as error:
                raise _BibliographyError(f"the style can't be had: {error}") from error
        locale = _LOCALES.get(self.deck.lang.partition("-")[0], "en-US")
        try:
            loaded = CitationStylesStyle(style, locale=locale, validate=False)
        except Exception as error:  # a broken style breaks in many ways
            raise _BibliographyError(f"the style `{self.deck.csl}` can't be read") from error
        self.known = CitationStylesBibliography(loaded, sources, formatter.html)
        self.keys = tuple(sources)
        self.names = frozenset(key.lower() for key in sources)

    def _read(self, name: str) -> dict[str, Any]:
        try:
            path, text = self.files.text(name)
        except FileError as error:
            raise _BibliographyError(f"the bibliography can't be read: {error}", error.hint) from error
        if path.suffix == ".json":
            import json

            from citeproc.source.json import CiteProcJSON

            try:
                loaded = json.loads(text)
                entries = [
                    each
                    for each in (loaded if isinstance(loaded, list) else [loaded])
                    if isinstance(each, dict) and isinstance(each.get("id"), str | int)
                ]
                self.there += (str(each["id"]) for each in entries)
                cited = [{"type": "book", **e} for e in entries if self._wants(str(e["id"]))]
                return dict(CiteProcJSON(cited))
            except (Exception, RecursionError) as error:  # its reader asks nothing before it takes
                raise _BibliographyError(f"`{path.name}` is not CSL-JSON") from error
        found: dict[str, Any] = {}
        for entry in re.split(r"(?m)^(?=[ \t]*@)", text):
            key = _ENTRY.match(entry)
            if key is not None and key[1].lower() == "string":
                from deckgen.media.bibtex import string_of

                self.strings |= string_of(entry[:LONGEST_ENTRY])
            if key is None or key[1].lower() in ("comment", "preamble", "string"):
                continue
            self.there.append(key[2])
            if self._wants(key[2]):
                found.update(self._entry(entry, path.name))
        return found

    def _wants(self, key: str) -> bool:
        return key.lower() in self.wanted or "@*" in self.deck.uncited

    def _entry(self, entry: str, name: str) -> dict[str, Any]:
        """One entry of a BibTeX file; one that can't be read is reported, the others stay."""
        from deckgen.media.biblatex import Reader
        from deckgen.media.bibtex import tidy_entry

        tidy = tidy_entry(entry, self.strings) if len(entry) <= LONGEST_ENTRY else ""
        simple = re.sub(r"\\(La|)TeX(?![a-zA-Z])\s*", r"\1TeX", tidy)
        for text in (simple, re.sub(r"\\[A-Za-z]+(?:\s*(?=\{))?", "", simple)):
            if not tidy:
                break
            try:
                return dict(Reader(io.StringIO(text)))
            except Exception:  # its parser stumbles over LaTeX in many ways
                continue
        key = re.search(r"[{(]\s*([^,\s]+)", entry)
        message = f"the entry `{key[1] if key else '?'}` of `{name}` can't be read"
        self.findings.append(Diagnostic("bibliography", "warning", message, self.span))
        return {}

    def _home(self) -> Slide | None:
        """The slide that asks for them, or a last one for references that their author has left empty."""
        slides = [slide for section in self.deck.sections for slide in section.slides]
        if asked := next((slide for slide in slides if REFERENCES in slide.classes), None):
            return asked
        for slide in reversed(slides[-3:]):
            if _TITLES.fullmatch(plain_text(slide.title).strip()) and not blocks_of(slide):
                return slide
        return None

    def _slide(self, slide: Slide) -> Slide:
        def change(inlines: Inlines) -> Inlines:
            found: list[Inline] = []
            for item in in_one_run(inlines, self.held) if "@" in plain_text(inlines) else inlines:
                found += self._run(item, slide) if isinstance(item, Run) and "@" in item.text else [item]
            return tuple(found)

        groups = tuple(
            Group(tuple(map_inlines(block, change) for block in group.blocks), group.span)
            for group in slide.groups
        )
        notes = tuple(map_inlines(block, change) for block in slide.notes)
        return keyed(replace(slide, groups=groups, title=change(slide.title), notes=notes))

    def _run(self, run: Run, slide: Slide) -> list[Inline]:
        marks = run.marks
        if marks.code or marks.math or marks.link:
            return [run]
        found: list[Inline] = []
        start = 0
        for match in _CITATION.finditer(run.text):
            if match[0] not in self.said or self.said[match[0]] is None:
                self.said[match[0]] = self._set(match, slide)
            said = self.said[match[0]]
            if said is None:
                continue
            found += apart(Run(run.text[start : match.start()], marks), self.held)
            for each in said:
                parts = apart(each, self.held)
                found += (replace(part, marks=_on(marks, part.marks, self.target)) for part in parts)
            start = match.end()
        found += apart(Run(run.text[start:], marks), self.held)
        return [item for item in found if not isinstance(item, Run) or item.text]

    def _set(self, match: re.Match[str], slide: Slide) -> list[Run] | None:
        """A citation as the style has it; None if it can't be set."""
        if len(self.said) > MOST_CITATIONS:
            if len(self.said) == MOST_CITATIONS + 1:
                message = f"only the first {MOST_CITATIONS} citations are set"
                self.findings.append(Diagnostic("bibliography", "warning", message, self.span))
            return None
        try:
            return self._cited(match, slide)
        except Exception:  # citeproc stumbles over styles and entries in many ways
            message = f"`{match[0]}` can't be set in this style"
            where = self.source.find(match[0], Span(slide.line, end_line=len(self.source.lines)))
            self.findings.append(Diagnostic("bibliography", "warning", message, where))
            return None

    def _cited(self, match: re.Match[str], slide: Slide) -> list[Run] | None:
        """What stands in place of a citation; None if one of its keys is unknown."""
        items = items_of(match[1] or f"@{match[2]}{', ' + match[3] if match[3] else ''}")
        for item in items or ():
            if item.key.lower() not in self.names:
                if not _CROSS.match(item.key):
                    self._unknown(item.key, slide, bracketed=bool(match[1]))
                return None
        if items is None:
            return None
        self.used = True
        text = self._without_authors(items) if any(i.without_author for i in items) else self._text(items)
        if match[2]:  # the author stands in the sentence
            inside = re.fullmatch(r"\((.*), ([^()]*?\d{4}\w?.*)\)", text)
            text = f"{inside[1]} ({inside[2]})" if inside else text
        return [run for run in _inlines(text) if isinstance(run, Run)]

    def _text(self, items: Sequence[Cited]) -> str:
        """These works as citeproc cites them together."""
        from citeproc import Citation, CitationItem, Locator

        found = []
        for item in items:
            said: dict[str, Any] = {"locator": Locator(item.label, item.locator)} if item.locator else {}
            said |= {"suffix": item.suffix} if item.suffix else {}
            found.append(CitationItem(item.key, prefix=item.prefix, **said))
        citation = Citation(found)
        self.known.register(citation)
        return str(self.known.cite(citation, lambda item: None))

    def _without_authors(self, items: Sequence[Cited]) -> str:
        """The same where some go without their authors, which citeproc does not know of: those of a style of authors
        and years are set one by one."""
        parts = []
        for item in items:
            inside = re.fullmatch(r"\((.*)\)", self._text((replace(item, prefix=""),)), re.DOTALL)
            if inside is None:
                return self._text(items)
            said = _AUTHOR.sub("", inside[1]) if item.without_author else inside[1]
            parts.append(item.prefix + said)
        return f"({'; '.join(parts)})"

    def _unknown(self, key: str, slide: Slide, *, bracketed: bool) -> None:
        whole = Span(slide.line, end_line=len(self.source.lines))
        where = self.source.find(f"@{key}", whole)
        message = f"there is no entry `{key}` in the bibliography"
        hint = nearest(key, self.there or self.keys) if len(self.there) < 40 or bracketed else ""
        self.findings.append(Diagnostic("unknown-citation", "warning", message, where, hint))


_LOCALES = {"fr": "fr-FR", "de": "de-DE", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "nl": "nl-NL"}


def _on(base: Marks, own: Marks, target: str) -> Marks:
    """The marks of a part of a citation that stands among others."""
    marked = {
        name: value for name in own.__struct_fields__ if (value := getattr(own, name)) != getattr(PLAIN, name)
    }
    return replace(base, **marked, link=f"#{target}")


_TAG = regex(r"<(/?)(i|b|em|strong|sup|sub|span)[^>]*>")
_MARKS = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "sup": "superscript",
    "sub": "subscript",
}


_OTHERS = regex(r",? (?:and|et|und|y|e|en|&amp;|&#38;|&) others\b\.?")
"""BibTeX's name for those who are not named; citeproc-py takes it for somebody's."""


def _inlines(html: str) -> Inlines:
    """citeproc's few tags as runs."""
    html = _OTHERS.sub(" et al.", html)
    found: list[Inline] = []
    marks = [PLAIN]
    start = 0
    for match in _TAG.finditer(html):
        found.append(Run(_shown(html[start : match.start()]), marks[-1]))
        start = match.end()
        if match[1]:
            marks = marks[:-1] or [PLAIN]
        else:
            name = _MARKS.get(match[2])
            marks.append(replace(marks[-1], **{name: True}) if name else marks[-1])
    found.append(Run(_shown(html[start:]), marks[-1]))
    return tuple(item for item in found if not isinstance(item, Run) or item.text)


def _shown(html: str) -> str:
    return with_signs(printable(unescape(html)))


def _with_references(
    sections: Sequence[Section], home: Slide | None, entries: tuple[Paragraph, ...], title: str
) -> tuple[Section, ...]:
    """`sections` with the entries on the slide that waits for them, or on a new last one."""
    groups = (Group(entries, entries[0].span),)
    if home is None:
        slide = Slide(
            kind=SlideKind.CONTENT,
            title=(Run(title),),
            groups=groups,
            span=entries[0].span,
            id=REFERENCES,
            level=2,
        )
        last = sections[-1]
        return (*sections[:-1], replace(last, slides=(*last.slides, keyed(slide))))

    def filled(slide: Slide) -> Slide:
        if slide.id != home.id:
            return slide
        return keyed(replace(slide, kind=SlideKind.CONTENT, groups=(*slide.groups, *groups)))

    return tuple(replace(section, slides=tuple(map(filled, section.slides))) for section in sections)
