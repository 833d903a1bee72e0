"""How the rows of a query are written: as they come, where the format allows it."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

from actorgraph.errors import TooManyRows, UnreadableFile, UsageError
from actorgraph.graph.tables import Row, Rows
from actorgraph.graph.value_json import as_json
from actorgraph.queries.printing import print_table, say

MORE = "there are more: raise --limit, or write them with --format jsonl, csv or parquet"
Format: TypeAlias = Literal["table", "json", "jsonl", "csv", "parquet"]


def print_rows(running: Rows, format: Format, out: Path | None = None, *, cut: bool) -> None:
    """Write the rows to standard output or a file, and tell how many where it is not seen.

    JSON, JSON lines and CSV are written as rows come; Parquet is held in columns, and a table
    whole. With `cut`, rows beyond the limit are told of, else they are an error, TooManyRows.
    """
    rows = _Counted(running.rows, cut=cut)
    if format == "parquet":
        _write_parquet(Rows(running.columns, rows), out)
    elif format == "table" and out is None:
        print_table(running.columns, [list(map(_shown, row)) for row in rows])
    else:
        with _opened(out) as file:
            _write(running.columns, rows, format, file)
    if rows.limit or out or format == "table":
        count = f"{rows.count:,} row{'s' * (rows.count != 1)}"
        where = f" in {out}" if out else ""
        say(f"{count}{where}; {MORE}" if rows.limit else f"{count}{where}")


class _Counted:
    """Rows with their number; `limit` tells whether there were more than may be."""

    def __init__(self, rows: Iterator[Row], *, cut: bool) -> None:
        self._rows, self._cut = rows, cut
        self.count, self.limit = 0, False

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        try:
            row = next(self._rows)
        except TooManyRows:
            if not self._cut:
                raise
            self.limit = True
            raise StopIteration from None
        self.count += 1
        return row


def _write(columns: tuple[str, ...], rows: Iterator[Row], format: Format, file: IO[str]) -> None:
    match format:
        case "csv":
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(list(map(_cell, row)) for row in rows)
        case "json":
            before = "[\n"
            for row in rows:
                file.write(before + _object(columns, row))
                before = ",\n"
            file.write("\n]\n" if before.startswith(",") else "[]\n")
        case "table":
            message = "a table is for the terminal; write files as csv, json, jsonl or parquet"
            raise UsageError(message)
        case _:
            for row in rows:
                file.write(_object(columns, row) + "\n")


def _object(columns: tuple[str, ...], row: Row) -> str:
    return as_json(dict(zip(columns, row, strict=True)))


def _cell(value: Any) -> Any:
    """Return what a CSV cell says: nothing for null, words and numbers as such, else JSON."""
    if value is None or isinstance(value, str):
        return value
    return as_json(value).strip('"')


def _shown(value: Any) -> Any:
    return value if isinstance(value, str | float | int) else _cell(value)


def _write_parquet(running: Rows, out: Path | None) -> None:
    from actorgraph.graph.frames import write_parquet  # noqa: PLC0415  # an extra

    if out is None and sys.stdout.isatty():
        message = "Parquet is nothing for a terminal; add --out FILE, or send it on to a file"
        raise UsageError(message)
    try:
        write_parquet(running.columns, running.rows, str(out) if out else sys.stdout.buffer)
    except OSError as error:
        raise UnreadableFile(str(out), error.strerror or str(error)) from error


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise UnreadableFile(str(out), error.strerror or str(error)) from error
