"""What a change of claims asks for beside the sums: contradictions and the dates of ties."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import islice
from typing import TypeVar

from neo4j import ManagedTransaction, Session

from actorgraph.errors import HalfRestored
from actorgraph.graph.connection import Connection
from actorgraph.graph.contradictions import denied_keys, link_new, relink
from actorgraph.graph.edges import Edge, EdgeSums, Node, merges_of, node_of, relations_by_type
from actorgraph.graph.readings import Reading
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.sums import Sums
from actorgraph.graph.tie_dates import date_ties
from actorgraph.graph.verdicts import any_verdicts, keep_verdicts
from actorgraph.ontology.claims import Claim
from actorgraph.ontology.vocabulary import RELATIONS

CHUNK = 500  # relationships that are counted again together

Item = TypeVar("Item")


def keep_up(
    tx: ManagedTransaction,
    readings: Sequence[Reading],
    *,
    sums: Mapping[Edge, Sums],
    emptied: AbstractSet[Edge],
    merges: Mapping[str, str],
    judged: bool,
) -> None:
    """Do what is left of a batch once its claims and sums are written.

    `sums` are those of all relationships that changed, as written; `emptied` lost claims; `judged`
    says whether anybody has judged claims.
    """
    claims = [claim for reading in readings for claim in reading.claims]
    link_new(tx, claims, merges, denied={edge for edge, own in sums.items() if own.denials})
    date_ties(tx, sums, merges, periods=emptied | set(_with_period(claims, merges)))
    if judged:
        keep_verdicts(tx, emptied)


def _with_period(claims: Iterable[Claim], merges: Mapping[str, str]) -> Iterator[Edge]:
    for claim in claims:
        if claim.when and claim.when.end:
            subject, obj = node_of(claim.subject, merges), node_of(claim.object, merges)
            yield Edge(subject, claim.relation, obj)


def prepare_upkeep(connection: Connection, *, linked: bool = False) -> None:
    """Catch up with a graph that was written without it, once; raise on one half restored.

    Such graphs are those of bulk imports; `linked` says that contradictions are there already.
    """
    with connection.reading() as session:
        found = session.run(
            "MATCH (g:ActorGraph) RETURN g.upkeep AS done, g.restoring AS restoring"
        )
        row = found.single(strict=True)
    if row["restoring"]:
        raise HalfRestored(connection.address)
    if not row["done"]:
        with connection.writing() as session:
            if not linked:
                _link_all(session)
            date_all_ties(session)
            session.execute_write(_sign)


def _link_all(session: Session) -> None:
    """Link all contradictions; their denials have been labelled by the import."""
    merges = session.execute_read(merges_of)
    for keys in chunks(session.execute_read(denied_keys), CHUNK):
        session.execute_write(_turn, relink, keys, merges)


def date_all_ties(session: Session) -> None:
    """Write since and until on every lasting tie that a bond or a claim's period dates."""
    merges = session.execute_read(merges_of)
    periods = session.execute_read(_periods, merges)
    bound = session.execute_read(_bound) | set(merges.values())
    if not periods and not bound:
        return
    ties = [
        tie
        for tie in session.execute_read(_ties)
        if tie in periods or tie.subject.id in bound or tie.object.id in bound
    ]
    for some in chunks(ties, CHUNK):
        session.execute_write(_turn, partial(date_ties, periods=periods), some, merges)


def recount(tx: ManagedTransaction, edges: Iterable[Edge], merges: Mapping[str, str]) -> None:
    """Count the sums of these relationships from their claims, and write them anew."""
    sums, every = EdgeSums(tx, merges), sorted(set(edges))
    for some in chunks(every, CHUNK):
        sums.clear(some)
        sums.write(sums.recounted(some))
        date_ties(tx, some, merges)
    if any_verdicts(tx):
        keep_verdicts(tx, every)


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of this size."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _turn(tx: ManagedTransaction, work: Callable[..., None], *arguments: object) -> None:
    tx.run(TAKE_TURN).consume()
    work(tx, *arguments)


def _sign(tx: ManagedTransaction) -> None:
    tx.run("MATCH (g:ActorGraph {id: 'graph'}) SET g.upkeep = true").consume()


def _periods(tx: ManagedTransaction, merges: Mapping[str, str]) -> set[Edge]:
    """Return the relationships of claims that name a period."""
    rows = tx.run(
        "MATCH (c:Claim) WHERE c.when_end IS NOT NULL AND c.subject_kind <> 'Place' "
        "AND c.object_kind <> 'Place' "
        "RETURN DISTINCT c.subject AS s, c.relation AS relation, c.object AS o"
    )
    return {
        Edge(
            Node("Actor", merges.get(row["s"], row["s"])),
            row["relation"],
            Node("Actor", merges.get(row["o"], row["o"])),
        )
        for row in rows
    }


def _bound(tx: ManagedTransaction) -> set[str]:
    """Return the actors that the catalogue knows bonds of."""
    return {
        row["id"] for row in tx.run("MATCH (a:Actor) WHERE a.bonds IS NOT NULL RETURN a.id AS id")
    }


def _ties(tx: ManagedTransaction) -> list[Edge]:
    lasting = [relation.neo4j_type for relation in RELATIONS.values() if relation.lasting]
    query = (
        f"MATCH (s:Actor)-[r:{'|'.join(lasting)}]->(o:Actor) "
        "RETURN s.id AS s, type(r) AS type, o.id AS o"
    )
    return [
        Edge(Node("Actor", row["s"]), relations_by_type()[row["type"]], Node("Actor", row["o"]))
        for row in tx.run(query)
    ]
