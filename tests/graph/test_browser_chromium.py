"""Neo4j Browser in a real Chromium, beside a real store, talking to nothing else."""

import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from actorgraph.graph.engine import engine_state
from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.store import Store
from actorgraph.queries.browsing import opening_file
from actorgraph.queries.page_style import colours

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/browser/#\S+")


# What the real storage of the web browser holds of Neo4j Browser, which is on the disk.
STORED = """() => {
  const frame = document.body.appendChild(document.createElement("iframe"));
  return Object.keys(frame.contentWindow.localStorage);
}"""


class Requests:
    """Every request of a page; `left` are those that the policy did not stop in the browser."""

    def __init__(self, page: Page) -> None:
        self.all: list[str] = []
        self.left: list[str] = []
        page.context.on("request", lambda request: self.all.append(request.url))
        page.context.on("requestfinished", lambda request: self._away(request.url))
        page.context.on(
            "requestfailed",
            lambda request: None if request.failure == "csp" else self._away(request.url),
        )
        page.on("websocket", lambda opened: self._away(opened.url))

    def _away(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https", "ws", "wss"}:
            host = urlsplit(url).hostname
            self.left += [] if host == "127.0.0.1" else [url]


class Gateway:
    """A proxy that lets nothing through and remembers who came: nobody may."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.asked: list[str] = []
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.asked.append(connection.recv(200).decode("latin-1").split("\r\n")[0])

    def of_pages(self) -> list[str]:
        """Return what was asked, but for what Chromium asks its maker with any page."""
        own = re.compile(r"(?<!\bfonts)\.(google|googleapis|gvt1)\.com\b")
        return [line for line in self.asked if not own.search(line)]

    def close(self) -> None:
        """Take nobody any more."""
        self._socket.close()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    opened = Gateway()
    yield opened
    opened.close()


@pytest.fixture
def chromium(gateway: Gateway, chromium_program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium_program, args=["--no-sandbox"],
            proxy={"server": f"http://127.0.0.1:{gateway.port}", "bypass": "127.0.0.1"},
        )  # fmt: skip
        yield opened
        opened.close()


@pytest.fixture
def command(a_war: Store, engine_folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """`actorgraph browser` as a person runs it; it is ended if the test did not."""
    assert a_war.address == str(engine_folder)
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "actorgraph", "browser", "--graph", a_war.address, "--no-open"],
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process
        process.kill()


def told_until(process: "subprocess.Popen[str]", pattern: re.Pattern[str]) -> tuple[str, str]:
    """Return what the command says up to the pattern, and what matched."""
    assert process.stderr
    said = ""
    while not (found := pattern.search(said)):
        line = process.stderr.readline()
        assert line, said
        said += line
    return said, found[0]


@pytest.mark.parametrize("engine_settings", [ENGINE_VERSION], indirect=True)
def test_a_person_connects_sees_the_network_asks_a_question_and_leaves_no_trace(
    command: "subprocess.Popen[str]",
    chromium: Browser,
    gateway: Gateway,
    engine_folder: Path,
    tmp_path: Path,
) -> None:
    said, address = told_until(command, ADDRESS)
    page = chromium.new_page()
    requests = Requests(page)
    with opening_file(address, tmp_path) as file:
        page.goto(file.as_uri())
        page.wait_for_url("http://127.0.0.1:*/browser/")
    page.wait_for_selector("g.node", timeout=60_000)
    assert page.locator("g.node").count() == 3
    fills = "all => all.map(one => one.getAttribute('fill'))"
    drawn = page.locator("g.node circle.b-outline").evaluate_all(fills)
    assert drawn == [colours()["solid"]] * 3
    assert page.locator("g.relationship").count() == 2

    page.click("[data-testid=navigationFavorites]")
    page.click("text=Questions (actorgraph)")
    page.click("text=Who backs whom")
    page.click("[data-testid=editor-Run]")
    page.wait_for_selector("td:has-text('Turkey')", timeout=30_000)

    password = engine_state(engine_folder).password_file.read_text(encoding="ascii")
    assert page.url == address.partition("#")[0]
    assert "all rights of the store's owner" in said
    assert password not in said + str(requests.all)
    assert page.evaluate(STORED) == []
    assert requests.left == []
    assert gateway.of_pages() == []

    page.close()
    with pytest.raises(Error, match="ERR_"):
        chromium.new_page().goto("http://example.org/")
    assert gateway.of_pages()  # so the gateway would have seen what left

    command.send_signal(signal.SIGINT)
    assert command.wait(30) == 0
