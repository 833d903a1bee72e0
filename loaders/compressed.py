"""Compressed files, opened as what they hold; members of a ZIP archive are files of their own."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from actorgraph.errors import UnreadableFile
from actorgraph.loaders.extras import needs

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ENDINGS = (".gz", ".bz2", ".xz", ".zst")
ARCHIVE = ".zip"
# What the libraries raise for a stream that is damaged or is not what its ending says.
DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, BadZipFile)


_MAGIC = {".gz": b"\x1f\x8b", ".bz2": b"BZh", ".xz": b"\xfd7zXZ\0", ".zst": b"\x28\xb5\x2f\xfd"}


def is_packed(data: bytes, name: str) -> bool:
    """Whether bytes are compressed as the ending of their name says; servers may unpack before."""
    magic = _MAGIC.get(Path(name).suffix.lower())
    return magic is not None and data.startswith(magic)


def without_ending(name: str) -> str:
    """Return a file's name without the ending that says how it is compressed."""
    for ending in ENDINGS:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def opened(place: Path) -> AbstractContextManager[BinaryIO]:
    """Open a file, unpacking as its ending says."""
    return unpacked(place.open("rb"), place.name)


def unpacked(stream: BinaryIO, name: str) -> AbstractContextManager[BinaryIO]:
    """Return what an open file holds, unpacked as the ending of its name says; closes both."""
    match Path(name).suffix.lower():
        case ".gz":
            return _closing(stream, lambda: cast("BinaryIO", gzip.GzipFile(fileobj=stream)))
        case ".bz2":
            return _closing(stream, lambda: cast("BinaryIO", bz2.BZ2File(stream)))
        case ".xz":
            return _closing(stream, lambda: cast("BinaryIO", lzma.LZMAFile(stream)))
        case ".zst":
            return _closing(stream, lambda: _zstandard(stream, name))
    return stream


@contextmanager
def _closing(outer: BinaryIO, unpacks: Callable[[], BinaryIO]) -> Iterator[BinaryIO]:
    with outer, unpacks() as inner:
        yield inner


def _zstandard(stream: BinaryIO, name: str) -> BinaryIO:
    with needs("zstandard", name):
        from zstandard import ZstdDecompressor, ZstdError  # noqa: PLC0415  (an extra)
    inner = ZstdDecompressor().stream_reader(stream, read_across_frames=True)

    class Unpacked(io.RawIOBase):
        """The library's stream as Python's own, with its errors as those of a damaged file."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: "WriteableBuffer", /) -> int:
            try:
                return inner.readinto(buffer)
            except ZstdError as error:
                message = str(error)
                raise zlib.error(message) from None

    return io.BufferedReader(Unpacked())


def members(place: Path, shown: str) -> Iterator[tuple[str, Callable[[], BinaryIO]]]:
    """Yield the name of each file in a ZIP archive, and what opens it, sorted by name.

    Hidden files and the doubles that macOS adds are left out. Raises UnreadableFile.
    """
    try:
        with ZipFile(place) as archive:
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
            for info in infos:
                parts = info.filename.split("/")
                if not (info.is_dir() or any(p.startswith((".", "__MACOSX")) for p in parts)):
                    yield info.filename, partial(_member, archive, info, shown)
    except BadZipFile as error:
        raise UnreadableFile(shown, f"is no ZIP archive that can be read ({error})") from None


def _member(archive: ZipFile, info: ZipInfo, shown: str) -> BinaryIO:
    path = f"{shown}/{info.filename}"
    if info.flag_bits & 1:
        reason = "is encrypted; unpack the archive with its password and name the folder"
        raise UnreadableFile(path, reason)
    try:
        return cast("BinaryIO", archive.open(info))
    except NotImplementedError as error:  # a method of compression that Python lacks
        raise UnreadableFile(path, str(error)) from None
