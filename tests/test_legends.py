"""Legends in office suites, which set them themselves."""

from __future__ import annotations

import pytest

from tests.instruments.renderers import libreoffice_words


@pytest.mark.parametrize("face", ["board", "stage-dark", "quiet", "seminar"])
@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_office_suites_show_every_name_of_a_legend(make, pdf, face: str, size: str) -> None:
    """Programs set legends in columns as wide as the widest name, and leave out what is too high then."""
    rows = "year,Renewable energy including large hydropower,Fossil fuels,Nuclear power stations,Net imports"
    built = make(
        f"---\nsize: '{size}'\ntheme: {face}\n---\n\n## Four\n\n```chart\nkind: line\nrows: |\n  {rows}\n"
        "  2000,36,320,170,3\n  2010,105,300,141,-15\n  2024,285,160,0,26\n```\n\n"
        "## Two\n\n```chart\nkind: line\nrows: |\n  quarter,Retail,Wholesale and distribution of all our goods\n"
        "  Q1,4.2,-1.3\n  Q2,2.1,-0.4\n  Q3,-1.8,1.2\nlines: [{y: 2, text: Plan}]\n```\n"
    )
    words = {word.text for word in libreoffice_words(pdf(built.pptx))[0]}
    assert {"Renewable", "Fossil", "Nuclear", "imports", "Retail", "Wholesale"} <= words
