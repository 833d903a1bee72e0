"""Contradictions: a denied claim beside one that states the same of the same actors and time.

A pair is (:Claim:Denial)-[:CONTRADICTS]->(:Claim). Both sides are stated as actual or alleged, one
is denied; relation and actors (as merged; a symmetric relation in both directions) are the same,
and so is the time, by `claim_times.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from neo4j import ManagedTransaction, Transaction

from actorgraph.graph.claim_rows import article_map, claim_of
from actorgraph.graph.claim_times import Dated, Pair, dated, dated_row, pairs_of, reach_of
from actorgraph.graph.connection import Connection
from actorgraph.graph.edges import PLACE, Edge, Node, node_of
from actorgraph.graph.sums import ASSERTING
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.vocabulary import RELATIONS, relation_named

Tx = ManagedTransaction | Transaction


def key_of(edge: Edge) -> Edge:
    """Return the edge itself; of a symmetric relation the one for both directions."""
    if relation_named(edge.relation).symmetric and edge.object < edge.subject:
        return Edge(edge.object, edge.relation, edge.subject)
    return edge


def link_new(
    tx: Tx, claims: Iterable[Claim], merges: Mapping[str, str], *, denied: AbstractSet[Edge]
) -> None:
    """Link claims that were just written, with each other and with those that were there.

    `denied` are the relationships of asserted claims that have denials too, as their sums say.
    """
    denials, assertions = _sides(claims, merges)
    new = {key: list(map(dated, some)) for key, some in denials.items()}
    _mark(tx, [claim.id for some in new.values() for claim in some])
    # Of a symmetric relation the denials may all be of the other direction.
    asked = [key for key in assertions if key in denied or relation_named(key.relation).symmetric]
    found: set[Pair] = set()
    for key, there in _stored(tx, "Denial", dict.fromkeys(asked), merges).items():
        found.update(pairs_of(there, map(dated, assertions[key])))
    for key, there in _stored(tx, "Claim", new, merges).items():
        found.update(pairs_of(new[key], there))
    _link(tx, found)


def compared(
    tx: Tx, keys: Iterable[Edge], merges: Mapping[str, str]
) -> Iterator[tuple[Edge, set[Pair], list[Pair]]]:
    """Yield each relationship with its contradictions as they should be, and as they are linked."""
    denied = _stored(tx, "Denial", dict.fromkeys(map(key_of, keys)), merges)
    key_by_id = {claim.id: key for key, some in denied.items() for claim in some}
    found: dict[Edge, list[Pair]] = defaultdict(list)
    query = "UNWIND $ids AS id MATCH (:Claim {id: id})-[:CONTRADICTS]->(c) RETURN id, c.id AS other"
    for row in tx.run(query, ids=list(key_by_id)):
        found[key_by_id[row["id"]]].append((row["id"], row["other"]))
    asserted = _stored(tx, "Claim", denied, merges)
    for key, some in denied.items():
        yield key, set(pairs_of(some, asserted.get(key, ()))), found[key]


def relink(tx: Tx, edges: Iterable[Edge], merges: Mapping[str, str]) -> None:
    """Make the links of all claims of these relationships anew."""
    denied = _stored(tx, "Denial", dict.fromkeys(map(key_of, edges)), merges)
    ids = [claim.id for group in denied.values() for claim in group]
    tx.run(
        "UNWIND $ids AS id MATCH (:Claim {id: id})-[r:CONTRADICTS]->() DELETE r", ids=ids
    ).consume()
    asserted = _stored(tx, "Claim", denied, merges)
    _link(tx, {pair for key in asserted for pair in pairs_of(denied[key], asserted[key])})


def contradictions(connection: Connection) -> Iterator[tuple[Claim, Claim]]:
    """Yield each denied claim with one that it contradicts, article by article."""
    query = (
        "MATCH (d:Denial) WITH d ORDER BY d.article, d.cue_span[0], d.id "
        "CALL (d) { MATCH (d)-[:CONTRADICTS]->(c:Claim) RETURN c ORDER BY c.first, c.id } "
        "MATCH (d)-[:STATED_IN]->(a) MATCH (c)-[:STATED_IN]->(b) "
        f"RETURN properties(d) AS d, {article_map('a')} AS a, "
        f"properties(c) AS c, {article_map('b')} AS b"
    )
    with connection.reading() as session:
        for row in session.run(query):
            yield claim_of(row["d"], row["a"]), claim_of(row["c"], row["b"])


def mark_denials(tx: Tx) -> None:
    """Label the denied claims that were written without."""
    tx.run(
        "MATCH (c:Claim) WHERE c.denied AND c.status IN $stated AND NOT c:Denial SET c:Denial",
        stated=list(ASSERTING),
    ).consume()


def denied_keys(tx: Tx) -> list[Edge]:
    """Return the relationships that are denied somewhere, each once."""
    rows = tx.run(
        "MATCH (c:Denial) WHERE c.relation IN $known "
        "MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o) RETURN DISTINCT "
        "s:Place AS sp, s.id AS s, c.relation AS relation, o:Place AS op, o.id AS o",
        known=list(RELATIONS),
    )
    edges = (Edge(_node(r["sp"], r["s"]), r["relation"], _node(r["op"], r["o"])) for r in rows)
    return sorted(set(map(key_of, edges)))


def _sides(
    claims: Iterable[Claim], merges: Mapping[str, str]
) -> tuple[dict[Edge, list[Claim]], dict[Edge, list[Claim]]]:
    """Return the denied and the asserting claims by what they are about."""
    denied: dict[Edge, list[Claim]] = defaultdict(list)
    asserted: dict[Edge, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.status.value in ASSERTING:
            subject, obj = node_of(claim.subject, merges), node_of(claim.object, merges)
            key = key_of(Edge(subject, claim.relation, obj))
            (denied if claim.denied else asserted)[key].append(claim)
    return denied, asserted


def _stored(
    tx: Tx, label: str, keys: Mapping[Edge, Sequence[Dated] | None], merges: Mapping[str, str]
) -> dict[Edge, list[Dated]]:
    """Return the stored claims of each key: denials, or ("Claim") those that assert it.

    Where the denied claims are given with the keys, assertions of quite another time are left out.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for old, new in merges.items():
        names[new].append(old)
    rows = [row for key, near in keys.items() for row in _rows(key, near, names)]
    listed = [row.pop("key") for row in rows]
    for n, row in enumerate(rows):
        row["n"] = n
    found: dict[Edge, dict[str, Dated]] = defaultdict(dict)
    if rows:
        for record in tx.run(FIND[label], rows=rows, stated=list(ASSERTING)):
            found[listed[record["n"]]][record["id"]] = dated_row(record)
    return {key: list(claims.values()) for key, claims in found.items()}


ONLY = {
    "Denial": "",
    # Where the denials are known, assertions that are far from all of them stay where they are.
    "Claim": (
        "AND NOT c.denied AND c.status IN $stated AND (row.since IS NULL OR c.last IS NULL "
        "OR c.when_precision <> 'day' OR size(c.last) < 10 "
        "OR (c.first <= row.until AND c.last >= row.since))"
    ),
}
FIND = {
    label: (
        f"UNWIND $rows AS row MATCH (c:{label}) WHERE c.subject IN row.subjects "
        "AND c.relation = row.relation AND c.object IN row.objects "
        "AND (c.subject_kind = 'Place') = row.sp AND (c.object_kind = 'Place') = row.op "
        f"{only} RETURN row.n AS n, c.id AS id, c.article AS article, c.first AS first, "
        "c.last AS last, c.when_precision AS precision, c.when_end AS end"
    )
    for label, only in ONLY.items()
}


def _rows(
    key: Edge, near: Sequence[Dated] | None, names: Mapping[str, list[str]]
) -> Iterator[dict[str, Any]]:
    since, until = reach_of(near)
    ends = [(key.subject, key.object)]
    if relation_named(key.relation).symmetric and key.subject != key.object:
        ends.append((key.object, key.subject))
    for subject, obj in ends:
        yield {
            "key": key,
            "subjects": _names(subject, names),
            "relation": key.relation,
            "objects": _names(obj, names),
            "sp": subject.label == PLACE,
            "op": obj.label == PLACE,
            "since": since,
            "until": until,
        }


def _names(node: Node, names: Mapping[str, list[str]]) -> list[str]:
    return [node.id, *(names.get(node.id, ()) if node.label != PLACE else ())]


def _mark(tx: Tx, ids: list[str]) -> None:
    if ids:
        tx.run("UNWIND $ids AS id MATCH (c:Claim {id: id}) SET c:Denial", ids=ids).consume()


def _link(tx: Tx, pairs: Iterable[Pair]) -> None:
    rows = [list(pair) for pair in sorted(pairs)]
    if rows:
        tx.run(
            "UNWIND $rows AS row MATCH (d:Claim {id: row[0]}) MATCH (c:Claim {id: row[1]}) "
            "CREATE (d)-[:CONTRADICTS]->(c)",
            rows=rows,
        ).consume()


def _node(place: bool, id_: str) -> Node:  # noqa: FBT001  # as the record says it
    return Node(PLACE if place else "Actor", id_)
