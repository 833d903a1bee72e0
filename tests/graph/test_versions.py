"""CI does not pass where the store's contract was not kept on every version of Neo4j."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def report(name: str, outcome: str = "passed") -> pytest.TestReport:
    return pytest.TestReport(f"tests/graph/{name}", ("", 0, ""), {}, outcome, None, "call")  # type: ignore[arg-type]


def test_both_versions_have_to_run(version_watch: Any) -> None:
    assert version_watch.VERSIONS == ("2026.08.1", "5.26.30")
    version_watch.pytest_runtest_logreport(report("test_store.py::test_a[2026.08.1]"))
    version_watch.pytest_runtest_logreport(report("test_store.py::test_a[5.26.30]", "failed"))
    assert version_watch.wrong() == ["the store's contract did not run on Neo4j 5.26.30"]

    version_watch.pytest_runtest_logreport(report("test_store.py::test_a[5.26.30]"))
    assert version_watch.wrong() == []
    version_watch.pytest_runtest_logreport(report("test_full_disk.py::test_b", "skipped"))
    assert version_watch.wrong() == ["skipped: tests/graph/test_full_disk.py::test_b"]


def test_a_run_of_the_suite_that_left_them_out_fails_in_ci() -> None:
    """The whole suite is asked for as by `make test`, and all but one quick test are deselected."""
    command = [sys.executable, "-m", "pytest", "-q", "-k", "test_both_versions_have_to_run"]
    command += ["--numprocesses=1", "--dist=loadfile"]
    command += [
        f"--ignore=tests/{part}" for part in ("training", "loaders", "queries", "documents")
    ]
    done = subprocess.run(  # noqa: S603  # our own suite
        command, cwd=ROOT, env=os.environ | {"CI": "true"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert "1 passed" in done.stdout
    assert "did not run on Neo4j 5.26.30" in done.stdout
    assert done.returncode == 1
