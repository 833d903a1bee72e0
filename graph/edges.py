"""The typed relationships between actors: which claims belong to them, and writing their sums."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from functools import cache
from typing import Any, NamedTuple

from neo4j import ManagedTransaction

from actorgraph.graph.claim_rows import FACT_FIELDS, fact_of_row
from actorgraph.graph.sums import ASSERTING, Fact, Sums, sums_of
from actorgraph.ontology.claims import Mention
from actorgraph.ontology.vocabulary import RELATIONS, relation_named

PLACE = "Place"
MANY = 1000  # relationships
SEEK = (
    "UNWIND $rows AS row MATCH (c:Claim) WHERE c.subject IN row.subjects "
    "AND c.relation = row.relation AND c.object IN row.objects "
)
SUM_FIELDS = tuple(field.name for field in fields(Sums))


@cache
def types_by_relation() -> dict[str, str]:
    """Return the type of relationship of each relation, by its name."""
    return {relation.name: relation.neo4j_type for relation in RELATIONS.values()}


@cache
def relations_by_type() -> dict[str, str]:
    """Return the name of the relation of each type of relationship."""
    return {relation.neo4j_type: relation.name for relation in RELATIONS.values()}


class Node(NamedTuple):
    """An actor or place in the graph, by label and id."""

    label: str
    id: str


class Edge(NamedTuple):
    """A typed relationship: of one relation, from one node to another."""

    subject: Node
    relation: str
    object: Node


def node_of(mention: Mention, merges: Mapping[str, str]) -> Node:
    """Return the node that stands for the mention, after merges of actors."""
    if mention.kind == PLACE:
        return Node(PLACE, mention.actor)
    return Node("Actor", merges.get(mention.actor, mention.actor))


def merges_of(tx: ManagedTransaction) -> dict[str, str]:
    """Return which actors stand for which others, as people have decided."""
    records = tx.run("MATCH (m:Merge) RETURN m.id AS old, m.into AS new")
    return {row["old"]: row["new"] for row in records}


class EdgeSums:
    """Reads and writes the sums of relationships within one transaction."""

    def __init__(self, tx: ManagedTransaction, merges: Mapping[str, str]) -> None:
        self._tx, self._merges = tx, merges
        self._names: dict[str, list[str]] = defaultdict(list)
        for old, new in merges.items():
            self._names[new].append(old)

    def standing(self, edges: Iterable[Edge]) -> dict[Edge, Sums]:
        """Return the sums as they are written, of those relationships that are there."""
        found = {}
        for (first, relation, second), rows in _by_shape(edges).items():
            query = (
                f"UNWIND $rows AS row MATCH (s:{first} {{id: row.s}}) "
                f"MATCH (o:{second} {{id: row.o}}) MATCH (s)-[r:{relation}]->(o) "
                "RETURN row.s AS s, row.relation AS relation, row.o AS o, properties(r) AS sums"
            )
            for row in self._tx.run(query, rows=rows):
                edge = Edge(Node(first, row["s"]), row["relation"], Node(second, row["o"]))
                found[edge] = Sums(**{name: row["sums"].get(name) for name in SUM_FIELDS})
        return found

    def recounted(self, edges: Iterable[Edge]) -> dict[Edge, Sums]:
        """Return the sums counted from all claims of each relationship."""
        return {edge: sums_of(found) for edge, found in self.facts(edges).items()}

    def facts(self, edges: Iterable[Edge]) -> dict[Edge, list[Fact]]:
        """Return the facts of all claims of each relationship."""
        facts: dict[Edge, list[Fact]] = {edge: [] for edge in edges}
        if not facts:
            return facts
        listed = list(facts)
        query = (
            f"{SEEK}RETURN row.n AS n, c.subject_kind AS s, c.object_kind AS o, ["
            + ", ".join(f"c.{name}" for name in FACT_FIELDS)
            + "] AS fact"
        )
        for record in self._tx.run(query, rows=[self._seek(*one) for one in enumerate(listed)]):
            edge = listed[record["n"]]
            if _fits(edge, record["s"], record["o"]):
                facts[edge].append(fact_of_row(record["fact"]))
        return facts

    def known_origins(self, edges: Iterable[Edge]) -> dict[Edge, frozenset[str]]:
        """Return the origins that each relationship has asserting claims from."""
        known: dict[Edge, set[str]] = {edge: set() for edge in edges}
        listed = list(known)
        query = (
            f"{SEEK}AND NOT c.denied AND c.status IN $asserting "
            "RETURN DISTINCT row.n AS n, c.origin AS origin, c.subject_kind AS s, "
            "c.object_kind AS o"
        )
        rows = [self._seek(*one) for one in enumerate(listed)]
        for record in self._tx.run(query, rows=rows, asserting=ASSERTING):
            edge = listed[record["n"]]
            if _fits(edge, record["s"], record["o"]):
                known[edge].add(record["origin"])
        return {edge: frozenset(origins) for edge, origins in known.items()}

    def create(self, sums: Mapping[Edge, Sums]) -> None:
        """Write sums of relationships that are not there yet, where a claim holds them up."""
        shapes: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for (subject, relation, obj), value in sums.items():
            if value.asserting:
                row = {"s": subject.id, "o": obj.id, "sums": asdict(value)}
                row["type"] = relation_named(relation).neo4j_type
                shapes[subject.label, obj.label].append(row)
        for (first, second), rows in shapes.items():
            self._tx.run(
                f"UNWIND $rows AS row MATCH (s:{first} {{id: row.s}}) "
                f"MATCH (o:{second} {{id: row.o}}) CREATE (s)-[r:$(row.type)]->(o) "
                "SET r = row.sums",
                rows=rows,
            ).consume()

    def write(self, sums: Mapping[Edge, Sums]) -> None:
        """Write the sums; where no claim holds a relationship up, there is none to write."""
        kept = {edge: value for edge, value in sums.items() if value.asserting}
        for (first, relation, second), rows in _by_shape(kept).items():
            for row in rows:
                edge = Edge(Node(first, row["s"]), row["relation"], Node(second, row["o"]))
                row["sums"] = asdict(kept[edge])
            self._tx.run(
                f"UNWIND $rows AS row MATCH (s:{first} {{id: row.s}}) "
                f"MATCH (o:{second} {{id: row.o}}) MERGE (s)-[r:{relation}]->(o) "
                "SET r += row.sums",
                rows=rows,
            ).consume()

    def clear(self, edges: Iterable[Edge]) -> None:
        """Take the relationships away, to be counted and written again."""
        for (first, relation, second), rows in _by_shape(edges).items():
            self._tx.run(
                f"UNWIND $rows AS row MATCH (s:{first} {{id: row.s}}) "
                f"MATCH (o:{second} {{id: row.o}}) MATCH (s)-[r:{relation}]->(o) DELETE r",
                rows=rows,
            ).consume()

    def _seek(self, n: int, edge: Edge) -> dict[str, Any]:
        """Return what finds the edge's claims: they keep the ids that their mentions had."""
        subject, relation, obj = edge
        return {
            "n": n,
            "subjects": self._all_names(subject),
            "relation": relation,
            "objects": self._all_names(obj),
        }

    def _all_names(self, node: Node) -> list[str]:
        merged = self._names.get(node.id, []) if node.label != PLACE else []
        return [node.id, *merged]


def origins_of(facts: Iterable[Fact]) -> set[str]:
    """Return the origins of the asserting facts."""
    return {fact.origin for fact in facts if fact.asserting}


def _fits(edge: Edge, subject_kind: str, object_kind: str) -> bool:
    found = (subject_kind == PLACE, object_kind == PLACE)
    return found == (edge.subject.label == PLACE, edge.object.label == PLACE)


def _by_shape(edges: Iterable[Edge]) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    """Group by what a Cypher statement has to name: the labels, and the type if that pays.

    A statement for each type is planned on its own, which takes longer than a small load; but
    for many rows it is faster, since it looks at relationships of one type only.
    """
    listed = list(edges)
    shapes: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for subject, relation, obj in listed:
        type_ = relation_named(relation).neo4j_type  # raises on what the ontology does not define
        named = type_ if len(listed) > MANY else "$(row.type)"
        row = {"s": subject.id, "relation": relation, "type": type_, "o": obj.id}
        shapes[subject.label, named, obj.label].append(row)
    return shapes
