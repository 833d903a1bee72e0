"""What stands at an address, as a file to read: its kind by media type, name and beginning."""

import io
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from actorgraph.errors import UnreadableFile
from actorgraph.loaders import compressed
from actorgraph.loaders.drafts import Draft
from actorgraph.loaders.file_kinds import HEAD, kind_of
from actorgraph.loaders.input_files import InputFile, suffix_of
from actorgraph.loaders.links import Link
from actorgraph.loaders.web_addresses import canonical_url
from actorgraph.loaders.web_fetching import Fetcher

# Media types that say what an answer is. Those of XML, plain text and bytes say too little.
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rss",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/pdf": ".pdf",
    "application/warc": ".warc",
    "application/vnd.apache.parquet": ".parquet",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/x-bibtex": ".bib",
}
_VAGUE = frozenset(
    "text/plain text/xml application/xml application/octet-stream binary/octet-stream "
    "application/gzip application/x-gzip application/x-bzip2 application/x-xz "
    "application/zstd".split()
) | {""}


def web_file(url: str, fetcher: Fetcher) -> InputFile:
    """Fetch an address; raises UnreadableFile where it has nothing that can be read."""
    fetched = fetcher.fetch(url)
    name = unquote(PurePosixPath(urlsplit(fetched.url).path).name)

    def opened() -> AbstractContextManager[io.BufferedIOBase]:
        body = io.BufferedReader(io.BytesIO(fetched.data))
        packed = compressed.is_packed(fetched.data, name)
        return compressed.unpacked(body, name if packed else "")  # type: ignore[return-value]

    suffix = _TYPES.get(fetched.type, "")
    if not suffix and not _may_be_text(fetched.type):
        raise UnreadableFile(url, f"is {fetched.type}, which is not read; name the page of it")
    if fetched.data.startswith(b"PK\x03\x04") and name.lower().endswith(compressed.ARCHIVE):
        raise UnreadableFile(url, "is a ZIP archive; download it and name the file")
    if suffix in ("", ".html") and (kind := kind_of(fetched.data[:HEAD])):
        suffix = kind  # a feed or a sitemap, whatever the server calls it
    suffix = suffix or (suffix_of(name) if suffix_of(name) not in (".php", ".asp", ".aspx") else "")
    return InputFile(
        path=url, below="", suffix=suffix, open=opened, url=fetched.url, charset=fetched.charset
    )


def _may_be_text(type_: str) -> bool:
    return type_ in _VAGUE or type_.startswith("text/") or type_.endswith(("+xml", "+json"))


def with_address(draft: Draft, url: str) -> Draft:
    """Give the draft of a page the address that was asked where it names none of that host.

    A page that names another site's address as its own would take the place of that site's
    article, and one that names its site's front page that of all others.
    """
    return draft if draft.url and _same_site(draft.url, url) else replace(draft, url=url)


def filled(draft: Draft, link: Link) -> Draft:
    """Fill what a page does not say about itself from the list that led to it."""
    finer = len(link.published) > len("2016-10-25") >= len(draft.published)
    return replace(
        draft,
        title=draft.title or link.title,
        publisher=draft.publisher or link.publisher,
        published=link.published if finer or not draft.published else draft.published,
    )


def _same_site(named: str, asked: str) -> bool:
    own, other = canonical_url(named), canonical_url(asked)
    if own is None or other is None:
        return False
    front = urlsplit(own).path in ("", "/") and not urlsplit(own).query
    if front and urlsplit(other).path not in ("", "/"):
        return False
    return _site(own) == _site(other)


def _site(url: str) -> str:
    host = urlsplit(url).hostname or ""
    for start in ("www.", "amp.", "m.", "mobile."):
        host = host.removeprefix(start)
    return host
