"""The gate: lint, format, types, the direction of imports, what each command imports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import deckgen
from deckgen.patterns import _Regex
from tests.conftest import DATA, ROOT


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-c", "from importlinter.cli import lint_imports_command as c; c()"),
    ],
    ids=["lint", "format", "types", "imports"],
)
def test_the_gate(command: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def _modules(code: str, tmp_path: Path) -> set[str]:
    """Names of all modules that are loaded after `code` has run."""
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "DECKGEN_CACHE": str(tmp_path / "cache")},
    )  # fmt: skip
    return set(done.stdout.split())


HEAVY = {
    "matplotlib",
    "pptx",
    "lxml.etree",
    "jinja2",
    "PIL",
    "numpy",
    "yaml",
    "resvg_py",
    "pygments",
    "latex2mathml",
    "ziamath",
    "citeproc",
    "babel",
    "emoji",
    "xlsxwriter",
}


def test_importing_deckgen_costs_nothing(tmp_path: Path) -> None:
    assert not _modules("import deckgen", tmp_path) & (HEAVY | {"markdown_it", "typer"})


def test_help_builds_nothing(tmp_path: Path) -> None:
    loaded = _modules(_command("--help"), tmp_path)
    assert "typer" in loaded
    assert not loaded & (HEAVY | {"markdown_it", "msgspec", "sqlite3", "deckgen.pipeline"})
    assert "typing" not in _modules(_command("--version"), tmp_path) - _modules("import deckgen", tmp_path)


def test_a_warm_build_imports_nothing_heavy(tmp_path: Path) -> None:
    deck = tmp_path / "farid.md"
    text = (ROOT / "slides" / "farid.md").read_text(encoding="utf-8")
    deck.write_text(text, encoding="utf-8")
    code = _command("build", deck.name, "-o", "out")
    cold = _modules(code, tmp_path)
    assert "xlsxwriter" in cold
    assert not cold & {"jinja2", "matplotlib"}  # authors' own variables and plots need them, nothing of ours
    deck.write_text(text + "\n", encoding="utf-8")
    assert not _modules(code, tmp_path) & (HEAVY | {"typer"})


def test_words_beside_a_picture_are_edited_without_a_look_into_the_picture(tmp_path: Path) -> None:
    shutil.copy(DATA / "wide.png", tmp_path / "a.png")
    deck, code = tmp_path / "deck.md", _command("build", "deck.md", "-o", "out")
    deck.write_text("# Un\n\n![A](a.png)\n", encoding="utf-8")
    assert "PIL" in _modules(code, tmp_path)
    deck.write_text("# Un\n\n![A](a.png)\n\nDeux mots.\n", encoding="utf-8")
    assert not _modules(code, tmp_path) & HEAVY


def test_a_formula_loads_no_modules_of_mail_or_of_the_network(tmp_path: Path) -> None:
    """Its parser's package asks for them in passing; both are as ever for who wants them afterwards."""
    (tmp_path / "deck.md").write_text("# Un\n\n$$x < \\frac{a}{b}$$\n", encoding="utf-8")
    code = _command("build", "deck.md", "-q")
    loaded = _modules(code, tmp_path)
    assert {"latex2mathml.converter", "ziamath"} <= loaded
    assert not loaded & {"email", "http", "ssl", "urllib.request", "importlib.metadata", "xml.sax.saxutils"}
    after = "from xml.sax.saxutils import prepare_input_source\nfrom importlib.metadata import version\nversion('lxml')"
    assert "ssl" in _modules(f"{code}\n{after}", tmp_path)


def test_an_unchanged_deck_is_not_even_read(tmp_path: Path) -> None:
    """All that a build needs to see that there is nothing to do: what one loads in vain is paid at each build."""
    (tmp_path / "deck.md").write_text("# Un\n", encoding="utf-8")
    code = "import deckgen.building as b\nb.SETTLED = -10**18\n" + _command("build", "deck.md", "-q")
    assert "deckgen.pipeline" in _modules(code, tmp_path)
    again = _modules(code, tmp_path)
    assert not again & (HEAVY | {"typer", "markdown_it", "deckgen.pipeline", "uharfbuzz"})
    ours = {name for name in again if name.startswith("deckgen")}
    assert len(ours) <= 24, sorted(ours)


def _command(*words: str) -> str:
    """Code that does what the command line does."""
    return (
        f"sys.argv = ['deckgen', *{words!r}]\nimport deckgen.cli as cli\ncli._leave = lambda: None\n"
        "import contextlib, io\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n    cli.main()"
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what is imported with them
def test_every_pattern_compiles() -> None:
    """They are compiled when they are used, so that a mistake in one would wait for its first text."""
    found = 0
    for module in walk_packages(deckgen.__path__, "deckgen."):
        if ".__main__" not in module.name:
            for value in vars(import_module(module.name)).values():
                found += isinstance(value, _Regex) and value.flags >= 0
    assert found > 300


def test_files_and_functions_keep_to_one_idea() -> None:
    import ast

    long = []
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            long.append(f"{path.name}: {text.count(chr(10))} lines")
        functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
        long += [f"{path.name}: {f.name}" for f in functions if (f.end_lineno or 0) - f.lineno > 60]
    assert long == []
