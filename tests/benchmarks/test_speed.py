"""The benchmark of speed still finds the steps that it times."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "speed.py"


def test_every_step_is_timed() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT), "--articles", "2"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    steps = ("parse", "mentions", "resolution", "statements", "events", "lasting ties", "dates")
    steps += ("judgement", "status")
    assert [step for step in steps if f"| {step} |" not in done.stdout] == []
    assert "words a second" in done.stdout
