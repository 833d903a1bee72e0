"""The lines of a file as bytes, read so that no file can fill the memory."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from actorgraph.errors import UnreadableFile

MOST_BYTES = 64 * 2**20  # of one line, or one file that is read whole: more is a corpus


class ByteStream(Protocol):
    """What is needed of an open file."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line, or its first `size` bytes; b"" at the end."""


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
