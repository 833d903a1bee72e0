"""Web addresses: one spelling for the addresses of one page."""

import re
from urllib.parse import SplitResult, urlsplit

# Campaign and click markers, which say how a reader came to the page and not which page it is.
_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|dclid|msclkid|twclid|yclid|igshid|mc_[ce]id|ocid|cmpid|cmp"
    r"|ns_\w*|at_(?:medium|campaign|custom)\w*|wt\.\w+|__twitter_impression|smid|ref_src)",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical_url(url: str) -> str | None:
    """Return the address without what does not name the page, or None where it is none.

    "HTTP://Example.org:80/a?utm_source=x&b=1#top" gives "http://example.org/a?b=1".
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORT or not host or re.search(r"[\s\0-\x1f]", url.strip()):
        return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORT[parts.scheme]:
        host = f"{host}:{port}"
    return SplitResult(parts.scheme, host, parts.path or "/", _kept(parts.query), "").geturl()


def _kept(query: str) -> str:
    """Leave out tracking parameters; the others stay as they are spelt, in their order."""
    pairs = query.split("&")
    return "&".join(pair for pair in pairs if not _TRACKING.fullmatch(pair.split("=", 1)[0]))
