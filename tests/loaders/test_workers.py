"""Reading in several processes, with real ones: order, faults, lost processes, and Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import UsageError
from actorgraph.loaders.workers import claims_of

# Workers import the script that started them, so that what is sent to them can be found there.
SCRIPT = """
import os
import sys
from functools import partial

from actorgraph import Article, ClaimReader
from actorgraph.errors import ActorGraphError
from actorgraph.loaders.workers import claims_of
from actorgraph.ontology.claims import claim_to_json

SIDES = ("Russia", "Syria", "Turkey", "Iran", "Israel", "Ukraine")


class Fragile(ClaimReader):
    def claims(self, article):
        if "break" in article.text:
            raise RuntimeError("no such word")
        if "die" in article.text:
            os._exit(9)
        return super().claims(article)


def articles(odd):
    for number in range(24):
        one, other = SIDES[number % 6], SIDES[(number * 5 + 1) % 6]
        text = f"{one} attacked {other}. " * (1 + number % 3 * 5)
        yield Article(id=f"a{number}", text=odd if number == 5 and odd else text)


if __name__ == "__main__":
    number, odd = int(sys.argv[1]), sys.argv[2]
    make = partial(Fragile, judge=False)
    say = lambda error: print(error, file=sys.stderr)
    try:
        for article, claims in claims_of(articles(odd), make, report=say, workers=number):
            print(article.id, *map(claim_to_json, claims))
    except ActorGraphError as error:
        print(type(error).__name__, error, file=sys.stderr)
        sys.exit(error.exit_code)
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("workers") / "read.py"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


def run(script: Path, workers: int, odd: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script), str(workers), odd],
        capture_output=True, text=True, check=False, timeout=540,
    )  # fmt: skip


def test_two_workers_print_what_one_does_and_name_the_article_that_fails(script: Path) -> None:
    one, two = run(script, 1, "break"), run(script, 2, "break")

    assert one.stdout == two.stdout
    ids = [line.split()[0] for line in one.stdout.splitlines()]
    assert ids == [f"a{number}" for number in range(24) if number != 5]
    assert "'relation': 'attacks'" in one.stdout
    assert one.stderr == two.stderr
    assert one.stderr.startswith("a5: ")
    assert "RuntimeError: no such word" in one.stderr


def test_a_worker_that_dies_ends_the_reading_with_advice(script: Path) -> None:
    done = run(script, 2, "die")

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("WorkerLost")
    assert "--workers" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("workers", [0, -3])
def test_fewer_than_one_worker_is_refused(workers: int) -> None:
    with pytest.raises(UsageError, match=f"--workers {workers}: "):
        claims_of([], pytest.fail, report=pytest.fail, workers=workers)


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group of processes")
def test_ctrl_c_ends_all_processes_without_a_word_of_python(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "text": "Russia attacked Syria. " * 40, "published": "2016-10-24"}
        for n in range(3000)
    ]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-u", "-m", "actorgraph", "extract", str(file), "--workers", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        # a suite that runs in the background of a shell has Ctrl-C switched off, and hands that on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline().startswith('{"id"')
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=120)

    assert process.returncode not in (0, None)
    assert "Traceback" not in told
    for _ in range(100):  # the last of the group may take a moment to be gone
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("processes are left over")


def test_the_command_prints_the_same_with_two_workers(commands: Any, tmp_path: Path) -> None:
    for number, side in enumerate(("Russia", "Turkey", "Iran")):
        text = f"{side} attacked Syria, Kerry said. The talks “are over”, he added."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    alone, together = (
        commands.run(["statements", tmp_path, *more], tmp_path, os.environ)
        for more in ((), ("--workers", "2"))
    )

    assert alone.returncode == together.returncode == 0
    assert together.stdout == alone.stdout
    assert alone.stdout.count("Kerry") >= 3
    assert together.stderr == alone.stderr
