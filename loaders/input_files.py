"""The files that a person's paths name: files, folders, globs and standard input."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from glob import iglob
from pathlib import Path
from typing import BinaryIO

from actorgraph.errors import DoubtfulInput, InputError, UnreadableFile
from actorgraph.loaders import compressed
from actorgraph.loaders.byte_lines import ByteStream
from actorgraph.loaders.drafts import Report
from actorgraph.storage import is_storage

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read: its path for messages, and the path below the folder that was named.

    `suffix` is the lower-case ending without ".gz" and the like, which tells the format where it
    is known. Standard input has neither. What came from an address has its `url`, and the
    `charset` that the server named, or "". `named` is False for what a folder or an archive holds.
    `place` is the path as the system has it, where it is a file of this machine.
    """

    path: str
    below: str
    suffix: str
    open: Callable[[], AbstractContextManager[ByteStream]]
    url: str = ""
    charset: str = ""
    named: bool = True
    part: "Part | None" = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: its rows from `start` to `end` in Parquet, its bytes in JSON lines.

    `first` is the number of the line that the bytes begin with.
    """

    start: int
    end: int
    first: int = 1


# How a file that was found is entered: an archive as its members, or as a file like others.
Enter = Callable[[Path, str, frozenset[str], Report], Iterator[InputFile]]


def files_of(
    paths: Iterable[str],
    report: Report,
    *,
    known: Iterable[str],
    stdin: BinaryIO,
    fetch: Callable[[str], InputFile] | None = None,
    enter: Enter | None = None,
) -> Iterator[InputFile]:
    """Yield the files that the paths name, in order, those of a folder sorted by their path.

    From a folder or a ZIP archive come files with a known suffix; how many others there are is
    reported. `fetch` brings what stands at an address, as it is asked for; `enter` says what comes
    of each file, else archives are opened.
    """
    for path in paths:
        try:
            if path == STANDARD_INPUT:
                yield InputFile(
                    path="standard input", below="", suffix="", open=lambda: nullcontext(stdin)
                )
            elif is_storage(path):
                from actorgraph.loaders.stored_files import stored_files  # noqa: PLC0415

                yield from stored_files(path, frozenset(known), report)
            elif is_address(path):
                if fetch is None:
                    reason = "addresses are not read here; save the page and name the file"
                    raise UnreadableFile(path, reason)
                yield fetch(path)
            else:
                yield from _files(path, frozenset(known), report, enter or entered)
        except InputError as error:
            report(error)
        except OSError as error:  # a name too long, a folder above that may not be entered
            report(UnreadableFile(path, reason_of(error)))


def is_address(path: str) -> bool:
    """Whether this names something on the web rather than a file."""
    return re.match(r"[a-z][a-z0-9+.-]{1,20}://", path, re.IGNORECASE) is not None


def _files(path: str, known: frozenset[str], report: Report, enter: Enter) -> Iterator[InputFile]:
    if "\0" in path:
        raise UnreadableFile(path.replace("\0", "\\0"), "a path cannot hold a NUL")
    place = Path(os.path.expanduser(path))  # noqa: PTH111  (Path's own raises for "~nobody")
    if place.is_dir():
        yield from _in_folder(place, known, report, enter)
    elif os.path.lexists(place):
        yield from enter(place, place.name, known, report)
    elif re.search(r"[*?\[]", path):
        yield from _matching(str(place), known, report, enter)
    else:
        raise UnreadableFile(path, "there is no such file or folder")


def _matching(
    pattern: str, known: frozenset[str], report: Report, enter: Enter
) -> Iterator[InputFile]:
    fixed = Path(re.split(r"[*?\[]", pattern, maxsplit=1)[0] + "x").parent
    if Path(pattern).name == "**":  # all that is below: the same as the folder
        pattern = str(Path(pattern).parent)
    matches = sorted(iglob(pattern, recursive=True))  # noqa: PTH207  (any root)
    if not matches:
        raise UnreadableFile(pattern, "no file matches")
    for match in map(Path, matches):
        if match.is_dir():
            yield from _in_folder(match, known, report, enter, root=fixed)
        else:
            yield from enter(match, match.relative_to(fixed).as_posix(), known, report)


def _in_folder(
    folder: Path, known: frozenset[str], report: Report, enter: Enter, root: Path | None = None
) -> Iterator[InputFile]:
    found, others = 0, Counter[str]()
    for place in _walk(folder, report):
        below = place.relative_to(root or folder).as_posix()
        if suffix_of(place.name) in (known | {compressed.ARCHIVE}):
            found += 1
            for file in enter(place, below, known, report):
                yield replace(file, named=False)
        else:
            others[place.suffix or "without a suffix"] += 1
    others_left(str(folder), found, others, known, report)


def others_left(
    place: str, found: int, others: Counter[str], known: frozenset[str], report: Report
) -> None:
    """Report files of other kinds in a folder; raises UnreadableFile where `found` is 0."""
    if not found:
        raise UnreadableFile(place, f"no article in it (looked for {_listed(known)})")
    if others:
        kinds = _listed(others)
        report(DoubtfulInput(place, f"{others.total()} files of other kinds left: {kinds}"))


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


def entered(place: Path, below: str, known: frozenset[str], report: Report) -> Iterator[InputFile]:
    """Yield the members of an archive, or the file itself."""
    if place.suffix.lower() == compressed.ARCHIVE and place.is_file():
        yield from _in_archive(place, below, known, report)
    else:
        yield single(place, below)


def single(place: Path, below: str) -> InputFile:
    """Return a file of this machine, not opened yet."""

    def opened() -> AbstractContextManager[ByteStream]:
        if not place.is_file():
            there = os.path.lexists(place)
            reason = "is no regular file" if there and place.exists() else "leads nowhere"
            raise UnreadableFile(str(place), reason)
        return compressed.opened(place)

    return InputFile(
        path=shown(str(place)),
        below=shown(below),
        suffix=suffix_of(place.name),
        open=opened,
        place=os.fspath(place),
    )


def _in_archive(
    place: Path, below: str, known: frozenset[str], report: Report
) -> Iterator[InputFile]:
    path, found, others = shown(str(place)), 0, Counter[str]()
    try:
        for name, opens in compressed.members(place, path):
            suffix = suffix_of(name)
            if suffix not in known or suffix == compressed.ARCHIVE:
                others[Path(name).suffix or "without a suffix"] += 1
                continue
            found += 1
            yield InputFile(
                path=f"{path}/{shown(name)}",
                below=f"{shown(below)}/{shown(name)}",
                suffix=suffix,
                open=partial(_opened_member, opens, name),
                named=False,
            )
        others_left(path, found, others, known, report)
    except InputError as error:  # the other files of the folder go on
        report(error)
    except OSError as error:
        report(UnreadableFile(path, reason_of(error)))


def shown(path: str) -> str:
    """Return a path that can be written as UTF-8, also where its name on the disk is not."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _opened_member(opens: Callable[[], BinaryIO], name: str) -> AbstractContextManager[ByteStream]:
    return compressed.unpacked(opens(), name)


def suffix_of(name: str) -> str:
    """Return the lower-case ending of a name, without the one that says how it is compressed."""
    return Path(compressed.without_ending(name.lower())).suffix


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
