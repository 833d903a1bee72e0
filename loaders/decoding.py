"""From bytes to text: the encoding, found without guessing silently."""

import codecs
import re

from actorgraph.errors import DoubtfulInput, UnreadableFile
from actorgraph.loaders.drafts import Report

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    (b"%PDF", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a ZIP archive or an office document", ".zip or .docx"),
    (b"\xd0\xcf\x11\xe0", "an old office document", ""),
    (b"{\\rtf", "an RTF document", ".rtf"),
    (b"SQLite format 3", "a SQLite database", ""),
    (b"PAR1", "a Parquet file", ".parquet"),
    (b"\x89PNG", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
)
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_UTF8_LETTER = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_MOST_HIGH_BYTES = 0.1  # of a Western text, few characters are outside ASCII


def decoded(data: bytes, path: str, report: Report, *, declared: str | None = None) -> str:
    """Return the text of a file; what was assumed is reported, and doubt beyond that raised.

    UTF-8 with or without a mark, UTF-16 and UTF-32 with one, the encoding that a page declares,
    and Windows-1252 where the bytes allow it. Raises UnreadableFile with the first bad byte.
    """
    for magic, kind, ending in _OTHER_KINDS:
        if data.startswith(magic):
            advice = (
                f"but its name says otherwise; give it the ending {ending}"
                if ending
                else "which is not read; save it as text or HTML"
            )
            raise UnreadableFile(path, f"is {kind}, {advice}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path)
    if control := _CONTROLS.search(data):
        raise UnreadableFile(path, _not_text(data, control.start()))
    if declared and (text := _as_declared(data, declared)) is not None:
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_windows(data, path, error.start, report)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not {encoding.upper()}, which its first bytes announce"
        raise UnreadableFile(path, reason) from None


def _not_text(data: bytes, position: int) -> str:
    what = f"byte 0x{data[position]:02x} at {position} is not text"
    half = len(data) // 3
    if max(data[0::2].count(0), data[1::2].count(0)) > half:
        return f"{what}: UTF-16 without its mark? save it as UTF-8"
    return f"{what}: a binary file?"


def _as_declared(data: bytes, declared: str) -> str | None:
    # Browsers read both names as Windows-1252, and so are such pages written.
    name = "cp1252" if declared.lower() in ("iso-8859-1", "latin-1", "ascii") else declared
    try:
        return data.decode(name)
    except (LookupError, UnicodeError):
        return None


def _as_windows(data: bytes, path: str, position: int, report: Report) -> str:
    what = f"byte 0x{data[position]:02x} at {position} is not UTF-8"
    if _UTF8_LETTER.search(data):  # as Windows-1252, these letters would come out as two or three
        raise UnreadableFile(path, f"{what}, but other parts are: damaged, or two texts in one")
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableFile(path, f"{what}, nor Windows-1252; save it as UTF-8") from None
    if high > _MOST_HIGH_BYTES * len(data):
        raise UnreadableFile(path, f"{what}, nor a Western text; save it as UTF-8")
    report(DoubtfulInput(path, f"{what}; read as Windows-1252"))
    return text
