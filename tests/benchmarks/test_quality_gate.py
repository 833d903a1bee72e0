"""Extraction does not fall below what it reached: floors on annotated data.

A floor is lowered only on purpose, in a commit that says why; the hash is that of the rows scored.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("ACTORGRAPH_SHARED", ROOT.parent / "shared"))
EVAL = SHARED / "eval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The first rows of a set, their hash, and the least that each figure may be."""

    data: str
    rows: int
    sha256: str
    least: dict[str, float]


FLOORS = [
    Floor(
        data="news",
        rows=12,
        sha256="2f0912115ff910b89c3aa622c3e2d57298d20853a7ae3be5e4e711b0f5914dcf",
        least={
            "exact.f1": 0.485,
            "exact.precision": 0.63,
            "family.f1": 0.505,
            "actor_accuracy": 0.80,
            "speaker.right": 18,
        },
    ),
    Floor(
        data="re3d",
        rows=50,
        sha256="3c7c66c360ee15f7f7dc57ed569e785f9ca0dd23fd9463208e2a5eb2220470f9",
        least={"typed.f1": 0.25},
    ),
    Floor(
        data="direction",
        rows=1418,
        sha256="5b69645387e156b0d8634fe5ee9fe5c1cfcd47e3a9c47248c99cb27e8670ba3f",
        least={"macro_f1": 0.37},
    ),
    Floor(
        data="attribution",
        rows=20,
        sha256="095c9b65bd07fb8025597d3ba73aae648c5e5fbc3e63de5c611b54f156badbbf",
        least={"statements.f1": 0.60, "speaker_accuracy": 0.9},
    ),
]


def measured(floor: Floor) -> dict[str, Any]:
    script = str(ROOT / "benchmarks" / "quality.py")
    options = ["--only", floor.data, "--rows", str(floor.rows), "--shared", str(SHARED)]
    done = subprocess.run(  # noqa: S603
        [sys.executable, script, *options], capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)[floor.data]
    return figures


@pytest.mark.skipif(not EVAL.is_dir(), reason=f"no annotated data: {EVAL} (ACTORGRAPH_SHARED)")
@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.data)
def test_extraction_is_no_worse_than_its_floor(floor: Floor) -> None:
    figures = measured(floor)

    assert "missing" not in figures
    assert figures["sha256"] == floor.sha256, "other data: the floors say nothing about it"
    fallen = {
        path: value
        for path, least in floor.least.items()
        if (value := _figure(figures, path)) < least
    }
    assert fallen == {}


def _figure(figures: dict[str, Any], path: str) -> float:
    value: Any = figures
    for key in path.split("."):
        value = value[key]
    return float(value)
