"""What can be told of a Cypher query from its text alone, before any server is asked to read it.

Only what the server's own plan does not tell is looked for here: functions of plugins, which the
plan names no better than the text, and nesting, on which the server's reader breaks down.
"""

import re
from collections.abc import Iterator

DEEPEST = 100  # brackets in brackets; Neo4j's reader never answers from about 300 on
# The namespaces of functions that come with Neo4j. They read the graph and the clock; those of
# plugins may read files and addresses, or run other queries.
NAMESPACES = frozenset(
    "date datetime duration graph localdatetime localtime point time vector".split()
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_TOKEN = re.compile(
    r"""//[^\n\r]*|/\*.*?(?:\*/|\Z)|'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z)"""
    r"""|`(?:``|[^`])*(?:`|\Z)""",
    re.DOTALL,
)
_CALLED = re.compile(r"(?<![\w$.])(\w+(?:\s*\.\s*\w+)+)\s*\(")


def nesting(cypher: str) -> int:
    """Return how deep brackets stand in brackets, strings and comments aside."""
    return max(map(_depth, _readings(cypher)))


def plugin_calls(cypher: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the functions and procedures called that are neither `known` nor Neo4j's functions."""
    for reading in _readings(cypher):
        for match in _CALLED.finditer(reading):
            name = re.sub(r"\s", "", match[1])
            if name not in known and name.split(".", 1)[0].lower() not in NAMESPACES:
                yield name


def _readings(cypher: str) -> tuple[str, str]:
    """Return the query without strings and comments, with and without its escapes resolved.

    Cypher 5 resolves them before it looks for strings and comments, Cypher 25 only inside.
    """
    resolved = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cypher)
    return _bare(cypher), _bare(resolved)


def _bare(cypher: str) -> str:
    return _TOKEN.sub(_bared, cypher)


def _bared(match: re.Match[str]) -> str:
    token = match[0]
    if token[0] == "`":  # a name, which may be that of a function
        return re.sub(r"[^\w.]", "_", token.strip("`"))
    return " '' " if token[0] in "'\"" else " "


def _depth(bare: str) -> int:
    deepest = depth = 0
    for sign in bare:
        if sign in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in ")]}":
            depth -= 1
    return deepest
