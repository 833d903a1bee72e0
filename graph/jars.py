"""Neo4j's jars: which ones a version needs, where they are kept, and fetching them once."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from filelock import FileLock

from actorgraph.errors import JarMismatch, JarsMissing

ENGINE_VERSION = "2026.08.1"
AT_ONCE = 8
CHUNK = 1 << 16

Progress = Callable[[int, int], None]  # bytes there, bytes in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One file of the engine; `path` is its place in a Maven repository."""

    path: str
    size: int
    sha256: str


def locked_jars(version: str = ENGINE_VERSION) -> tuple[Jar, ...]:
    """Return the jars of a version, in the order of the class path, as the lock file pins them."""
    text = files("actorgraph.graph").joinpath(f"neo4j-{version}.lock").read_text(encoding="ascii")
    lines = (line.split(" ") for line in text.splitlines())
    return tuple(Jar(path=path, size=int(size), sha256=sha) for sha, size, path in lines)


def cache_folder() -> Path:
    """Return the folder that all stores of a user share: ACTORGRAPH_CACHE, else the system's."""
    if named := os.environ.get("ACTORGRAPH_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "actorgraph"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/actorgraph"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "actorgraph"


def jar_folder() -> Path:
    """Return where the jars are kept, laid out as in a Maven repository."""
    return cache_folder() / "jars"


def missing_jars(jars: Iterable[Jar], folder: Path) -> list[Jar]:
    """Return the jars that the folder lacks or holds in another size."""
    return [jar for jar in jars if not _has(folder / jar.path, jar.size)]


def fetch_jars(
    version: str = ENGINE_VERSION,
    *,
    to: Path | None = None,
    source: str | Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Path:
    """Bring every jar that is not there yet, each checked against the lock file; return the folder.

    `source` is a folder that an earlier fetch filled, or the address of a Maven repository;
    without it ACTORGRAPH_MAVEN is asked, then Maven Central. A fetch that was cut goes on
    where it stopped.
    """
    folder, jars = to or jar_folder(), locked_jars(version)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "fetch.lock"):  # two fetches at once would write the same files
            _fetch_all(missing_jars(jars, folder), jars, folder, (_place(source), progress))
    except OSError as error:  # no network, no room, no right: requests' errors are OSErrors too
        raise JarsMissing(version, str(folder), str(error)) from error
    return folder


def _fetch_all(
    wanted: list[Jar], jars: tuple[Jar, ...], folder: Path, how: tuple[str | Path, Progress]
) -> None:
    source, progress = how
    total = sum(jar.size for jar in jars)
    done = total - sum(jar.size for jar in wanted)
    progress(done, total)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way = {pool.submit(_fetch, jar, folder, source): jar for jar in wanted}
        try:
            for fetched in as_completed(under_way):
                fetched.result()
                done += under_way[fetched].size
                progress(done, total)
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


def _fetch(jar: Jar, folder: Path, source: str | Path) -> None:
    target = folder / jar.path
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(source, Path):
        shutil.copyfile(source / jar.path, part)
    else:
        _download(f"{source}/{jar.path}", part)
    if _sha256(part) != jar.sha256:
        part.unlink()
        raise JarMismatch(jar.path, str(source))
    part.replace(target)


def _download(address: str, part: Path) -> None:
    """Fetch what the part file lacks; a server that cannot go on from there sends all again."""
    import requests  # noqa: PLC0415  # slow, and needed once

    there = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={there}-"} if there else {}
    with requests.get(address, headers=headers, stream=True, timeout=60) as answer:
        if answer.status_code == requests.codes.requested_range_not_satisfiable:
            return  # the part is whole, or its checksum will tell
        answer.raise_for_status()
        goes_on = answer.status_code == requests.codes.partial_content
        with part.open("ab" if goes_on else "wb") as file:
            for chunk in answer.iter_content(CHUNK):
                file.write(chunk)


def _has(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
