"""A Cypher script that makes a graph again: constraints, then nodes and relationships as data."""

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from neo4j.time import Date, DateTime, Duration, Time

from actorgraph.errors import UnreadableFile, UsageError
from actorgraph.graph.schema import STATEMENTS

ROWS, CHARACTERS = 200, 200_000  # of one statement, at the most
HEAD = (
    "// A graph of claims, for an empty database of Neo4j 5.26 or newer:\n"
    "//     cypher-shell -a neo4j://HOST -u neo4j -f FILE\n"
    "// Run twice, it changes nothing. Then, or never, actorgraph build adds to it.\n"
)
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
PRIVATE = 0xE000  # characters that texts have no use for begin here


class NodeShape(NamedTuple):
    """What a statement for nodes has to name: the label with the id, and further labels."""

    label: str
    more: tuple[str, ...] = ()

    def after(self) -> str:
        """Return what follows the rows."""
        labels = "".join(f", n:{name(label)}" for label in self.more)
        return f"MERGE (n:{name(self.label)} {{id: row.id}}) SET n = row{labels}"


class LinkShape(NamedTuple):
    """What a statement for relationships has to name: their type, and the labels of their ends."""

    start: str
    type: str
    end: str

    def after(self) -> str:
        """Return what follows the rows, which are start, end and properties."""
        return (
            f"MATCH (a:{name(self.start)} {{id: row[0]}}) MATCH (b:{name(self.end)} {{id: row[1]}})"
            f" MERGE (a)-[r:{name(self.type)}]->(b) SET r = row[2]"
        )


class CypherScript:
    """Writes a script; nodes and relationships may come in any order, nodes are written first."""

    def __init__(self, path: Path) -> None:
        self.rows = 0
        self._path = path
        self._waiting: dict[NodeShape | LinkShape, list[str]] = {}
        self._sizes: Counter[NodeShape | LinkShape] = Counter()  # characters that wait

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("w", encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            raise UnreadableFile(str(self._path), error.strerror or str(error)) from error
        self._links: IO[str] = TemporaryFile("w+", encoding="utf-8", errors="replace", newline="\n")
        self._file.write(HEAD + "".join(f"{statement};\n" for statement in STATEMENTS))
        return self

    def __exit__(
        self,
        error: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        with self._file, self._links:
            if error is None:
                for shape in self._waiting:
                    self._flush(shape)
                self._links.seek(0)
                shutil.copyfileobj(self._links, self._file)

    def node(self, shape: NodeShape, row: Mapping[str, Any]) -> None:
        """Write a node with its properties, "id" among them."""
        self._put(shape, literal(row))

    def link(self, shape: LinkShape, ends: tuple[str, str], row: Mapping[str, Any]) -> None:
        """Write a relationship between the nodes of these ids, with its properties."""
        self._put(shape, literal([*ends, row]))

    def _put(self, shape: NodeShape | LinkShape, row: str) -> None:
        waiting = self._waiting.setdefault(shape, [])
        if len(waiting) >= ROWS or (waiting and self._sizes[shape] + len(row) > CHARACTERS):
            self._flush(shape)
        waiting.append(row)
        self._sizes[shape] += len(row)
        self.rows += 1

    def _flush(self, shape: NodeShape | LinkShape) -> None:
        rows = ",\n".join(self._waiting[shape])
        file = self._file if isinstance(shape, NodeShape) else self._links
        file.write(f"UNWIND [\n{rows}\n] AS row {shape.after()};\n")
        self._waiting[shape].clear()
        self._sizes[shape] = 0


def name(word: str) -> str:
    """Return a label, type or key as Cypher writes it."""
    return word if _PLAIN.fullmatch(word) else f"`{word.replace('`', '``')}`"


def literal(value: Any) -> str:
    """Return a value as Cypher writes it, in one line; raise UsageError where it cannot."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _number(value)
        case str():
            return _text(value)
        case Mapping():
            known = ((key, inner) for key, inner in value.items() if inner is not None)
            return f"{{{', '.join(f'{name(key)}: {literal(inner)}' for key, inner in known)}}}"
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
    return _time(value)


def _time(value: Any) -> str:
    match value:
        case Date():
            return f"date('{value.iso_format()}')"
        case DateTime() | Time():
            kind = "time" if isinstance(value, Time) else "datetime"
            return f"{'' if value.tzinfo else 'local'}{kind}('{value.iso_format()}')"
        case Duration():
            return f"duration('{value.iso_format()}')"
    message = (
        f"a property is of the type {type(value).__name__}, which has no form in a script; "
        "remove or change it, or take the whole graph along with 'actorgraph dump'"
    )
    raise UsageError(message)


def _number(value: float) -> str:
    match repr(value):
        case "nan":
            return "(0.0 / 0.0)"
        case "inf":
            return "(1.0 / 0.0)"
        case "-inf":
            return "(-1.0 / 0.0)"
        case written:
            return written.replace("e+", "e")


def _text(text: str) -> str:
    r"""Return the text in quotes.

    Cypher 5 reads \uXXXX before it looks for quotes, Cypher 25 inside of them: a backslash before
    "u" would mean two things. It is put in by replace().
    """
    if "\\u" not in text:
        return f"'{_escaped(text)}'"
    unused = next(chr(code) for code in count(PRIVATE) if chr(code) not in text)
    return f"replace('{_escaped(text.replace(chr(92), unused))}', '{unused}', '\\\\')"


def _escaped(text: str) -> str:
    plain = re.sub(r"[\\'\n\r\t]", lambda found: _ESCAPES[found[0]], text)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
