"""A store's graph for networkx: streamed as sums where sums suffice, else as facts or claims."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from neo4j import Record

from actorgraph.graph import stored
from actorgraph.graph.claim_rows import FACT_FIELDS, fact_of_row
from actorgraph.graph.connection import Connection
from actorgraph.graph.edges import SUM_FIELDS, relations_by_type
from actorgraph.graph.networks import ClaimFilter, Gathered, Network, network_of, node_key
from actorgraph.graph.stored import RelationRow
from actorgraph.graph.sums import Sums, sums_of
from actorgraph.ontology.vocabulary import relation_named

ENDS = (
    "s.id AS s, s.name AS subject, coalesce(s.kind, 'Place') AS subject_kind, "
    "o.id AS o, o.name AS object, coalesce(o.kind, 'Place') AS object_kind"
)
SUMS = f"RETURN {ENDS}, type(r) AS type, properties(r) AS sums"
FACTS = (
    "AND ($since IS NULL OR c.last >= left($since, size(c.last))) "
    "AND ($until IS NULL OR left(c.first, size($until)) <= $until) "
    "AND c.confidence >= $confidence AND ($denied OR NOT c.denied) "
    "AND (NOT $checked OR c.verdict = 'right') "
    f"RETURN DISTINCT c.id AS claim, {ENDS}, c.relation AS relation, "
    f"[{', '.join(f'c.{field}' for field in FACT_FIELDS)}] AS fact ORDER BY s, subject_kind, "
    "relation, o, object_kind"
)
NEAR = "UNWIND $near AS near MATCH (n:Actor|Place {id: near.id}) WHERE n:Place = near.place "


def stored_network(connection: Connection, only: ClaimFilter, *, evidence: bool) -> Network:
    """Return the network of the store; `only.actors` are ids. Claims are read for evidence only.

    Actors stand as merged.
    """
    if evidence:
        records = stored.rows_of(connection, "MATCH (m:Merge) RETURN m.id AS id, m.into AS into")
        merges = {row["id"]: row["into"] for row in records}
        gathered = Gathered(only, evidence=True, merges=merges)
        for claim in stored.claims(connection, checked=only.checked):
            gathered.add(claim)
        return gathered.network(stored.actors(connection))
    rows = _around(connection, only) if only.actors else _rows(connection, only, None)
    return network_of(rows, stored.actors(connection))


def _around(connection: Connection, only: ClaimFilter) -> Iterator[RelationRow]:
    """Yield the relationships within the hops, asking the store step by step."""
    border: set[tuple[str, bool]] = {(id_, place) for id_ in only.actors for place in (True, False)}
    reached, given = set(border), set[tuple[str, str, str]]()
    for _ in range(only.hops):
        met = set()
        for row in _rows(connection, only, border):
            subject = node_key(row.subject, row.subject_kind)
            triple = subject, row.relation, node_key(row.object, row.object_kind)
            met |= {(row.subject, row.subject_kind == "Place")}
            met |= {(row.object, row.object_kind == "Place")}
            if triple not in given:
                given.add(triple)
                yield row
        border = met - reached
        reached |= border


def _rows(
    connection: Connection, only: ClaimFilter, near: Iterable[tuple[str, bool]] | None
) -> Iterator[RelationRow]:
    """Yield the relationships, or those of the near nodes, with sums over what is admitted."""
    relations = [relation_named(name) for name in sorted(only.relations)]
    parameters: dict[str, Any] = {
        "near": [{"id": id_, "place": place} for id_, place in sorted(near or ())],
        "relations": [relation.name for relation in relations],
        "types": [relation.neo4j_type for relation in relations],
        "since": only.since, "until": only.until,
        "confidence": only.confidence, "denied": only.denied, "checked": only.checked,
    }  # fmt: skip
    if only.needs_claims:
        start = "" if near is None else f"{NEAR}MATCH (n)<-[:SUBJECT|OBJECT]-(c:Claim) "
        start += "MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o) "
        query = f"{start}WHERE ($relations = [] OR c.relation IN $relations) {FACTS}"
        yield from _summed(stored.rows_of(connection, query, **parameters))
        return
    start = f"{NEAR}MATCH (n)-[r]-() " if near is not None else "MATCH (:Actor|Place)-[r]->() "
    query = (
        f"{start}WHERE r.claims IS NOT NULL AND ($types = [] OR type(r) IN $types) "
        f"WITH DISTINCT r, startNode(r) AS s, endNode(r) AS o {SUMS}"
    )
    for row in stored.rows_of(connection, query, **parameters):
        sums = Sums(**{name: row["sums"].get(name) for name in SUM_FIELDS})
        shown = sums if only.denied else replace(sums, denials=0)
        yield _relation(row, relations_by_type()[row["type"]], shown)


def _summed(records: Iterable[Record]) -> Iterator[RelationRow]:
    """Yield the relationships of facts that come in the order of their relationships."""
    for _, run in groupby(records, key=_triple):
        rows = list(run)
        sums = sums_of(fact_of_row(row["fact"]) for row in rows)
        if sums.asserting:
            yield _relation(rows[0], rows[0]["relation"], sums)


def _triple(row: Record) -> tuple[Any, ...]:
    return row["s"], row["subject_kind"], row["relation"], row["o"], row["object_kind"]


def _relation(row: Record, relation: str, sums: Sums) -> RelationRow:
    return RelationRow(
        subject=row["s"], subject_name=row["subject"], subject_kind=row["subject_kind"],
        relation=relation,
        object=row["o"], object_name=row["object"], object_kind=row["object_kind"],
        sums=sums,
    )  # fmt: skip
