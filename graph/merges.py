"""Merging actors into one, and taking that back: people's decisions, which later loads heed.

A decision is a node (:Merge {id, into, asked, …}): the actor `id` was merged into `asked`, and
`into` is who stands for it in the end, where `asked` was merged further. `row` and `head` keep
what the nodes of `id` and `asked` said, for the time when no article names them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from neo4j import ManagedTransaction

from actorgraph.errors import BadMerge
from actorgraph.graph.actor_names import actor_named
from actorgraph.graph.actor_rows import catalogue_row
from actorgraph.graph.connection import Connection
from actorgraph.graph.contradictions import relink
from actorgraph.graph.edges import PLACE, Edge, Node, merges_of
from actorgraph.graph.history import record
from actorgraph.graph.readings import Reading
from actorgraph.graph.removal import remove_orphans
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.upkeep import recount
from actorgraph.ontology.actors import Actor

ROLES = {"SUBJECT": "subject", "OBJECT": "object", "ACCORDING_TO": "speaker"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A decision: `actor` (id and name) is `into`; `stands` is who stands for it in the end."""

    actor: str
    name: str
    into: str
    stands: str
    stands_name: str
    at: str


def merges(connection: Connection) -> Iterator[Merge]:
    """Yield the decisions that hold, the oldest first."""
    query = (
        "MATCH (m:Merge) OPTIONAL MATCH (a:Actor {id: m.into}) OPTIONAL MATCH (h:Merge) "
        "WHERE h.asked = m.into WITH m, a, head(collect(h.head)) AS head "
        "RETURN m.id AS id, m.name AS name, m.asked AS asked, m.into AS into, a.name AS stands, "
        "head, m.at AS at ORDER BY m.at, m.id"
    )
    with connection.reading() as session:
        for row in session.run(query):
            yield Merge(
                actor=row["id"],
                name=row["name"],
                into=row["asked"],
                stands=row["into"],
                stands_name=row["stands"] or json.loads(row["head"])["name"],
                at=row["at"],
            )


def merge_actors(tx: ManagedTransaction, into: str, merged: str) -> int:
    """Make one actor of two, named by id or name; return how many claims went over."""
    tx.run(TAKE_TURN).consume()
    asked, actor = actor_named(tx, into), actor_named(tx, merged)
    standing = merges_of(tx)
    root = standing.get(asked, asked)
    _refuse(actor, asked, root, standing)
    row, head = _node_row(tx, actor), _node_row(tx, asked)
    tx.run(
        "CREATE (m:Merge {id: $id, into: $into, asked: $asked, name: $row.name, kind: $row.kind, "
        "at: $at, row: $text, head: $head})",
        id=actor, into=root, asked=asked, row=row, at=_now(),
        text=_text(row), head=_text(head),
    ).consume()  # fmt: skip
    _put_heads(tx, [root])
    moved = _regroup(tx, actor, root)
    record(tx, "merge", [asked, actor], moved=moved)
    return moved


def split_actor(tx: ManagedTransaction, name: str) -> tuple[list[str], int]:
    """Take back the merge of an actor, or all merges into it; return which, and claims moved.

    The graph is then as if they had never been merged.
    """
    tx.run(TAKE_TURN).consume()
    actor = actor_named(tx, name)
    rows = tx.run("MATCH (m:Merge) WHERE m.id = $id OR m.asked = $id RETURN m.id AS id", id=actor)
    known = sorted(row["id"] for row in rows)
    apart = [actor] if actor in known else known
    if not apart:
        message = f"{actor!r} was not merged; 'actorgraph actors merges' lists what was"
        raise BadMerge(message)
    moved = sum(_take_out(tx, one) for one in apart)
    record(tx, "split", [actor, *(one for one in apart if one != actor)], moved=moved)
    return apart, moved


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
    _put_heads(tx, sorted({merges[actor] for actor in named}))
    rows = [
        {"id": actor, "row": _text({"id": actor} | catalogue_row(actors[actor]))}
        for actor in sorted(named & actors.keys())
    ]
    if rows:
        tx.run(
            "UNWIND $rows AS row MATCH (m:Merge {id: row.id}) SET m.row = row.row", rows=rows
        ).consume()


def _refuse(actor: str, asked: str, root: str, standing: Mapping[str, str]) -> None:
    if actor in (asked, root):
        already = f"{asked!r} was merged into it" if actor != asked else "they are the same actor"
        message = f"{actor!r} cannot be merged into {asked!r}: {already}"
    elif standing.get(actor) == root:
        message = f"{actor!r} and {asked!r} are one actor already: {root!r} stands for both"
    elif actor in standing:
        message = f"{actor!r} was merged into {standing[actor]!r}; split it first"
    else:
        return
    raise BadMerge(message)


def _take_out(tx: ManagedTransaction, actor: str) -> int:
    """Undo one decision; those that were merged into the actor stay with it."""
    root = tx.run(
        "MATCH (m:Merge {id: $id}) WITH m, m.into AS root, m.row AS row DETACH DELETE m "
        "RETURN root, row",
        id=actor,
    ).single(strict=True)
    every = tx.run("MATCH (m:Merge) RETURN m.id AS id, m.asked AS asked")
    asked = {row["id"]: row["asked"] for row in every}
    members = [one for one in asked if _end(one, asked) == actor]
    _stand(tx, members, actor)
    _restore_node(tx, actor, root["root"], json.loads(root["row"]))
    return _move(tx, [actor, *members], root["root"], actor)


def _end(actor: str, asked: Mapping[str, str]) -> str:
    while actor in asked:
        actor = asked[actor]
    return actor


def _regroup(tx: ManagedTransaction, actor: str, root: str) -> int:
    """Let the actor, and those that were merged into it, be another."""
    rows = tx.run("MATCH (m:Merge {into: $id}) RETURN m.id AS id", id=actor)
    members = [row["id"] for row in rows]
    _stand(tx, members, root)
    return _move(tx, [actor, *members], actor, root)


def _stand(tx: ManagedTransaction, ids: Sequence[str], into: str) -> None:
    query = "UNWIND $ids AS id MATCH (m:Merge {id: id}) SET m.into = $into"
    tx.run(query, ids=list(ids), into=into).consume()


def _move(tx: ManagedTransaction, ids: Sequence[str], old: str, new: str) -> int:
    """Let the claims that name these ids lead to another node; count again what that changes."""
    changed = _edges(tx, ids, old)
    count = tx.run(
        "MATCH (:Actor {id: $id})<-[l:SUBJECT|OBJECT|ACCORDING_TO]-(c:Claim) WHERE "
        "CASE type(l) WHEN 'SUBJECT' THEN c.subject WHEN 'OBJECT' THEN c.object ELSE c.speaker END "
        "IN $ids RETURN count(DISTINCT c) AS n",
        id=old, ids=list(ids),
    ).single(strict=True)  # fmt: skip
    for type_, role in ROLES.items():
        tx.run(
            f"MATCH (n:Actor {{id: $new}}) MATCH (:Actor {{id: $old}})<-[l:{type_}]-(c:Claim) "
            f"WHERE c.{role} IN $ids CREATE (c)-[:{type_}]->(n) DELETE l",
            old=old, new=new, ids=list(ids),
        ).consume()  # fmt: skip
    changed |= _edges(tx, ids, new)
    standing = merges_of(tx)
    kept = {edge for edge in changed if not any(_gone(end, standing) for end in edge[::2])}
    recount(tx, kept, standing)
    relink(tx, kept, standing)
    remove_orphans(tx, {Node("Actor", old), Node("Actor", new)})
    return int(count["n"])


def _gone(node: Node, standing: Mapping[str, str]) -> bool:
    return node.label != PLACE and node.id in standing


def _edges(tx: ManagedTransaction, ids: Sequence[str], at: str) -> set[Edge]:
    """Return the relationships to which the claims that name these ids belong."""
    records = tx.run(
        "MATCH (:Actor {id: $at})<-[l:SUBJECT|OBJECT]-(c:Claim) "
        "WHERE CASE type(l) WHEN 'SUBJECT' THEN c.subject ELSE c.object END IN $ids "
        "MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o) RETURN DISTINCT "
        "labels(s) AS sl, s.id AS s, c.relation AS relation, labels(o) AS ol, o.id AS o",
        at=at,
        ids=list(ids),
    )
    return {
        Edge(_node(row["sl"], row["s"]), row["relation"], _node(row["ol"], row["o"]))
        for row in records
    }


def _node(labels: Sequence[str], id_: str) -> Node:
    return Node("Actor" if "Actor" in labels else PLACE, id_)


def _restore_node(tx: ManagedTransaction, actor: str, root: str, row: dict[str, Any]) -> None:
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


def _node_row(tx: ManagedTransaction, actor: str) -> dict[str, Any]:
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


def _put_heads(tx: ManagedTransaction, ids: Sequence[str]) -> None:
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


def _text(row: Mapping[str, Any]) -> str:
    return json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
