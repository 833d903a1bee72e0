"""SPARQL over a graph or a file of claims: it reads, and nothing else, within limits.

The query runs in a process of its own, because only a process can be stopped in the middle of one.
"""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from actorgraph.errors import BadQuery, QueryStopped, RefusedQuery, TooManyRows
from actorgraph.graph.limits import Limits
from actorgraph.graph.tables import Rows
from actorgraph.ontology.claim_iris import PREFIXES

SERVICE = "SERVICE asks other servers"
UPDATE = "SPARQL Update changes the data"
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def sparql_rows(view: Path, query: str, *, limits: Limits | None = None) -> Rows:
    """Run a query on a view that `graph.rdf_view` made, and return its rows as they come.

    SELECT gives its variables; CONSTRUCT and DESCRIBE subject, predicate and object; ASK one row,
    `answer`. IRIs and strings come as str, numbers and truth values as such, the unbound as None.
    Raises BadQuery, RefusedQuery for Update and SERVICE, and QueryStopped at a limit.
    """
    refuse_services(query)
    limits = limits or Limits()
    request = {"query": query, "prefixes": PREFIXES, "rows": limits.rows}
    lines = _answers(view, json.dumps(request), limits)
    head = next(lines)
    if "error" in head:
        raise _told(query, head["error"])
    return Rows(tuple(head["columns"]), _rows(lines, limits))


def refuse_services(query: str) -> None:
    """Raise RefusedQuery where a query asks another server, or may be hiding that it does."""
    if "service" not in ESCAPE.sub(_character, query).casefold():
        return
    try:
        parsed = parseQuery(query)
    except Exception as error:
        message = (
            f"{SERVICE}, and this query, which has the word, cannot be checked for it ({error})"
        )
        raise RefusedQuery(message) from error
    if "ServiceGraphPattern" in _names(parsed):
        raise RefusedQuery(SERVICE)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else ""


def _names(parsed: Any) -> set[str]:
    """Return the names of all parts of a parsed query."""
    names: set[str] = set()
    left = [parsed]
    while left:
        part = left.pop()
        if isinstance(part, CompValue):
            names.add(part.name)
            left.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            left.extend(part)
    return names


def _answers(view: Path, request: str, limits: Limits) -> Iterator[Any]:
    """Yield the lines of the process that runs the query; it ends with its reader, or in time."""
    command = [sys.executable, "-m", "actorgraph.queries.sparql_process", str(view)]
    late = threading.Event()
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(limits.seconds, stop)
        clock.start()
        try:
            if process.stdin is None or process.stdout is None:
                return
            process.stdin.write(request)
            process.stdin.close()
            ended = False
            for line in process.stdout:
                answer = json.loads(line)
                ended = answer == "end"
                if not ended:
                    yield answer
        finally:
            clock.cancel()
            process.kill()
    if late.is_set():
        limit = f"{limits.seconds:g} seconds"
        raise QueryStopped(limit, "narrow it (a LIMIT, fewer patterns), or raise the limit")
    if not ended:
        message = "the process that ran the query ended before it was done; it may lack memory"
        raise BadQuery(message)


def _rows(lines: Iterator[Any], limits: Limits) -> Iterator[tuple[Any, ...]]:
    for count, row in enumerate(lines):
        if isinstance(row, dict):
            raise BadQuery(row["error"])
        if count >= limits.rows:
            limit = f"{limits.rows} rows"
            raise TooManyRows(limit, "add LIMIT, or raise the limit")
        yield tuple(row)


def _told(query: str, message: str) -> BadQuery | RefusedQuery:
    try:
        parseUpdate(query)
    except Exception:  # noqa: BLE001 - no update, then
        return BadQuery(_readable(query, message))
    return RefusedQuery(UPDATE)


def _readable(query: str, message: str) -> str:
    """Return the message with the words at its place rather than all that could stand there."""
    found = re.match(r"error at (\d+):(\d+)", message)
    if not found:
        return message
    line, column = int(found[1]), int(found[2])
    rest = [*query.splitlines(), ""][min(line, len(query.splitlines()) + 1) - 1][column - 1 :]
    near = f"near {rest[:30]!r}" if rest.strip() else "at its end"
    return f"the SPARQL cannot be read {near} (line {line}, column {column})"
