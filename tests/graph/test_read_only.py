"""People's own Cypher against both versions of Neo4j: it reads, and nothing else."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from actorgraph.errors import BadQuery, QueryStopped, RefusedQuery, TooManyRows, UsageError
from actorgraph.graph.cypher_text import DEEPEST
from actorgraph.graph.engine import open_engine
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.limits import Limits
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
    "MATCH (n) CALL (n) { CREATE (:Evil) } IN 2 CONCURRENT TRANSACTIONS",
    "MATCH (n) WHERE n.id = 'russia' SET n += {evil: true}",
    "MATCH (n) SET n = {}",
    "MATCH (a:Actor), (b:Actor) MERGE (a)-[:EVIL]->(b)",
    "MATCH (a)-[r]->(b) DELETE r",
    "INSERT (:Evil)",
    "CYPHER 5 MATCH (n) SET n.evil = 1",
    "CYPHER 25 MATCH (n) SET n.evil = 1",
    "CYPHER 25 CREATE (:Evil)",
    "EXPLAIN CREATE (:Evil)",
    "EXPLAIN PROFILE CREATE (:Evil)",
    "PROFILE EXPLAIN CREATE (:Evil)",
    "CYPHER 5 PROFILE CREATE (:Evil)",
    "CREATE/**/(:Evil)",
    "/* EXPLAIN */ PROFILE CREATE (:Evil)",
    "RETURN 1 // \nUNION // RETURN\nCREATE (:Evil) RETURN 1",
    "\\u0043REATE (:Evil)",
    "\\u0043\\u0052\\u0045ATE (:Evil)",
    "RETURN 'a\\u0027 AS x CREATE (:Evil) //'",
    "CALL \\u0064bms.killConnections(['bolt-1'])",
    "L\\u004fAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "RETURN 1; TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "terminate transaction 'neo4j-transaction-1'",
    "EXPLAIN TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "EXPLAIN LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "load/**/csv from 'file:///etc/hostname' as line return line",
    "LOAD CSV FROM 'ftp://127.0.0.1:1/a' AS line RETURN line",
    "USE system SHOW USERS",
    "USE system MATCH (n) RETURN n",
    "USE system CREATE USER evil SET PASSWORD 'evil-evil-1'",
    "USE graph.byName('system') MATCH (n) RETURN n",
    "CALL (*) { USE system MATCH (n) RETURN n } RETURN n",
    "START DATABASE neo4j",
    "RENAME USER neo4j TO evil",
    "SHOW PRIVILEGES",
    "SHOW SERVERS",
    "SHOW ALIASES FOR DATABASE",
    "CALL dbms.killConnections(['bolt-1']) YIELD connectionId AS c RETURN c",
    "MATCH (n) CALL (n) { CALL dbms.killConnection('bolt-1') YIELD message RETURN message } RETURN 1",
    "CALL dbms.queryJmx('*:*')",
    "CALL dbms.showCurrentUser()",
    "CALL tx.getMetaData()",
    "CALL db.create.setNodeVectorProperty(null, 'x', [1.0])",
    "CALL db.resampleIndex('actor_name')",
    "CALL db.awaitIndexes(1000000)",
    "CALL apoc.cypher.runWrite('CREATE (:Evil)', {})",
    "CALL gds.graph.drop('evil')",
    "RETURN apoc.load.json('file:///etc/passwd')",
    "RETURN apoc . /* x */ load . `json` ('file:///etc/passwd') AS x",
    "RETURN 'http://x' + apoc.util.sha1(['x']) AS x // 'y'",
    "RETURN `a'` AS x, apoc.static.get('x') AS y, 'b' AS z",
    "RETURN genai.vector.encode('text', 'OpenAI', {token: 'x'}) AS v",
    "RETURN ai.text.embed('text', 'openai', {}) AS v",
    "RETURN \\u0061poc.static.get('x') AS x",
    "CALL db.stats.clear('QUERIES')",
    "CALL db.stats.collect('QUERIES')",
    "CALL tx.setMetaData({evil: true})",
    "CALL apoc.load.json('file:///etc/passwd')",
    "MATCH (n) CALL dbms.listConfig() YIELD value RETURN value",
]
HARMLESS = [
    "MATCH (n) RETURN count(n)",
    "CYPHER runtime=slotted MATCH (n) RETURN n LIMIT 1",
    "CYPHER 5 MATCH (n) RETURN n LIMIT 1",
    "CYPHER 25 MATCH (n) RETURN n LIMIT 1",
    "MATCH (a:Actor)-[r:ATTACKS]->(b) RETURN a, r, b",
    "MATCH p = shortestPath((a:Actor {id: 'russia'})-[*..4]-(b:Actor {id: 'syria'})) RETURN p",
    "MATCH p = SHORTEST 1 (a:Actor {id: 'russia'})-[:ATTACKS]-+(b:Actor {id: 'syria'}) RETURN p",
    "MATCH p = ALL SHORTEST (a:Actor {id: 'russia'})-[:ATTACKS]-+(b:Actor) RETURN length(p) AS n",
    "CALL db.labels()",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
    "CALL db.propertyKeys()",
    "CALL db.schema.visualization()",
    "CALL db.schema.nodeTypeProperties()",
    "CALL db.schema.relTypeProperties()",
    "CALL `db`.`labels`()",
    "CALL db.index.fulltext.queryNodes('words', 'struck~') YIELD node, score RETURN node, score",
    "CALL db.index.fulltext.listAvailableAnalyzers()",
    "SHOW INDEXES",
    "SHOW CONSTRAINTS",
    "SHOW FUNCTIONS YIELD name RETURN name LIMIT 1",
    "SHOW PROCEDURES YIELD name RETURN name LIMIT 1",
    "EXPLAIN MATCH (n) RETURN n",
    "MATCH (c:Claim) WHERE c.sentence CONTAINS 'CREATE (:Evil)' RETURN c",
    "MATCH (c:Claim) WHERE c.sentence CONTAINS 'apoc.load.json(' RETURN c // apoc.load.json()",
    "RETURN 1 AS x UNION RETURN 2 AS x",
    "MATCH (a:Actor) CALL (a) { MATCH (a)-[r:ATTACKS]->() RETURN sum(r.claims) AS n } RETURN a, n",
    "MATCH (a:Actor) WHERE EXISTS { (a)-[:ATTACKS]->() } RETURN COLLECT { MATCH (a)--(b) RETURN b }",
    "MATCH (a:Actor) OPTIONAL MATCH (a)-[r]->(b) WITH a, collect(b.id) AS ids RETURN a {.name, ids}",
    "UNWIND [1, 2] AS x WITH x ORDER BY x DESC SKIP 1 LIMIT 1 RETURN x, date.truncate('week')",
    "RETURN point.distance(point({x: 1, y: 2}), point({x: 1, y: 3})) AS d",
    "RETURN vector.similarity.cosine([1.0], [2.0]) AS v",
    "MATCH (a:Actor) WHERE a.id = $evil RETURN a",
    "MATCH (`set`:Actor) RETURN `set`.name AS `create`",
    "RETURN [x IN range(1, 3) WHERE x > 1 | x * 2] AS l, reduce(n = 0, x IN [1, 2] | n + x) AS n",
]
ENDLESS = {
    "rows without end": "UNWIND range(1, 100000000000) AS x WITH x WHERE x % 7 = 8 RETURN x",
    "a cartesian product": "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b "
    "WITH a, b WHERE a + b < 0 RETURN count(*) AS n",
    "one expression": "RETURN all(x IN range(1, 600000000) WHERE x > 0) AS all",
}
BRIEF = Limits(seconds=1, grace=1)

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def admin(engine_folder: Path, engine_settings: EngineSettings) -> Iterator[Driver]:
    engine = open_engine(engine_folder, engine_settings)
    with GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver:
        yield driver


@pytest.fixture(scope="module")
def filled(
    empty_store: Store, admin: Driver, article: Make, claim: Make, reading: Make
) -> Iterator[Store]:
    """A store that nothing in this module may change, so that it is filled once."""
    # Of a property that `search` does not index: Neo4j makes no second index of the same words.
    admin.execute_query("CREATE FULLTEXT INDEX words FOR (c:Claim) ON EACH [c.cue]")
    home = article()
    empty_store.load([reading(home, claim("russia attacks syria", home))])
    admin.execute_query("CALL db.awaitIndexes(60)")
    yield empty_store
    admin.execute_query("DROP INDEX words")


def fingerprint(admin: Driver) -> list[Any]:
    """Everything that a query could change: the graph, its schema, users and databases."""
    asked = (
        "MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY l, n.id",
        "MATCH (a)-[r]->(b) RETURN type(r) AS t, properties(r) AS p, a.id, b.id ORDER BY t, a.id",
        "SHOW INDEXES YIELD name, type ORDER BY name",
        "SHOW CONSTRAINTS YIELD name ORDER BY name",
        "SHOW USERS YIELD user, passwordChangeRequired",
        "SHOW DATABASES YIELD name, currentStatus ORDER BY name",
    )
    return [[row.data() for row in admin.execute_query(query).records] for query in asked]


def test_enough_statements_are_tried() -> None:
    assert len(set(HOSTILE)) >= 100
    assert len(set(HARMLESS)) >= 20


def test_a_query_cannot_write_read_files_or_touch_the_server(filled: Store, admin: Driver) -> None:
    before = fingerprint(admin)
    let_through = [query for query in HOSTILE if not refused(filled, query)]

    assert let_through == []
    assert fingerprint(admin) == before


def refused(store: Store, query: str) -> bool:
    try:
        store.query(query, {"evil": "file:///etc/hostname"})
    except (RefusedQuery, BadQuery):
        return True
    return False


def test_a_query_cannot_end_those_of_others(filled: Store, admin: Driver) -> None:
    with admin.session() as session, session.begin_transaction() as other:
        other.run("RETURN 1").consume()
        shown = admin.execute_query("SHOW TRANSACTIONS YIELD transactionId, connectionId").records
        for row in shown:
            for query in (
                f"TERMINATE TRANSACTIONS '{row['transactionId']}'",
                f"CALL dbms.killConnection('{row['connectionId']}')",
                f"CALL dbms.killConnections(['{row['connectionId']}'])",
            ):
                with pytest.raises(RefusedQuery):
                    filled.query(query)

        assert other.run("RETURN 1 AS still").single(strict=True)["still"] == 1


@pytest.mark.parametrize("query", HARMLESS)
def test_reading_is_allowed(filled: Store, engine_settings: EngineSettings, query: str) -> None:
    if query.startswith("CYPHER 25") and engine_settings.version.startswith("5."):
        with pytest.raises(BadQuery, match="25"):  # Neo4j 5 speaks the fifth alone
            filled.query(query)
    else:
        filled.query(query, {"evil": "russia"})


def test_a_profile_is_refused_with_what_to_do(filled: Store) -> None:
    with pytest.raises(BadQuery, match="leave out PROFILE"):
        filled.query("PROFILE MATCH (n) RETURN n")


@pytest.mark.parametrize("query", ENDLESS.values(), ids=list(ENDLESS))
def test_a_query_that_never_ends_is_stopped(filled: Store, admin: Driver, query: str) -> None:
    before = fingerprint(admin)
    with pytest.raises(QueryStopped, match=r"1 seconds.*--timeout"):
        filled.query(query, limits=BRIEF)

    assert fingerprint(admin) == before
    assert filled.query("RETURN 1").rows == ((1,),)


def test_a_query_that_fills_the_memory_is_stopped(filled: Store) -> None:
    greedy = "UNWIND range(1, 100000000) AS x RETURN size(collect([y IN range(1, 10000) | y])) AS n"
    with pytest.raises(QueryStopped, match="memory"):
        filled.query(greedy, limits=Limits(seconds=180))


@pytest.mark.parametrize("signs", ["()", "[]", "{}"])
def test_brackets_within_brackets_are_counted(filled: Store, signs: str) -> None:
    """Neo4j's reader breaks down on some hundreds, and never answers."""
    first, last = signs
    with pytest.raises(BadQuery, match=f"{DEEPEST} deep"):
        filled.query(f"RETURN {first * 5000}1{last * 5000} AS x")
    assert filled.query(f"RETURN {'(' * 50}1{')' * 50} AS x").rows == ((1,),)
    assert filled.query(f"RETURN size('{first * 500}') AS x").rows == ((500,),)


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
    assert (row["whom"], row["day"], row["map"]) == (
        "syria",
        dt.date(2016, 10, 24),
        {"x": [1, None]},
    )
    assert [part.get("id") or part["type"] for part in row["p"]] == ["russia", "ATTACKS", "syria"]


def test_parameters_are_values_not_cypher(filled: Store) -> None:
    query = "MATCH (a:Actor {id: $id}) RETURN a.name"

    assert filled.query(query, {"id": "russia"}).rows == (("Russia",),)
    assert filled.query(query, {"id": "x'}) DETACH DELETE a //"}).rows == ()


def test_a_long_result_stops_at_its_rows(filled: Store) -> None:
    with pytest.raises(TooManyRows, match=r"10 rows.*--limit"):
        filled.query("UNWIND range(1, 11) AS x RETURN x", limits=Limits(rows=10))
    assert len(filled.query("UNWIND range(1, 10) AS x RETURN x", limits=Limits(rows=10)).rows) == 10


def test_rows_come_as_they_are_asked_for(filled: Store) -> None:
    running = filled.stream("UNWIND range(1, 1000000000) AS x RETURN x")

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
    filled: Store, query: str, says: str
) -> None:
    with pytest.raises(BadQuery, match=says):
        filled.query(query)


@pytest.mark.parametrize("limits", [{"seconds": 0}, {"seconds": -1}, {"rows": 0}])
def test_a_limit_that_is_none_is_refused(limits: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="above 0"):
        Limits(**limits)


def test_a_parameter_that_neo4j_has_no_type_for_is_told(filled: Store) -> None:
    with pytest.raises(BadQuery, match="object"):
        filled.query("RETURN $x AS x", {"x": object()})
