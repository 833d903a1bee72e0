"""WARC: the pages of a web archive or a crawl, such as Common Crawl News."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from actorgraph.errors import BadRecord, DoubtfulInput, InputError, UnreadableFile
from actorgraph.loaders.byte_lines import MOST_BYTES, ByteStream
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.extras import needs
from actorgraph.loaders.html_pages import page_draft
from actorgraph.loaders.input_files import InputFile
from actorgraph.loaders.web_files import with_address

_HTML = ("text/html", "application/xhtml+xml")
_DAMAGED = "the archive is damaged"
_CRAWLED = "the page gives no date of publication; that of its crawl is taken"


def warc_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the article of each HTML page that was answered with status 200.

    The address is the record's; so is the date of a page that gives none, which is reported: a
    crawl of news comes within hours, another one may come years later. What is left out is counted.
    """
    with needs("warcio", file.path):
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # noqa: PLC0415
    left, number = Counter[str](), 0
    source = _AsItComes(stream)
    records = iter(ArchiveIterator(source))
    while True:
        try:
            record = next(records, None)
        except Exception as error:  # noqa: BLE001  (the library's faults on damaged records, too)
            if not number:
                raise UnreadableFile(file.path, f"is no WARC file ({error})") from None
            reason = f"{_DAMAGED} ({error}); what came before is read"
            report(BadRecord(file.path, f"after record {number}", reason))
            break
        if record is None:
            break
        number += 1
        if other := _other(record):
            left[other] += 1
            continue
        try:
            yield _page(record, file, number, report)
        except InputError as error:
            report(_placed(getattr(error, "reason", str(error)), file, number, record))
        except Exception as error:  # noqa: BLE001  (chunks and compression that are not as they say)
            report(_placed(f"cannot be unpacked ({error})", file, number, record))
    if not number:
        raise UnreadableFile(file.path, "there is no record in it")
    if source.broken:
        reason = "the compressed file ends too early; what came before is read"
        report(BadRecord(file.path, f"after record {number}", reason))
    if left:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
        report(DoubtfulInput(file.path, f"records that are no pages left: {counts}"))


class _AsItComes:
    """A stream that gives what is there: waiting for more loses it where the file breaks off.

    `broken` says that it did, which the library takes for an end like any other.
    """

    def __init__(self, stream: ByteStream) -> None:
        self._read = getattr(stream, "read1", stream.read)
        self.broken = False

    def read(self, size: int) -> bytes:
        """Return the next bytes, b"" where there are no more."""
        try:
            data: bytes = self._read(size)
        except (EOFError, zlib.error):
            self.broken = True
            return b""
        return data


def _other(record: Any) -> str:
    """Return what a record is that holds no page to read, or ""."""
    if record.rec_type != "response":
        return str(record.rec_type)
    if record.http_headers is None:
        return "response of another protocol"
    if record.http_headers.get_statuscode() != "200":
        return "response with another status"
    type_ = record.http_headers.get_header("Content-Type", "").partition(";")[0].strip().lower()
    return "" if type_ in _HTML else "response of another type"


def _page(record: Any, file: InputFile, number: int, report: Report) -> Draft:
    url = record.rec_headers.get_header("WARC-Target-URI", "").strip("<>")
    path = f"{file.path}, record {number} ({url})"
    data = record.content_stream().read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(path, f"is larger than {MOST_BYTES >> 20} MB")
    while record.raw_stream.read(MOST_BYTES):  # what the page does not need, up to the record's end
        pass
    if record.raw_stream.limit > 0:
        raise UnreadableFile(path, "the archive breaks off in this record; fetch it again")
    type_ = record.http_headers.get_header("Content-Type", "")
    charset = type_.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    page = replace(file, path=path, url=url, charset=charset)
    draft = page_draft(data, page, report)
    named = replace(draft, path=file.path, below=f"{file.below}:{number}", where=f"record {number}")
    crawled = record.rec_headers.get_header("WARC-Date", "")
    if not named.published and crawled:
        report(named.doubt(_CRAWLED))
        named = replace(named, published=crawled)
    return with_address(named, url) if url else named


def _placed(reason: str, file: InputFile, number: int, record: Any) -> InputError:
    url = record.rec_headers.get_header("WARC-Target-URI", "?")
    return BadRecord(file.path, f"record {number} ({url})", reason)
