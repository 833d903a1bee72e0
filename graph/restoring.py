"""Restoring a dump into an empty graph: checked first, then written so that it can be cut."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from neo4j import ManagedTransaction, Session

from actorgraph.errors import BadDump, GraphNotEmpty, UnreadableFile
from actorgraph.graph.connection import Connection
from actorgraph.graph.dumping import FORMAT, MANIFEST, MEMBERS, SINCE, VERSION, Row, lines_of
from actorgraph.graph.loading import load_readings
from actorgraph.graph.readings import Reading, extractor_of
from actorgraph.graph.schema import SCHEMA_VERSION, TAKE_TURN
from actorgraph.graph.stored import article_of
from actorgraph.graph.upkeep import chunks, date_all_ties
from actorgraph.ontology.claims import Claim, kept_claim

ROWS = 500  # a transaction
BLOCK = 1 << 20  # bytes

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDump:
    """A dump whose every byte was found to be as its manifest says; `lines` by member."""

    path: Path
    key: str
    lines: dict[str, int]


def check_dump(path: str | Path) -> CheckedDump:
    """Read the whole file, and raise BadDump unless it is a dump that can be restored here."""
    name = str(path)
    try:
        with zipfile.ZipFile(path) as file:
            manifest = _manifest(file, name)
            for member, known in manifest["members"].items():
                _compare(file, member, known, name)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BadDump(name, f"it is cut, changed or no dump ({error})") from error
    except OSError as error:
        raise UnreadableFile(name, error.strerror or str(error)) from error
    lines = {member: known["lines"] for member, known in manifest["members"].items()}
    key = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    return CheckedDump(path=Path(path), key=key, lines=lines)


def restore(
    connection: Connection, dump: CheckedDump, *, progress: Progress = lambda _n: None
) -> None:
    """Write the dump into an empty graph; `progress` is told of the articles done.

    Cut at any point, it can be called again and goes on. Raises GraphNotEmpty.
    """
    with connection.writing() as session, zipfile.ZipFile(dump.path) as file:
        session.execute_write(_begin, dump.key, connection.address)
        for name, statement in BEFORE.items():
            if name in dump.lines:
                _put(session, statement, lines_of(file, name))
        load_readings(session, _readings(file), actors={}, progress=progress)
        for name, statement in AFTER.items():
            _put(session, statement, map(_without_text, lines_of(file, name)))
        kept = [row["id"] for row in lines_of(file, "loads.jsonl")]
        session.execute_write(_drop_loads, kept)
        date_all_ties(session)
        session.execute_write(_end)


BEFORE = {
    "loads.jsonl": "MERGE (n:Load {id: row.id}) SET n = row",
    "merges.jsonl": "MERGE (n:Merge {id: row.id}) SET n = row",
    "verdicts.jsonl": "MERGE (n:Verdict {id: row.id}) SET n = row",
    "calibrations.jsonl": "MERGE (n:Calibration {id: row.id}) SET n = row",
}
# The nodes as they were, not as the claims alone make them; each claim's load as it was.
AFTER = {
    "actors.jsonl": (
        "MERGE (n:Actor {id: row.id}) REMOVE n:$(coalesce(n.kind, row.kind)) "
        "SET n = row SET n:$(row.kind)"
    ),
    "places.jsonl": "MERGE (n:Place {id: row.id}) SET n = row",
    "articles.jsonl": (
        "MATCH (a:Article {id: row.id}) SET a.fingerprint = row.fingerprint "
        "WITH a, row WHERE row.load IS NOT NULL MATCH (l:Load {id: row.load}) "
        "MATCH (a)<-[:STATED_IN]-(c:Claim) "
        "MATCH (c)-[old:LOADED_BY]->(o) WHERE o.id <> row.load "
        "CREATE (c)-[:LOADED_BY]->(l) DELETE old"
    ),
}


def _manifest(file: zipfile.ZipFile, name: str) -> Row:
    try:
        manifest: Row = json.loads(file.read(MANIFEST))
        known = manifest["format"], manifest["version"], manifest["schema"], manifest["members"]
    except (KeyError, ValueError, TypeError) as error:
        raise BadDump(name, "it is no dump of a graph: it has no manifest of one") from error
    if known[0] != FORMAT:
        raise BadDump(name, "it is no dump of a graph")
    if known[1] > VERSION or known[2] > SCHEMA_VERSION:
        raise BadDump(name, "a newer actorgraph wrote it; install that to restore it")
    if set(known[3]) != {one for one in MEMBERS if SINCE.get(one, 1) <= known[1]}:
        raise BadDump(name, "it is no dump of a graph: it lacks some of its members")
    return manifest


def _compare(file: zipfile.ZipFile, member: str, known: Row, name: str) -> None:
    digest, lines = hashlib.sha256(), 0
    with file.open(member) as opened:
        while block := opened.read(BLOCK):
            digest.update(block)
            lines += block.count(b"\n")
    if digest.hexdigest() != known["sha256"] or lines != known["lines"]:
        raise BadDump(name, f"{member} in it was changed since it was written")


def _begin(tx: ManagedTransaction, key: str, address: str) -> None:
    tx.run(TAKE_TURN).consume()
    row = tx.run("MATCH (g:ActorGraph {id: 'graph'}) RETURN g.restoring AS key").single(strict=True)
    if row["key"] == key:
        return  # it was cut, and goes on
    held = tx.run(
        "RETURN EXISTS {MATCH (n:Article|Claim|Actor|Place|Load|Merge|Verdict|Calibration)} "
        "AS any, COUNT {MATCH (:Article)} AS articles"
    ).single(strict=True)
    if held["any"]:
        raise GraphNotEmpty(address, held["articles"])
    tx.run("MATCH (g:ActorGraph) SET g.restoring = $key, g.upkeep = true", key=key).consume()


def _end(tx: ManagedTransaction) -> None:
    tx.run("MATCH (g:ActorGraph) REMOVE g.restoring").consume()


def _drop_loads(tx: ManagedTransaction, ids: list[str]) -> None:
    """Delete the records of the restoring itself, also of one that was cut."""
    tx.run(TAKE_TURN).consume()
    query = "MATCH (l:Load) WHERE NOT l.id IN $ids DETACH DELETE l"
    tx.run(query, ids=ids).consume()


def _put(session: Session, statement: str, rows: Iterable[Row]) -> None:
    for some in chunks(rows, ROWS):
        session.execute_write(_run, f"UNWIND $rows AS row {statement}", some)


def _run(tx: ManagedTransaction, statement: str, rows: list[Row]) -> None:
    tx.run(TAKE_TURN).consume()
    tx.run(statement, rows=rows).consume()


def _without_text(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "text"}


def _readings(file: zipfile.ZipFile) -> Iterator[Reading]:
    """Yield the articles with their claims, which stand in the same order."""
    claims = map(kept_claim, lines_of(file, "claims.jsonl"))
    groups = groupby(claims, key=lambda claim: claim.article)
    nothing: tuple[str | None, Iterator[Claim]] = (None, iter(()))
    article, own = next(groups, nothing)
    for row in lines_of(file, "articles.jsonl"):
        found: tuple[Claim, ...] = ()
        if row["id"] == article:
            found = tuple(own)
            article, own = next(groups, nothing)
        yield _reading(row, found)


def _reading(row: Row, claims: tuple[Claim, ...]) -> Reading:
    return Reading(
        article=article_of(row),
        claims=claims,
        extractor=extractor_of(row["extractor"]),
        has_text="text" in row,
    )
