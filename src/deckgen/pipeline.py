"""The pipeline: source → deck → laid-out deck → files. `build`, `serve`, `inspect`, `pdf` and `png` all run it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.blocks import Figure
from deckgen.deck.slides import Deck, Slide
from deckgen.deck.walk import blocks_of, figures_of
from deckgen.diagnostics import ONCE, Diagnostic, Warned, moved
from deckgen.file_states import FileStates
from deckgen.memory import Memory, default_memory
from deckgen.model import key_of
from deckgen.options import Options
from deckgen.plugins import state
from deckgen.project_files import FileError, ProjectFiles, deciding, project_files
from deckgen.source import Source, Span
from deckgen.source_files import SUFFIXES, read_source

if TYPE_CHECKING:
    from deckgen.layout.model import LaidOutDeck
    from deckgen.media.loader import Loading, TrustState
    from deckgen.themes.brand_files import Branding
    from deckgen.themes.model import Theme


FEWEST_LOADS = 8
"""Slides with figures that are worth a process of their own."""


class Prepared(Struct, frozen=True, eq=False, kw_only=True):
    """A deck that is ready to be written."""

    source: Source
    own: Source
    """Without what it includes, and before anything is filled in."""
    found: tuple[Diagnostic, ...] = ()
    deck: Deck
    """With all that it shows."""
    laid: LaidOutDeck | None = None
    """None if there is nothing to show. Its slides have no numbers yet."""
    files: frozenset[str] = frozenset()
    """Whatever was read for it, or looked for in vain."""
    marks: tuple[str, ...] = ()
    """What decides which files it may read, by being there or not."""
    lasts: bool = False
    """It would be the same another time, as long as these files are: none of its programs or of this machine's fonts
    has a part in it, and no text but its own."""


def prepare(
    path: str | os.PathLike[str],
    options: Options = Options(),  # noqa: B008 - it is frozen
    *,
    memory: Memory | None = None,
) -> tuple[Source, LaidOutDeck | None, tuple[Diagnostic, ...]]:
    """Read and lay out a deck for its files; None in place of the deck if there is nothing to show."""
    own = memory or default_memory()
    done = run(Path(path), options, own, FileStates())
    laid = finished(done, own) if done.laid is not None else Warned(None)
    if memory is None:
        own.close()  # whoever opens it writes what is new
    return done.source, laid.value, (*done.found, *laid.found)


def finished(done: Prepared, memory: Memory) -> Warned[LaidOutDeck]:
    """The slides with their numbers, and photographs as large as they are shown."""
    from deckgen.layout.deck import numbered
    from deckgen.media.shrink import shrink

    assert done.laid is not None
    laid = numbered(done.laid, done.deck, memory)
    dark = numbered(done.laid.dark, done.deck, memory).value if done.laid.dark else None
    both = replace(laid.value, dark=shrink(dark, memory) if dark else None)
    return Warned(shrink(both, memory), laid.found)


def run(
    path: Path, options: Options, memory: Memory, states: FileStates, given: Source | None = None
) -> Prepared:
    """Read a deck, load what it shows, and lay it out: each step slide by slide, and remembered. Its text is `given` if
    it is not that of its file; files that the `states` were given are as these have them."""
    return set_out(opened(path, options, memory, given, states.given), memory, states)


class Opened(Struct, frozen=True, eq=False, kw_only=True):
    """A deck that has been read."""

    path: Path
    options: Options
    source: Source
    """With what it includes."""
    own: Source
    """Without that."""
    files: ProjectFiles
    """What it may read."""
    marks: tuple[str, ...] = ()
    """What decides that."""
    is_plain: bool = False
    """Its text is its file's: nothing is included, filled in, or read from elsewhere."""
    deck: Deck
    found: tuple[Diagnostic, ...]


def opened(
    path: Path,
    options: Options,
    memory: Memory,
    given: Source | None = None,
    beside: Mapping[str, bytes] = {},
) -> Opened:
    """The deck at `path`, or that of the text `given` there, with files `beside` it (absolute paths) as they are given;
    one without slides if it can't be read."""
    from deckgen.neighbours import neighbours
    from deckgen.readers.dialects.registry import FINDING_BY_NAME, PROJECT_FILES
    from deckgen.readers.reader import read_deck

    memory.depends_on(state(memory))
    source, problem = (given, None) if given is not None else read_source(path)
    files = project_files(
        path.parent, allow=options.allow, anywhere=options.trust, marks=PROJECT_FILES, given=beside
    )
    if problem is not None:
        deck = Deck(title="", sections=())
        return Opened(
            path=path, options=options, source=source, own=source, files=files, deck=deck, found=(problem,)
        )
    near = neighbours(files, PROJECT_FILES)
    files = replace(files, by_name=not near.isdisjoint(FINDING_BY_NAME))
    own = source
    source, first = _whole(own, files, memory, options, near)
    read = read_deck(
        source,
        outline=options.outline,
        dialect=options.dialect,
        beside=near,
        project=partial(_text_of, files),
        memory=memory,
    )
    found = (*first, *_no_markdown(path), *read.found)
    files = replace(files, resources=read.value.resources)
    marks = tuple(deciding(path.parent, files.root, PROJECT_FILES))
    is_plain = source is own and given is None and str(path) != "-"
    return Opened(
        path=path, options=options, source=source, own=own, files=files, marks=marks, is_plain=is_plain,
        deck=read.value, found=found,
    )  # fmt: skip


def _no_markdown(path: Path) -> tuple[Diagnostic, ...]:
    """That a file says by its name that it is something else."""
    if path.suffix in SUFFIXES:
        return ()
    from deckgen.readers.dialects.exports import other_text

    other = other_text(path)
    return (other,) if other else ()


def _text_of(files: ProjectFiles, name: str) -> str:
    """The text of a file of the project; nothing where there is none."""
    try:
        return files.text(name)[1]
    except FileError:
        return ""


def set_out(done: Opened, memory: Memory, states: FileStates) -> Prepared:
    """The deck with what it shows, on slides."""
    deck, source, files = done.deck, done.source, done.files
    found, laid, used = done.found, None, tuple[str, ...]()
    if deck.sections:
        cited = _cited(deck, files, source)
        brand = _brand(deck, source, files, memory)
        face = partial(_in_face, done, cited.value, brand.value, memory=memory, states=states)
        shown = face("light" if deck.mode == "auto" else deck.mode)
        found, used = (*found, *cited.found, *brand.found, *shown.found), (*brand.read, *shown.read)
        if shown.value is not None:
            deck, laid = shown.value
        if laid is not None and deck.mode == "auto":
            dark = face("dark")
            used = (*used, *dark.read)
            laid = replace(laid, dark=dark.value[1]) if dark.value is not None else laid
    asked = frozenset((str(done.path), *files.asked, *used))
    runs = done.options.trust or "plot:" in source.text
    lasts = laid is not None and done.is_plain and not (runs or _needs_the_machine(laid))
    return Prepared(
        source=source,
        own=done.own,
        found=_placed(found, source),
        deck=deck,
        laid=laid,
        files=asked,
        marks=done.marks,
        lasts=lasts,
    )


def _needs_the_machine(laid: LaidOutDeck) -> bool:
    """True if fonts of this machine would be used if it had them."""
    faces = (laid, laid.dark) if laid.dark else (laid,)
    return any(font.stands_in for face in faces for font in face.theme.fonts.values())


def _in_face(
    done: Opened, read: Deck, brand: Branding | None, mode: str, *, memory: Memory, states: FileStates
) -> Warned[tuple[Deck, LaidOutDeck] | None]:
    """The deck, loaded and laid out in a theme's face; None if there is no such theme."""
    source, files, options = done.source, done.files, done.options
    theme = _theme(read, source, files, options, memory, brand, mode)
    if theme.value is None:
        return Warned(None, theme.found, theme.read)
    from deckgen.layout.deck import lay_out

    shown = _with_logo(read, brand, theme.value)
    loaded = _loaded(shown, source, files, theme.value, options, memory, states)
    placed = lay_out(loaded.value, theme.value, memory)
    found = (*theme.found, *loaded.found, *placed.found)
    return Warned((loaded.value, placed.value), found, (*theme.read, *loaded.read))


def _whole(
    source: Source, files: ProjectFiles, memory: Memory, options: Options, beside: frozenset[str]
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The source with what it includes, and with its variables where it asks for that (`jinja: true`) or is given
    some."""
    # One character is looked for in a hundredth of the time, and most decks have none of these.
    text = source.text
    has_tags, has_braces = "<" in text, "{" in text
    named = "src:" in text or ((has_tags or has_braces) and "include:" in text)
    brings = named or "```file" in text or (has_tags and ("<<<" in text or "data-markdown=" in text))
    brings = brings or "![[" in text or "?include=" in text
    may_ask = has_braces and ("{{" in text or "{%" in text)
    if not (brings or may_ask):
        return source, ()
    from deckgen.includes import expand
    from deckgen.readers.front_matter import read_front_matter
    from deckgen.readers.opening import context_of

    own = context_of(source, memory, options.dialect, beside)[0].dialect if brings else None
    source, found = expand(source, files, own)
    front, _ = read_front_matter(source, memory)
    given = dict(options.values)
    if front.values.get("jinja") != "true" and not given:
        return source, found
    from deckgen.variables import fill_in, fill_in_yaml

    if given and front.lines:
        source, more = fill_in_yaml(source, given, front.lines)
        found = (*found, *more)
        front, _ = read_front_matter(source, memory)
    source, more = fill_in(source, {**front.values, **given}, front.lines, nested=front.nested)
    return source, (*found, *more)


def _cited(read: Deck, files: ProjectFiles, source: Source) -> Warned[Deck]:
    if not read.bibliography:
        return Warned(read)
    from deckgen.media.citations import cite

    return cite(read, files, source)


def _brand(read: Deck, source: Source, files: ProjectFiles, memory: Memory) -> Warned[Branding | None]:
    """The brand beside the deck, and what the deck wants of it that it has not."""
    from deckgen.themes.brand_files import find_brand, unknown_colors

    brand = find_brand(read.brand, files, memory)
    return replace(brand, found=(*brand.found, *unknown_colors(source, brand.value)))


def _with_logo(read: Deck, branding: Branding | None, theme: Theme) -> Deck:
    """With the brand's logo, if it has one and the deck says nothing of its own."""
    if branding is None or read.logo is not None or not (target := branding.logo(theme)):
        return read
    return replace(read, logo=Figure(target=target, alt=branding.brand.logo_alt, span=Span(1)))


def _theme(
    read: Deck, source: Source, files: ProjectFiles, options: Options, memory: Memory, brand: Branding | None,
    mode: str,
) -> Warned[Theme | None]:  # fmt: skip
    """The theme that whoever builds the deck has chosen, or the deck's own."""
    from deckgen.themes.registry import Theirs, load_theme

    theirs = None if options.theme else Theirs(files, read.foreign_theme)
    wanted = options.theme or read.theme
    return load_theme(wanted, source, memory, theirs, read.theme_options, mode, brand, read.shape)


def _loaded(
    read: Deck,
    source: Source,
    files: ProjectFiles,
    theme: Theme,
    options: Options,
    memory: Memory,
    states: FileStates,
) -> Warned[Deck]:
    """The deck with what its slides show; a file that can't be had is said once."""
    from deckgen.media.loader import GivenUp, Loading, load_figure

    runs = _may_run(source, files, options)
    given = Loading(files=files, lang=read.lang, theme=theme, runs=runs, memory=memory, given_up=GivenUp())
    allowed = (
        str(files.folder),
        str(files.root),
        tuple(map(str, files.allowed)),
        files.anywhere,
        files.resources,
    )
    base = _key(allowed, read.lang, theme.digest, runs)
    found: dict[object, Diagnostic] = {}
    used: dict[str, None] = {}

    def named(slide: Slide) -> tuple[tuple[str, ...], bytes]:
        folders = _folders(slide, source)
        return folders, _key(base, slide.key, folders)

    def known(slide: Slide) -> Warned[Slide]:
        folders, key = named(slide)
        return memory.traced(key, Warned[Slide], partial(_load, slide, folders, given, key, states), states)

    def loaded(slide: Slide) -> Slide:
        if not slide.loads:
            return slide
        done = known(slide)
        for finding in done.found:
            identity = (finding.code, finding.message) if finding.code in ONCE else len(found)
            found.setdefault(identity, moved(finding, slide.above))
        used.update(dict.fromkeys(done.read))
        return replace(done.value, above=slide.above)

    waiting = [slide for section in read.sections for slide in section.slides if slide.loads]
    memory.look_up_traces([named(each)[1] for each in waiting])
    if memory.may_be_helped(len(waiting), FEWEST_LOADS):
        waiting = [each for each in waiting if memory.trace(named(each)[1], Warned[Slide], states) is None]
        memory.ahead(len(waiting), lambda part: [known(waiting[at]) for at in part], FEWEST_LOADS)
    sections = tuple(replace(section, slides=tuple(map(loaded, section.slides))) for section in read.sections)
    logo = load_figure(read.logo, given) if read.logo else Warned(None)
    deck = replace(read, sections=sections, logo=logo.value)
    return Warned(deck, (*found.values(), *logo.found), (*used, *logo.read))


def _load(
    slide: Slide, folders: tuple[str, ...], given: Loading, key: bytes, states: FileStates
) -> Warned[Slide]:
    from deckgen.media.loader import load_slide

    done = load_slide(slide, folders, given)
    contents = tuple(states(name) for name in done.read)
    return replace(done, value=replace(done.value, key=_key(key, contents)))


def _folders(slide: Slide, source: Source) -> tuple[str, ...]:
    """For each line of a slide's slice, the folder of the included file that it comes from."""
    if not source.origins:
        return ()
    spans = [slide.span, *(group.span for group in slide.groups)]
    spans += [
        (figure.fence or figure).span for figure in figures_of(blocks_of(slide))
    ]  # some stand below their group
    last = max(span.last_line for span in spans)
    origins = source.origins[slide.above : slide.above + last]
    own = source.path
    return tuple("" if each.source.path == own else str(Path(each.source.path).parent) for each in origins)


def _may_run(source: Source, files: ProjectFiles, options: Options) -> TrustState:
    """Whether the deck's programs may run, if it has any."""
    if options.trust or "plot:" not in source.text:
        return "yes"
    from deckgen.trust import trusted_state

    return trusted_state(files.root)


def _key(*parts: object) -> bytes:
    return key_of(encode(parts))


def _placed(found: Sequence[Diagnostic], source: Source) -> tuple[Diagnostic, ...]:
    """Findings in included files point there."""
    if not source.origins:
        return tuple(found)
    placed = []
    for finding in found:
        if finding.source is None and finding.span:
            where, span = source.origin(finding.span)
            finding = replace(finding, source=where, span=span)
        placed.append(finding)
    return tuple(placed)
