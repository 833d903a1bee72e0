"""Which addresses may be asked: the web, and not the machines of one's own network.

A name is resolved once, every address that it resolves to is looked at, and the connection goes to
the addresses that were looked at. So a name that answers differently the second time (DNS
rebinding) gains nothing. Behind a proxy the proxy resolves names, and so has to guard them.
"""

import ipaddress
import socket
from threading import Timer
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.response import BaseHTTPResponse
from urllib3.util.connection import create_connection

HEADER_SECONDS = 60  # for all headers of an answer; single bytes may come more slowly than that


class PrivateAddress(Exception):
    """A host is, or resolves to, an address that is not on the public internet."""

    def __init__(self, host: str, address: str) -> None:
        self.host, self.address = host, address
        super().__init__(host, address)


def is_public(address: str) -> bool:
    """Whether this IP address is one of the public internet, and of a single machine."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]) or _nat64(ip)
        if inner:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


class _Guarded(HTTPConnection):
    """A connection that looks at the address before it connects."""

    allow_private = False

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NameResolutionError(self.host, self, socket.gaierror(str(error))) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self.allow_private:
            for address in addresses:
                if not is_public(address):
                    raise PrivateAddress(self.host, address)
        return self._connected(addresses)

    def _connected(self, addresses: list[str]) -> socket.socket:
        failed: OSError = OSError("the name has no address")
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port), self.timeout, socket_options=self.socket_options
                )
            except OSError as error:
                failed = error
        if isinstance(failed, TimeoutError):
            raise ConnectTimeoutError(self, f"no connection to {self.host}") from failed
        raise NewConnectionError(self, str(failed)) from failed

    def getresponse(self) -> BaseHTTPResponse:  # type: ignore[override]
        """Cut the connection where the headers take too long, however steadily they drip."""
        timer = Timer(HEADER_SECONDS, self._cut)
        timer.daemon = True
        timer.start()
        try:
            return super().getresponse()
        finally:
            timer.cancel()

    def _cut(self) -> None:
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)


class _GuardedTls(_Guarded, HTTPSConnection):
    """The same with TLS, whose certificate is checked against the name and not the address."""


class GuardedAdapter(HTTPAdapter):
    """Sends the requests of a session over guarded connections."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools use guarded connections; those to a proxy stay as they are."""
        super().init_poolmanager(*args, **kwargs)
        marks = {"allow_private": self._allow_private}
        plain, tls = type("_Plain", (_Guarded,), marks), type("_Tls", (_GuardedTls,), marks)
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("_PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("_TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": tls}),
        }
