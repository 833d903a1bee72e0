"""PDF: the text layer of a document that is one article or report."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from actorgraph.errors import BadRecord, DoubtfulInput, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream, seekable
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.extras import needs
from actorgraph.loaders.input_files import InputFile

if TYPE_CHECKING:
    from pypdf import PdfReader

_HYPHEN = re.compile(r"(?<=[a-z]{2})[-\u00ad\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_OFTEN = 3  # pages on which a first or last line stands that is a header or footer
_FIRST_HALVES = frozenset(
    "pro anti non ex self half co vice cross well so long short high low army state rebel "
    "government opposition us two three four five six seven eight nine ten".split()
)
_LONGEST = 20_000  # characters of a paragraph: more is a table, or a text without stops
_SOFT = "\u00ad"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})


def pdf_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the one article of a PDF: its text without headers, footers and broken words.

    The title is that of its metadata. The metadata's dates say when the file was made, not when
    the article was published, and are not taken.
    """
    with needs("pypdf", file.path):
        from pypdf import PdfReader  # noqa: PLC0415  (an extra)
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    with seekable(stream) as data, _heard():
        try:
            reader = PdfReader(data)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableFile(file.path, "needs a password; save it without one")
            pages, title = _pages(reader, file, report), _title(reader)
        except (PyPdfError, OSError, ValueError, KeyError, RecursionError) as error:
            raise UnreadableFile(file.path, f"is no PDF that can be read ({error})") from None
    text = "\n\n".join(_paragraphs(_without_headers(pages)))
    if not text.strip():
        reason = "holds pictures of pages and no text; run it through text recognition (OCR) first"
        raise UnreadableFile(file.path, reason)
    yield Draft(path=file.path, below=file.below, text=text, title=title)


def _pages(reader: "PdfReader", file: InputFile, report: Report) -> list[list[str]]:
    pages, empty = [], []
    for number in range(len(reader.pages)):
        try:
            with _heard() as warnings:
                text = reader.pages[number].extract_text()
            if warnings:
                raise ValueError(warnings[0])  # noqa: TRY301  (the library goes on without the words)
        except Exception as error:  # noqa: BLE001  (damaged pages raise whatever they hit on)
            report(BadRecord(file.path, f"page {number + 1}", f"cannot be read ({error})"))
            continue
        text = text.translate(_LIGATURES).replace("\0", "")
        if not text.strip():
            empty.append(str(number + 1))
        pages.append([line.strip() for line in text.split("\n")])
    if empty and len(empty) < len(reader.pages):
        reason = "pages without text, pictures perhaps: " + ", ".join(empty[:20])
        report(DoubtfulInput(file.path, reason))
    return pages


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what the library says of damage, which it only logs."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pypdf")
    before, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def _title(reader: "PdfReader") -> str:
    title = str((reader.metadata and reader.metadata.title) or "").strip()
    # Word processors put the name of the file there.
    return "" if re.search(r"\.(?:docx?|pdf|indd|qxd|rtf|odt)$|^Microsoft Word", title) else title


def _without_headers(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Leave out numbers of pages, and first and last lines that many pages share."""
    edges = Counter(edge for page in pages for edge in {_shape(line) for line in _edges(page)})
    often = max(_OFTEN, len(pages) // 3)
    kept = []
    for page in pages:
        running = {
            line for line in _edges(page)
            if edges[_shape(line)] >= often or re.fullmatch(r"(?:Page )?\d{1,4}(?: of \d+)?", line)
        }  # fmt: skip
        kept.append([line for line in page if line not in running])
    return kept


def _edges(page: Sequence[str]) -> list[str]:
    lines = [line for line in page if line]
    return lines[:2] + lines[-2:] if len(lines) > 4 else lines[:1] + lines[-1:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Join lines to paragraphs, across pages too where a sentence goes on.

    A blank line ends a paragraph; so does a line that is clearly shorter than the others and ends
    a sentence, or stands alone like a heading.
    """
    width = _usual_width(pages)
    words = ""
    for page in pages:
        for position, line in enumerate(page):
            if not line:
                blank_at_edge = position in (0, len(page) - 1)
                if words and not (blank_at_edge and not _SENTENCE_END.search(words[-8:])):
                    yield words
                    words = ""
                continue
            words = _joined(words, line)
            short = len(line) < 0.75 * width and _ends(line, page, position)
            if short or len(words) > _LONGEST:
                yield words
                words = ""
        if words and _SENTENCE_END.search(words[-8:]):
            yield words
            words = ""
    if words:
        yield words


def _usual_width(pages: Sequence[Sequence[str]]) -> int:
    lengths = sorted(len(line) for page in pages for line in page if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _ends(line: str, page: Sequence[str], position: int) -> bool:
    following = next((other for other in page[position + 1 :] if other), "")
    return bool(_SENTENCE_END.search(line)) or (
        len(line) < 60 and not line.endswith((",", ";", "-", _SOFT)) and following[:1].isupper()
        and line[:1].isupper() and not re.search(r"\b(?:the|of|and|to|in|a|for)$", line)
    )  # fmt: skip


def _joined(words: str, line: str) -> str:
    if not words:
        return line
    if _HYPHEN.search(words[-8:]) and line[:1].islower():
        # "pro-" + "government" keeps its hyphen where the first half is a word that takes one.
        whole = words[:-1] if not _takes_hyphen(words) else words
        return whole + line
    return f"{words} {line}"


def _takes_hyphen(words: str) -> bool:
    last = words[-60:-1].rsplit(" ", 1)[-1].lower()
    return words[-1] != _SOFT and ("-" in last or last in _FIRST_HALVES)
