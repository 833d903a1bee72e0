"""Manners towards a host: its robots.txt is obeyed, and it is asked at a polite rate."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from actorgraph.errors import UnreadableFile

MOST_DELAY = 60.0  # seconds; a host that asks for more is asked this seldom
MOST_RULES = 500 * 1024  # bytes of a robots.txt that are looked at, as RFC 9309 asks for
_AGENT = "actorgraph"


class Manners:
    """What each host allows, and when it was asked last.

    `ask` returns status and text of an address. As RFC 9309 says, a host without robots.txt
    allows everything, and one whose robots.txt cannot be had allows nothing.
    """

    def __init__(self, ask: Callable[[str], tuple[int, bytes]], *, delay: float) -> None:
        self._ask, self._delay = ask, delay
        self._rules: dict[str, Protego | str] = {}
        self._last: dict[str, float] = {}

    def expect_allowed(self, url: str, *, shown: str) -> None:
        """Raise UnreadableFile where the host does not want this address to be read."""
        host = _host(url)
        if host not in self._rules:
            self._rules[host] = self._read(f"{host}/robots.txt")
        rules = self._rules[host]
        if isinstance(rules, str):
            raise UnreadableFile(shown, rules)
        if not rules.can_fetch(url, _AGENT):
            reason = f"{host}/robots.txt does not allow it; save the page and name the file"
            raise UnreadableFile(shown, reason)

    def wait(self, url: str) -> None:
        """Wait until the host may be asked again."""
        host, now = _host(url), time.monotonic()
        rules = self._rules.get(host)
        asked = rules.crawl_delay(_AGENT) if isinstance(rules, Protego) else None
        delay = min(max(self._delay, asked or 0), MOST_DELAY)
        if host in self._last:
            time.sleep(max(0, self._last[host] + delay - now))
        self._last[host] = time.monotonic()

    def _read(self, url: str) -> "Protego | str":
        try:
            status, data = self._ask(url)
        except UnreadableFile as error:
            if "public internet" in error.reason or "no host" in error.reason:
                return error.reason
            return f"{url} cannot be had ({error.reason}), so nothing may be read there"
        if status >= 500:
            return f"{url} answers {status}, so nothing may be read there; try again later"
        text = data[:MOST_RULES].decode("utf-8", "replace") if status == 200 else ""
        return Protego.parse(text)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
