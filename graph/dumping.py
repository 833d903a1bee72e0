"""A dump: a whole graph in one file, a zip of JSON lines with a manifest of checksums.

`claims.jsonl` in it is a file of claims as `extract` writes it; the other members hold articles
with their texts, actors, places, loads, merges, verdicts and the calibration; confidences are those
of the extractor. Sums, links and contradictions follow from the claims, and are made again by
restoring. Equal graphs give equal members, whatever Neo4j kept them.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from neo4j import Record, Transaction

from actorgraph.errors import HalfRestored, UnreadableFile
from actorgraph.graph.claim_rows import IN_ORDER, article_map, claim_of
from actorgraph.graph.connection import Connection
from actorgraph.graph.schema import SCHEMA_VERSION, TAKE_TURN
from actorgraph.ontology.claims import claim_to_json

FORMAT = "actorgraph dump"
VERSION = 2  # 1 had no verdicts
MANIFEST = "manifest.json"
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every member: the time of dumping is no part of the graph

Progress = Callable[[int], None]  # lines written or read so far
Row = dict[str, Any]


def dump(connection: Connection, path: Path, *, progress: Progress = lambda _n: None) -> Row:
    """Write the graph; loaders wait meanwhile. Returns the lines of each member by name.

    The file appears under its name once it is whole.
    """
    part = path.with_name(path.name + ".part")
    try:
        with connection.writing() as session, session.begin_transaction() as tx:
            tx.run(TAKE_TURN).consume()
            _refuse_half_restored(tx, connection.address)
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
                lines = _write(tx, file, progress)
            tx.rollback()
        os.replace(part, path)  # noqa: PTH105 - of a name that may exist
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return lines


def _refuse_half_restored(tx: Transaction, address: str) -> None:
    row = tx.run("MATCH (g:ActorGraph) RETURN g.restoring AS restoring").single()
    if row and row["restoring"]:
        raise HalfRestored(address)


def _write(tx: Transaction, file: zipfile.ZipFile, progress: Progress) -> Row:
    members, done = {}, 0
    for name, (query, line) in MEMBERS.items():
        digest, count = hashlib.sha256(), 0
        with file.open(_info(name), "w", force_zip64=True) as member:
            for record in tx.run(query):
                written = json.dumps(line(record), ensure_ascii=False).encode() + b"\n"
                member.write(written)
                digest.update(written)
                count, done = count + 1, done + 1
                progress(done)
        members[name] = {"sha256": digest.hexdigest(), "lines": count}
    manifest = {"format": FORMAT, "version": VERSION, "schema": SCHEMA_VERSION, "members": members}
    file.writestr(_info(MANIFEST), json.dumps(manifest, indent=2))
    return {name: member["lines"] for name, member in members.items()}


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _node(record: Record) -> Row:
    """Return a node's properties in one order, whatever order they were written in."""
    return dict(sorted(record["row"].items()))


def _article(record: Record) -> Row:
    return _node(record) | {"load": record["load"]}


def _claim(record: Record) -> Row:
    row = record["claim"]
    read = row | {"confidence": row.get("raw_confidence", row["confidence"])}
    return claim_to_json(claim_of(read, record["article"]))


def _nodes(label: str, order: str = "n.id") -> str:
    return f"MATCH (n:{label}) RETURN properties(n) AS row ORDER BY {order}"


ARTICLES = (
    "MATCH (n:Article) WITH n ORDER BY n.id CALL (n) { "
    "OPTIONAL MATCH (n)<-[:STATED_IN]-(:Claim)-[:LOADED_BY]->(l:Load) "
    "RETURN l.id AS load LIMIT 1 } "
    "RETURN properties(n) AS row, load"
)
CLAIMS = (  # article by article, in the order in which the articles come
    "MATCH (n:Article) WITH n ORDER BY n.id "
    "CALL (n) { MATCH (n)<-[:STATED_IN]-(c:Claim) "
    f"RETURN c ORDER BY {IN_ORDER} }} "
    f"RETURN properties(c) AS claim, {article_map('n')} AS article"
)
MEMBERS: dict[str, tuple[str, Callable[[Record], Row]]] = {
    "loads.jsonl": (_nodes("Load", "n.started, n.id"), _node),
    "merges.jsonl": (_nodes("Merge", "n.at, n.id"), _node),
    "verdicts.jsonl": (_nodes("Verdict"), _node),
    "calibrations.jsonl": (_nodes("Calibration"), _node),
    "actors.jsonl": (_nodes("Actor"), _node),
    "places.jsonl": (_nodes("Place"), _node),
    "articles.jsonl": (ARTICLES, _article),
    "claims.jsonl": (CLAIMS, _claim),
}
SINCE = {"verdicts.jsonl": 2, "calibrations.jsonl": 2}  # the version whose dumps have them first


def lines_of(file: zipfile.ZipFile, name: str) -> Iterator[Row]:
    """Yield the objects of a member."""
    with file.open(name) as member:
        yield from map(json.loads, member)
