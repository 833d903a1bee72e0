"""One report counts once in a graph, whatever is loaded, removed, changed or merged, and when."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import ManagedTransaction
from neo4j.exceptions import TransientError

from actorgraph.graph import loading
from actorgraph.graph.claim_file import write_claims
from actorgraph.graph.networks import network, network_of
from actorgraph.graph.readings import Reading, readings_of
from actorgraph.graph.store import Store
from actorgraph.ontology.signatures import signature_of
from actorgraph.queries.asking import ask
from actorgraph.queries.building import build_from_claims

Make = Callable[..., Any]
PARTS = ["".join(f"{part}{number} " for number in range(120)) for part in "abcdef"]


@pytest.fixture(scope="session")
def printed(article: Make, claim: Make, reading: Make) -> Callable[..., Reading]:
    """Make an article of some parts of a text, by a paper of its own, with the same two claims."""

    def made(id_: str, *parts: int, published: str = "2016-10-24") -> Reading:
        text = "".join(PARTS[part] for part in parts)
        home = article(id_, text, publisher=f"Paper {id_}", published=published)
        home = replace(home, signature=signature_of(text))
        return reading(
            home, claim("russia attacks syria", home), claim("kerry accuses russia", home, start=40)
        )

    return made


def sources(store: Store) -> set[int]:
    return {row.sums.sources for row in store.relations()}


def reports(store: Store) -> dict[str, str]:
    found = store.query("MATCH (a:Article) WHERE a.report IS NOT NULL RETURN a.id, a.report")
    return dict(found.rows)  # type: ignore[arg-type]


def is_right(store: Store) -> bool:
    """Whether check finds nothing, and networkx counts the same from the claims.

    The sentences of these claims do not stand in the texts, whose words are only numbers.
    """
    ours = list(network_of(store.relations()).edges(data=True))
    wrong = [one for one in store.check() if one.sort != "words"]
    return not wrong and ours == list(network(store.merged_claims()).edges(data=True))


def test_three_papers_that_print_one_report_are_one_source(store: Store, printed: Make) -> None:
    store.load([printed("a", 0, 1, 2), printed("b", 0, 1), printed("c", 0, 1, 2), printed("d", 3)])

    (row,) = [row for row in store.relations() if row.relation == "attacks"]
    assert (row.sums.claims, row.sums.articles, row.sums.sources) == (4, 4, 2)
    assert reports(store) == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert is_right(store)


def test_a_later_load_finds_the_reprints_of_what_is_stored(store: Store, printed: Make) -> None:
    store.load([printed("a", 0, 1), printed("x", 4, 5)])
    store.load([printed("b", 0, 1, published="2017-03-01")])

    assert sources(store) == {2}
    assert reports(store)["b"] == "a"
    assert is_right(store)


def test_an_older_article_gives_its_name_to_the_report(store: Store, printed: Make) -> None:
    store.load([printed("b", 0, 1), printed("c", 0, 1), printed("x", 4, 5)])
    store.load([printed("z", 0, 1, published="2016-10-20")])

    assert reports(store) == {"b": "z", "c": "z", "z": "z", "x": "x"}
    assert (sources(store), is_right(store)) == ({2}, True)


def test_an_article_that_joins_two_reports_and_its_removal(store: Store, printed: Make) -> None:
    store.load([printed("a", 0, 1), printed("b", 2, 3), printed("x", 4, 5)])
    assert sources(store) == {3}
    store.load([printed("c", 0, 1, 2, 3)])
    assert (sources(store), is_right(store)) == ({2}, True)

    store.remove("c")

    assert reports(store) == {"a": "a", "b": "b", "x": "x"}
    assert (sources(store), is_right(store)) == ({3}, True)


def test_removing_the_first_leaves_the_report_to_the_next(store: Store, printed: Make) -> None:
    store.load([printed("a", 0, 1), printed("b", 0, 1), printed("c", 0, 1)])
    store.remove("a")

    assert reports(store) == {"b": "b", "c": "b"}
    assert (sources(store), is_right(store)) == ({1}, True)


def test_an_article_that_comes_with_another_text_leaves_its_report(
    store: Store, printed: Make
) -> None:
    store.load([printed("a", 0, 1), printed("b", 0, 1), printed("c", 0, 1), printed("x", 4, 5)])
    store.load([printed("a", 4, 5)])

    assert reports(store) == {"a": "a", "x": "a", "b": "b", "c": "b"}
    assert (sources(store), is_right(store)) == ({2}, True)


def test_a_text_that_comes_without_a_signature_stands_for_its_publisher(
    store: Store, printed: Make
) -> None:
    store.load([printed("a", 0, 1), printed("b", 0, 1)])
    off = printed("a", 0, 1, 2)
    home = replace(off.article, signature=None)
    unsigned = replace(off.claims[0].source, signature=None)
    store.load(
        [replace(off, article=home, claims=tuple(replace(c, source=unsigned) for c in off.claims))]
    )

    assert reports(store) == {"b": "b"}
    assert (sources(store), is_right(store)) == ({2}, True)


def test_batches_interruptions_and_other_loaders_end_the_same(
    store: Store, printed: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH_ARTICLES", 2)
    days = ["2016-10-24", "2016-10-20", "2016-10-28"]
    every = [
        printed(f"a{number:02}", number % 4, 4, number % 3, published=days[number % 3])
        for number in range(14)
    ]

    def read() -> Iterator[Reading]:
        for number, one in enumerate(every):
            if number == 5:
                store.load(every[11:])
            if number == 9:
                store.remove(every[0].article.id)
            yield one

    store.load(read())
    store.load(every[:1])
    assert is_right(store)
    found, sums = reports(store), list(network_of(store.relations()).edges(data=True))
    for one in every:
        store.remove(one.article.id)
    store.load(reversed(every))

    assert reports(store) == found
    assert list(network_of(store.relations()).edges(data=True)) == sums


def test_a_batch_that_has_to_be_tried_again_is_written_once(
    store: Store, printed: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    write = loading._write_articles

    def fails_once(tx: ManagedTransaction, *rest: Any) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise TransientError
        write(tx, *rest)

    store.load([printed("b", 0, 1), printed("x", 4, 5)])
    monkeypatch.setattr(loading, "_write_articles", fails_once)
    store.load([printed("a", 0, 1, published="2016-10-01"), printed("c", 0, 1)])

    assert len(tried) == 2
    assert reports(store) == {"a": "a", "b": "a", "c": "a", "x": "x"}
    assert (sources(store), is_right(store)) == ({2}, True)


def test_merged_actors_still_count_reports(store: Store, printed: Make) -> None:
    store.load([printed("a", 0, 1), printed("b", 0, 1), printed("x", 4, 5)])
    store.merge("kerry", "russia")
    assert (sources(store), is_right(store)) == ({2}, True)
    store.split("russia")

    assert (sources(store), is_right(store)) == ({2}, True)


def test_check_finds_reports_that_are_wrong_and_repairs_them(store: Store, printed: Make) -> None:
    store.load([printed("a", 0, 1), printed("b", 0, 1), printed("c", 4, 5)])
    with store._connection.writing() as session:
        session.run(
            "MATCH (a:Article {id: 'b'})<-[:STATED_IN]-(c:Claim) SET a.report = 'b', c.origin = 'b'"
        ).consume()
        session.run(
            "MATCH (:Article {id: 'c'})<-[:STATED_IN]-(c:Claim) SET c.origin = 'a'"
        ).consume()

    told = {(one.sort, one.where, one.what) for one in store.check(repair=True)}

    assert ("reports", "b", "its report is b (the texts say a)") in told
    assert ("reports", "c", "2 of its claims come from another report than it does itself") in told
    assert (sources(store), is_right(store)) == ({2}, True)


def test_a_file_of_its_claims_and_a_dump_make_the_same_graph_again(
    store: Store, printed: Make, tmp_path: Path
) -> None:
    store.load([printed("a", 0, 1), printed("b", 0, 1), printed("c", 0, 1, 2, 3), printed("x", 4)])
    found, sums = reports(store), list(network_of(store.relations()).edges(data=True))
    claims = list(store.claims())
    assert all(claim.source.signature for claim in claims)
    store.dump(tmp_path / "graph.dump")
    for article in found:
        store.remove(article)

    store.load(readings_of(claims))
    assert (reports(store), is_right(store)) == (found, True)
    with store._connection.writing() as session:
        session.run("MATCH (n) WHERE NOT n:ActorGraph DETACH DELETE n").consume()
    store.restore(tmp_path / "graph.dump")

    assert (reports(store), is_right(store)) == (found, True)
    assert list(network_of(store.relations()).edges(data=True)) == sums


def test_a_file_of_claims_can_be_loaded_without_telling_reprints(
    store: Store, printed: Make, tmp_path: Path
) -> None:
    file = tmp_path / "claims.jsonl"
    write_claims((c for one in (printed("a", 0, 1), printed("b", 0, 1)) for c in one.claims), file)

    build_from_claims(str(file), store, report=pytest.fail, reprints=False)
    assert (reports(store), sources(store), is_right(store)) == ({}, {2}, True)

    build_from_claims(str(file), store, report=pytest.fail)
    assert (reports(store), sources(store), is_right(store)) == ({"a": "a", "b": "a"}, {1}, True)


def test_the_question_lists_the_papers(store: Store, printed: Make) -> None:
    store.load([printed("a", 0, 1), printed("b", 0, 1, published="2016-10-26"), printed("x", 4, 5)])
    names = ("title", "published", "articles", "publishers", "claims", "ids", "report")

    def rows(**parameters: str) -> list[Any]:
        running = ask(store, "reprints", parameters)
        return [tuple(row[running.columns.index(name)] for name in names) for row in running.rows]

    assert rows(actor="russia") == [
        ("News", "2016-10-24", 2, ["Paper a", "Paper b"], 4, ["a", "b"], "a")
    ]
    assert rows(since="2016-10-25") == []
    assert [row[-1] for row in rows(until="2016-10")] == ["a"]
