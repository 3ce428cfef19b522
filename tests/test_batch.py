"""`deckgen batch`: one deck for each row of a table."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import DeckgenError, DeckJob, build, build_many
from deckgen.batch.jobs import file_name
from deckgen.batch.rows import read_rows
from deckgen.batch.run import Batch, run_batch
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.revisions.pull import pull

TEMPLATE = """---
title: "Bilan de {{ name }}"
---

# Bilan de {{ name }}

- Ville : {{ city }}
- Note : **{{ note }}** / 20
"""
ROWS = "name,city,note\nZoé,Nîmes,12\nAnaïs,Besançon,17\nÉric,Châlons,9\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bilan.md").write_text(TEMPLATE, "utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, "utf-8")
    return tmp_path


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deckgen", "batch", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def words_of(path: Path) -> str:
    shapes = [
        shape for slide in Presentation(str(path)).slides for shape in slide.shapes if shape.has_text_frame
    ]
    return "\n".join(shape.text_frame.text for shape in shapes)


def batch(name: str = "{{ name }}", output: str = "out", **given: object) -> Batch:
    return Batch(Path("bilan.md"), Path("rows.csv"), Path(output), name, **given)  # type: ignore[arg-type]


def test_each_row_has_its_decks(folder: Path) -> None:
    done = command("bilan.md", "--data", "rows.csv", "-o", "out", "--name", "{{ city }}/{{ name }}")
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 decks made" in done.stdout
    shown = words_of(folder / "out/Nîmes/Zoé.pptx")
    assert "Bilan de Zoé" in shown
    assert "Note : 12 / 20" in shown
    assert "Châlons" in (folder / "out/Châlons/Éric.html").read_text("utf-8")


def test_a_deck_is_that_of_the_filled_in_text(folder: Path) -> None:
    run_batch(batch(), workers=2)
    filled = TEMPLATE.replace("{{ name }}", "Zoé").replace("{{ city }}", "Nîmes").replace("{{ note }}", "12")
    (folder / "Zoé.md").write_text(filled, "utf-8")
    assert build("Zoé.md", output="own", carries=False).ok
    for ending in (".pptx", ".html"):
        assert (folder / f"out/Zoé{ending}").read_bytes() == (folder / f"own/Zoé{ending}").read_bytes()


def test_values_stay_text(folder: Path) -> None:
    (folder / "rows.csv").write_text('name,city,note\n{{ city }},"{% raw %}",7\n', "utf-8")
    report = run_batch(batch("{{ row }}", to=("txt",)), workers=1)
    assert not report.failed
    assert "Bilan de {{ city }}" in (folder / "out/0001.txt").read_text("utf-8")


def test_the_front_matter_has_its_own_values(folder: Path) -> None:
    (folder / "bilan.md").write_text(
        '---\ntitle: "Bilan de {{ name }}"\njinja: true\n---\n\n# {{ title }}\n', "utf-8"
    )
    run_batch(batch(to=("txt",)), workers=1)
    assert "Bilan de Zoé" in (folder / "out/Zoé.txt").read_text("utf-8")


FRONT = """---
title: Rapport de {{ name }}
author: "{{ name }} et {{ city }}"
subtitle: '{{ city }}'
keywords: [{{ city }}, x]
---

# Pour {{ name }}
"""


def test_values_of_any_kind_are_values_of_the_front_matter(folder: Path) -> None:
    """A colon or a quotation mark in one of them was no YAML."""
    name, city = 'Dup "Bob" ont : Nord', "L'Isle # 2"
    (folder / "front.md").write_text(FRONT, "utf-8")
    (folder / "one.json").write_text(json.dumps([{"name": name, "city": city}]), "utf-8")
    done = command("front.md", "--data", "one.json", "--to", "txt", "-o", "out")
    assert done.returncode == 0, done.stderr
    (text,) = (file.read_text("utf-8") for file in (folder / "out").rglob("*.txt"))
    for said in (f"Rapport de {name}", f"{name} et {city}", f"   {city}\n", f"Pour {name}"):
        assert said in text


def test_what_went_wrong_is_said_by_row_and_stops_no_other(folder: Path) -> None:
    (folder / "rows.csv").write_text(
        "name;city;note\nZoé;Nîmes;1\nZoé;Lyon;2\nÉric;Tours\nAda;Metz;4\n", "utf-8"
    )
    done = command("bilan.md", "--data", "rows.csv", "--name", "{{ name }}", "-o", "out")
    assert done.returncode == 1
    assert "row 2: its files would be those of row 1 (Zoé)" in done.stderr
    assert "row 3: has 2 cells for 3 columns" in done.stderr
    assert "2 decks made, 2 failed" in done.stdout
    assert (folder / "out/Ada.pptx").exists()
    (folder / "bilan.md").write_text(TEMPLATE + "\n{{ naem }}\n", "utf-8")
    done = command("bilan.md", "--data", "rows.csv", "--name", "{{ row }}", "-o", "new")
    assert "there is no variable `naem`" in done.stderr
    assert "did you mean `name`" in done.stderr
    assert not list((folder / "new").rglob("*.pptx"))


def test_it_goes_on_where_it_was(folder: Path) -> None:
    assert run_batch(batch(), workers=1).made == 3
    again = run_batch(batch(), workers=1)
    assert (again.made, again.there) == (0, 3)
    (folder / "out/Zoé.html").unlink()
    with (folder / "out/.deckgen-batch.jsonl").open("ab") as file:
        file.write(b'{"key":"cut o')
    again = run_batch(batch(), workers=1)
    assert (again.made, again.there) == (1, 2)
    (folder / "rows.csv").write_text(ROWS.replace("17", "18"), "utf-8")
    again = run_batch(batch(), workers=1)
    assert (again.made, again.there) == (1, 2)
    assert "18 / 20" in words_of(folder / "out/Anaïs.pptx")
    (folder / "bilan.md").write_text(TEMPLATE + "\nFin\n", "utf-8")
    assert run_batch(batch(), workers=1).made == 3


def test_a_zip_is_whole_and_the_same_each_time(folder: Path) -> None:
    assert run_batch(batch(output="out.zip"), workers=2).made == 3
    first = (folder / "out.zip").read_bytes()
    with zipfile.ZipFile(folder / "out.zip") as packed:
        names = packed.namelist()
        assert names == sorted(
            f"{name}.{kind}" for name in ("Zoé", "Anaïs", "Éric") for kind in ("html", "pptx")
        )
        assert packed.testzip() is None
    assert not (folder / "out.zip.parts").exists()
    (folder / "out.zip").unlink()
    run_batch(batch(output="out.zip"), workers=1)
    assert (folder / "out.zip").read_bytes() == first


def test_a_process_that_dies_loses_nothing(folder: Path) -> None:
    jobs = [
        DeckJob(
            n,
            folder / "bilan.md",
            str(n),
            ("txt",),
            Options(values=(("name", str(n)), ("city", ""), ("note", ""))),
        )
        for n in range(60)
    ]
    made = []
    for each in build_many(jobs, workers=2):
        made.append(each)
        if len(made) == 5:
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    assert sorted(each.number for each in made) == list(range(60))
    assert not [each.errors for each in made if each.errors]


_ON_A_CLUSTER = """
import json, os, signal, sys
from pathlib import Path
from distributed import Client, LocalCluster
from deckgen import DeckJob, build_many
from deckgen.options import Options

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        jobs = (
            DeckJob(n, Path("bilan.md").absolute(), str(n), ("txt",),
                    Options(values=(("name", f"No {n}"), ("city", ""), ("note", ""))))
            for n in range(80)
        )
        made = []
        for each in build_many(jobs, executor=client.get_executor()):
            made.append((each.number, each.errors, f"No {each.number}".encode() in each.files[0].data))
            if len(made) == 10:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        print(json.dumps(made))
"""


def test_a_cluster_that_loses_a_worker_loses_nothing(folder: Path) -> None:
    pytest.importorskip("distributed", reason="pip install 'deckgen[dask]'")
    (folder / "cluster.py").write_text(_ON_A_CLUSTER, "utf-8")
    done = subprocess.run(
        [sys.executable, "cluster.py"], capture_output=True, text=True, check=True, timeout=120
    )
    made = json.loads(done.stdout.splitlines()[-1])
    assert sorted(number for number, _, _ in made) == list(range(80))
    assert all(not errors and whole for _, errors, whole in made)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("\ufeffname;n\nZoé;1\n\n", [{"name": "Zoé", "n": "1"}]),
        ('name\tn\n"a\nb"\t\n', [{"name": "a\nb", "n": ""}]),
        ("a,b\n", []),
    ],
)
def test_rows_of_a_csv_file(tmp_path: Path, text: str, rows: list[dict[str, str]]) -> None:
    (tmp_path / "r.csv").write_text(text, "utf-8")
    assert [row.values for row in read_rows(tmp_path / "r.csv")] == rows


def test_rows_of_a_json_file(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text('[{"a": 1.5, "b": null, "c": "x"}, 3]', "utf-8")
    rows = list(read_rows(tmp_path / "r.json"))
    assert rows[0].values == {"a": "1.5", "b": "", "c": "x"}
    assert rows[1].fault


@pytest.mark.parametrize("data", [b"", b"a,a\n1,2\n", b"a\n\xff\n", b"\n\n"])
def test_a_table_that_can_not_be_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.csv").write_bytes(data)
    with pytest.raises(DeckgenError):
        list(read_rows(tmp_path / "r.csv"))


@pytest.mark.parametrize(
    ("pattern", "value", "name"),
    [
        ("{{ v }}", "../../etc/passwd", "-..-etc-passwd"),
        ("d/{{ v }}", "a/b", "d/a-b"),
        ("{{ stem }}-{{ row }}", "", "t-0007"),
        ("../{{ v }}", "a", ""),
        ("/{{ v }}", "a", ""),
        ("{{ v }}", "..", ""),
        ("{{ w }}", "a", ""),
    ],
)
def test_names_of_files(pattern: str, value: str, name: str) -> None:
    found, fault = file_name(pattern, {"v": value}, 7, "t")
    assert found == name
    assert bool(fault) == (not name)


def test_wrong_usage_is_said(folder: Path) -> None:
    assert "rows.json can't be read" in command("bilan.md", "--data", "rows.json").stderr
    assert "no-such.md" in command("no-such.md", "--data", "rows.csv").stderr
    assert "no format `doc`" in command("bilan.md", "--data", "rows.csv", "--to", "doc").stderr
    assert (
        "there is no cluster"
        in command("bilan.md", "--data", "rows.csv", "--scheduler", "tcp://127.0.0.1:9").stderr
    )


def test_a_deck_of_a_batch_does_not_come_back_over_the_variables_of_its_template(folder: Path) -> None:
    run_batch(batch())
    made = folder / "out" / "Zoé.pptx"
    deck = Presentation(str(made))
    run = next(
        run
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if "Ville" in run.text
    )
    run.text = run.text.replace("Ville", "Commune")
    deck.save(str(made))
    with pytest.raises(DeckgenError, match=r"values where bilan\.md has `\{\{ name \}\}` and 2 more"):
        pull(made, folder / "bilan.md", Memory(None))
    assert (folder / "bilan.md").read_text("utf-8") == TEMPLATE


def test_a_deck_that_shows_braces_comes_back_without_its_source(folder: Path) -> None:
    source = "## Jinja\n\n- Un modèle écrit `{{ nom }}`\n- Deux\n"
    (folder / "braces.md").write_text(source, "utf-8")
    build(folder / "braces.md", output=folder / "out", to=["pptx"], carries=False)
    made = folder / "out" / "braces.pptx"
    deck = Presentation(str(made))
    runs = [
        run
        for shape in deck.slides[0].shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    (two,) = (run for run in runs if run.text == "Deux")
    two.text = "Trois"
    deck.save(str(made))
    assert pull(made, folder / "braces.md", Memory(None)).text == source.replace("Deux", "Trois")
