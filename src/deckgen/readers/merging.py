"""Slides from all slices → the sections of a deck: what reaches across slides is settled here, once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Paragraph
from deckgen.deck.inlines import Run, plain_text, without_pictures
from deckgen.deck.slides import LayoutChoice, Section, Slide, SlideKind, keyed
from deckgen.deck.walk import Leaf, flowing_blocks, map_leaves
from deckgen.patterns import regex
from deckgen.readers.agenda import agenda, is_part_of
from deckgen.readers.divs import REFERENCES
from deckgen.readers.note_numbers import number_notes
from deckgen.readers.note_places import place_notes
from deckgen.readers.slice_model import Placed, ReadSlide


def placed(found: Sequence[tuple[int, ReadSlide]]) -> list[Placed]:
    """The slides, each given with the number of lines above its slice: with their footnotes, kinds and ids."""
    slides = [Placed(read, replace(read.slide, above=above)) for above, read in found]
    if any(one.read.footnotes for one in slides):
        number_notes(slides)
        place_notes(slides)
        slides = [one for one in slides if not _only_defines(one)] or slides[:1]
    levels = [*(one.slide.level for one in slides[1:]), 0][: len(slides)]
    kinds = [_kind(one, following) for one, following in zip(slides, levels, strict=True)]
    for at in _led(slides, levels, kinds):
        kinds[at] = SlideKind.SECTION
    said = [plain_text(one.slide.title) for one in slides]
    for last in {_last_said(slides, said), len(slides) - 1}:
        if last > 1 and not slides[last].slide.level:
            slides[last].slide = _with_own_title(slides[last].slide)
            said[last] = plain_text(slides[last].slide.title)
        if last > 1 and _is_closing(slides[last]):
            kinds[last] = SlideKind.CLOSING
    opens = [_opens(one, kind) for one, kind in zip(slides, kinds, strict=True)]
    counted, opened = _counted(slides, kinds), 0
    has_agenda = any(one.read.is_agenda for one in slides)
    titles = ["", *("" if one.read.is_bare else title for one, title in zip(slides, said, strict=True)), ""]
    used: set[str] = set()
    around = zip(titles, titles[1:], titles[2:], strict=False)
    for one, kind, is_first, (above, title, below) in zip(slides, kinds, opens, around, strict=True):
        is_named = counted >= 0 and one.slide.layout is LayoutChoice.SECTION
        is_counted = (one.slide.level == counted or is_named) and not one.slide.hidden
        # A part that begins with text of its own counts, as agendas list it.
        is_other = counted == 1 == one.slide.level and kind is SlideKind.CONTENT and one is not slides[0]
        is_other = is_other and has_agenda and not one.slide.hidden
        opened += is_other or (is_first and (kind is not SlideKind.SECTION or is_counted))
        name = _unique(one.slide.id, used)
        shares = bool(title) and title in (above, below)
        if kind is not one.slide.kind or name != one.slide.id or shares:
            ordinal = opened if kind is SlideKind.SECTION and is_counted else 0
            one.slide = keyed(replace(one.slide, kind=kind, id=name, shares_title=shares, ordinal=ordinal))
        if kind is not SlideKind.CONTENT:
            one.slide = as_the_theme_has_it(one.slide)
    opens_at_top = any(one.slide.level == 1 and one.slide.kind is SlideKind.SECTION for one in slides)
    for one in filter(lambda each: each.read.is_agenda, slides):
        sections = [
            replace(each.slide, title=(Run(each.read.begins),)) if each.read.begins else each.slide
            for each, is_first in zip(slides, opens, strict=True)
            if is_first or (is_part_of(each.slide, opens_at_top) and each.slide is not slides[0].slide)
        ]
        one.slide = keyed(agenda(one.slide, sections, [each.slide for each in slides]))
    return slides


_NUMBERED = regex(
    r"(?i:(?:\d{1,2}|[ivx]{1,5}(?=[.):]))[.):]?\s|(?:part|chapter|section|module|teil|kapitel|abschnitt|partie|chapitre|"
    r"parte|cap[íi]tulo|secci[óo]n|capitolo|deel|hoofdstuk|del|część|rozdział|часть|глава)\s+\w+|第)"
)
"""A title with a number of its author's."""


def _counted(slides: Sequence[Placed], kinds: Sequence[SlideKind]) -> int:
    """The level of the headings whose sections have numbers: the highest of them, if there are several and their author
    has not numbered them; -1 for none."""
    opened = [one for one, kind in zip(slides, kinds, strict=True) if kind is SlideKind.SECTION]
    top = min((one.slide.level for one in opened), default=-1)
    named = [one for one in opened if one.slide.level == top or one.slide.layout is LayoutChoice.SECTION]
    highest = [plain_text(one.slide.title).strip() for one in named]
    own = sum(bool(_NUMBERED.match(title)) for title in highest)
    return -1 if len(highest) < 2 or 2 * own >= len(highest) else top


def as_the_theme_has_it(slide: Slide) -> Slide:
    """A slide that opens something, with its words on the side on which the theme has them."""

    def leaf(block: Leaf) -> Block:
        return replace(block, align="") if isinstance(block, Paragraph) and block.align else block

    groups = tuple(replace(group, blocks=map_leaves(group.blocks, leaf)) for group in slide.groups)
    return slide if groups == slide.groups else keyed(replace(slide, groups=groups))


def sections_of(slides: Sequence[Placed]) -> tuple[Section, ...]:
    """The slides under the names of their sections."""
    sections: list[tuple[str, list[Slide]]] = [("", [])]
    for one in slides:
        if _opens(one, one.slide.kind):
            names = (one.read.section, one.read.begins, plain_text(without_pictures(one.slide.title)))
            sections.append((next(name for name in names if name is not None), []))
        sections[-1][1].append(one.slide)
    return tuple(Section(title, tuple(inside)) for title, inside in sections if inside)


def _opens(one: Placed, kind: SlideKind) -> bool:
    """True for the first slide of a section, whether it says more than the section's title or not."""
    return kind is SlideKind.SECTION or one.read.section is not None or one.read.begins is not None


def _kind(one: Placed, following: int) -> SlideKind:
    """A title with nothing under it that goes on with lesser headings (`following` is the level of the next one) opens
    a section."""
    is_named = one.slide.layout is LayoutChoice.SECTION and one.slide.title
    is_bare = one.read.is_bare and one.slide.groups == one.read.slide.groups
    if not (is_named or is_bare) or one.read.is_agenda:
        return SlideKind.CONTENT
    if is_named:
        return SlideKind.SECTION
    if one.slide.fits and one.read.section is None:
        return SlideKind.CONTENT  # a poster
    if one.read.section is not None or following > one.slide.level:
        return SlideKind.SECTION
    return SlideKind.SECTION if one.slide.level == 1 and not _is_said(one) else SlideKind.CONTENT


_SAID = regex(r"(?s)\S+\s+\S+\s.*\S[.!…。！][\"'»”’)\]]*|[\"«“„「].*[\"»”“」]")
"""A sentence, or somebody's words."""


def _is_said(one: Placed) -> bool:
    """True for a title that says something: it is a statement, and names no section."""
    return bool(_SAID.fullmatch(plain_text(one.slide.title).strip()))


MOST_LEAD = 140
"""Characters of what is said of a section on the slide that opens it."""


def _led(slides: Sequence[Placed], levels: Sequence[int], kinds: Sequence[SlideKind]) -> list[int]:
    """Slides that open a section with a sentence of it: of a level at which all but the first slide have no more, and
    at least two do so."""
    found: list[int] = []
    for top in sorted({one.slide.level for one in slides[1:]} - {0}):
        at = [number for number, one in enumerate(slides) if one.slide.level == top]
        leads = [n for n in at if kinds[n] is SlideKind.CONTENT and levels[n] > top and _is_lead(slides[n])]
        if len(at) > 1 and all(not n or kinds[n] is SlideKind.SECTION or n in leads for n in at):
            found += leads
    return found


def _is_lead(one: Placed) -> bool:
    """True for a title and a sentence."""
    blocks = flowing_blocks(one.slide)
    if one.slide.layout is not LayoutChoice.AUTO or len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return False
    said = plain_text(blocks[0].inlines)
    return len(said) <= MOST_LEAD and "\n" not in said


_THANKS = regex(
    r"(?i:merci\b.*|thank(?:s| you)\b.*|danke\b.*|vielen dank\b.*|herzlichen dank\b.*|(?:muchas )?gracias\b.*|"
    r"(?:mille )?grazie\b.*|(?:muito )?obrigad[oa]\b.*|(?:hartelijk |dank (?:u|je)|bedankt)\b.*|tack\b.*|"
    r"(?:tusen )?takk\b.*|(?:mange )?tak\b.*|kiitos\b.*|dziękuj[ęe](?:my)?\b.*|děkuj[iue](?:eme)?\b.*|ďakuje[mn]e?\b.*|"
    r"köszön(?:öm|jük)\b.*|mulțumesc\b.*|hvala\b.*|спасибо.*|благодар(?:ю|им).*|дякую.*|ευχαριστ(?:ώ|ούμε).*|"
    r"teşekkür(?:ler| eder).*|شكر[اًا].*|תודה.*|ありがとうございま(?:す|した)[。!！]?|"
    r"ご清聴.*|谢谢.*|謝謝.*|感谢.*|감사합니다.*|"
    r"cảm ơn.*|terima kasih.*|धन्यवाद.*|(?:des |any |fragen|preguntas|domande|pytania|vragen|frågor)?\s*(?:questions?)?"
    r"\s*[?!.]?|(?:questions?|fragen|preguntas|domande)\s*(?:&|/|and|et|und|y|e)\s*"
    r"(?:answers|discussion|réponses|diskussion|antworten|debate|respuestas|discusión|risposte)[?!.]?|"
    r"q\s*&\s*a|the end|fin|ende|fine)"
)
"""Words with which a talk ends."""


_CONTACT = regex(
    r"(?i:contacts?(?: (?:us|me|details|information))?|kontakte?|contact(?:ez)?[- ]nous|nous contacter|coordonnées|"
    r"contactos?|contatt[io]|contatos?|контакты?|επικοινωνία|iletişim|連絡先|お問い合わせ|联系(?:我们|方式)|연락처|"
    r"get in touch|(?:stay|keep|let's (?:stay|keep|get)) in touch|let[’']?s talk|talk to (?:us|me)|"
    r"(?:reach|find|follow|join) (?:us|me)|where to find (?:us|me)|restons en contact|parlons[- ]en|échangeons|"
    r"sprechen wir|sprechen sie uns an|hablemos|parliamone|falemos|vamos conversar|neem contact op|hör av dig)[.!…]?"
)
"""Titles of a last slide that says where somebody is found."""
_ADDRESS = regex(
    r"(?i)\S+@\S+\.\w+|(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?|@[\w.-]+|[+(]?\d[\d\s()/.-]{5,}\d"
)
"""Of mail or a page, a name in a network, a telephone's number."""


_BEHIND = regex(
    r"(?i:references|bibliography|further reading|appendix|appendices|back-?ups?(?: slides)?|références|bibliographie|"
    r"annexes?|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|anhang|referencias|bibliografía|apéndice|anexos?|"
    r"riferimenti|bibliografia|appendice|bijlagen?|referências)"
)
"""What stands behind the end of a talk."""


def _only_defines(one: Placed) -> bool:
    """True for footnotes alone below a rule, which are on the slides that refer to them."""
    slide = one.slide
    return bool(one.read.footnotes) and not (slide.title or slide.groups or slide.notes or slide.background)


def _last_said(slides: Sequence[Placed], titles: Sequence[str]) -> int:
    """The last slide that is shown, before those that are there to be looked up; -1 for none."""
    behind = (
        n
        for n, (one, title) in enumerate(zip(slides, titles, strict=True))
        if REFERENCES in one.slide.classes or _BEHIND.fullmatch(title.strip())
    )
    return next(behind, len(slides)) - 1


def _with_own_title(slide: Slide) -> Slide:
    """The slide with the words with which it ends the talk as its title, where it has that of its section, or none."""
    blocks = flowing_blocks(slide)
    first = blocks[0] if blocks and slide.layout is LayoutChoice.AUTO else None
    if not isinstance(first, Paragraph):
        return slide
    words = plain_text(first.inlines).strip(" ¡¿")
    if not words or len(words) > LONGEST_END or not _THANKS.fullmatch(words):
        return slide
    rest = (replace(g, blocks=tuple(b for b in g.blocks if b is not first)) for g in slide.groups)
    return keyed(
        replace(slide, title=first.inlines, groups=tuple(group for group in rest if group.blocks), level=2)
    )


LONGEST_END = 40
"""Characters of the words with which a talk ends."""


def _is_closing(one: Placed) -> bool:
    """A last slide that thanks, or asks for questions, with a few lines at most."""
    title = plain_text(one.slide.title).strip(" ¡¿")
    blocks = flowing_blocks(one.slide)
    short = len(blocks) <= 4 and all(isinstance(block, Paragraph) for block in blocks)
    if not title or len(title) > LONGEST_END or not short:
        return False
    said = [plain_text(block.inlines).strip() for block in blocks if isinstance(block, Paragraph)]
    lines = [line.strip() for text in said for line in text.split("\n")]
    is_address = any(map(_ADDRESS.fullmatch, lines)) and max(map(len, lines)) <= LONGEST_END
    return bool(_THANKS.fullmatch(title)) or (is_address and bool(_CONTACT.fullmatch(title)))


def _unique(wanted: str, used: set[str]) -> str:
    """`wanted`, or with the next number behind it that nothing has yet."""
    identity = wanted
    if wanted in used:
        free = 2
        while f"{wanted}-{free}" in used:
            free *= 2
        low = free // 2  # taken; the numbers are looked for in between, as a deck may have thousands
        while free - low > 1:
            middle = (low + free) // 2
            low, free = (middle, free) if f"{wanted}-{middle}" in used else (low, middle)
        identity = f"{wanted}-{free}"
    used.add(identity)
    return identity
