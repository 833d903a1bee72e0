"""What a query returns: named columns, and rows of plain Python values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A result: `rows` has one tuple a record, in the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dictionary by column."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def plain(value: Any) -> Any:  # one line a type
    """Return the value as JSON knows it.

    A node becomes its properties with `labels`, a relationship its properties with `type`, and
    the ids of its ends where the query returns them too; a path becomes the list of its parts.
    """
    match value:
        case Node():
            return {"labels": sorted(value.labels), **_properties(value)}
        case Relationship():
            ends = {"from": _id(value.start_node), "to": _id(value.end_node)}
            told = {end: id_ for end, id_ in ends.items() if id_ is not None}
            return {"type": value.type, **told, **_properties(value)}
        case Path():
            return [plain(part) for part in _parts(value)]
        case Date() | DateTime() | Time() | Duration():
            return value.iso_format()
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case Mapping():
            return {str(name): plain(inner) for name, inner in value.items()}
        case bytes() | bytearray():
            return value.hex()
        case list() | tuple():
            return [plain(inner) for inner in value]
    return value


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {name: plain(value) for name, value in sorted(entity.items())}


def _id(node: Node | None) -> Any:
    return None if node is None else node.get("id")


def _parts(path: Path) -> Iterable[Node | Relationship]:
    yield path.nodes[0]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield relationship
        yield node
