"""Units of input: files to read, or parts of large ones, that can be handed to other machines."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import astuple, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, cast

from actorgraph.errors import InputError, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.input_files import (
    STANDARD_INPUT,
    InputFile,
    Part,
    entered,
    files_of,
    is_address,
    reason_of,
    shown,
    single,
)
from actorgraph.loaders.stored_files import stored_file
from actorgraph.storage import is_storage, place_of

LINES = (".jsonl", ".ndjson")
BLOCK = 1 << 20  # bytes that are searched for the end of a line at once


@dataclass(frozen=True, slots=True, kw_only=True)
class InputUnit:
    """A file, or a part of it, described plainly enough to be sent anywhere.

    `place` is its whole path or its address, `path` what the person called it. `below` and `named`
    are those of an InputFile; `size` in bytes is that of the part; `version` is another one when
    the file has changed.
    """

    place: str
    path: str
    below: str
    named: bool
    size: int = 0
    version: str = ""
    part: Part | None = None

    @property
    def key(self) -> str:
        """What tells it from any other unit."""
        return repr((self.place, self.below, self.version, self.part and astuple(self.part)))


def units_of(paths: Iterable[str], report: Report, *, known: Iterable[str]) -> Iterator[InputUnit]:
    """Yield the files of paths, folders, globs and addresses, in the order of `read_articles`.

    What cannot be found is reported.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            reason = "standard input cannot be read in shards; name files, or leave out --out"
            report(UnreadableFile("standard input", reason))
        elif is_address(path) and not is_storage(path):
            yield InputUnit(place=path, path=path, below="", named=True)
        else:
            for file in files_of([path], report, known=known, stdin=io.BytesIO(), enter=_unopened):
                yield _unit(file)


def parts_of(unit: InputUnit, most: int) -> Iterator[InputUnit]:
    """Yield parts of about `most` bytes of Parquet or plain JSON lines, of other files the whole.

    Line ends of JSON lines are looked for, so those in a store stay whole.
    """
    parts: Iterator[tuple[Part, int]] = iter(())
    if unit.size > most:
        if unit.place.endswith(".parquet"):
            parts = _rows(unit, most)
        elif unit.place.endswith(LINES) and not is_storage(unit.place):
            parts = _ranges(unit.place, unit.size, most)
    found = [replace(unit, part=part, size=size) for part, size in parts]
    yield from found or [unit]


def files_of_units(
    units: Iterable[InputUnit],
    report: Report,
    *,
    known: Iterable[str],
    fetch: Callable[[str], InputFile],
) -> Iterator[InputFile]:
    """Yield the files of units; what is no longer there is reported."""
    for unit in units:
        try:
            yield from _files(unit, frozenset(known), report, fetch)
        except InputError as error:
            report(error)
        except OSError as error:
            report(UnreadableFile(unit.place, reason_of(error)))


def _files(
    unit: InputUnit,
    known: frozenset[str],
    report: Report,
    fetch: Callable[[str], InputFile],
) -> Iterator[InputFile]:
    if is_storage(unit.place):
        found: Iterable[InputFile] = [stored_file(unit.place, unit.below)]
    elif is_address(unit.place):
        yield fetch(unit.place)
        return
    else:
        found = entered(Path(unit.place), unit.below, known, report)
    for file in found:
        path = unit.path + file.path[len(shown(unit.place)) :]
        opens = file.open
        if unit.part and file.suffix in LINES:
            opens = _opener(unit.place, unit.part)
        named = unit.named and file.named
        yield replace(file, path=path, named=named, part=unit.part, open=opens)


def _unopened(
    place: Path, below: str, _known: frozenset[str], _report: Report
) -> Iterator[InputFile]:
    """Take an archive as one file: its members stay together."""
    yield single(place, below)


def _unit(file: InputFile) -> InputUnit:
    place = os.path.abspath(file.place) if file.place else file.path  # noqa: PTH100  (no links)
    size, version = _stamp(place)
    return InputUnit(
        place=place,
        path=file.path,
        below=file.below,
        named=file.named,
        size=size,
        version=version,
    )


def _stamp(place: str) -> tuple[int, str]:
    if not is_storage(place):
        try:
            stat = Path(place).stat()
        except OSError:  # its reader will say what is wrong with it
            return 0, ""
        return stat.st_size, f"{stat.st_size} {stat.st_mtime_ns}"
    info = place_of(place).info()
    return info.size or 0, f"{info.size} {info.mtime_ns}"


def _rows(unit: InputUnit, most: int) -> Iterator[tuple[Part, int]]:
    """Yield runs of rows; of a file that cannot be opened none, its reader will say why."""
    place = place_of(unit.place)
    from pyarrow import ArrowException  # noqa: PLC0415  (an extra)
    from pyarrow.parquet import read_metadata  # noqa: PLC0415

    try:
        with place.system.open_input_file(place.path) as file:
            rows = read_metadata(file).num_rows
    except (ArrowException, OSError, ValueError):
        return
    parts = min(rows, -(-unit.size // most))
    edges = [rows * number // parts for number in range(parts + 1)] if parts else []
    for start, end in pairwise(edges):
        yield Part(start, end), unit.size // parts


def _ranges(place: str, size: int, most: int) -> Iterator[tuple[Part, int]]:
    """Yield ranges of bytes that begin and end with a line."""
    with Path(place).open("rb") as file:
        start, line = 0, 1
        while start < size:
            lines, end = _lines(file, start, min(start + most, size))
            yield Part(start, end, line), end - start
            start, line = end, line + lines


def _lines(file: BinaryIO, start: int, least: int) -> tuple[int, int]:
    """Return how many lines there are from `start` to the first end of one at `least` or later."""
    file.seek(start)
    lines, at = 0, start
    while at < least and (block := file.read(min(BLOCK, least - at))):
        lines += block.count(b"\n")
        at += len(block)
        last = block
    if at > start and not last.endswith(b"\n"):
        while rest := file.readline(BLOCK):
            at += len(rest)
            if rest.endswith(b"\n"):
                lines += 1
                break
    return lines, at


def _opener(place: str, part: Part) -> Callable[[], AbstractContextManager[ByteStream]]:
    @contextmanager
    def opened() -> Iterator[ByteStream]:
        with Path(place).open("rb") as file:
            file.seek(part.start)
            yield cast("ByteStream", _Range(file, part.end - part.start))

    return opened


class _Range:
    """The bytes of a file up to some place."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file, self._left = file, left

    def read(self, size: int, /) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data

    def readline(self, size: int, /) -> bytes:
        line = self._file.readline(min(size, self._left))
        self._left -= len(line)
        return line
