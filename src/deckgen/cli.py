"""The command line: the only place that prints or exits."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.version import __version__

if TYPE_CHECKING:
    from deckgen.pipeline import BuildResult

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn a Markdown outline into two native decks: an editable PowerPoint file and a reveal.js page.",
)
DECKS_FOLDER = Path("slides")


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        print(f"deckgen {__version__}")
        raise typer.Exit


@app.command("build")
def build_command(
    decks: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DECK]...", help="Markdown files. Without any, all of slides/*.md."),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="pptx|html", help="What to write; may be given twice. Both by default."),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write into.")
    ] = Path("build"),
    theme: Annotated[
        str,
        typer.Option(
            metavar="NAME|DIR|FILE",
            help="A theme by name, a folder with a theme.pptx, or your own .pptx or .potx template.",
        ),
    ] = "",
    outline: Annotated[
        str,
        typer.Option(metavar="HEADING", help="Build only the part of the file under this heading."),
    ] = "",
    trust: Annotated[
        bool, typer.Option("--trust", help="Let the decks' own programs run (`plot:figure.py`).")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Print notes, too.")] = False,
) -> None:
    """Build decks: DECK.md becomes DIR/DECK.pptx and DIR/DECK.html.

    Each file is written whole or not at all, and a fault in one deck does not stop the others.
    Exit status: 0 if all is well, 1 if a deck has errors, 2 for wrong usage.
    """
    formats = to or ["pptx", "html"]
    for name in formats:
        if name not in ("pptx", "html"):
            raise typer.BadParameter(f"{name!r} is no format; write pptx or html", param_hint="--to")
    chosen = _chosen(decks, output)
    from deckgen.pipeline import build

    failed = False
    progress = sys.stderr.isatty() and not quiet
    for number, path in enumerate(chosen, 1):
        if progress:
            print(f"\r\033[K{number}/{len(chosen)} {path} …", end="", file=sys.stderr, flush=True)
        result = build(path, to=formats, output=output, theme=theme, outline=outline, trust=trust)
        if progress:
            print("\r\033[K", end="", file=sys.stderr)
        _print_findings(result, quiet=quiet, verbose=verbose)
        warned = any(d.severity == "warning" for d in result.diagnostics)
        failed = failed or not result.ok or (strict and warned)
        if result.written and not quiet:
            files = ", ".join(map(str, result.written))
            slides = f"{result.slides} slide{'s' if result.slides != 1 else ''}"
            print(f"{path}: {slides} → {files} ({result.seconds:.2f} s)")
    if failed:
        raise typer.Exit(1)


def _chosen(decks: list[Path] | None, output: Path) -> list[Path]:
    """The decks to build; wrong usage if there is none, or if two would be one file."""
    chosen = decks or sorted(DECKS_FOLDER.glob("*.md"))
    if not chosen:
        raise typer.BadParameter(f"no deck is named and {DECKS_FOLDER}/ holds none", param_hint="DECK")
    stems = [path.stem for path in chosen]
    if twice := next((path for path in chosen if stems.count(path.stem) > 1), None):
        message = f"several decks would be written to {output / twice.stem}; build them one by one with -o"
        raise typer.BadParameter(message, param_hint="DECK")
    return chosen


@app.command()
def inspect(
    deck: Annotated[Path, typer.Argument(metavar="DECK", help="A Markdown file.")],
    theme: Annotated[str, typer.Option(metavar="NAME|DIR|FILE", help="As for build.")] = "",
    outline: Annotated[str, typer.Option(metavar="HEADING", help="As for build.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Print the laid-out deck: slides, frames with their box in points, type sizes, text lines."""
    from deckgen.diagnostics import human
    from deckgen.layout.inspect import as_json, as_text
    from deckgen.pipeline import prepare

    source, laid, found = prepare(deck, theme=theme, outline=outline)
    for diagnostic in found:
        if diagnostic.severity != "note":
            print(human(diagnostic, source), file=sys.stderr)
    if laid is not None:
        print(as_json(laid) if json else as_text(laid))
    if laid is None or any(diagnostic.severity == "error" for diagnostic in found):
        raise typer.Exit(1)


@app.command("serve")
def serve_command(
    deck: Annotated[
        Path | None, typer.Argument(metavar="[DECK]", help="A Markdown file. Without one, that in slides/.")
    ] = None,
    port: Annotated[int, typer.Option(help="The next free one is taken if it is not.")] = 8000,
    host: Annotated[
        str,
        typer.Option(
            help="An address of this machine. With any but the default, others may look, with a token."
        ),
    ] = "127.0.0.1",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    theme: Annotated[str, typer.Option(metavar="NAME|DIR|FILE", help="As for build.")] = "",
    outline: Annotated[str, typer.Option(metavar="HEADING", help="As for build.")] = "",
    trust: Annotated[bool, typer.Option("--trust", help="As for build.")] = False,
) -> None:
    """Show the deck in the browser, and every edit as soon as it is saved."""
    from deckgen.cache import default_cache
    from deckgen.diagnostics import human
    from deckgen.serve.run import serve
    from deckgen.serve.state import Live, Options

    path = deck or _chosen(None, Path())[0]
    if not path.is_file():
        raise typer.BadParameter(f"there is no file {path}", param_hint="DECK")

    def ready(address: str) -> None:
        print(f"{path} is at {address} (Ctrl+C ends)", flush=True)
        if open_page:
            import webbrowser

            webbrowser.open(address)

    def told(live: Live) -> None:
        for finding in live.findings:
            if finding.severity != "note":
                print(human(finding, live.source), file=sys.stderr, flush=True)

    try:
        serve(
            path,
            Options(theme, outline, trust),
            default_cache(),
            host=host,
            port=port,
            ready=ready,
            told=told,
        )
    except OSError as error:
        print(f"{host}:{port} can't be served: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from error


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
    theme: Annotated[str, typer.Option(metavar="NAME|DIR|FILE", help="As for build.")] = "",
) -> None:
    """Write a built-in figure as NAME.svg and NAME.png."""
    from deckgen.charts.registry import BUILTIN
    from deckgen.diagnostics import nearest
    from deckgen.pipeline import show_figure

    if name not in BUILTIN:
        raise typer.BadParameter(f"there is no `{name}`; {nearest(name, list(BUILTIN))}", param_hint="NAME")
    try:
        print(*show_figure(name, lang, theme, output))
    except OSError as error:
        print(f"{output} can't be written: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from error


def _print_findings(result: BuildResult, *, quiet: bool, verbose: bool) -> None:
    from deckgen.diagnostics import human

    shown = {"error"} if quiet else {"error", "warning"}
    if verbose:
        shown.add("note")
    for diagnostic in result.diagnostics:
        if diagnostic.severity in shown:
            print(human(diagnostic, result.source), file=sys.stderr)


def main() -> None:
    """Entry point of the `deckgen` command."""
    # One deck's objects all live until its files are written: collecting cycles finds nothing.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
