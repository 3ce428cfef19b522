"""What changes on disk is told: as soon as a file is whole where the system says so, soon where it does not."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest

from deckgen.serve.watch import SETTLES, changes, watched


@pytest.fixture(params=["inotify", "watchfiles"], name="told_by")
def _either(request: pytest.FixtureRequest) -> Iterator[None]:
    """By the kernel, or as where it can't watch one folder more."""
    if request.param == "inotify":
        if sys.platform != "linux":
            pytest.skip("only Linux has inotify")
        yield
    elif sys.platform != "linux":
        yield
    else:
        with patch("inotify_simple.INotify.add_watch", side_effect=OSError(28, "no more can be watched")):
            yield


Told = list[dict[Path, str]]


def _told(folder: Path, change: Callable[[], object], *, least: int = 1) -> Told:
    """What is told of a change in a folder where `deck.md` and `data/numbers.csv` are watched, until nothing is told
    for a while: files with what they hold at that time."""

    async def run() -> Told:
        stop, found = asyncio.Event(), Told()
        files = watched([str(folder / "deck.md"), str(folder / "data" / "numbers.csv")])

        async def listen() -> None:
            async for changed in changes(lambda: files, stop):
                found.append({path: _text(path) for path in changed})

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0.3)
        await asyncio.to_thread(change)
        end = time.monotonic() + 20
        while len(found) < least and time.monotonic() < end:
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        stop.set()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        return found

    (folder / "data").mkdir()
    (folder / "deck.md").write_text("# A\n", encoding="utf-8")
    (folder / "data" / "numbers.csv").write_text("1,2\n", encoding="utf-8")
    time.sleep(0.1)
    with ThreadPoolExecutor(1) as aside:  # a browser's tests have a loop in this one
        return aside.submit(asyncio.run, run()).result()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _put_in_place(folder: Path) -> None:
    """As editors save that never leave half a file."""
    (folder / ".deck.md.new").write_text("# B\n", encoding="utf-8")
    os.replace(folder / ".deck.md.new", folder / "deck.md")


def _moved_away_first(folder: Path) -> None:
    """As Vim does with `backup`."""
    os.rename(folder / "deck.md", folder / "deck.md~")
    (folder / "deck.md").write_text("# B\n", encoding="utf-8")
    (folder / "deck.md~").unlink()


def _never_closed(folder: Path) -> None:
    with (folder / "deck.md").open("a", encoding="utf-8") as file:
        file.write("more\n")
        file.flush()
        time.sleep(0.5)


@pytest.mark.usefixtures("told_by")
@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "deck.md").write_text("# B\n", encoding="utf-8"),
        _put_in_place,
        _moved_away_first,
        _never_closed,
        lambda folder: (folder / "deck.md").unlink(),
    ],
    ids=["written", "put in place", "moved away first", "never closed", "gone"],
)
def test_a_change_is_told(change: Callable[[Path], object], tmp_path: Path) -> None:
    told = _told(tmp_path, lambda: change(tmp_path))
    assert {path.name for changed in told for path in changed} == {"deck.md"}


@pytest.mark.usefixtures("told_by")
def test_files_elsewhere_are_told_and_others_that_come(tmp_path: Path) -> None:
    def change() -> None:
        (tmp_path / "data" / "numbers.csv").write_text("1,3\n", encoding="utf-8")
        time.sleep(0.2)
        (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    told = _told(tmp_path, change, least=2)
    assert {path.name for changed in told for path in changed} == {"numbers.csv", "picture.png"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says when a file is whole")
def test_a_file_that_is_written_in_pieces_is_told_once_it_is_whole(tmp_path: Path) -> None:
    def change() -> None:
        with (tmp_path / "deck.md").open("w", encoding="utf-8") as file:
            file.write("# B\n")
            file.flush()
            time.sleep(SETTLES / 4)
            file.write("\nlast\n")

    told = _told(tmp_path, change)
    assert told == [{tmp_path / "deck.md": "# B\n\nlast\n"}]


@pytest.mark.skipif(sys.platform != "linux", reason="where the kernel tells it")
@pytest.mark.parametrize("way", ["swapped", "made again"])
def test_a_folder_in_the_place_of_another_is_followed(tmp_path: Path, way: str) -> None:
    folder, other = tmp_path / "talk", tmp_path / "other"
    folder.mkdir()

    def change() -> None:
        other.mkdir()
        (other / "deck.md").write_text("# B\n", encoding="utf-8")
        if way == "swapped":
            os.rename(folder, tmp_path / "old")
            os.rename(other, folder)
        else:
            shutil.rmtree(folder)
            folder.mkdir()
            (folder / "deck.md").write_text("# B\n", encoding="utf-8")
        time.sleep(1.5)
        (folder / "deck.md").write_text("# C\n", encoding="utf-8")

    told = _told(folder, change, least=2)
    texts = [
        _text(folder / "deck.md") if path == folder else text
        for changed in told
        for path, text in changed.items()
    ]
    assert "# C\n" in texts
    assert told[-1] == {folder / "deck.md": "# C\n"}
