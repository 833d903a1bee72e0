"""A dump holds the whole graph: restored anywhere, also into another Neo4j, it dumps the same."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.errors import BadDump, GraphNotEmpty, HalfRestored, UnreadableFile
from actorgraph.graph import loading, restoring
from actorgraph.graph.claim_file import read_claims
from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.readings import readings_of
from actorgraph.graph.schema import SCHEMA_VERSION
from actorgraph.graph.store import Store
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.claims import Status, Where

Make = Callable[..., Any]
KERRY = Actor(
    id="kerry", name="John Kerry", kind="Person", aliases=("Kerry",), country="US",
    bonds=(Bond(relation="leads", other="russia", since="2013-02"),),
)  # fmt: skip


def fill(store: Store, article: Make, claim: Make, reading: Make) -> None:
    """Put something of every sort into the graph, in several loads."""
    homes = [article(f"a{n:02} \U0001f30d", publisher=f"P{n % 3}") for n in range(24)]
    readings = [
        reading(
            home,
            claim("kerry leads russia", home, speaker="kerry"),
            claim("russia attacks aleppo", home, start=50, denied=number % 3 == 0),
            claim("syria negotiates_with rebels", home, start=90, where=Where(name="Homs")),
            claim("rebels attacks turkey", home, start=150, status=Status.PLANNED),
        )
        for number, home in enumerate(homes)
    ]
    store.load([reading(article("nothing in it"))])
    store.load(readings[:12], actors={"kerry": KERRY})
    store.load(readings[12:])
    known = article("claims alone")
    store.load(readings_of([claim("syria attacks rebels", known, confidence=1 / 3)]))
    store.merge("syria", "turkey")
    store.remove(homes[7].id)


def emptied(store: Store) -> None:
    with store._connection.writing() as session:
        session.run("MATCH (n) WHERE NOT n:ActorGraph DETACH DELETE n").consume()
        session.run("MATCH (g:ActorGraph) REMOVE g.restoring").consume()


def everything(store: Store) -> list[Any]:
    """Return all nodes and relationships as Neo4j has them."""
    nodes = "MATCH (n) WHERE NOT n:ActorGraph RETURN labels(n) AS l, properties(n) ORDER BY l, n.id"
    links = (
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r) ORDER BY a.id, type(r), b.id"
    )
    return [store.query(nodes).rows, store.query(links).rows]


@pytest.fixture
def whole(
    store: Store, article: Make, claim: Make, reading: Make, tmp_path: Path
) -> Iterator[tuple[Path, list[Any]]]:
    """A dump, and the graph it was made of; the store is empty again."""
    fill(store, article, claim, reading)
    store.dump(tmp_path / "graph.dump")
    graph = everything(store)
    emptied(store)
    yield tmp_path / "graph.dump", graph
    emptied(store)


Whole = tuple[Path, list[Any]]


def test_a_restored_graph_is_the_same_and_dumps_the_same(store: Store, whole: Whole) -> None:
    path, graph = whole
    store.restore(path)
    store.dump(path.with_name("again.dump"))

    assert everything(store) == graph
    assert path.with_name("again.dump").read_bytes() == path.read_bytes()
    assert {finding.sort for finding in store.check()} == {"words"}  # these texts hold no claims
    assert [entry.action for entry in store.log()] == ["load"] * 4 + ["merge", "remove"]


@pytest.mark.parametrize("engine_settings", [ENGINE_VERSION], indirect=True)
def test_a_dump_goes_to_another_version_of_neo4j_and_back(
    store: Store, other_store: Store, whole: Whole, tmp_path: Path
) -> None:
    path, graph = whole
    there, back = tmp_path / "there.dump", tmp_path / "back.dump"
    other_store.restore(path)
    other_store.dump(there)
    store.restore(there)
    store.dump(back)

    assert path.read_bytes() == there.read_bytes() == back.read_bytes()
    assert everything(store) == graph


def test_an_old_dump_is_restored_and_its_claims_are_a_file_of_claims(
    store: Store, whole: Whole
) -> None:
    path, graph = whole
    later = ("verdicts.jsonl", "calibrations.jsonl")  # than the first version of dumps
    with zipfile.ZipFile(path) as file, zipfile.ZipFile(path.with_name("1.dump"), "w") as old:
        file.extract("claims.jsonl", path.parent)
        manifest = json.loads(file.read("manifest.json")) | {"version": 1}
        manifest["members"] = {k: v for k, v in manifest["members"].items() if k not in later}
        for name in manifest["members"]:
            old.writestr(name, file.read(name))
        old.writestr("manifest.json", json.dumps(manifest))
    store.restore(path.with_name("1.dump"))

    assert everything(store) == graph
    assert list(read_claims(path.parent / "claims.jsonl")) == list(store.claims())


def test_a_restore_that_is_cut_can_be_run_again(
    store: Store, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, graph = whole
    monkeypatch.setattr(restoring, "ROWS", 4)
    run, left = restoring._run, [0]

    def cut(tx: Any, statement: str, rows: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        run(tx, statement, rows)

    monkeypatch.setattr(restoring, "_run", cut)
    for stop in (2, 5, 9):  # among the loads, and twice among the nodes after the claims
        left[0] = stop
        with pytest.raises(KeyboardInterrupt):
            store.restore(path)
        assert [finding.sort for finding in store.check()][:1] == ["restoring"]
        with pytest.raises(HalfRestored, match="restore"):
            opened_again(store).load([])
        with pytest.raises(HalfRestored):
            store.dump(path.with_name("half.dump"))
        assert not list(path.parent.glob("half*"))
    store.restore(path)

    assert everything(store) == graph


def test_a_load_within_a_restore_may_be_cut_too(
    store: Store, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, graph = whole
    monkeypatch.setattr(loading, "BATCH_ARTICLES", 5)

    def cut(articles: int) -> None:
        if articles >= 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.restore(path, progress=cut)
    assert 0 < len(store.known()) < 25
    store.restore(path)

    assert everything(store) == graph


def test_a_graph_that_is_not_empty_stays_as_it_is(
    store: Store, whole: Whole, article: Make, claim: Make, reading: Make
) -> None:
    path, _ = whole
    home = article()
    store.load([reading(home, claim("russia attacks syria", home))])
    before = everything(store)

    with pytest.raises(GraphNotEmpty, match="1 articles"):
        store.restore(path)
    assert everything(store) == before


def test_a_cut_or_changed_file_is_refused_before_anything_is_written(
    store: Store, whole: Whole
) -> None:
    path, _ = whole
    good, bad = path.read_bytes(), path.with_name("bad.dump")
    flipped = bytearray(good)
    flipped[len(good) // 3] ^= 1
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"0.8", b"0.9") if name == "claims.jsonl" else text)
    changed = bad.read_bytes()
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    with zipfile.ZipFile(bad, "w") as new:
        new.writestr("manifest.json", json.dumps(manifest | {"schema": 99}))
    newer = bad.read_bytes()

    for content, told in (
        (good[: len(good) // 2], "cut"),
        (bytes(flipped), "changed|cut"),
        (changed, "claims.jsonl in it was changed"),
        (newer, "newer actorgraph"),
        (b"not a dump", "no dump"),
    ):
        bad.write_bytes(content)
        with pytest.raises(BadDump, match=told) as caught:
            store.restore(bad)
        assert "nothing was written" in str(caught.value)
    with pytest.raises(UnreadableFile, match="nowhere"):
        store.restore(path.with_name("nowhere.dump"))
    assert everything(store) == [(), ()]


def test_a_dump_of_the_first_schema_is_restored_into_this_one(store: Store, whole: Whole) -> None:
    path, graph = whole
    with zipfile.ZipFile(path) as new, zipfile.ZipFile(path.with_name("old"), "w") as old:
        manifest = json.loads(new.read("manifest.json"))
        assert manifest["schema"] == SCHEMA_VERSION > 1
        old.writestr("manifest.json", json.dumps(manifest | {"schema": 1}))
        for name in manifest["members"]:
            old.writestr(name, new.read(name))
    store.restore(path.with_name("old"))

    assert everything(store) == graph


def opened_again(store: Store) -> Store:
    """Open the same graph as another process would: it has to look whether it may write."""
    return Store(store._connection)
