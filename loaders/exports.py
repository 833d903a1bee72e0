"""Exports of press databases (Nexis, Factiva): many articles a file, told apart by its marks."""

import re
from collections.abc import Callable, Iterator, Sequence

from actorgraph.errors import BadRecord, DoubtfulInput
from actorgraph.loaders.decoding import decoded
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.factiva import factiva_record
from actorgraph.loaders.html_text import text_of_html
from actorgraph.loaders.input_files import InputFile
from actorgraph.loaders.nexis import academic_record, nexis_uni_record

# The last line of a Factiva article is its accession number: source code, date, serial.
_FACTIVA_END = re.compile(
    r"\s*(?:Document|AN[\s|]+(?:Document)?)\s*([A-Za-z]\w{3,9}0{2,4}\w{12,20})\s*\|?\s*$"
)
_NEXIS_END = re.compile(r"\s*End of Document\s*$")
_ACADEMIC_START = re.compile(r"\s*(?:Document )?\d+ of (\d+)(?: DOCUMENTS?)?\s*$", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\s*Documents? \((\d+)\)\s*$")
_MARKS = re.compile(
    rb"End of Document\b|\b\d+ of \d+ DOCUMENTS\b|class=[\"'][^\"']{0,40}\benArticle\b|"
    rb"\bDocument [A-Z]{2,8}0{2,4}20\d{6}\w{6,12}"
)


_Parse = Callable[[Sequence[str]], dict[str, str]]


def may_be_export(data: bytes) -> bool:
    """Whether a page has the marks of an export, looked for in its bytes."""
    return _MARKS.search(data) is not None


def html_export_drafts(data: bytes, file: InputFile, report: Report) -> Iterator[Draft] | None:
    """Return the articles of a page that is an export, or None where it only looks like one."""
    text = text_of_html(decoded(data, file.path, report, declared=file.charset or "utf-8"))
    return export_drafts(text.split("\n\n"), file, report)


def export_drafts(blocks: Sequence[str], file: InputFile, report: Report) -> Iterator[Draft] | None:
    """Return the articles of an export, or None where these paragraphs are none."""
    for ends, parse in ((_FACTIVA_END, factiva_record), (_NEXIS_END, nexis_uni_record)):
        if any(ends.match(block) for block in blocks):
            return _drafts(_ended(blocks, ends), parse, file, report, _announced(blocks))
    if sum(_is_start(block) for block in blocks):
        announced = next(int(m[1]) for block in blocks if (m := _ACADEMIC_START.match(block)))
        return _drafts(_begun(blocks), academic_record, file, report, announced)
    return None


def _drafts(
    records: Iterator[list[str]], parse: _Parse, file: InputFile, report: Report, announced: int
) -> Iterator[Draft]:
    number = 0
    for number, blocks in enumerate(records, start=1):
        fields = parse(blocks)
        where = f"record {number}"
        if not fields["text"].strip():
            shown = fields["title"] or next(iter(blocks), "")
            report(BadRecord(file.path, where, f"has no text ({shown[:60]!r}); export it in full"))
            continue
        yield Draft(
            path=file.path, below=f"{file.below or file.url}:{number}", where=where, **fields
        )
    if announced > number:
        reason = f"{announced} documents are announced, and {number} are in it"
        report(DoubtfulInput(file.path, reason))


def _announced(blocks: Sequence[str]) -> int:
    found = next((m for block in blocks[:20] if (m := _ANNOUNCED.match(block))), None)
    return int(found[1]) if found else 0


def _ended(blocks: Sequence[str], ends: re.Pattern[str]) -> Iterator[list[str]]:
    """Yield the paragraphs of each record, which the last one ends; Factiva's holds its number."""
    record: list[str] = []
    for block in blocks:
        if not ends.match(block):
            record.append(block)
            continue
        yield [*record, block]
        record = []
    if sum(map(len, record)) > 500:  # more than a footer: an article that breaks off
        yield record


def _begun(blocks: Sequence[str]) -> Iterator[list[str]]:
    record: list[str] | None = None
    for block in blocks:
        if _is_start(block):
            if record:
                yield record
            record = []
        elif record is not None:
            record.append(block)
    if record:
        yield record


def _is_start(block: str) -> bool:
    return "DOCUMENT" in block.upper() and _ACADEMIC_START.match(block) is not None
