"""Merging actors into one, and taking that back: people's decisions, which later loads heed.

A decision is a node (:Merge {id, into, asked, …}): the actor `id` was merged into `asked`, and
`into` is who stands for it in the end, where `asked` was merged further. `row` and `head` keep
what the nodes of `id` and `asked` said, for the time when no article names them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from neo4j import ManagedTransaction

from actorgraph.errors import BadMerge
from actorgraph.graph.actor_names import ActorNames
from actorgraph.graph.connection import Connection
from actorgraph.graph.contradictions import relink
from actorgraph.graph.edges import PLACE, Edge, Node, merges_of
from actorgraph.graph.history import record
from actorgraph.graph.merged_nodes import ROLES, node_row, put_heads, restore_node, text_of
from actorgraph.graph.removal import remove_orphans
from actorgraph.graph.schema import TAKE_TURN
from actorgraph.graph.upkeep import recount


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
    names = _names(tx)
    asked, actor = names.actor_named(into), names.actor_named(merged)
    standing = merges_of(tx)
    root = standing.get(asked, asked)
    _refuse(actor, asked, root, standing)
    row, head = node_row(tx, actor), node_row(tx, asked)
    tx.run(
        "CREATE (m:Merge {id: $id, into: $into, asked: $asked, name: $row.name, kind: $row.kind, "
        "at: $at, row: $text, head: $head})",
        id=actor, into=root, asked=asked, row=row, at=_now(),
        text=text_of(row), head=text_of(head),
    ).consume()  # fmt: skip
    put_heads(tx, [root])
    moved = _regroup(tx, actor, root)
    record(tx, "merge", [asked, actor], moved=moved)
    return moved


def split_actor(tx: ManagedTransaction, name: str) -> tuple[list[str], int]:
    """Take back the merge of an actor, or all merges into it; return which, and claims moved.

    The graph is then as if they had never been merged.
    """
    tx.run(TAKE_TURN).consume()
    actor = _names(tx).actor_named(name)
    rows = tx.run("MATCH (m:Merge) WHERE m.id = $id OR m.asked = $id RETURN m.id AS id", id=actor)
    known = sorted(row["id"] for row in rows)
    apart = [actor] if actor in known else known
    if not apart:
        message = f"{actor!r} was not merged; 'actorgraph actors merges' lists what was"
        raise BadMerge(message)
    moved = sum(_take_out(tx, one) for one in apart)
    record(tx, "split", [actor, *(one for one in apart if one != actor)], moved=moved)
    return apart, moved


def _names(tx: ManagedTransaction) -> ActorNames:
    return ActorNames(lambda query: (record.values() for record in tx.run(query)))


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
    restore_node(tx, actor, root["root"], json.loads(root["row"]))
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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
