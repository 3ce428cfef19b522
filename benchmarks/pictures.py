"""Pictures of any size for the benchmarks, the same at every call."""

from __future__ import annotations

import math
import multiprocessing
import os
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def photo(path: Path, seed: int, width: int, height: int) -> None:
    """A JPEG of smooth gradients under a sensor's noise, which compresses about as a photograph does."""
    import numpy as np
    from PIL import Image

    dice = np.random.default_rng(seed)
    across, down = np.linspace(0, 6, width, dtype="f4"), np.linspace(0, 4, height, dtype="f4")[:, None]
    noise = dice.integers(-6, 7, (height, width), dtype="i1")
    channels = [
        128 + 90 * np.sin(across + phase) * np.cos(down - phase) + noise
        for phase in dice.random(3, dtype="f4") * 6
    ]
    Image.fromarray(np.dstack(channels).astype("u1")).save(path, quality=88)


def drawing(path: Path, seed: int, outlines: int) -> None:
    """An SVG of outlines as maps have them, 0.6 kB each: absolute points with six decimals, as most programs write."""
    dice, paths = random.Random(seed), []
    for _ in range(outlines):
        x, y, size = dice.uniform(0, 1600), dice.uniform(0, 900), dice.uniform(4, 20)
        steps = []
        for corner in range(22):
            angle, radius = corner * math.tau / 21, size * dice.uniform(0.9, 1.1)
            steps.append(f"{x + radius * math.cos(angle):.6f} {y + radius * math.sin(angle):.6f}")
        fill, stroke, width = dice.randrange(1 << 24), dice.randrange(1 << 24), dice.uniform(0.2, 2)
        paths.append(
            f'<path d="M {steps[0]} C {" ".join(steps[1:])} z" fill="#{fill:06x}" fill-opacity="0.4" '
            f'stroke="#{stroke:06x}" stroke-width="{width:.2f}"/>'
        )
    drawn = "\n".join(paths)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900">\n{drawn}\n</svg>\n',
        encoding="utf-8",
    )


def photos(folder: Path, count: int, width: int, height: int) -> list[str]:
    """Names of `count` photographs in the folder, made side by side."""
    names = [f"photo{seed}.jpg" for seed in range(count)]
    # In processes of their own: what this one has ever held counts in the peak of all that it starts (measure.py).
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        made = [pool.submit(photo, folder / name, seed, width, height) for seed, name in enumerate(names)]
    for one in made:
        one.result()
    return names


def drawings(folder: Path, count: int, outlines: int) -> list[str]:
    """Names of `count` drawings in the folder."""
    names = [f"drawing{seed}.svg" for seed in range(count)]
    for seed, name in enumerate(names):
        drawing(folder / name, seed, outlines)
    return names
