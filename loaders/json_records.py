"""JSON and JSON lines: one object an article, with the fields of the article."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.loaders.byte_lines import whole
from actorgraph.loaders.decoding import decoded
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.front_matter import FIELDS

_EMPTY = "there is no article in it"
_WHOLE = ""  # the position of a fault that is no single byte or column
_MARK = b"\xef\xbb\xbf"


def drafts_of_lines(
    lines: Iterable[bytes], path: str, below: str, report: Report, *, first: int = 1
) -> Iterator[Draft]:
    """Yield the article of each line; a bad line is reported and the others go on.

    `first` is the number of the first line.
    """
    empty = True
    for number, line in enumerate(lines, start=first):
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableFile(path, "is UTF-16; JSON lines are read as UTF-8 only")
        row = line.removeprefix(_MARK) if number == 1 else line
        if not row.strip():
            continue
        empty = False
        where = f"line {number}"
        try:
            yield _draft(_parsed(row), path, where, f"{below}:{number}" if below else "")
        except _BadValue as error:
            report(BadRecord(path, f"{where}{error.position}", error.reason))
    if empty:
        raise UnreadableFile(path, _EMPTY)


def drafts_of_json(
    lines: Iterable[bytes], path: str, below: str, report: Report
) -> Iterator[Draft]:
    """Yield the articles of a JSON file: one object, a list of them, or JSON lines."""
    rest = iter(lines)
    first = next(rest, b"")
    if _is_object(first):
        yield from drafts_of_lines(chain([first], rest), path, below, report)
        return
    text = decoded(whole(chain([first], rest), path), path, report)
    try:
        value = _parsed(text.encode())
    except _BadValue as error:
        raise UnreadableFile(path, error.reason + error.position) from None
    rows = value if isinstance(value, list) else [value]
    if not rows:
        raise UnreadableFile(path, _EMPTY)
    for number, row in enumerate(rows, start=1):
        where = f"record {number}" if isinstance(value, list) else ""
        numbered = f"{below}:{number}" if below and where else below
        try:
            yield _draft(row, path, where, numbered)
        except _BadValue as error:
            report(BadRecord(path, where or "the object", error.reason))


def looks_like_records(line: bytes) -> bool:
    """Whether a first line is that of JSON lines, or opens a list or object of JSON."""
    start = line.removeprefix(_MARK).strip()
    return _is_object(line) or start in (b"{", b"[", b"[{") or start.startswith((b'[{"', b'{"'))


class _BadValue(Exception):
    """A record that is not an article's; the caller knows the file and the line."""

    def __init__(self, position: str, reason: str) -> None:
        self.reason, self.position = reason, position
        super().__init__(reason)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(_parsed(line.removeprefix(_MARK)), dict)
    except _BadValue:
        return False


def _parsed(row: bytes) -> Any:
    try:
        return json.loads(row.decode("utf-8"))
    except UnicodeDecodeError as error:
        position = f", byte {error.start + 1}"
        reason = f"byte 0x{row[error.start]:02x} is not UTF-8"
        raise _BadValue(position, reason) from None
    except json.JSONDecodeError as error:
        position = f", column {error.colno}"
        if error.lineno > 1:
            position = f", line {error.lineno}{position}"
        raise _BadValue(position, f"not JSON ({error.msg})") from None
    except (ValueError, RecursionError) as error:
        raise _BadValue(_WHOLE, f"not JSON that can be read ({error})") from None


def _draft(row: object, path: str, where: str, below: str) -> Draft:
    if not isinstance(row, dict):
        raise _BadValue(_WHOLE, "not an object with the fields of an article (text, url, …)")
    if "text" not in row:
        names = ", ".join(list(row)[:8]) or "none"
        raise _BadValue(_WHOLE, f"has no field 'text' (its fields: {names})")
    fields = {name: _text(row, name) for name in ("text", *FIELDS)}
    return Draft(path=path, below=below, where=where, **fields)


def _text(row: dict[str, object], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise _BadValue(_WHOLE, f"field {name!r} is {type(value).__name__}, not text")
    return value
