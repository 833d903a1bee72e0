"""The Cypher script of all that is in a graph."""

from dataclasses import dataclass
from pathlib import Path

from actorgraph.graph.connection import Connection
from actorgraph.graph.cypher_script import CypherScript, LinkShape, NodeShape
from actorgraph.graph.graph_tables import EXPORTED
from actorgraph.graph.schema import LABELS
from actorgraph.graph.stored import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What was written; `foreign` nodes of the graph are none of ours, and were left out."""

    rows: int
    foreign: int = 0


def export_graph_script(connection: Connection, out: Path) -> Script:
    """Write all that is in the graph, in an order that equal graphs share."""
    with CypherScript(out) as script:
        for label in EXPORTED:
            for row in rows_of(connection, _nodes(label)):
                more = sorted(set(row["labels"]) - {label})
                script.node(NodeShape(label, tuple(more)), dict(sorted(row["values"].items())))
            for row in rows_of(connection, _links(label), own=EXPORTED):
                shape = LinkShape(label, row["type"], row["end"])
                ends = (row["start_id"], row["end_id"])
                script.link(shape, ends, dict(sorted(row["values"].items())))
    foreign = "MATCH (n) WHERE none(label IN labels(n) WHERE label IN $own) RETURN count(n) AS n"
    (counted,) = rows_of(connection, foreign, own=list(LABELS))
    return Script(rows=script.rows, foreign=counted["n"])


def _nodes(label: str) -> str:
    return (
        f"MATCH (n:{label}) WHERE n.id IS NOT NULL "
        "RETURN properties(n) AS values, labels(n) AS labels ORDER BY n.id"
    )


def _links(label: str) -> str:
    return (
        f"MATCH (a:{label}) WHERE a.id IS NOT NULL WITH a ORDER BY a.id CALL (a) {{ "
        "MATCH (a)-[r]->(b) WITH r, b, [one IN labels(b) WHERE one IN $own][0] AS end "
        "WHERE end IS NOT NULL RETURN r, b, end ORDER BY type(r), end, b.id } "
        "RETURN a.id AS start_id, type(r) AS type, end, b.id AS end_id, properties(r) AS values"
    )
