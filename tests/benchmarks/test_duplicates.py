"""The thresholds of reprints hold on pairs of which it is known whether they are one report."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def test_pairs_are_told_as_the_benchmark_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from duplicate_pairs import made_pairs, pairs_by_hand  # noqa: PLC0415  # scripts
    from duplicates import compared  # noqa: PLC0415

    by_hand = [compared(pair) for pair in pairs_by_hand()]
    made = [compared(pair) for pair in made_pairs(12, 3)]
    wrong = [(one.pair.kind, one.similarity) for one in by_hand if one.one_report != one.pair.same]
    told = [one for one in made if one.one_report]
    reprints = [one for one in made if one.pair.same]

    assert wrong == []
    assert {one.pair.same for one in by_hand} == {True, False}
    assert sum(one.pair.same for one in told) / len(told) >= 0.98
    assert sum(one.one_report for one in reprints) / len(reprints) >= 0.97


def test_the_benchmark_of_speed_finds_the_reports_that_it_made() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(BENCHMARKS / "duplicates.py"), "speed", "--articles", "600"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "600 articles" in done.stdout
    precision, recall = done.stdout.rpartition("precision ")[2].split(", recall ")
    assert float(precision) >= 0.99
    assert float(recall) >= 0.95
