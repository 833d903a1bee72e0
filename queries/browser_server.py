"""Serving Neo4j Browser on loopback, from its jar, to whoever holds a ticket for the store.

Neo4j's own pages, scripts and styles are given to anybody on this machine. The login, and what we
put into Browser's storage, are given once for each ticket, which only the terminal and a private
file show.
"""

import json
import mimetypes
import re
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

from actorgraph.errors import BadSettings
from actorgraph.queries.browser_scripts import ASSETS

LOOPBACK = "127.0.0.1"
LONGEST_TICKET = 200  # bytes
# Of the jar: not its notes for Maven, and not the other program that lies in "preview".
SERVED = re.compile(r"browser/(?!preview/)(.+/)?[^/]+")
INDEX = "browser/index.html"
FIRST_SCRIPT = b"<script "  # of Neo4j Browser's page; ours has to come before
OUR_SCRIPT = b'<script src="start.js"></script>'
CONNECTIONS = "neo4j.connections"
TYPES = mimetypes.MimeTypes()  # without those of the system, which may call a script plain text
USED = "This address was used already: the terminal shows a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserLogin:
    """Whom Browser connects to: a Bolt address, and who one is there."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None

    def connection(self) -> dict[str, Any]:
        """Return it as Browser keeps it among its items, under CONNECTIONS."""
        one = {
            "id": "$$discovery", "name": "$$discovery", "type": "bolt", "host": self.uri,
            "username": self.user, "password": self.password, "authEnabled": True,
            "authenticationMethod": "NATIVE",
        }  # fmt: skip
        known = {one["id"]: one}
        return {
            "allConnectionIds": [*known], "connectionsById": known, "lastUseDb": self.database,
        }  # fmt: skip

    def socket(self) -> str:
        """Return the one address that Browser may speak to, as a policy names it."""
        secure = urlsplit(self.uri).scheme.endswith("+s")
        return f"{'wss' if secure else 'ws'}://{urlsplit(self.uri).netloc}"


def policy(login: BrowserLogin) -> str:
    """Return the Content-Security-Policy: no address but this server and the store's Bolt.

    Browser makes styles as it runs, and its editor makes workers of blobs.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        f"connect-src 'self' {login.socket()}; worker-src 'self' blob:; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


class BrowserServer(ThreadingHTTPServer):
    """Serves Browser at `address()` until it is shut down.

    `items` is what Browser finds in its storage, by key, beside the login. With a `port` it keeps
    all but the login from run to run, else as long as its tab is open. `opened` is called with a
    new address when one was used. Raises BadSettings where the port cannot be had.
    """

    daemon_threads = True

    def __init__(
        self,
        jar: Path,
        login: BrowserLogin,
        items: dict[str, Any],
        *,
        port: int = 0,
        opened: Callable[[str], None] = lambda _address: None,
    ) -> None:
        self._jar = ZipFile(jar)
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError as error:
            where, why = f"--port {port}", error.strerror
            reason = f"{why}; name another one, or none to have any that is free"
            raise BadSettings(where, reason) from error
        self.login, self.policy = login, policy(login)
        self.items = {**items, CONNECTIONS: login.connection()}
        self.opened = opened
        self._names = {one for one in self._jar.namelist() if SERVED.fullmatch(one)}
        self._reading, self._tickets = Lock(), set[str]()
        self._start = ASSETS.joinpath("start.js").read_text(encoding="utf-8")
        self._start = self._start.replace("KEEP", json.dumps(bool(port)), 1)

    @property
    def origin(self) -> str:
        """The address of the server, without a path."""
        return f"http://{LOOPBACK}:{self.server_port}"

    def address(self) -> str:
        """Return an address that opens Browser with the login, once.

        The ticket stands behind the #: it is sent to no server as a part of the address, and is
        worth nothing when the address comes to stand in a history.
        """
        ticket = secrets.token_urlsafe(32)
        self._tickets.add(ticket)
        return f"{self.origin}/browser/#{ticket}"

    def redeem(self, ticket: str) -> bool:
        """Return whether the ticket is good; it is not a second time."""
        with self._reading:
            good = ticket in self._tickets
            self._tickets.discard(ticket)
        return good

    def content(self, path: str) -> bytes | None:
        """Return what a path is, of ours or from the jar's folder `browser`; None if nothing."""
        if path == "/browser/start.js":
            return self._start.encode()
        name = path.removeprefix("/")
        if name not in self._names:
            return None
        with self._reading:
            content = self._jar.read(name)
        if name == INDEX:
            return content.replace(FIRST_SCRIPT, OUR_SCRIPT + FIRST_SCRIPT, 1)
        return content

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of errors, but not of a web browser that went away."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        """Close the port and the jar."""
        super().server_close()
        self._jar.close()


class _Handler(BaseHTTPRequestHandler):
    server: BrowserServer
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds until a connection that asks nothing is closed

    def do_GET(self) -> None:
        """Give a file, or at / where the store is, which Browser asks when it starts."""
        if not self._is_ours():
            return
        path = urlsplit(self.path).path
        if path == "/" and "application/json" in self.headers.get("Accept", ""):
            where = {"bolt_direct": self.server.login.uri, "neo4j_version": "5"}
            self._give(json.dumps(where).encode(), "application/json")
        elif path in ("/", "/browser"):
            self._give(b"", "text/plain", HTTPStatus.FOUND, Location="/browser/")
        elif (content := self.server.content(f"/{INDEX}" if path == "/browser/" else path)) is None:
            self._give(b"There is nothing here.\n", "text/plain", HTTPStatus.NOT_FOUND)
        else:
            kind = TYPES.guess_type(path)[0] or "application/octet-stream"
            self._give(content, "text/html" if path == "/browser/" else kind)

    def do_POST(self) -> None:
        """Give the login for a ticket."""
        if not self._is_ours(self.headers.get("Origin", "")):
            return
        length = self.headers.get("Content-Length", "")
        size = min(int(length), LONGEST_TICKET) if length.isdecimal() else 0
        ticket = self.rfile.read(size).decode("ascii", "replace")
        if self.path != "/login" or not self.server.redeem(ticket):
            self._give(USED.encode(), "text/plain", HTTPStatus.FORBIDDEN)
            return
        self._give(json.dumps(self.server.items).encode(), "application/json")
        self.server.opened(self.server.address())

    def _is_ours(self, origin: str | None = None) -> bool:
        """Refuse pages of others: a name that leads to loopback, or a form that posts here."""
        mine = self.server.origin
        if f"http://{self.headers.get('Host')}" == mine and origin in (None, mine):
            return True
        self._give(f"Only {mine} is served here.\n".encode(), "text/plain", HTTPStatus.FORBIDDEN)
        return False

    def _give(
        self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, **more: str
    ) -> None:
        self.send_response(status)
        text = kind.startswith(("text/", "application/j"))
        headers = {
            "Content-Type": f"{kind}; charset=utf-8" if text else kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": self.server.policy,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Connection": "close" if status == HTTPStatus.FORBIDDEN else "keep-alive",
        } | more
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing: the terminal shows what the person has to know."""
