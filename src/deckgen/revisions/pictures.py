"""What was edited of pictures, and of what is said about pictures and charts, in the source."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from deckgen.deck.blocks import Figure
from deckgen.imports.files import Files
from deckgen.markdown.escape import escape
from deckgen.patterns import regex
from deckgen.powerpoint.model import Image, ShownShape
from deckgen.revisions.lines import Lines
from deckgen.revisions.settling import same_picture
from deckgen.revisions.units import SourceSlide

_ALONE = regex(r"\s*(?:!\[[^\]]*\]\([^()]*\)(?:\{[^{}]*\})?\s*)+")
"""Pictures and nothing else."""


_CUT = 0.01
"""Shares of a picture that programs may round away."""

_OPENING = regex(
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,})[ \t]*chart)[ \t]*(?:\{(?P<said>[^{}\n]*?[^ \t{}\n])?[ \t]*\})?[ \t]*$"
)


class PictureEdits(Struct):
    """Writes them into the lines of a source."""

    lines: Lines
    files: Files
    baked: bool
    """The edited file says of each run how it looks."""
    has_changed: Callable[[str], bool]
    """True for a file (by its name in the source) that is another since the .pptx was built."""
    lost: list[str] = field(default_factory=list)
    """What could not be written, in words."""

    def edit(self, old: ShownShape, new: ShownShape, source: SourceSlide) -> None:
        """Another picture in the place of one, or other words about it."""
        before, after = old.content, new.content
        assert isinstance(before, Image)
        assert isinstance(after, Image)
        is_same = same_picture(before, after, baked=self.baked)
        if is_same and any(abs(a - b) > _CUT for a, b in zip(before.crop, after.crop, strict=True)):
            self.lost.append(f"what is cut off a picture ({new.alt or new.name})")
        if is_same and old.alt == new.alt:
            return
        figure, line = _figure(old.alt, source)
        text = self.lines.now(line, line)
        if figure is None or f"]({figure.target}" not in text:
            self.lost.append(f"a picture ({new.alt or new.name})")
            return
        if not is_same and self.has_changed(figure.target):
            self.lost.append(f"the picture `{figure.target}` has changed since the file was built")
        elif not is_same and after.data:
            path, problem = self.files.picture(after)
            self.lost += [problem] if problem else []
            text = text.replace(f"]({figure.target}", f"]({path}") if path else text
        if old.alt != new.alt:
            text = text.replace(f"![{escape(old.alt)}]", f"![{escape(new.alt)}]", 1)
        self.lines.replace(line, line, text)

    def describe(self, old: ShownShape, new: ShownShape, source: SourceSlide) -> None:
        """Other words about a chart."""
        if old.alt == new.alt or not new.alt:
            return
        for figure, line in source.figures:
            if figure.alt != old.alt:
                continue
            for number in range(line, source.first - 1, -1):
                text = self.lines.now(number, number)
                for before, after in (
                    (f'alt="{old.alt}"', f'alt="{new.alt}"' if '"' not in new.alt else ""),
                    (f"![{escape(old.alt)}]", f"![{escape(new.alt)}]"),
                ):
                    if after and before in text:
                        self.lines.replace(number, number, text.replace(before, after, 1))
                        return
        if not self._describe_first(new.alt, source):
            self.lost.append(f"what is said of a chart: {old.alt} → {new.alt}")

    def _describe_first(self, alt: str, source: SourceSlide) -> bool:
        """Write words about the slide's only chart, of which there were none but those that are made of its data."""
        charts = [(each, at) for each, at in source.figures if each.fence or each.target.startswith("chart:")]
        if len(charts) != 1 or charts[0][0].alt or '"' in alt:
            return False
        figure, line = charts[0]
        text = self.lines.now(line, line)
        if figure.fence is None:
            told = text.replace(f"![]({figure.target}", f"![{escape(alt)}]({figure.target}", 1)
        else:
            told = _OPENING.sub(
                lambda m: f'{m["fence"]} {{{m["said"] + " " if m["said"] else ""}alt="{alt}"}}', text, count=1
            )
        self.lines.replace(line, line, told)
        return told != text

    def remove(self, shape: ShownShape, source: SourceSlide) -> bool:
        """Take a picture's line out; False if something else stands there, too."""
        figure, line = _figure(shape.alt, source)
        if figure is None:  # a picture without words about it has its file's name in PowerPoint
            alone = [(each, at) for each, at in source.figures if not each.alt and not each.fence]
            figure, line = alone[0] if len(alone) == 1 else (None, 0)
        if figure is None or not _ALONE.fullmatch(text := self.lines.now(line, line)):
            return False
        own = re.compile(rf"!\[[^\]\n]*\]\(<?{re.escape(figure.target)}[^()\n]*\)(?:\{{[^{{}}\n]*\}})?[ \t]*")
        if rest := own.sub("", text, count=1).strip():
            self.lines.replace(line, line, rest)  # others beside it stay
        else:
            self.lines.remove(line, line)
        return True


def _figure(alt: str, source: SourceSlide) -> tuple[Figure | None, int]:
    """The picture of which that is said, and its line."""
    return next(((each, at) for each, at in source.figures if each.alt == alt and not each.fence), (None, 0))
