"""Blocs: camps of the signed network, and how they change from one period to the next.

Signed modularity by the Leiden algorithm: friendly dyads hold together, hostile ones drive apart
(Traag and Bruggeman 2009, "Community detection in networks with positive and negative links",
Physical Review E 80; Traag, Waltman and van Eck 2019).
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import igraph  # type: ignore[import-untyped]
import pandas as pd

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import deeds, windows
from actorgraph.queries.analysis.signed import Signed, signed_of

SEED = 20161025
COLUMNS = ("first", "last", "bloc", "actor", "name", "within", "across")
CHANGES = ("first", "actor", "name", "before", "after", "agreement")


def blocs(
    claims: Iterable[Claim], period: str = "month", only: ClaimFilter | None = None
) -> pd.DataFrame:
    """Return a row for each actor of each period: its `bloc`, with `within` and `across`.

    A bloc keeps its number over time: it is the one that has most of both in common with what
    had the number last (Jaccard index); new blocs take new numbers, the largest first. `within`
    counts an actor's friendly dyads inside its bloc, `across` its hostile dyads with others. The
    same claims give the same blocs.
    """
    every = list(deeds(claims, only))
    rows: list[tuple[object, ...]] = []
    known: dict[int, set[str]] = {}
    for window in windows(every, period):
        graph = signed_of(deed for deed in every if window.holds(deed.day))
        numbered = _numbered(camps(graph), known)
        known |= numbered
        for number, bloc in sorted(numbered.items()):
            rows += [
                (window.first, window.last, number, actor, graph.nodes[actor]["name"],
                 *_ties(graph, actor, bloc))
                for actor in sorted(bloc)
            ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def bloc_changes(of: pd.DataFrame) -> pd.DataFrame:
    """Return who changed sides between two periods in a row, from what `blocs` returns.

    `first` is the first day of the new period, `before` and `after` are the blocs' numbers, and
    `agreement` is of the two periods: the adjusted Rand index of the actors that both have (1:
    the same blocs, 0: as by chance).
    """
    rows: list[tuple[object, ...]] = []
    called = dict(zip(of["actor"], of["name"], strict=True))
    periods = [
        (first, dict(zip(group["actor"], group["bloc"], strict=True)))
        for first, group in of.groupby("first")
    ]
    for (_, old), (first, new) in pairwise(periods):
        stayed = sorted(old.keys() & new.keys())
        agreement = _agreement([old[a] for a in stayed], [new[a] for a in stayed])
        rows += [
            (first, actor, called[actor], old[actor], new[actor], agreement)
            for actor in stayed
            if old[actor] != new[actor]
        ]
    return pd.DataFrame(rows, columns=list(CHANGES))


def camps(graph: Signed) -> list[set[str]]:
    """Return the blocs of a signed network, the largest first."""
    import leidenalg  # type: ignore[import-untyped]  # noqa: PLC0415  # an extra

    nodes = sorted(graph)
    if not nodes:
        return []
    layers = [_layer(graph, nodes, sign) for sign in (1, -1)]
    kinds = [leidenalg.ModularityVertexPartition(layer, weights="weight") for layer in layers]
    optimiser = leidenalg.Optimiser()
    optimiser.set_rng_seed(SEED)
    optimiser.optimise_partition_multiplex(kinds, layer_weights=[1, -1], n_iterations=-1)
    found = [{nodes[place] for place in part} for part in kinds[0] if part]
    return sorted(found, key=lambda bloc: (-len(bloc), min(bloc)))


def _layer(graph: Signed, nodes: list[str], sign: int) -> igraph.Graph:
    place = {node: number for number, node in enumerate(nodes)}
    dyads = [(a, b, d) for a, b, d in graph.edges(data=True) if d["sign"] == sign]
    layer = igraph.Graph(n=len(nodes), edges=[(place[a], place[b]) for a, b, _ in dyads])
    layer.es["weight"] = [abs(d["friendly"] - d["hostile"]) for _, _, d in dyads]
    return layer


def _ties(graph: Signed, actor: str, bloc: set[str]) -> tuple[int, int]:
    signs = {other: graph.edges[actor, other]["sign"] for other in graph[actor]}
    within = sum(sign > 0 and other in bloc for other, sign in signs.items())
    return within, sum(sign < 0 and other not in bloc for other, sign in signs.items())


def _numbered(found: list[set[str]], known: Mapping[int, set[str]]) -> dict[int, set[str]]:
    """Give blocs the numbers of those that they carry on, the likest first, or new ones."""
    alike = [
        (len(bloc & last) / len(bloc | last), -number, place)
        for place, bloc in enumerate(found)
        for number, last in known.items()
        if bloc & last
    ]
    given: dict[int, int] = {}
    for _, number, place in sorted(alike, reverse=True):
        if place not in given and -number not in given.values():
            given[place] = -number
    for place in range(len(found)):
        if place not in given:
            given[place] = max([0, *known, *given.values()]) + 1
    return {number: found[place] for place, number in given.items()}


def _agreement(old: list[int], new: list[int]) -> float | None:
    if len(old) < 2:
        return None
    return float(igraph.compare_communities(old, new, method="adjusted_rand"))
