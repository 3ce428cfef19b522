"""The published figures in `assets/data`, each row with its source."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from deckgen.resources import shipped


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `assets/data/NAME.csv`, by column name."""
    with shipped("assets", "data", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def constants(law: str) -> Mapping[str, float]:
    """The constants of one of Kaplan's laws, by symbol (`scaling_laws.csv`)."""
    return {row["symbol"]: float(row["value"]) for row in rows("scaling_laws") if row["law"] == law}
