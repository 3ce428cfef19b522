"""No traceback, whatever is asked; a message that helps instead."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TIME = 60.0
MEMORY = 4_000_000_000
ODD_NAME = "x" * 300
"""No file system has it: even to ask for it is an error."""


def run(folder: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """`deckgen` in a process of its own, which must end."""
    return subprocess.run(
        [sys.executable, "-m", "deckgen", *arguments], cwd=folder, capture_output=True, timeout=TIME, input=given,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip


def said(done: subprocess.CompletedProcess[bytes], *statuses: int) -> str:
    """What it printed; never a traceback."""
    text = (done.stdout + done.stderr).decode("utf-8")
    assert "Traceback" not in text, text[-2000:]
    assert done.returncode in (statuses or (0, 1)), text[-500:]
    return text


def built(folder: Path, text: str, *options: str) -> str:
    """What is said of a deck."""
    (folder / "deck.md").write_text(text, encoding="utf-8")
    return said(run(folder, "build", "deck.md", *options))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_CONFIG", str(tmp_path / "settings"))


# -- charts, bibliographies, formulas ---------------------------------------------------------


def _chart(kind: str, rows: str, more: str = "") -> str:
    lines = "".join(f"  {row}\n" for row in rows.split())
    return f"# A\n\n```chart\nkind: {kind}\nrows: |\n  n,y\n{lines}x: n\ny: y\n{more}```\n"


def test_charts_of_values_all_alike_or_out_of_reach_are_drawn(tmp_path: Path) -> None:
    charts = [
        _chart(kind, f"1,{value} 2,{value}")
        for kind in ("line", "column", "scatter")
        for value in ("1e16", "3e23", "1e99", "-1e17", "1e-99")
    ]
    charts += [_chart("line", "1,1e17 2,5"), _chart("column", "1,1e17", "ymax: 1e-99\n")]
    built(tmp_path, "\n".join(charts))
    assert {path.suffix for path in (tmp_path / "build").iterdir()} == {".pptx", ".html"}
    page = (tmp_path / "build" / "deck.html").read_text(encoding="utf-8")
    assert "<td>3e+23</td>" in page


def test_a_bubble_chart_with_neither_sizes_nor_whole_rows_is_an_error_with_a_place(tmp_path: Path) -> None:
    text = built(tmp_path, _chart("bubble", "1,2 3"))
    assert re.search(r"error\[[\w-]+\].*\n *--> deck\.md:\d", text)


def test_a_bibliography_of_one_object_is_one_entry(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text('{"id": "a", "title": "Ein Titel"}', encoding="utf-8")
    built(tmp_path, "---\nbibliography: r.json\n---\n# A\n\nx [@a]\n")
    assert "Ein Titel" in (tmp_path / "build" / "deck.html").read_text(encoding="utf-8")


def test_a_formula_of_fifty_thousand_letters_ends(tmp_path: Path) -> None:
    built(tmp_path, f"# A\n\n$$\n{'x' * 50_000}\n$$\n")


# -- places that can't be had -----------------------------------------------------------------


@pytest.mark.parametrize("port", ["99999", "-1"])
def test_a_port_that_is_none_is_wrong_usage(tmp_path: Path, port: str) -> None:
    (tmp_path / "deck.md").write_text("# A\n", encoding="utf-8")
    assert "--port" in said(run(tmp_path, "serve", "deck.md", "--port", port), 2)


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntheme: {ODD_NAME}\n---\n# A\n\nx\n",
        f"# A\n\n{{{{include: {ODD_NAME}}}}}\n",
        f"# A\n\n```chart\nkind: line\ndata: {ODD_NAME}\nx: a\ny: b\n```\n",
        f"# A\n\n![x](plot:{ODD_NAME}.py)\n",
        f"# A\n\n![x]({ODD_NAME}.png)\n",
        f"---\nbibliography: {ODD_NAME}\ncsl: {ODD_NAME}\nlogo: {ODD_NAME}\n---\n# A\n\nx [@a]\n",
    ],
)
def test_files_that_may_not_be_asked_for_are_said_to_be_missing(tmp_path: Path, text: str) -> None:
    assert re.search(r"(error|warning)\[", built(tmp_path, text))


def test_a_deck_whose_name_cannot_be_is_an_error(tmp_path: Path) -> None:
    assert "can't be read" in said(run(tmp_path, "build", f"{ODD_NAME}.md"), 1, 2)


def test_a_present_folder_that_is_gone_is_said_so(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    (tmp_path / "deck.md").write_text("# A\n\nx\n", encoding="utf-8")
    for deck in ("deck.md", str(tmp_path / "deck.md")):
        program = f"import os, runpy, sys; os.rmdir(os.getcwd()); sys.argv[1:] = ['build', {deck!r}]; " \
                  "runpy.run_module('deckgen', run_name='__main__')"  # fmt: skip
        gone.mkdir(exist_ok=True)
        done = subprocess.run([sys.executable, "-c", program], cwd=gone, capture_output=True, timeout=TIME)
        assert re.search(r"error\[|can't be read", said(done, 1, 2))


def test_a_cache_with_flipped_bits_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_CACHE", str(tmp_path / "cache"))
    text = "---\ntitle: T\n---\n# A\n\n$x^2$ ![c](chart:emergence)\n\n" + _chart("column", "1,2 3,4")
    built(tmp_path, text)
    files = sorted((tmp_path / "build").iterdir())
    before = [path.read_bytes() for path in files]
    for seed in range(3):
        for path in (tmp_path / "cache").iterdir():
            data = bytearray(path.read_bytes())
            for place in range(seed, len(data), max(7, len(data) // 5)):
                data[place] ^= 1 << seed
            path.write_bytes(data)
        built(tmp_path, text)
        assert [path.read_bytes() for path in files] == before


# -- being interrupted ------------------------------------------------------------------------


def _heeding() -> None:
    """A program that was started in the background may have been told to ignore Ctrl+C, and would tell its own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupted(folder: Path, after: float) -> tuple[int, bytes]:
    with subprocess.Popen(
        [sys.executable, "-m", "deckgen", "build", "deck.md"], cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, preexec_fn=_heeding,
    ) as process:  # fmt: skip
        try:
            time.sleep(after)
            process.send_signal(signal.SIGINT)
            return process.returncode, process.communicate(timeout=TIME)[1]
        finally:
            process.kill()


def test_ctrl_c_ends_a_build_without_a_traceback_or_half_a_file(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(
        "\n".join(f"## S{n}\n\n- x $y$\n- z\n" for n in range(900)), encoding="utf-8"
    )
    for after in (0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.2):
        _, text = _interrupted(tmp_path, after)
        # On a busy machine Python itself may still be starting: that is nobody's to catch.
        has_begun = b"    main()" in text
        assert b"Traceback" not in text or not has_begun, text.decode()[-1500:]
        names = {path.name for path in (tmp_path / "build").glob("*")}
        assert names <= {"deck.pptx", "deck.html"}


@pytest.mark.parametrize("busy", [0, 0.1], ids=["at-once", "on-a-busy-machine"])
def test_ctrl_c_where_nothing_can_be_raised_is_not_lost(busy: float) -> None:
    """Python tells of it and goes on; it happened within an import. A busy machine may come back late from what was
    started to raise it once more."""
    program = (
        "import _thread, signal, time, weakref\n"
        "start = _thread.start_new_thread\n"
        f"def late(*given): start(*given); time.sleep({busy})\n"
        "_thread.start_new_thread = late\n"
        "import deckgen.cli as cli\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Held: pass\n"
        "def raising(_): raise KeyboardInterrupt\n"
        "def run():\n"
        "    held = Held()\n"
        "    watch = weakref.ref(held, raising)\n"
        "    del held\n"
        "    time.sleep(5)\n"
        "cli._run = run\n"
        "cli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "\ninterrupted\n")


def test_ctrl_c_ends_the_reading_of_a_large_deck(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("# T\n\n" + "mot un peu long " * 1_200_000, encoding="utf-8")
    _, text = _interrupted(tmp_path, 1.5)
    assert b"Traceback" not in text


# -- the server -------------------------------------------------------------------------------

IMPATIENT = """
import importlib.util, sys
import deckgen.serve.guard as guard
guard.BODY_TIME = 1.0
if importlib.util.find_spec("deckgen.serve.connections"):
    import deckgen.serve.connections as connections
    connections.HEAD_TIME = 1.0
from deckgen.cli import main
main()
"""


@contextlib.contextmanager
def _served(folder: Path, *options: str) -> Iterator[tuple[int, str, subprocess.Popen[str]]]:
    """Port, address and process of a server that waits a second for a request."""
    (folder / "deck.md").write_text("# A\n\nx\n", encoding="utf-8")
    command = [sys.executable, "-c", IMPATIENT, "serve", "deck.md", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = re.search(r"http://[^:]+:(\d+)/\S*", process.stdout.readline())
            assert address
            yield int(address[1]), address[0], process
        finally:
            process.terminate()


def test_half_a_request_is_not_waited_for(tmp_path: Path) -> None:
    with _served(tmp_path) as (port, address, _):
        token = address.rpartition("=")[2]
        head = f"PUT /file HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: deckgen-{port}={token}\r\n"
        head += f"x-deckgen-token: {token}\r\nIf-Match: x\r\nContent-Length: 9\r\n\r\nx"
        for begun in ("", "GET / HT", f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nX: ", head):
            with socket.create_connection(("127.0.0.1", port), timeout=TIME) as connection:
                connection.sendall(begun.encode())
                with contextlib.suppress(ConnectionResetError):
                    while connection.recv(4096):  # it would raise TimeoutError
                        pass


def test_the_address_from_the_terminal_becomes_a_cookie_that_no_program_reads(tmp_path: Path) -> None:
    with _served(tmp_path) as (port, address, _):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIME)
        connection.request("GET", address[address.index("/", 8) :], headers={"Host": f"localhost:{port}"})
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (303, "/")
        cookie = answer.getheader("Set-Cookie") or ""
        assert "httponly" in cookie.lower()
        assert "samesite" in cookie.lower()
        connection.close()
    kept = [path for path in (tmp_path / "settings").rglob("*") if path.is_file()]
    assert kept
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_a_server_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    with _served(tmp_path, "--pptx") as (_, _, process):
        end = time.monotonic() + TIME
        while not (tmp_path / "build" / "deck.pptx").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        children = subprocess.run(
            ["pgrep", "-P", str(process.pid)], capture_output=True, text=True
        ).stdout.split()
        process.kill()
        process.wait(TIME)
        try:
            assert children
            while any(_is_alive(int(child)) for child in children):
                assert time.monotonic() < end, "its helper goes on"
                time.sleep(0.1)
        finally:
            for child in children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_serve_names_the_file_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("# A\n", encoding="utf-8")
    assert "did you mean talk.md" in said(run(tmp_path, "serve", "tlak.md", "--port", "0"), 1, 2)


# -- at the terminal --------------------------------------------------------------------------


def test_warnings_of_libraries_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(
        "import warnings\nfrom matplotlib.figure import Figure\n"
        "def draw(style):\n    warnings.warn('to programmers')\n    figure = Figure()\n"
        "    figure.add_subplot().set_title('\\U0001f9ff \\u0f40', fontfamily='NoSuchFont')\n    return figure\n"
    )
    text = built(tmp_path, "# A\n\n![x](plot:p.py)\n", "--trust")
    assert "Warning" not in text
    assert "findfont" not in text


def test_a_misspelt_key_of_the_front_matter_is_a_warning_with_what_was_meant(tmp_path: Path) -> None:
    text = built(tmp_path, "---\ntitle: X\nauthr: me\ntehme: plain\n---\n\n## A\n\nx\n", "-v")
    assert "did you mean `author`?" in text
    assert "did you mean `theme`?" in text
    assert text.count("warning[unknown-key]") == 2
    assert run(tmp_path, "build", "deck.md", "--strict").returncode == 1
    built(tmp_path, "---\ntitle: X\ntags: [a]\nvenue: Paris\n---\n\n## A\n\nx\n")
    assert run(tmp_path, "build", "deck.md", "--strict").returncode == 0


def test_a_deck_may_come_from_standard_input(tmp_path: Path) -> None:
    assert "1 slide" in said(run(tmp_path, "build", "-", given="# Été\n\nx\n".encode()), 0)
    assert "Été" in (tmp_path / "build" / "deck.html").read_text(encoding="utf-8")


def test_a_folder_is_all_its_decks(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    for name in ("a.md", "b.markdown", "c.txt"):
        (tmp_path / "talks" / name).write_text("# A\n\nx\n", encoding="utf-8")
    said(run(tmp_path, "build", "talks", "--to", "html"), 0)
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["a.html", "b.html"]


def test_a_format_that_there_is_not_is_wrong_usage_and_names_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("# A\n", encoding="utf-8")
    assert "did you mean `pptx`" in said(run(tmp_path, "build", "deck.md", "--to", "ppt"), 2)
    assert "html, pdf, png, pptx, txt" in said(run(tmp_path, "build", "deck.md", "--to", "odp"), 2)


def test_a_format_that_needs_a_browser_says_so_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deck.md").write_text("# A\n", encoding="utf-8")
    monkeypatch.setenv("DECKGEN_CHROMIUM", "no-such-program")
    text = said(run(tmp_path, "build", "deck.md", "--to", "pdf", "--to", "txt"), 1)
    assert "error[not-written]: DECKGEN_CHROMIUM names `no-such-program`" in text
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["deck.txt"]


def test_a_new_project_can_be_entered_as_it_is_said_and_is_by_nobody_called_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # where git knows no name
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("USER", "root")
    monkeypatch.setenv("LOGNAME", "root")
    text = said(run(tmp_path, "new", "it's my $talk"), 0)
    command = text.strip().splitlines()[-1].partition(" && ")[0]
    assert subprocess.run(["sh", "-c", f"{command} && test -d slides"], cwd=tmp_path).returncode == 0
    (deck,) = (tmp_path / "it's my $talk" / "slides").iterdir()
    assert not re.search(r"(?mi)^author: *\"?root", deck.read_text(encoding="utf-8"))


def test_a_missing_table_names_the_nearest_and_not_the_whole_folder(tmp_path: Path) -> None:
    for name in ("visitors.csv", "other.csv", "secret-plan.csv"):
        (tmp_path / name).write_text("a,b\n1,2\n", encoding="utf-8")
    text = built(tmp_path, "# A\n\n```chart\nkind: line\ndata: vistors.csv\nx: a\ny: b\n```\n")
    assert "did you mean `visitors.csv`" in text
    assert "secret-plan" not in text


def test_a_file_that_is_read_only_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    target = tmp_path / "build" / "deck.html"
    target.write_bytes(b"as it was")
    target.chmod(0o444)
    text = built(tmp_path, "# A\n\nx\n", "--to", "html")
    assert "error[cannot-write]" in text
    assert target.read_bytes() == b"as it was"
    shutil.rmtree(tmp_path / "build")


def test_a_missing_file_is_named_as_it_was_typed_and_one_like_it_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECKGEN_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    (folder / "sub").mkdir(parents=True)
    (folder / "deckgen.toml").touch()
    (tmp_path / "salaires.png").touch()
    for name in ("Naïf.png", "Photo.PNG"):
        (folder / name).touch()
    (folder / "deck.md").write_text(
        "# T\n\n![d](naïf.png)\n\n![p](photo.png)\n\n![s](../salaire.png)\n\n![i](sub/)\n", encoding="utf-8"
    )
    text = said(run(folder, "build", "-v", "deck.md"))
    assert "there is no file `naïf.png`\n --> deck.md:3:6" in text
    assert "did you mean `Naïf.png`?" in text
    assert "did you mean `Photo.PNG`?" in text
    assert "salaires" not in text
    assert "nothing outside the project is looked for" in text
    assert "`sub/` is a folder" in text
    (folder / "Photo.PNG").unlink()
    again = said(run(folder, "build", "-v", "deck.md"))
    assert "Photo.PNG" not in again
