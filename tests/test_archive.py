"""The archive that a deck is packed into is one that any program reads."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest

from deckgen.writers.pptx.archive import archive, deflated, stored


def test_zipfile_writes_the_same_bytes() -> None:
    """Packed or not, empty, and with a name that is not ASCII."""
    noise = random.Random(1).randbytes(5000)
    parts = {"a.xml": b"<a/>" * 500, "empty.xml": b"", "folder/noise.png": noise, "é/schön.xml": b"x"}
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as theirs:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith("png") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            theirs.writestr(entry, data)
    ours = archive(
        (name, stored(data) if name.endswith("png") else deflated(data)) for name, data in parts.items()
    )
    assert b"".join(ours) == target.getvalue()


@pytest.mark.parametrize("count", [0xFFFE, 0xFFFF, 70_000])
def test_more_members_than_the_first_zip_could_count(count: int) -> None:
    """A deck of twelve thousand slides with charts has that many parts."""
    member = deflated(b"<a/>")
    written = archive((f"{number}.xml", member) for number in range(count))
    with zipfile.ZipFile(BytesIO(b"".join(written))) as read:
        assert len(read.namelist()) == count
        assert read.read(f"{count - 1}.xml") == b"<a/>"


@pytest.mark.parametrize(
    ("epoch", "expected"), [("1700000000", (2023, 11, 14, 22, 13, 20)), ("5", (1980, 1, 1, 0, 0, 0))]
)
def test_the_date_of_members(monkeypatch: pytest.MonkeyPatch, epoch: str, expected: tuple[int, ...]) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with zipfile.ZipFile(BytesIO(b"".join(archive([("a", stored(b"a"))])))) as read:
        assert read.infolist()[0].date_time == expected
