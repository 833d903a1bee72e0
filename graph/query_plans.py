"""What the plan of a query tells of it: whether it does something else than read the graph."""

from collections.abc import Iterator, Mapping
from typing import Any

NOT_KNOWN = "{} is not known to only read"
# Operators that read something else than the graph, or act on the server. In read access mode
# Neo4j refuses writing by itself; these it lets through.
SHOWABLE = {"ShowIndexes", "ShowConstraints", "ShowFunctions", "ShowProcedures"}
REFUSED = {
    "LoadCSV": "LOAD CSV reads files or addresses",
    "AdministrationCommand": "this is an administration command",
    "TerminateTransactions": "this ends other people's queries",
}
PROCEDURES = frozenset({
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
    "db.ping",
    "db.schema.visualization",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
    "db.index.fulltext.listAvailableAnalyzers",
    "db.index.vector.queryNodes",
    "db.index.vector.queryRelationships",
})  # fmt: skip


def refusal(plan: Mapping[str, Any]) -> str | None:
    """Return why a query with this plan is refused, or None where it only reads."""
    reasons = (_reason(*operator) for operator in _operators(plan))
    return next(filter(None, reasons), None)


def _reason(operator: str, details: str) -> str | None:
    """Return why a plan with this operator is refused, if it is."""
    name = operator.split("@", maxsplit=1)[0]
    if "ProcedureCall" in name:
        procedure = details.split("(", 1)[0].strip().replace("`", "")
        return None if procedure in PROCEDURES else NOT_KNOWN.format(procedure)
    if name.startswith("Show"):
        return None if name in SHOWABLE else "this shows the server, not the graph"
    return REFUSED.get(name)


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    left = [plan] if plan else []
    while left:  # a plan may be thousands of operators deep
        operator = left.pop()
        yield operator["operatorType"], str(operator.get("args", {}).get("Details", ""))
        left += operator.get("children", ())
