"""Taking claims out of the graph, and what then stands alone."""

from collections.abc import Sequence

from neo4j import ManagedTransaction

from actorgraph.graph.edges import PLACE, Edge, Node, merges_of
from actorgraph.graph.history import record
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.stored_reports import leave_report
from actorgraph.graph.upkeep import recount


def remove_article(tx: ManagedTransaction, article: str) -> int | None:
    """Remove the article; return how many claims it had, or None where there is no such article."""
    tx.run(TAKE_TURN).consume()
    count = "MATCH (a:Article {id: $id}) RETURN COUNT {(a)<-[:STATED_IN]-()} AS n"
    found = tx.run(count, id=article).single()
    if found is None:
        return None
    regrouped = leave_report(tx, article)
    emptied, left = remove_claims(tx, [article])
    tx.run("MATCH (a:Article {id: $id}) DETACH DELETE a", id=article).consume()
    recount(tx, emptied | regrouped, merges_of(tx))
    remove_orphans(tx, left)
    record(tx, "remove", [article], articles=1, removed=found["n"])
    return int(found["n"])


def remove_claims(tx: ManagedTransaction, articles: Sequence[str]) -> tuple[set[Edge], set[Node]]:
    """Delete the articles' claims; return the relationships to count again, and nodes left."""
    edges: set[Edge] = set()
    nodes: set[Node] = set()
    if not articles:
        return edges, nodes
    records = tx.run(
        "UNWIND $ids AS id MATCH (:Article {id: id})<-[:STATED_IN]-(c:Claim) "
        "MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o) "
        "OPTIONAL MATCH (c)-[:ACCORDING_TO|AT]->(n) "
        "RETURN s.id AS s, s:Place AS sp, c.relation AS relation, o.id AS o, o:Place AS op, "
        "collect([n:Place, n.id]) AS others",
        ids=list(articles),
    )
    for row in records:
        edge = Edge(_node(row["sp"], row["s"]), row["relation"], _node(row["op"], row["o"]))
        edges.add(edge)
        nodes |= {edge.subject, edge.object}
        nodes |= {_node(place, id_) for place, id_ in row["others"] if id_ is not None}
    tx.run(
        "UNWIND $ids AS id MATCH (:Article {id: id})<-[:STATED_IN]-(c:Claim) DETACH DELETE c",
        ids=list(articles),
    ).consume()
    return edges, nodes


def remove_orphans(tx: ManagedTransaction, nodes: set[Node]) -> None:
    """Delete those of the nodes that no claim names any more."""
    for label in ("Actor", PLACE):
        ids = [node.id for node in nodes if node.label == label]
        if not ids:
            continue
        tx.run(
            f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
            "WHERE NOT EXISTS {(n)<-[:SUBJECT|OBJECT|ACCORDING_TO|AT]-(:Claim)} DETACH DELETE n",
            ids=ids,
        ).consume()


def _node(place: bool, id_: str) -> Node:  # noqa: FBT001  # as the record says it
    return Node(PLACE if place else "Actor", id_)
