"""The nodes, relationships and paths of a query's rows as a networkx graph."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import networkx as nx

from actorgraph.errors import NotANetwork
from actorgraph.graph.edges import relations_by_type
from actorgraph.graph.values import NodeValue, RelationValue

Network: TypeAlias = "nx.MultiDiGraph[str]"


def network_in(rows: Iterable[Iterable[Any]]) -> Network:
    """Return every node and relationship among the values once, also of lists, maps and paths."""
    graph: Network = nx.MultiDiGraph()
    known: set[str] = set()
    for row in rows:
        for value in _entities(row):
            if isinstance(value, NodeValue):
                graph.add_node(value.key, **value)
            elif value.key not in known:
                known.add(value.key)
                _add_edge(graph, value)
    if not graph:
        reason = "the result has no nodes, relationships or paths"
        raise NotANetwork(reason, "RETURN a, r, b, or a path")
    return graph


def _add_edge(graph: Network, relation: RelationValue) -> None:
    if relation.ends is None:
        reason = f"the ends of a relationship {relation['type']} are not in the result"
        raise NotANetwork(reason, "RETURN them as well (a, r, b), or a path")
    first, second = relation.ends
    key = name = relations_by_type().get(relation["type"], relation["type"])
    others = 1
    while graph.has_edge(first, second, key):  # one more of this type between the same two
        others += 1
        key = f"{name} {others}"
    says = {name: value for name, value in relation.items() if name not in ("from", "to")}
    graph.add_edge(first, second, key=key, relation=name, **says)


def _entities(values: Iterable[Any]) -> Iterator[NodeValue | RelationValue]:
    for value in values:
        match value:
            case NodeValue() | RelationValue():
                yield value
            case Mapping():
                yield from _entities(value.values())
            case list():
                yield from _entities(value)
