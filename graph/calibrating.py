"""Refitting the confidence of a graph's claims: applied to all, kept for later loads, undone.

    (:Calibration {id: 'calibration', method, at, knots, models, …, applied})

A claim that it fits has `confidence` as refitted, and `raw_confidence` as its extractor gave it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from neo4j import ManagedTransaction, Record, Session

from actorgraph.graph.claim_rows import model_of
from actorgraph.graph.connection import Connection
from actorgraph.graph.edges import types_by_relation
from actorgraph.graph.history import record
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.sums import ASSERTING
from actorgraph.ontology.calibration import Calibration, knots_of

CHUNK = 5000  # claims written in one transaction
SUBJECTS = 500  # whose relationships are written in one

Progress = Callable[[int], None]  # claims done so far


def calibration_of(tx: ManagedTransaction | Session) -> Calibration | None:
    """Return the calibration by which claims are written."""
    row = tx.run("MATCH (k:Calibration {undone: false}) RETURN properties(k) AS row").single()
    return _calibration(row["row"]) if row else None


def _calibration(row: Mapping[str, Any]) -> Calibration:
    return Calibration(
        method=row["method"],
        at=row["at"],
        knots=knots_of(row["knots"]),
        models=tuple(row["models"]),
        checked=row["checked"],
        error_before=row["error_before"],
        error_after=row["error_after"],
    )


def calibrate(
    session: Session, calibration: Calibration | None, progress: Progress = lambda _n: None
) -> int:
    """Refit every claim, or take that back (None); return how many claims are changed.

    Cut at any point, `finish_calibration` goes on with it.
    """
    session.execute_write(_decide, calibration)
    return _carry_out(session, progress)


def finish_calibration(connection: Connection) -> None:
    """Go on with what was cut; nothing is written to a graph half of which is refitted."""
    query = "MATCH (k:Calibration) RETURN k.applied AS applied"
    with connection.reading() as session:
        row = session.run(query).single()
    if row and not row["applied"]:
        with connection.writing() as session:
            _carry_out(session, lambda _n: None)


def _decide(tx: ManagedTransaction, calibration: Calibration | None) -> None:
    tx.run(TAKE_TURN).consume()
    if calibration is None:
        tx.run("MATCH (k:Calibration) SET k.undone = true, k.applied = false").consume()
        return
    row = asdict(calibration) | {"knots": calibration.knots_as_text(), "id": "calibration"}
    row |= {"models": list(calibration.models), "undone": False, "applied": False}
    query = "MERGE (k:Calibration {id: 'calibration'}) SET k = $row"
    tx.run(query, row=row).consume()


def _carry_out(session: Session, progress: Progress) -> int:
    calibration, changed, after = session.execute_read(calibration_of), 0, ""
    seen = 0
    while True:
        last, read, written = session.execute_write(_refit, calibration, after)
        if last is None:
            break
        after, seen, changed = last, seen + read, changed + written
        progress(seen)
    for label in ("Actor", "Place"):
        start: str | None = ""
        while start is not None:
            start = session.execute_write(_sum_up, label, start)
    session.execute_write(_end, calibration)
    return changed


PORTION = (
    "MATCH (c:Claim) WHERE c.id > $after WITH c ORDER BY c.id LIMIT $most "
    "MATCH (c)-[:STATED_IN]->(a) RETURN c.id AS id, c.confidence AS now, "
    f"c.raw_confidence AS raw, {model_of('c', 'a')} AS model, c.data_id AS data_id ORDER BY id"
)


def _refit(
    tx: ManagedTransaction, calibration: Calibration | None, after: str
) -> tuple[str | None, int, int]:
    """Write a portion of claims; return the last id, and how many were read and changed."""
    tx.run(TAKE_TURN).consume()
    found = list(tx.run(PORTION, after=after, most=CHUNK))
    rows = [row for record in found if (row := _wrong(record, calibration))]
    if rows:
        tx.run(
            "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) "
            "SET c.confidence = row.confidence, c.raw_confidence = row.raw",
            rows=rows,
        ).consume()
    return (found[-1]["id"] if found else None), len(found), len(rows)


def _wrong(record: Record, calibration: Calibration | None) -> dict[str, Any] | None:
    """Return what the claim should say, unless it does."""
    raw = record["now"] if record["raw"] is None else record["raw"]
    if calibration and calibration.fits(record["model"], record["data_id"]):
        right = {"confidence": calibration.of(raw), "raw": raw}
    else:
        right = {"confidence": raw, "raw": None}
    found = {"confidence": record["now"], "raw": record["raw"]}
    return {"id": record["id"]} | right if right != found else None


def _sum_up(tx: ManagedTransaction, label: str, after: str) -> str | None:
    """Write the highest confidence on the relationships of a portion of subjects."""
    tx.run(TAKE_TURN).consume()
    ids = [
        row["id"]
        for row in tx.run(
            f"MATCH (n:{label}) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT $most",
            after=after,
            most=SUBJECTS,
        )
    ]
    tx.run(
        f"UNWIND $ids AS id MATCH (s:{label} {{id: id}})<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o) "
        "WHERE NOT c.denied AND c.status IN $asserting "
        "WITH s, o, c.relation AS relation, max(c.confidence) AS highest "
        "MATCH (s)-[r]->(o) WHERE type(r) = $types[relation] SET r.confidence = highest",
        ids=ids,
        asserting=list(ASSERTING),
        types=types_by_relation(),
    ).consume()
    return ids[-1] if ids else None


def _end(tx: ManagedTransaction, calibration: Calibration | None) -> None:
    tx.run(TAKE_TURN).consume()
    row = tx.run("MATCH (k:Calibration) RETURN k.checked AS checked").single()
    if calibration is None:
        tx.run("MATCH (k:Calibration) DELETE k").consume()
    else:
        tx.run("MATCH (k:Calibration) SET k.applied = true").consume()
    if row:
        record(tx, "refit" if calibration else "unfit", [f"{row['checked']} checked claims"])


def not_refitted(session: Session) -> Iterator[str]:
    """Yield the ids of claims whose confidence is not what the calibration says."""
    calibration, after = session.execute_read(calibration_of), ""
    if calibration is None:
        query = "MATCH (c:Claim) WHERE c.raw_confidence IS NOT NULL RETURN c.id AS id"
        yield from (record["id"] for record in session.run(query))
        return
    while found := list(session.run(PORTION, after=after, most=CHUNK)):
        yield from (record["id"] for record in found if _wrong(record, calibration))
        after = found[-1]["id"]
