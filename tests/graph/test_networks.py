"""Claims as a networkx graph, the filters on it, and back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import networkx as nx
import pytest

from actorgraph.errors import NotANetwork
from actorgraph.graph.coded_networks import claims_in
from actorgraph.graph.networks import ClaimFilter, Network, network
from actorgraph.graph.readings import readings_of
from actorgraph.graph.store import Store
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.claims import Claim, Status, When

Make = Callable[..., Any]


@pytest.fixture
def claims(article: Make, claim: Make) -> list[Claim]:
    home = article(published="2016-10-24")
    return [
        claim("russia attacks aleppo", home),
        claim("russia attacks aleppo", home, start=30, status=Status.ALLEGED),
        claim("russia attacks aleppo", home, start=60, denied=True),
        claim("kerry negotiates_with russia", home, when=When(date="2016-09", precision="month")),
        claim("turkey threatens syria", home, confidence=0.3),
        claim("rebels attacks syria", home, status=Status.PLANNED),
    ]


def test_one_edge_a_relation_with_its_sums(claims: list[Claim]) -> None:
    graph = network(claims)

    edge = graph.edges["russia", "place:aleppo", "attacks"]
    assert (edge["claims"], edge["alleged"], edge["denials"]) == (1, 1, 1)
    assert graph.nodes["place:aleppo"] == {
        "name": "Aleppo", "kind": "Place", "aliases": (), "country": None
    }  # fmt: skip
    assert graph.nodes["russia"]["country"] == "RU"
    assert "Russian Federation" in graph.nodes["russia"]["aliases"]
    assert not graph.has_node("rebels")  # a plan alone is no relation
    assert graph.number_of_edges() == 3


@pytest.mark.parametrize(
    ("only", "kept"),
    [
        (ClaimFilter(relations=frozenset({"attacks"})), {"attacks"}),
        (ClaimFilter(actors=frozenset({"kerry"})), {"negotiates_with"}),
        (ClaimFilter(since="2016-10-01"), {"attacks", "threatens"}),
        (ClaimFilter(since="2016-09-15", until="2016-09-20"), {"negotiates_with"}),
        (ClaimFilter(until="2016-08-31"), set()),
        (ClaimFilter(until="2016-10"), {"attacks", "negotiates_with", "threatens"}),
        (ClaimFilter(until="2016-09"), {"negotiates_with"}),
        (ClaimFilter(actors=frozenset({"Kerry"})), {"negotiates_with"}),
        (ClaimFilter(actors=frozenset({"kerry"}), hops=2), {"negotiates_with", "attacks"}),
        (ClaimFilter(actors=frozenset({"aleppo"})), {"attacks"}),
        (ClaimFilter(confidence=0.5), {"attacks", "negotiates_with"}),
    ],
)
def test_filters(claims: list[Claim], only: ClaimFilter, kept: set[str]) -> None:
    assert {key for *_, key in network(claims, only).edges(keys=True)} == kept


def test_without_denied_claims_their_number_is_gone(claims: list[Claim]) -> None:
    edge = network(claims, ClaimFilter(denied=False)).edges["russia", "place:aleppo", "attacks"]

    assert edge["denials"] == 0


def test_claims_without_a_date_are_outside_every_period(claims: list[Claim]) -> None:
    dateless = [replace(one, source=replace(one.source, published=None)) for one in claims]

    assert network(dateless, ClaimFilter(since="1900-01-01")).number_of_edges() == 1


def plainly(graph: Network) -> tuple[dict[str, Any], list[Any]]:
    """A network as values, to compare."""
    return dict(graph.nodes(data=True)), sorted(graph.edges(keys=True, data=True), key=str)


# -- from a store --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept(empty_store: Store, article: Make, claim: Make) -> tuple[Store, list[Claim]]:
    """A store with claims over two months, and the claims; one actor's place has an actor's id."""
    first, second = article("a1"), article("a2", published="2016-11-02", publisher="The Other")
    claims = [
        claim("russia attacks aleppo", first),
        claim("russia attacks aleppo", first, start=30, status=Status.ALLEGED, confidence=0.3),
        claim("russia attacks aleppo", first, start=60, denied=True, speaker="russia"),
        claim("kerry negotiates_with russia", first, when=When(date="2016-09", precision="month")),
        claim("russia attacks aleppo", second, confidence=0.4),
        claim("turkey threatens syria", second, start=30, confidence=0.3),
        claim("syria aids turkey", second, start=60),
        claim("rebels attacks syria", second, start=90, status=Status.PLANNED),
    ]
    empty_store.load(readings_of(claims))
    return empty_store, claims


def said(only: ClaimFilter) -> str:
    """Name a filter by what it chooses, in the same words in every process that collects it."""
    chosen = {
        field.name: getattr(only, field.name)
        for field in fields(only)
        if getattr(only, field.name) != field.default
    }
    words = (sorted(value) if isinstance(value, frozenset) else value for value in chosen.values())
    return " ".join(f"{name} {word}" for name, word in zip(chosen, words, strict=True)) or "all"


@pytest.mark.parametrize(
    "only",
    [
        ClaimFilter(),
        ClaimFilter(relations=frozenset({"attacks", "aids"})),
        ClaimFilter(since="2016-10-25"),
        ClaimFilter(since="2016-09-15", until="2016-10"),
        ClaimFilter(until="2016-09"),
        ClaimFilter(confidence=0.35),
        ClaimFilter(denied=False),
        ClaimFilter(denied=False, since="2016-10"),
        ClaimFilter(actors=frozenset({"kerry"})),
        ClaimFilter(actors=frozenset({"kerry"}), hops=2),
        ClaimFilter(actors=frozenset({"kerry"}), hops=2, since="2016-10-24"),
        ClaimFilter(actors=frozenset({"aleppo"}), confidence=0.35),
        ClaimFilter(actors=frozenset({"nobody"})),
    ],
    ids=said,
)
@pytest.mark.parametrize("evidence", [False, True])
def test_a_store_and_its_claims_give_the_same_network(
    kept: tuple[Store, list[Claim]], only: ClaimFilter, *, evidence: bool
) -> None:
    store, claims = kept
    actors = list(store.actors())
    stored = store.network(only, evidence=evidence)
    counted = network(claims, only, actors=actors, evidence=evidence)

    assert plainly(stored) == plainly(counted)
    assert stored.graph == counted.graph


def test_a_network_of_a_store_is_not_made_of_its_claims(
    kept: tuple[Store, list[Claim]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actorgraph.graph.stored.claims", None)
    store, _ = kept

    assert store.network(ClaimFilter(since="2016")).number_of_edges() == 4
    assert store.network().number_of_edges() == 4


# -- and back ------------------------------------------------------------------------------------


def in_order(claims: list[Claim]) -> list[Claim]:
    return sorted(
        claims, key=lambda c: (c.article, c.sentence.start, c.cue.start, c.subject.start, c.id)
    )


def test_a_network_with_evidence_gives_its_claims_back(claims: list[Claim]) -> None:
    graph = network(claims, evidence=True)

    assert claims_in(graph) == in_order(claims)
    assert plainly(network(claims_in(graph), evidence=True)) == plainly(graph)
    assert graph.graph["unasserted"] == (claims[5],)  # a plan holds up no edge, and is not lost


def test_a_network_of_sums_alone_is_refused(claims: list[Claim]) -> None:
    with pytest.raises(NotANetwork, match="evidence=True"):
        claims_in(network(claims), coded_by="Jane Doe")


HOMS = ("the-wolves", "place:homs", "e7")


@pytest.fixture
def drawn() -> Network:
    """A network made by hand, with as little as may be, and one edge with all."""
    graph: Network = nx.MultiDiGraph()
    graph.add_node("russia", kind="State", name="Russia")
    graph.add_node("the-wolves", kind="ArmedGroup")
    graph.add_node("place:homs", kind="Place", name="Homs")
    graph.add_edge("russia", "the-wolves", key="backs")
    graph.add_edge(
        "the-wolves", "place:homs", key="e7", relation="attacks", event="7", denied=True,
        status="alleged", when=dt.date(2016, 10, 24), end="2016-10-25", confidence=0.7,
        speaker="russia", title="Report 7", url="https://example.org/7",
    )  # fmt: skip
    return graph


def test_a_network_made_by_hand_becomes_claims_that_somebody_coded(drawn: Network) -> None:
    tie, event = sorted(claims_in(drawn, coded_by="Jane Doe"), key=lambda claim: claim.relation)[
        ::-1
    ]

    assert (tie.relation, tie.subject.name, tie.object.name) == ("backs", "Russia", "the-wolves")
    assert (tie.data_id, tie.subject.start, tie.cue.text) == (
        "coded:jane-doe:russia backs the-wolves", None, ""
    )  # fmt: skip
    assert tie.extractor.name == "coded by Jane Doe"
    assert (event.data_id, event.denied, event.status) == ("coded:jane-doe:7", True, Status.ALLEGED)
    assert event.when == When(date="2016-10-24", precision="day", end="2016-10-25")
    assert (event.object.actor, event.object.kind) == ("homs", "Place")
    assert event.speaker is not None
    assert (event.speaker.actor, event.source.url) == ("russia", "https://example.org/7")
    assert claims_in(drawn, coded_by="Jane Doe") == claims_in(drawn.copy(), coded_by="Jane Doe")


def test_what_was_coded_comes_back_as_it_was_drawn(drawn: Network) -> None:
    again = network(claims_in(drawn, coded_by="Jane Doe"), evidence=True)

    assert list(again.edges(keys=True)) == [("russia", "the-wolves", "backs")]  # the denial is none
    assert again.nodes["the-wolves"]["kind"] == "ArmedGroup"
    assert [claim.data_id for claim in again.graph["unasserted"]] == ["coded:jane-doe:7"]
    assert claims_in(again) == claims_in(drawn, coded_by="Jane Doe")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda g: g.nodes["russia"].pop("kind"), "'russia' has no kind"),
        (lambda g: g.nodes["russia"].update(kind="Empire"), "'Empire'.*State"),
        (lambda g: g.add_edge("russia", "the-wolves", key="likes"), "'likes'"),
        (lambda g: g.add_edge("russia", "the-wolves", key="aids", when="May"), "'May' is no date"),
        (lambda g: g.add_edge("russia", "the-wolves", key="aids", confidence=7), "between 0 and 1"),
        (lambda g: g.add_edge("russia", "the-wolves", key="aids", status="sure"), "sure"),
        (
            lambda g: g.add_edge("the-wolves", "place:homs", key="x", **g.edges[HOMS]),
            "another edge.*'coded:jane-doe:7'",
        ),
        (lambda g: g.add_edge("russia", "the-wolves", key="aids", speaker="x"), "'x' is no node"),
    ],
)
def test_a_network_that_lacks_something_is_refused_with_what(
    drawn: Network, change: Callable[[Network], Any], says: str
) -> None:
    change(drawn)
    with pytest.raises(NotANetwork, match=says):
        claims_in(drawn, coded_by="Jane Doe")


def test_a_network_by_hand_needs_its_coder_and_all_problems_are_named(drawn: Network) -> None:
    drawn.add_edge("russia", "the-wolves", key="likes")
    with pytest.raises(NotANetwork, match=r"coded_by.*coded_by.*'likes'"):
        claims_in(drawn)


def test_a_network_goes_through_a_store_and_comes_out_the_same(
    store: Store, claims: list[Claim], drawn: Network
) -> None:
    sent = network(claims, evidence=True)
    coded = claims_in(drawn, coded_by="Jane Doe")
    store.load(readings_of(claims_in(sent)))
    store.load(
        readings_of(coded), actors={"russia": Actor(id="russia", name="Russia", kind="State")}
    )
    back = store.network(evidence=True)

    assert claims_in(back) == in_order([*claims, *coded])
    assert (
        back.edges["russia", "place:aleppo", "attacks"]
        == sent.edges["russia", "place:aleppo", "attacks"]
    )
