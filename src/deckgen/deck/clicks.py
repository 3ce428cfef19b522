"""When something on a slide is shown: as its author says it, and by clicks that are counted."""

from deckgen.model import Model

NEXT = -1_000_000
"""In `Click.until`: the click behind its own."""


class Click(Model, frozen=True):
    """When something appears on its slide, or goes."""

    order: int = 0
    """With all others of the same number: as the click that others would be counted as, or before these where it is
    less than nothing; 0 for the next one that is counted."""
    until: int = 0
    """When it goes again, likewise; 0 for never."""
    comes: bool = True
    """False for what is there from the start, and goes at its click."""


class Step(Model, frozen=True):
    """From one click to another."""

    comes: int = 0
    """Click at which it appears; 0 for what is there from the start."""
    goes: int = 0
    """Click at which it disappears; 0 for never. Until clicks are counted, `NEXT` stands for the one behind its own."""

    def __bool__(self) -> bool:
        return bool(self.comes or self.goes)

    def within(self, outer: "Step") -> "Step":
        """That of a part of what is shown at `outer`."""
        if not outer:
            return self
        return Step(self.comes or outer.comes, self.goes or outer.goes)

    def counted(self, clicks: dict[int, int]) -> "Step":
        """With clicks as they are counted: from those that somebody has said or counted otherwise."""
        comes = clicks.get(self.comes, 0)
        if self.goes == NEXT:
            return Step(comes, comes + 1 if comes < max(clicks.values(), default=0) else 0)
        return Step(comes, clicks.get(self.goes, 0))


ALWAYS = Step()
"""From the start to the end."""
