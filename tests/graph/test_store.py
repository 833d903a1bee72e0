"""The contract of the store, kept on every version of Neo4j: what goes in comes out, once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actorgraph.errors import UnknownArticle
from actorgraph.graph.networks import network, network_of
from actorgraph.graph.readings import Reading, readings_of
from actorgraph.graph.store import Store
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.articles import Article, Section
from actorgraph.ontology.claims import Claim, Extractor, Status, Where

Make = Callable[..., Any]
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def graph_of(store: Store) -> dict[str, Any]:
    """Return the typed relationships as networkx data, to compare."""
    graph = network_of(store.relations())
    return {"nodes": dict(graph.nodes(data=True)), "edges": list(graph.edges(data=True))}


def expected(claims: list[Claim]) -> dict[str, Any]:
    graph = network(claims)
    return {"nodes": dict(graph.nodes(data=True)), "edges": list(graph.edges(data=True))}


def counts(store: Store) -> list[tuple[Any, ...]]:
    query = "MATCH (n) WHERE NOT n:Load RETURN labels(n) AS l, count(*) AS n ORDER BY l"
    return [(tuple(labels), n) for labels, n in store.query(query).rows]


def test_what_is_loaded_reads_back_equal(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    sections = (Section(start=0, end=9, heading="08:25", time="08:25+00:00"),)
    live = replace(article(url="https://example.org/a"), sections=sections)
    loaded = (
        claim("russia attacks aleppo", live, where=Where(name="Aleppo", lat=36.2, lon=37.16)),
        claim("kerry negotiates_with russia", live, start=40, speaker="kerry"),
    )

    done = store.load([reading(live, *loaded)])

    assert (done.articles, done.claims) == (1, 2)
    assert tuple(store.claims()) == loaded
    assert tuple(store.articles()) == (live,)
    assert [actor.id for actor in store.actors()] == ["kerry", "russia"]


@SLOW
@given(data=st.data())
def test_any_claim_reads_back_equal(
    store: Store, article: Make, any_claim: Make, reading: Make, data: st.DataObject
) -> None:
    home = article("round trip")
    drawn = data.draw(st.lists(any_claim(home), max_size=6, unique_by=lambda one: one.id))
    for known in store.known():
        store.remove(known)

    store.load([reading(home, *drawn)])

    assert {one.id: one for one in store.claims()} == {one.id: one for one in drawn}
    assert graph_of(store)["edges"] == expected(drawn)["edges"]


def test_loading_twice_changes_nothing(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    home = article()
    readings = [reading(home, claim("russia attacks aleppo", home))]
    store.load(readings)
    before = counts(store), graph_of(store)

    again = store.load(readings)

    assert (again.articles, again.claims, again.unchanged) == (0, 0, 1)
    assert (counts(store), graph_of(store)) == before
    assert store.query("MATCH (l:Load) RETURN count(*)").rows == ((1,),)


def test_a_changed_article_replaces_its_claims_and_the_actors_only_they_named(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    old, other = article(), article("a2")
    kept = claim("russia attacks syria", other)
    first = claim("russia attacks syria", old, speaker="kerry", where=Where(name="Homs"))
    store.load([reading(old, first), reading(other, kept)])
    new = replace(old, text="Turkey accuses Syria.")
    accuses = claim("turkey accuses syria", new)

    done = store.load([reading(new, accuses)])

    assert done.replaced == 1
    assert set(store.claims()) == {kept, accuses}
    assert graph_of(store) == expected([kept, accuses])
    assert "kerry" not in {actor.id for actor in store.actors()}
    assert store.query("MATCH (p:Place) RETURN count(*)").rows == ((0,),)


def test_an_article_read_by_a_newer_extractor_is_not_current(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    home = article()
    store.load([reading(home, claim("russia attacks syria", home))])
    newer = Extractor(name="rules", version="2", model="abc")

    assert store.is_current(home, Extractor(name="rules", version="1", model="abc"))
    assert not store.is_current(home, newer)
    assert not store.is_current(replace(home, text="other"), newer)

    store.load([reading(home, extractor=newer)])
    assert (list(store.claims()), list(store.actors())) == ([], [])


def test_removing_an_article_leaves_the_graph_as_if_it_had_never_come(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    one, two = article("a1", publisher="A"), article("a2", publisher="B")
    first = claim("russia attacks syria", one)
    second = [claim("russia attacks syria", two), claim("syria accuses turkey", two, start=9)]
    store.load([reading(one, first)])
    before = counts(store), graph_of(store)
    store.load([reading(two, *second)])

    assert store.remove("a2") == 2
    assert (counts(store), graph_of(store)) == before
    with pytest.raises(UnknownArticle, match="a1"):
        store.remove("a2")


def test_threats_and_denials_alone_make_no_relationship(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    homes = [article(f"a{n}", publisher=None) for n in range(3)]
    planned = claim("russia attacks syria", homes[0], status=Status.PLANNED)
    denied = claim("russia attacks syria", homes[1], denied=True)
    store.load([reading(homes[0], planned), reading(homes[1], denied)])
    assert list(store.relations()) == []

    actual = claim("russia attacks syria", homes[2])
    store.load([reading(homes[2], actual)])

    (row,) = store.relations()
    assert (row.sums.claims, row.sums.intended, row.sums.denials) == (1, 1, 1)
    assert (row.sums.articles, row.sums.sources) == (1, 1)
    assert graph_of(store) == expected([planned, denied, actual])


@SLOW
@given(data=st.data())
def test_sums_are_right_after_any_sequence_of_loads_and_removals(
    store: Store, article: Make, claim: Make, reading: Make, data: st.DataObject
) -> None:
    for known in store.known():
        store.remove(known)
    held: dict[str, tuple[Claim, ...]] = {}
    names = st.sampled_from(["a1", "a2", "a3"])
    words = st.sampled_from(
        ["russia attacks syria", "russia attacks aleppo", "syria accuses russia"]
    )
    for step in range(data.draw(st.integers(1, 5))):
        name = data.draw(names)
        if name in held and data.draw(st.booleans()):
            store.remove(name)
            del held[name]
            continue
        publisher = data.draw(st.sampled_from([None, "A", "B"]))
        home = article(name, text=f"text {step}", publisher=publisher)
        held[name] = tuple(
            claim(
                data.draw(words),
                home,
                start=number * 100,
                status=data.draw(st.sampled_from(Status)),
                denied=data.draw(st.booleans()),
                confidence=data.draw(st.floats(0, 1)),
                mode=data.draw(st.sampled_from([None, "aerial"])),
            )
            for number in range(data.draw(st.integers(0, 4)))
        )
        store.load([reading(home, *held[name])])

    assert graph_of(store) == expected([one for claims in held.values() for one in claims])


def test_claims_without_their_articles_text_load_too(
    store: Store, article: Make, claim: Make
) -> None:
    home = article()
    claims = [claim("russia attacks syria", home), claim("kerry accuses russia", home, start=50)]

    store.load(readings_of(claims))
    again = store.load(readings_of(claims))

    assert list(store.claims()) == claims
    assert [one.text for one in store.articles()] == [""]
    assert (again.claims, again.unchanged) == (0, 1)


def test_the_catalogue_says_more_of_an_actor_than_a_mention(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    known = Actor(
        id="russia", name="Russia", kind="State", aliases=("Moscow",), country="RU", wikidata="Q159"
    )
    home = article()
    store.load([reading(home, claim("russia attacks syria", home))], actors={"russia": known})

    assert next(store.actors()) == known
    row = store.query("MATCH (a:State {id: 'russia'}) RETURN a.aliases, labels(a)").rows[0]
    assert row == (["Moscow"], ["Actor", "State"])


def test_an_actor_named_in_two_ways_is_the_same_whatever_came_first(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    homes = [article("a1"), article("a2")]
    group = claim("rebels attacks syria", homes[0])
    party = claim("rebels attacks syria", homes[1])
    party = replace(party, subject=replace(party.subject, name="A Front", kind="Party"))
    found = []
    for order in ([0, 1], [1, 0]):
        for known in store.known():
            store.remove(known)
        readings = [reading(homes[0], group), reading(homes[1], party)]
        for place in order:
            store.load([readings[place]])
        found.append([(one.name, one.kind) for one in store.actors() if one.id == "rebels"])
        labels = store.query("MATCH (a:Actor {id: 'rebels'}) RETURN labels(a)").rows[0][0]
        assert labels == ["Actor", "Party"]

    assert found == [[("A Front", "Party")]] * 2


def test_large_loads_are_written_in_batches(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    def readings() -> list[Reading]:
        homes: list[Article] = [article(f"a{n:03}", publisher=f"P{n % 7}") for n in range(620)]
        return [
            reading(home, *(claim("russia attacks syria", home, start=n * 30) for n in range(3)))
            for home in homes
        ]

    seen: list[int] = []
    done = store.load(readings(), progress=seen.append)

    assert (done.articles, done.claims) == (620, 1860)
    assert seen[-1] == 620
    assert len(seen) > 1
    (row,) = store.relations()
    assert (row.sums.claims, row.sums.articles, row.sums.sources) == (1860, 620, 7)
