"""Claims as a networkx graph, and the filters on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from actorgraph.graph.networks import ClaimFilter, network
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
    assert graph.nodes["place:aleppo"] == {"name": "Aleppo", "kind": "Place"}
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
