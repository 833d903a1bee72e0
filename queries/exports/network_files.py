"""The network of actors as GraphML, GEXF (with time, for Gephi) and node-link JSON."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import networkx as nx

from actorgraph.graph.networks import Network, network
from actorgraph.ontology.claims import Claim
from actorgraph.queries.periods import whole


def write_graphml(claims: Iterable[Claim], out: Path) -> int:
    """Write the network as GraphML; return how many relationships it has.

    Lists of aliases are joined by "; ", and what is not known is left out: GraphML has neither.
    """
    graph = _plain(network(claims))
    nx.write_graphml(graph, out, named_key_ids=True)
    return int(graph.number_of_edges())


def write_gexf(claims: Iterable[Claim], out: Path) -> int:
    """Write the network as GEXF, each relationship from its first day to its last.

    Gephi's timeline shows what was claimed when; a relationship without dates is always there.
    """
    graph = _plain(network(claims))
    for _, _, edge in graph.edges(data=True):
        edge["label"] = edge["relation"]
        edge["weight"] = float(edge["claims"] + edge["alleged"])
        if "first" in edge:
            edge["start"], edge["end"] = whole(edge["first"]), whole(edge["last"])
    for node, says in graph.nodes(data=True):
        says["label"] = says.pop("name", node)
    graph.graph.update(mode="dynamic", timeformat="date")
    nx.write_gexf(graph, out)
    return int(graph.number_of_edges())


def write_node_link(claims: Iterable[Claim], out: Path) -> int:
    """Write the network as JSON, `networkx.node_link_graph(…, edges="links")` reads it back."""
    graph = network(claims)
    data = nx.node_link_data(graph, edges="links")
    out.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(graph.number_of_edges())


def _plain(graph: Network) -> Network:
    """Return the network with text, numbers and nothing unknown among its attributes."""
    for _, says in graph.nodes(data=True):
        _flatten(says)
    for _, _, says in graph.edges(data=True):
        _flatten(says)
    return graph


def _flatten(says: dict[str, Any]) -> None:
    for name, value in list(says.items()):
        if value is None or value == ():
            del says[name]
        elif isinstance(value, tuple):
            says[name] = "; ".join(value)
