"""Feeds: RSS and Atom, each entry an article with its full content, else with its summary."""

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from actorgraph.errors import BadRecord, DoubtfulInput, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream, lines_of, whole
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.extras import needs
from actorgraph.loaders.html_text import text_of_html
from actorgraph.loaders.input_files import InputFile
from actorgraph.loaders.published_dates import iso_date

_SUMMARY = "only a summary is in the feed; for the whole text, name the addresses of its entries"
_MORE = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\[&#8230;\]|(?:Continue|Read) (?:reading|more)\b.{0,80})$"
)
_PUBLISHER = re.compile(r"\s+(?:-|–|\||:|»)\s+.*$")


def feed_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the entries of a feed. Raises UnreadableFile for what is none."""
    with needs("feedparser", file.path):
        import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)
    data = whole(lines_of(stream, file.path), file.path)
    feed = feedparser.parse(
        BytesIO(data),
        response_headers=_headers(file),
        sanitize_html=False,  # tags are taken away altogether below
    )
    if not feed.get("version") and not feed.entries:
        raise UnreadableFile(file.path, f"is no RSS or Atom feed{_fault(feed)}")
    if feed.bozo and _is_broken(feed):
        report(
            DoubtfulInput(file.path, f"the feed is damaged{_fault(feed)}; read as far as it goes")
        )
    if not feed.entries:
        report(DoubtfulInput(file.path, "the feed has no entries at present"))
    publisher = _PUBLISHER.sub("", _plain(feed.feed.get("title", "")))
    for number, entry in enumerate(feed.entries, start=1):
        draft = _draft(entry, file, number, publisher)
        if not draft.text.strip():
            reason = f"entry {draft.title[:60]!r} has no text; name its address {draft.url or '?'}"
            report(BadRecord(file.path, draft.where, reason))
            continue
        if not entry.get("content"):
            report(draft.doubt(_SUMMARY))
        yield draft


def _headers(file: InputFile) -> dict[str, str]:
    """Return what the library wants to know of an answer: its address, and the named charset."""
    charset = {"content-type": f"application/xml; charset={file.charset}"} if file.charset else {}
    return charset | ({"content-location": file.url} if file.url else {})


def _draft(entry: Any, file: InputFile, number: int, publisher: str) -> Draft:
    contents = [part.get("value", "") for part in entry.get("content", ())]
    source = max(contents, key=len, default="") or entry.get("summary", "")
    url = entry.get("link", "")
    source_title = _plain((entry.get("source") or {}).get("title", ""))
    return Draft(
        path=file.path,
        below=f"{file.below or file.url}:{number}",
        where=f"entry {number}",
        id="" if url.startswith("http") else entry.get("id", ""),
        url=urljoin(file.url, url) if file.url else url,
        title=_plain(entry.get("title", "")),
        publisher=source_title or publisher,
        published=_date(entry),
        text=_MORE.sub("", text_of_html(source).rstrip()).rstrip(),
    )


def _date(entry: Any) -> str:
    """Return when an entry was published, in its own zone where its words can be read so."""
    for name in ("published", "updated", "created"):
        if name not in entry:
            continue
        words, parsed = str(entry[name]), entry.get(f"{name}_parsed")
        if words and iso_date(words):
            return words
        if parsed:
            moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            return moment.isoformat(timespec="seconds")
        if words:
            return words
    return ""


def _plain(words: str) -> str:
    return " ".join(text_of_html(words).split())


def _is_broken(feed: Any) -> bool:
    """Whether the XML is damaged, and not only served under another name or encoding."""
    return type(feed.bozo_exception).__name__ not in (
        "CharacterEncodingOverride", "NonXMLContentType", "UndeclaredNamespace",
    )  # fmt: skip


def _fault(feed: Any) -> str:
    error = feed.get("bozo_exception")
    line = getattr(error, "getLineNumber", lambda: None)()
    message = getattr(error, "getMessage", lambda: str(error or ""))()
    return f" ({message}{f', line {line}' if line else ''})" if message else ""
