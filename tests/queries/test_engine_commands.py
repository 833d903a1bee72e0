"""Engines and servers from the command line: fetched, told, reached."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.graph.engine import engine_state, open_engine, stop_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.jars import damaged_jars, fetch_jars, locked_jars

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(commands: Any, tmp_path: Path) -> Run:
    """Run `python -m actorgraph` with these words, in a folder of its own, without settings."""

    def ran(
        *words: str | Path, env: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        known = {k: v for k, v in os.environ.items() if not k.startswith(("ACTORGRAPH_", "NEO4J_"))}
        known |= {"COLUMNS": "200", "XDG_CONFIG_HOME": str(tmp_path)} | (env or {})
        return commands.run(words, tmp_path, known)

    return ran


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an engine that runs."""
    folder = tmp_path_factory.mktemp("graph") / "news.db"
    open_engine(folder, EngineSettings(heap="512m", aot=False))
    yield folder
    stop_engine(folder, wait=0)


def test_status_says_how_to_attach_and_nothing_secret(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    told = run("engine", "status", "--graph", graph)
    state = engine_state(graph)

    assert state.address
    assert told.stdout.count(state.address.uri) == 4
    assert state.password_file.read_text() not in told.stdout + told.stderr
    assert "not running" in run("engine", "status", "--graph", tmp_path / "none.db").stdout


def test_a_setting_that_makes_no_sense_is_wrong_use(run: Run, tmp_path: Path) -> None:
    told = run("engine", "start", "--graph", tmp_path / "g", env={"ACTORGRAPH_HEAP": "lots"})

    assert told.returncode == 2
    assert "ACTORGRAPH_HEAP: 'lots' is no size" in told.stderr


def test_jars_are_carried_to_a_machine_without_network(run: Run, tmp_path: Path) -> None:
    """One jar really travels: all others lie there already, as links."""
    shared = fetch_jars()
    away, cache = tmp_path / "away", tmp_path / "cache"
    for folder in (away, cache / "jars"):
        for jar in locked_jars()[:-1]:
            (folder / jar.path).parent.mkdir(parents=True, exist_ok=True)
            os.link(shared / jar.path, folder / jar.path)
    environment = {"ACTORGRAPH_CACHE": str(cache), "ACTORGRAPH_MAVEN": "http://127.0.0.1:9/nobody"}

    carried = run("engine", "fetch", "--to", away, env={"ACTORGRAPH_MAVEN": str(shared)})
    alone = run("engine", "fetch", env=environment)
    brought = run("engine", "fetch", "--from", away, env=environment)

    assert (carried.returncode, alone.returncode, brought.returncode) == (0, 3, 0)
    assert str(away) in carried.stderr
    assert "Three ways out" in alone.stderr
    assert "--from DIR" in alone.stderr
    assert damaged_jars(locked_jars(), cache / "jars") == []
    assert list((cache / "unsigned").rglob("*.jar"))  # the first start need not check signatures


def test_the_graph_and_the_login_of_a_file_of_settings_are_used(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    state = engine_state(graph)
    assert state.address
    home = tmp_path / "actorgraph"
    home.mkdir()
    text = f'[graph]\nuri = "{state.address.uri}"\npassword_file = "{state.password_file}"\n'
    (home / "config.toml").write_text(text, encoding="utf-8")
    ask = ("query", "RETURN 42 AS n", "--format", "csv")
    env = {"XDG_CONFIG_HOME": str(tmp_path)}

    found = run(*ask, env=env)
    unknown = run(*ask, "--database", "claims", env=env)

    assert (found.returncode, unknown.returncode) == (0, 3)
    assert found.stdout.split() == ["n", "42"]
    assert "name one that is there with --database" in unknown.stderr


def shown_until(terminal: int, end: str | None) -> str:
    """Return what the terminal shows, until it ends so or its programs have left."""
    shown = ""
    while end is None or not shown.endswith(end):
        try:
            shown += os.read(terminal, 1000).decode()
        except OSError:  # nobody has it open any more
            break
    return shown


def test_a_terminal_is_asked_for_a_password_that_is_nowhere(graph: Path, tmp_path: Path) -> None:
    state = engine_state(graph)
    assert state.address
    command = [sys.executable, "-m", "actorgraph", "query", "RETURN 42 AS n", "--format", "csv"]
    terminal, other = pty.openpty()
    process = subprocess.Popen(  # noqa: S603
        [*command, "--graph", state.address.uri],
        stdin=other, stdout=subprocess.PIPE, stderr=other, text=True, start_new_session=True,
        cwd=tmp_path, env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path), "TERM": "dumb"},
    )  # fmt: skip
    os.close(other)
    asked = shown_until(terminal, ": ")
    password = state.password_file.read_text()
    os.write(terminal, f"{password}\n".encode())
    printed, _ = process.communicate(timeout=240)
    shown = shown_until(terminal, None)
    os.close(terminal)

    assert asked.startswith(f"Password of neo4j at {state.address.uri}")
    assert printed.split() == ["n", "42"]
    assert password not in shown
