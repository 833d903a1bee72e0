"""The cache of classes: made on a throw-away store, used, and replaced when it is broken."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from actorgraph.graph import aot_cache
from actorgraph.graph.engine import open_engine, stop_engine
from actorgraph.graph.engine_files import EngineFiles, read_address
from actorgraph.graph.jars import ENGINE_VERSION, jar_folder, locked_jars
from actorgraph.graph.neo4j_java import java_identity

MAKE = "import sys; from actorgraph.graph.aot_training import make_cache; make_cache(sys.argv[1])"


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder with the real jars and nothing else; their caches cannot be others' ones."""
    jars = jar_folder()
    folder = tmp_path / "cache"
    for jar in locked_jars():
        (folder / "jars" / jar.path).parent.mkdir(parents=True, exist_ok=True)
        os.link(jars / jar.path, folder / "jars" / jar.path)
    (folder / "aot").mkdir()
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(folder))
    monkeypatch.delenv("ACTORGRAPH_AOT", raising=False)
    return folder


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "graph.db"
    stop_engine(tmp_path / "graph.db")


def maps(folder: Path, cache: Path) -> bool:
    """Whether the engine of the folder has the cache in its memory."""
    address = read_address(EngineFiles(folder))
    assert address
    return str(cache) in {one.path for one in psutil.Process(address.pid).memory_maps()}


def path() -> Path:
    return aot_cache.cache_path(ENGINE_VERSION, java_identity())


def test_a_cache_is_made_used_and_replaced_when_it_is_broken(own_cache: Path, graph: Path) -> None:
    subprocess.run([sys.executable, "-c", MAKE, ENGINE_VERSION], check=True)  # noqa: S603
    cache = path()
    assert sorted(one.name for one in (own_cache / "aot").iterdir()) == [
        cache.name,
        "training.lock",
    ]

    open_engine(graph)
    assert maps(graph, cache)
    stop_engine(graph)

    with cache.open("r+b") as file:  # the same size, other bytes in its midst
        file.seek(cache.stat().st_size // 2)
        file.write(b"broken" * 100)
    with FileLock(own_cache / "aot" / "training.lock"):  # what would replace it at once, waits not
        open_engine(graph)
        assert aot_cache.was_refused(EngineFiles(graph).log)
    assert not maps(graph, cache)
    assert not cache.exists()

    stop_engine(graph)
    copy = next((own_cache / "unsigned").rglob("eclipse-collections-api*.jar"))
    copy.write_bytes(copy.read_bytes()[:-5000])
    with FileLock(own_cache / "aot" / "training.lock"):
        open_engine(graph)  # with the jars as they were fetched
    assert not copy.exists()


def test_jars_that_were_fetched_anew_have_another_cache(own_cache: Path) -> None:
    before = path()
    jar = own_cache / "jars" / locked_jars()[0].path
    content = jar.read_bytes()
    jar.unlink()  # it is a link to the shared one
    jar.write_bytes(content)

    assert path() != before
    assert path().parent == own_cache / "aot"


def test_a_cache_that_could_not_be_made_is_not_tried_on_every_start(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(aot_cache.subprocess, "Popen", lambda *args, **_: started.append(args))
    cache = own_cache / "aot" / "neo4j-1-abc.aot"
    aot_cache.failure_note(cache).write_text("no room")

    aot_cache.make_in_background("1", cache)
    assert not started
    os.utime(aot_cache.failure_note(cache), (0, 0))
    aot_cache.make_in_background("1", cache)
    assert len(started) == 1


def test_caches_with_which_java_crashed_go(own_cache: Path) -> None:
    cache = own_cache / "aot" / "neo4j-1-abc.aot"
    cache.touch()

    assert aot_cache.discard_caches("1")
    assert not cache.exists()
    assert not aot_cache.discard_caches("1")
