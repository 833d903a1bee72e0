"""Reading: from paths to articles; what cannot be read is reported and the rest goes on."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from actorgraph.errors import BadRecord, DoubtfulInput, InputError, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream, lines_of, whole
from actorgraph.loaders.compressed import DAMAGED
from actorgraph.loaders.csv_tables import csv_drafts
from actorgraph.loaders.decoding import decoded
from actorgraph.loaders.drafts import Draft, Report, article_of
from actorgraph.loaders.exports import html_export_drafts, may_be_export
from actorgraph.loaders.feeds import feed_drafts
from actorgraph.loaders.file_kinds import OTHER_XML, head_of, kind_of
from actorgraph.loaders.front_matter import split_front_matter
from actorgraph.loaders.html_pages import page_draft
from actorgraph.loaders.input_files import InputFile, files_of, reason_of
from actorgraph.loaders.input_units import InputUnit, files_of_units
from actorgraph.loaders.json_records import drafts_of_json, drafts_of_lines
from actorgraph.loaders.links import Link
from actorgraph.loaders.markdown_text import markdown_to_text
from actorgraph.loaders.mediawiki_dumps import mediawiki_drafts
from actorgraph.loaders.office_documents import docx_drafts, rtf_drafts
from actorgraph.loaders.parquet_tables import parquet_drafts
from actorgraph.loaders.pdf_text import pdf_drafts
from actorgraph.loaders.reference_lists import bibtex_links, csl_links, csl_of, may_be_csl
from actorgraph.loaders.sitemaps import sitemap_links
from actorgraph.loaders.warc_files import warc_drafts
from actorgraph.ontology.articles import Article

if TYPE_CHECKING:
    from actorgraph.loaders.web_fetching import Fetcher
    from actorgraph.loaders.web_settings import WebSettings

# A reader turns an open file into drafts, or into links to where they are, one file at a time.
Reader = Callable[[ByteStream, InputFile, Report], Iterator[Draft | Link]]
MOST_LEVELS = 3  # lists of lists (an index of sitemaps) that are followed


def read_articles(
    paths: Iterable[str],
    *,
    on_error: Callable[[InputError], None],
    stdin: BinaryIO | None = None,
    web: "WebSettings | None" = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders, globs, addresses and "-" (standard input).

    One at a time, of the formats in docs/sources.md, also compressed. `on_error` is given an
    UnreadableFile or BadRecord for what is not read, and a DoubtfulInput for what is read on an
    assumption, or twice; then the rest goes on. `web` says how addresses are fetched.
    """
    source = stdin if stdin is not None else sys.stdin.buffer
    visits = _Visits(web)
    files = files_of(paths, on_error, known=READERS, stdin=source, fetch=visits.file)
    yield from _articles(files, visits, on_error)


def read_units(
    units: Iterable[InputUnit],
    *,
    on_error: Callable[[InputError], None],
    web: "WebSettings | None" = None,
) -> Iterator[Article]:
    """Yield the articles of files that were listed before, or of parts of them."""
    visits = _Visits(web)
    files = files_of_units(units, on_error, known=READERS, fetch=visits.file)
    yield from _articles(files, visits, on_error)


def _articles(
    files: Iterable[InputFile], visits: "_Visits", on_error: Callable[[InputError], None]
) -> Iterator[Article]:
    seen: dict[str, bytes] = {}
    for file in files:
        for draft in visits.drafts(file, on_error):
            article = article_of(draft, on_error)
            if article and _is_new(article, draft, seen, on_error):
                yield article


def _is_new(article: Article, draft: Draft, seen: dict[str, bytes], report: Report) -> bool:
    text = hashlib.sha256(article.text.encode()).digest()[:16]
    before = seen.setdefault(article.id, text)
    if before is not text:
        if before == text:
            report(draft.doubt(f"article {article.id!r} again, with the same text; read once"))
        else:
            other = "its text differs; give it an 'id' of its own to have both"
            report(draft.problem(f"article {article.id!r} was read before and {other}"))
    return before is text


class _Visits:
    """The addresses that one reading visits: those named, and those that lists lead to."""

    def __init__(self, web: "WebSettings | None") -> None:
        self._web = web
        self._fetcher: Fetcher | None = None
        self._visited: set[str] = set()

    def file(self, url: str) -> InputFile:
        """Fetch what stands at an address."""
        from actorgraph.loaders.web_fetching import Fetcher  # noqa: PLC0415  (addresses only)
        from actorgraph.loaders.web_files import web_file  # noqa: PLC0415

        if self._fetcher is None:
            self._fetcher = Fetcher(self._web)
        self._visited.add(url)
        return web_file(url, self._fetcher)

    def drafts(self, file: InputFile, report: Report, level: int = 0) -> Iterator[Draft]:
        """Yield the drafts of a file, and of what it lists; each address is visited once."""
        unfollowed = 0
        for found in _found(file, report):
            if isinstance(found, Draft):
                yield found
            elif not file.named:
                unfollowed += 1
            elif level >= MOST_LEVELS:
                reason = f"{found.url} is not followed: more than {MOST_LEVELS} lists in lists"
                report(BadRecord(found.path, found.where, reason))
            elif found.url not in self._visited:
                yield from self._followed(found, report, level)
        if unfollowed:  # to read a folder is not to ask for what its files speak of
            reason = f"lists {unfollowed} addresses; to have them read, name this file itself"
            report(DoubtfulInput(file.path, reason))

    def _followed(self, link: Link, report: Report, level: int) -> Iterator[Draft]:
        from actorgraph.loaders.web_files import filled  # noqa: PLC0415

        try:
            file = self.file(link.url)
        except InputError as error:
            report(error)
            return
        for draft in self.drafts(file, report, level + 1):
            yield filled(draft, link) if draft.path == file.path and not draft.where else draft


def _found(file: InputFile, report: Report) -> Iterator[Draft | Link]:
    try:
        with file.open() as stream:
            reader = READERS.get(file.suffix)
            if reader is None:
                head, stream = head_of(stream)  # noqa: PLW2901
                reader = READERS.get(kind_of(head), _text)
            found = reader(stream, file, report)
            yield from (_addressed(found, file.url) if file.url else found)
    except InputError as error:
        report(error)
    except DAMAGED as error:
        report(UnreadableFile(file.path, reason_of(error)))


def _addressed(found: Iterator[Draft | Link], url: str) -> Iterator[Draft | Link]:
    from actorgraph.loaders.web_files import with_address  # noqa: PLC0415

    for each in found:
        # A record of a list has the address that it gives; a page is what stands at its own.
        yield each if isinstance(each, Link) or each.where else with_address(each, url)


def _by_content(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft | Link]:
    """Read XML, whose ending says nothing of what it holds."""
    head, stream = head_of(stream)
    kind = kind_of(head)
    if kind in ("", OTHER_XML):
        reason = (
            "is XML of a kind that is not read (feeds, sitemaps, MediaWiki dumps and XHTML are)"
        )
        raise UnreadableFile(file.path, reason)
    yield from READERS[kind](stream, file, report)


def _front_matter(stream: ByteStream, file: InputFile, report: Report) -> Draft:
    data = whole(lines_of(stream, file.path), file.path)
    text = (
        decoded(data, file.path, report, declared=file.charset)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    fields, body = split_front_matter(text)
    return Draft(path=file.path, below=file.below, text=body, **fields)


def _text(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    yield _front_matter(stream, file, report)


def _markdown(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    draft = _front_matter(stream, file, report)
    title, text = markdown_to_text(draft.text)
    if draft.title and title and draft.title != title:
        text = f"{title}\n\n{text}"
    yield replace(draft, text=text, title=draft.title or title)


def _page(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    data = whole(lines_of(stream, file.path), file.path)
    articles = html_export_drafts(data, file, report) if may_be_export(data) else None
    yield from articles if articles is not None else [page_draft(data, file, report)]


def _json(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft | Link]:
    head, stream = head_of(stream)
    if may_be_csl(head):
        data = whole(lines_of(stream, file.path), file.path)
        if (references := csl_of(data)) is not None:
            yield from csl_links(references, file, report)
            return
        stream = BytesIO(data)
    yield from drafts_of_json(lines_of(stream, file.path), file.path, file.below, report)


def _json_lines(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    lines = lines_of(stream, file.path)
    first = file.part.first if file.part else 1
    yield from drafts_of_lines(lines, file.path, file.below, report, first=first)


READERS: dict[str, Reader] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".xml": _by_content,
    ".rss": feed_drafts,
    ".atom": feed_drafts,
    ".sitemap": sitemap_links,
    ".csv": csv_drafts,
    ".tsv": csv_drafts,
    ".tab": csv_drafts,
    ".parquet": parquet_drafts,
    ".warc": warc_drafts,
    ".rtf": rtf_drafts,
    ".docx": docx_drafts,
    ".pdf": pdf_drafts,
    ".mediawiki-xml": mediawiki_drafts,
    ".bib": bibtex_links,
}
