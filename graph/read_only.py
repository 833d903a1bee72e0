"""People's own Cypher: it may read the graph, and nothing else, within limits of time and rows."""

import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from itertools import islice
from typing import Any

from neo4j import Transaction
from neo4j.exceptions import Neo4jError

from actorgraph.errors import (
    ActorGraphError,
    BadQuery,
    QueryStopped,
    RefusedQuery,
    TooManyRows,
)
from actorgraph.graph.connection import Connection
from actorgraph.graph.cypher_text import DEEPEST, nesting, plugin_calls
from actorgraph.graph.limits import Limits
from actorgraph.graph.query_plans import NOT_KNOWN, PROCEDURES, refusal
from actorgraph.graph.tables import Row, Rows
from actorgraph.graph.values import plain
from actorgraph.graph.waiting import NoAnswer, Waiting

EXPLAIN = "EXPLAIN "
WRITES = "the query writes"
POSITION = re.compile(r"\(line (\d+), column (\d+)(?: \(offset: \d+\))?\)")
TIMED_OUT = "TransactionTimedOut"
OUT_OF_MEMORY = "OutOfMemory"
GOES_ON = "the server still works on it: 'actorgraph engine stop' ends that"
AT_ONCE = 1000  # rows that are fetched and handed on together


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
    _look_at(cypher)
    parts = _running(connection, (cypher, dict(parameters)), limits)
    columns = next(parts)
    return Rows(columns, parts)


def _look_at(cypher: str) -> None:
    """Refuse what the text alone gives away."""
    if nesting(cypher) > DEEPEST:
        message = f"brackets stand in brackets, more than {DEEPEST} deep; write it flatter"
        raise BadQuery(message)
    for name in plugin_calls(cypher, PROCEDURES):
        raise RefusedQuery(NOT_KNOWN.format(name))


def _running(
    connection: Connection, query: tuple[str, dict[str, Any]], limits: Limits
) -> Iterator[Row]:
    """Yield the columns, then the rows; whoever lets go of it lets go of the server."""
    batches = _batches(connection, query, limits)
    with closing(Waiting(batches, limits.seconds + limits.grace)) as waiting:
        while batch := _next(waiting, limits):
            yield from batch


def _next(waiting: Waiting[list[Row]], limits: Limits) -> list[Row]:
    try:
        return next(waiting, [])
    except NoAnswer:
        raise _stopped(limits, GOES_ON) from None


def _batches(
    connection: Connection, query: tuple[str, dict[str, Any]], limits: Limits
) -> Generator[list[Row], None, None]:
    """Yield the columns as one row, then the rows; the session lives until the last, or close."""
    cypher, parameters = query
    with connection.reading() as session:
        try:
            with session.begin_transaction(timeout=limits.seconds) as tx:
                _inspect(tx, cypher, parameters)
                result = tx.run(cypher, parameters)
                yield [tuple(result.keys())]
                rows = (tuple(map(plain, record.values())) for record in result)
                left = limits.rows
                while batch := list(islice(rows, min(AT_ONCE, left))):
                    yield batch
                    left -= len(batch)
                    if not left and next(rows, None) is not None:
                        raise _too_many(limits)
        except Neo4jError as error:
            raise _told(error, limits) from error
        except (TypeError, ValueError) as error:  # of a parameter that Neo4j has no type for
            raise BadQuery(str(error)) from error


def _inspect(tx: Transaction, cypher: str, parameters: dict[str, Any]) -> None:
    """Look at the plan before anything runs; raise RefusedQuery unless it only reads."""
    summary = tx.run(EXPLAIN + cypher, parameters).consume()
    reason = refusal(summary.plan or {})
    if summary.query_type != "r":
        reason = reason or WRITES
    if reason:
        raise RefusedQuery(reason)


def _too_many(limits: Limits) -> TooManyRows:
    return TooManyRows(
        f"{limits.rows:,} rows", "add LIMIT to it, or raise the limit (--limit, Limits(rows=…))"
    )


def _stopped(limits: Limits, more: str = "") -> QueryStopped:
    advice = "narrow it (fewer hops, a LIMIT), or raise the limit (--timeout, Limits(seconds=…))"
    return QueryStopped(f"{limits.seconds:g} seconds", f"{advice}{'; ' * bool(more)}{more}")


def _told(error: Neo4jError, limits: Limits) -> ActorGraphError:
    code, message = error.code or "", error.message or str(error)
    if OUT_OF_MEMORY in code:
        return QueryStopped("the server's memory", "collect less, or filter and sum up earlier")
    if TIMED_OUT in code or "Terminated" in code:
        return _stopped(limits)
    if "AccessMode" in code or "Forbidden" in code or "not allowed" in message:
        return RefusedQuery(WRITES)
    if "execution mode" in message:
        return BadQuery("leave out PROFILE: every query is looked at with EXPLAIN first")
    return BadQuery(_repositioned(message))


def _repositioned(message: str) -> str:
    """Return the message with positions in the query as it was written, without EXPLAIN."""
    first = message.split("\n", 1)[0]

    def moved(match: re.Match[str]) -> str:
        line, column = int(match[1]), int(match[2])
        shift = len(EXPLAIN) if line == 1 and EXPLAIN in message else 0
        return f"(line {line}, column {max(1, column - shift)})"

    return POSITION.sub(moved, first)
