"""People's own Cypher: it may read the graph, and nothing else, within limits of time and rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import Transaction
from neo4j.exceptions import Neo4jError

from actorgraph.errors import BadQuery, QueryStopped, RefusedQuery
from actorgraph.graph.connection import Connection
from actorgraph.graph.tables import plain

# Operators that read something else than the graph, or act on the server. In read access mode
# Neo4j refuses writing by itself; these it lets through.
SHOWABLE = {"ShowIndexes", "ShowConstraints", "ShowFunctions", "ShowProcedures"}
REFUSED = {
    "LoadCSV": "LOAD CSV reads files or addresses",
    "AdministrationCommand": "this is an administration command",
    "TerminateTransactions": "this ends other people's queries",
}
PROCEDURES = {
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
}
EXPLAIN = "EXPLAIN "
WRITES = "the query writes"
POSITION = re.compile(r"\(line (\d+), column (\d+)(?: \(offset: \d+\))?\)")
TIMED_OUT = "TransactionTimedOut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a query may run, in seconds, and how many rows it may give."""

    seconds: float = 60.0
    rows: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    """A running query: its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def read_rows(
    connection: Connection,
    cypher: str,
    parameters: Mapping[str, Any],
    limits: Limits,
) -> Rows:
    """Run the query and return its rows, fetched as they are asked for.

    Raises BadQuery for what Neo4j cannot read, RefusedQuery for what does more than read, and
    QueryStopped at a limit.
    """
    parts = _stream(connection, (cypher, dict(parameters)), limits)
    columns = next(parts)
    return Rows(columns, parts)


def _stream(
    connection: Connection, query: tuple[str, dict[str, Any]], limits: Limits
) -> Iterator[tuple[Any, ...]]:
    """Yield the columns, then the rows; the session lives as long as somebody asks for more."""
    cypher, parameters = query
    with connection.reading() as session:
        try:
            with session.begin_transaction(timeout=limits.seconds) as tx:
                _inspect(tx, cypher, parameters)
                result = tx.run(cypher, parameters)
                yield tuple(result.keys())
                for count, record in enumerate(result):
                    if count >= limits.rows:
                        raise _too_many(limits)
                    yield tuple(plain(value) for value in record.values())
        except Neo4jError as error:
            raise _told(error, limits) from error


def _inspect(tx: Transaction, cypher: str, parameters: dict[str, Any]) -> None:
    """Look at the plan before anything runs; raise RefusedQuery unless it only reads."""
    summary = tx.run(EXPLAIN + cypher, parameters).consume()
    reasons = (_reason(*operator) for operator in _operators(summary.plan or {}))
    reason = next(filter(None, reasons), None)
    if summary.query_type != "r":
        reason = reason or WRITES
    if reason:
        raise RefusedQuery(reason)


def _reason(operator: str, details: str) -> str | None:
    """Return why a plan with this operator is refused, if it is."""
    name = operator.split("@", maxsplit=1)[0]
    if "ProcedureCall" in name:
        procedure = details.split("(", 1)[0].strip().replace("`", "")
        return None if procedure in PROCEDURES else f"{procedure} is not known to only read"
    if name.startswith("Show"):
        return None if name in SHOWABLE else "this shows the server, not the graph"
    return REFUSED.get(name)


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if plan:
        yield plan["operatorType"], str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)


def _too_many(limits: Limits) -> QueryStopped:
    return QueryStopped(f"{limits.rows} rows", "add LIMIT, or raise the limit")


def _told(error: Neo4jError, limits: Limits) -> BadQuery | RefusedQuery | QueryStopped:
    code, message = error.code or "", error.message or str(error)
    if TIMED_OUT in code or "terminated" in message.lower():
        return QueryStopped(
            f"{limits.seconds:g} seconds", "narrow it (fewer hops, a LIMIT), or raise the limit"
        )
    if "AccessMode" in code or "Forbidden" in code or "not allowed" in message:
        return RefusedQuery(WRITES)
    return BadQuery(_repositioned(message))


def _repositioned(message: str) -> str:
    """Return the message with positions in the query as it was written, without EXPLAIN."""
    first = message.split("\n", 1)[0]

    def moved(match: re.Match[str]) -> str:
        line, column = int(match[1]), int(match[2])
        shift = len(EXPLAIN) if line == 1 and EXPLAIN in message else 0
        return f"(line {line}, column {max(1, column - shift)})"

    return POSITION.sub(moved, first)
