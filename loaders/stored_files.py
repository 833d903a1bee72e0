"""Files in a store (s3://, gs://, …): one by its address, those of a folder, or of a glob."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from actorgraph.errors import UnreadableFile
from actorgraph.loaders import compressed
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.input_files import InputFile, others_left, reason_of, suffix_of
from actorgraph.storage import files_below, place_of, split_glob

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from actorgraph.loaders.byte_lines import ByteStream


def stored_files(address: str, known: frozenset[str], report: Report) -> Iterator[InputFile]:
    """Yield the files that an address names, sorted by path; raises UnreadableFile.

    From a folder come files with a known suffix; how many others there are is reported.
    """
    try:
        yield from _files(address, known, report)
    except OSError as error:
        raise UnreadableFile(address, _first(error)) from error


def stored_file(address: str, below: str, *, named: bool = True) -> InputFile:
    """Return one file of a store, not opened yet."""

    def opened() -> "AbstractContextManager[ByteStream]":
        place = place_of(address)
        try:
            stream = place.system.open_input_file(place.path)
        except OSError as error:
            raise UnreadableFile(address, _first(error)) from error
        raw = cast("io.RawIOBase", stream)  # what it can do is enough
        return compressed.unpacked(cast("BinaryIO", io.BufferedReader(raw)), place.path)

    return InputFile(path=address, below=below, suffix=suffix_of(address), open=opened, named=named)


def _files(address: str, known: frozenset[str], report: Report) -> Iterator[InputFile]:
    start, pattern = split_glob(address)
    folder = place_of(start)
    if not pattern and folder.info().is_file:
        yield _one(address, PurePosixPath(folder.path).name, named=True)
        return
    found, others = 0, Counter[str]()
    for info in files_below(folder, pattern):
        below = info.path[len(folder.path.rstrip("/")) + 1 :]
        if pattern or suffix_of(below) in known:
            found += 1
            yield _one(f"{start.rstrip('/')}/{below}", below, named=bool(pattern))
        else:
            others[PurePosixPath(below).suffix or "without a suffix"] += 1
    if pattern and not found:
        raise UnreadableFile(address, "no file matches")
    others_left(address, found, others, known, report)


def _one(address: str, below: str, *, named: bool) -> InputFile:
    if suffix_of(address) == compressed.ARCHIVE:
        raise UnreadableFile(address, "archives in a store are not read; unpack it there")
    return stored_file(address, below, named=named)


def _first(error: OSError) -> str:
    return reason_of(error).strip().partition("\n")[0][:300]
