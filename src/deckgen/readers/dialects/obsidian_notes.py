"""Obsidian: notes, and its slides (core and Advanced Slides). https://help.obsidian.md"""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.readers.dialects.dialect import never
from deckgen.readers.dialects.own import OWN

OBSIDIAN = replace(OWN, name="obsidian", recognise=never, project_files=(".obsidian",), has_line_breaks=True)
