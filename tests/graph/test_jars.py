"""Fetching Neo4j's jars: checked, resumed, carried to machines without network."""

import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from actorgraph.errors import JarMismatch, JarsMissing
from actorgraph.graph import downloads
from actorgraph.graph.downloads import CHUNK
from actorgraph.graph.jars import (
    Jar,
    damaged_jars,
    fetch_jars,
    jar_folder,
    locked_jars,
    missing_jars,
)

LARGEST = max(locked_jars(), key=lambda jar: jar.size)


@pytest.fixture(scope="module")
def jars() -> Path:
    """The real jars, fetched once for all tests."""
    return fetch_jars()


def linked(jars: Path, folder: Path, lacking: Jar) -> Path:
    for jar in locked_jars():
        if jar != lacking:
            (folder / jar.path).parent.mkdir(parents=True, exist_ok=True)
            os.link(jars / jar.path, folder / jar.path)
    return folder


@pytest.fixture
def nearly_all(jars: Path, tmp_path: Path) -> Path:
    """A folder that lacks the last jar."""
    return linked(jars, tmp_path / "jars", locked_jars()[-1])


@pytest.fixture
def without_largest(jars: Path, tmp_path: Path) -> Path:
    """A folder that lacks the largest jar."""
    return linked(jars, tmp_path / "jars", LARGEST)


class Repository(SimpleHTTPRequestHandler):
    """A Maven repository on loopback that can go on in the middle of a file."""

    ranges: ClassVar[list[str | None]] = []
    breaks: ClassVar[list[int]] = []  # after so many bytes the line breaks, once each
    login: ClassVar[str | None] = None

    def do_GET(self) -> None:
        """Send the file from where the client asks."""
        if self.login and self.headers["Authorization"] != self.login:
            self.send_error(401)
            return
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        self.ranges.append(self.headers["Range"])
        content = path.read_bytes()
        start = int((self.headers["Range"] or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        end = start + self.breaks.pop(0) if self.breaks else None
        self.wfile.write(content[start:end])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def mirror(jars: Path) -> Iterator[str]:
    Repository.ranges.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Repository, directory=str(jars))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_jar_is_pinned_and_there(jars: Path) -> None:
    assert jars == jar_folder()
    assert missing_jars(locked_jars(), jars) == []
    assert len(locked_jars()) > 200
    assert all(len(jar.sha256) == 64 and jar.path.endswith(".jar") for jar in locked_jars())


def test_a_folder_of_jars_serves_a_machine_without_network(jars: Path, nearly_all: Path) -> None:
    told: list[tuple[int, int]] = []

    fetch_jars(to=nearly_all, source=jars, progress=lambda *bytes_: told.append(bytes_))

    assert missing_jars(locked_jars(), nearly_all) == []
    total = sum(jar.size for jar in locked_jars())
    assert told == [(total - locked_jars()[-1].size, total), (total, total)]


def test_bytes_are_told_as_they_come(
    without_largest: Path, mirror: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setenv("ACTORGRAPH_MAVEN", mirror)

    fetch_jars(to=without_largest, progress=lambda done, _total: told.append(done))

    assert told == sorted(told)
    assert told[-1] == sum(jar.size for jar in locked_jars())
    assert len(told) > LARGEST.size / CHUNK
    assert damaged_jars(locked_jars(), without_largest) == []


def test_a_line_that_breaks_in_the_midst_is_tried_again_from_there(
    without_largest: Path, mirror: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Repository, "breaks", [2 * CHUNK, 3 * CHUNK])
    monkeypatch.setattr(downloads, "PAUSE", 0)

    fetch_jars(to=without_largest, source=mirror)

    assert Repository.ranges == [None, f"bytes={2 * CHUNK}-", f"bytes={5 * CHUNK}-"]
    assert damaged_jars([LARGEST], without_largest) == []


def test_a_line_that_breaks_always_is_told_and_what_came_is_kept(
    without_largest: Path, mirror: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Repository, "breaks", [CHUNK] * downloads.TRIES)
    monkeypatch.setattr(downloads, "PAUSE", 0)

    with pytest.raises(JarsMissing, match="Three ways out"):
        fetch_jars(to=without_largest, source=mirror)
    part = without_largest / f"{LARGEST.path}.part"
    assert part.stat().st_size == CHUNK * downloads.TRIES


def test_a_part_that_proves_wrong_is_fetched_anew(nearly_all: Path, mirror: str) -> None:
    last = locked_jars()[-1]
    part = nearly_all / f"{last.path}.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"wrong" * 20)

    fetch_jars(to=nearly_all, source=mirror)

    assert Repository.ranges == ["bytes=100-", None]
    assert damaged_jars([last], nearly_all) == []


def test_a_mirror_with_a_login_gets_it_and_no_message_shows_it(
    nearly_all: Path, mirror: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "PAUSE", 0)
    monkeypatch.setattr(Repository, "login", "Basic " + b64encode(b"ann:hidden").decode())
    address = mirror.replace("//", "//ann:hidden@")
    with pytest.raises(JarsMissing) as told:
        fetch_jars(to=nearly_all, source=f"{address}/nowhere")
    assert "404" in str(told.value)
    assert "hidden" not in str(told.value)
    with pytest.raises(JarsMissing, match="401"):
        fetch_jars(to=nearly_all, source=mirror)

    fetch_jars(to=nearly_all, source=address)
    assert missing_jars(locked_jars(), nearly_all) == []


def test_a_jar_that_was_damaged_is_fetched_again(nearly_all: Path, jars: Path) -> None:
    first = locked_jars()[0]
    target = nearly_all / first.path
    target.unlink()  # the link, not the jar
    target.write_bytes(bytes(first.size))

    fetch_jars(to=nearly_all, source=jars)

    assert damaged_jars(locked_jars(), nearly_all) == []


def test_a_cut_fetch_goes_on_where_it_stopped(
    jars: Path, nearly_all: Path, mirror: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = locked_jars()[-1]
    part = nearly_all / f"{last.path}.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes((jars / last.path).read_bytes()[:1000])
    monkeypatch.setenv("ACTORGRAPH_MAVEN", mirror)

    fetch_jars(to=nearly_all)

    assert Repository.ranges == ["bytes=1000-"]
    assert missing_jars([last], nearly_all) == []


def test_a_changed_jar_is_refused(jars: Path, nearly_all: Path, tmp_path: Path) -> None:
    last = locked_jars()[-1]
    source = tmp_path / "source" / last.path
    source.parent.mkdir(parents=True)
    shutil.copyfile(jars / last.path, source)
    with source.open("r+b") as file:
        file.write(b"evil")

    with pytest.raises(JarMismatch, match="another SHA-256"):
        fetch_jars(to=nearly_all, source=tmp_path / "source")
    assert missing_jars([last], nearly_all) == [last]


def test_nothing_there_is_told(nearly_all: Path, tmp_path: Path) -> None:
    with pytest.raises(JarsMissing, match="Three ways out"):
        fetch_jars(to=nearly_all, source=tmp_path / "nothing")
