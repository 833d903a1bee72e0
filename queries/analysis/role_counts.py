"""Who is central in which role: attacker, target, patron, client, mediator, speaker's butt."""

from collections import Counter
from collections.abc import Iterable

import networkx as nx
import pandas as pd

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import Deed, deeds, names
from actorgraph.queries.analysis.triads import SUPPORT, TALK

COUNTS = ("attacks", "attacked", "accuses", "accused", "gives", "receives", "talks")


def roles(claims: Iterable[Claim], only: ClaimFilter | None = None) -> pd.DataFrame:
    """Return a row for each actor: `actor`, `name`, counts of claims by role, and centralities.

    `attacks`, `attacked`: material conflict (quad class 4) done and suffered; `accuses`,
    `accused`: verbal conflict (3); `gives`, `receives`: backing and aid; `talks`: negotiations.
    `broker` is the betweenness (0 to 1, networkx) in the network of talks: how often the shortest
    way between two others who talk leads through the actor; `reach` is its PageRank as a target of
    conflict: who is attacked by many that are attacked themselves. Most claims first.
    """
    every = [deed for deed in deeds(claims, only) if deed.who != deed.whom]
    called, counts = names(every), {name: Counter[str]() for name in COUNTS}
    for deed in every:
        for name, actor in _parts(deed):
            counts[name][actor] += 1
    talking: nx.Graph[str] = nx.Graph([(d.who, d.whom) for d in every if d.relation in TALK])
    broker = nx.betweenness_centrality(talking)
    reach = _reach(every)
    busy = sorted(called, key=lambda actor: (-sum(counts[name][actor] for name in COUNTS), actor))
    rows = [
        (actor, called[actor], *(counts[name][actor] for name in COUNTS),
         broker.get(actor, 0.0), reach.get(actor, 0.0))
        for actor in busy
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["actor", "name", *COUNTS, "broker", "reach"])


def _parts(deed: Deed) -> list[tuple[str, str]]:
    """Which role each side has in a deed."""
    if deed.quad == 4:
        return [("attacks", deed.who), ("attacked", deed.whom)]
    if deed.quad == 3:
        return [("accuses", deed.who), ("accused", deed.whom)]
    if deed.relation in SUPPORT:
        return [("gives", deed.who), ("receives", deed.whom)]
    return [("talks", deed.who), ("talks", deed.whom)] if deed.relation in TALK else []


def _reach(every: list[Deed]) -> dict[str, float]:
    fights = Counter((d.who, d.whom) for d in every if d.quad == 4)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from((who, whom, count) for (who, whom), count in fights.items())
    return nx.pagerank(graph) if graph else {}
