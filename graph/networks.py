"""Claims and stored relationships as a networkx graph, with the sums of sums.py on its edges."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TypeAlias

import networkx as nx

from actorgraph.graph.stored import RelationRow
from actorgraph.graph.sums import Fact, fact_of, sums_of
from actorgraph.ontology.claims import Claim, Mention

PLACE = "Place"

# Nodes by actor id (places as "place:id"), edges keyed by relation.
Network: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims count; empty means all. Dates are ISO dates and include both ends."""

    actors: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    confidence: float = 0.0
    denied: bool = True

    def admits(self, claim: Claim) -> bool:
        """Return whether the claim counts; one without any date is outside every period."""
        ends = {claim.subject.actor, claim.object.actor}
        return (
            (not self.actors or not self.actors.isdisjoint(ends))
            and (not self.relations or claim.relation in self.relations)
            and claim.confidence >= self.confidence
            and (self.denied or not claim.denied)
            and self._in_period(fact_of(claim))
        )

    def _in_period(self, fact: Fact) -> bool:
        if self.since is None and self.until is None:
            return True
        if fact.first is None or fact.last is None:
            return False
        after = self.since is None or fact.last >= self.since[: len(fact.last)]
        return after and (self.until is None or fact.first <= self.until)


def network(claims: Iterable[Claim], only: ClaimFilter | None = None) -> Network:
    """Return actors as nodes (name, kind) and one edge a relation, with its sums.

    >>> graph = network(claims)
    >>> graph.edges["russia", "rebels", "attacks"]["claims"]
    """
    only = only or ClaimFilter()
    facts: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    names: dict[str, tuple[str, str]] = {}
    for claim in claims:
        if only.admits(claim):
            ends = [_named(mention, names) for mention in (claim.subject, claim.object)]
            facts[ends[0], claim.relation, ends[1]].append(fact_of(claim))
    graph: Network = nx.MultiDiGraph()
    for (subject, relation, obj), found in sorted(facts.items()):
        sums = sums_of(found)
        if sums.asserting:
            graph.add_edge(subject, obj, key=relation, relation=relation, **asdict(sums))
    for node, (name, kind) in names.items():
        if node in graph:
            graph.nodes[node].update(name=name, kind=kind)
    return graph


def network_of(rows: Iterable[RelationRow]) -> Network:
    """Return the same from the relationships of a store."""
    graph: Network = nx.MultiDiGraph()
    for subject, obj, row in sorted(map(_with_nodes, rows), key=_place_of):
        graph.add_node(subject, name=row.subject_name, kind=row.subject_kind)
        graph.add_node(obj, name=row.object_name, kind=row.object_kind)
        graph.add_edge(subject, obj, key=row.relation, relation=row.relation, **asdict(row.sums))
    return graph


def _with_nodes(row: RelationRow) -> tuple[str, str, RelationRow]:
    subject = node_key(row.subject, row.subject_kind)
    return subject, node_key(row.object, row.object_kind), row


def _place_of(edge: tuple[str, str, RelationRow]) -> tuple[str, str, str]:
    """Order edges as `network` does, so that a store and its claims give equal graphs."""
    subject, obj, row = edge
    return subject, row.relation, obj


def node_key(actor: str, kind: str) -> str:
    """Return the name of a node: a place may have the same id as an actor."""
    return f"place:{actor}" if kind == PLACE else actor


def _named(mention: Mention, names: dict[str, tuple[str, str]]) -> str:
    key = node_key(mention.actor, mention.kind)
    says = (mention.name, mention.kind)
    names[key] = min(says, names.get(key, says))
    return key
