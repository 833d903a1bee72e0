"""How long the local engine takes to start, with and without the cache of classes, and to join.

python benchmarks/engine.py [ROUNDS]

Start: from `open_store` on a folder that has a graph to the first answer, in this process, which
has imported everything before. Joining: a whole `actorgraph query` process on a warm engine. Rounds
alternate, so that what else the machine does meets all of them; wall seconds, the best of each is
nearest to a quiet machine. Processor seconds of the engine's process (user and system, its threads
that compile included) depend less on what else runs.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from actorgraph.graph.aot_training import make_cache
from actorgraph.graph.engine import engine_state, stop_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.store import StoreSettings, open_store

ONE = "RETURN 1 AS one"
VERSIONS = (ENGINE_VERSION, "5.26.30")
Times = tuple[float, float]


def started(folder: Path, version: str, *, cache: bool) -> Times:
    """Return the wall and processor seconds of a start to its first answer."""
    begin = time.perf_counter()
    settings = StoreSettings(engine=EngineSettings(version=version, aot=cache))
    with open_store(folder, settings) as store:
        store.query(ONE)
        wall = time.perf_counter() - begin
    address = engine_state(folder).address
    assert address  # noqa: S101
    times = psutil.Process(address.pid).cpu_times()
    return wall, times.user + times.system


def joined(folder: Path) -> Times:
    """Return the wall and processor seconds of a whole query process on a warm engine."""
    command = [sys.executable, "-m", "actorgraph", "query", ONE, "--graph", str(folder)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0  # noqa: S101
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime


def row(name: str, times: list[Times]) -> str:
    """Return a line of the table."""
    walls, processor = sorted(wall for wall, _ in times), sorted(used for _, used in times)
    middle = len(times) // 2
    return (
        f"| {name} | {walls[0]:.2f} | {walls[middle]:.2f} "
        f"| {processor[0]:.2f} | {processor[middle]:.2f} |"
    )


def measure(version: str, rounds: int) -> list[str]:
    """Return the lines of one version."""
    make_cache(version)
    cold: list[Times] = []
    cached: list[Times] = []
    joins: list[Times] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "graph.db"
        started(folder, version, cache=False)
        stop_engine(folder)
        for _ in range(rounds):
            cold.append(started(folder, version, cache=False))
            stop_engine(folder)
            cached.append(started(folder, version, cache=True))
            joins += [joined(folder) for _ in range(3)]
            stop_engine(folder)
    return [
        row(f"{version}: start", cold),
        row(f"{version}: start with the cache", cached),
        row(f"{version}: a query on a warm engine", joins),
    ]


if __name__ == "__main__":
    print("| | best s | median s | processor, best s | median s |\n|---|---|---|---|---|")
    for version in VERSIONS:
        print("\n".join(measure(version, int(sys.argv[1]) if len(sys.argv) > 1 else 3)), flush=True)
