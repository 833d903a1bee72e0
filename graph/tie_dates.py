"""Since when and until when a lasting tie holds, as the catalogue's bonds or the claims tell.

A bond of the catalogue only dates a relationship that a claim makes: a tie that no article states
is not shown as one. Where neither tells, nothing is written: `first` and `last` of the sums say
when the tie was spoken of, which is another thing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from neo4j import ManagedTransaction, Transaction

from actorgraph.graph.actor_rows import bond_of
from actorgraph.graph.edges import PLACE, Edge
from actorgraph.ontology.actors import Bond
from actorgraph.ontology.vocabulary import relation_named

Tx = ManagedTransaction | Transaction
Dates = tuple[str | None, str | None]  # since and until, ISO dates of any precision
UNKNOWN: Dates = (None, None)


@dataclass(frozen=True, slots=True)
class _Bonds:
    """The bonds of actors as merged; `merges` says who stands for whom."""

    merges: Mapping[str, str]
    of: dict[str, list[Bond]] = field(default_factory=lambda: defaultdict(list))

    def add(self, actor: str, lines: Sequence[str]) -> None:
        self.of[self.merges.get(actor, actor)] += map(bond_of, lines)

    def between(self, edge: Edge) -> list[Bond]:
        """Return the bonds that say the same as the relationship."""
        subject, relation, obj = edge
        found = self._from(subject.id, relation, obj.id)
        if relation_named(relation).symmetric:
            found += self._from(obj.id, relation, subject.id)
        return found

    def _from(self, one: str, relation: str, other: str) -> list[Bond]:
        return [
            bond
            for bond in self.of.get(one, ())
            if bond.relation == relation and self.merges.get(bond.other, bond.other) == other
        ]


def dates_of(bonds: Sequence[Bond], spoken: Dates, stated: str | None) -> Dates:
    """Return since and until of a tie that claims speak of from `spoken[0]` to `spoken[1]`.

    Of several bonds (two terms of office) those count in whose time the claims fall; without a
    bond, `stated` is the earliest beginning of a period that a claim names. A claim's end is no
    end of the tie: "since May" ends for the article on the day it was written.
    """
    fitting = [bond for bond in bonds if _overlaps(bond, spoken)]
    if len(fitting) > 1 and spoken == UNKNOWN:
        fitting = []
    if not fitting:
        return stated, None
    since, until = [bond.since for bond in fitting], [bond.until for bond in fitting]
    return (
        min((day for day in since if day), default=None) if all(since) else None,
        max((day for day in until if day), default=None) if all(until) else None,
    )


def _overlaps(bond: Bond, spoken: Dates) -> bool:
    first, last = spoken
    begun = bond.since is None or last is None or last[: len(bond.since)] >= bond.since
    return begun and (bond.until is None or first is None or first[: len(bond.until)] <= bond.until)


def expected_dates(
    tx: Tx,
    edges: Iterable[Edge],
    merges: Mapping[str, str],
    *,
    periods: AbstractSet[Edge] | None = None,
) -> dict[Edge, tuple[Dates, Dates]]:
    """Return, of the lasting ties that are there, the dates that are right and those written.

    Where `periods` is given, ties that have no bond either are looked at only if they are in it.
    """
    ties = [edge for edge in edges if _lasting(edge)]
    if not ties:
        return {}
    bonds = _bonds(tx, ties, merges)
    if periods is not None:
        ties = [tie for tie in ties if tie in periods or bonds.between(tie)]
    names: dict[str, list[str]] = defaultdict(list)
    for old, new in merges.items():
        names[new].append(old)
    found = {}
    for row in tx.run(READ, rows=[_row(n, tie, names) for n, tie in enumerate(ties)]):
        tie = ties[row["n"]]
        right = dates_of(bonds.between(tie), (row["first"], row["last"]), row["stated"])
        found[tie] = right, (row["since"], row["until"])
    return found


def date_ties(
    tx: Tx,
    edges: Iterable[Edge],
    merges: Mapping[str, str],
    *,
    periods: AbstractSet[Edge] | None = None,
) -> None:
    """Write since and until on those of the relationships that are lasting ties."""
    changed = {
        edge: right
        for edge, (right, found) in expected_dates(tx, edges, merges, periods=periods).items()
        if right != found
    }
    rows = [
        {**_ends(edge), "since": since, "until": until} for edge, (since, until) in changed.items()
    ]
    if rows:
        tx.run(WRITE, rows=rows).consume()


_TIE = (
    "UNWIND $rows AS row MATCH (s:Actor {id: row.s}) MATCH (o:Actor {id: row.o}) "
    "MATCH (s)-[r]->(o) WHERE type(r) = row.type "
)
WRITE = _TIE + "SET r.since = row.since, r.until = row.until"
READ = (
    _TIE + "CALL (row) { MATCH (c:Claim) WHERE c.subject IN row.subjects "
    "AND c.relation = row.relation AND c.object IN row.objects AND c.when_end IS NOT NULL "
    "AND NOT c.denied AND c.status IN ['actual', 'alleged'] AND c.subject_kind <> 'Place' "
    "AND c.object_kind <> 'Place' RETURN min(c.first) AS stated } "
    "RETURN row.n AS n, r.first AS first, r.last AS last, r.since AS since, r.until AS until, "
    "stated"
)


def _bonds(tx: Tx, ties: Iterable[Edge], merges: Mapping[str, str]) -> _Bonds:
    found = _Bonds(merges)
    ids = sorted({end.id for tie in ties for end in (tie.subject, tie.object)})
    query = (
        "UNWIND $ids AS id MATCH (a:Actor {id: id}) WHERE a.bonds IS NOT NULL "
        "RETURN id, a.bonds AS bonds"
    )
    for row in tx.run(query, ids=ids):
        found.add(row["id"], row["bonds"])
    if merges:
        for row in tx.run(
            "MATCH (m:Merge) WHERE m.row IS NOT NULL RETURN m.id AS id, m.row AS row"
        ):
            found.add(row["id"], json.loads(row["row"]).get("bonds") or ())
    return found


def _lasting(edge: Edge) -> bool:
    between_actors = PLACE not in (edge.subject.label, edge.object.label)
    return between_actors and relation_named(edge.relation).lasting


def _row(n: int, edge: Edge, names: Mapping[str, list[str]]) -> dict[str, Any]:
    subject, obj = edge.subject.id, edge.object.id
    return {
        **_ends(edge),
        "n": n,
        "relation": edge.relation,
        "subjects": [subject, *names.get(subject, ())],
        "objects": [obj, *names.get(obj, ())],
    }


def _ends(edge: Edge) -> dict[str, Any]:
    type_ = relation_named(edge.relation).neo4j_type
    return {"s": edge.subject.id, "o": edge.object.id, "type": type_}
