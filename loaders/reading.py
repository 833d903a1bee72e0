"""Reading: from paths to articles; what cannot be read is reported and the rest goes on."""

import hashlib
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from actorgraph.errors import InputError, UnreadableFile
from actorgraph.loaders.byte_lines import lines_of, whole
from actorgraph.loaders.decoding import decoded
from actorgraph.loaders.drafts import Draft, Report, article_of
from actorgraph.loaders.front_matter import split_front_matter
from actorgraph.loaders.html_pages import page_draft
from actorgraph.loaders.input_files import InputFile, files_of, reason_of
from actorgraph.loaders.json_records import drafts_of_json, drafts_of_lines, looks_like_records
from actorgraph.loaders.markdown_text import markdown_to_text
from actorgraph.ontology.articles import Article

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|\?xml )", re.IGNORECASE)

# A reader turns the lines of a file into drafts, one file at a time.
Reader = Callable[[Iterable[bytes], InputFile, Report], Iterator[Draft]]


def read_articles(
    paths: Iterable[str],
    *,
    on_error: Callable[[InputError], None],
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders, globs and "-" (standard input), one at a time.

    Text, Markdown, HTML, JSON and JSON lines, also compressed (.gz). `on_error` is given an
    UnreadableFile or BadRecord for what is not read, and a DoubtfulInput for what is read on an
    assumption, or twice; then the rest goes on.
    """
    seen: dict[str, bytes] = {}
    source = stdin if stdin is not None else sys.stdin.buffer
    for file in files_of(paths, on_error, known=READERS, stdin=source):
        for draft in _drafts(file, on_error):
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


def _drafts(file: InputFile, report: Report) -> Iterator[Draft]:
    try:
        with file.open() as stream:
            lines = lines_of(stream, file.path)
            reader = READERS.get(file.suffix)
            if reader is None:
                lines, reader = _by_content(lines)
            yield from reader(lines, file, report)
    except InputError as error:
        report(error)
    except (OSError, EOFError, zlib.error) as error:
        report(UnreadableFile(file.path, reason_of(error)))


def _by_content(lines: Iterator[bytes]) -> tuple[Iterator[bytes], Reader]:
    """Tell a format by the first line that is not blank."""
    head: list[bytes] = []
    for line in lines:
        head.append(line)
        if line.strip():
            break
    first = head[-1] if head else b""
    reader = _json if looks_like_records(first) else _page if _PAGE.match(first) else _text
    return chain(head, lines), reader


def _front_matter(lines: Iterable[bytes], file: InputFile, report: Report) -> Draft:
    data = whole(lines, file.path)
    text = decoded(data, file.path, report).replace("\r\n", "\n").replace("\r", "\n")
    fields, body = split_front_matter(text)
    return Draft(path=file.path, below=file.below, text=body, **fields)


def _text(lines: Iterable[bytes], file: InputFile, report: Report) -> Iterator[Draft]:
    yield _front_matter(lines, file, report)


def _markdown(lines: Iterable[bytes], file: InputFile, report: Report) -> Iterator[Draft]:
    draft = _front_matter(lines, file, report)
    title, text = markdown_to_text(draft.text)
    if draft.title and title and draft.title != title:
        text = f"{title}\n\n{text}"
    yield replace(draft, text=text, title=draft.title or title)


def _page(lines: Iterable[bytes], file: InputFile, report: Report) -> Iterator[Draft]:
    yield page_draft(whole(lines, file.path), file.path, file.below, report)


def _json(lines: Iterable[bytes], file: InputFile, report: Report) -> Iterator[Draft]:
    yield from drafts_of_json(lines, file.path, file.below, report)


def _json_lines(lines: Iterable[bytes], file: InputFile, report: Report) -> Iterator[Draft]:
    yield from drafts_of_lines(lines, file.path, file.below, report)


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
}
