"""What Neo4j's values become: plain Python values.

| Neo4j | Python | in JSON and CSV |
|---|---|---|
| boolean, integer, float, string, list, map | the same | the same |
| date, time, datetime | the same; finer than a microsecond: ISO text | ISO text |
| duration | ISO text: "P1M2DT3S" | the same |
| point | `{"srid": 4326, "coordinates": [x, y]}` | the same |
| vector, bytes | a list of numbers; hexadecimal text | the same |
| node | NodeValue: its properties, with `labels` | an object |
| relationship | RelationValue: its properties, with `type`, `from` and `to` | an object |
| path | PathValue: its nodes and relationships in turn | a list |
"""

from collections.abc import Iterable, Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

ACTOR, PLACE = "Actor", "Place"


class NodeValue(dict[str, Any]):
    """A node: its properties by name, with `labels`; `key` is what names it in a network."""

    def __init__(self, node: Node) -> None:
        super().__init__(labels=sorted(node.labels), **_properties(node))
        self.key = _key(node)


class RelationValue(dict[str, Any]):
    """A relationship: its properties, with `type`, and the ids of its ends as `from` and `to`.

    The ids are there where the query returns the ends as well; `ends` holds their keys, or None.
    """

    def __init__(self, relation: Relationship) -> None:
        first, second = relation.nodes
        ends = {"from": _id(first), "to": _id(second)}
        told = {end: id_ for end, id_ in ends.items() if id_ is not None}
        super().__init__({"type": relation.type} | told | _properties(relation))
        self.ends: tuple[str, str] | None = None
        if first is not None and second is not None and _known(first) and _known(second):
            self.ends = (_key(first), _key(second))
        self.key = relation.element_id  # tells it from others within one result


class PathValue(list[Any]):
    """A path: a node, a relationship, a node, and so on."""


def plain(value: Any) -> Any:  # one line a type
    """Return the value as plain Python; the table above says which."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Node():
            return NodeValue(value)
        case Relationship():
            return RelationValue(value)
        case Path():
            return PathValue(plain(part) for part in _parts(value))
        case Mapping():
            return {str(name): plain(inner) for name, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    match value:
        case DateTime() | Time() if value.nanosecond % 1000:
            return value.iso_format()
        case Date() | DateTime() | Time():
            return value.to_native()
        case Duration():
            return value.iso_format()
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case bytes() | bytearray():
            return value.hex()
    return value.to_native() if hasattr(value, "to_native") else value  # a vector


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {name: plain(value) for name, value in sorted(entity.items())}


def _id(node: Node | None) -> Any:
    return None if node is None else node.get("id")


def _known(node: Node) -> bool:
    """Whether the result holds the node itself, not only that it stands at an end."""
    return bool(node.labels or dict(node))


def _key(node: Node) -> str:
    """Return what names the node: the actor's id, as in `network`; "place:ID" and so on."""
    id_ = node.get("id", node.element_id)
    if ACTOR in node.labels or not node.labels:
        return str(id_)
    label = PLACE if PLACE in node.labels else min(node.labels)
    return f"{label.lower()}:{id_}"


def _parts(path: Path) -> Iterable[Node | Relationship]:
    yield path.nodes[0]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield relationship
        yield node
