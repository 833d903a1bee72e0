"""Verdicts in files: JSON lines as the coding page saves them, or CSV with the same names."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.ontology.verdicts import FIELDS, Verdict, verdict_from_row

Report = Callable[[BadRecord], None]
NEEDED = ("claim", "coder", "at")


def read_verdicts(path: str | Path, report: Report) -> Iterator[Verdict]:
    """Yield the verdicts of a file; each line that is none is reported, and the rest goes on.

    A name that ends in .csv tells a table with a header; anything else is JSON lines. Raises
    UnreadableFile.
    """
    name = str(path)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = _table(file, name) if name.lower().endswith(".csv") else _lines(file)
            for where, row in rows:
                try:
                    yield verdict_from_row(_known(row))
                except ValueError as error:
                    report(BadRecord(name, where, str(error)))
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, f"it is no text in UTF-8 ({error})") from error
    except (OSError, csv.Error) as error:
        raise UnreadableFile(name, getattr(error, "strerror", None) or str(error)) from error


def _known(row: Any) -> dict[str, Any]:
    """Return the row, if it can be one of a verdict; ValueError says why not."""
    if isinstance(row, ValueError):
        message = f"it is no JSON ({row})"
        raise ValueError(message) from row  # noqa: TRY004
    if not isinstance(row, dict):
        message = "it is no JSON object"
        raise ValueError(message)  # noqa: TRY004
    if missing := [name for name in NEEDED if not row.get(name)]:
        message = f"it says no {', '.join(missing)}"
        raise ValueError(message)
    return row


def _lines(file: Iterator[str]) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield f"line {number}", _parsed(line)


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("its brackets are too deep")


def _table(file: Iterator[str], name: str) -> Iterator[tuple[str, Any]]:
    reader = csv.DictReader(file)
    if missing := [column for column in NEEDED if column not in (reader.fieldnames or ())]:
        expected = ", ".join((*NEEDED, *FIELDS, "comment"))
        reason = f"its first line names no {', '.join(missing)}; the columns are {expected}"
        raise UnreadableFile(name, reason)
    for row in reader:
        yield f"line {reader.line_num}", row
