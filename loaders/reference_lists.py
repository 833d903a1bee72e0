"""Lists of references whose addresses are read: BibTeX (Zotero exports it) and CSL-JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from actorgraph.errors import BadRecord, DoubtfulInput, UnreadableFile
from actorgraph.loaders.byte_lines import ByteStream, lines_of, whole
from actorgraph.loaders.decoding import decoded
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.extras import needs
from actorgraph.loaders.input_files import InputFile
from actorgraph.loaders.links import Link

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ADDRESS = re.compile(r"https?://[^\s{}\\]+")


def bibtex_links(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Link]:
    """Yield the address of each entry, with its title, publication and date."""
    with needs("bibtexparser", file.path):
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415  (an extra)
        from bibtexparser.middlewares import LatexDecodingMiddleware  # noqa: PLC0415
    data = whole(lines_of(stream, file.path), file.path)
    text = decoded(data, file.path, report, declared=file.charset or None)
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    for block in library.failed_blocks:
        where = f"line {(block.start_line or 0) + 1}"
        report(BadRecord(file.path, where, f"is no BibTeX entry that can be read ({block.error})"))
    if not library.entries:
        raise UnreadableFile(file.path, "there is no BibTeX entry in it")
    for entry in library.entries:
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        where = f"entry {entry.key!r}"
        url = _ADDRESS.search(fields.get("url", "") or fields.get("howpublished", ""))
        if url is None:
            report(DoubtfulInput(file.path, "entries without an address are left out", where))
            continue
        publisher = next(
            (fields[name] for name in ("journaltitle", "journal", "newspaper", "organization",
                                       "publisher", "institution") if fields.get(name)), ""
        )  # fmt: skip
        yield Link(
            path=file.path,
            where=where,
            url=url[0].replace("\\", ""),
            title=_plain(fields.get("title", "")),
            publisher=_plain(publisher),
            published=_bibtex_date(fields),
        )


def _bibtex_date(fields: Mapping[str, str]) -> str:
    """Return the day of publication, or "" where only its month or year is known."""
    date = fields.get("date", "")
    if re.match(r"\d{4}-\d\d-\d\d", date):
        return date
    year, month, day = (fields.get(name, "").strip() for name in ("year", "month", "day"))
    name, numbers = re.search(r"[a-z]{3}", month.lower()), re.findall(r"\d{1,2}", month)
    number = 0
    if name and name[0] in _MONTHS:  # "oct", "25 October", "oct # 25"
        number, day = _MONTHS.index(name[0]) + 1, day or "".join(numbers[:1])
    elif numbers:
        number = int(numbers[0])
    if year.isdecimal() and day.isdecimal() and number:
        return f"{int(year):04}-{number:02}-{int(day):02}"
    return ""


def _plain(value: str) -> str:
    return " ".join(value.replace("{", "").replace("}", "").split())


def is_csl(value: object) -> bool:
    """Whether this parsed JSON is a list of references: items with a type and no text."""
    items = value.get("items") if isinstance(value, dict) else value
    return (
        isinstance(items, list)
        and bool(items)
        and all(isinstance(each, dict) and "type" in each and "text" not in each for each in items)
    )


def csl_links(value: Any, file: InputFile, report: Report) -> Iterator[Link]:
    """Yield the address of each item of CSL-JSON, with its title, publication and date."""
    items = value["items"] if isinstance(value, dict) else value
    for number, item in enumerate(items, start=1):
        where = f"item {str(item.get('id', number))!r}"
        url = _ADDRESS.match(str(item.get("URL", "") or item.get("url", "")))
        if url is None:
            report(DoubtfulInput(file.path, "entries without an address are left out", where))
            continue
        publisher = item.get("container-title") or item.get("publisher") or ""
        yield Link(
            path=file.path, where=where, url=url[0], title=str(item.get("title", "")),
            publisher=str(publisher), published=_csl_date(item.get("issued")),
        )  # fmt: skip


def _csl_date(issued: object) -> str:
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    try:
        year, month, day = (int(part) for part in parts[0][:3])  # type: ignore[index]
    except (TypeError, ValueError, IndexError):
        return str(issued.get("raw", ""))
    return f"{year:04}-{month:02}-{day:02}"


def may_be_csl(head: bytes) -> bool:
    """Whether JSON that begins so can be a list of references."""
    return b'"type"' in head and b'"text"' not in head and (b'"URL"' in head or b'"issued"' in head)


def csl_of(data: bytes) -> Any:
    """Return the parsed JSON of a list of references, or None for any other file."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if is_csl(value) else None
