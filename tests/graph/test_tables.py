"""What a query's rows become: records, data frames, Arrow, networks; and that they stream."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from actorgraph.errors import MissingExtra, NotANetwork
from actorgraph.graph import frames
from actorgraph.graph.limits import Limits
from actorgraph.graph.store import Store
from actorgraph.graph.tables import Table

Make = Callable[..., Any]
DAY, NOON = dt.date(2016, 10, 24), dt.datetime(2016, 10, 24, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def filled(empty_store: Store, article: Make, claim: Make, reading: Make) -> Store:
    home = article()
    empty_store.load(
        [
            reading(
                home,
                claim("russia attacks aleppo", home),
                claim("russia backs syria", home, start=40),
                claim("turkey accuses syria", home, start=80),
            )
        ]
    )
    return empty_store


# -- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cypher", "value"),
    [
        ("date('2016-10-24')", DAY),
        ("datetime('2016-10-24T12:00:00Z')", NOON),
        ("localdatetime('2016-10-24T12:00:00.5')", dt.datetime(2016, 10, 24, 12, 0, 0, 500_000)),  # noqa: DTZ001
        ("localtime('12:30')", dt.time(12, 30)),
        ("datetime('2016-10-24T12:00:00.123456789Z')", "2016-10-24T12:00:00.123456789+00:00"),
        ("duration('P1M2DT3S')", "P1M2DT3S"),
        ("point({longitude: 37.2, latitude: 36.2})", {"srid": 4326, "coordinates": [37.2, 36.2]}),
        ("{a: [1, null, date('2016-10-24')]}", {"a": [1, None, DAY]}),
        ("9223372036854775807", 2**63 - 1),
        ("[true, 1.5, 'x', null]", [True, 1.5, "x", None]),
    ],
)
def test_values_are_plain(filled: Store, cypher: str, value: object) -> None:
    ((found,),) = filled.query(f"RETURN {cypher} AS x").rows

    assert found == value
    assert type(found) is type(value)


def test_records_have_names_and_places(filled: Store) -> None:
    running = filled.stream("UNWIND [1, 2] AS x RETURN x AS `a.x`, x * 2 AS y")
    first, second = running.records()

    assert (first["a.x"], first[1], first["y"]) == (1, 2, 2)
    assert dict(second.items()) == {"a.x": 2, "y": 4}
    assert list(Table(columns=("x",), rows=((1,),)).dicts()) == [{"x": 1}]


# -- frames --------------------------------------------------------------------------------------

TYPED = (
    "UNWIND [{i: 1, f: 1, s: 'a', b: true, day: date('2016-10-24'), l: [1], m: 1}, "
    "{i: 9007199254740993, f: 2.5, t: datetime('2016-10-24T12:00:00Z'), m: 'x'}] AS row "
    "MATCH (a:Actor {id: 'russia'}) RETURN row.i AS i, row.f AS f, row.s AS s, row.b AS b, "
    "row.day AS day, row.t AS t, row.l AS l, row.m AS m, a, row.no AS no, "
    "CASE row.i WHEN 1 THEN 7 END AS gap"
)


@pytest.mark.parametrize("batch", [1, 1000])
def test_columns_keep_their_types_in_arrow(
    filled: Store, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(frames, "BATCH", batch)
    table = filled.stream(TYPED).to_arrow()

    assert {name: str(table.schema.field(name).type) for name in table.column_names} == {
        "i": "int64", "f": "double", "s": "string", "b": "bool", "day": "date32[day]",
        "t": "timestamp[us, tz=UTC]", "l": "list<item: int64>", "m": "string", "a": "string",
        "no": "null", "gap": "int64",
    }  # fmt: skip
    last = table.to_pylist()[1]
    assert (last["i"], last["gap"], last["t"], last["m"]) == (2**53 + 1, None, NOON, '"x"')
    assert table.column("day").to_pylist() == [DAY, None]
    assert '"name": "Russia"' in table.column("a")[0].as_py()


@pytest.mark.parametrize("batch", [1, 1000])
def test_columns_keep_their_types_in_pandas(
    filled: Store, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(frames, "BATCH", batch)
    frame = filled.query(TYPED).to_pandas()
    types = {name: str(type_) for name, type_ in frame.dtypes.items()}

    assert {name: types[name] for name in ("i", "f", "s", "b", "gap")} == {
        "i": "Int64", "f": "Float64", "s": "string", "b": "boolean", "gap": "Int64"
    }  # fmt: skip
    assert (types["day"], frame["day"][0]) == ("date32[day][pyarrow]", DAY)
    assert frame["i"].tolist() == [1, 2**53 + 1]
    assert frame["gap"].isna().tolist() == [False, True]
    assert frame["a"][0]["name"] == "Russia"
    assert (frame["l"][0], frame["m"].tolist()) == ([1], [1, "x"])


def test_a_result_without_rows_has_its_columns(filled: Store) -> None:
    nothing = filled.query("MATCH (a:Nobody) RETURN a.name AS name, a.id AS id")

    assert nothing.to_arrow().column_names == ["name", "id"]
    assert list(nothing.to_pandas().columns) == ["name", "id"]


@pytest.mark.parametrize("library", ["pyarrow", "pandas"])
def test_without_the_extra_the_message_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf"{library}.*actorgraph\[frames\]"):
        Table(columns=("x",), rows=((1,),)).to_pandas()


# -- networks ------------------------------------------------------------------------------------


def test_nodes_relationships_and_paths_are_a_network(filled: Store) -> None:
    rows = "MATCH (a:Actor)-[r]->(b) WHERE r.claims > 0 RETURN a, r, b"
    path = "MATCH p = (:Actor {id: 'russia'})-[:ATTACKS]->() RETURN [p] AS l"
    graph, way = filled.query(rows).to_networkx(), filled.query(path).to_networkx()

    assert sorted(graph.edges(keys=True)) == [
        ("russia", "place:aleppo", "attacks"),
        ("russia", "syria", "backs"),
        ("turkey", "syria", "accuses"),
    ]
    assert graph.nodes["russia"]["name"] == "Russia"
    assert graph.edges["russia", "syria", "backs"]["claims"] == 1
    assert set(graph) == set(filled.network())
    assert list(way.edges(keys=True)) == [("russia", "place:aleppo", "attacks")]


def test_claims_and_articles_are_nodes_too(filled: Store) -> None:
    asked = "MATCH (c:Claim)-[r:STATED_IN]->(a:Article) RETURN c, r, a"
    graph = filled.query(asked).to_networkx()

    assert graph.number_of_nodes() == 4
    assert graph.nodes["article:a1"]["title"] == "News"
    assert {key for *_, key in graph.edges(keys=True)} == {"STATED_IN"}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("MATCH ()-[r:BACKS]->() RETURN r", "BACKS.*RETURN them"),
        ("RETURN 1 AS x", "no nodes.*RETURN a, r, b"),
    ],
)
def test_what_is_no_network_is_told(filled: Store, query: str, says: str) -> None:
    with pytest.raises(NotANetwork, match=says):
        filled.query(query).to_networkx()


# -- streams -------------------------------------------------------------------------------------

STREAM = """
import resource, sys
from actorgraph.graph.engine_settings import EngineSettings
from actorgraph.graph.limits import Limits
from actorgraph.graph.store import StoreSettings, open_store

folder, version, count = sys.argv[1:]
asked = "UNWIND range(1, $count) AS x RETURN x, left(toString(x) + $words, 200) AS y"

def peak(store, count):
    rows = store.stream(asked, {"count": count, "words": "w" * 200}, limits=Limits(seconds=600)).rows
    return sum(1 for _ in rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

with open_store(folder, StoreSettings(engine=EngineSettings(version=version))) as store:
    _, before = peak(store, 5000)
    given, after = peak(store, int(count))
    print(given, after - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module there")
def test_a_long_result_does_not_fill_the_memory(filled: Store, engine_settings: Any) -> None:
    """As values, these rows would take more than 30 MB, and a million of them 300."""
    done = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", STREAM, filled.address, engine_settings.version, "100000"],
        capture_output=True, text=True, check=True, timeout=240,
    )  # fmt: skip
    count, megabytes = map(int, done.stdout.split())

    assert count == 100_000
    assert megabytes < 15


def test_a_stream_that_is_left_lets_the_server_go(filled: Store) -> None:
    asked = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'leftover' RETURN 1"
    running = filled.stream("UNWIND range(1, 100000000) AS leftover RETURN leftover")
    assert next(running.rows) == (1,)
    with filled._connection.reading() as session:
        assert len(session.run(asked).data()) == 2  # itself, and the one that is left below
        running.rows.close()  # type: ignore[attr-defined]
        assert len(session.run(asked).data()) == 1


def test_rows_before_a_limit_are_given(filled: Store) -> None:
    running = filled.stream("UNWIND range(1, 9) AS x RETURN x", limits=Limits(rows=9))

    assert [x for (x,) in running.rows] == list(range(1, 10))
