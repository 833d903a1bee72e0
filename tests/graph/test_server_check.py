"""Servers that lack something, told before the first write; the engines serve as servers."""

import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from actorgraph.errors import BadSettings, StoreUnreachable, WrongSchema
from actorgraph.graph.engine import Engine, engine_state, open_engine, stop_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.schema import SCHEMA_VERSION
from actorgraph.graph.server_check import expect_version
from actorgraph.graph.store import Store, StoreSettings, open_store

Make = Callable[..., Any]

# An engine whose database is read-only, as servers can be set up.
READ_ONLY = """
    import sys
    from actorgraph.graph import engine_process
    write = engine_process.write_configuration
    def written(files, settings):
        write(files, settings)
        with files.configuration.open("a") as file:
            file.write("server.databases.read_only=neo4j\\n")
    engine_process.write_configuration = written
    engine_process.main(sys.argv[1], sys.argv[2])
"""


@pytest.fixture
def server(store: Store, engine_folder: Path, engine_settings: EngineSettings) -> Engine:
    """The engine of this version, with an empty graph, taken for a server."""
    store.close()
    return open_engine(engine_folder, engine_settings)


@pytest.fixture
def driver(server: Engine) -> Iterator[Driver]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as opened:
        yield opened


def opened(server: Engine, *, scheme: str = "bolt", **settings: str) -> Store:
    uri = server.uri.replace("bolt", scheme, 1)
    login = {"password": server.password} | settings
    return open_store(uri, StoreSettings(**login))  # type: ignore[arg-type]


def test_a_server_that_allows_everything_is_loaded_and_nothing_is_left_of_the_attempt(
    server: Engine, article: Make, claim: Make, reading: Make
) -> None:
    home = article()
    with opened(server, scheme="neo4j") as store:
        store.load([reading(home, claim("russia attacks aleppo", home))])

        assert len(list(store.claims())) == 1
        assert store.query("MATCH (n) WHERE n.id = 'probe' RETURN count(n)").rows == ((0,),)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_an_unknown_database_is_told(server: Engine, scheme: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"claims.*--database"):
        opened(server, scheme=scheme, database="claims")
    with pytest.raises(StoreUnreachable, match=r"claims.*--database"):
        open_store(f"{server.uri}/claims", StoreSettings(password=server.password))


def test_a_refused_password_is_told_and_not_shown(server: Engine) -> None:
    with pytest.raises(StoreUnreachable, match="ACTORGRAPH_PASSWORD") as told:
        opened(server, password="a-wrong-guess")

    assert "a-wrong-guess" not in str(told.value)


def test_a_user_who_has_to_change_the_password_is_told(server: Engine, driver: Driver) -> None:
    create = "CREATE USER ann SET PASSWORD 'first-password' CHANGE REQUIRED"
    driver.execute_query(create, database_="system")
    try:
        with pytest.raises(StoreUnreachable, match="new password"):
            opened(server, user="ann", password="first-password")
    finally:
        driver.execute_query("DROP USER ann", database_="system")


def test_a_database_that_holds_something_else_is_told(
    server: Engine, driver: Driver, article: Make, reading: Make
) -> None:
    names = "SHOW CONSTRAINTS YIELD name, labelsOrTypes WHERE 'Load' IN labelsOrTypes RETURN name"
    for record in driver.execute_query(names).records:
        driver.execute_query(f"DROP CONSTRAINT {record['name']}")
    driver.execute_query("MATCH (g:ActorGraph) DELETE g")
    driver.execute_query("CREATE INDEX others FOR (l:Load) ON (l.id)")
    try:
        with (
            opened(server) as store,
            pytest.raises(StoreUnreachable, match="database of its own"),
        ):
            store.load([reading(article())])
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
    finally:
        driver.execute_query("DROP INDEX others")
    with opened(server) as store:
        store.load([reading(article())])  # and the constraint is there again for other tests


def test_a_graph_of_another_schema_is_told(server: Engine, driver: Driver) -> None:
    driver.execute_query("MERGE (g:ActorGraph {id: 'graph'}) SET g.schema = 99")
    try:
        with pytest.raises(WrongSchema, match="newer actorgraph"):
            opened(server)
    finally:
        driver.execute_query("MATCH (g:ActorGraph) SET g.schema = $own", own=SCHEMA_VERSION)


def test_a_database_that_can_only_be_read_is_told_before_anything_is_read(
    stopped_store: Path, tmp_path: Path, article: Make, reading: Make
) -> None:
    folder = tmp_path / "graph.db"
    shutil.copytree(stopped_store, folder)  # an empty database has to be there first
    settings = '{"heap": "512m", "aot": false}'
    command = [sys.executable, "-c", textwrap.dedent(READ_ONLY), str(folder), settings]
    process = subprocess.Popen(command)  # noqa: S603  # our own Python
    try:
        end = time.monotonic() + 120
        while not engine_state(folder).address and time.monotonic() < end:
            time.sleep(0.1)
        engine = open_engine(folder)
        assert process.poll() is None
        taken: list[Any] = []
        readings = (taken.append(one) or reading(article()) for one in range(3))
        with (
            opened(engine) as store,
            pytest.raises(StoreUnreachable, match=r"can only be read.*--database"),
        ):
            store.load(readings)
        assert engine.joined
        assert not taken
    finally:
        stop_engine(folder, wait=0)
        process.wait(60)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.30", "Neo4j/5.25.1", "Memgraph/v3.1", ""])
def test_what_is_too_old_or_something_else_is_refused(agent: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"neo4j://old: .*5\.26 LTS or newer"):
        expect_version(agent, "neo4j://old")


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.27-aura", "Neo4j/2026.08.1"])
def test_what_is_new_enough_is_taken(agent: str) -> None:
    expect_version(agent, "neo4j://new")


def test_nobody_at_the_address_and_a_port_that_is_none_are_told() -> None:
    with pytest.raises(StoreUnreachable, match="nobody answers"):
        open_store("bolt://127.0.0.1:9", StoreSettings(password="x"))
    with pytest.raises(BadSettings, match=r"Port .*none.* 7687"):
        open_store("bolt://127.0.0.1:none", StoreSettings(password="x"))
