"""A whole graph as CSV tables, whatever is in it: every node by its label and id, every link."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neo4j import Record

from actorgraph.errors import UsageError
from actorgraph.graph.connection import Connection
from actorgraph.graph.csv_tables import (
    BOOLEAN,
    DOUBLE,
    LABELS,
    LONG,
    LONGS,
    STRING,
    STRINGS,
    CsvTables,
    LinkTable,
    NodeTable,
)
from actorgraph.graph.schema import LABELS as OWN_LABELS

# Not the node that says which schema the graph has: it stands for constraints, which are no CSV.
LEFT_OUT = "ActorGraph"
EXPORTED = [label for label in OWN_LABELS if label != LEFT_OUT]
KINDS = {
    "STRING": STRING,
    "INTEGER": LONG,
    "FLOAT": DOUBLE,
    "BOOLEAN": BOOLEAN,
    "LIST<STRING NOT NULL>": STRINGS,
    "LIST<INTEGER NOT NULL>": LONGS,
    "LIST<NOTHING>": STRINGS,
}
_LABEL = "[label IN labels({}) WHERE label IN $labels][0]"
NODE_COLUMNS = (
    f"MATCH (n) WITH n, {_LABEL.format('n')} AS label WHERE label IS NOT NULL "
    "UNWIND keys(n) AS key RETURN DISTINCT label, key, valueType(n[key]) AS kind"
)
LINK_COLUMNS = (
    f"MATCH (a)-[r]->(b) WITH {_LABEL.format('a')} AS start, {_LABEL.format('b')} AS end, r "
    "WHERE start IS NOT NULL AND end IS NOT NULL "
    "UNWIND CASE keys(r) WHEN [] THEN [null] ELSE keys(r) END AS key "
    "RETURN DISTINCT start, end, key, valueType(r[key]) AS kind"
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written; `foreign` nodes are none of ours, and were left out with their links."""

    tables: CsvTables
    nodes: int
    links: int
    foreign: int


def write_graph(connection: Connection, folder: Path) -> Exported:
    """Write the graph's tables into the folder, which is there."""
    nodes, links = _node_tables(connection), _link_tables(connection)
    with CsvTables(folder) as tables:
        for table in nodes:
            tables.nodes(table, _nodes(connection, table))
        written = tables.rows
        for link in links:
            tables.relations(link, _links(connection, link))
    foreign = "MATCH (n) WHERE none(label IN labels(n) WHERE label IN $labels) RETURN count(n) AS n"
    (row,) = _rows(connection, foreign, labels=list(OWN_LABELS))
    return Exported(tables.closed(), written, tables.rows - written, row["n"])


def _node_tables(connection: Connection) -> list[NodeTable]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(connection, NODE_COLUMNS, labels=EXPORTED):
        if row["key"] != "id":
            _put_kind(found[row["label"]], row, f"nodes of label {row['label']}")
    return [
        NodeTable(
            label=label, columns=tuple(sorted(columns.items())), more=label in ("Actor", "Claim")
        )
        for label, columns in sorted(found.items())
    ]


def _link_tables(connection: Connection) -> list[LinkTable]:
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in _rows(connection, LINK_COLUMNS, labels=EXPORTED):
        columns = found[row["start"], row["end"]]
        if row["key"]:
            _put_kind(columns, row, f"relationships from {row['start']} to {row['end']}")
    return [
        LinkTable(start=start, end=end, columns=tuple(sorted(columns.items())))
        for (start, end), columns in sorted(found.items())
    ]


def _put_kind(columns: dict[str, str], row: Record, where: str) -> None:
    """Note the kind of a column; whole numbers among others become such."""
    kind = KINDS.get(row["kind"].removesuffix(" NOT NULL"))
    known = columns.get(row["key"], kind)
    if kind is None or (known != kind and {known, kind} != {LONG, DOUBLE}):
        message = (
            f"the property {row['key']!r} of {where} has values of the type {row['kind']}"
            f"{f' beside {known}' if kind else ''}, which one column of CSV cannot hold; "
            "remove or change them, and export again"
        )
        raise UsageError(message)
    columns[row["key"]] = kind if known == kind else DOUBLE


def _nodes(connection: Connection, table: NodeTable) -> Iterator[dict[str, Any]]:
    query = f"MATCH (n:{table.label}) RETURN properties(n) AS values, labels(n) AS labels"
    for row in _rows(connection, query):
        others = [label for label in row["labels"] if label != table.label]
        yield row["values"] | {LABELS: others}


def _links(
    connection: Connection, table: LinkTable
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    query = (
        f"MATCH (a:{table.start})-[r]->(b:{table.end}) "
        "RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS values"
    )
    for row in _rows(connection, query):
        yield row["start"], row["type"], row["end"], row["values"]


def _rows(connection: Connection, query: str, **parameters: Any) -> Iterator[Record]:
    with connection.reading() as session:
        yield from session.run(query, parameters)
