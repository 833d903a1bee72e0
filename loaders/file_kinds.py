"""What kind of file this is, told from how it begins, where its name does not say."""

import re
from typing import cast

from actorgraph.loaders.byte_lines import ByteStream
from actorgraph.loaders.json_records import looks_like_records

HEAD = 4096  # bytes that are looked at
_MARK = b"\xef\xbb\xbf"
_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"{\\rtf", ".rtf"),
    (b"PK\x03\x04", ".docx"),
    (b"WARC/1.", ".warc"),
)
_ROOT = re.compile(rb"<(?![?!])(?:\w{1,20}:)?([A-Za-z]+)[\s>/]")
_ROOTS = {
    b"rss": ".rss",
    b"feed": ".atom",
    b"rdf": ".rss",
    b"urlset": ".sitemap",
    b"sitemapindex": ".sitemap",
    b"mediawiki": ".mediawiki-xml",
    b"html": ".html",
}
_PAGE = re.compile(rb"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_ENTRY = re.compile(rb"\s*@\w{2,20}\s*\{", re.IGNORECASE)
OTHER_XML = ".xml"


def head_of(stream: ByteStream) -> tuple[bytes, ByteStream]:
    """Return how a stream begins, and a stream that still begins so."""
    head = stream.read(HEAD)
    return head, cast("ByteStream", _Again(head, stream))


def kind_of(head: bytes) -> str:
    """Return the ending that a file with this beginning should have, or "" for plain text."""
    for magic, suffix in _MAGIC:
        if head.startswith(magic):
            return suffix
    head = head.removeprefix(_MARK).lstrip()
    first = head.partition(b"\n")[0]
    if looks_like_records(first):
        return ".json"
    if _PAGE.match(head):
        return ".html"
    if head.startswith(
        (b"<?xml", b"<!--", b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<mediawiki")
    ):
        root = _ROOT.search(re.sub(rb"<!--.*?(?:-->|$)", b"", head, flags=re.DOTALL))
        return _ROOTS.get(root[1].lower(), OTHER_XML) if root else OTHER_XML
    return ".bib" if _ENTRY.match(head) else ""


class _Again:
    """A stream whose first bytes were read, and are given again."""

    def __init__(self, head: bytes, rest: ByteStream) -> None:
        self._head, self._rest = head, rest

    def readline(self, size: int, /) -> bytes:
        if not self._head:
            return self._rest.readline(size)
        line, end, _ = self._head.partition(b"\n")
        line = (line + end)[:size]
        self._head = self._head[len(line) :]
        if not self._head and not end and len(line) < size:
            return line + self._rest.readline(size - len(line))
        return line

    def read1(self, size: int, /) -> bytes:
        """Return the next bytes, as many as are there."""
        if not self._head:
            return getattr(self._rest, "read1", self._rest.read)(size)
        part, self._head = self._head[:size], self._head[size:]
        return part

    def read(self, size: int, /) -> bytes:
        part, self._head = self._head[:size], self._head[size:]
        return part if len(part) == size else part + self._rest.read(size - len(part))
