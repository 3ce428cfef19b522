"""What is measured together: each session runs its processes once, and gives several figures their numbers."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path

from benchmarks.bench import DECKGEN, ROOT, Bench, edited
from benchmarks.decks import PHOTOS, gallery_deck, illustrated_deck, mixed_deck
from benchmarks.measure import Missing, Run, in_turns, run
from benchmarks.pictures import drawings, photos

Runs = dict[str, list[Run]]
FARID = ROOT / "slides" / "farid.md"
FARIDS_LINE = "- Evolution constante du NLP depuis 1980."
SIZES = (100, 300, 1000, 3000)


@cache
def farid(bench: Bench) -> Runs:
    """Both files of the outline as it was, with a word edited, and with nothing remembered, beside pandoc's two runs.

    What pandoc can't read, it need not: without its charts the deck is a third of the work.
    """
    text = FARID.read_text(encoding="utf-8")
    decks = {name: bench.place(name) / "farid.md" for name in ("unchanged", "edited", "first", "pandoc")}
    for deck in decks.values():
        deck.write_text(text, encoding="utf-8")
    plain = decks["pandoc"]
    plain.write_text("".join(line for line in text.splitlines(True) if not line.startswith("![")), "utf-8")
    jobs = {
        "unchanged": bench.again(bench.build(decks["unchanged"])),
        "edited": edited(decks["edited"], FARIDS_LINE, bench.again(bench.build(decks["edited"]))),
        "first": bench.first(bench.build(decks["first"])),
        "pandoc": lambda: run(bench.to_pptx(plain), bench.to_html(plain)),
    }
    return in_turns(jobs, bench.pairs)


@cache
def start(bench: Bench) -> Runs:
    """What says only what it is."""
    words = ("--help", "--version")
    return in_turns({word: bench.again((*DECKGEN, word)) for word in words}, bench.pairs)


@cache
def _talks(bench: Bench) -> Path:
    folder = bench.place("talks")
    photos(folder, PHOTOS, 1200, 675)
    return folder


@cache
def talk(bench: Bench, kind: str, slides: int) -> Path:
    """A `mixed` or `illustrated` deck beside its pictures; `pandoc` is the mixed one in its dialect."""
    text = illustrated_deck(slides) if kind == "illustrated" else mixed_deck(slides, kind)
    path = _talks(bench) / f"{kind}{slides}.md"
    path.write_text(text, encoding="utf-8")
    return path


@cache
def to_pptx(bench: Bench) -> Runs:
    """A thousand mixed slides."""
    ours, theirs = talk(bench, "mixed", 1000), talk(bench, "pandoc", 1000)
    jobs = {
        "deckgen": bench.first(bench.build(ours, "--to", "pptx")),
        "pandoc": lambda: run(bench.to_pptx(theirs)),
    }
    return in_turns(jobs, bench.few, warm=False)


@cache
def to_html(bench: Bench) -> Runs:
    """A thousand mixed slides; pandoc's page once with its files beside it, once in one file as deckgen's is."""
    ours, theirs = talk(bench, "mixed", 1000), talk(bench, "pandoc", 1000)
    whole = ("--embed-resources", "-V", f"revealjs-url={_reveal(bench)}")
    jobs = {
        "deckgen": bench.first(bench.build(ours, "--to", "html")),
        "pandoc": lambda: run(bench.to_html(theirs)),
        "pandoc in one file": lambda: run(bench.to_html(theirs, *whole)),
    }
    return in_turns(jobs, bench.few, warm=False)


def _reveal(bench: Bench) -> Path:
    """The reveal.js that deckgen ships, where pandoc's template looks for it; what it lacks is empty there."""
    from deckgen.resources import shipped

    folder = bench.folder / "reveal.js"
    places = {
        "dist/reset.css": "reset.css", "dist/reveal.css": "reveal.css", "dist/theme/black.css": "",
        "dist/reveal.js": "reveal.js", "plugin/notes/notes.js": "notes.js", "plugin/search/search.js": "",
        "plugin/zoom/zoom.js": "",
    }  # fmt: skip
    for place, name in places.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(shipped("web", "reveal", name).read_bytes() if name else b"")
    return folder


@cache
def one_edited(bench: Bench) -> Runs:
    """A thousand mixed slides to both files from nothing, and thrice with another word on one of them."""
    deck = _talks(bench) / "edited.md"
    deck.write_text(mixed_deck(1000), encoding="utf-8")
    runs: Runs = {"full": [], "edited": []}
    for _ in range(bench.few):
        job = bench.again(bench.build(deck))
        runs["full"].append(job())
        again = edited(deck, "## Diapositive 500", job)
        runs["edited"] += [again() for _ in range(3)]
    return runs


@cache
def growth(bench: Bench, kind: str) -> Runs:
    """Both files from nothing, by the number of slides."""
    jobs = {str(size): bench.first(bench.build(talk(bench, kind, size))) for size in SIZES}
    return in_turns(jobs, bench.few, warm=False)


@cache
def pandocs(bench: Bench, slides: int) -> Run:
    """Both of pandoc's files of the mixed deck, once."""
    deck = talk(bench, "pandoc", slides)
    return run(bench.to_pptx(deck), bench.to_html(deck))


@cache
def pictures(bench: Bench, kind: str) -> Runs:
    """Both files of 40 `photos` of 12 megapixels, or of 50 `drawings` of 1 MB: at first sight, and once more."""
    folder = bench.place(kind)
    names = photos(folder, 40, 4000, 3000) if kind == "photos" else drawings(folder, 50, 1750)
    deck = folder / "deck.md"
    deck.write_text(gallery_deck(names), encoding="utf-8")
    job = bench.again(bench.build(deck))
    return {"first": [job()], "again": [job() for _ in range(bench.few + 2)]}


def _chromium() -> str:
    from deckgen.writers.pdf.chromium import PrintError, find_chromium

    try:
        import playwright.sync_api  # noqa: F401

        return find_chromium()
    except (ImportError, PrintError):
        raise Missing("needs Chromium and `pip install playwright`") from None


@cache
def live(bench: Bench, slides: int) -> float:
    """Median milliseconds from an edit to its being painted."""
    from benchmarks.live import TOOLS, compare

    chromium, place = _chromium(), bench.place("live")
    return statistics.median(compare(slides, max(5, bench.pairs), chromium, place, TOOLS[:1])["deckgen"])


@cache
def opening(bench: Bench, slides: int) -> float:
    """Median seconds from asking for a served deck to its first slide on the screen."""
    from benchmarks.live import openings

    return statistics.median(openings(slides, max(3, bench.few), _chromium(), bench.place("opening")))


_LETTER = (
    "---\ntitle: Pour {{ name }}\n---\n\n## {{ city }}\n\n- Bonjour {{ name }}\n- {{ value }} unités\n\n"
    "## Détail\n\n| Ville | Valeur |\n| --- | ---: |\n| {{ city }} | {{ value }} |\n"
)
LETTERS = 1000
_ONE_BY_ONE = """
import sys, time
from pathlib import Path
from deckgen import DeckJob
from deckgen.batch.jobs import make_deck
from deckgen.batch.rows import read_rows
from deckgen.options import Options
template, data, folder = map(Path, sys.argv[1:])
for row in read_rows(data):
    if row.number == 21:
        started = time.perf_counter()
    options = Options(values=tuple(row.values.items()))
    make_deck(DeckJob(row.number, template, str(row.number), options=options, folder=folder))
print((row.number - 20) / (time.perf_counter() - started))
"""


@cache
def batch(bench: Bench) -> list[tuple[float, float]]:
    """Decks a second of `deckgen batch`, start-up included, and of a warm process that makes the same in turn."""
    folder = bench.place("batch")
    template, data = folder / "letter.md", folder / "rows.csv"
    template.write_text(_LETTER, encoding="utf-8")
    rows = (f"Nom{n},Ville{n * 7 % 100},{n * 37 % 1000}\n" for n in range(LETTERS))
    data.write_text("name,city,value\n" + "".join(rows), encoding="utf-8")
    alone = (sys.executable, "-c", _ONE_BY_ONE, str(template), str(data), str(bench.place("alone")))
    pairs = []
    for number in range(bench.few):
        out = folder / str(number)
        took = run((*DECKGEN, "batch", str(template), "--data", str(data), "-o", str(out))).wall
        pairs.append(
            (LETTERS / took, float(subprocess.run(alone, capture_output=True, text=True, check=True).stdout))
        )
        shutil.rmtree(out)
    return pairs
