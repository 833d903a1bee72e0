"""What tests of several layers share: the reader, its claims, commands, servers, a browser."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from actorgraph.loaders.extraction import ClaimReader
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim

ROOT = Path(__file__).parents[1]

# Engines of tests live for seconds: what Java compiles best, or keeps for later, never pays off.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
os.environ.setdefault("ACTORGRAPH_AOT", "off")


@pytest.fixture(scope="session")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.fixture(scope="session")
def claims_in(reader: ClaimReader) -> Callable[..., list[Claim]]:
    """Return a function that reads the claims of a few words, as an article of its own."""

    def claims(text: str, published: str | None = "2016-10-24") -> list[Claim]:
        return reader.claims(Article(id="a", text=text, published=published))

    return claims


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared corpora; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("ACTORGRAPH_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder} (set ACTORGRAPH_SHARED)")
    return folder


class Commands:
    """Runs `python -m actorgraph`, each time in a new process; `command_server.py` forks them."""

    SERVER = Path(__file__).with_name("command_server.py")
    LONGEST = 240.0  # seconds

    def __init__(self, place: Path) -> None:
        self._streams = [str(place / name) for name in ("in", "out", "err")]
        self._server = subprocess.Popen(  # noqa: S603 - our own Python
            [sys.executable, str(self.SERVER)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"COLUMNS": "200"},
        )  # fmt: skip
        assert self._answer() == "ready"

    def run(
        self, words: Sequence[str | Path], folder: Path, env: Mapping[str, str], given: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Run the command in the folder; "in" and "out" are UTF-8."""
        for path, text in zip(self._streams, (given, "", ""), strict=True):
            Path(path).write_text(text, encoding="utf-8", newline="")
        order = {"words": list(map(str, words)), "folder": str(folder)}
        line = json.dumps(order | {"environment": dict(env), "streams": self._streams})
        assert self._server.stdin
        self._server.stdin.write(f"{line}\n")
        self._server.stdin.flush()
        timer = threading.Timer(self.LONGEST, os.kill, (int(self._answer()), signal.SIGKILL))
        timer.start()
        code = int(self._answer())
        timer.cancel()
        _, out, err = (Path(path).read_bytes().decode() for path in self._streams)
        return subprocess.CompletedProcess(["actorgraph", *order["words"]], code, out, err)

    def _answer(self) -> str:
        assert self._server.stdout
        return self._server.stdout.readline().strip()

    def close(self) -> None:
        """End the server."""
        self._server.communicate()


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """Something that runs commands as people do, but for the time that imports take."""
    running = Commands(tmp_path_factory.mktemp("commands"))
    yield running
    running.close()


@pytest.fixture(scope="session")
def chromium_program() -> str:
    """Where Chromium is; without it tests are skipped, and in CI they fail."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        reason = "no chromium on this machine; install it with 'apt-get install chromium'"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return program


@pytest.fixture(scope="session")
def browser(chromium_program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_program, args=["--no-sandbox"])
        yield opened
        opened.close()


class VersionWatch:
    """Counts on which versions of Neo4j the store's contract ran; a plugin of pytest, in CI."""

    CONTRACT = "tests/graph/test_store.py"
    VERSIONS = tuple(
        path.stem.removeprefix("neo4j-") for path in sorted((ROOT / "graph").glob("neo4j-*.lock"))
    )

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one result."""
        if report.skipped and report.nodeid.startswith("tests/graph/"):
            self.skipped.append(report.nodeid)
        if report.when == "call" and report.passed and report.nodeid.startswith(self.CONTRACT):
            self.ran.update(version for version in self.VERSIONS if version in report.nodeid)

    def wrong(self) -> list[str]:
        """Return what was left out; failures fail by themselves."""
        missing = [version for version in self.VERSIONS if not self.ran[version]]
        lines = [f"the store's contract did not run on Neo4j {version}" for version in missing]
        return lines + [f"skipped: {name}" for name in self.skipped]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a whole run that left something out."""
        whole = session.config.args_source is pytest.Config.ArgsSource.TESTPATHS
        if whole and self.wrong() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was left out."""
        if terminalreporter.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
            for line in self.wrong():
                terminalreporter.write_line(f"CI: {line}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Watch, in CI, that no version of Neo4j is left out of a whole run.

    Of a run in several processes, all results come to the one that started the others.
    """
    if os.environ.get("CI") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(VersionWatch(), "versions-of-neo4j")


@pytest.fixture
def version_watch() -> VersionWatch:
    return VersionWatch()


Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the server's table; HTTP/1.0, so that each answer ends with its connection."""

    server: "WebServer"

    def do_GET(self) -> None:
        """Answer what the table says for the path."""
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path)
        try:
            if answer is None:
                self.send_error(404)
            else:
                answer(self)
        except (BrokenPipeError, ConnectionResetError):
            return  # the reader had enough

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send headers (content_type for Content-Type) and a body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-").title(), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


class WebServer(ThreadingHTTPServer):
    """`answers` maps paths to functions; `asked` lists paths and headers in their order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        """The address of the server, without a path."""
        return f"http://127.0.0.1:{self.server_port}"

    def lay(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Lay down an answer and return its address."""
        data = body.encode() if isinstance(body, str) else body
        headers = {"content_type": "text/html; charset=utf-8"} | headers
        self.answers[path] = lambda handler: handler.give(data, status, **headers)
        return self.url + path

    def paths(self) -> list[str]:
        """Return what was asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def server() -> Iterator[WebServer]:
    """A web server on loopback, for the time of a test."""
    running = WebServer()
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
