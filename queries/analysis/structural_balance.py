"""Structural balance: whether the friend of a friend is a friend, and an enemy's enemy too.

Cartwright and Harary (1956), "Structural balance", Psychological Review 63; the frustration index
after Harary (1959) and Aref and Wilson (2019), "Balance and frustration in signed networks",
Journal of Complex Networks 7.
"""

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import combinations

import networkx as nx
import pandas as pd

from actorgraph.graph.networks import ClaimFilter
from actorgraph.ontology.claims import Claim
from actorgraph.queries.analysis.counted import deeds, windows
from actorgraph.queries.analysis.signed import Signed, signed_of

EXACT = 20  # actors of a connected part up to which every division is tried
TRIES = 50  # starts of the search in larger parts
SEED = 20161025


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How balanced a signed network is.

    Triangles by their signs (`ppp` three friendships to `nnn` three hostilities); `balanced` is
    the share with an even number of hostilities, None without triangles. `frustration` is the
    least number of dyads whose sign must change for perfect balance, `exact` whether that is
    proven or the best that a search found; `frustrated` is its share of all dyads.
    """

    actors: int
    dyads: int
    ppp: int
    ppn: int
    pnn: int
    nnn: int
    balanced: float | None
    frustration: int
    exact: bool
    frustrated: float | None


def balance(graph: Signed) -> Balance:
    """Return how balanced a signed network is, as `signed_network` returns one."""
    census = [0, 0, 0, 0]
    for triangle in _triangles(graph):
        census[sum(graph.edges[pair]["sign"] < 0 for pair in combinations(triangle, 2))] += 1
    total, dyads = sum(census), graph.number_of_edges()
    parts = [graph.subgraph(part) for part in nx.connected_components(graph)]
    frustration = sum(map(_frustration, parts))
    return Balance(
        actors=graph.number_of_nodes(),
        dyads=dyads,
        ppp=census[0],
        ppn=census[1],
        pnn=census[2],
        nnn=census[3],
        balanced=(census[0] + census[2]) / total if total else None,
        frustration=frustration,
        exact=all(len(part) <= EXACT for part in parts),
        frustrated=frustration / dyads if dyads else None,
    )


def balance_over_time(
    claims: Iterable[Claim], period: str = "month", only: ClaimFilter | None = None
) -> pd.DataFrame:
    """Return a row for each week, month, quarter or year: `first`, `last`, and its Balance."""
    every = list(deeds(claims, only))
    rows = [
        {"first": window.first, "last": window.last}
        | asdict(balance(signed_of(deed for deed in every if window.holds(deed.day))))
        for window in windows(every, period)
    ]
    fields = ("first", "last", *Balance.__slots__)
    return pd.DataFrame(rows, columns=list(fields))


def _triangles(graph: Signed) -> Iterable[tuple[str, str, str]]:
    rank = {node: place for place, node in enumerate(graph)}
    for one, other in graph.edges:
        for third in nx.common_neighbors(graph, one, other):
            if rank[third] > max(rank[one], rank[other]):
                yield one, other, third


def _frustration(part: Signed) -> int:
    """Return the fewest dyads against two camps: hostile within one, or friendly across."""
    nodes = sorted(part)
    place = {node: number for number, node in enumerate(nodes)}
    dyads = [(place[a], place[b], int(data["sign"])) for a, b, data in part.edges(data=True)]
    return _tried(len(nodes), dyads) if len(nodes) <= EXACT else _searched(len(nodes), dyads)


def _tried(count: int, dyads: list[tuple[int, int, int]]) -> int:
    """Try every division by turning one actor at a time (a Gray code); the last one stays."""
    near, camp = _near(count, dyads), [1] * count
    against = best = sum(sign < 0 for _, _, sign in dyads)
    for step in range(1, 1 << (count - 1)):
        turned = (step & -step).bit_length() - 1
        against += _turn(turned, camp, near)
        best = min(best, against)
    return best


def _searched(count: int, dyads: list[tuple[int, int, int]]) -> int:
    """Go downhill from several random divisions; the seed is fixed, so that runs agree."""
    near, best = _near(count, dyads), len(dyads)
    draw = random.Random(SEED)  # noqa: S311  # no secret
    for _ in range(TRIES):
        camp = [draw.choice((1, -1)) for _ in range(count)]
        gains = True
        while gains:
            gains = False
            for turned in draw.sample(range(count), count):
                if _turn(turned, camp, near) < 0:
                    gains = True
                else:
                    _turn(turned, camp, near)
        best = min(best, sum(camp[a] * camp[b] != sign for a, b, sign in dyads))
    return best


def _near(count: int, dyads: list[tuple[int, int, int]]) -> list[list[tuple[int, int]]]:
    near: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for one, other, sign in dyads:
        near[one].append((other, sign))
        near[other].append((one, sign))
    return near


def _turn(actor: int, camp: list[int], near: list[list[tuple[int, int]]]) -> int:
    """Move an actor to the other camp; return how many more dyads are against it then."""
    camp[actor] = -camp[actor]
    return sum(1 if camp[actor] * camp[other] != sign else -1 for other, sign in near[actor])
