"""The process that runs one SPARQL query: a request as JSON in, the rows as JSON lines out.

It opens the view to read only. The first line has the columns, the last is "end".
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from actorgraph.ontology.rdf_values import plain_value


def answer(view: str, request: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the columns and the rows, one more than asked for, so that the limit is noticed."""
    try:
        result = Store.read_only(view).query(
            request["query"],
            prefixes=request["prefixes"],
        )
        columns, rows = _table(result)
        yield {"columns": columns}
        yield from islice(rows, request["rows"] + 1)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        yield {"error": error.msg if isinstance(error, SyntaxError) else str(error)}
    yield "end"


def _table(
    result: QueryBoolean | QuerySolutions | QueryTriples,
) -> tuple[list[str], Iterable[list[Any]]]:
    if isinstance(result, QueryBoolean):
        return ["answer"], [[bool(result)]]
    if isinstance(result, QuerySolutions):
        return (
            [variable.value for variable in result.variables],
            ([_plain(value) for value in solution] for solution in result),
        )
    rows = ([_plain(part) for part in triple] for triple in result)
    return ["subject", "predicate", "object"], rows


def _plain(value: Any) -> Any:
    match value:
        case NamedNode():
            return value.value
        case BlankNode():
            return str(value)
        case Literal():
            try:
                return plain_value(value)
            except ValueError:
                return value.value
    return None if value is None else str(value)


def main() -> None:
    """Answer the request of standard input."""
    for line in answer(sys.argv[1], json.load(sys.stdin)):
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
