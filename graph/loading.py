"""Writing readings into the graph: one transaction a batch, the same result however often."""

import json
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from neo4j import ManagedTransaction, Session

from actorgraph.graph.claims_to_write import ClaimsToWrite
from actorgraph.graph.edges import (
    PLACE,
    EdgeSums,
    Node,
    merges_of,
    origins_of,
    with_added,
)
from actorgraph.graph.history import count_claims, record_unchanged
from actorgraph.graph.merged_nodes import keep_merged
from actorgraph.graph.readings import Reading, extractor_key
from actorgraph.graph.removal import remove_claims, remove_orphans
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.upkeep import keep_up
from actorgraph.ontology.actors import Actor

BATCH_CLAIMS = 5000
BATCH_ARTICLES = 500
BATCH_SECONDS = 15.0  # reading articles may be slow: what is read is kept soon

Progress = Callable[[int], None]  # articles done so far


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one load did; `unchanged` articles were there already, read by the same extractor."""

    id: str
    started: str
    finished: str | None
    extractor: str
    model: str
    articles: int
    claims: int
    unchanged: int = 0
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class _Written:
    articles: int = 0
    claims: int = 0
    unchanged: int = 0
    replaced: int = 0

    def __add__(self, other: "_Written") -> "_Written":
        return _Written(
            self.articles + other.articles,
            self.claims + other.claims,
            self.unchanged + other.unchanged,
            self.replaced + other.replaced,
        )


def load_readings(
    session: Session,
    readings: Iterable[Reading],
    *,
    actors: Mapping[str, Actor],
    progress: Progress,
) -> Load:
    """Write the readings, batch by batch; what was written stays, should a later one fail."""
    load, extractor, model, written, done = str(uuid.uuid4()), "", "", _Written(), 0
    started = _now()
    for batch in _batches(readings):
        extractor = f"{batch[0].extractor.name} {batch[0].extractor.version}"
        model = batch[0].extractor.model
        record = {"id": load, "started": started, "extractor": extractor, "model": model}
        written += session.execute_write(_write_batch, batch, record, actors)
        done += len(batch)
        progress(done)
    finished = _now()
    if written.articles:
        session.execute_write(_finish, load, finished)
        session.execute_write(record_unchanged, load, written.unchanged)
    return Load(
        id=load, started=started, finished=finished, extractor=extractor, model=model,
        articles=written.articles, claims=written.claims,
        unchanged=written.unchanged, replaced=written.replaced,
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Yield lists of readings, none of which has the same article twice."""
    batch: dict[str, Reading] = {}
    size, begun = 0, time.monotonic()
    for reading in readings:
        full = size + len(reading.claims) > BATCH_CLAIMS or len(batch) >= BATCH_ARTICLES
        full = full or time.monotonic() - begun > BATCH_SECONDS
        if batch and (full or reading.article.id in batch):
            yield list(batch.values())
            batch, size, begun = {}, 0, time.monotonic()
        batch[reading.article.id] = reading
        size += len(reading.claims)
    if batch:
        yield list(batch.values())


def _write_batch(
    tx: ManagedTransaction,
    batch: Sequence[Reading],
    load: Mapping[str, str],
    actors: Mapping[str, Actor],
) -> _Written:
    tx.run(TAKE_TURN).consume()
    stored = _stored_articles(tx, batch)
    new = [reading for reading in batch if stored.get(reading.article.id) != _version(reading)]
    unchanged = len(batch) - len(new)
    if not new:
        return _Written(unchanged=unchanged)
    replaced = [reading.article.id for reading in new if reading.article.id in stored]
    merges = merges_of(tx)
    sums = EdgeSums(tx, merges)
    lost = count_claims(tx, replaced)
    emptied, left = remove_claims(tx, replaced)
    claims = ClaimsToWrite(new, merges)
    _write_articles(tx, new, load)
    _write_nodes(tx, claims.mentioned, actors)
    keep_merged(tx, new, merges, actors)
    sums.clear(emptied)
    standing = sums.standing(claims.facts)
    known = sums.known_origins({edge: origins_of(claims.facts[edge]) for edge in standing})
    _write_claims(tx, claims, load["id"])
    recounted = sums.recounted(edge for edge in set(claims.facts) | emptied if edge not in standing)
    written = with_added(standing, claims.facts, known) | recounted
    sums.write(written)
    keep_up(tx, new, sums=written, emptied=emptied, merges=merges, actors=actors)
    remove_orphans(tx, left)
    tx.run(
        "MATCH (l:Load {id: $id}) SET l.articles = l.articles + $articles, "
        "l.claims = l.claims + $claims, l.replaced = l.replaced + $replaced, "
        "l.removed = coalesce(l.removed, 0) + $lost",
        id=load["id"], articles=len(new), claims=len(claims.rows), replaced=len(replaced),
        lost=lost,
    ).consume()  # fmt: skip
    return _Written(len(new), len(claims.rows), unchanged, len(replaced))


def _version(reading: Reading) -> tuple[str, str]:
    return reading.fingerprint, extractor_key(reading.extractor)


def _stored_articles(
    tx: ManagedTransaction, batch: Sequence[Reading]
) -> dict[str, tuple[str, str]]:
    records = tx.run(
        "UNWIND $ids AS id MATCH (a:Article {id: id}) "
        "RETURN id, a.fingerprint AS fingerprint, a.extractor AS extractor",
        ids=[reading.article.id for reading in batch],
    )
    return {row["id"]: (row["fingerprint"], row["extractor"]) for row in records}


def _write_articles(
    tx: ManagedTransaction, readings: Sequence[Reading], load: Mapping[str, str]
) -> None:
    tx.run(
        "MERGE (l:Load {id: $load.id}) ON CREATE SET l.started = $load.started, l.articles = 0, "
        "l.claims = 0, l.replaced = 0 SET l.extractor = $load.extractor, l.model = $load.model",
        load=dict(load),
    ).consume()
    tx.run(
        "UNWIND $rows AS row MERGE (a:Article {id: row.id}) SET a = row",
        rows=[_article_row(reading) for reading in readings],
    ).consume()


def _article_row(reading: Reading) -> dict[str, Any]:
    article = reading.article
    sections = json.dumps([asdict(section) for section in article.sections])
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published,
        "text": article.text if reading.has_text else None,
        "sections": sections if article.sections else None,
        "fingerprint": reading.fingerprint,
        "extractor": extractor_key(reading.extractor),
    }


def _write_nodes(
    tx: ManagedTransaction, mentioned: Mapping[Node, dict[str, Any]], actors: Mapping[str, Actor]
) -> None:
    rows: dict[str, list[dict[str, Any]]] = {"Actor": [], PLACE: []}
    for (label, id_), says in mentioned.items():
        rows[label].append({"id": id_} | says | _catalogued(label, id_, actors))
    tx.run(
        "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) WITH a, row "
        "WHERE a.name IS NULL OR row.known OR (NOT coalesce(a.known, false) "
        "AND [row.name, row.kind] < [a.name, a.kind]) "
        "REMOVE a:$(coalesce(a.kind, row.kind)) SET a = row SET a:$(row.kind)",
        rows=rows["Actor"],
    ).consume()
    tx.run(
        "UNWIND $rows AS row MERGE (p:Place {id: row.id}) WITH p, row "
        "WHERE p.name IS NULL OR (row.lat IS NOT NULL AND p.lat IS NULL) SET p += row",
        rows=rows[PLACE],
    ).consume()


def _catalogued(label: str, id_: str, actors: Mapping[str, Actor]) -> dict[str, Any]:
    actor = actors.get(id_)
    if label == PLACE or actor is None:
        return {}
    return {
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases) or None,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "known": True,
    }


def _write_claims(tx: ManagedTransaction, claims: ClaimsToWrite, load: str) -> None:
    shapes: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for edge, row in claims.rows:
        shapes[edge.subject.label, edge.object.label].append(
            {"s": edge.subject.id, "o": edge.object.id, "claim": row}
        )
    for (first, second), rows in shapes.items():
        tx.run(
            "MATCH (l:Load {id: $load}) UNWIND $rows AS row "
            "MATCH (a:Article {id: row.claim.article}) "
            f"MATCH (s:{first} {{id: row.s}}) MATCH (o:{second} {{id: row.o}}) "
            "CREATE (c:Claim) SET c = row.claim "
            "CREATE (c)-[:SUBJECT]->(s) CREATE (c)-[:OBJECT]->(o) "
            "CREATE (c)-[:STATED_IN]->(a) CREATE (c)-[:LOADED_BY]->(l)",
            load=load,
            rows=rows,
        ).consume()
    for label, rows in claims.speakers.items():
        _link(tx, "ACCORDING_TO", label, rows)
    _link(tx, "AT", PLACE, claims.places)


def _link(tx: ManagedTransaction, type_: str, label: str, rows: list[dict[str, str]]) -> None:
    tx.run(
        f"UNWIND $rows AS row MATCH (c:Claim {{id: row.claim}}) "
        f"MATCH (n:{label} {{id: row.node}}) CREATE (c)-[:{type_}]->(n)",
        rows=rows,
    ).consume()


def _finish(tx: ManagedTransaction, load: str, finished: str) -> None:
    tx.run(
        "MATCH (l:Load {id: $id}) SET l.finished = $finished", id=load, finished=finished
    ).consume()
