"""The files that a person's paths name: files, folders, globs and standard input."""

import gzip
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from glob import iglob
from pathlib import Path
from typing import BinaryIO

from actorgraph.errors import DoubtfulInput, InputError, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream
from actorgraph.loaders.drafts import Report

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read: its path for messages, and the path below the folder that was named.

    `suffix` is the lower-case ending without ".gz", which tells the format where it is known.
    Standard input has neither.
    """

    path: str
    below: str
    suffix: str
    open: Callable[[], AbstractContextManager[ByteStream]]


def files_of(
    paths: Iterable[str], report: Report, *, known: Iterable[str], stdin: BinaryIO
) -> Iterator[InputFile]:
    """Yield the files that the paths name, in order, those of a folder sorted by their path.

    From a folder come files with a known suffix; how many others there are is reported.
    """
    for path in paths:
        try:
            if path == STANDARD_INPUT:
                yield InputFile(
                    path="standard input", below="", suffix="", open=lambda: nullcontext(stdin)
                )
            elif re.match(r"https?://", path, re.IGNORECASE):
                reason = "addresses are not read yet; save the page and name the file"
                raise UnreadableFile(path, reason)
            else:
                yield from _files(path, frozenset(known), report)
        except InputError as error:
            report(error)
        except OSError as error:  # a name too long, a folder above that may not be entered
            report(UnreadableFile(path, reason_of(error)))


def _files(path: str, known: frozenset[str], report: Report) -> Iterator[InputFile]:
    if "\0" in path:
        raise UnreadableFile(path.replace("\0", "\\0"), "a path cannot hold a NUL")
    place = Path(os.path.expanduser(path))  # noqa: PTH111  (Path's own raises for "~nobody")
    if place.is_dir():
        yield from _in_folder(place, known, report)
    elif os.path.lexists(place):
        yield _file(place, place.name)
    elif re.search(r"[*?\[]", path):
        yield from _matching(str(place), known, report)
    else:
        raise UnreadableFile(path, "there is no such file or folder")


def _matching(pattern: str, known: frozenset[str], report: Report) -> Iterator[InputFile]:
    fixed = Path(re.split(r"[*?\[]", pattern, maxsplit=1)[0] + "x").parent
    if Path(pattern).name == "**":  # all that is below: the same as the folder
        pattern = str(Path(pattern).parent)
    matches = sorted(iglob(pattern, recursive=True))  # noqa: PTH207  (any root)
    if not matches:
        raise UnreadableFile(pattern, "no file matches")
    for match in map(Path, matches):
        if match.is_dir():
            yield from _in_folder(match, known, report, root=fixed)
        else:
            yield _file(match, match.relative_to(fixed).as_posix())


def _in_folder(
    folder: Path, known: frozenset[str], report: Report, root: Path | None = None
) -> Iterator[InputFile]:
    found, others = 0, Counter[str]()
    for place in _walk(folder, report):
        if _suffix(place) in known:
            found += 1
            yield _file(place, place.relative_to(root or folder).as_posix())
        else:
            others[place.suffix or "without a suffix"] += 1
    if not found:
        raise UnreadableFile(str(folder), f"no article in it (looked for {_listed(known)})")
    if others:
        kinds = _listed(others)
        report(DoubtfulInput(str(folder), f"{others.total()} files of other kinds left: {kinds}"))


def _walk(folder: Path, report: Report) -> Iterator[Path]:
    """Yield the files below, links followed, no folder entered twice, hidden ones left out."""

    def cannot_enter(error: OSError) -> None:
        report(UnreadableFile(str(error.filename), reason_of(error)))

    entered: set[str] = set()
    for at, folders, files in os.walk(folder, followlinks=True, onerror=cannot_enter):
        real = os.path.realpath(at)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at, name) for name in sorted(files) if not name.startswith("."))


def _file(place: Path, below: str) -> InputFile:
    def opened() -> AbstractContextManager[ByteStream]:
        if not place.is_file():
            there = os.path.lexists(place)
            reason = "is no regular file" if there and place.exists() else "leads nowhere"
            raise UnreadableFile(str(place), reason)
        if place.suffix.lower() == ".gz":
            return gzip.open(place)
        return place.open("rb")

    return InputFile(
        path=_shown(str(place)), below=_shown(below), suffix=_suffix(place), open=opened
    )


def _shown(path: str) -> str:
    """Return a path that can be written as UTF-8, also where its name on the disk is not."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _suffix(place: Path) -> str:
    name = place.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def reason_of(error: Exception) -> str:
    """Return what went wrong with a file in words, without the name that stands beside it."""
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    if isinstance(error, EOFError):
        return "the compressed file ends too early; what came before is read"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return f"cannot be unpacked ({error})"
