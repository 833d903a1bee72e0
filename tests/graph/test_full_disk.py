"""A disk that fills up under an engine: it stops in time, says so, and nothing is lost."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

# It runs in a mount namespace of its own, so that a small disk is there for it alone.
FILL = """
    import json, os, subprocess, sys
    from pathlib import Path
    from actorgraph.errors import StoreError
    from actorgraph.graph.engine import engine_state, stop_engine
    from actorgraph.graph.engine_files import ROOM
    from actorgraph.graph.store import open_store

    disk = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk], check=True)
    graph, ballast, told = disk / "graph.db", disk / "ballast", {}

    def leave(free):
        with ballast.open("wb") as file:
            missing = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - free
            os.posix_fallocate(file.fileno(), 0, missing)

    with open_store(graph) as store, store._connection.writing() as session:
        session.run("CREATE (:X)").consume()
        leave(ROOM + 8_000_000)
        done = 0
        try:
            for _ in range(500):
                session.run("UNWIND range(1, 2000) AS n CREATE (:X {text: $t})", t="x" * 100).consume()
                done += 2000
        except StoreError as error:
            told["full"] = str(error)
        except Exception:
            try:
                with store._connection.reading() as again:
                    again.run("RETURN 1").consume()
            except StoreError as error:
                told["full"] = str(error)
    stop_engine(graph)
    try:
        open_store(graph)
    except StoreError as error:
        told["start"] = str(error)
    ballast.unlink()
    with open_store(graph) as store:
        told["kept"] = store.query("MATCH (x:X) RETURN count(x)").rows[0][0] - 1 - done
    stop_engine(graph)
    print(json.dumps(told | {"done": done}))
"""


@pytest.fixture
def small_disks() -> list[str]:
    """The words that start a program which may mount a small disk."""
    words = ["unshare", "--map-root-user", "--mount"]
    if shutil.which(words[0]):
        tried = subprocess.run([*words, "true"], check=False).returncode  # noqa: S603
    else:
        tried = 1
    if tried:
        reason = "this system lets nobody mount a small disk (unshare --map-root-user --mount)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return words


def test_an_engine_whose_disk_fills_up_stops_says_so_and_keeps_all(
    small_disks: list[str], tmp_path: Path
) -> None:
    command = [*small_disks, sys.executable, "-c", textwrap.dedent(FILL), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert "disk is full" in told["full"]
    assert "make room" in told["full"]
    assert "no space left on its disk" in told["start"]
    assert told["done"] > 0
    assert told["kept"] in {0, 2000}  # a batch whose answer got lost may be there
