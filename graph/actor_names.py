"""Which actor of a graph a person means: by id, by name, or by another name of the catalogue."""

import json
from collections.abc import Iterator

from neo4j import ManagedTransaction

from actorgraph.errors import AmbiguousActor, UnknownActor

Named = tuple[str, str]  # id, and one of its names


def actor_named(tx: ManagedTransaction, name: str) -> str:
    """Return the id; actors that were merged away answer to theirs as well.

    Raises UnknownActor, which offers near names, or AmbiguousActor.
    """
    exact = tx.run(
        "RETURN EXISTS {MATCH (:Actor {id: $id})} OR EXISTS {MATCH (:Merge {id: $id})} "
        "OR EXISTS {MATCH (:Merge {asked: $id})} AS there",
        id=name,
    ).single(strict=True)
    if exact["there"]:
        return name
    every = set(_names(tx))
    folded = name.casefold()
    for matching in (
        [id_ for id_, known in every if known == name],
        [id_ for id_, known in every if known.casefold() == folded],
    ):
        ids = set(matching)
        if len(ids) > 1:
            raise AmbiguousActor(name, ids)
        if ids:
            return ids.pop()
    raise UnknownActor(name, sorted({word for pair in every for word in pair}))


def _names(tx: ManagedTransaction) -> Iterator[Named]:
    for row in tx.run("MATCH (a:Actor) RETURN a.id AS id, a.name AS name, a.aliases AS aliases"):
        yield row["id"], row["name"]
        yield from ((row["id"], alias) for alias in row["aliases"] or ())
    for row in tx.run(
        "MATCH (m:Merge) RETURN m.id AS id, m.row AS row, m.asked AS asked, m.head AS head"
    ):
        for id_, said in ((row["id"], row["row"]), (row["asked"], row["head"])):
            kept = json.loads(said)
            yield id_, kept["name"]
            yield from ((id_, alias) for alias in kept.get("aliases") or ())
