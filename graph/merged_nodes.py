"""The nodes of merged actors: who stands for them, and what they were, for when they are split."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from neo4j import ManagedTransaction

from actorgraph.graph.actor_rows import catalogue_row
from actorgraph.graph.edges import PLACE
from actorgraph.graph.readings import Reading
from actorgraph.ontology.actors import Actor

# The links of a claim to actors, and the property that keeps the id its words were resolved to.
ROLES = {"SUBJECT": "subject", "OBJECT": "object", "ACCORDING_TO": "speaker"}


def keep_merged(
    tx: ManagedTransaction,
    readings: Iterable[Reading],
    merges: Mapping[str, str],
    actors: Mapping[str, Actor],
) -> None:
    """Before claims are written: make the nodes that stand for merged actors, where they lack.

    What the catalogue says of the merged ones is kept for the day on which they are split.
    """
    if not merges:
        return
    named = {
        mention.actor
        for reading in readings
        for claim in reading.claims
        for mention in (claim.subject, claim.object, claim.speaker)
        if mention and mention.kind != PLACE and mention.actor in merges
    }
    put_heads(tx, sorted({merges[actor] for actor in named}))
    rows = [
        {"id": actor, "row": text_of({"id": actor} | catalogue_row(actors[actor]))}
        for actor in sorted(named & actors.keys())
    ]
    if rows:
        tx.run(
            "UNWIND $rows AS row MATCH (m:Merge {id: row.id}) SET m.row = row.row", rows=rows
        ).consume()


def restore_node(tx: ManagedTransaction, actor: str, root: str, row: dict[str, Any]) -> None:
    """Make the node of an actor again: of the catalogue, else as its mentions say."""
    said = [] if row.get("known") else _mentions(tx, actor, root)
    name, kind = min(said, default=(row["name"], row["kind"]))
    _create(tx, [row | {"name": name, "kind": kind}])


def _mentions(tx: ManagedTransaction, actor: str, root: str) -> list[tuple[str, str]]:
    return [
        (row["name"], row["kind"])
        for type_, role in ROLES.items()
        for row in tx.run(
            f"MATCH (:Actor {{id: $root}})<-[:{type_}]-(c:Claim) WHERE c.{role} = $id "
            f"RETURN DISTINCT c.{role}_name AS name, c.{role}_kind AS kind",
            root=root,
            id=actor,
        )
    ]


def node_row(tx: ManagedTransaction, actor: str) -> dict[str, Any]:
    """Return what the actor's node says, or said before it was merged or left without claims."""
    found = tx.run("MATCH (a:Actor {id: $id}) RETURN properties(a) AS row", id=actor).single()
    if found:
        return dict(found["row"])
    kept = tx.run(
        "MATCH (m:Merge) WHERE m.id = $id OR m.asked = $id "
        "RETURN CASE m.id WHEN $id THEN m.row ELSE m.head END AS row LIMIT 1",
        id=actor,
    ).single(strict=True)
    return dict(json.loads(kept["row"]))


def put_heads(tx: ManagedTransaction, ids: Sequence[str]) -> None:
    """Make the nodes of these actors that no article names itself."""
    records = tx.run(
        "UNWIND $ids AS id WITH id WHERE NOT EXISTS {MATCH (:Actor {id: id})} "
        "MATCH (m:Merge {asked: id}) RETURN id, head(collect(m.head)) AS head",
        ids=list(ids),
    )
    _create(tx, [json.loads(row["head"]) for row in records])


def _create(tx: ManagedTransaction, rows: Sequence[Mapping[str, Any]]) -> None:
    tx.run(
        "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) SET a = row SET a:$(row.kind)",
        rows=list(rows),
    ).consume()


def text_of(row: Mapping[str, Any]) -> str:
    """Return a node's properties as one line of JSON."""
    return json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False)
