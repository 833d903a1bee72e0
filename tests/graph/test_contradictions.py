"""Contradictions: which claims deny each other, and that a store links those, whatever happens."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actorgraph.graph.claim_times import dated, pairs_of, same_time
from actorgraph.graph.edges import node_of
from actorgraph.graph.store import Store
from actorgraph.graph.sums import ASSERTING
from actorgraph.ontology.claims import Claim, Status, When
from actorgraph.ontology.vocabulary import relation_named

Make = Callable[..., Any]
Pairs = set[tuple[str, str]]


def expected(claims: list[Claim], merges: Mapping[str, str] | None = None) -> Pairs:
    """Every pair compared with every other, as the definition says it."""

    def about(claim: Claim) -> tuple[object, ...]:
        ends = [node_of(mention, merges or {}) for mention in (claim.subject, claim.object)]
        symmetric = relation_named(claim.relation).symmetric
        return (claim.relation, *(sorted(ends) if symmetric else ends))

    stated = [claim for claim in claims if claim.status.value in ASSERTING]
    return {
        (one.id, other.id)
        for one in stated
        for other in stated
        if one.denied and not other.denied and about(one) == about(other)
        if same_time(dated(one), dated(other))
    }


def linked(store: Store) -> Pairs:
    rows = store.query("MATCH (d)-[:CONTRADICTS]->(c) RETURN d.id, c.id").rows
    assert len(rows) == len(set(rows))
    return set(rows)


def on(day: str | None, end: str | None = None, precision: str = "day") -> When | None:
    return When(date=day, precision=precision, end=end) if day else None


@pytest.mark.parametrize(
    ("denied", "asserted", "meet"),
    [
        # Events that the texts date: the same day or the next.
        (on("2016-10-24"), on("2016-10-24"), True),
        (on("2016-10-24"), on("2016-10-25"), True),
        (on("2016-10-24"), on("2016-10-26"), False),
        (on("2016-10-24"), on("2016-10-20", "2016-10-23"), True),
        (on("2016-10-01", precision="month"), on("2016-10-31"), True),
        (on("2016-10-01", precision="month"), on("2016-11-02"), False),
        (on("2016-12-01", precision="month"), on("2017-01-01"), True),
        (on("2016-01-01", precision="year"), on("2016-07-01"), True),
        # Known by the day of the article alone (2016-10-24): within the week.
        (None, on("2016-10-31"), True),
        (None, on("2016-11-01"), False),
        (on("2016-10-17"), None, True),
        (on("2016-10-16"), None, False),
    ],
)
def test_the_time_decides(
    article: Make,
    claim: Make,
    denied: When | None,
    asserted: When | None,
    meet: bool,  # noqa: FBT001
) -> None:
    one = claim("russia attacks aleppo", article("a1"), denied=True, when=denied)
    other = claim("russia attacks aleppo", article("a2"), when=asserted)

    assert same_time(dated(one), dated(other)) is meet
    assert list(pairs_of([dated(one)], [dated(other)])) == [(one.id, other.id)] * meet


def test_without_any_date_claims_are_compared_within_their_article(
    article: Make, claim: Make
) -> None:
    undated = [article(name, published=None) for name in ("a1", "a2")]
    denied = dated(claim("russia attacks aleppo", undated[0], denied=True))
    here = dated(claim("russia attacks aleppo", undated[0], start=50))
    there = dated(claim("russia attacks aleppo", undated[1]))

    assert list(pairs_of([denied], [here, there])) == [(denied.id, here.id)]


def test_a_denial_and_what_it_denies_are_linked_and_both_stay(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    homes = [article(f"a{n}") for n in range(3)]
    attack = claim("russia attacks aleppo", homes[0])
    denial = claim("russia attacks aleppo", homes[1], denied=True, speaker="russia")
    plan = claim("russia attacks aleppo", homes[2], status=Status.PLANNED)
    other = claim("syria attacks aleppo", homes[2], start=60)
    store.load([reading(homes[0], attack)])
    store.load([reading(homes[1], denial), reading(homes[2], plan, other)])

    assert list(store.contradictions()) == [(denial, attack)]
    assert set(store.claims()) == {attack, denial, plan, other}

    store.remove("a0")
    assert list(store.contradictions()) == []


def test_of_a_symmetric_relation_both_directions_count(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    homes = [article(f"a{n}") for n in range(2)]
    met = claim("kerry negotiates_with russia", homes[0])
    denied = claim("russia negotiates_with kerry", homes[1], denied=True)
    store.load([reading(homes[0], met)])
    store.load([reading(homes[1], denied)])

    assert list(store.contradictions()) == [(denied, met)]


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_links_are_right_after_any_loads_merges_splits_and_removals(
    store: Store, article: Make, claim: Make, reading: Make, data: st.DataObject
) -> None:
    for merge in list(store.merges()):
        store.split(merge.actor)
    for known in store.known():
        store.remove(known)
    held: dict[str, list[Claim]] = {}
    merged: dict[str, str] = {}
    words = st.sampled_from(
        [
            "russia attacks syria",
            "rebels attacks syria",
            "russia negotiates_with rebels",
            "syria negotiates_with russia",
            "russia negotiates_with syria",
        ]
    )
    days = st.sampled_from([None, on("2016-10-10"), on("2016-10-01", precision="month")])
    for step in range(data.draw(st.integers(2, 5))):
        name = data.draw(st.sampled_from(["a1", "a2", "a3"]))
        match data.draw(st.sampled_from(["load", "load", "remove", "merge", "split"])):
            case "remove" if name in held:
                store.remove(name)
                del held[name]
                continue
            case "merge" if not merged and {"russia", "rebels"} <= {a.id for a in store.actors()}:
                store.merge("russia", "rebels")
                merged = {"rebels": "russia"}
                continue
            case "split" if merged:
                store.split("rebels")
                merged = {}
                continue
        published = data.draw(st.sampled_from(["2016-10-03", "2016-10-12", None]))
        home = article(name, text=f"text {step}", published=published)
        held[name] = [
            claim(
                data.draw(words),
                home,
                start=number * 100,
                denied=data.draw(st.booleans()),
                status=data.draw(st.sampled_from([Status.ACTUAL, Status.ALLEGED, Status.PLANNED])),
                when=data.draw(days),
            )
            for number in range(data.draw(st.integers(0, 4)))
        ]
        store.load([reading(home, *held[name])])

    assert linked(store) == expected([c for claims in held.values() for c in claims], merged)


def test_a_graph_written_without_links_gets_them_with_the_next_writing(
    store: Store, article: Make, claim: Make, reading: Make
) -> None:
    home, other = article("a1"), article("a2")
    pair = claim("russia attacks syria", home), claim("russia attacks syria", other, denied=True)
    store.load([reading(home, pair[0]), reading(other, pair[1])])
    with store._connection.writing() as session:
        session.run("MATCH ()-[r:CONTRADICTS]->() DELETE r").consume()
        session.run("MATCH (g:ActorGraph) REMOVE g.upkeep").consume()
    assert linked(store) == set()

    again = Store(store._connection)
    again.load([reading(replace(article("a3"), text="Nothing."))])

    assert linked(store) == {(pair[1].id, pair[0].id)}
