"""Charts that PowerPoint has since 2016 (waterfalls, treemaps, funnels …): their numbers and names (MS-ODRAWXML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deckgen.powerpoint.charts import MOST_POINTS
from deckgen.powerpoint.model import ChartData, ChartSeries
from deckgen.powerpoint.names import number_of
from deckgen.powerpoint.parts import xml_of

CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"


def newer_chart_of(part: Any) -> ChartData | None:
    """What such a chart's part says; None for one that can't be read."""
    root = xml_of(part)
    if root is None:
        return None
    data = {each.get("id", ""): each for each in root.iterfind(f"{CX}chartData/{CX}data")}
    found = [*root.iterfind(f"{CX}chart/{CX}plotArea/{CX}plotAreaRegion/{CX}series")]
    series = tuple(filter(None, (_series(each, data) for each in found)))
    if not series:
        return None
    title = "".join(each.text or "" for each in root.iterfind(f"{CX}chart/{CX}title//{{*}}t"))
    return ChartData(kind="", foreign_kind=found[0].get("layoutId", ""), series=series, title=title)


def _series(element: Any, data: dict[str, Any]) -> ChartSeries | None:
    asked = element.find(f"{CX}dataId")
    own = data.get(asked.get("val", "")) if asked is not None else None
    numbers = own.find(f"{CX}numDim") if own is not None else None
    if own is None or numbers is None:
        return None
    values = [*_points(next(iter(numbers.iterfind(f"{CX}lvl")), None))]
    levels = [[*_points(level)] for level in own.iterfind(f"{CX}strDim/{CX}lvl")]
    names = (
        " / ".join(filter(None, (level[at] for level in reversed(levels) if at < len(level))))
        for at in range(len(values))
    )
    return ChartSeries(
        name=element.findtext(f"{CX}tx/{CX}txData/{CX}v", ""),
        names=tuple(name or f"{at}" for at, name in enumerate(names, 1)),
        values=tuple(map(number_of, values)),
    )


def _points(level: Any) -> Iterator[str]:
    """The words of a level, each at its place."""
    if level is None:
        return
    said = {each.get("idx", ""): each.text or "" for each in level.iterfind(f"{CX}pt")}
    count = level.get("ptCount", "")
    for at in range(min(int(count) if count.isdecimal() else len(said), MOST_POINTS)):
        yield said.get(f"{at}", "")
