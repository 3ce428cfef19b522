"""`deckgen themes`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.arguments import Output
from deckgen.resources import DEFAULT_THEME

if TYPE_CHECKING:
    from deckgen.themes.report import TemplateReport

themes_app = typer.Typer(
    help="How decks may look; in a deck: `theme: NAME`, or `NAME-dark`.", rich_markup_mode=None
)
app.add_typer(themes_app, name="themes")


@themes_app.callback(invoke_without_command=True)
def list_themes(context: typer.Context) -> None:
    """List the themes, or write a specimen of one (`show`), or a theme of your own to change (`new`)."""
    if context.invoked_subcommand is None:
        from deckgen.memory import default_memory
        from deckgen.plugins import THEMES, names
        from deckgen.themes.registry import modes_of, theme_names

        for name in theme_names():
            print(f"{name:10}  {', '.join(modes_of(name))}")
        for name in names(THEMES, default_memory()):
            print(name)


@themes_app.command("show")
def show_theme(
    name: Annotated[str, typer.Argument(metavar="NAME|DIR|FILE", help="A theme, as in `--theme`.")],
    output: Output = Path(),
) -> None:
    """Write a specimen deck: every kind of slide, in both formats."""
    from deckgen.building import build
    from deckgen.resources import shipped

    done = build(shipped("templates", "specimen.md"), theme=name, output=output)
    for each in done.diagnostics:
        print(f"{each.severity}: {each.message}", file=sys.stderr)
    print(*done.written, sep="\n")
    if not done.written:
        raise typer.Exit(1)


@themes_app.command("check")
def check_theme(
    name: Annotated[str, typer.Argument(metavar="FILE|DIR|NAME", help="A template, or a theme.")],
    output: Output = Path(),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report as JSON, and write no decks.")
    ] = False,
) -> None:
    """Say what deckgen makes of a template: which layout is for what, its fonts and colours, what it can't show.

    Writes the report and a specimen as decks in that template, in both formats.
    """
    import msgspec

    from deckgen.memory import default_memory
    from deckgen.source import Source
    from deckgen.themes.registry import load_theme
    from deckgen.themes.report import report_of

    loaded = load_theme(name, Source.from_text("", ""), default_memory())
    for each in loaded.found:
        print(
            f"{each.severity}: {each.message}",
            *(f"  = {each.hint}" for _ in "1" if each.hint),
            sep="\n",
            file=sys.stderr,
        )
    if loaded.value is None:
        raise typer.Exit(1)
    report = report_of(loaded.value)
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
        return
    width = max(len(each.layout) for each in report.purposes)
    for row in report.purposes:
        print(f"{row.purpose:11} {row.layout:{width}}  {row.reason}")
    for font in report.fonts:
        print(f"{font.use + ' font':11} {font.name:{width}}  {'measured with ' + font.measured_with}")
    for color in report.colors:
        print(f"{color.role:11} {'#' + color.color:{width}}  {color.contrast} : 1")
    print(*_report_decks(name, report, output), sep="\n")


def _report_decks(name: str, report: TemplateReport, output: Path) -> list[Path]:
    """The report and a specimen, built with the template itself."""
    import tempfile

    from deckgen.building import build
    from deckgen.resources import shipped
    from deckgen.themes.report import as_markdown

    stem = Path(name).stem or "theme"
    wanted = str(Path(name).resolve()) if Path(name).exists() else name
    specimen = shipped("templates", "specimen.md").read_text(encoding="utf-8")
    written: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="deckgen-") as folder:
        for kind, text in (("check", as_markdown(report)), ("specimen", specimen)):
            source = Path(folder) / f"{stem}-{kind}.md"
            source.write_text(text, encoding="utf-8")
            written += build(source, theme=wanted, output=output).written
    return written


@themes_app.command("new")
def make_theme(
    folder: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make.")],
    like: Annotated[
        str, typer.Option("--from", metavar="NAME", help="The theme to begin with.")
    ] = DEFAULT_THEME,
) -> None:
    """Make a theme of your own to change: theme.pptx, theme.toml, and the dark ones beside them."""
    from deckgen.errors import DeckgenError
    from deckgen.themes.new import new_theme

    try:
        written = new_theme(folder, like)
    except DeckgenError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print(*written, sep="\n")
