"""Verdicts in the graph: kept beside the claims they judge, also while those are gone.

    (:Verdict {id, claim, coder, at, subject, …, comment, current})-[:JUDGES]->(:Claim)

A claim that was judged has `checked` (by how many coders) and `verdict` (right, wrong, disputed or
open); a relationship between actors `checked` and `upheld`, of the claims that hold it up.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction, Record

from actorgraph.graph.claim_rows import article_map, claim_of, model_of
from actorgraph.graph.connection import Connection
from actorgraph.graph.edges import Edge, types_by_relation
from actorgraph.graph.history import record
from actorgraph.graph.merged_claims import as_merged, standing
from actorgraph.graph.schema import TAKE_TURN, UNIQUE_ID, VERDICT_INDEX
from actorgraph.graph.stored import rows_of
from actorgraph.graph.sums import ASSERTING
from actorgraph.ontology.verdicts import (
    Check,
    Verdict,
    check_of,
    verdict_from_row,
    verdict_to_row,
)

BATCH = 1000  # verdicts written in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding verdicts did: `known` were there, `replaced` have made way for newer ones.

    `homeless` are new ones on claims that the graph does not have.
    """

    new: int = 0
    known: int = 0
    replaced: int = 0
    homeless: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(
            new=self.new + other.new,
            known=self.known + other.known,
            replaced=self.replaced + other.replaced,
            homeless=self.homeless + other.homeless,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """What the graph says of a claim that somebody judged; `raw` is its confidence as read."""

    relation: str
    confidence: float
    raw: float
    model: str
    data_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVerdict:
    """A verdict as kept: `current` unless its coder judged anew; `on` is None if the claim went."""

    verdict: Verdict
    current: bool
    on: JudgedClaim | None


def prepare_verdicts(connection: Connection) -> None:
    """Make the constraints that a graph of an earlier version lacks."""
    with connection.writing() as session:
        for label in ("Verdict", "Calibration"):
            session.run(UNIQUE_ID.format(name=label.lower(), label=label)).consume()
        session.run(VERDICT_INDEX).consume()
        session.run("CALL db.awaitIndexes(3600)").consume()


def add_verdicts(tx: ManagedTransaction, verdicts: Sequence[Verdict]) -> Added:
    """Write verdicts that are not there yet."""
    tx.run(TAKE_TURN).consume()
    by_id = {verdict.id: verdict for verdict in verdicts}
    query = "MATCH (v:Verdict) WHERE v.id IN $ids RETURN collect(v.id) AS ids"
    known = set(tx.run(query, ids=list(by_id)).single(strict=True)["ids"])
    new = [verdict for id_, verdict in by_id.items() if id_ not in known]
    if not new:
        return Added(known=len(verdicts))
    before = _current(tx, new)
    rows = [verdict_to_row(one) | {"id": one.id, "current": False} for one in new]
    tx.run("UNWIND $rows AS row CREATE (v:Verdict) SET v = row", rows=rows).consume()
    after = _choose_current(tx, new)
    touched = link_verdicts(tx)
    _write_checks(tx, touched | {one.claim for one in new})
    counted = Counter(one.coder for one in new)
    record(tx, "verdicts", [f"{n} of {coder}" for coder, n in sorted(counted.items())])
    ids = {one.id for one in new}
    return Added(
        new=len(new),
        known=len(verdicts) - len(new),
        replaced=len((before | ids) - after),
        homeless=len(ids - _linked(tx, new)),
    )


def _pairs(verdicts: Iterable[Verdict]) -> list[dict[str, str]]:
    pairs = {(one.claim, one.coder) for one in verdicts}
    return [{"claim": claim, "coder": coder} for claim, coder in sorted(pairs)]


_OF_PAIRS = "UNWIND $pairs AS pair MATCH (v:Verdict {claim: pair.claim, coder: pair.coder}) "


def _current(tx: ManagedTransaction, verdicts: Iterable[Verdict]) -> set[str]:
    query = f"{_OF_PAIRS}WHERE v.current RETURN v.id AS id"
    return {row["id"] for row in tx.run(query, pairs=_pairs(verdicts))}


def _choose_current(tx: ManagedTransaction, verdicts: Iterable[Verdict]) -> set[str]:
    """Make each coder's newest verdict on each claim the one that counts; return those."""
    records = tx.run(
        f"{_OF_PAIRS}WITH v ORDER BY v.at DESC, v.id "
        "WITH v.claim AS claim, v.coder AS coder, collect(v) AS own "
        "FOREACH (v IN own | SET v.current = false) "
        "WITH head(own) AS newest SET newest.current = true RETURN newest.id AS id",
        pairs=_pairs(verdicts),
    )
    return {row["id"] for row in records}


def _linked(tx: ManagedTransaction, verdicts: Iterable[Verdict]) -> set[str]:
    query = "MATCH (v:Verdict)-[:JUDGES]->() WHERE v.id IN $ids RETURN v.id AS id"
    return {row["id"] for row in tx.run(query, ids=[one.id for one in verdicts])}


def link_verdicts(tx: ManagedTransaction) -> set[str]:
    """Link verdicts that lead to no claim to theirs, if it is there; return the claims' ids."""
    records = tx.run(
        "MATCH (v:Verdict) WHERE NOT EXISTS {(v)-[:JUDGES]->()} "
        "MATCH (c:Claim {id: v.claim}) CREATE (v)-[:JUDGES]->(c) RETURN DISTINCT c.id AS id"
    )
    return {row["id"] for row in records}


def keep_verdicts(tx: ManagedTransaction, changed: Collection[Edge]) -> None:
    """After claims were written: link their verdicts; count for relationships written anew."""
    _write_checks(tx, link_verdicts(tx))
    count_checked(tx, {edge.subject.id for edge in changed})


def any_verdicts(tx: ManagedTransaction) -> bool:
    """Return whether anybody judged anything; Neo4j knows without looking at nodes."""
    count = tx.run("MATCH (v:Verdict) RETURN count(v) AS n").single(strict=True)
    return bool(count["n"])


def _write_checks(tx: ManagedTransaction, claims: Collection[str]) -> None:
    """Write what coders say together on these claims, and on the relationships they hold up."""
    rows = [
        {"id": id_, "checked": check.coders, "verdict": check.outcome}
        for id_, check in checks_of(_judged(tx, claims)).items()
    ]
    if not rows:
        return
    subjects = tx.run(
        "UNWIND $rows AS row MATCH (c:Claim {id: row.id})-[:SUBJECT]->(s) "
        "SET c.checked = row.checked, c.verdict = row.verdict RETURN collect(DISTINCT s.id) AS ids",
        rows=rows,
    ).single(strict=True)
    count_checked(tx, subjects["ids"])


def _judged(tx: ManagedTransaction, claims: Collection[str]) -> Iterator[Verdict]:
    query = "MATCH (v:Verdict) WHERE v.current AND v.claim IN $claims RETURN properties(v) AS row"
    for found in tx.run(query, claims=list(claims)):
        yield verdict_from_row(found["row"])


def checks_of(verdicts: Iterable[Verdict]) -> dict[str, Check]:
    """Return what coders say together of each claim, by its id."""
    by_claim: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_claim[verdict.claim].append(verdict)
    return {claim: check_of(own) for claim, own in by_claim.items()}


# The claims that hold up each relationship of some subjects and were judged, counted.
COUNTED = (
    "MATCH (v:Verdict)-[:JUDGES]->(c:Claim)-[:SUBJECT]->(s) "
    "WHERE v.current AND ($subjects IS NULL OR s.id IN $subjects) "
    "AND NOT c.denied AND c.status IN $asserting "
    "WITH DISTINCT c, s MATCH (c)-[:OBJECT]->(o) MATCH (s)-[r]->(o) "
    "WHERE type(r) = $types[c.relation] "
    "WITH r, count(c) AS checked, count(CASE c.verdict WHEN 'right' THEN 1 END) AS upheld "
)


def counting(subjects: Collection[str] | None) -> Mapping[str, Any]:
    """Return the parameters of COUNTED; None for all subjects."""
    ids = None if subjects is None else list(subjects)
    return {"subjects": ids, "asserting": list(ASSERTING), "types": types_by_relation()}


def count_checked(tx: ManagedTransaction, subjects: Collection[str] | None) -> None:
    """Write how many claims of the relationships of these subjects were checked, and upheld."""
    if subjects is None or subjects:
        query = f"{COUNTED}SET r.checked = checked, r.upheld = upheld"
        tx.run(query, **counting(subjects)).consume()


def repair_verdicts(tx: ManagedTransaction) -> None:
    """Link and count everything again."""
    tx.run(TAKE_TURN).consume()
    link_verdicts(tx)
    tx.run("MATCH (c:Claim) WHERE c.checked IS NOT NULL REMOVE c.checked, c.verdict").consume()
    wrong = "MATCH (:Actor|Place)-[r]->() WHERE r.checked IS NOT NULL REMOVE r.checked, r.upheld"
    tx.run(wrong).consume()
    claims = tx.run("MATCH (v:Verdict) RETURN collect(DISTINCT v.claim) AS ids").single(strict=True)
    _write_checks(tx, claims["ids"])


def verdicts(connection: Connection) -> Iterator[StoredVerdict]:
    """Yield every verdict, claim by claim, the oldest first."""
    query = (
        "MATCH (v:Verdict) OPTIONAL MATCH (v)-[:JUDGES]->(c)-[:STATED_IN]->(a) "
        "RETURN properties(v) AS row, c {.relation, .confidence, .data_id, "
        f"raw: coalesce(c.raw_confidence, c.confidence), model: {model_of('c', 'a')}}} AS claim "
        "ORDER BY v.claim, v.at, v.id"
    )
    yield from map(_stored, rows_of(connection, query))


def _stored(row: Record) -> StoredVerdict:
    on = row["claim"] and JudgedClaim(**row["claim"])
    return StoredVerdict(verdict=verdict_from_row(row["row"]), current=row["row"]["current"], on=on)


def checks(connection: Connection) -> dict[str, Check]:
    """Return what coders say together of claims, by their ids as read, and as merged."""
    query = (
        "MATCH (v:Verdict)-[:JUDGES]->(c:Claim)-[:STATED_IN]->(a) WHERE v.current "
        "RETURN collect(properties(v)) AS rows, properties(c) AS claim, "
        f"{article_map('a')} AS article"
    )
    stands, found = standing(connection), {}
    for row in rows_of(connection, query):
        check = check_of(map(verdict_from_row, row["rows"]))
        claim = claim_of(row["claim"], row["article"])
        for one in (claim, *as_merged([claim], stands)):
            found[one.id] = check
    return found


def claims_by_relation(connection: Connection) -> Counter[str]:
    """Return how many claims there are of each relation, without those that others coded."""
    query = "MATCH (c:Claim) WHERE c.data_id IS NULL RETURN c.relation AS relation, count(*) AS n"
    return Counter({row["relation"]: row["n"] for row in rows_of(connection, query)})
