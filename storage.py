"""Where files are that no path of this machine leads to: s3://, gs:// and the like.

pyarrow knows s3, gs, hdfs and abfs itself; any other scheme is asked of fsspec, where that is
installed. Accounts and keys are those of the environment, as the clients of each store have them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from actorgraph.errors import MissingExtra, UnreadableFile

if TYPE_CHECKING:
    from pyarrow.fs import FileInfo, FileSystem

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,20})://", re.IGNORECASE)
_WEB = ("http", "https", "ftp", "file")  # fetched with manners, or refused, by loaders
_SERVERS = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
UNFINISHED = ".part"
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder of a file system; `path` is what that system calls it."""

    system: "FileSystem"
    path: str

    def __truediv__(self, name: str) -> "Place":
        return Place(self.system, f"{self.path.rstrip('/')}/{name}")

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine's disk."""
        return self.system.type_name == "local"

    def info(self) -> "FileInfo":
        """Return what is there, if anything."""
        return self.system.get_file_info(self.path)

    def read(self) -> bytes:
        """Return the whole file; raises OSError."""
        with self.system.open_input_stream(self.path, compression=None) as file:
            return bytes(file.read())

    def write(self, data: bytes) -> None:
        """Write the whole file, so that nobody ever sees a part of it."""
        with self.written() as path, self.system.open_output_stream(path, compression=None) as file:
            file.write(data)

    def written(self) -> "_Whole":
        """Return a path to write to in a `with`; at its end the file is there as a whole."""
        return _Whole(self)

    def remove(self) -> None:
        """Take the file away, if it is there."""
        if self.info().is_file:
            self.system.delete_file(self.path)


class _Whole:
    """A local file is written beside its place and moved there; a store shows no file before."""

    def __init__(self, place: Place) -> None:
        self._place, self._path = place, place.path
        if place.is_local:  # hidden, so that nobody takes it for a file of the folder
            name = Path(place.path)
            self._path = str(name.with_name(f".{name.name}.{uuid4().hex[:8]}{UNFINISHED}"))

    def __enter__(self) -> str:
        if self._place.is_local:
            Path(self._path).parent.mkdir(parents=True, exist_ok=True)
        return self._path

    def __exit__(self, error: object, *_rest: object) -> None:
        if self._place.is_local and error is None:
            Path(self._path).replace(self._place.path)
        elif self._place.is_local:
            Path(self._path).unlink(missing_ok=True)


def is_storage(address: str) -> bool:
    """Whether this names something in a store of files, rather than a path, page or server."""
    found = _SCHEME.match(address)
    return found is not None and found[1].lower() not in (*_WEB, *_SERVERS)


def place_of(address: str | Path) -> Place:
    """Return where an address or local path leads; raises UnreadableFile for a store unknown."""
    try:
        from pyarrow import fs  # noqa: PLC0415  (an extra, and slow)
    except ImportError:
        what = f"reading {address}"
        raise MissingExtra(what, "pyarrow", "frames") from None
    text = str(address)
    if not is_storage(text):
        return Place(fs.LocalFileSystem(), str(Path(text).absolute()))
    try:
        return Place(*fs.FileSystem.from_uri(text))
    except (ValueError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415

        system, path = url_to_fs(text)
    except ImportError:
        raise UnreadableFile(text, f"{reason}; 'pip install fsspec' and its package") from None
    except (ValueError, OSError) as error:
        raise UnreadableFile(text, str(error)) from None
    handler: Any = fs.FSSpecHandler  # its stubs take it for abstract
    return Place(fs.PyFileSystem(handler(system)), path)


def split_glob(address: str) -> tuple[str, str]:
    """Return the part of an address before its first pattern, up to a slash, and the rest."""
    found = _GLOB.search(address)
    if not found:
        return address, ""
    cut = address.rfind("/", 0, found.start()) + 1
    return address[:cut].rstrip("/"), address[cut:]


def files_below(folder: Place, pattern: str = "") -> Iterator["FileInfo"]:
    """Yield the files below a folder whose path below it fits the pattern, sorted by path.

    `*` stays within a folder and `**/` goes through any, as a shell's globs do.
    """
    from pyarrow import fs  # noqa: PLC0415

    deep = not pattern or "/" in pattern or "**" in pattern
    found = folder.system.get_file_info(fs.FileSelector(folder.path, recursive=deep))
    for info in sorted(found, key=lambda one: one.path):
        below = info.path[len(folder.path.rstrip("/")) + 1 :]
        if info.is_file and (not pattern or _fits(below.split("/"), pattern.split("/"))):
            yield info


def _fits(parts: list[str], pattern: list[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        rest = pattern[1:] or ["*"]
        return any(_fits(parts[at:], rest) for at in range(len(parts)))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])
