"""Checking a graph: whether its sums, words, links and relations are what its claims say.

Everything is read in portions, so that a graph of a million claims does not fill memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from neo4j import ManagedTransaction, Session

from actorgraph.graph.checking_claims import lost_words, unknown_relations, wrong_links
from actorgraph.graph.checking_reports import report_findings
from actorgraph.graph.checking_verdicts import verdict_findings
from actorgraph.graph.claim_rows import FACT_FIELDS, fact_of_row
from actorgraph.graph.connection import Connection
from actorgraph.graph.contradictions import compared, denied_keys, mark_denials, relink
from actorgraph.graph.edges import PLACE, SUM_FIELDS, Edge, Node, merges_of, relations_by_type
from actorgraph.graph.findings import Finding
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.sums import Fact, Sums, sums_of
from actorgraph.graph.tie_dates import expected_dates
from actorgraph.graph.upkeep import chunks, recount
from actorgraph.ontology.vocabulary import RELATIONS

SUBJECTS = 100  # whose relationships are compared together
KEYS = 500  # denied relationships whose contradictions are compared together

REPAIR = "count it again with 'actorgraph check --repair'"
RELINK = "link them again with 'actorgraph check --repair'"


def check(connection: Connection, *, repair: bool = False) -> Iterator[Finding]:
    """Yield what is wrong; with `repair`, what follows from the claims is made right on the way.

    Meant for a graph that nobody writes to meanwhile.
    """
    yield from _half_restored(connection)
    yield from report_findings(connection, repair=repair)
    yield from _edge_findings(connection, repair=repair)
    with connection.reading() as session:
        yield from unknown_relations(session)
        yield from wrong_links(session)
        yield from lost_words(session)
        yield from _orphans(session)
    yield from _contradiction_findings(connection, repair=repair)
    yield from verdict_findings(connection, repair=repair)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A relationship as it should be and as it is: None where it should not be, or is not."""

    edge: Edge
    right: Sums | None
    found: tuple[dict[str, Any], ...]

    def difference(self) -> str | None:
        if not self.found:
            return None if self.right is None else "it is missing"
        if self.right is None:
            return "no claim holds it up"
        if len(self.found) > 1:
            return f"it is there {len(self.found)} times"
        wrong = [
            f"{name} {self.found[0].get(name)} (its claims say {value})"
            for name, value in asdict(self.right).items()
            if self.found[0].get(name) != value
        ]
        return ", ".join(wrong) or None


def _edge_findings(connection: Connection, *, repair: bool) -> Iterator[Finding]:
    with connection.reading() as session:
        subjects = [
            Node(row["label"], row["id"])
            for row in session.run(
                "MATCH (n:Actor) RETURN 'Actor' AS label, n.id AS id "
                "UNION ALL MATCH (n:Place) RETURN 'Place' AS label, n.id AS id"
            )
        ]
    for some in chunks(sorted(subjects), SUBJECTS):
        with connection.reading() as session:
            wrong = session.execute_read(_wrong_edges, some)
        if repair and wrong:
            with connection.writing() as session:
                session.execute_write(_recount, list(wrong))
        for edge, reason in sorted(wrong.items()):
            yield Finding("sums", _named(edge), reason, REPAIR, repaired=repair)


def _wrong_edges(tx: ManagedTransaction, subjects: Iterable[Node]) -> dict[Edge, str]:
    """Return what is wrong about the relationships of these subjects."""
    merges, wrong = merges_of(tx), {}
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, id_ in subjects:
        by_label[label].append(id_)
    for label, ids in by_label.items():
        facts, found = _facts(tx, label, ids), _relationships(tx, label, ids)
        right = {edge: sums for edge, some in facts.items() if (sums := sums_of(some)).asserting}
        for edge in right.keys() | found.keys():
            compared = _Compared(edge, right.get(edge), tuple(found.get(edge, ())))
            if reason := compared.difference():
                wrong[edge] = reason
        for edge, (dates, written) in expected_dates(tx, right.keys() & found, merges).items():
            if dates != written:
                wrong[edge] = f"since and until {written} (catalogue and claims say {dates})"
    return wrong


def _facts(tx: ManagedTransaction, label: str, ids: list[str]) -> dict[Edge, list[Fact]]:
    fields = ", ".join(f"c.{name}" for name in FACT_FIELDS)
    query = (
        f"UNWIND $ids AS id MATCH (s:{label} {{id: id}})<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o) "
        f"WHERE c.relation IN $known RETURN id, c.relation AS relation, o:Place AS place, "
        f"o.id AS o, [{fields}] AS fact"
    )
    facts: dict[Edge, list[Fact]] = defaultdict(list)
    for row in tx.run(query, ids=ids, known=list(RELATIONS)):
        obj = Node(PLACE if row["place"] else "Actor", row["o"])
        facts[Edge(Node(label, row["id"]), row["relation"], obj)].append(fact_of_row(row["fact"]))
    return facts


def _relationships(
    tx: ManagedTransaction, label: str, ids: list[str]
) -> dict[Edge, list[dict[str, Any]]]:
    query = (
        f"UNWIND $ids AS id MATCH (s:{label} {{id: id}})-[r]->(o:Actor|Place) "
        "RETURN id, type(r) AS type, o:Place AS place, o.id AS o, properties(r) AS sums"
    )
    found: dict[Edge, list[dict[str, Any]]] = defaultdict(list)
    for row in tx.run(query, ids=ids):
        if (
            row["type"] in relations_by_type()
        ):  # the others are told as relations that nobody defines
            obj = Node(PLACE if row["place"] else "Actor", row["o"])
            sums = {name: row["sums"].get(name) for name in SUM_FIELDS}
            found[Edge(Node(label, row["id"]), relations_by_type()[row["type"]], obj)].append(sums)
    return found


def _contradiction_findings(connection: Connection, *, repair: bool) -> Iterator[Finding]:
    if repair:
        with connection.writing() as session:
            session.execute_write(mark_denials)
    with connection.reading() as session:
        yield from _astray(session)
        keys = session.execute_read(denied_keys)
    for some in chunks(keys, KEYS):
        with connection.reading() as session:
            wrong = session.execute_read(_wrong_pairs, some)
        if repair and wrong:
            with connection.writing() as session:
                session.execute_write(_relink, list(wrong))
        for key, reason in wrong.items():
            yield Finding("contradictions", _named(key), reason, RELINK, repaired=repair)


def _wrong_pairs(tx: ManagedTransaction, keys: Iterable[Edge]) -> dict[Edge, str]:
    return {
        key: f"{len(found)} contradictions are linked (its claims say {len(right)})"
        for key, right, found in compared(tx, keys, merges_of(tx))
        if set(found) != right or len(found) != len(right)
    }


def _astray(session: Session) -> Iterator[Finding]:
    """Yield denials without their label, and contradictions that start at something else."""
    query = (
        "MATCH (c:Claim) WHERE (c.denied AND c.status IN ['actual', 'alleged']) <> (c:Denial) "
        "OR (NOT c:Denial AND EXISTS {(c)-[:CONTRADICTS]->()}) "
        "RETURN c.id AS id, c.article AS article"
    )
    for row in session.run(query):
        where = f"claim {row['id']} of {row['article']}"
        yield Finding(
            "contradictions",
            where,
            "its label, or its links, are not those of a claim that is (not) denied",
            RELINK,
        )


def _orphans(session: Session) -> Iterator[Finding]:
    query = (
        "MATCH (n:Actor|Place) WHERE NOT EXISTS {(n)<-[:SUBJECT|OBJECT|ACCORDING_TO|AT]-(:Claim)} "
        "RETURN n.id AS id, n:Place AS place ORDER BY id"
    )
    for row in session.run(query):
        what = "place" if row["place"] else "actor"
        yield Finding(
            "orphans", f"{what} {row['id']}", "no claim names it",
            "actorgraph did not leave it so; delete the node, if it is not one of your own",
        )  # fmt: skip


def _half_restored(connection: Connection) -> Iterator[Finding]:
    with connection.reading() as session:
        row = session.run("MATCH (g:ActorGraph) RETURN g.restoring AS restoring").single()
    if row and row["restoring"]:
        yield Finding(
            "restoring", connection.address, "the restoring of a dump was cut",
            "run 'actorgraph restore' with the same file again",
        )  # fmt: skip


def _recount(tx: ManagedTransaction, edges: Iterable[Edge]) -> None:
    tx.run(TAKE_TURN).consume()
    recount(tx, edges, merges_of(tx))


def _relink(tx: ManagedTransaction, keys: Iterable[Edge]) -> None:
    tx.run(TAKE_TURN).consume()
    relink(tx, keys, merges_of(tx))


def _named(edge: Edge) -> str:
    return f"{edge.subject.id} {edge.relation} {edge.object.id}"
