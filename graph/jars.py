"""Neo4j's jars: which ones a version needs, where they are kept, and fetching them once."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Lock

from filelock import FileLock

from actorgraph.errors import JarMismatch, JarsMissing
from actorgraph.folders import cache_folder
from actorgraph.graph.downloads import Told, download, without_login

ENGINE_VERSION = "2026.08.1"
AT_ONCE = 8

Progress = Callable[[int, int], None]  # bytes there, bytes in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One file of the engine; `path` is its place in a Maven repository."""

    path: str
    size: int
    sha256: str


def locked_jars(version: str = ENGINE_VERSION) -> tuple[Jar, ...]:
    """Return the jars of a version, in the order of the class path, as the lock file pins them."""
    return pinned_jars(f"neo4j-{version}.lock")


def pinned_jars(lock: str) -> tuple[Jar, ...]:
    """Return the jars of a lock file: a line each, "sha256 bytes path"."""
    text = files("actorgraph.graph").joinpath(lock).read_text(encoding="ascii")
    lines = (line.split(" ") for line in text.splitlines())
    return tuple(Jar(path=path, size=int(size), sha256=sha) for sha, size, path in lines)


def jar_folder() -> Path:
    """Return where the jars are kept, laid out as in a Maven repository."""
    return cache_folder() / "jars"


def missing_jars(jars: Iterable[Jar], folder: Path) -> list[Jar]:
    """Return the jars that the folder lacks or holds in another size."""
    return [jar for jar in jars if _size(folder / jar.path) != jar.size]


def damaged_jars(jars: Iterable[Jar], folder: Path) -> list[Jar]:
    """Return the jars that are missing or not what the lock file says; reads them all."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sums = pool.map(lambda jar: _sha256(folder / jar.path), jars)
        return [jar for jar, found in zip(jars, sums, strict=True) if found != jar.sha256]


def fetch_jars(
    version: str = ENGINE_VERSION,
    *,
    to: Path | None = None,
    source: str | Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Path:
    """Bring every jar that is missing or damaged, each checked; return the folder.

    `source` is a folder that an earlier fetch filled, or the address of a Maven repository;
    without it ACTORGRAPH_MAVEN is asked, then Maven Central. A fetch that was cut goes on
    where it stopped.
    """
    folder = to or jar_folder()
    try:
        fetch_pinned(locked_jars(version), folder, source=source, progress=progress)
    except OSError as error:  # no network, no room, no right: requests' errors are OSErrors too
        raise JarsMissing(version, str(folder), str(error)) from error
    return folder


def fetch_pinned(
    jars: tuple[Jar, ...], folder: Path, *, source: str | Path | None, progress: Progress
) -> None:
    """Bring those of the jars that the folder lacks, each checked. Raises OSError, JarMismatch."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "fetch.lock"):  # two fetches at once would write the same files
        _fetch_all(damaged_jars(jars, folder), jars, folder, (_place(source), progress))


class _Tally:
    """Counts bytes as they come, from several threads, and tells how many are there in all."""

    def __init__(self, done: int, total: int, progress: Progress) -> None:
        self._lock, self._done, self._total, self._progress = Lock(), done, total, progress
        progress(done, total)

    def __call__(self, came: int) -> None:
        with self._lock:
            self._done += came
            self._progress(self._done, self._total)


def _fetch_all(
    wanted: list[Jar], jars: tuple[Jar, ...], folder: Path, how: tuple[str | Path, Progress]
) -> None:
    source, progress = how
    total = sum(jar.size for jar in jars)
    parts = sum(_size(_part(folder / jar.path)) for jar in wanted)
    told = _Tally(total - sum(jar.size for jar in wanted) + parts, total, progress)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way = [pool.submit(_fetch, jar, folder, source, told) for jar in wanted]
        try:
            for fetched in as_completed(under_way):
                fetched.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _place(source: str | Path | None) -> str | Path:
    """Return the address of a repository, or the folder to copy from."""
    named = source or os.environ.get("ACTORGRAPH_MAVEN")
    if named is None:
        from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415  # slow, and needed once

        return str(MAVEN_CENTRAL_URL)
    if isinstance(named, str) and named.startswith(("http://", "https://")):
        return named.rstrip("/")
    return Path(named)


def _fetch(jar: Jar, folder: Path, source: str | Path, told: Told) -> None:
    """Bring one jar and check it; a part left by an earlier fetch that proves wrong goes."""
    target = folder / jar.path
    part = _part(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    for begun in (part.exists(), False):
        _bring(jar, part, source, told)
        if _sha256(part) == jar.sha256:
            part.replace(target)
            return
        told(-_size(part))
        part.unlink()
        if not begun:
            break
    where = source if isinstance(source, Path) else without_login(source)
    raise JarMismatch(jar.path, str(where))


def _bring(jar: Jar, part: Path, source: str | Path, told: Told) -> None:
    if isinstance(source, Path):
        there = _size(part)
        shutil.copyfile(source / jar.path, part)
        told(_size(part) - there)
    else:
        download(f"{source}/{jar.path}", part, told)


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _sha256(path: Path) -> str:
    """Return the checksum; of a file that cannot be read, nothing that equals one."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
