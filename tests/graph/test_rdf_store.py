"""A real store and RDF: what goes out comes in again, and SPARQL asks what Cypher asks."""

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from actorgraph.graph.claim_file import read_claims
from actorgraph.graph.rdf_file import write_rdf
from actorgraph.graph.store import Store
from actorgraph.ontology.claims import Status
from actorgraph.queries.building import build_from_claims
from actorgraph.queries.claim_sources import store_source

Make = Callable[..., Any]

SENTENCE = "Then russia struck aleppo, said ."
TEXT = f"On Monday. {SENTENCE}"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def full_store(store: Store, article: Make, claim: Make, reading: Make) -> Store:
    one, two = article("a1", text=TEXT), article("a2")
    store.load(
        [
            reading(one, claim("russia attacks aleppo", one, start=11)),
            reading(
                two,
                claim("kerry negotiates_with russia", two),
                claim("turkey attacks syria", two, start=40, denied=True),
                claim("rebels attacks syria", two, start=80, status=Status.PLANNED),
            ),
        ]
    )
    return store


@pytest.mark.parametrize("name", ["c.trig", "c.ttl"])
def test_a_store_goes_into_a_file_and_comes_back_the_same(
    full_store: Store, tmp_path: Path, name: str
) -> None:
    claims = list(full_store.claims())
    rows = list(full_store.relations())
    write_rdf(full_store.claims(), tmp_path / name, articles=full_store.articles())
    for article in ("a1", "a2"):
        full_store.remove(article)
    assert list(full_store.claims()) == []

    load = build_from_claims(str(tmp_path / name), full_store, report=pytest.fail)

    assert load.claims == len(claims)
    assert list(full_store.claims()) == claims
    assert list(full_store.relations()) == rows
    again = build_from_claims(str(tmp_path / name), full_store, report=pytest.fail)
    assert again.claims == 0


def test_the_words_around_come_from_the_text_of_the_store(
    full_store: Store, tmp_path: Path
) -> None:
    write_rdf(full_store.claims(), tmp_path / "c.nq", articles=full_store.articles())
    text = (tmp_path / "c.nq").read_text()

    assert 'oa#prefix> "On Monday. Then "' in text
    assert list(read_claims(tmp_path / "c.nq")) == list(full_store.claims())


def test_a_broken_file_changes_nothing_and_is_told(full_store: Store, tmp_path: Path) -> None:
    claims = list(full_store.claims())
    (tmp_path / "broken.trig").write_text("@prefix ag: <https://w3id.org/actorgraph/ontology#")
    told: list[Exception] = []

    assert (
        build_from_claims(str(tmp_path / "broken.trig"), full_store, report=told.append).claims == 0
    )
    assert [type(error).__name__ for error in told] == ["UnreadableFile"]
    assert list(full_store.claims()) == claims


def test_sparql_finds_what_cypher_finds_also_after_a_change(
    full_store: Store, article: Make, claim: Make, reading: Make
) -> None:
    cypher = "MATCH (a)-[:ATTACKS]->(b) RETURN a.name, b.name ORDER BY a.name"
    sparql = (
        "SELECT ?who ?whom { ?a ag:attacks ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom } "
        "ORDER BY ?who"
    )
    source = store_source(full_store)
    assert list(source.sparql(sparql).rows) == [("Russia", "Aleppo")]
    assert full_store.query(cypher).rows == (("Russia", "Aleppo"),)

    more = article("a3")
    full_store.load([reading(more, claim("turkey attacks syria", more))])

    assert tuple(source.sparql(sparql).rows) == full_store.query(cypher).rows
    assert len(full_store.query(cypher).rows) == 2


def test_what_follows_is_not_in_the_store(full_store: Store) -> None:
    before = [
        full_store.query("MATCH ()-[r]->() RETURN count(r)").rows,
        list(full_store.relations()),
    ]
    found = {
        f"{i.subject.actor} {i.relation} {i.object.actor}"
        for i in store_source(full_store).inferred()
    }

    assert "russia negotiates_with kerry" in found
    assert [
        full_store.query("MATCH ()-[r]->() RETURN count(r)").rows,
        list(full_store.relations()),
    ] == before


def test_the_question_of_the_documents_has_one_answer_three_ways(full_store: Store) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
    code = {
        kind: dedent(re.search(rf"```{kind}\n(.*?)```", guide, re.DOTALL)[1])  # type: ignore[index]
        for kind in ("cypher", "sparql", "python")
    }
    names: dict[str, Any] = {}
    exec(code["python"], names)  # noqa: S102 - our own document
    answer = names["attacks"](full_store)

    assert answer == [("Russia", "Aleppo", SENTENCE)]
    assert list(full_store.query(code["cypher"]).rows) == answer
    assert list(store_source(full_store).sparql(code["sparql"]).rows) == answer
