"""Nodes and relationships as the CSV files that `neo4j-admin database import full` reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

ARRAY = "\x1f"  # between the values of a list
BUFFER = 4 << 20  # bytes of the largest value that the import takes unless it is told of a larger

# What a column holds, by the name that the header of the file gives it; "" is left out.
STRING, LONG, DOUBLE, BOOLEAN, STRINGS = "string", "long", "double", "boolean", "string[]"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTable:
    """Nodes of one label, `columns` beside "id" by their type.

    With `more` each row has further labels, under LABELS.
    """

    label: str
    columns: tuple[tuple[str, str], ...]
    more: bool = False

    @property
    def name(self) -> str:
        """The beginning of the names of its files."""
        return self.label.lower()

    @property
    def header(self) -> str:
        """The first line of its first file."""
        last = [":LABEL"] if self.more else []
        return ",".join([f"id:ID({self.label})", *_typed(self.columns), *last])

    @property
    def option(self) -> str:
        """How the command line names its files."""
        return f"--nodes={self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTable:
    """Relationships of any type, from nodes of one label to nodes of one label."""

    start: str
    end: str
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The beginning of the names of its files."""
        return f"{self.start.lower()}-to-{self.end.lower()}"

    @property
    def header(self) -> str:
        """The first line of its first file."""
        ends = [f":START_ID({self.start})", f":END_ID({self.end})", ":TYPE"]
        return ",".join([*ends, *_typed(self.columns)])

    @property
    def option(self) -> str:
        """How the command line names its files."""
        return "--relationships"


Table = NodeTable | LinkTable


class CsvTables:
    """Writes rows into one file a table; `part` tells the files of several writers apart."""

    def __init__(self, folder: Path, part: int = 0) -> None:
        self.folder, self.part = folder, part
        self.tables: dict[str, Table] = {}
        self.rows = 0
        self.largest = 0  # characters of the longest row
        self._files: dict[str, TextIO] = {}
        self._makers: dict[str, list[tuple[str, Callable[[Any], str]]]] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def closed(self) -> Self:
        """Return itself without its files, fit to travel between processes."""
        self._open.close()
        self._files, self._makers = {}, {}
        return self

    def nodes(self, table: NodeTable, rows: Iterable[Row]) -> None:
        """Write nodes: rows of properties; a table with `more` labels takes them as LABELS."""
        put, makers = self._begin(table)
        for row in rows:
            cells = [quoted(row["id"]), *[_cell(row.get(name), make) for name, make in makers]]
            if isinstance(table, NodeTable) and table.more:
                cells.append(quoted(ARRAY.join(row[LABELS])))
            put(cells)

    def links(self, table: LinkTable, rows: Iterable[tuple[str, str, str]]) -> None:
        """Write relationships without properties: start, type, end."""
        put, _ = self._begin(table)
        for start, type_, end in rows:
            put([quoted(start), quoted(end), type_])

    def relations(self, table: LinkTable, rows: Iterable[tuple[str, str, str, Row]]) -> None:
        """Write relationships with their properties: start, type, end, properties."""
        put, makers = self._begin(table)
        for start, type_, end, row in rows:
            cells = [_cell(row.get(name), make) for name, make in makers]
            put([quoted(start), quoted(end), type_, *cells])

    def _begin(
        self, table: Table
    ) -> tuple[Callable[[list[str]], None], list[tuple[str, Callable[[Any], str]]]]:
        key = table.name
        if key not in self._files:
            path = self.folder / f"{key}.{self.part:03}.csv"
            file = path.open("w", encoding="utf-8", newline="")
            self._files[key] = self._open.enter_context(file)
            self._makers[key] = [(name, MAKERS[kind]) for name, kind in table.columns]
            self.tables[key] = table
            header = self.folder / f"{key}.header.csv"
            header.write_text(table.header + "\n", encoding="utf-8")
        write = self._files[key].write

        def put(cells: list[str]) -> None:
            line = ",".join(cells)
            self.rows += 1
            self.largest = max(self.largest, len(line))
            write(line + "\n")

        return put, self._makers[key]


LABELS = ":LABEL"


def import_options(tables: Iterable[CsvTables]) -> list[str]:
    """Return the options of `neo4j-admin database import full`, run in the folder of the files."""
    written = list(tables)
    files: dict[str, list[str]] = {}
    kinds: dict[str, Table] = {}
    for one in written:
        for key, table in one.tables.items():
            kinds[key] = table
            files.setdefault(key, [f"./{key}.header.csv"])
            files[key].append(f"./{key}.{one.part:03}.csv")
    largest = max((one.largest for one in written), default=0) * 4  # bytes of a character, at most
    return [
        "--multiline-fields=true",  # texts have several lines
        "--array-delimiter=U+001F",
        *([f"--read-buffer-size={largest + BUFFER}"] if largest > BUFFER else []),
        *(f"{kinds[key].option}={','.join(names)}" for key, names in sorted(files.items())),
    ]


def quoted(text: str) -> str:
    """Return the text as a cell: quoted even when empty, which an unquoted cell is not."""
    return f'"{text.replace(chr(34), DOUBLED)}"'


DOUBLED = '""'


def _typed(columns: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{name}:{kind}" for name, kind in columns]


def _cell(value: Any, make: Callable[[Any], str]) -> str:
    return "" if value is None else make(value)


MAKERS: dict[str, Callable[[Any], str]] = {
    STRING: quoted,
    LONG: str,
    DOUBLE: repr,
    BOOLEAN: lambda value: "true" if value else "false",
    STRINGS: lambda values: quoted(ARRAY.join(values)),
}


def sum_columns(example: Any) -> tuple[tuple[str, str], ...]:
    """Return the columns of a relationship's sums, given some sums."""
    doubles, strings = ("confidence", "goldstein"), ("first", "last")
    kind = dict.fromkeys(doubles, DOUBLE) | dict.fromkeys(strings, STRING)
    return tuple((name, kind.get(name, LONG)) for name in asdict(example))
