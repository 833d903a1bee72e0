"""Fetching Neo4j's jars: checked, resumed, carried to machines without network."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from actorgraph.errors import JarMismatch, JarsMissing
from actorgraph.graph.jars import fetch_jars, jar_folder, locked_jars, missing_jars


@pytest.fixture(scope="module")
def jars() -> Path:
    """The real jars, fetched once for all tests."""
    return fetch_jars()


@pytest.fixture
def nearly_all(jars: Path, tmp_path: Path) -> Path:
    """A folder that lacks the last jar."""
    folder = tmp_path / "jars"
    for jar in locked_jars()[:-1]:
        (folder / jar.path).parent.mkdir(parents=True, exist_ok=True)
        os.link(jars / jar.path, folder / jar.path)
    return folder


class Repository(SimpleHTTPRequestHandler):
    """A Maven repository on loopback that can go on in the middle of a file."""

    ranges: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        """Send the file from where the client asks."""
        self.ranges.append(self.headers["Range"])
        content = Path(self.translate_path(self.path)).read_bytes()
        start = int((self.headers["Range"] or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.end_headers()
        self.wfile.write(content[start:])

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
