"""Fetching addresses with manners: guarded, limited, paced, and not twice what has not changed."""

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import requests
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from actorgraph.errors import UnreadableFile
from actorgraph.loaders.web_addresses import canonical_url
from actorgraph.loaders.web_cache import WebCache
from actorgraph.loaders.web_guard import GuardedAdapter, PrivateAddress
from actorgraph.loaders.web_manners import Manners
from actorgraph.loaders.web_settings import WebSettings, user_agent

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_HOPS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 2**16
_STATUS = {
    401: "it asks for a login; save the page and name the file",
    402: "it asks for a payment; save the page and name the file",
    403: "the server refuses it; save the page and name the file",
    404: "there is no such page; check the address",
    410: "the page is gone; an archive may have it",
    429: "the server asks for fewer requests; try again later",
    451: "the page is blocked for legal reasons",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stands at an address: `url` is where redirects led to, `type` the media type."""

    url: str
    type: str
    charset: str
    data: bytes


class Fetcher:
    """Fetches addresses one after another; remembers what hosts allow, and when they were asked."""

    def __init__(self, settings: WebSettings | None = None) -> None:
        self.settings = settings or WebSettings()
        self._cache = WebCache(self.settings.folder)
        self._session = requests.Session()
        # No passwords from .netrc for whatever host a feed names; proxies are asked for below.
        self._session.trust_env = False
        self._session.headers["User-Agent"] = user_agent()
        adapter = GuardedAdapter(allow_private=self.settings.allow_private)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._verify = _authorities()
        self._manners = Manners(self._plain, delay=self.settings.delay)

    def fetch(self, url: str) -> Fetched:
        """Return what stands at an address; raises UnreadableFile with the reason."""
        at = url
        for _ in range(MOST_HOPS):
            self._manners.expect_allowed(_checked(at, url), shown=url)
            answer = self._once(at, url)
            if isinstance(answer, Fetched):
                return answer
            at = urljoin(at, answer)
        raise UnreadableFile(url, f"redirects more than {MOST_HOPS} times; the last to {at}")

    def _once(self, at: str, url: str) -> "Fetched | str":
        """Return what stands at one address, or where it redirects to."""
        kept = self._cache.get(at)
        headers = _conditions(kept[0].etag, kept[0].modified) if kept else {}
        self._manners.wait(at)
        with _Told(url), self._sent(at, headers) as response:
            if response.status_code in _REDIRECTS and (place := response.headers.get("Location")):
                return place.encode("latin-1", "replace").decode("utf-8", "replace")
            if kept and response.status_code == requests.codes.not_modified:
                self._cache.touch(at)
                return _fetched(at, kept[0].type, kept[1])
            if response.status_code != requests.codes.ok:
                raise UnreadableFile(url, _refused(response))
            type_ = response.headers.get("Content-Type", "")
            expect_readable(type_, url)
            data = self._body(response, url)
            self._cache.put(
                at, data, type=type_,
                etag=response.headers.get("ETag", ""),
                modified=response.headers.get("Last-Modified", ""),
            )  # fmt: skip
            return _fetched(at, type_, data)

    def _sent(self, at: str, headers: dict[str, str]) -> requests.Response:
        return self._session.get(
            at, headers=headers, stream=True, allow_redirects=False, verify=self._verify,
            proxies=get_environ_proxies(at), timeout=(self.settings.connect, self.settings.read),
        )  # fmt: skip

    def _body(self, response: requests.Response, url: str) -> bytes:
        most, end = self.settings.most_bytes, time.monotonic() + self.settings.whole
        announced = response.headers.get("Content-Length", "")
        parts, size = [], int(announced) if announced.isdecimal() else 0
        if size <= most:
            size = 0
            for part in _parts(response):
                size += len(part)
                parts.append(part)
                if size > most:
                    break
                if time.monotonic() > end:
                    reason = f"was not there after {self.settings.whole:.0f} seconds; try later"
                    raise UnreadableFile(url, reason)
        if size > most:
            limit = f"{most / 2**20:.3g} MB"
            raise UnreadableFile(url, f"is larger than {limit}; download it and name the file")
        return b"".join(parts)

    def _plain(self, url: str) -> tuple[int, bytes]:
        """Return status and text of a robots.txt; raises UnreadableFile where there is none."""
        at = url
        for _ in range(MOST_HOPS):
            with _Told(url), self._sent(_checked(at, url), {}) as response:
                if response.status_code not in _REDIRECTS:
                    ok = response.status_code == requests.codes.ok
                    return response.status_code, self._body(response, url) if ok else b""
                at = urljoin(at, response.headers.get("Location", ""))
        raise UnreadableFile(url, "redirects in a circle")


def _parts(response: requests.Response) -> "Iterator[bytes]":
    """Yield the body as it comes: waiting for full chunks would outlast every limit of time."""
    while part := response.raw.read1(_CHUNK, decode_content=True):
        yield part


def _checked(at: str, url: str) -> str:
    if canonical_url(at) is None:
        led = "" if at == url else f", to which {url} redirects,"
        raise UnreadableFile(at, f"{led} is no address that is read (http and https only)".lstrip())
    if "@" in urlsplit(at).netloc:  # it would be kept with the article, and shared with the graph
        raise UnreadableFile(url, "holds a user name or password, which is not sent; leave it out")
    return at


def expect_readable(type_: str, url: str) -> None:
    """Raise UnreadableFile for a media type that holds no text."""
    main = type_.partition(";")[0].strip().lower()
    if main.partition("/")[0] in ("image", "audio", "video", "font", "model"):
        raise UnreadableFile(url, f"is {main}, which holds no text; name the page of the article")


def _fetched(url: str, type_: str, data: bytes) -> Fetched:
    main, _, parameters = type_.partition(";")
    charset = ""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip(" \"'")
    return Fetched(url=url, type=main.strip().lower(), charset=charset, data=data)


def _conditions(etag: str, modified: str) -> dict[str, str]:
    given = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in given.items() if value}


def _refused(response: requests.Response) -> str:
    code = response.status_code
    advice = _STATUS.get(code, "try again later" if code >= 500 else "check the address")
    return f"the server answers {code} {response.reason or ''}".rstrip() + f"; {advice}"


def _authorities() -> str | bool:
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True


class _Told:
    """Turns what the libraries raise into the reason why an address cannot be read."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, PrivateAddress):
            where = error.host if error.host == error.address else f"{error.host} ({error.address})"
            reason = f"{where} is not on the public internet; --allow-private reads it anyway"
            raise UnreadableFile(self._url, reason) from None
        if isinstance(error, (requests.RequestException, HTTPError, OSError, ValueError)):
            raise UnreadableFile(self._url, _reason(error)) from None


def _reason(error: Exception) -> str:
    words = f"{type(error).__name__} {error}"
    host = urlsplit(getattr(getattr(error, "request", None), "url", "") or "").hostname or "host"
    for sign, reason in (
        ("NameResolution", f"there is no host {host}; check the address and the connection"),
        ("ConnectTimeout", "no connection in time; try again later"),
        ("Timeout", "no answer in time; try again later"),
        ("timed out", "no answer in time; try again later"),
        (
            "CERTIFICATE",
            "its certificate cannot be trusted; name its http address, or save the page",
        ),
        ("SSL", "no secure connection can be made; save the page and name the file"),
        ("IncompleteRead", "the answer broke off before its announced end; try again"),
        ("decod", "its content is not compressed as its headers say; save the page"),
        ("Connection refused", "nothing answers there (connection refused)"),
    ):
        if sign in words:
            return reason
    return f"the connection failed ({type(error).__name__}); try again later"
