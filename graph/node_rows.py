"""What is written of an actor or place: the catalogue's word, else the first of all mentions'.

"First" is an order of what is said, not of time: so it does not matter which article came first.
"""

from collections.abc import Mapping
from typing import Any

from actorgraph.graph.actor_rows import catalogue_row
from actorgraph.graph.edges import PLACE, Node
from actorgraph.ontology.actors import Actor
from actorgraph.ontology.claims import Mention, Where

Row = Mapping[str, Any]


def said_of_actor(mention: Mention) -> dict[str, Any]:
    """Return what a mention says of its actor, or of its place."""
    return {"name": mention.name, "kind": mention.kind}


def said_of_place(where: Where) -> dict[str, Any]:
    """Return what a claim's place says of its node."""
    return {
        "name": where.name,
        "kind": PLACE,
        "geonames": where.geonames,
        "country": where.country,
        "lat": where.lat,
        "lon": where.lon,
    }


def catalogued(node: Node, actors: Mapping[str, Actor]) -> dict[str, Any]:
    """Return what the catalogue says of the actor."""
    actor = actors.get(node.id)
    if node.label == PLACE or actor is None:
        return {}
    return catalogue_row(actor)


def is_better(row: Row, known: Row) -> bool:
    """Return whether a row says more of the same node than the one before; as Cypher does."""
    if known.get("known"):
        return False
    return bool(row.get("known")) or _order(row) < _order(known)


def place_order(name: str) -> str:
    """Return the order of places as Cypher: those of the gazetteer, then those with a position."""
    return (
        f"[{name}.geonames IS NULL, {name}.lat IS NULL, {name}.name, coalesce({name}.geonames, 0), "
        f"coalesce({name}.country, ''), coalesce({name}.lat, 0.0), coalesce({name}.lon, 0.0)]"
    )


def _order(row: Row) -> tuple[Any, ...]:
    if row["kind"] != PLACE:
        return row["name"], row["kind"]
    return (
        row.get("geonames") is None,
        row.get("lat") is None,
        row["name"],
        row.get("geonames") or 0,
        row.get("country") or "",
        row.get("lat") or 0.0,
        row.get("lon") or 0.0,
    )
