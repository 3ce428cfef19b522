"""`deckgen charts`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.arguments import Theme

charts_app = typer.Typer(
    help="The figures that deckgen brings along; in a deck: `![](chart:NAME)`.", rich_markup_mode=None
)
app.add_typer(charts_app, name="charts")


@charts_app.callback(invoke_without_command=True)
def list_charts(
    context: typer.Context,
    lang: Annotated[str, typer.Option(metavar="LANG", help="The language of their words.")] = "en",
) -> None:
    """List the built-in figures, or write one (`show`)."""
    if context.invoked_subcommand is None:
        from deckgen.charts.registry import BUILTIN

        width = max(map(len, BUILTIN))
        for name, figure in BUILTIN.items():
            print(f"{name:{width}}  {figure(lang).description}")


@charts_app.command("show")
def show_chart(
    name: Annotated[str, typer.Argument(metavar="NAME", help="One that `deckgen charts` lists.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write into.")
    ] = Path(),
    lang: Annotated[str, typer.Option(metavar="LANG", help="The language of its words.")] = "en",
    theme: Theme = "",
) -> None:
    """Write a built-in figure as NAME.svg and NAME.png."""
    from deckgen.charts.registry import BUILTIN
    from deckgen.diagnostics import nearest
    from deckgen.memory import default_memory
    from deckgen.source import Source
    from deckgen.themes.registry import load_theme
    from deckgen.writers.html.figure import figure_png, figure_svg

    if name not in BUILTIN:
        raise typer.BadParameter(f"there is no `{name}`; {nearest(name, list(BUILTIN))}", param_hint="NAME")
    chosen = load_theme(theme, Source.from_text("", ""), default_memory())
    if chosen.value is None:
        print(chosen.found[0].message, file=sys.stderr)
        raise typer.Exit(1)
    svg = figure_svg(BUILTIN[name](lang), chosen.value)
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / f"{name}.svg").write_text(svg, encoding="utf-8")
        (output / f"{name}.png").write_bytes(figure_png(svg, chosen.value))
    except OSError as error:
        print(f"{output} can't be written: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from error
    print(output / f"{name}.svg", output / f"{name}.png")
