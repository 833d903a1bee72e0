"""CSV and TSV: tables of articles as text, in whatever dialect they are written."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from actorgraph.errors import BadRecord, DoubtfulInput, UnreadableFile
from actorgraph.loaders.byte_lines import MOST_BYTES, ByteStream, lines_of, whole
from actorgraph.loaders.decoding import decoded
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.input_files import InputFile
from actorgraph.loaders.tables import columns_of, lacks_text, row_draft

if TYPE_CHECKING:
    from _csv import Reader

_SEPARATORS = ",;\t|"
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def csv_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the article of each row, row by row; bad rows are reported and the others go on."""
    text = _Text(file, report)
    lines = text.lines(lines_of(stream, file.path))
    head = next((line for line in lines if line.strip("\r\n\ufeff ")), "")
    separator = _separator(head, file)
    csv.field_size_limit(MOST_BYTES)  # the default of 128 KB is less than a long article
    rows = csv.reader(chain([head], lines), delimiter=separator)
    names = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
    columns = columns_of(names)
    if "text" not in columns:
        raise UnreadableFile(file.path, lacks_text(names))
    found = 0
    for where, row in _rows(rows, file, report):
        if not any(cell.strip() for cell in row):
            continue
        found += 1
        if len(row) != len(names):
            reason = f"has {len(row)} cells where the header has {len(names)}; check its quotes"
            report(BadRecord(file.path, where, reason))
            continue
        below = f"{file.below or file.url}:{found}" if file.below or file.url else ""
        values = dict(zip(names, row, strict=True))
        yield row_draft(values, columns, path=file.path, below=below, where=where)
    if not found:
        raise UnreadableFile(file.path, "there is no row in it")


def _rows(rows: "Reader", file: InputFile, report: Report) -> Iterator[tuple[str, list[str]]]:
    """Yield rows with the line on which each begins."""
    while True:
        where = f"line {rows.line_num + 1}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            report(BadRecord(file.path, where, f"cannot be read ({error}); check its quotes"))
            continue
        yield where, row


def _separator(head: str, file: InputFile) -> str:
    """Return what stands between the cells of the header, outside of quotes.

    csv.Sniffer looks at letters of the text too, and takes "e" for a separator of prose.
    """
    if file.suffix in (".tsv", ".tab"):
        return "\t"
    counts = {mark: _cells(head, mark) for mark in _SEPARATORS}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] > 1 else ","


def _cells(head: str, mark: str) -> int:
    known = next(csv.reader([head], delimiter=mark), [])
    return len(known) + 10 * len(columns_of(known))


class _Text:
    """Decodes line by line; the encoding is settled at the first byte outside ASCII."""

    def __init__(self, file: InputFile, report: Report) -> None:
        self._file, self._report = file, report
        self._windows = False

    def lines(self, lines: Iterable[bytes]) -> Iterator[str]:
        """Yield the lines as text; raises UnreadableFile with the line that cannot be."""
        for number, line in enumerate(lines, start=1):
            if number == 1 and line.startswith(_MARKS):
                yield from self._all(chain([line], lines))
                return
            yield self._decoded(line, number)

    def _all(self, lines: Iterable[bytes]) -> Iterator[str]:
        """Yield the lines of UTF-16, as Excel writes "Unicode text": of a size to be read whole."""
        data = whole(lines, self._file.path)
        yield from decoded(data, self._file.path, self._report).splitlines(keepends=True)

    def _decoded(self, line: bytes, number: int) -> str:
        if 0 in line:
            raise UnreadableFile(self._file.path, f"line {number} holds a NUL: is this a table?")
        try:
            return line.decode("cp1252" if self._windows else self._file.charset or "utf-8")
        except (UnicodeDecodeError, LookupError):
            if self._windows:
                reason = f"line {number} is neither UTF-8 nor Windows-1252; save it as UTF-8"
                raise UnreadableFile(self._file.path, reason) from None
        self._windows = True
        reason = f"line {number} is not UTF-8; read as Windows-1252 from there"
        self._report(DoubtfulInput(self._file.path, reason))
        return self._decoded(line, number)
