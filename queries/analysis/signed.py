"""The signed network: who stands with whom, and who against whom."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

import networkx as nx

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import COOPERATIVE, HOSTILE, Deed, deeds, names

Signed: TypeAlias = "nx.Graph[str]"


def signed_network(claims: Iterable[Claim], only: ClaimFilter | None = None) -> Signed:
    """Return an undirected network of actors with the sign of each dyad.

    Edges have `friendly` and `hostile` (numbers of claims in either direction), and `sign`: 1
    where friendly ones are more, -1 where hostile ones are. A dyad with as many of both has no
    edge, as nothing can be said of it. Nodes have `name`.
    """
    return signed_of(list(deeds(claims, only)))


def signed_of(done: Iterable[Deed]) -> Signed:
    """Return the signed network of deeds."""
    every = list(done)
    counts: dict[tuple[str, str], Counter[int]] = {}
    for deed in every:
        if deed.sign and deed.who != deed.whom:
            dyad = (min(deed.who, deed.whom), max(deed.who, deed.whom))
            counts.setdefault(dyad, Counter())[deed.sign] += 1
    graph: Signed = nx.Graph()
    called = names(every)
    for (one, other), found in sorted(counts.items()):
        friendly, hostile = found[COOPERATIVE], found[HOSTILE]
        if friendly != hostile:
            sign = COOPERATIVE if friendly > hostile else HOSTILE
            graph.add_edge(one, other, friendly=friendly, hostile=hostile, sign=sign)
    for node in graph:
        graph.nodes[node]["name"] = called[node]
    return graph
