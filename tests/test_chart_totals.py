"""A total among the parts of a whole is no part of it."""

from __future__ import annotations

import pytest

HEAD = "## A\n\n```chart\nkind: {}\nrows: |\n{}\n```\n"


def built(make, kind: str, *rows: str):
    done = make(HEAD.format(kind, "\n".join(f"  {row}" for row in rows)))
    (chart,) = (
        c
        for s in done.laid.slides
        for f in s.frames
        for c in getattr(getattr(f, "group", None), "charts", ())
    )
    return done.codes, chart


@pytest.mark.parametrize("name", ["Total", "Somme", "Gesamt", "Total général", "合計"])
def test_a_last_row_that_adds_up_the_others_is_no_slice(make, name: str) -> None:
    codes, chart = built(make, "pie", "a,v", "x,5", "y,7.5", f"{name},12.5")
    assert chart.categories == ("x", "y")
    assert codes == ["total-in-chart"]


@pytest.mark.parametrize("kind", ["stacked", "area"])
def test_a_last_column_that_adds_up_the_others_is_no_part_of_a_stack(make, kind: str) -> None:
    codes, chart = built(make, kind, "year,u,v,Total", "2019,5,2,7", "2020,7,3,10", "2021,8,4,12")
    assert [series.name for series in chart.series] == ["u", "v"]
    assert codes == ["total-in-chart"]


@pytest.mark.parametrize(
    "rows", [("a,v", "x,5", "y,7", "Total,20"), ("a,v", "x,5", "y,7", "Totalenergies,12.9")]
)
def test_what_is_only_called_so_stays(make, rows: tuple[str, ...]) -> None:
    codes, chart = built(make, "pie", *rows)
    assert len(chart.categories) == 3
    assert codes == []
