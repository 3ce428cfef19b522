"""An output format: how many words stand on each slide."""

from collections.abc import Iterator

from deckgen.layout.model import LaidOutDeck, TextFrame
from deckgen.memory import Memory
from deckgen.writers.format import Format


def _write(deck: LaidOutDeck, memory: Memory) -> Iterator[tuple[str, bytes]]:
    for slide in deck.slides:
        texts = [frame.text for frame in slide.frames if isinstance(frame, TextFrame)]
        yield f"-{slide.number}.words", f"{len(' '.join(texts).split())}\n".encode()


WORDS = Format("words", _write)
