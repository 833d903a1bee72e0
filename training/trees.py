"""The likeliest dependency tree, given how likely each word is the head of each other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np


def likeliest_tree(logs: np.ndarray) -> list[int]:
    """Return the head of each word, 0 for the one root, of log probabilities (words, 1 + words).

    Most often each word's likeliest head is a tree already; else the best one is searched for.
    """
    heads: list[int] = logs.argmax(axis=1).tolist()
    if heads.count(0) == 1 and _connected(heads):
        return heads
    root = int(logs[:, 0].argmax())
    graph = nx.DiGraph()
    for below in range(len(heads)):
        for above in range(len(heads) + 1):
            if (above == 0) == (below == root) and above != below + 1:
                graph.add_edge(above, below + 1, weight=float(logs[below, above]))
    arcs = nx.maximum_spanning_arborescence(graph).edges
    found = {below: above for above, below in arcs}
    return [found[place] for place in range(1, len(heads) + 1)]


def _connected(heads: Sequence[int]) -> bool:
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True
