"""Pairs of marked actors, and reading them from JSON lines."""

import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from actorgraph.errors import BadRecord, InputError, UnreadableFile
from actorgraph.loaders.byte_lines import lines_of
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.input_files import InputFile, files_of, reason_of

SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})

Places = tuple[int, int]
Field = Literal["source", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text in which two actors are marked: character offsets [start, end) in `text`.

    Raises ValueError where an offset is no place of the text.
    """

    id: str
    text: str
    source: Places
    target: Places

    def __post_init__(self) -> None:
        """Check that both spans hold words of the text."""
        for name, (start, end) in (("source", self.source), ("target", self.target)):
            if not 0 <= start < end <= len(self.text):
                message = f"{name!r} is {start} to {end}, in a text of {len(self.text)} characters"
                raise ValueError(message)
            if not self.text[start:end].strip():
                message = f"{name!r} marks white space only"
                raise ValueError(message)


def read_pairs(path: str, *, on_error: Report, stdin: BinaryIO | None = None) -> Iterator[Pair]:
    """Yield the pairs of a file of JSON lines, a folder or glob of such, or "-" (standard input).

    `on_error` is given an UnreadableFile or BadRecord for what is not read; the rest goes on.
    """
    source = stdin if stdin is not None else sys.stdin.buffer
    for file in files_of([path], on_error, known=SUFFIXES, stdin=source):
        try:
            with file.open() as stream:
                yield from _pairs(lines_of(stream, file.path), file, on_error)
        except InputError as error:
            on_error(error)
        except (OSError, EOFError, zlib.error) as error:
            on_error(UnreadableFile(file.path, reason_of(error)))


def _pairs(lines: Iterable[bytes], file: InputFile, report: Report) -> Iterator[Pair]:
    empty = True
    for number, line in enumerate(lines, start=1):
        row = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if row.strip():
            empty = False
            try:
                yield _pair(row)
            except ValueError as error:
                report(BadRecord(file.path, f"line {number}", str(error)))
    if empty:
        raise UnreadableFile(file.path, "there is no pair in it")


def _pair(line: bytes) -> Pair:
    """Return the pair of a line; raises ValueError with what is wrong with it."""
    row = _object(line)
    name = row.get("id")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    for field, value in (("id", name), ("text", row.get("text"))):
        if field not in row:
            message = f"has no field {field!r} (its fields: {', '.join(list(row)[:8]) or 'none'})"
            raise ValueError(message)
        if not isinstance(value, str):
            message = f"field {field!r} is {type(row[field]).__name__}, not text"
            raise ValueError(message)  # noqa: TRY004  (a fault of the data, not of the code)
    return Pair(
        id=str(name), text=row["text"], source=_span(row, "source"), target=_span(row, "target")
    )


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        message = f"byte 0x{line[error.start]:02x} is not UTF-8"
        raise ValueError(message) from None
    except json.JSONDecodeError as error:
        message = f"not JSON ({error.msg}, column {error.colno})"
        raise ValueError(message) from None
    except RecursionError:
        message = "not JSON that can be read (nested too deep)"
        raise ValueError(message) from None
    if not isinstance(row, dict):
        message = "not an object with id, text, source and target"
        raise ValueError(message)  # noqa: TRY004
    return row


def _span(row: dict[str, Any], field: Field) -> Places:
    if field not in row:
        message = f"has no field {field!r} (its fields: {', '.join(list(row)[:8])})"
        raise ValueError(message)
    match row[field]:
        case [int(start), int(end)] if bool not in (type(start), type(end)):
            return start, end
    message = f"field {field!r} is {json.dumps(row[field])[:40]}, not [start, end] in characters"
    raise ValueError(message)
