"""Checking verdicts and the calibration: whether claims say what their coders said of them."""

from collections.abc import Iterator

from neo4j import ManagedTransaction

from actorgraph.graph.calibrating import not_refitted
from actorgraph.graph.connection import Connection
from actorgraph.graph.findings import Finding
from actorgraph.graph.verdicts import COUNTED, checks_of, counting, repair_verdicts
from actorgraph.ontology.verdicts import verdict_from_row

AGAIN = "count again with 'actorgraph check --repair'"


def verdict_findings(connection: Connection, *, repair: bool) -> Iterator[Finding]:
    """Yield what the verdicts of a graph do not bear out; with `repair`, it is made right."""
    with connection.reading() as session:
        found = session.execute_read(_wrong)
        refit = sum(1 for _ in not_refitted(session))
    if found and repair:
        with connection.writing() as session:
            session.execute_write(repair_verdicts)
    for where, what in found:
        yield Finding("verdicts", where, what, AGAIN, repaired=repair)
    if refit:
        yield Finding(
            "confidence", f"{refit} claims", "their confidence is not as it was refitted",
            "refit again with 'actorgraph verdicts refit', or take it back with --undo",
        )  # fmt: skip


def _wrong(tx: ManagedTransaction) -> list[tuple[str, str]]:
    return [*_unlinked(tx), *_other_checks(tx), *_other_counts(tx)]


def _unlinked(tx: ManagedTransaction) -> Iterator[tuple[str, str]]:
    query = (
        "MATCH (v:Verdict) MATCH (c:Claim {id: v.claim}) "
        "WHERE COUNT {(v)-[:JUDGES]->()} <> 1 OR NOT EXISTS {(v)-[:JUDGES]->(c)} "
        "RETURN v.id AS id, v.coder AS coder, c.id AS claim ORDER BY claim, id"
    )
    for row in tx.run(query):
        yield f"verdict {row['id']} of {row['coder']}", f"it is not linked to claim {row['claim']}"


def _other_checks(tx: ManagedTransaction) -> Iterator[tuple[str, str]]:
    current = "MATCH (v:Verdict)-[:JUDGES]->() WHERE v.current RETURN DISTINCT properties(v) AS row"
    checks = checks_of(verdict_from_row(row["row"]) for row in tx.run(current))
    right = {claim: (check.coders, check.outcome) for claim, check in checks.items()}
    query = (
        "MATCH (c:Claim) WHERE c.checked IS NOT NULL OR c.verdict IS NOT NULL "
        "RETURN c.id AS id, c.checked AS checked, c.verdict AS verdict"
    )
    found = {row["id"]: (row["checked"], row["verdict"]) for row in tx.run(query)}
    for claim in sorted(right.keys() | found.keys()):
        if right.get(claim) != found.get(claim):
            said = f"{found.get(claim)} (its verdicts say {right.get(claim)})"
            yield f"claim {claim}", f"it was checked, and found {said}"


KEY = (
    "[toString(startNode(r):Place), startNode(r).id, type(r), "
    "toString(endNode(r):Place), endNode(r).id] AS key"
)


def _other_counts(tx: ManagedTransaction) -> Iterator[tuple[str, str]]:
    records = tx.run(f"{COUNTED}RETURN {KEY}, checked, upheld", **counting(None))
    right = {tuple(row["key"]): (row["checked"], row["upheld"]) for row in records}
    query = (
        "MATCH (:Actor|Place)-[r]->(:Actor|Place) WHERE r.checked IS NOT NULL "
        f"RETURN {KEY}, r.checked AS checked, r.upheld AS upheld"
    )
    found = {tuple(row["key"]): (row["checked"], row["upheld"]) for row in tx.run(query)}
    for key in sorted(right.keys() | found.keys()):
        if right.get(key) != found.get(key):
            _, subject, type_, _, obj = key
            said = f"{found.get(key)} (its claims say {right.get(key)})"
            yield f"{subject} {type_.lower()} {obj}", f"checked and upheld are {said}"
