"""Writing readings into the graph: one transaction a batch, the same result however often."""

import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from neo4j import ManagedTransaction, Session

from actorgraph.graph.article_rows import article_row
from actorgraph.graph.calibrating import calibration_of
from actorgraph.graph.claims_to_write import ClaimsToWrite, Shape
from actorgraph.graph.edges import PLACE, Edge, EdgeSums, Node, merges_of
from actorgraph.graph.history import count_claims, record_unchanged
from actorgraph.graph.load_memory import EdgeState, LoadMemory, recounted_states
from actorgraph.graph.merged_nodes import keep_merged
from actorgraph.graph.node_rows import catalogued, is_better, place_order
from actorgraph.graph.readings import Reading, extractor_key
from actorgraph.graph.removal import remove_claims, remove_orphans
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.stored_reports import Regrouped, regroup
from actorgraph.graph.upkeep import keep_up
from actorgraph.graph.verdicts import any_verdicts
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.calibration import Calibration
from actorgraph.ontology.claims import Extractor

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


@dataclass(frozen=True, slots=True)
class _Setting:
    """What people have decided, and claims are written by: merges of actors, and a calibration."""

    merges: dict[str, str] = field(default_factory=dict)
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class _Batch:
    """Readings of different articles, and their claims as they are written in this setting."""

    readings: list[Reading]
    setting: _Setting
    claims: ClaimsToWrite

    def only(self, new: list[Reading], setting: _Setting) -> ClaimsToWrite:
        """Return the claims of the new readings; those at hand, if nothing came between."""
        if len(new) == len(self.readings) and setting == self.setting:
            return self.claims
        return ClaimsToWrite(new, setting.merges, setting.calibration)


class _Writer:
    """Writes batches in one session, and remembers what it read and wrote."""

    def __init__(self, session: Session, actors: Mapping[str, Actor]) -> None:
        self.load, self.started = str(uuid.uuid4()), _now()
        self.setting = _Setting()  # as the last batch found it
        self._session, self._actors = session, actors
        self._memory = LoadMemory()

    def record(self, extractor: Extractor) -> dict[str, str]:
        """Return what the record of the load says from its beginning."""
        by = {"extractor": f"{extractor.name} {extractor.version}", "model": extractor.model}
        return {"id": self.load, "started": self.started} | by

    def write(self, batch: _Batch) -> _Written:
        """Write one batch in one transaction, which the driver may have to try again."""
        record = self.record(batch.readings[0].extractor)
        done = self._session.execute_write(_write_batch, batch, record, self._actors, self._memory)
        self.setting = done.setting
        self._memory.keep(done.turn, done.edges, done.nodes)
        return done.written

    def finish(self, finished: str, unchanged: int) -> None:
        """Write down that the load came to its end, and what it found as it was."""
        self._session.execute_write(finish_load, self.load, finished)
        self._session.execute_write(record_unchanged, self.load, unchanged)


def load_readings(
    session: Session,
    readings: Iterable[Reading],
    *,
    actors: Mapping[str, Actor],
    progress: Progress,
) -> Load:
    """Write the readings, batch by batch; what was written stays, should a later one fail.

    While the graph takes in one batch, the next is read: readings come in the caller's thread.
    """
    writer, extractor = _Writer(session, actors), Extractor(name="", version="", model="")
    written, done, under_way = _Written(), 0, None
    with ThreadPoolExecutor(1) as thread:
        for readings_ in _batches(readings):
            extractor, setting = readings_[0].extractor, writer.setting
            claims = ClaimsToWrite(readings_, setting.merges, setting.calibration)
            batch = _Batch(readings_, setting, claims)
            if under_way:
                written += under_way.result()
                progress(done)
            under_way = thread.submit(writer.write, batch)
            done += len(readings_)
        if under_way:
            written += under_way.result()
            progress(done)
    finished = _now()
    if written.articles:
        writer.finish(finished, written.unchanged)
    record = writer.record(extractor) if done else {"id": writer.load, "started": writer.started}
    return Load(
        finished=finished, articles=written.articles, claims=written.claims,
        unchanged=written.unchanged, replaced=written.replaced,
        **({"extractor": "", "model": ""} | record),
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


@dataclass(frozen=True, slots=True)
class _Done:
    """What a transaction did, to be remembered once it is committed."""

    written: _Written
    turn: int
    setting: _Setting
    edges: Mapping[Edge, EdgeState] = field(default_factory=dict)
    nodes: Mapping[Node, dict[str, Any] | None] = field(default_factory=dict)


def _write_batch(
    tx: ManagedTransaction,
    batch: _Batch,
    load: Mapping[str, str],
    actors: Mapping[str, Actor],
    memory: LoadMemory,
) -> _Done:
    turn = tx.run(TAKE_TURN).single(strict=True)["turn"]
    memory.begin(tx, turn)
    stored, merges = _stored_articles(tx, batch.readings), merges_of(tx)
    setting = _Setting(merges, calibration_of(tx))
    judged = any_verdicts(tx)  # once much is written, Neo4j goes through all of that to count
    new = [one for one in batch.readings if stored.get(one.article.id) != _version(one)]
    unchanged = len(batch.readings) - len(new)
    if not new:
        return _Done(_Written(unchanged=unchanged), turn, setting)
    replaced = [reading.article.id for reading in new if reading.article.id in stored]
    sums, claims = EdgeSums(tx, merges), batch.only(new, setting)
    lost = count_claims(tx, replaced)
    emptied, left = remove_claims(tx, replaced)
    sums.clear(emptied)
    regrouped = _regroup(tx, new, replaced, memory)
    added = claims.put_reports(regrouped.own)
    changed = (added.keys() | regrouped.edges) - emptied
    states = memory.states(sums, changed, regrouped) | recounted_states(sums, emptied)
    _write_articles(tx, new, load, regrouped.own)
    nodes = _write_nodes(tx, claims.mentioned, actors, memory)
    keep_merged(tx, new, merges, actors)
    _write_claims(tx, claims, load["id"])
    edges = _write_sums(sums, states, added)
    written_sums = {edge: state.sums for edge, state in edges.items()}
    keep_up(tx, new, sums=written_sums, emptied=emptied, merges=merges, judged=judged)
    remove_orphans(tx, left)
    tx.run(
        "MATCH (l:Load {id: $id}) SET l.articles = l.articles + $articles, "
        "l.claims = l.claims + $claims, l.replaced = l.replaced + $replaced, "
        "l.removed = coalesce(l.removed, 0) + $lost",
        id=load["id"], articles=len(new), claims=len(claims.rows), replaced=len(replaced),
        lost=lost,
    ).consume()  # fmt: skip
    written = _Written(len(new), len(claims.rows), unchanged, len(replaced))
    return _Done(written, turn, setting, edges, nodes | dict.fromkeys(left))


def _regroup(
    tx: ManagedTransaction, new: list[Reading], replaced: list[str], memory: LoadMemory
) -> Regrouped:
    """Tell which of the articles are reprints; where none has a signature, nothing is read."""
    if not replaced and all(reading.article.signature is None for reading in new):
        return Regrouped()
    return regroup(tx, memory.take_reports(tx), new, replaced)


def _write_sums(
    sums: EdgeSums, states: Mapping[Edge, EdgeState], added: Mapping[Edge, EdgeState]
) -> dict[Edge, EdgeState]:
    """Add what the batch says to the states, and write what they then say."""
    after = {
        edge: state.joined(added[edge]) if edge in added else state
        for edge, state in states.items()
    }
    sums.write({edge: state.sums for edge, state in after.items() if state.written})
    sums.create({edge: state.sums for edge, state in after.items() if not state.written})
    return {edge: state.as_written() for edge, state in after.items()}


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
    tx: ManagedTransaction,
    readings: Sequence[Reading],
    load: Mapping[str, str],
    reports: Mapping[str, str],
) -> None:
    tx.run(
        "MERGE (l:Load {id: $load.id}) ON CREATE SET l.started = $load.started, l.articles = 0, "
        "l.claims = 0, l.replaced = 0 SET l.extractor = $load.extractor, l.model = $load.model",
        load=dict(load),
    ).consume()
    tx.run(
        "UNWIND $rows AS row MERGE (a:Article {id: row.id}) SET a = row",
        rows=[article_row(one, reports.get(one.article.id)) for one in readings],
    ).consume()


def _write_nodes(
    tx: ManagedTransaction,
    mentioned: Mapping[Node, dict[str, Any]],
    actors: Mapping[str, Actor],
    memory: LoadMemory,
) -> dict[Node, dict[str, Any] | None]:
    """Write what the mentions say better than those before them; return that."""
    rows: dict[str, list[dict[str, Any]]] = {"Actor": [], PLACE: []}
    written: dict[Node, dict[str, Any] | None] = {}
    for node, says in mentioned.items():
        row = {"id": node.id} | says | catalogued(node, actors)
        known = memory.nodes.get(node)
        if known is None or is_better(row, known):
            rows[node.label].append(row)
            written[node] = row
    tx.run(
        "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) WITH a, row "
        "WHERE a.name IS NULL OR row.known OR (NOT coalesce(a.known, false) "
        "AND [row.name, row.kind] < [a.name, a.kind]) "
        "REMOVE a:$(coalesce(a.kind, row.kind)) SET a = row SET a:$(row.kind)",
        rows=rows["Actor"],
    ).consume()
    tx.run(
        "UNWIND $rows AS row MERGE (p:Place {id: row.id}) WITH p, row "
        f"WHERE p.name IS NULL OR {place_order('row')} < {place_order('p')} SET p = row",
        rows=rows[PLACE],
    ).consume()
    return written


def _write_claims(tx: ManagedTransaction, claims: ClaimsToWrite, load: str) -> None:
    shapes: dict[Shape, list[dict[str, Any]]] = defaultdict(list)
    for row in claims.rows:
        shapes[row.shape].append(row.values)
    for (subject, object_, speaker, place), rows in shapes.items():
        tx.run(
            "MATCH (l:Load {id: $load}) UNWIND $rows AS row "
            "MATCH (a:Article {id: row.claim.article}) "
            f"MATCH (s:{subject} {{id: row.s}}) MATCH (o:{object_} {{id: row.o}}) "
            + (f"MATCH (v:{speaker} {{id: row.v}}) " if speaker else "")
            + ("MATCH (p:Place {id: row.p}) " if place else "")
            + "CREATE (c:Claim) SET c = row.claim "
            "CREATE (c)-[:SUBJECT]->(s) CREATE (c)-[:OBJECT]->(o) "
            "CREATE (c)-[:STATED_IN]->(a) CREATE (c)-[:LOADED_BY]->(l) "
            + ("CREATE (c)-[:ACCORDING_TO]->(v) " if speaker else "")
            + ("CREATE (c)-[:AT]->(p)" if place else ""),
            load=load,
            rows=rows,
        ).consume()


def finish_load(tx: ManagedTransaction, load: str, finished: str) -> None:
    """Write down that a load came to its end."""
    tx.run(
        "MATCH (l:Load {id: $id}) SET l.finished = $finished", id=load, finished=finished
    ).consume()
