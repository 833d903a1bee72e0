"""The lines of a file as bytes, read so that no file can fill the memory."""

from collections.abc import Iterable, Iterator
from io import BufferedReader
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from actorgraph.errors import UnreadableFile

MOST_BYTES = 64 * 2**20  # of one line, or one file that is read whole: more is a corpus


class ByteStream(Protocol):
    """What is needed of an open file."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line, or its first `size` bytes; b"" at the end."""

    def read(self, size: int, /) -> bytes:
        """Return the next `size` bytes, fewer only at the end."""


def lines_of(stream: ByteStream, path: str) -> Iterator[bytes]:
    """Yield the lines; raises UnreadableFile at one that is too long."""
    while line := stream.readline(MOST_BYTES):
        if len(line) == MOST_BYTES:
            raise UnreadableFile(path, f"a line is longer than {MOST_BYTES >> 20} MB")
        yield line


def whole(lines: Iterable[bytes], path: str) -> bytes:
    """Return all lines joined; raises UnreadableFile where they are too many."""
    parts, size = [], 0
    for line in lines:
        size += len(line)
        if size > MOST_BYTES:
            reason = (
                f"is larger than {MOST_BYTES >> 20} MB; as JSON lines, a file may be of any size"
            )
            raise UnreadableFile(path, reason)
        parts.append(line)
    return b"".join(parts)


def seekable(stream: ByteStream) -> BinaryIO:
    """Return a stream that can be read from any place; what cannot is copied to a temporary file.

    Close it in any case: a plain file comes back as it is, anything else as a copy.
    """
    if isinstance(stream, BufferedReader) and stream.seekable() and not stream.tell():
        return stream
    copy = SpooledTemporaryFile(MOST_BYTES)  # noqa: SIM115  (the caller closes it)
    while part := stream.read(2**20):
        copy.write(part)
    copy.seek(0)
    return cast("BinaryIO", copy)
