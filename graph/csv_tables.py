"""Nodes and relationships as the CSV files that `neo4j-admin database import full` reads."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

AT_ONCE = 10_000  # lines
BLOCK = 4 << 20  # bytes
ARRAY = "\x1f"  # between the values of a list
BUFFER = 4 << 20  # bytes of the largest value that the import takes unless it is told of a larger

# What a column holds, by the name that the header of the file gives it; "" is left out.
STRING, LONG, DOUBLE, BOOLEAN, STRINGS = "string", "long", "double", "boolean", "string[]"
LONGS = "long[]"

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
        self.multiline: set[str] = set()  # names of the tables whose rows have line breaks in them
        self._files: dict[str, TextIO] = {}
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
        self._files = {}
        return self

    def nodes(self, table: NodeTable, rows: Iterable[Row]) -> None:
        """Write nodes: rows of properties; a table with `more` labels takes them as LABELS."""
        names = ("id", *(name for name, _ in table.columns), *([LABELS] if table.more else []))
        self.lines(table, (_cells(row, names) for row in rows))

    def relations(self, table: LinkTable, rows: Iterable[tuple[str, str, str, Row]]) -> None:
        """Write relationships with their properties: start, type, end, properties."""
        names = tuple(name for name, _ in table.columns)
        self.lines(
            table,
            (
                f"{link(start, type_, end)},{_cells(row, names)}"
                if names
                else link(start, type_, end)
                for start, type_, end, row in rows
            ),
        )

    def lines(self, table: Table, lines: Iterable[str]) -> None:
        """Write lines as they are; the first of a table opens its file."""
        each = iter(lines)
        while some := list(islice(each, AT_ONCE)):
            file = self._files.get(table.name) or self._begin(table)
            self.rows += len(some)
            self.largest = max(self.largest, *map(len, some))
            text = "\n".join(some) + "\n"
            if "\r" in text or text.count("\n") > len(some):
                self.multiline.add(table.name)
            file.write(text)

    def file_of(self, name: str) -> str:
        """Return the name of the file with this writer's rows of a table."""
        return f"{name}.{self.part:03}.csv"

    def _begin(self, table: Table) -> TextIO:
        key = table.name
        path = self.folder / self.file_of(key)
        file = self._open.enter_context(path.open("w", encoding="utf-8", newline=""))
        self._files[key], self.tables[key] = file, table
        header = self.folder / f"{key}.header.csv"
        header.write_text(table.header + "\n", encoding="utf-8")
        return file


LABELS = ":LABEL"


def joined(tables: Sequence[CsvTables]) -> CsvTables:
    """Return all tables with one file each: the import looks into every file before it begins.

    The files of the first to have a table take in those of the others, which go.
    """
    first = CsvTables(tables[0].folder, tables[0].part)
    for one in tables:
        for key, table in one.tables.items():
            first.tables[key] = table
            path, whole = one.folder / one.file_of(key), first.folder / first.file_of(key)
            if path != whole:
                with path.open("rb") as part, whole.open("ab") as file:
                    shutil.copyfileobj(part, file, BLOCK)
                path.unlink()
        first.rows += one.rows
        first.largest = max(first.largest, one.largest)
        first.multiline |= one.multiline
    return first


def import_options(tables: Iterable[CsvTables]) -> list[str]:
    """Return the options of `neo4j-admin database import full`, run in the folder of the files."""
    written = list(tables)
    files: dict[str, list[str]] = {}
    kinds: dict[str, Table] = {}
    for one in written:
        for key, table in one.tables.items():
            kinds[key] = table
            files.setdefault(key, [f"./{key}.header.csv"])
            files[key].append(f"./{one.file_of(key)}")
    # Files with line breaks inside of values are read much slower, says Neo4j's manual.
    broken = sorted(f"./{one.file_of(key)}" for one in written for key in one.multiline)
    largest = max((one.largest for one in written), default=0) * 4  # bytes of a character, at most
    return [
        *(broken and ["--multiline-fields-format=v2", f"--multiline-fields={','.join(broken)}"]),
        "--array-delimiter=U+001F",
        *([f"--read-buffer-size={largest + BUFFER}"] if largest > BUFFER else []),
        *(f"{kinds[key].option}={','.join(names)}" for key, names in sorted(files.items())),
    ]


def quoted(text: str) -> str:
    """Return the text as a cell: quoted even when empty, which an unquoted cell is not."""
    return f'"{text.replace(chr(34), DOUBLED)}"'


def link(start: str, type_: str, end: str) -> str:
    """Return the line of a relationship without properties."""
    return f"{quoted(start)},{quoted(end)},{type_}"


DOUBLED = '""'
NUMBERS = (int, float)


def _typed(columns: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{name}:{kind}" for name, kind in columns]


def _cells(row: Row, names: Iterable[str]) -> str:
    # Much of the time of a bulk import goes by here: no call for the commonest sorts.
    return ",".join(
        [
            ""
            if value is None
            else '"' + value.replace('"', DOUBLED) + '"'
            if type(value) is str
            else repr(value)
            if type(value) in NUMBERS
            else _cell(value)
            for value in map(row.get, names)
        ]
    )


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return quoted(ARRAY.join(map(str, value)))
    return quoted(value) if isinstance(value, str) else repr(value)


def sum_columns(example: Any) -> tuple[tuple[str, str], ...]:
    """Return the columns of a relationship's sums, given some sums."""
    doubles, strings = ("confidence", "goldstein"), ("first", "last")
    kind = dict.fromkeys(doubles, DOUBLE) | dict.fromkeys(strings, STRING)
    return tuple((name, kind.get(name, LONG)) for name in asdict(example))
