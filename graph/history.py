"""What was done to a graph: its loads, and the removals, merges and splits between them."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from neo4j import ManagedTransaction

from actorgraph.graph.connection import Connection

LOAD = "load"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One thing that was done; `action` is load, remove, merge or split.

    `finished` is None for a load that was cut. Counts: `articles` that were new or removed,
    `replaced` by another text or extractor, `unchanged` that were there already; `claims` added,
    `removed` or (by a merge or a split) `moved`. `what` names the articles or actors.
    """

    id: str
    action: str
    started: str
    finished: str | None
    extractor: str
    model: str
    articles: int
    replaced: int
    unchanged: int
    claims: int
    removed: int
    moved: int
    what: tuple[str, ...]


def entries(connection: Connection) -> Iterator[LogEntry]:
    """Yield what was done, the oldest first; a load that changed nothing left no record."""
    query = "MATCH (l:Load) RETURN properties(l) AS l ORDER BY l.started, l.id"
    with connection.reading() as session:
        for record in session.run(query):
            row = record["l"]
            yield LogEntry(
                id=row["id"],
                action=row.get("action", LOAD),
                started=row["started"],
                finished=row.get("finished"),
                extractor=row.get("extractor", ""),
                model=row.get("model", ""),
                articles=row.get("articles", 0) - row.get("replaced", 0),
                replaced=row.get("replaced", 0),
                unchanged=row.get("unchanged", 0),
                claims=row.get("claims", 0),
                removed=row.get("removed", 0),
                moved=row.get("moved", 0),
                what=tuple(row.get("what", ())),
            )


def record(tx: ManagedTransaction, action: str, what: Sequence[str], **counts: int) -> None:
    """Record a removal, merge or split, in the transaction that does it."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    row = {"id": str(uuid.uuid4()), "action": action, "started": now, "finished": now}
    tx.run("CREATE (l:Load) SET l = $row", row=row | {"what": list(what)} | counts).consume()


def count_claims(tx: ManagedTransaction, articles: Sequence[str]) -> int:
    """Return how many claims these articles have, before they are replaced."""
    if not articles:
        return 0
    query = "UNWIND $ids AS id MATCH (:Article {id: id})<-[:STATED_IN]-(c) RETURN count(c) AS n"
    found = tx.run(query, ids=list(articles)).single()
    return int(found["n"]) if found else 0


def record_unchanged(tx: ManagedTransaction, load: str, articles: int) -> None:
    """Add to a load's record how many articles it found as they were."""
    tx.run(
        "MATCH (l:Load {id: $id}) SET l.unchanged = coalesce(l.unchanged, 0) + $n",
        id=load, n=articles,
    ).consume()  # fmt: skip
