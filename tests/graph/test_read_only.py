"""People's own Cypher against both versions of Neo4j: it reads, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from actorgraph.errors import BadQuery, QueryStopped, RefusedQuery
from actorgraph.graph.read_only import Limits
from actorgraph.graph.store import Store

HOSTILE = [
    "CREATE (:Evil)",
    "MERGE (:Evil)",
    "MATCH (n) SET n.evil = true",
    "MATCH (n) SET n:Evil",
    "MATCH (n) REMOVE n.id",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | CREATE (:Evil))",
    "MATCH (n) CALL (n) { SET n.evil = 1 } RETURN n",
    "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
    "UNWIND [1, 2] AS x CREATE (e:Evil {x: x}) RETURN e",
    "RETURN 1 AS x UNION CREATE (:Evil) RETURN 1 AS x",
    "CYPHER 5 CREATE (:Evil)",
    "CYPHER runtime=slotted CREATE (:Evil)",
    "PROFILE CREATE (:Evil)",
    "/* read */ CREATE (:Evil)",
    "// read\nCREATE (:Evil)",
    "RETURN 1; CREATE (:Evil)",
    "CREATE INDEX evil FOR (n:Evil) ON (n.x)",
    "CREATE FULLTEXT INDEX evil FOR (n:Evil) ON EACH [n.x]",
    "CREATE CONSTRAINT evil FOR (n:Evil) REQUIRE n.x IS UNIQUE",
    "DROP CONSTRAINT actor_id",
    "DROP INDEX claim_triple",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:1/a' AS line RETURN line",
    "MATCH (n) CALL { LOAD CSV FROM 'https://127.0.0.1:1/a' AS l RETURN l } RETURN l",
    "LOAD CSV FROM $evil AS line RETURN line",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t",
    "SHOW TRANSACTIONS",
    "SHOW SETTINGS",
    "SHOW USERS",
    "SHOW CURRENT USER",
    "SHOW DATABASES",
    "SHOW ROLES",
    "CREATE USER evil SET PASSWORD 'evil-evil-1'",
    "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'evil-evil-1'",
    "ALTER USER neo4j SET PASSWORD 'evil-evil-1'",
    "DROP USER neo4j",
    "GRANT ROLE admin TO neo4j",
    "CREATE DATABASE evil",
    "DROP DATABASE neo4j",
    "STOP DATABASE neo4j",
    "ENABLE SERVER 'evil'",
    "CALL dbms.killConnections(['bolt-1', 'bolt-2'])",
    "CALL dbms.killConnection('bolt-1')",
    "CALL `dbms`.`killConnection`('bolt-1')",
    "CALL dbms.listConnections()",
    "CALL dbms.listConfig()",
    "CALL dbms.setConfigValue('db.logs.query.enabled', 'off')",
    "CALL dbms.security.createUser('evil', 'evil-evil-1', false)",
    "CALL dbms.upgrade()",
    "CALL db.createLabel('Evil')",
    "CALL db.clearQueryCaches()",
    "CALL db.prepareForReplanning()",
    "CALL db.stats.clear('QUERIES')",
    "CALL db.stats.collect('QUERIES')",
    "CALL tx.setMetaData({evil: true})",
    "CALL apoc.load.json('file:///etc/passwd')",
    "MATCH (n) CALL dbms.listConfig() YIELD value RETURN value",
]
HARMLESS = [
    "MATCH (n) RETURN count(n)",
    "CYPHER runtime=slotted MATCH (n) RETURN n LIMIT 1",
    "MATCH (a:Actor)-[r:ATTACKS]->(b) RETURN a, r, b",
    "MATCH p = shortestPath((a:Actor {id: 'russia'})-[*..4]-(b:Actor {id: 'syria'})) RETURN p",
    "CALL db.labels()",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
    "CALL db.schema.visualization()",
    "SHOW INDEXES",
    "SHOW PROCEDURES YIELD name RETURN name LIMIT 1",
    "EXPLAIN MATCH (n) RETURN n",
    "MATCH (c:Claim) WHERE c.sentence CONTAINS 'CREATE (:Evil)' RETURN c",
]

Make = Callable[..., Any]


@pytest.fixture
def filled(store: Store, article: Make, claim: Make, reading: Make) -> Store:
    home = article()
    store.load([reading(home, claim("russia attacks syria", home))])
    return store


def test_at_least_forty_hostile_statements_are_tried() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize("query", HOSTILE)
def test_a_query_cannot_write_read_files_or_touch_the_server(store: Store, query: str) -> None:
    with pytest.raises((RefusedQuery, BadQuery)):
        store.query(query, {"evil": "file:///etc/hostname"})

    assert store.query("MATCH (n:Evil) RETURN n").rows == ()


@pytest.mark.parametrize("query", HARMLESS)
def test_reading_is_allowed(filled: Store, query: str) -> None:
    filled.query(query)


def test_values_come_plain(filled: Store) -> None:
    table = filled.query(
        "MATCH p = (a:Actor {id: 'russia'})-[r:ATTACKS]->(b) "
        "RETURN a, r, nodes(p)[1].id AS whom, p, date('2016-10-24') AS day, {x: [1, null]} AS map"
    )

    (row,) = table.records()
    assert table.columns == ("a", "r", "whom", "p", "day", "map")
    assert row["a"] == {
        "labels": ["Actor", "State"], "id": "russia", "kind": "State", "name": "Russia"
    }  # fmt: skip
    assert (row["r"]["type"], row["r"]["from"], row["r"]["claims"]) == ("ATTACKS", "russia", 1)
    assert (row["whom"], row["day"], row["map"]) == ("syria", "2016-10-24", {"x": [1, None]})
    assert [part.get("id") or part["type"] for part in row["p"]] == ["russia", "ATTACKS", "syria"]


def test_parameters_are_values_not_cypher(filled: Store) -> None:
    query = "MATCH (a:Actor {id: $id}) RETURN a.name"

    assert filled.query(query, {"id": "russia"}).rows == (("Russia",),)
    assert filled.query(query, {"id": "x'}) DETACH DELETE a //"}).rows == ()


def test_a_slow_query_stops_at_its_time(store: Store) -> None:
    slow = "UNWIND range(1, 100000000000) AS x WITH x WHERE x % 7 = 8 RETURN x"
    with pytest.raises(QueryStopped, match="1 seconds"):
        store.query(slow, limits=Limits(seconds=1))


def test_a_long_result_stops_at_its_rows(store: Store) -> None:
    with pytest.raises(QueryStopped, match="10 rows"):
        store.query("UNWIND range(1, 11) AS x RETURN x", limits=Limits(rows=10))
    assert len(store.query("UNWIND range(1, 10) AS x RETURN x", limits=Limits(rows=10)).rows) == 10


def test_rows_come_as_they_are_asked_for(store: Store) -> None:
    running = store.stream("UNWIND range(1, 1000000000) AS x RETURN x")

    assert running.columns == ("x",)
    assert [next(running.rows) for _ in range(3)] == [(1,), (2,), (3,)]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("MATCH (n RETURN n", r"line 1, column 10"),
        ("MATCH (n)\nRETRN n", r"line 2, column 1"),
        ("RETURN $missing", r"missing"),
        ("RETURN nosuch(1)", r"nosuch"),
        ("RETURN 1 / 0", r"/ by zero|division by zero"),
        ("", r"."),
    ],
)
def test_a_query_that_neo4j_cannot_run_is_told_with_its_position(
    store: Store, query: str, says: str
) -> None:
    with pytest.raises(BadQuery, match=says):
        store.query(query)
